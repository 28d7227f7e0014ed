"""When a claim or a finding holds: from dates as people write them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from daylight.errors import ClaimError

DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
TO = re.compile(r"\s*(?:\.\.|–|—|\bto\b|\ba\b)\s*")
THEN = re.compile(r",?\s*\b(?:then|luego)\b\s*")
YEARS = re.compile(r"\b(\d{4})-(\d{4})\b")


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first to the last, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class When:
    """The span in which a time begins and the one in which it ends; the same for a single one.

    `2015` begins and ends in 2015, `2014 to 2015` begins in the one and ends in the other, and
    `2012 to 2014, then 2015 to 2017` is a change between two spans.
    """

    begins: Days
    ends: Days

    @property
    def first(self) -> date:
        """Its first day."""
        return self.begins.first

    @property
    def last(self) -> date:
        """Its last day."""
        return self.ends.last

    @property
    def is_single(self) -> bool:
        """Whether it is one day, month or year."""
        return self.begins == self.ends


def read_when(written: str) -> When:
    """A time from `2015`, `2015-06`, `2015-06-25`, two with `to` between, or a change with `then`.

    ClaimError for anything else: `Tuesday` is no date, and no date is guessed from it.
    """
    text = YEARS.sub(r"\1 to \2", " ".join(written.split()))
    ends = THEN.split(text)
    spans = [_span(end) for end in ends]
    if len(spans) == 2 and spans[0] is not None and spans[1] is not None:
        return _in_order(When(spans[0], spans[1]), written)
    parts = [_simple(part) for part in TO.split(text)]
    if len(ends) == 1 and len(parts) in {1, 2} and parts[0] is not None and parts[-1] is not None:
        return _in_order(When(parts[0], parts[-1]), written)
    raise ClaimError(
        f"{written!r} is no date that can be looked up: write 2015, 2015-06 or 2015-06-25, two of "
        "them as 2014 to 2015, or a change between spans as 2012 to 2014, then 2015 to 2017"
    )


def _in_order(when: When, written: str) -> When:
    if when.ends.last < when.begins.first:
        raise ClaimError(f"{written!r} ends before it begins")
    return when


def _span(text: str) -> Days | None:
    """One date, or all days between two."""
    parts = [_simple(part) for part in TO.split(text)]
    if len(parts) > 2 or parts[0] is None or parts[-1] is None:
        return None
    return Days(parts[0].first, parts[-1].last)


def _simple(text: str) -> Days | None:
    found = DAY.fullmatch(text.strip())
    if found is None:
        return None
    year, month, day = int(found[1]), found[2], found[3]
    try:
        if day:
            one = date(year, int(month), int(day))
            return Days(one, one)
        if month:
            last = monthrange(year, int(month))[1]
            return Days(date(year, int(month), 1), date(year, int(month), last))
        return Days(date(year, 1, 1), date(year, 12, 31))
    except ValueError:
        return None
