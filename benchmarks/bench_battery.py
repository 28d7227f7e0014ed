"""A whole study of Nashville's stops against one bare scan of the file.

Needs the real records in ../shared/data beside the repository; without them it says so and stops.
The scan reads every column of the Parquet file once. The battery counts the canonical stops by all
keys the methods ask for and runs every method of the study.
"""

import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from daylight.data.result import Refusal
from daylight.ingest import ingest
from daylight.ingest.recipe import load
from daylight.pipeline.call import answered, named
from daylight.pipeline.run import count_tables
from daylight.plan.study import Question, Study

ROOT = Path(__file__).resolve().parents[1]
STUDY = ROOT / "docs" / "replications" / "nashville_stops" / "study.toml"
RECORDS = ROOT / ".." / "shared" / "data" / "stops" / "nashville_traffic_stops_2001_2007.parquet"


def main() -> None:
    if not RECORDS.exists():
        print(f"{RECORDS} is not here; nothing to measure")
        return
    start = Clock.now()
    rows = pq.read_table(RECORDS).num_rows
    scan = start.passed()
    study = Study.read(STUDY)
    with tempfile.TemporaryDirectory() as scratch:
        start = Clock.now()
        source = study.sources[0]
        ingest(load(source.recipe), [str(RECORDS)], Path(scratch) / "ingest")
        ingesting = start.passed()
        start = Clock.now()
        asked = [q for q in study.questions if named(q.method).needs.noun == "cells"]
        refused = sum(_asked(question, Path(scratch) / "ingest", study) for question in asked)
        battery = start.passed()
    print(f"Nashville, {rows:,} stops, {len(asked)} questions, {refused} refused")
    for name, took in (("one bare scan", scan), ("ingest", ingesting), ("battery", battery)):
        print(
            f"  {name:14} {took.wall:8.2f} s {took.wall / scan.wall:6.1f} scans; processor "
            f"{took.processor:8.2f} s {took.processor / scan.processor:6.1f} scans"
        )


class Clock(NamedTuple):
    """Seconds on the wall and of the processor."""

    wall: float
    processor: float

    @classmethod
    def now(cls) -> "Clock":
        return cls(time.perf_counter(), time.process_time())

    def passed(self) -> "Clock":
        now = Clock.now()
        return Clock(now.wall - self.wall, now.processor - self.processor)


def _asked(question: Question, folder: Path, study: Study) -> bool:
    method = named(question.method)
    by = question.by or method.needs.by
    cells = count_tables(method.needs.reduction, folder, by, only=question.only)
    outcome = answered(method, cells, {"level": study.level}, dict(question.settings))
    return isinstance(outcome, Refusal)


if __name__ == "__main__":
    main()
