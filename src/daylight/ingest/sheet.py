"""Spreadsheets → staged text columns."""

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from daylight.errors import MissingFile, SourceError, UnreadableFile
from daylight.ingest.parquet import write_parquet
from daylight.ingest.snapshot import Dialect, Snapshot, batches, refuse_bomb, text_schema

SUFFIXES = {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"}


def from_sheet(path: Path, staged: Path, dialect: Dialect) -> Snapshot:
    """Stage one sheet of a workbook."""
    rows = sheet_rows(path, dialect)
    first = [] if dialect.header else next(rows, [])
    header = sheet_header(first, dialect)
    if not any(header):
        raise MissingFile(f"{path.name}: the first row names no column; the sheet has no header")
    names = [f"c{number}" for number in range(len(header))]

    def good() -> Iterator[tuple[int, list[str]]]:
        for number, cells in enumerate(rows, start=1):
            texts = [cell_text(cell) for cell in cells[: len(names)]]
            yield number, texts + [""] * (len(names) - len(texts))

    write_parquet(batches(good(), names), staged, text_schema(names))
    count = pq.read_metadata(staged).num_rows
    if count == 0:
        raise MissingFile(f"{path.name}: there is a header but no row; ask for the export again")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Snapshot(
        name=path.name,
        sha256=digest,
        header=header,
        staged=staged,
        rows=count,
        encoding="spreadsheet",
        typed=True,
    )


def sheet_header(first: Sequence[Any], dialect: Dialect) -> tuple[str, ...]:
    """The column names in the first row."""
    return dialect.header or tuple(cell_text(cell).strip() for cell in first)


def sheet_rows(path: Path, dialect: Dialect) -> Iterator[list[Any]]:
    """The rows of the sheet that the recipe names, or of the first."""
    import python_calamine as calamine

    _refuse_bomb_archive(path)
    try:
        book = calamine.CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        if dialect.sheet and dialect.sheet not in names:
            raise SourceError(
                f"{path.name}: no sheet {dialect.sheet}; it has {', '.join(names)}. "
                "Name one in the recipe"
            )
        sheet = book.get_sheet_by_name(dialect.sheet or names[0])
    except (calamine.CalamineError, OSError, IndexError) as problem:
        raise UnreadableFile(f"{path.name}: not a spreadsheet that can be read: {problem}") from (
            problem
        )
    rows = sheet.iter_rows()
    for _ in range(dialect.skip_lines):
        next(rows, None)
    return iter(rows)


def _refuse_bomb_archive(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        grown = sum(item.file_size for item in archive.infolist())
    refuse_bomb(path.name, path.stat().st_size, grown)


def cell_text(value: Any) -> str:
    """A cell as the text that a CSV export would hold."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)
