"""Delimited text in any encoding, line end or compression → staged text columns."""

import codecs
import csv
import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from daylight.errors import MissingFile, UnreadableFile
from daylight.ingest.blocks import LONGEST_FIELD
from daylight.ingest.parquet import Told, untold, write_parquet
from daylight.ingest.rows import RecordReader
from daylight.ingest.snapshot import Dialect, Snapshot, refuse_bomb, text_schema

CHUNK = 1 << 20


def from_csv(
    path: Path, staged: Path, dialect: Dialect, *, zipped: bool, told: Told = untold
) -> Snapshot:
    """Stage a delimited file: fast where it is clean, row by row where it is not."""
    clean, sha256, encoding = as_clean_text(path, staged.parent, dialect, zipped=zipped)
    header = csv_header(clean, path.name, dialect, encoding)
    columns = [f"c{number}" for number in range(len(header))]
    rows = RecordReader(clean, path.name, columns, dialect)
    write_parquet(rows.batches(), staged, text_schema(columns), told=told)
    if rows.read == 0:
        raise MissingFile(f"{path.name}: there is a header but no row; ask for the export again")
    return Snapshot(
        name=path.name,
        sha256=sha256,
        header=header,
        staged=staged,
        rows=rows.read - len(rows.broken),
        encoding=encoding,
        broken=tuple(rows.broken),
    )


def as_clean_text(
    path: Path, scratch: Path, dialect: Dialect, *, zipped: bool
) -> tuple[Path, str, str]:
    """A UTF-8 file with ordinary line ends: the file itself, or a copy in `scratch`."""
    sha256, encoding, plain = _look(path, dialect, zipped=zipped)
    if plain:
        return path, sha256, encoding
    clean = scratch / f"{path.name}.{sha256[:8]}.csv"
    decoder = codecs.getincrementaldecoder(encoding.split(" ")[0])()
    with clean.open("w", encoding="utf-8", newline="") as copy:
        held = ""
        for chunk in _chunks(path, zipped=zipped):
            text = held + decoder.decode(chunk)
            held = "\r" if text.endswith("\r") else ""
            copy.write(_unix(text[: len(text) - len(held)]))
        copy.write(_unix(held))
    return clean, sha256, encoding


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _look(path: Path, dialect: Dialect, *, zipped: bool) -> tuple[str, str, bool]:
    """SHA-256 of the file, its encoding, and whether it can be read as it stands."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    start = next(_chunks(path, zipped=zipped), b"")
    encoding = dialect.encoding or _marked_encoding(start) or "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)()
    plain = not zipped and encoding == "utf-8"
    try:
        for chunk in _chunks(path, zipped=zipped):
            if b"\x00" in chunk and not encoding.startswith("utf-16"):
                raise UnreadableFile(f"{path.name}: holds binary data, not text; export it as CSV")
            if not chunk.isascii() or encoding != "utf-8":
                decoder.decode(chunk)
            plain = plain and (b"\r" not in chunk or chunk.count(b"\r") == chunk.count(b"\r\n"))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as problem:
        return digest, _other_encoding(path, dialect, problem, zipped=zipped), False
    return digest, encoding, plain


def _marked_encoding(start: bytes) -> str:
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return ""


def _other_encoding(
    path: Path, dialect: Dialect, problem: UnicodeDecodeError, *, zipped: bool
) -> str:
    """Windows-1252 for text that is not UTF-8, if every byte has a letter there."""
    if not dialect.encoding:
        decoder = codecs.getincrementaldecoder("cp1252")()
        try:
            for chunk in _chunks(path, zipped=zipped):
                decoder.decode(chunk)
        except UnicodeDecodeError as second:
            problem = second
        else:
            return "cp1252 (assumed)"
    byte = problem.object[problem.start]
    raise UnreadableFile(
        f"{path.name}: byte {byte:#04x} is not text in {dialect.encoding or 'UTF-8 or cp1252'}; "
        "state the file's encoding in the recipe ([files.…] encoding)"
    ) from problem


def _chunks(path: Path, *, zipped: bool) -> Iterator[bytes]:
    """The file's bytes, unpacked; a file that grows beyond reason is refused."""
    size, grown = path.stat().st_size, 0
    opener: Any = gzip.open if zipped else open
    with opener(path, "rb") as file:
        while True:
            try:
                chunk = file.read(CHUNK)
            except (OSError, EOFError) as problem:
                raise UnreadableFile(
                    f"{path.name}: the compressed file is damaged or cut off ({problem}); "
                    "fetch it again"
                ) from problem
            if not chunk:
                return
            grown += len(chunk)
            refuse_bomb(path.name, size, grown)
            yield chunk


def csv_header(clean: Path, name: str, dialect: Dialect, encoding: str) -> tuple[str, ...]:
    """The column names in the first record."""
    if dialect.header:
        return dialect.header
    with clean.open(encoding="utf-8-sig" if encoding == "utf-8" else "utf-8", newline="") as text:
        for _ in range(dialect.skip_lines):
            text.readline()
        csv.field_size_limit(LONGEST_FIELD)
        try:
            first = next(csv.reader(text, delimiter=dialect.delimiter), [])
        except csv.Error as problem:
            raise UnreadableFile(f"{name}: the header cannot be read: {problem}") from problem
    if not any(cell.strip() for cell in first):
        raise MissingFile(f"{name}: the first line names no column; the export has no header")
    return tuple(cell.strip() for cell in first)
