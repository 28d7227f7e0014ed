"""JSON, JSON lines and GeoJSON → staged text columns, every value as it is spelled."""

import hashlib
import json
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from daylight.errors import MissingFile, UnreadableFile
from daylight.ingest.packed import chunks
from daylight.ingest.parquet import Told, untold, write_parquet
from daylight.ingest.snapshot import Snapshot, batches, text_schema

LARGEST = 512 << 20
"""A JSON document is one value and is read whole; JSON lines are not, and may be of any size."""
LONGEST_LINE = 16 << 20
LISTS = ("features", "data", "results", "records", "rows", "value", "items")
"""Where documents keep their records, if they are not a list themselves."""
POINT = ("longitude", "latitude")

Plain = Mapping[str, Any]


def looks_like_json(start: bytes) -> bool:
    """Whether a text begins as a JSON list or object does."""
    text = start.decode("utf-8-sig", "ignore").lstrip()
    return text.startswith(("[{", "[[", "[]", "[\n", "[\r", "[ ")) or (
        text.startswith("{") and text[1:].lstrip().startswith(('"', "}"))
    )


def from_json(path: Path, staged: Path, told: Told = untold) -> Snapshot:
    """Stage the records of a JSON text; a record's key is a column, a missing key a blank."""
    header = json_header(path)
    names = [f"c{number}" for number in range(len(header))]

    def rows() -> Iterator[tuple[int, list[str]]]:
        for number, record in enumerate(_records(path), start=1):
            yield number, [_text(record.get(name)) for name in header]

    write_parquet(batches(rows(), names), staged, text_schema(names), told=told)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Snapshot(
        name=path.name,
        sha256=digest,
        header=header,
        staged=staged,
        rows=pq.read_metadata(staged).num_rows,
        encoding="json",
    )


def json_header(path: Path) -> tuple[str, ...]:
    """Every key that any record has, in order of first appearance."""
    names: dict[str, None] = {}
    for record in _records(path):
        names.update(dict.fromkeys(record))
    if not names:
        raise MissingFile(f"{path.name}: the JSON holds no record; ask for the export again")
    return tuple(names)


def _records(path: Path) -> Iterator[Plain]:
    for number, record in enumerate(_found(path), start=1):
        if not isinstance(record, dict):
            raise UnreadableFile(
                f"{path.name}: record {number} is {type(record).__name__}, not an object with "
                "names; export the table as CSV"
            )
        yield _flat(_feature(record) if record.get("type") == "Feature" else record)


def _found(path: Path) -> Iterable[Any]:
    """Records of JSON lines as they come, or those of a whole document."""
    if _is_lines(path):
        return _of_lines(path)
    grown, parts = 0, []
    for chunk in chunks(path):
        grown += len(chunk)
        if grown > LARGEST:
            raise UnreadableFile(
                f"{path.name}: a JSON document of more than {LARGEST >> 20} MB; export it as CSV "
                "or as JSON lines (one record a line)"
            )
        parts.append(chunk)
    return _of_document(path.name, _parsed(path.name, b"".join(parts)))


def _is_lines(path: Path) -> bool:
    """Whether the first line is an object by itself, and a second one begins another."""
    with closing(_lines(path)) as lines:
        first, second = next(lines, b""), next(lines, b"")
    if not first.startswith(b"{") or not second.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _lines(path: Path) -> Generator[bytes]:
    held = b""
    for chunk in chunks(path):
        *whole, held = (held + chunk).split(b"\n")
        if len(held) > LONGEST_LINE:
            break
        yield from (line.strip() for line in whole if line.strip())
    if held.strip():
        yield held.strip().removeprefix(b"\xef\xbb\xbf")


def _of_lines(path: Path) -> Iterator[Any]:
    for number, line in enumerate(_lines(path), start=1):
        if len(line) > LONGEST_LINE:
            raise UnreadableFile(f"{path.name}: line {number} is longer than a record can be")
        yield _parsed(path.name, line, f" in line {number}")


def _parsed(name: str, text: bytes, where: str = "") -> Any:
    """A JSON value whose numbers stay as they are spelled."""
    try:
        return json.loads(text.decode("utf-8-sig"), parse_float=str, parse_int=str)
    except UnicodeDecodeError as problem:
        raise UnreadableFile(f"{name}: JSON that is not UTF-8{where}; export it again") from problem
    except (ValueError, RecursionError) as problem:
        raise UnreadableFile(
            f"{name}: not JSON that can be read{where}: {problem}; the file is cut off or damaged, "
            "or is another kind of file"
        ) from problem


def _of_document(name: str, plain: Any) -> list[Any]:
    """The records of a document: a list, or the list that an object keeps under a usual name."""
    if isinstance(plain, list):
        return plain
    if isinstance(plain, dict):
        columns = plain.get("meta", {}).get("view", {}).get("columns") if _is_view(plain) else None
        if columns:
            titles = [str(column.get("fieldName") or column.get("name")) for column in columns]
            return [dict(zip(titles, row, strict=False)) for row in plain["data"]]
        kept = [key for key in LISTS if isinstance(plain.get(key), list)]
        if len(kept) == 1:
            return list(plain[kept[0]])
        if not kept and not any(isinstance(value, dict | list) for value in plain.values()):
            return [plain]
    raise UnreadableFile(
        f"{name}: JSON without a list of records; needed is a list of objects, one object a line, "
        f"or an object with the list under {', '.join(LISTS)}. Export the table as CSV"
    )


def _is_view(plain: Plain) -> bool:
    meta = plain.get("meta")
    return (
        isinstance(meta, dict)
        and isinstance(meta.get("view"), dict)
        and isinstance(plain.get("data"), list)
        and all(isinstance(row, list) for row in plain["data"])
    )


def _feature(record: Plain) -> Plain:
    """The properties of a map's feature, with the degrees of a point."""
    properties = record.get("properties")
    made = dict(properties) if isinstance(properties, dict) else {}
    geometry = record.get("geometry")
    if isinstance(geometry, dict) and geometry.get("type") == "Point":
        for name, degrees in zip(POINT, geometry.get("coordinates") or (), strict=False):
            made.setdefault(name, degrees)
    return made


def _flat(record: Plain, before: str = "") -> dict[str, Any]:
    """Objects inside a record become columns named `outer.inner`."""
    made: dict[str, Any] = {}
    for name, value in record.items():
        if isinstance(value, dict):
            made |= _flat(value, f"{before}{name}.")
        else:
            made[f"{before}{name}".strip()] = value
    return made


def _text(value: Any) -> str:
    """A value as the text that a CSV export would hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
