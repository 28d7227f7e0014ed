"""Small invented files read by small recipes."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from daylight.ingest import ingest
from daylight.ingest.audit import IngestAudit
from daylight.ingest.recipe import Recipe, parse

HEAD = """
title = "Invented"
publisher = "nobody"
licence = "none"
"""


def recipe(body: str, zone: str = "America/Chicago") -> Recipe:
    """A recipe from its body; `[files.records]` where the body names no file."""
    before, mark, after = f"\n{body}".partition("\n[")
    files = "" if "[files." in body else "\n[files.records]"
    text = f'{HEAD}timezone = "{zone}"\n{before}{files}{mark}{after}'
    return parse(text, slug="r", origin="r.toml")


def read(
    folder: Path, text: str | bytes, made: Recipe, name: str = "f.csv", *, quarantine: bool = False
) -> IngestAudit:
    """Ingest one file into `folder / "out"`."""
    file = folder / name
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return ingest(made, [file], folder / "out", quarantine=quarantine, key=b"k")


def column(folder: Path, table: str, *names: str) -> list[Any]:
    """A column of what was written, or tuples of several."""
    rows = pq.read_table(folder / "out" / f"{table}.parquet", columns=list(names)).to_pylist()
    return [row[names[0]] if len(names) == 1 else tuple(row[one] for one in names) for row in rows]
