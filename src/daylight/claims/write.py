"""A folder of pages that appears whole, or not at all."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from daylight.errors import ClaimError


@contextmanager
def written_whole(out: Path, mark: str) -> Iterator[Path]:
    """A scratch folder that takes the place of `out` when the block ends without an error.

    A folder that is not empty is replaced only where it holds `mark`, which only such pages have.
    """
    out = out.absolute()
    if out.is_file() or (out.is_dir() and any(out.iterdir()) and not (out / mark).is_file()):
        raise ClaimError(f"{out}: holds something else than pages of a ledger; give another folder")
    out.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{out.name}.partial-", dir=out.parent))
    scratch.chmod(0o755)
    old = scratch.with_name(f"{scratch.name}-old")
    try:
        yield scratch
        if out.exists():
            out.replace(old)
        scratch.replace(out)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
