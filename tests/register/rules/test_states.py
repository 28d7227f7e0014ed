from datetime import date

import pytest

from daylight.register.choices import State
from daylight.register.rules.states import (
    MOVES,
    BadMove,
    Change,
    Standing,
    change,
    climb,
    move,
    skipped_rungs,
    tally,
)

DAY = date(2020, 6, 30)
MET = Standing(state=State.MET, achieved_on=date(2019, 12, 31))


def test_a_level_met_and_then_found_wanting_is_lost_not_merely_unmet() -> None:
    lost = move(MET, State.NOT_MET, on=DAY, reason="training lapsed")
    assert (lost.state, lost.achieved_on, lost.lost_on) == (State.LOST, date(2019, 12, 31), DAY)


def test_a_loss_needs_a_reason() -> None:
    with pytest.raises(BadMove, match="reason"):
        move(MET, State.LOST, on=DAY)


def test_a_lost_level_can_be_regained_with_a_new_date() -> None:
    lost = move(MET, State.LOST, on=DAY, reason="training lapsed")
    again = move(lost, State.MET, on=date(2021, 6, 30))
    assert (again.state, again.achieved_on, again.lost_on) == (State.MET, date(2021, 6, 30), None)


def test_a_level_that_stays_met_keeps_the_day_it_was_first_met() -> None:
    assert move(MET, State.MET, on=DAY).achieved_on == date(2019, 12, 31)


def test_a_level_still_lost_keeps_the_day_and_reason_of_the_loss() -> None:
    lost = move(MET, State.LOST, on=DAY, reason="training lapsed")
    still = move(lost, State.NOT_MET, on=date(2021, 6, 30))
    assert (still.state, still.lost_on, still.reason) == (State.LOST, DAY, "training lapsed")


def test_met_then_suspended_then_wanting_is_a_loss() -> None:
    suspended = move(MET, State.SUSPENDED, on=DAY)
    assert move(suspended, State.NOT_MET, on=DAY, reason="x").state == State.LOST


FORBIDDEN = [
    (State.NOT_ASSESSED, State.LOST),
    (State.TERMINATED, State.MET),
    (State.MET, State.NOT_ASSESSED),
    (State.NOT_MET, State.LOST),
]


@pytest.mark.parametrize(("before", "after"), FORBIDDEN)
def test_a_move_that_makes_no_sense_is_refused(before: State, after: State) -> None:
    with pytest.raises(BadMove):
        move(Standing(state=before), after, on=DAY, reason="x")


def test_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(State)


CHANGES = [
    (None, State.MET, Change.FIRST),
    (State.MET, State.MET, Change.SAME),
    (State.MET, State.LOST, Change.LOST),
    (State.MET, State.NOT_MET, Change.LOST),
    (State.NOT_MET, State.MET, Change.GAINED),
    (State.LOST, State.MET, Change.REGAINED),
    (State.NOT_ASSESSED, State.UNDER_ASSESSMENT, Change.OTHER),
    (State.MET, State.TERMINATED, Change.OTHER),
]


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_what_changed_has_a_name(before: State | None, after: State, expected: Change) -> None:
    assert change(before, after) is expected


def test_a_ladder_is_climbed_from_the_bottom() -> None:
    rungs = ("primary", "secondary", "operational")
    assert climb(rungs, 2) == {"primary": True, "secondary": True, "operational": False}
    with pytest.raises(BadMove):
        climb(rungs, 4)


def test_a_skipped_rung_is_noticed() -> None:
    assert skipped_rungs([True, False, True])
    assert not skipped_rungs([True, True, False])


def test_a_tally_states_its_denominator() -> None:
    counted = tally("secondary", [State.MET] * 3 + [State.LOST, State.DEFERRED])
    assert (counted.met, counted.rated, counted.total) == (3, 4, 5)
    assert counted.percent_of_rated == 75
    assert tally("secondary", [State.DEFERRED]).percent_of_rated is None
