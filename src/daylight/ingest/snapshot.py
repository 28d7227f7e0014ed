"""One file as it was read: its text columns staged in Parquet, its rows numbered."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pyarrow as pa

from daylight.errors import UnreadableFile

BATCH = 50_000
BOMB_BYTES = 256 << 20
BOMB_RATIO = 250
"""A compressed file that grows past both is refused; real exports grow ten- to fortyfold."""
ROW = "row_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One file as it was read.

    Parameters
    ----------
    header
        The names in its header, stripped.
    staged
        Temporary Parquet file with the row's number (`row_number`) and text columns `c0`, `c1` …
    encoding
        How the text was written; `cp1252 (assumed)` when it was not UTF-8 and not declared.
    broken
        Rows put apart on reading: row number, reason, text.
    typed
        Whether its cells may be real dates, which are staged as `2021-01-31 22:30:00`.
    errors
        Whether cells show the error of a spreadsheet, such as `#REF!`.
    swapped
        Columns whose real dates a program has made of texts, with day and month exchanged.
    sheet, other_sheets
        The sheet of a workbook that was read, and the visible ones with rows beside it.
    """

    name: str
    sha256: str
    header: tuple[str, ...]
    staged: Path
    rows: int
    encoding: str = "utf-8"
    broken: tuple[tuple[int, str, str], ...] = field(default=())
    typed: bool = False
    errors: bool = False
    swapped: tuple[str, ...] = ()
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What a recipe may have to say about how a file is written."""

    delimiter: str = ","
    encoding: str = ""
    sheet: str = ""
    skip_lines: int = 0
    header: tuple[str, ...] = ()


def column_name(cell: str) -> str:
    """A name as the header has it, on one line."""
    return re.sub(r"\s*[\r\n]+\s*", " ", cell.strip())


def text_schema(columns: Sequence[str]) -> pa.Schema:
    """A row's number and its text columns."""
    return pa.schema([(ROW, pa.int64()), *((name, pa.string()) for name in columns)])


def with_numbers(texts: pa.RecordBatch, numbers: pa.Array) -> pa.RecordBatch:
    """Text columns with the numbers of their rows before them."""
    schema = text_schema(texts.schema.names)
    return pa.record_batch([numbers, *texts.columns], schema=schema)


def batches(
    rows: Iterator[tuple[int, list[str]]], columns: Sequence[str]
) -> Iterator[pa.RecordBatch]:
    """Numbered rows of text as record batches; an empty field is a null."""
    schema = text_schema(columns)
    while batch := list(islice(rows, BATCH)):
        cells = zip(*(cells for _, cells in batch), strict=True)
        texts = [pa.array([cell or None for cell in column], pa.string()) for column in cells]
        numbers = pa.array([number for number, _ in batch], pa.int64())
        yield pa.record_batch([numbers, *texts], schema=schema)


def refuse_bomb(name: str, size: int, grown: int) -> None:
    """Refuse a compressed file that grows beyond reason."""
    if grown > BOMB_BYTES and grown > BOMB_RATIO * size:
        raise UnreadableFile(
            f"{name}: unpacks to more than {BOMB_RATIO} times its size; refused. "
            "Unpack it yourself if you trust it"
        )
