import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.force.rates import force_rates
from daylight.model.intervals import poisson_rate, rate_ratio
from daylight.report.notes import sentence


def cells(**columns: list[int] | list[str]) -> Cells:
    return Cells.from_columns(columns, by=["subject_race"])


def answered(given_cells: Cells, **settings: object) -> Result:
    result = force_rates(given_cells, **settings)  # type: ignore[arg-type]
    assert isinstance(result, Result)
    return result


COUNTS = cells(
    subject_race=["black", "white"],
    force_rows=[150, 90],
    people=[100, 60],
    residents=[10_000, 40_000],
    stops=[2_000, 3_000],
)


def test_rates_against_residents_are_exact_poisson_rates() -> None:
    rate = answered(COUNTS).one("force_per_1000_residents", subject_race="black")
    exact = poisson_rate(100, 10)
    assert (rate.value, rate.low, rate.high) == pytest.approx(tuple(exact))
    ratio = answered(COUNTS).one("force_ratio_residents", subject_race="black")
    assert (ratio.value, ratio.low, ratio.high) == pytest.approx(
        tuple(rate_ratio(100, 10_000, 60, 40_000))
    )


def test_the_ratio_against_stops_is_less_certain_than_if_stops_were_known() -> None:
    ratio = answered(COUNTS).one("force_ratio_stops", subject_race="black")
    known = rate_ratio(100, 2_000, 60, 3_000)
    assert ratio.value == pytest.approx(2.5)
    assert ratio.high / ratio.low > 1.0
    assert ratio.low < ratio.value < ratio.high
    assert float(known.low) == pytest.approx(ratio.low, rel=0.05)


def test_the_two_ratios_differ_by_the_ratio_of_stops_per_resident() -> None:
    result = answered(COUNTS)
    shift = result.one("stops_per_resident_ratio", subject_race="black").value
    assert result.one("force_ratio_residents", subject_race="black").value == pytest.approx(
        shift * result.one("force_ratio_stops", subject_race="black").value
    )


def test_people_in_one_incident_widen_the_interval() -> None:
    clustered = cells(
        subject_race=["black", "white"],
        force_rows=[100, 60],
        people=[100, 60],
        people_squared=[300, 60],
        residents=[10_000, 40_000],
    )
    plain = answered(COUNTS).one("force_per_1000_residents", subject_race="black")
    wide = answered(clustered).one("force_per_1000_residents", subject_race="black")
    assert wide.value == pytest.approx(plain.value)
    assert wide.high - wide.low > 1.5 * (plain.high - plain.low)


def test_no_ratio_is_given_of_fewer_than_ten_events() -> None:
    few = cells(
        subject_race=["black", "white"],
        force_rows=[30, 9],
        people=[30, 9],
        residents=[1_000, 1_000],
    )
    result = answered(few)
    assert not result.named("force_ratio_residents")
    assert result.one("force_per_1000_residents", subject_race="white").n == 9


def test_too_few_people_or_nothing_to_divide_by_is_refused() -> None:
    tiny = cells(subject_race=["black"], force_rows=[4], people=[4], residents=[1_000])
    assert isinstance(force_rates(tiny), Refusal)
    bare = cells(subject_race=["black"], force_rows=[400], people=[400])
    refusal = force_rates(bare)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "nothing-to-divide-by"


def test_a_group_the_force_form_never_uses_is_not_a_rate_of_zero() -> None:
    other_form = cells(
        subject_race=["black", "hispanic", "white"],
        force_rows=[100, 0, 60],
        people=[100, 0, 60],
        stops=[2_000, 900, 3_000],
    )
    result = answered(other_form)
    assert "hispanic" not in {estimate.keys["subject_race"] for estimate in result.estimates}
    assert "group-not-used" in {note.code for note in result.notes}


def test_people_without_a_recorded_group_are_a_missing_share() -> None:
    blank = cells(
        subject_race=["black", "unknown", "white"],
        force_rows=[60, 20, 20],
        people=[60, 20, 20],
        residents=[1_000, 0, 1_000],
    )
    assert answered(blank).one("people", subject_race="black").missing_share == pytest.approx(0.2)


@given(st.integers(10, 500), st.integers(10, 500), st.integers(100, 10_000))
def test_swapping_group_and_reference_inverts_the_ratio(x: int, y: int, n: int) -> None:
    both = cells(
        subject_race=["black", "white"], force_rows=[x, y], people=[x, y], stops=[n, 2 * n]
    )
    one = answered(both).one("force_ratio_stops", subject_race="black")
    two = answered(both, reference="black").one("force_ratio_stops", subject_race="white")
    assert one.value == pytest.approx(1 / two.value)
    assert one.low == pytest.approx(1 / two.high)
    assert one.p_value == pytest.approx(two.p_value)


def test_a_denominator_that_lacks_a_key_is_used_whole() -> None:
    severe = Cells.from_columns(
        {
            "subject_race": ["black", "black", "white", "white"],
            "severity_four": ["2", "all", "2", "all"],
            "force_rows": [40, 0, 30, 0],
            "people": [40, 0, 30, 0],
            "residents": [0, 1_000, 0, 2_000],
        },
        by=["subject_race", "severity_four"],
    )
    result = answered(severe, across="severity_four")
    assert result.one(
        "force_per_1000_residents", subject_race="black", severity_four="2"
    ).value == pytest.approx(40)


def test_stops_without_a_recorded_group_are_said() -> None:
    blank = cells(
        subject_race=["black", "unknown", "white"],
        force_rows=[60, 0, 20],
        people=[60, 0, 20],
        stops=[900, 200, 900],
    )
    notes = {note.code: sentence(note) for note in answered(blank).notes}
    assert "10.0 % of stops" in notes["denominator-blank"]
