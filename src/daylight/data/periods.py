"""Periods as people write them (2014, 2014-07, 2014-Q3, 2014-07-01) as whole numbers in order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from daylight.errors import CellsError
from daylight.schema.vocabulary import UNKNOWN

DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?)?)?")
QUARTER = re.compile(r"(\d{4})-?Q([1-4])")
NUMBER = re.compile(r"-?\d+")
YEAR_AND_MONTH = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])")
YEAR = re.compile(r"(?:19|20)\d{2}")

MONTHS = 12
LAST_DAYS = 28
"""From this day of the month on, a date is taken to end its period and not to begin it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodCalendar:
    """Periods read from a column.

    Parameters
    ----------
    numbers
        Each row's period: years as they are, months as year × 12 + month − 1, quarters as
        year × 4 + quarter − 1, half years as year × 2 + half − 1; or numbers as they stand.
    per_year
        12, 4 or 2 for months, quarters and half years; 1 for years and for plain numbers.
    offset
        Months by which the periods are shifted against the calendar year: 6 for July to June.
    dated
        Whether the periods were written as dates.
    """

    numbers: list[int]
    per_year: int
    offset: int = 0
    dated: bool = False

    def first(self, text: str, *, where: str) -> float | None:
        """The period in which a unit's first treatment falls; None for blank or 0: never."""
        if text in {UNKNOWN, "", "0", "nan"}:
            return None
        if not self.dated and re.fullmatch(r"-?\d+(?:\.0*)?", text):
            return float(text)
        if (months := _months(text)) is not None and (self.dated or self._counts_years()):
            return float(_period(months, self.per_year, self.offset))
        raise CellsError(f"{where}: {text!r} is no period like those of the panel")

    def _counts_years(self) -> bool:
        return all(YEAR.fullmatch(str(number)) for number in self.numbers)


def read_calendar(written: Sequence[str], *, where: str) -> PeriodCalendar:
    """Tell years, half years, quarters and months from how they are written.

    Dates are periods where no two of them fall into one month: one month of the year means years,
    two half a year apart half years, every third month quarters, and any others months.
    """
    texts = [str(text) for text in written]
    distinct = sorted(set(texts))
    if all(YEAR_AND_MONTH.fullmatch(text) for text in distinct):
        texts = [f"{text[:4]}-{text[4:]}" for text in texts]
        distinct = sorted(set(texts))
    if all(NUMBER.fullmatch(text) for text in distinct):
        return PeriodCalendar(numbers=[int(text) for text in texts], per_year=1)
    months = {text: _months(text) for text in distinct if not NUMBER.fullmatch(text)}
    unread = [text for text in distinct if months.get(text) is None]
    if unread:
        raise CellsError(
            f"{where} must hold whole numbers, or dates of years, quarters or months, without "
            f"blanks: {unread[0]!r} is neither"
        )
    read = {text: month for text, month in months.items() if month is not None}
    if len(set(read.values())) < len(read):
        raise CellsError(
            f"{where} holds several dates in one month: add the rows up by month or longer first"
        )
    if all(QUARTER.fullmatch(text) for text in distinct):
        per_year, offset = 4, 0
    else:
        per_year = _per_year(sorted(month % MONTHS for month in read.values()), distinct)
        offset = _offset(distinct, read, MONTHS // per_year)
    numbers = {text: _period(month, per_year, offset) for text, month in read.items()}
    return PeriodCalendar(
        numbers=[numbers[text] for text in texts], per_year=per_year, offset=offset, dated=True
    )


def _months(text: str) -> int | None:
    """Months since the year 0; a year is its first month."""
    if found := DATE.fullmatch(text):
        month = int(found[2])
        return int(found[1]) * MONTHS + month - 1 if 1 <= month <= MONTHS else None
    if found := QUARTER.fullmatch(text):
        return int(found[1]) * MONTHS + 3 * (int(found[2]) - 1)
    if found := YEAR_AND_MONTH.fullmatch(text):
        return int(found[1]) * MONTHS + int(found[2]) - 1
    return int(text) * MONTHS if YEAR.fullmatch(text) else None


def _per_year(months: list[int], distinct: Sequence[str]) -> int:
    """How many periods a year has whose dates fall into these months of it."""
    if not all(DATE.fullmatch(text) and len(text) > len("2014-07") for text in distinct):
        return MONTHS
    used = {month - months[0] for month in months}
    return next((n for n in (1, 2, 4) if all(m % (MONTHS // n) == 0 for m in used)), MONTHS)


def _offset(distinct: Sequence[str], months: dict[str, int], length: int) -> int:
    first = distinct[0]
    found = DATE.fullmatch(first)
    ends = found is not None and int(found[3] or 1) >= LAST_DAYS
    return (months[first] + ends) % length


def _period(months: int, per_year: int, offset: int) -> int:
    return (months - offset) // (MONTHS // per_year)
