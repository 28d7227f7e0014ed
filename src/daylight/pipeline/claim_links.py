"""Public claims that were put to a run, as its report links to them."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from daylight.errors import StudyError
from daylight.report.context import ClaimLink

CLAIMS = "claims.json"
"""The file of a run folder that names them; `daylight claims link` writes it."""


def read_links(folder: Path, *, on_the_web: bool = False) -> tuple[ClaimLink, ...]:
    """The claims named in a run folder; none where there is no such file.

    `on_the_web` leaves those alone whose page has an address of its own: the others are reached
    from the run's report, and from nowhere else.
    """
    path = folder / CLAIMS
    if not path.is_file():
        return ()
    try:
        found = tuple(ClaimLink(**one) for one in json.loads(path.read_text("utf-8")))
    except (TypeError, ValueError) as problem:
        raise StudyError(
            f"{path}: not what `daylight claims link` wrote ({problem}); write it anew or remove it"
        ) from problem
    return tuple(one for one in found if not on_the_web or _is_on_the_web(one.address))


def _is_on_the_web(address: str) -> bool:
    """Whether an address leads to the same page from wherever it is followed."""
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)
