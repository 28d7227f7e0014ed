"""Write a folder beside its place and put it there whole, or not at all."""

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from daylight.errors import StudyError

EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2): two names change places in one step
AT_FDCWD = -100


@contextmanager
def staged(out: Path) -> Iterator[Path]:
    """A scratch folder that takes the place of `out` when the block ends without an error.

    An interruption at any moment leaves the earlier `out` whole. A folder that is not a finished
    run (and not empty) is never replaced.
    """
    out = out.absolute()
    _refuse_foreign(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(prefix=f".{out.name}.partial-", dir=out.parent))
    except OSError as problem:
        raise StudyError(f"{out}: cannot be written: {problem.strerror}") from problem
    scratch.chmod(0o755)
    try:
        yield scratch
        _put(scratch, out)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def replaced(folder: Path) -> Iterator[Path]:
    """A scratch folder whose sub-folder of the same name takes the place of `folder`."""
    scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}.partial-", dir=folder.parent.parent))
    try:
        yield scratch
        _put(scratch / folder.name, folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _refuse_foreign(out: Path) -> None:
    if out.is_file():
        raise StudyError(f"{out}: is a file; give a folder for the run")
    if out.is_dir() and any(out.iterdir()) and not (out / "run.json").exists():
        raise StudyError(
            f"{out}: holds files that are not a Daylight run; give another folder or empty it"
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
