"""Files → columns as they were seen: delimiter, lines above the header, repeats of the header."""

import csv
import io
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
from daylight.ingest.snapshot import Dialect
from daylight.ingest.stage import SAMPLE, snapshot

LOOKED_AT = 200_000
DELIMITERS = ",;\t|"
PACKED = (b"PAR1", b"PK", b"\x1f\x8b", b"\xfd7zXZ", b"\xd0\xcf\x11\xe0", b"BZh")
HEAD_BYTES = 1 << 16
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


def read(files: Sequence[str | Path]) -> File:
    """The columns of these files with their values counted; all must have the same header."""
    if not files:
        raise SourceError("no file was given to draft a recipe from")
    with tempfile.TemporaryDirectory() as folder:
        looked = [_look(path, Path(folder) / str(place)) for place, path in enumerate(files)]
    first = looked[0]
    if any([c.name for c in one.columns] != [c.name for c in first.columns] for one in looked):
        raise SourceError(
            "the files have different headers; draft a recipe for each kind and join them"
        )
    columns = tuple(
        merged([one.columns[place] for one in looked]) for place in range(len(first.columns))
    )
    names = tuple(name for one in looked for name in one.names)
    rows = sum(one.rows for one in looked)
    return replace(first, names=names, columns=columns, rows=rows)


def _look(path: str | Path, scratch: Path) -> File:
    scratch.mkdir()
    delimiter, above = _layout(path)
    connection = engine.duckdb()
    try:
        taken = snapshot(connection, path, scratch, Dialect(delimiter=delimiter, skip_lines=above))
    finally:
        connection.disconnect()
    batch = next(pq.ParquetFile(taken.staged).iter_batches(LOOKED_AT))
    columns = []
    for place, name in enumerate(taken.header):
        counted = pc.value_counts(batch.column(f"c{place}"))
        counts = Counter[str]()
        pairs = zip(counted.field(0).to_pylist(), counted.field(1).to_pylist(), strict=True)
        for text, rows in pairs:
            if value := (text or "").strip():
                counts[value] += rows
        columns.append(Seen(name, place, counts, batch.num_rows))
    notes = [f"{above} lines stand above the header"] if above else []
    columns, repeats = _without_repeats(columns)
    if repeats:
        notes.append(f"the header is repeated as a row {repeats} times")
    return File((Path(path).name,), tuple(columns), batch.num_rows, delimiter, above, tuple(notes))


def _without_repeats(columns: list[Seen]) -> tuple[list[Seen], int]:
    """The columns without values that are their own name, where the header is repeated as a row."""
    own = [
        {
            value: n
            for value, n in seen.values.items()
            if abs(len(value) - len(seen.name)) <= SPELT and plain(value) == plain(seen.name)
        }
        if seen.name
        else {}
        for seen in columns
    ]
    named = sum(bool(seen.name) for seen in columns)
    if named < 3 or sum(bool(found) for found in own) < 0.8 * named:
        return columns, 0
    cleaned = [
        Seen(
            seen.name,
            seen.place,
            {v: n for v, n in seen.values.items() if v not in found},
            seen.rows,
        )
        for seen, found in zip(columns, own, strict=True)
    ]
    return cleaned, max(sum(found.values()) for found in own)


def _layout(path: str | Path) -> tuple[str, int]:
    """The delimiter of a text file and the number of lines above its header."""
    if str(path).startswith(SAMPLE) or not Path(path).is_file():
        return ",", 0
    with Path(path).open("rb") as file:
        start = file.read(HEAD_BYTES)
    if start.startswith(PACKED):
        return ",", 0
    if start.lstrip(b"\xef\xbb\xbf \r\n\t")[:2] in {
        b"[{",
        b"[\n",
        b"[\r",
        b"[ ",
        b'{"',
        b"{\n",
        b"{ ",
    }:
        raise UnreadableFile(
            f"{Path(path).name}: this is JSON, not a table; open it in a spreadsheet or ask for a "
            "CSV export, then draft that"
        )
    text = start.decode(_encoding(start), errors="replace")
    lines = text.splitlines()[:HEAD_LINES]
    body = "\n".join(lines)
    delimiter = max(DELIMITERS, key=lambda mark: _columns(body, mark))
    return delimiter, _above(body, delimiter)


def _encoding(start: bytes) -> str:
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    return "utf-8"


def _records(body: str, mark: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(body), delimiter=mark))
    except csv.Error:
        return []


def _columns(body: str, mark: str) -> int:
    """Columns that most records have when cut at a mark."""
    widths = Counter(len(record) for record in _records(body, mark) if record)
    return widths.most_common(1)[0][0] if widths else 0


def _above(body: str, mark: str) -> int:
    """Physical lines before the first record that is as wide as the others and full."""
    wide = _columns(body, mark)
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
