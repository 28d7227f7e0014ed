"""Compressed files: told by their first bytes, read without unpacking them beside the original."""

import gzip
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any

from daylight.errors import UnreadableFile
from daylight.ingest.snapshot import refuse_bomb

CHUNK = 1 << 20
GZIP, XZ, ZIP, BZIP2, SEVEN, ZSTD = "gzip", "xz", "zip", "bzip2", "7z", "zstd"
STARTS = {
    b"\x1f\x8b": GZIP,
    b"\xfd7zXZ\x00": XZ,
    b"PK": ZIP,
    b"BZh": BZIP2,
    b"7z\xbc\xaf": SEVEN,
    b"\x28\xb5\x2f\xfd": ZSTD,
}
READ = {GZIP, XZ, ZIP}
LONGEST_START = max(len(start) for start in STARTS)
CLUTTER = ("__MACOSX/", ".DS_Store", "Thumbs.db")


def packing(path: Path) -> str:
    """How a file is compressed; empty where it is not."""
    with path.open("rb") as file:
        start = file.read(LONGEST_START)
    found = next((kind for mark, kind in STARTS.items() if start.startswith(mark)), "")
    if found and found not in READ:
        raise UnreadableFile(
            f"{path.name}: a {found} archive; unpack it and give the file inside, or pack it as "
            f"{', '.join(sorted(READ))}"
        )
    return found


def inner_name(path: Path) -> str:
    """The name of the file inside, as far as one is known: its ending tells what it is."""
    if packing(path) == ZIP:
        return _member(path).filename
    name = path.name
    for ending in (".gz", ".gzip", ".xz"):
        if name.lower().endswith(ending):
            return name[: -len(ending)]
    return name


def _member(path: Path) -> zipfile.ZipInfo:
    """The one file of a zip archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            inside = [
                item
                for item in archive.infolist()
                if not item.is_dir()
                and not item.filename.startswith(CLUTTER[0])
                and not item.filename.endswith(CLUTTER[1:])
            ]
    except (zipfile.BadZipFile, OSError) as problem:
        raise UnreadableFile(
            f"{path.name}: a damaged zip archive ({problem}); fetch it again"
        ) from problem
    names = [item.filename for item in inside]
    if any(name in {"[Content_Types].xml", "mimetype"} for name in names):
        raise UnreadableFile(
            f"{path.name}: a workbook or document under another name; give it its own ending, such "
            "as .xlsx or .ods"
        )
    if len(inside) != 1:
        shown = ", ".join(sorted(names)[:5]) or "nothing"
        raise UnreadableFile(
            f"{path.name}: a zip archive of {len(inside)} files ({shown}); unpack it and give the "
            "files themselves"
        )
    if inside[0].flag_bits & 1:
        raise UnreadableFile(f"{path.name}: the zip archive asks for a password; unpack it first")
    return inside[0]


@contextmanager
def unpacked(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a file, or of the one inside it."""
    kind = packing(path)
    if kind == ZIP:
        member = _member(path)
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            yield file
        return
    openers: dict[str, Any] = {GZIP: gzip.open, XZ: lzma.open}
    with openers.get(kind, open)(path, "rb") as file:
        yield file


DAMAGE = (
    OSError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,
    ValueError,
)
"""What the standard library raises on a damaged archive."""


def chunks(path: Path) -> Iterator[bytes]:
    """The file's bytes, unpacked; a file that grows beyond reason is refused."""
    size, grown = path.stat().st_size, 0
    with ExitStack() as stack:
        try:
            file = stack.enter_context(unpacked(path))
            chunk = file.read(CHUNK)
            while chunk:
                grown += len(chunk)
                refuse_bomb(path.name, size, grown)
                yield chunk
                chunk = file.read(CHUNK)
        except DAMAGE as problem:
            raise UnreadableFile(
                f"{path.name}: the compressed file is damaged or cut off ({problem}); "
                "fetch it again"
            ) from problem
