"""Files → columns as they were seen: delimiter, lines above the header, repeats of the header."""

import csv
import io
import re
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from daylight import engine
from daylight.errors import SourceError, UnreadableFile
from daylight.ingest.drafting.names import plain
from daylight.ingest.drafting.seen import Seen, merged
from daylight.ingest.packed import chunks
from daylight.ingest.sheet import SUFFIXES, tops
from daylight.ingest.snapshot import Dialect
from daylight.ingest.stage import SAMPLE, is_json, is_parquet, snapshot

LOOKED_AT = 200_000
DELIMITERS = ",;\t|"
HEAD_BYTES = 1 << 16
NO_TABLE = {
    re.compile(rb"%PDF-"): "a PDF",
    re.compile(rb"\s*<(!doctype html|html)", re.IGNORECASE): "a web page",
    re.compile(rb"\s*<\?xml"): "XML",
}
SPELT = 8
"""Letters by which two spellings of a name may differ in length."""
HEAD_LINES = 40
MOST_ABOVE = 20


@dataclass(frozen=True)
class File:
    """What was seen of one file, or of several with the same header."""

    names: tuple[str, ...]
    columns: tuple[Seen, ...]
    rows: int
    delimiter: str = ","
    skip_lines: int = 0
    notes: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a file is written: its delimiter, the lines above its header, its sheets of one kind."""

    delimiter: str = ","
    above: int = 0
    sheets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read(files: Sequence[str | Path]) -> File:
    """The columns of these files with their values counted; all must have the same header."""
    if not files:
        raise SourceError("no file was given to draft a recipe from")
    with tempfile.TemporaryDirectory() as folder:
        looked = [
            one
            for place, path in enumerate(files)
            for one in _looks(path, Path(folder) / str(place))
        ]
    first = looked[0]
    if any([c.name for c in one.columns] != [c.name for c in first.columns] for one in looked):
        raise SourceError(
            "the files have different headers; draft a recipe for each kind and join them"
        )
    columns = tuple(
        merged([one.columns[place] for one in looked]) for place in range(len(first.columns))
    )
    names = tuple(dict.fromkeys(name for one in looked for name in one.names))
    rows = sum(one.rows for one in looked)
    return replace(first, names=names, columns=columns, rows=rows)


def _looks(path: str | Path, scratch: Path) -> list[File]:
    """What was seen of a file: once, or once for each of the sheets that are of one kind."""
    scratch.mkdir()
    layout = _layout(path)
    return [_look(path, scratch, layout, sheet) for sheet in layout.sheets or ("",)]


def _look(path: str | Path, scratch: Path, layout: Layout, sheet: str) -> File:
    dialect = Dialect(delimiter=layout.delimiter, skip_lines=layout.above, sheet=sheet)
    connection = engine.duckdb() if _needs_engine(path) else None
    try:
        taken = snapshot(connection, path, scratch, dialect)
    finally:
        if connection is not None:
            connection.disconnect()
    batch = next(pq.ParquetFile(taken.staged).iter_batches(LOOKED_AT))
    columns = []
    twice = [name for name, n in Counter(taken.header).items() if name and n > 1]
    for place, name in enumerate(taken.header):
        counted = pc.value_counts(batch.column(f"c{place}"))
        counts = Counter[str]()
        pairs = zip(counted.field(0).to_pylist(), counted.field(1).to_pylist(), strict=True)
        for text, rows in pairs:
            if value := (text or "").strip():
                counts[value] += rows
        columns.append(Seen("" if name in twice else name, place, counts, batch.num_rows))
    notes = [*layout.notes]
    notes += [f"{layout.above} lines stand above the header"] if layout.above else []
    notes += [f"not read: several columns are called {name}; rename them" for name in twice]
    columns, repeats = _without_repeats(columns)
    if repeats:
        notes.append(f"the header is repeated as a row {repeats} times")
    return File(
        names=(Path(path).name,), columns=tuple(columns), rows=batch.num_rows,
        delimiter=layout.delimiter, skip_lines=layout.above, notes=tuple(notes),
        sheets=layout.sheets,
    )  # fmt: skip


def _needs_engine(path: str | Path) -> bool:
    return not str(path).startswith(SAMPLE) and Path(path).is_file() and is_parquet(Path(path))


def _without_repeats(columns: list[Seen]) -> tuple[list[Seen], int]:
    """The columns without values that are their own name, where the header is repeated as a row."""
    named = sum(bool(seen.name) for seen in columns)
    if named < 3:
        return columns, 0
    own: dict[int, dict[str, int]] = {}
    missed = 0
    for seen in sorted(columns, key=lambda seen: len(seen.values)):
        own[seen.place] = _own_name(seen)
        missed += bool(seen.name) and not own[seen.place]
        if missed > 0.2 * named:
            return columns, 0
    cleaned = [
        Seen(
            seen.name,
            seen.place,
            {v: n for v, n in seen.values.items() if v not in own[seen.place]},
            seen.rows,
        )
        for seen in columns
    ]
    return cleaned, max(sum(found.values()) for found in own.values())


def _own_name(seen: Seen) -> dict[str, int]:
    """The values of a column that are its own name, with their rows."""
    wanted, length = plain(seen.name), len(seen.name)
    return {
        value: rows
        for value, rows in seen.values.items()
        if wanted and abs(len(value) - length) <= SPELT and plain(value) == wanted
    }


def _layout(path: str | Path) -> Layout:
    """How a file is written, as far as its first lines tell."""
    file = Path(path)
    if str(path).startswith(SAMPLE) or not file.is_file() or not file.stat().st_size:
        return Layout()
    if file.suffix.lower() in SUFFIXES:
        return _workbook(file)
    if is_parquet(file) or is_json(file):
        return Layout()
    start = next(chunks(file), b"")[:HEAD_BYTES]
    if kind := next((said for mark, said in NO_TABLE.items() if mark.match(start)), ""):
        raise UnreadableFile(
            f"{file.name}: this is {kind}, not a table; ask for the table as CSV or as a workbook"
        )
    text = start.decode(_encoding(start), errors="replace")
    lines = text.splitlines()[:HEAD_LINES]
    body = "\n".join(lines)
    delimiter = max(DELIMITERS, key=lambda mark: _columns(_records(body, mark)))
    return Layout(delimiter=delimiter, above=_above(body, delimiter))


def _workbook(path: Path) -> Layout:
    """The sheet with most rows, with every sheet whose header is the same; others are named."""
    seen = tops(path, HEAD_LINES)
    if not seen:
        return Layout()
    above = {one.name: _above_rows(one.first) for one in seen}
    headers = {one.name: one.first[above[one.name] :][:1] for one in seen}
    main = max(seen, key=lambda one: one.rows).name
    alike = tuple(
        one.name
        for one in seen
        if headers[one.name] == headers[main] and above[one.name] == above[main]
    )
    left = [one.name for one in seen if one.name not in alike]
    notes = [f"{len(alike)} sheets have the same columns: {', '.join(alike)}"] * (len(alike) > 1)
    notes += [f"not read: the sheets {', '.join(left)}"] if left else []
    chosen = alike if len(seen) > 1 else ()
    return Layout(above=above[main], sheets=chosen, notes=tuple(notes))


def _above_rows(rows: Sequence[Sequence[str]]) -> int:
    """Rows of a sheet before the first that is as full as the table below it."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = sorted(filled)[len(filled) // 2]
    if usual < 3:
        return 0
    for place, cells in enumerate(filled[: MOST_ABOVE + 1]):
        if cells > usual / 2 and cells > 2:
            return place
    return 0


def _encoding(start: bytes) -> str:
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    return "utf-8"


def _records(body: str, mark: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(body), delimiter=mark))
    except csv.Error:
        return []


def _columns(records: Sequence[Sequence[str]]) -> int:
    """Columns that most records have."""
    widths = Counter(len(record) for record in records if record)
    return widths.most_common(1)[0][0] if widths else 0


def _above(body: str, mark: str) -> int:
    """Physical lines before the first record that is as wide as the others and full."""
    wide = _columns(_records(body, mark))
    if wide < 3:
        return 0
    reader = csv.reader(io.StringIO(body), delimiter=mark)
    before = 0
    try:
        for record in reader:
            filled = sum(bool(cell.strip()) for cell in record)
            if len(record) >= wide - 1 and filled > wide / 2:
                return before if before <= MOST_ABOVE else 0
            if filled > 2:
                return 0
            before = reader.line_num
    except csv.Error:
        return 0
    return 0
