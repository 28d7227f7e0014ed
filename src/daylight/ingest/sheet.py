"""Spreadsheets → staged text columns."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet as pq

from daylight.errors import MissingFile, SourceError, UnreadableFile
from daylight.ingest.date_cells import DateCells
from daylight.ingest.error_cell import error_cells
from daylight.ingest.parquet import write_parquet
from daylight.ingest.snapshot import (
    Dialect,
    Snapshot,
    batches,
    column_name,
    refuse_bomb,
    text_schema,
)

SUFFIXES = {".xlsx", ".xls", ".xlsm", ".xlsb", ".ods"}


EVERY = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTop:
    """A visible sheet: its name, how many rows it has, and the first of them as text."""

    name: str
    rows: int
    first: tuple[tuple[str, ...], ...]


def from_sheet(path: Path, staged: Path, dialect: Dialect, *, named: bool = False) -> Snapshot:
    """Stage one sheet of a workbook.

    Parameters
    ----------
    named
        Call it by file and sheet, where several sheets of a file are read.
    """
    with _readable(path):
        return _staged_sheet(path, staged, dialect, named=named)


def _staged_sheet(path: Path, staged: Path, dialect: Dialect, *, named: bool) -> Snapshot:
    book = _book(path)
    sheet = _chosen(book, path, dialect)
    rows = sheet_rows(book, sheet, dialect)
    first = [] if dialect.header else next(rows, [])
    header = sheet_header(first, dialect)
    if not any(header):
        raise MissingFile(
            f"{path.name}: row {dialect.skip_lines + 1} of sheet {sheet} names no column. If lines "
            "stand above the header, say how many in [files.…] skip_lines"
        )
    names = [f"c{number}" for number in range(len(header))]
    errors = error_cells(path, sheet)
    dates = DateCells(len(names))
    before = dialect.skip_lines + (0 if dialect.header else 1)
    left = _first_column(book, sheet)

    def good() -> Iterator[tuple[int, list[str]]]:
        for number, cells in enumerate(rows, start=1):
            texts = [cell_text(cell) for cell in cells[: len(names)]]
            dates.note(cells[: len(names)])
            if errors:
                row = before + number - 1
                texts = [text or errors.get((row, n + left), "") for n, text in enumerate(texts)]
            yield number, texts + [""] * (len(names) - len(texts))

    write_parquet(batches(good(), names), staged, text_schema(names))
    count = pq.read_metadata(staged).num_rows
    if count == 0:
        raise MissingFile(f"{path.name}: there is a header but no row; ask for the export again")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Snapshot(
        name=f"{path.name}[{sheet}]" if named else path.name,
        sha256=digest,
        header=header,
        staged=staged,
        rows=count,
        encoding="spreadsheet",
        typed=True,
        errors=bool(errors),
        swapped=tuple(header[place] for place in dates.swapped()),
        sheet=sheet,
        other_sheets=tuple(name for name in _filled(book) if name != sheet),
    )


def sheets_of(path: Path, wanted: Sequence[str]) -> tuple[str, ...]:
    """The sheets that a recipe asks for: these, or with `*` every visible one that holds a row."""
    with _readable(path):
        book = _book(path)
        if EVERY in wanted:
            return tuple(_filled(book))
        return tuple(_named(book, path, name) for name in wanted)


def tops(path: Path, most: int) -> list[SheetTop]:
    """The first rows of every visible sheet that holds any."""
    with _readable(path):
        book = _book(path)
        return [
            SheetTop(
                name=name,
                rows=book.get_sheet_by_name(name).height,
                first=tuple(
                    tuple(column_name(cell_text(cell)) for cell in row)
                    for row in islice(sheet_rows(book, name, Dialect()), most)
                ),
            )
            for name in _filled(book)
        ]


def header_of_sheet(path: Path, dialect: Dialect) -> tuple[str, ...]:
    """The column names of the sheet that would be read."""
    with _readable(path):
        book = _book(path)
        rows = sheet_rows(book, _chosen(book, path, dialect), dialect)
        return sheet_header(next(rows, []), dialect)


def sheet_header(first: Sequence[Any], dialect: Dialect) -> tuple[str, ...]:
    """The column names in the first row."""
    return dialect.header or tuple(column_name(cell_text(cell)) for cell in first)


def sheet_rows(book: Any, sheet: str, dialect: Dialect) -> Iterator[list[Any]]:
    """The rows of a sheet below the lines to be skipped."""
    rows = book.get_sheet_by_name(sheet).iter_rows()
    for _ in range(dialect.skip_lines):
        next(rows, None)
    return iter(rows)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Say in words what the readers of workbooks say of a damaged one."""
    import python_calamine as calamine

    try:
        yield
    except calamine.PasswordError as problem:
        raise UnreadableFile(
            f"{path.name}: the workbook asks for a password; save it without one"
        ) from problem
    except (
        calamine.CalamineError,
        ElementTree.ParseError,
        zipfile.BadZipFile,
        zlib.error,
        OSError,
        EOFError,
        IndexError,
        ValueError,
        NotImplementedError,
    ) as problem:
        raise UnreadableFile(
            f"{path.name}: not a spreadsheet that can be read: it is cut off, damaged, or another "
            f"kind of file ({problem}). Open and save it as .xlsx, or ask for the export again"
        ) from problem


def _book(path: Path) -> Any:
    import python_calamine as calamine

    _refuse_bomb_archive(path)
    return calamine.CalamineWorkbook.from_path(str(path))


def _chosen(book: Any, path: Path, dialect: Dialect) -> str:
    """The sheet that the recipe names, or the first one with a row."""
    if dialect.sheet:
        return _named(book, path, dialect.sheet)
    filled = _filled(book) or list(book.sheet_names)
    if not filled:
        raise UnreadableFile(f"{path.name}: the workbook has no sheet with rows")
    return filled[0]


def _named(book: Any, path: Path, name: str) -> str:
    if name in book.sheet_names:
        return name
    raise SourceError(
        f"{path.name}: no sheet {name}; it has {', '.join(book.sheet_names)}. "
        "Name one in the recipe ([files.…] sheet, or sheets for several)"
    )


def _filled(book: Any) -> list[str]:
    """Visible sheets that hold at least one cell."""
    import python_calamine as calamine

    return [
        one.name
        for one in book.sheets_metadata
        if one.typ == calamine.SheetTypeEnum.WorkSheet
        and one.visible == calamine.SheetVisibleEnum.Visible
        and book.get_sheet_by_name(one.name).height
    ]


def _first_column(book: Any, sheet: str) -> int:
    """How many empty columns stand before the first, which the reader leaves out."""
    start = book.get_sheet_by_name(sheet).start
    return int(start[1]) if start else 0


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
