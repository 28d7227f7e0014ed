import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.force.selection import force_selection
from daylight.report.refusals import why_not


def stops(**columns: list[int] | list[str]) -> Cells:
    keys = [name for name, values in columns.items() if isinstance(values[0], str)]
    return Cells.from_columns(columns, by=keys)


CONFOUNDED = stops(
    subject_race=["black", "black", "white", "white"],
    district=["1", "2", "1", "2"],
    stops=[800, 200, 200, 800],
    forces=[80, 4, 20, 16],
    forces_unknown=[0, 0, 0, 0],
)


def test_a_difference_between_places_vanishes_within_them() -> None:
    result = force_selection(CONFOUNDED)
    assert isinstance(result, Result)
    assert result.one("force_difference_naive", subject_race="black").value == pytest.approx(
        0.084 - 0.036
    )
    assert result.one("force_difference_adjusted", subject_race="black").value == pytest.approx(
        0, abs=1e-12
    )
    assert result.one("force_direct_effect", subject_race="black").value == pytest.approx(
        0, abs=1e-12
    )
    assert result.diagnostics["adjusted_for"] == "district"


def test_without_selection_the_total_effect_on_all_is_the_direct_effect() -> None:
    result = force_selection(CONFOUNDED, rho=(0.0,))
    assert isinstance(result, Result)
    direct = result.one("force_direct_effect", subject_race="black")
    for name in ("force_total_effect_ate_lower", "force_total_effect_ate_upper"):
        bound = result.one(name, subject_race="black", rho=0)
        assert (bound.value, bound.low, bound.high) == pytest.approx(
            (direct.value, direct.low, direct.high)
        )


def test_blank_force_is_left_out_of_the_stops() -> None:
    cells = stops(
        subject_race=["black", "white"],
        stops=[400, 400],
        forces=[20, 20],
        forces_unknown=[200, 0],
    )
    result = force_selection(cells)
    assert isinstance(result, Result)
    assert result.one("force_difference_naive", subject_race="black").value == pytest.approx(
        0.1 - 0.05
    )


def test_little_force_is_refused() -> None:
    cells = stops(subject_race=["black", "white"], stops=[400, 400], forces=[9, 40])
    assert isinstance(force_selection(cells), Refusal)


def test_strata_without_both_groups_are_noted() -> None:
    cells = stops(
        subject_race=["black", "black", "white"],
        district=["1", "2", "1"],
        stops=[400, 400, 400],
        forces=[40, 40, 40],
    )
    result = force_selection(cells)
    assert isinstance(result, Result)
    assert "force-strata-overlap" in {note.code for note in result.notes}


def test_a_refusal_for_few_stops_says_how_many_there_are() -> None:
    cells = Cells.from_columns(
        {"subject_race": ["black", "white"], "stops": [60, 5000], "forces": [20, 400]},
        by=("subject_race",),
    )
    found = force_selection(cells)
    assert isinstance(found, Refusal)
    assert "20 of 60 stops of Black people" in why_not(found).lacking
    assert "400 of 5,000 stops of white people" in why_not(found).lacking
