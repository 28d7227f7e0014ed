"""Public claims that were put to a run, as its report links to them."""

import json
from pathlib import Path

from daylight.errors import StudyError
from daylight.report.context import ClaimLink

CLAIMS = "claims.json"
"""The file of a run folder that names them; `daylight claims link` writes it."""


def read_links(folder: Path) -> tuple[ClaimLink, ...]:
    """The claims named in a run folder; none where there is no such file."""
    path = folder / CLAIMS
    if not path.is_file():
        return ()
    try:
        return tuple(ClaimLink(**one) for one in json.loads(path.read_text("utf-8")))
    except (TypeError, ValueError) as problem:
        raise StudyError(
            f"{path}: not what `daylight claims link` wrote ({problem}); write it anew or remove it"
        ) from problem
