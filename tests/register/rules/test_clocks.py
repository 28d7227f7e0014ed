from datetime import date

import pytest

from daylight.register.choices import OnLoss
from daylight.register.rules.clocks import BadClock, Clock, Pause, lose, read

START = date(2020, 1, 1)


def test_a_clock_counts_days_and_is_full_on_its_day() -> None:
    clock = Clock(started=START, months=24)
    assert read(clock, date(2021, 12, 31)).complete is False
    full = read(clock, date(2022, 1, 1))
    assert (full.complete, full.days_held, full.completes_on) == (True, 731, date(2022, 1, 1))


def test_paused_days_do_not_count_and_move_the_end() -> None:
    clock = Clock(started=START, months=12, pauses=(Pause(date(2020, 3, 1), date(2020, 3, 31)),))
    shown = read(clock, date(2020, 6, 1))
    assert (shown.days_held, shown.completes_on) == (152 - 30, date(2021, 1, 31))


def test_a_clock_that_is_paused_has_no_end() -> None:
    shown = read(
        Clock(started=START, months=12, pauses=(Pause(date(2020, 3, 1), None),)), date(2020, 6, 1)
    )
    assert (shown.days_held, shown.running, shown.completes_on) == (60, False, None)


def test_losing_compliance_pauses_or_stops_the_clock() -> None:
    clock = Clock(started=START, months=12)
    paused = read(lose(clock, date(2020, 7, 1), OnLoss.PAUSE, "lost"), date(2020, 8, 1))
    assert (paused.days_held, paused.running) == (182, False)
    stopped = read(lose(clock, date(2020, 7, 1), OnLoss.RESTART, "lost"), date(2022, 8, 1))
    assert (stopped.days_held, stopped.complete, stopped.completes_on) == (182, False, None)


def test_overlapping_pauses_are_refused() -> None:
    pauses = (Pause(date(2020, 3, 1), date(2020, 5, 1)), Pause(date(2020, 4, 1), None))
    with pytest.raises(BadClock):
        read(Clock(started=START, months=12, pauses=pauses), date(2020, 6, 1))


def test_a_clock_that_has_not_started_has_held_nothing() -> None:
    assert read(Clock(started=START, months=12), date(2019, 6, 1)).days_held == 0
