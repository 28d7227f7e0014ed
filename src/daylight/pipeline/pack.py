"""A run or a published report as one file, and such a file unpacked without trusting it."""

import os
import stat
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

from daylight.errors import StudyError
from daylight.pipeline import manifest

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every entry: the same folder gives the same bytes."""

MODE = stat.S_IFREG | 0o644

MOST_FILES = 100_000
MOST_BYTES = 64 * 2**30
"""A larger archive is no run that this machine could check."""

MOST_GROWTH = 200
"""A file packed to less than one part in so many is no record: it is meant to fill a disk."""

FREE_GROWTH = 2**20
"""Bytes below which growth is of no account."""

STEP = 2**20


def pack(folder: Path, out: Path) -> Path:
    """Pack a run or a published report: sorted, undated, uncompressed, the same bytes every time.

    Nothing is compressed, because compressors differ and the bytes would with them; tables are
    compressed in themselves.
    """
    manifest.record_of(folder)
    if folder.resolve() in out.resolve().parents:
        raise StudyError(f"{out}: lies within {folder}, which is to be packed; put it elsewhere")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{out.name}.", dir=out.parent)
    except OSError as problem:
        raise StudyError(f"{out}: cannot be written: {problem.strerror}") from problem
    os.close(handle)
    scratch = Path(name)
    try:
        _write(folder, scratch)
        scratch.chmod(0o644)
        scratch.replace(out)
    finally:
        scratch.unlink(missing_ok=True)
    return out


def _write(folder: Path, out: Path) -> None:
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED, allowZip64=True) as packed:
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix(), EPOCH)
            info.create_system, info.external_attr = 3, MODE << 16
            info.file_size = path.stat().st_size
            with path.open("rb") as source, packed.open(info, "w") as target:
                while part := source.read(STEP):
                    target.write(part)


def unpack(archive: Path, into: Path) -> None:
    """Unpack an archive that anybody may have made into an empty folder.

    An entry that would leave the folder, a link, a name that stands twice and a file that grows
    beyond reason are refused, and nothing of the archive is kept.
    """
    try:
        with zipfile.ZipFile(archive) as packed:
            entries = packed.infolist()
            _refuse_crowds(archive, entries)
            for entry in entries:
                _place(archive, packed, entry, into)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as problem:
        raise StudyError(
            f"{archive}: is damaged or no zip archive ({problem}); ask for it again"
        ) from problem
    except OSError as problem:
        raise StudyError(f"{archive}: cannot be read: {problem}") from problem


def is_packed_as_ever(archive: Path, folder: Path) -> bool:
    """Whether an archive is byte for byte what `pack` makes of the folder it was unpacked to."""
    with tempfile.TemporaryDirectory(prefix="daylight-pack-") as scratch:
        anew = Path(scratch) / "anew.zip"
        _write(folder, anew)
        return manifest.hashed(anew) == manifest.hashed(archive)


def _refuse_crowds(archive: Path, entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_FILES:
        raise StudyError(f"{archive}: holds {len(entries):,} files, more than any run has")
    folded = [name.casefold() for name in names]
    if len(set(folded)) < len(folded):
        raise StudyError(f"{archive}: names a file twice; it was not packed by Daylight")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise StudyError(f"{archive}: would unpack to more than {MOST_BYTES // 2**30} GiB")


def _place(archive: Path, packed: zipfile.ZipFile, entry: zipfile.ZipInfo, into: Path) -> None:
    """One entry to its place below the folder."""
    name = entry.filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if entry.is_dir():
        return
    if kind not in {0, stat.S_IFREG}:
        raise StudyError(f"{archive}: {name!r} is a link or a device, not a file; not unpacked")
    if not _is_below(name):
        raise StudyError(
            f"{archive}: {name!r} would be written outside of its folder; not unpacked"
        )
    allowed = max(FREE_GROWTH, MOST_GROWTH * entry.compress_size)
    if entry.file_size > allowed:
        raise StudyError(f"{archive}: {name!r} grows beyond reason when unpacked; not unpacked")
    target = into / name
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with packed.open(entry) as source, target.open("xb") as out:
        while part := source.read(STEP):
            written += len(part)
            if written > min(allowed, entry.file_size):
                raise StudyError(f"{archive}: {name!r} is larger than it says; not unpacked")
            out.write(part)


def _is_below(name: str) -> bool:
    """Whether a name is a plain path below a folder, on any system."""
    parts = PurePosixPath(name).parts
    plain = not name.startswith("/") and "\\" not in name and ":" not in name and "\0" not in name
    return bool(parts) and plain and not {"..", "."} & set(name.split("/"))
