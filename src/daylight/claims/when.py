"""When a claim or a finding holds: a span of days, from dates as people write them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from daylight.errors import ClaimError

DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
FROM_TO = re.compile(r"\s*(?:\.\.|/|–|—| to | a )\s*")
YEARS = re.compile(r"(\d{4})-(\d{4})")


@dataclass(frozen=True, slots=True)
class When:
    """A span of days, both ends included.

    `parts` says whether it was written as two periods (`2014 to 2015`, what a change goes between)
    or as one.
    """

    first: date
    last: date
    parts: int = 1

    def is_within(self, other: "When") -> bool:
        """Whether no day of it lies outside another span."""
        return other.first <= self.first and self.last <= other.last


def read_when(written: str) -> When:
    """A span from `2015`, `2015-06`, `2015-06-25` or two of them with `to` between.

    ClaimError for anything else: `Tuesday` is no date, and no date is guessed from it.
    """
    text = YEARS.sub(r"\1 to \2", written.strip())
    ends = FROM_TO.split(text)
    spans = [_span(end) for end in ends]
    if len(spans) > 2 or any(span is None for span in spans):
        raise ClaimError(
            f"{written!r} is no date that can be looked up: write 2015, 2015-06 or 2015-06-25, "
            "or two of them as 2014 to 2015"
        )
    known = [span for span in spans if span is not None]
    if known[-1][1] < known[0][0]:
        raise ClaimError(f"{written!r} ends before it begins")
    return When(known[0][0], known[-1][1], len(known))


def _span(text: str) -> tuple[date, date] | None:
    found = DAY.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = int(found[1]), found[2], found[3]
    try:
        if day:
            one = date(year, int(month), int(day))
            return one, one
        if month:
            return date(year, int(month), 1), date(
                year, int(month), monthrange(year, int(month))[1]
            )
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None
