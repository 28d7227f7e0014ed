"""Rows of a drafted file, shown beside a decision."""

import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq

from daylight import engine
from daylight.ingest.decisions.decision import DraftDecision
from daylight.ingest.snapshot import ROW, Dialect
from daylight.ingest.stage import snapshot
from daylight.plan.drafted_folder import DraftedFolder

LOOKED_AT = 100_000
WIDEST = 60


def rows(found: DraftedFolder, decision: DraftDecision, most: int) -> Iterator[str]:
    """The first rows whose cell holds an open value of the decision, else the first rows."""
    path = found.folder / found.decisions.files[0]
    dialect = Dialect(
        delimiter=found.proposal.delimiter,
        sheet=next(iter(found.proposal.sheets), ""),
        skip_lines=found.proposal.skip_lines,
    )
    with tempfile.TemporaryDirectory() as scratch:
        connection = engine.duckdb()
        taken = snapshot(connection, path, Path(scratch), dialect)
        connection.disconnect()
        batch = next(pq.ParquetFile(taken.staged).iter_batches(LOOKED_AT))
    place = f"c{taken.header.index(decision.column)}" if decision.column in taken.header else ""
    wanted = set(decision.undecided)
    chosen = (
        row
        for row in batch.to_pylist()
        if not place or not wanted or (row[place] or "").strip() in wanted
    )
    for row in islice(chosen, most):
        yield f"      row {row[ROW]}"
        for number, name in enumerate(taken.header):
            if text := (row[f"c{number}"] or "").strip():
                yield f"        {name}: {text[:WIDEST]}"
