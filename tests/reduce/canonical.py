"""Canonical files for tests, from rows that name only the columns they care about."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from daylight.schema.tables import TABLES, types

ARROW = {
    "string": pa.string(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}


def canonical(table: str, path: Path, rows: list[dict[str, Any]]) -> Path:
    """Write rows as a canonical table; whatever a row leaves out is blank."""
    schema = pa.schema([(name, ARROW[kind]) for name, kind in types(TABLES[table]).items()])
    numbered = [{"source_file": "f.csv", "source_row": i, **row} for i, row in enumerate(rows, 1)]
    pq.write_table(pa.Table.from_pylist(numbered, schema=schema), path)
    return path
