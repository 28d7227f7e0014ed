"""Controls that those who charge decide: allowed, named, and the number shown without them too."""

from collections.abc import Iterator, Sequence

from daylight.data.result import Note

SET_BY_OTHERS = (
    "charged_grade",
    "guideline_cell",
    "guideline_low",
    "guideline_high",
    "offense",
    "mandatory_minimum_months",
    "range_position",
)
"""Keys that those who charge, or who move for a departure, decide: like cases are then alike given
what they decided."""


def charged(names: Sequence[str]) -> tuple[str, ...]:
    """Those of some keys that those who charge decide."""
    return tuple(name for name in names if name in SET_BY_OTHERS)


def uncharged(names: Sequence[str]) -> tuple[str, ...]:
    """The others."""
    return tuple(name for name in names if name not in SET_BY_OTHERS)


def charge_notes(names: Sequence[str], beside: str) -> Iterator[Note]:
    """That a comparison holds equal what those who charge decide.

    Parameters
    ----------
    beside
        What stands beside it without them: `rest` among cases alike in all else, `crude` over all
        cases, `gap` the whole of what is split.
    """
    if found := charged(names):
        yield Note(code="given-the-charge", facts={"keys": found, "beside": beside})
