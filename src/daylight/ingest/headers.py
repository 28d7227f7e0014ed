"""Whether files have the columns that a recipe reads, told from their headers alone."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from daylight.errors import DaylightError
from daylight.ingest.recipe import Recipe
from daylight.ingest.roles import fit, role_of
from daylight.ingest.stage import SAMPLE, header_of


def header_faults(recipe: Recipe, files: Sequence[str]) -> Iterator[str]:
    """What is wrong with the headers of these files, each file's fault once."""
    found: set[str] = set()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for number, given in enumerate(files or recipe.samples):
            scratch = Path(folder) / str(number)
            scratch.mkdir()
            try:
                role, source = role_of(recipe, given, scratch)
                if not str(source).startswith(SAMPLE):
                    header = header_of(source, scratch, recipe.files[role])
                    fit(recipe, role, header, Path(source).name)
            except DaylightError as problem:
                failed = True
                yield str(problem)
            else:
                found.add(role)
    missing = [role for role in recipe.files if role not in found]
    if missing and not failed:
        yield (
            f"{recipe.slug}: no file for {', '.join(missing)}; name one in `files`, as path or as "
            "role=path"
        )
