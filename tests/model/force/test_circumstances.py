import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.force.circumstances import force_circumstances


def people(**counts: list[int]) -> Cells:
    return Cells.from_columns({"subject_race": ["black", "white"], **counts}, by=["subject_race"])


def test_blanks_bound_the_share_and_are_never_a_no() -> None:
    cells = people(people=[100, 100], restrained=[30, 10], restrained_unknown=[20, 0])
    result = force_circumstances(cells)
    assert isinstance(result, Result)
    black = result.one("restrained_share", subject_race="black")
    assert black.value == pytest.approx(30 / 80)
    assert black.missing_share == pytest.approx(0.2)
    assert result.one("restrained_share_lowest", subject_race="black").value == pytest.approx(0.3)
    assert result.one("restrained_share_highest", subject_race="black").value == pytest.approx(0.5)
    assert result.one("restrained_difference", subject_race="black").value == pytest.approx(
        0.375 - 0.1
    )


def test_a_mostly_blank_field_gives_bounds_only() -> None:
    cells = people(people=[100, 100], fleeing=[5, 5], fleeing_unknown=[90, 90])
    result = force_circumstances(cells)
    assert isinstance(result, Result)
    assert not result.named("fleeing_share")
    assert result.named("fleeing_share_lowest")
    assert "mostly-blank" in {note.code for note in result.notes}


def test_a_field_that_is_never_filled_in_is_named_not_estimated() -> None:
    cells = people(
        people=[100, 100],
        armed=[5, 5],
        armed_unknown=[0, 0],
        in_crisis=[0, 0],
        in_crisis_unknown=[100, 100],
    )
    result = force_circumstances(cells)
    assert isinstance(result, Result)
    assert "in_crisis" in next(
        n.facts["fields"] for n in result.notes if n.code == "never-recorded"
    )
    assert not [e for e in result.estimates if e.name.startswith("in_crisis")]


def test_too_few_people_are_refused() -> None:
    assert isinstance(
        force_circumstances(people(people=[9, 9], armed=[1, 1], armed_unknown=[0, 0])), Refusal
    )


@given(st.integers(30, 300), st.data())
def test_the_bounds_hold_the_share(n: int, data: st.DataObject) -> None:
    blank = data.draw(st.integers(0, n // 2))
    yes = data.draw(st.integers(-(-blank // 20), n - blank))
    cells = people(people=[n, n], armed=[yes, yes], armed_unknown=[blank, blank])
    result = force_circumstances(cells)
    assert isinstance(result, Result)
    share = result.one("armed_share").value
    if blank:
        low = result.one("armed_share_lowest").value
        high = result.one("armed_share_highest").value
        assert low <= share <= high


def test_blanks_that_swamp_the_yeses_leave_only_bounds() -> None:
    cells = people(people=[100, 100], under_18=[1, 0], under_18_unknown=[22, 23])
    result = force_circumstances(cells)
    assert isinstance(result, Result)
    assert not result.named("under_18_share")
    assert result.one("under_18_share_highest").value == pytest.approx(0.23)
    assert "blanks-swamp" in {note.code for note in result.notes}
