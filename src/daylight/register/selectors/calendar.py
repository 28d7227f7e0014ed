"""The decree's calendar: due dates, drafts, filings, hearings, windows, clocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from daylight.register.models import Decree, SustainmentClock
from daylight.register.rules import clocks
from daylight.register.rules.clocks import Clock, ClockReading, Pause
from daylight.register.selectors.standing import deadlines


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CalendarEvent:
    """Something on a day; `key` names it for good, so that calendars update and do not repeat."""

    day: date
    title: str
    key: str


def events(decree: Decree, on: date) -> list[CalendarEvent]:
    """Everything with a date, in order."""
    return sorted(
        [*_periods(decree), *_deadlines(decree, on), *_windows(decree), *_clocks(decree, on)]
    )


PERIOD_DATES = {
    "ends": "{} ends",
    "draft_due": "{}: draft to the parties",
    "comments_due": "{}: parties’ comments due",
    "filing_due": "{}: filing due",
    "hearing_on": "{}: hearing",
}


def _periods(decree: Decree) -> Iterator[CalendarEvent]:
    for period in decree.periods.all():
        for field, title in PERIOD_DATES.items():
            day = getattr(period, field)
            if day:
                key = f"period-{period.pk}-{field}"
                yield CalendarEvent(day=day, title=title.format(period.name), key=key)


def _deadlines(decree: Decree, on: date) -> Iterator[CalendarEvent]:
    for one in deadlines(decree, on):
        name = f"¶ {one.deadline.requirement.code} due"
        for day, kind in ((one.due.now, "due"), (one.next, "next")):
            if day and not (kind == "next" and day == one.due.now):
                key = f"deadline-{one.deadline.pk}-{kind}"
                yield CalendarEvent(day=day, title=name, key=key)


def _windows(decree: Decree) -> Iterator[CalendarEvent]:
    for window in decree.windows.all():
        name = f"Comments on {window.subject}"
        yield CalendarEvent(day=window.opens, title=f"{name} open", key=f"window-{window.pk}-opens")
        yield CalendarEvent(
            day=window.closes, title=f"{name} close", key=f"window-{window.pk}-closes"
        )
    for one in decree.recommendations.all():
        title = f"Answer to {one.made_by} due"
        yield CalendarEvent(day=one.answer_due, title=title, key=f"recommendation-{one.pk}")


def _clocks(decree: Decree, on: date) -> Iterator[CalendarEvent]:
    for stored in decree.clocks.all():
        reading = read_clock(stored, on)
        if reading.completes_on:
            title = f"Sustainment complete: {stored.scope}"
            yield CalendarEvent(day=reading.completes_on, title=title, key=f"clock-{stored.pk}")


def read_clock(stored: SustainmentClock, on: date) -> ClockReading:
    """What a stored clock shows on a day."""
    pauses = tuple(Pause(one.start, one.end, one.why) for one in stored.pauses.all())
    clock = Clock(
        started=stored.started,
        months=stored.months,
        pauses=pauses,
        ended=stored.ended,
    )
    return clocks.read(clock, on)
