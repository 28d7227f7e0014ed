"""A whole study of Nashville's stops against one bare scan of the file.

Needs the real records in ../shared/data beside the repository; without them it says so and stops.
The scan reads every column of the Parquet file once. The battery counts the canonical stops by all
keys the methods ask for and runs every method of the study.
"""

import tempfile
import time
from pathlib import Path

import pyarrow.parquet as pq

from daylight.asking import answered, named
from daylight.ingest import ingest
from daylight.ingest.recipe import load
from daylight.line import count_tables
from daylight.result import Refusal
from daylight.study import Question, Study

ROOT = Path(__file__).resolve().parents[1]
STUDY = ROOT / "docs" / "replications" / "nashville_stops" / "study.toml"
RECORDS = ROOT / ".." / "shared" / "data" / "stops" / "nashville_traffic_stops_2001_2007.parquet"


def main() -> None:
    if not RECORDS.exists():
        print(f"{RECORDS} is not here; nothing to measure")
        return
    start = time.perf_counter()
    rows = pq.read_table(RECORDS).num_rows
    scan = time.perf_counter() - start
    study = Study.read(STUDY)
    with tempfile.TemporaryDirectory() as scratch:
        start = time.perf_counter()
        source = study.sources[0]
        ingest(load(source.recipe), [str(RECORDS)], Path(scratch) / "ingest")
        ingesting = time.perf_counter() - start
        start = time.perf_counter()
        asked = [q for q in study.questions if named(q.method).needs.noun == "cells"]
        refused = sum(_asked(question, Path(scratch) / "ingest", study) for question in asked)
        battery = time.perf_counter() - start
    print(f"Nashville, {rows:,} stops, {len(asked)} questions, {refused} refused")
    print(f"  one bare scan   {scan:8.2f} s")
    print(f"  ingest          {ingesting:8.2f} s   {ingesting / scan:6.1f} scans")
    print(f"  whole battery   {battery:8.2f} s   {battery / scan:6.1f} scans")


def _asked(question: Question, folder: Path, study: Study) -> bool:
    method = named(question.method)
    by = question.by or method.needs.by
    cells = count_tables(method.needs.reduction, folder, by, only=question.only)
    outcome = answered(method, cells, {"level": study.level}, dict(question.settings))
    return isinstance(outcome, Refusal)


if __name__ == "__main__":
    main()
