"""Delimited text in any encoding, line end or compression → staged text columns."""

import codecs
import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from daylight.errors import MissingFile, UnreadableFile
from daylight.ingest.blocks import LONGEST_FIELD
from daylight.ingest.error_cell import LONGEST, shows_error
from daylight.ingest.packed import chunks, packing
from daylight.ingest.parquet import Told, untold, write_parquet
from daylight.ingest.rows import RecordReader
from daylight.ingest.snapshot import Dialect, Snapshot, column_name, text_schema


def from_csv(path: Path, staged: Path, dialect: Dialect, told: Told = untold) -> Snapshot:
    """Stage a delimited file: fast where it is clean, row by row where it is not."""
    clean = as_clean_text(path, staged.parent, dialect)
    header = csv_header(clean, path.name, dialect)
    columns = [f"c{number}" for number in range(len(header))]
    rows = RecordReader(clean.path, path.name, columns, dialect)
    write_parquet(rows.batches(), staged, text_schema(columns), told=told)
    if rows.read == 0:
        raise MissingFile(f"{path.name}: there is a header but no row; ask for the export again")
    return Snapshot(
        name=path.name,
        sha256=clean.sha256,
        header=header,
        staged=staged,
        rows=rows.read - len(rows.broken),
        encoding=clean.encoding,
        broken=tuple(rows.broken),
        errors=clean.errors,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanText:
    """A UTF-8 text with ordinary line ends.

    Parameters
    ----------
    path
        The file itself, or a copy.
    sha256, encoding
        Of the file as it was given.
    errors
        Whether it may hold errors of a spreadsheet.
    """

    path: Path
    sha256: str
    encoding: str
    errors: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What a first look at all bytes of a file shows; `plain` where it can be read as it stands."""

    sha256: str
    encoding: str
    plain: bool
    errors: bool


def as_clean_text(path: Path, scratch: Path, dialect: Dialect) -> CleanText:
    """The file itself where it is clean, or a copy in `scratch`."""
    look = _look(path, dialect)
    clean = path
    if not look.plain:
        clean = scratch / f"{path.name}.{look.sha256[:8]}.csv"
        _copy(path, clean, look.encoding.split(" ")[0])
    return CleanText(path=clean, sha256=look.sha256, encoding=look.encoding, errors=look.errors)


def _copy(path: Path, clean: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    with clean.open("w", encoding="utf-8", newline="") as copy:
        held = ""
        for chunk in chunks(path):
            text = held + decoder.decode(chunk)
            held = "\r" if text.endswith("\r") else ""
            copy.write(_unix(text[: len(text) - len(held)]))
        copy.write(_unix(held))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _look(path: Path, dialect: Dialect) -> _Look:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    start = next(chunks(path), b"")
    encoding = dialect.encoding or _marked_encoding(start) or "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)()
    plain = not packing(path) and encoding == "utf-8"
    errors, before = False, b""
    try:
        for chunk in chunks(path):
            if b"\x00" in chunk and not encoding.startswith("utf-16"):
                raise UnreadableFile(f"{path.name}: holds binary data, not text; export it as CSV")
            if not chunk.isascii() or encoding != "utf-8":
                decoder.decode(chunk)
            errors = errors or shows_error(chunk) or shows_error(before + chunk[:LONGEST])
            before = chunk[-LONGEST:]
            plain = plain and (b"\r" not in chunk or chunk.count(b"\r") == chunk.count(b"\r\n"))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as problem:
        encoding, plain, errors = _other_encoding(path, dialect, problem), False, True
    return _Look(sha256=digest, encoding=encoding, plain=plain, errors=errors)


def _marked_encoding(start: bytes) -> str:
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return ""


def _other_encoding(path: Path, dialect: Dialect, problem: UnicodeDecodeError) -> str:
    """Windows-1252 for text that is not UTF-8, if every byte has a letter there."""
    if not dialect.encoding:
        decoder = codecs.getincrementaldecoder("cp1252")()
        try:
            for chunk in chunks(path):
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


def csv_header(clean: CleanText, name: str, dialect: Dialect) -> tuple[str, ...]:
    """The column names in the first record."""
    if dialect.header:
        return dialect.header
    coding = "utf-8-sig" if clean.encoding == "utf-8" else "utf-8"
    with clean.path.open(encoding=coding, newline="") as text:
        for _ in range(dialect.skip_lines):
            text.readline()
        csv.field_size_limit(LONGEST_FIELD)
        try:
            first = next(csv.reader(text, delimiter=dialect.delimiter), [])
        except csv.Error as problem:
            raise UnreadableFile(f"{name}: the header cannot be read: {problem}") from problem
    if not any(cell.strip() for cell in first):
        raise MissingFile(
            f"{name}: line {dialect.skip_lines + 1} names no column. If lines stand above the "
            "header, say how many in [files.…] skip_lines; if there is no header, name the columns "
            "in [files.…] header"
        )
    return tuple(column_name(cell) for cell in first)
