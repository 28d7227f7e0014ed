"""Sustainment clocks: how long compliance has held, and when it will have held long enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from daylight.errors import DaylightError
from daylight.register.choices import OnLoss
from daylight.register.rules.deadlines import add_months


class BadClock(DaylightError):
    """A clock whose dates contradict each other."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count, first day to the day the clock ran again (None: still paused)."""

    start: date
    end: date | None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A period of compliance that the decree wants held without a break."""

    started: date
    months: int
    pauses: Sequence[Pause] = ()
    ended: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockReading:
    """What a clock shows on a day."""

    days_held: int
    running: bool
    completes_on: date | None
    complete: bool


def read(clock: Clock, on: date) -> ClockReading:
    """Days held so far and the day the clock is full; a paused clock has no such day."""
    _check(clock)
    end = min(on, clock.ended) if clock.ended else on
    paused = sum(_overlap(pause, clock.started, end) for pause in clock.pauses)
    held = max(0, (end - clock.started).days - paused)
    still = any(pause.start <= on and pause.end is None for pause in clock.pauses)
    lost_days = sum((pause.end - pause.start).days for pause in clock.pauses if pause.end)
    full = add_months(clock.started, clock.months) + timedelta(days=lost_days)
    complete = not still and end >= full
    running = clock.ended is None and not still and clock.started <= on and not complete
    return ClockReading(
        days_held=held,
        running=running,
        completes_on=None if still or (clock.ended and not complete) else full,
        complete=complete,
    )


def lose(clock: Clock, on: date, rule: OnLoss, why: str) -> Clock:
    """The clock after compliance was lost: paused, or stopped so that a new one must begin."""
    if rule == OnLoss.PAUSE:
        pauses = (*clock.pauses, Pause(on, None, why))
        return Clock(started=clock.started, months=clock.months, pauses=pauses)
    return Clock(started=clock.started, months=clock.months, pauses=clock.pauses, ended=on)


def _overlap(pause: Pause, start: date, end: date) -> int:
    until = min(pause.end or end, end)
    return max(0, (until - max(pause.start, start)).days)


def _check(clock: Clock) -> None:
    last = clock.started
    for pause in sorted(clock.pauses, key=lambda one: one.start):
        if pause.start < last or (pause.end and pause.end < pause.start):
            raise BadClock(f"the pause from {pause.start} overlaps another or ends before it began")
        last = pause.end or date.max
    if clock.ended and clock.ended < clock.started:
        raise BadClock(f"the clock ended {clock.ended}, before it started {clock.started}")
