"""Write a folder beside its place and put it there whole, or not at all."""

import ctypes
import glob
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from daylight.errors import StudyError

EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2): two names change places in one step
AT_FDCWD = -100
JUST_MADE = 5.0
"""Seconds within which a folder may have been made and not yet been taken hold of."""


@contextmanager
def staged(out: Path, record: str = "run.json") -> Iterator[Path]:
    """A scratch folder that takes the place of `out` when the block ends without an error.

    An interruption at any moment leaves the earlier `out` whole. A folder that does not hold such a
    record (and is not empty) is never replaced.
    """
    out = out.absolute()
    _refuse_foreign(out, record)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        clear_abandoned(out.parent, out.name)
        scratch = Path(tempfile.mkdtemp(prefix=_prefix(out.name), dir=out.parent))
    except OSError as problem:
        raise StudyError(f"{out}: cannot be written: {problem.strerror}") from problem
    scratch.chmod(0o755)
    with in_use(scratch):
        try:
            yield scratch
            _put(scratch, out)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A scratch folder whose sub-folder of the same name takes the place of `folder`."""
    beside = folder.parent.parent
    clear_abandoned(beside, folder.name)
    scratch = Path(tempfile.mkdtemp(prefix=_prefix(folder.name), dir=beside))
    with in_use(scratch):
        try:
            yield scratch
            _put(scratch / folder.name, folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _prefix(name: str) -> str:
    return f".{name}.partial-"


@contextmanager
def in_use(folder: Path) -> Iterator[None]:
    """Hold a folder for this process; the system lets go of it however the process ends."""
    held = _lock(folder)
    try:
        yield
    finally:
        if held is not None:
            os.close(held)


def clear_abandoned(folder: Path, name: str) -> tuple[Path, ...]:
    """Remove what killed runs of that name left in a folder; those of living processes stay.

    Where the system cannot tell whether a process still holds a folder, nothing is removed.
    """
    gone = []
    for left in sorted(folder.glob(f"{glob.escape(_prefix(name))}*")):
        if not left.is_dir() or time.time() - left.stat().st_ctime < JUST_MADE:
            continue
        held = _lock(left)
        if held is None:
            continue
        shutil.rmtree(left, ignore_errors=True)
        os.close(held)
        gone.append(left)
    return tuple(gone)


def _lock(folder: Path) -> int | None:
    """The open folder, locked for this process; None where another has it, or locks are unknown."""
    try:
        import fcntl

        opened = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        return None
    return opened


def _refuse_foreign(out: Path, record: str) -> None:
    what = "run" if record == "run.json" else "report"
    if out.is_file():
        raise StudyError(f"{out}: is a file; give a folder for the {what}")
    if out.is_dir() and any(out.iterdir()) and not (out / record).exists():
        raise StudyError(
            f"{out}: holds files that are not a Daylight {what}; give another folder or empty it"
        )


def _put(scratch: Path, out: Path) -> None:
    """Let the finished folder take the name, in one step where the system can."""
    if not out.exists():
        scratch.rename(out)
        return
    if not _exchanged(scratch, out):
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.partial-", dir=out.parent))
        out.rename(aside / "old")
        scratch.rename(out)
        shutil.rmtree(aside)


def _exchanged(one: Path, other: Path) -> bool:
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    names = os.fsencode(one), os.fsencode(other)
    return bool(renameat2(AT_FDCWD, names[0], AT_FDCWD, names[1], EXCHANGE) == 0)
