"""When something is due: anchor + offset + recurrence, and who may move it."""

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from daylight.errors import DaylightError
from daylight.register.choices import Authority

AGREED_EXTENSION_DAYS = 7  # what monitor, plaintiff and city may agree without the court
PARTIES_TO_AGREE = frozenset({"monitor", "plaintiff", "city"})

UNITS = ("day", "business day", "week", "month", "year")


class BadDeadline(DaylightError):
    """A deadline that cannot be read or an extension nobody may grant."""


@dataclass(frozen=True, slots=True)
class Offset:
    """A length of calendar time: `180 days`, `18 months`."""

    number: int
    unit: str

    def after(self, anchor: date) -> date:
        """The day this long after another; a month's end stays a month's end."""
        if self.unit == "business day":
            return _business_days_after(anchor, self.number)
        if self.unit in ("month", "year"):
            return add_months(anchor, self.number * (12 if self.unit == "year" else 1))
        return anchor + timedelta(days=self.number * (7 if self.unit == "week" else 1))

    def __str__(self) -> str:
        """`180 days`, as it is stored and read back."""
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How a duty repeats: every so often, or on fixed days of the year, until it ends."""

    every: Offset | None = None
    days: tuple[tuple[int, int], ...] = ()
    until: Offset | None = None

    def after(self, start: date) -> Iterator[date]:
        """The due dates after a first one, without end unless `until` ends them."""
        last = self.until.after(start) if self.until else date.max
        for due in _fixed(start, self.days) if self.days else _regular(start, self.every):
            if due > last:
                return
            yield due

    def __str__(self) -> str:
        """The form that `recurrence` reads."""
        if self.days:
            text = "each " + ", ".join(f"{month:02}-{day:02}" for month, day in self.days)
        else:
            text = f"every {self.every}"
        return f"{text} until {self.until}" if self.until else text


@dataclass(frozen=True, slots=True)
class Extension:
    """A moved deadline: to when, by whose authority, and who agreed."""

    due: date
    authority: Authority
    agreed_by: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline three ways: what the decree says, the plan says, and what now holds."""

    original: date | None
    plan: date | None
    extended: date | None

    @property
    def now(self) -> date | None:
        """The date that binds today."""
        return self.extended or self.plan or self.original


def add_months(start: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, calendar.monthrange(year, month + 1)[1]))


def offset(text: str) -> Offset:
    """Read `180 days`, `18 months`, `15 business days`."""
    match = re.fullmatch(r"\s*(\d+)\s+(business day|day|week|month|year)s?\s*", text.lower())
    if not match:
        raise BadDeadline(f"“{text}” is no length of time: write, for example, 180 days")
    return Offset(int(match[1]), match[2])


def recurrence(text: str) -> tuple[Recurrence, ...]:
    """Read `every 6 months`, `each 02-01, 08-01`, `every 3 months until 1 year; every 1 year`."""
    return tuple(_one_recurrence(part) for part in text.split(";") if part.strip())


def _one_recurrence(text: str) -> Recurrence:
    match = re.fullmatch(r"\s*(every|each)\s+(.+?)(?:\s+until\s+(.+))?\s*", text)
    if not match:
        raise BadDeadline(f"“{text}” is no recurrence: write every 6 months, or each 02-01, 08-01")
    until = offset(match[3]) if match[3] else None
    if match[1] == "every":
        return Recurrence(every=offset(match[2]), until=until)
    days = tuple(_month_and_day(day) for day in match[2].split(","))
    return Recurrence(days=tuple(sorted(days)), until=until)


def _month_and_day(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"\s*(\d\d)-(\d\d)\s*", text)
    if not match:
        raise BadDeadline(f"“{text}” is no day of the year: write month-day, for example 02-01")
    month, day = int(match[1]), int(match[2])
    try:
        date(2001, month, day)  # not a leap year: a yearly duty must exist every year
    except ValueError as fault:
        raise BadDeadline(f"“{text}” is not a day that every year has") from fault
    return month, day


def occurrences(first: date, rules: Sequence[Recurrence], count: int) -> list[date]:
    """The first due date and those after it; a phase begins where the one before ended."""
    return list(islice(_phases(first, rules), count))


def _phases(first: date, rules: Sequence[Recurrence]) -> Iterator[date]:
    last = first
    yield last
    for rule in rules:
        start = last
        for due in rule.after(start):
            last = due
            yield due


def next_due(first: date, rules: Sequence[Recurrence], on: date) -> date | None:
    """The first occurrence on or after a day; None when all have passed."""
    for due in _phases(first, rules):
        if due >= on:
            return due
        if due.year > on.year + 1:
            break
    return None


def effective(original: date | None, plan: date | None, extensions: Sequence[Extension]) -> Due:
    """The date that binds, and the two it came from.

    Extensions are taken in the order granted. The three parties may agree among themselves to
    move a deadline by seven calendar days, once; more needs the court. Moving one deadline never
    moves another.
    """
    before, agreed = plan or original, False
    extended: date | None = None
    for step in extensions:
        base = extended or before
        if base is None:
            raise BadDeadline("there is no date to extend: set the plan's date first")
        if step.authority == Authority.AGREED:
            _check_agreed(base, step, agreed)
            agreed = True
        extended = step.due
    return Due(original, plan, extended)


def _check_agreed(base: date, step: Extension, agreed_before: bool) -> None:
    missing = PARTIES_TO_AGREE - step.agreed_by
    if missing:
        raise BadDeadline(f"an agreed extension also needs: {', '.join(sorted(missing))}")
    if step.due - base > timedelta(days=AGREED_EXTENSION_DAYS) or agreed_before:
        raise BadDeadline(
            f"{base} to {step.due}: the parties may agree to {AGREED_EXTENSION_DAYS} calendar "
            "days, once; more needs an order of the court"
        )


def is_overdue(due: Due, done: date | None, on: date) -> bool:
    """Whether a deadline has passed with nothing done by then."""
    return due.now is not None and done is None and on > due.now


def _business_days_after(anchor: date, days: int) -> date:
    """Weekdays after a day. Court holidays are not known here: a person checks those."""
    due = anchor
    while days > 0:
        due += timedelta(days=1)
        days -= due.weekday() < 5
    return due


def _regular(start: date, every: Offset | None) -> Iterator[date]:
    if every is None or every.number < 1:
        raise BadDeadline("a recurrence needs a length of at least one unit")
    step = 1
    while True:
        due = Offset(every.number * step, every.unit).after(start)
        if due.year > 9990:
            return
        yield due
        step += 1


def _fixed(start: date, days: Sequence[tuple[int, int]]) -> Iterator[date]:
    for year in range(start.year, 9990):
        for month, day in days:
            due = date(year, month, day)
            if due > start:
                yield due
