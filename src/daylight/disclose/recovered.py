"""Something that was to stay unknown, as an attacker found it."""

from dataclasses import dataclass

from daylight.disclose.readings import PossibleCounts
from daylight.disclose.surfaces import FoundRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """Something that was to stay unknown, and how it came out.

    Parameters
    ----------
    kind
        `count`, `name` or `officer`.
    what
        What it is of.
    low, high
        Between which values a count lies; both 0 for a name.
    how
        The way it was found, in words.
    where
        The file that gave it away.
    """

    kind: str
    what: str
    how: str
    where: str
    low: int = 0
    high: int = 0


def of_row(row: FoundRow, span: PossibleCounts, how: str) -> Recovered:
    """A count of a group, found by a published row."""
    return Recovered(
        kind="count",
        what=f"{row.unit} of {row.where}" + (f" ({row.question})" if row.question else ""),
        low=span.low,
        high=span.high,
        how=how,
        where=row.file,
    )
