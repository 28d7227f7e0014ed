"""A small program of a user, checked by mypy --strict against the installed package."""

from pathlib import Path

import daylight
from daylight import Cells, Estimate, Refusal, Result


def gap(path: Path) -> Estimate | None:
    """The first estimate of a search-rate difference in a file of counts."""
    outcome = daylight.answer_file("search-rate", path)
    if isinstance(outcome, Refusal):
        return None
    differences = outcome.named("search_rate_difference")
    return differences[0] if differences else None


def from_cells(cells: Cells) -> Result | None:
    """The same from counts in memory."""
    outcome = daylight.answer("search-rate", cells, reference="white")
    return outcome if isinstance(outcome, Result) else None


def whole(study: Path, out: Path) -> list[str]:
    """The sentences of a whole study."""
    run = daylight.run(study, out)
    return [str(finding["sentence"]) for finding in run.findings()]


interval: tuple[float, float] | None = None
if (found := gap(Path("cells.csv"))) is not None:
    interval = (found.low, found.high)
