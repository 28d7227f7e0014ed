from datetime import date

import pytest

from daylight.register.choices import LevelState
from daylight.register.rules.states import (
    MOVES,
    BadMove,
    ChangeKind,
    LevelStanding,
    change,
    climb,
    move,
    skipped_rungs,
    tally,
)

DAY = date(2020, 6, 30)
MET = LevelStanding(state=LevelState.MET, achieved_on=date(2019, 12, 31))


def test_a_level_met_and_then_found_wanting_is_lost_not_merely_unmet() -> None:
    lost = move(MET, LevelState.NOT_MET, on=DAY, reason="training lapsed")
    assert (lost.state, lost.achieved_on, lost.lost_on) == (
        LevelState.LOST,
        date(2019, 12, 31),
        DAY,
    )


def test_a_loss_needs_a_reason() -> None:
    with pytest.raises(BadMove, match="reason"):
        move(MET, LevelState.LOST, on=DAY)


def test_a_lost_level_can_be_regained_with_a_new_date() -> None:
    lost = move(MET, LevelState.LOST, on=DAY, reason="training lapsed")
    again = move(lost, LevelState.MET, on=date(2021, 6, 30))
    assert (again.state, again.achieved_on, again.lost_on) == (
        LevelState.MET,
        date(2021, 6, 30),
        None,
    )


def test_a_level_that_stays_met_keeps_the_day_it_was_first_met() -> None:
    assert move(MET, LevelState.MET, on=DAY).achieved_on == date(2019, 12, 31)


def test_a_level_still_lost_keeps_the_day_and_reason_of_the_loss() -> None:
    lost = move(MET, LevelState.LOST, on=DAY, reason="training lapsed")
    still = move(lost, LevelState.NOT_MET, on=date(2021, 6, 30))
    assert (still.state, still.lost_on, still.reason) == (LevelState.LOST, DAY, "training lapsed")


def test_met_then_suspended_then_wanting_is_a_loss() -> None:
    suspended = move(MET, LevelState.SUSPENDED, on=DAY)
    assert move(suspended, LevelState.NOT_MET, on=DAY, reason="x").state == LevelState.LOST


FORBIDDEN = [
    (LevelState.NOT_ASSESSED, LevelState.LOST),
    (LevelState.TERMINATED, LevelState.MET),
    (LevelState.MET, LevelState.NOT_ASSESSED),
    (LevelState.NOT_MET, LevelState.LOST),
]


@pytest.mark.parametrize(("before", "after"), FORBIDDEN)
def test_a_move_that_makes_no_sense_is_refused(before: LevelState, after: LevelState) -> None:
    with pytest.raises(BadMove):
        move(LevelStanding(state=before), after, on=DAY, reason="x")


def test_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(LevelState)


CHANGES = [
    (None, LevelState.MET, ChangeKind.FIRST),
    (LevelState.MET, LevelState.MET, ChangeKind.SAME),
    (LevelState.MET, LevelState.LOST, ChangeKind.LOST),
    (LevelState.MET, LevelState.NOT_MET, ChangeKind.LOST),
    (LevelState.NOT_MET, LevelState.MET, ChangeKind.GAINED),
    (LevelState.LOST, LevelState.MET, ChangeKind.REGAINED),
    (LevelState.NOT_ASSESSED, LevelState.UNDER_ASSESSMENT, ChangeKind.OTHER),
    (LevelState.MET, LevelState.TERMINATED, ChangeKind.OTHER),
]


@pytest.mark.parametrize(("before", "after", "expected"), CHANGES)
def test_what_changed_has_a_name(
    before: LevelState | None, after: LevelState, expected: ChangeKind
) -> None:
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
    counted = tally("secondary", [LevelState.MET] * 3 + [LevelState.LOST, LevelState.DEFERRED])
    assert (counted.met, counted.rated, counted.total) == (3, 4, 5)
    assert counted.percent_of_rated == 75
    assert tally("secondary", [LevelState.DEFERRED]).percent_of_rated is None
