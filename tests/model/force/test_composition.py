import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.force.composition import force_composition


def cells(people: dict[tuple[str, str], int]) -> Cells:
    return Cells.from_columns(
        {
            "subject_race": [race for race, _ in people],
            "force_kind": [kind for _, kind in people],
            "people": list(people.values()),
            "people_with": list(people.values()),
        },
        by=["subject_race", "force_kind"],
    )


TWO = cells(
    {
        ("black", "strike"): 60,
        ("black", "chemical"): 40,
        ("white", "strike"): 90,
        ("white", "chemical"): 10,
        ("white", "unknown"): 50,
    }
)


def test_shares_by_most_serious_kind_add_up_to_one() -> None:
    result = force_composition(TWO)
    assert isinstance(result, Result)
    for group in ("black", "white"):
        shares = [
            e.value for e in result.named("most_serious_share") if e.keys["subject_race"] == group
        ]
        assert sum(shares) == pytest.approx(1)
    assert result.one(
        "most_serious_share", subject_race="white", force_kind="strike"
    ).missing_share == pytest.approx(0.2)


def test_the_difference_in_the_share_of_a_kind_is_in_the_right_direction() -> None:
    result = force_composition(TWO)
    assert isinstance(result, Result)
    difference = result.one("kind_share_difference", subject_race="black", force_kind="chemical")
    assert difference.value == pytest.approx(0.3)
    assert difference.low > 0
    assert difference.p_value is not None
    assert difference.p_value < 1e-5


def test_the_widest_of_two_kinds_is_weighed_as_the_widest_of_two() -> None:
    result = force_composition(TWO)
    assert isinstance(result, Result)
    (widest,) = result.named("widest_kind_share_difference")
    alone = result.one("kind_share_difference", subject_race="black", force_kind="strike")
    assert abs(widest.value) == pytest.approx(0.3)
    assert widest.p_value == pytest.approx(2 * (alone.p_value or 0))
    # widths of score intervals grow about as normal quantiles: 2.241 (97.5 %) to 1.960 (95 %)
    assert (widest.high - widest.low) / (alone.high - alone.low) == pytest.approx(1.14, abs=0.02)


def test_no_group_of_thirty_people_is_refused() -> None:
    assert isinstance(force_composition(cells({("black", "strike"): 29})), Refusal)


def test_a_group_too_small_to_describe_is_named() -> None:
    result = force_composition(cells({("black", "strike"): 40, ("white", "strike"): 3}))
    assert isinstance(result, Result)
    assert "groups-too-small" in {note.code for note in result.notes}
    assert {e.keys["subject_race"] for e in result.estimates} == {"black"}
