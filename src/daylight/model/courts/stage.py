"""At which point of a case the sentences of a file were given."""

from collections.abc import Iterator

from daylight.data.cells import Cells
from daylight.data.result import Note, Refusal

AT_REVOCATION = "at_revocation"
"""Cases of people who had broken supervision."""


def _at_revocation(cells: Cells) -> float:
    return cells.total(AT_REVOCATION) if AT_REVOCATION in cells.measures else 0.0


def about_originals(cells: Cells) -> Refusal | None:
    """Why original sentences cannot be told of, where the file holds none."""
    cases, later = cells.total("cases"), _at_revocation(cells)
    if not cases or later < cases:
        return None
    return Refusal(code="no-original-sentences", facts={"later": int(later), "cases": int(cases)})


def stage_notes(cells: Cells) -> Iterator[Note]:
    """Of whom the cases say nothing."""
    cases, later = cells.total("cases"), _at_revocation(cells)
    if later:
        code = "only-broken-supervision" if later == cases else "stages-mixed"
        yield Note(code=code, facts={"cases": int(cases), "later": int(later)})
