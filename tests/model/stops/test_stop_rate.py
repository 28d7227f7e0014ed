import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.result import Outcome, Refusal, Result
from daylight.model.stops.stop_rate import COUNTED, METHOD, is_counted
from daylight.report.notes import sentence

counts = st.integers(1, 500)
BLACK = {"subject_race": "black"}


def cells(**columns: list[object]) -> Cells:
    keys = [k for k in columns if k not in ("stops", "population", "population_margin_squared")]
    return Cells.from_columns(columns, by=keys)


def answered(outcome: Outcome) -> Result:
    assert isinstance(outcome, Result)
    return outcome


def two(stops: list[int], population: list[int]) -> Cells:
    return cells(subject_race=["black", "white"], stops=stops, population=population)


@given(counts, counts)
def test_swapping_group_and_reference_inverts_the_ratio(x: int, x0: int) -> None:
    given_cells = two([x, x0], [1000, 3000])
    one = answered(METHOD(given_cells)).one("stop_rate_ratio", **BLACK)
    other = answered(METHOD(given_cells, reference="black")).one(
        "stop_rate_ratio", subject_race="white"
    )
    assert one.value == pytest.approx(1 / other.value)
    assert one.low == pytest.approx(1 / other.high)
    assert one.p_value == pytest.approx(other.p_value)


@given(counts, counts, st.integers(2, 9))
def test_more_of_the_same_narrows_the_interval(x: int, x0: int, k: int) -> None:
    small = answered(METHOD(two([x, x0], [1000, 3000]))).one("stop_rate_ratio", **BLACK)
    large = answered(METHOD(two([k * x, k * x0], [k * 1000, k * 3000])))
    wide = large.one("stop_rate_ratio", **BLACK)
    assert wide.value == pytest.approx(small.value)
    assert wide.low >= small.low
    assert wide.high <= small.high


def test_a_counted_benchmark_widens_the_interval() -> None:
    known = answered(METHOD(two([300, 200], [100, 100]))).one("stop_rate_ratio", **BLACK)
    counted = cells(
        subject_race=["black", "white"],
        benchmark=["crashes", "crashes"],
        stops=[300, 200],
        population=[100, 100],
    )
    wide = answered(METHOD(counted)).one("stop_rate_ratio", **BLACK, benchmark="crashes")
    assert wide.value == known.value
    variance = 1 / 300 + 1 / 200 + 1 / 100 + 1 / 100
    assert np.log(wide.high / wide.value) == pytest.approx(1.959964 * np.sqrt(variance), rel=1e-6)


def test_a_published_margin_of_error_widens_the_interval() -> None:
    sampled = cells(
        subject_race=["black", "white"],
        stops=[300, 200],
        population=[1000, 1000],
        population_margin_squared=[164 * 164, 0],
    )
    wide = answered(METHOD(sampled)).one("stop_rate_ratio", **BLACK)
    variance = 1 / 300 + 1 / 200 + (0.164 / 1.645) ** 2
    assert np.log(wide.high / wide.value) == pytest.approx(1.959964 * np.sqrt(variance), rel=1e-6)


@pytest.mark.parametrize(
    ("benchmark", "counted"),
    [
        ("residents", False),
        ("drivers", False),
        ("not-at-fault crashes", True),
        ("calls_for_service", True),
        ("Suspect descriptions", True),
        ("own past", True),
        ("other agencies", True),
    ],
)
def test_a_benchmark_says_by_its_name_whether_it_counts_events(
    benchmark: str, *, counted: bool
) -> None:
    assert is_counted(benchmark, COUNTED) is counted


def places(seed: int, spread: float) -> Cells:
    rng = np.random.default_rng(seed)
    names = [f"p{i:02d}" for i in range(40)]
    rate = 0.1 * np.exp(rng.normal(0, spread, 80))
    return cells(
        subject_race=["black"] * 40 + ["white"] * 40,
        neighborhood=names * 2,
        stops=rng.poisson(500 * rate).tolist(),
        population=[500] * 80,
    )


def test_places_that_differ_widen_the_interval_and_show_in_the_dispersion() -> None:
    even, uneven = answered(METHOD(places(1, 0.0))), answered(METHOD(places(1, 1.0)))
    narrow, wide = (r.one("stop_rate_ratio", **BLACK) for r in (even, uneven))
    assert np.log(wide.high / wide.low) > 4 * np.log(narrow.high / narrow.low)
    dispersion = uneven.diagnostics["dispersion black (residents)"]
    assert isinstance(dispersion, float)
    assert dispersion > 10


def test_stops_in_places_the_benchmark_does_not_know_are_counted_in_a_note() -> None:
    outcome = answered(
        METHOD(
            cells(
                subject_race=["black", "white", "black"],
                neighborhood=["a", "a", "nowhere"],
                stops=[10, 20, 70],
                population=[100, 100, 0],
            )
        )
    )
    assert outcome.one("stop_rate", **BLACK).n == 10
    (note,) = (n for n in outcome.notes if n.code == "unmatched-places")
    assert "70 stops (70.0 %)" in sentence(note)


def test_a_group_that_the_benchmark_does_not_count_is_named() -> None:
    outcome = answered(
        METHOD(
            cells(
                subject_race=["black", "east_african", "white"],
                stops=[10, 5, 20],
                population=[100, 0, 100],
            )
        )
    )
    assert not [e for e in outcome.estimates if e.keys["subject_race"] == "east_african"]
    assert outcome.noted("no-benchmark")


def test_benchmarks_stand_side_by_side() -> None:
    outcome = answered(
        METHOD(
            cells(
                subject_race=["black", "white"] * 2,
                benchmark=["residents", "residents", "drivers", "drivers"],
                stops=[10, 20] * 2,
                population=[100, 100, 50, 200],
            )
        )
    )
    assert outcome.one("stop_rate_ratio", **BLACK).value == pytest.approx(0.5)
    assert outcome.one("stop_rate_ratio", **BLACK, benchmark="drivers").value == pytest.approx(2)


@pytest.mark.parametrize(
    "given_cells",
    [
        cells(subject_race=["black"], stops=[1], population=[1]),
        cells(subject_race=["white"], stops=[1], population=[1]),
        two([5, 5], [10, 0]),
        two([5, 5], [0, 10]),
    ],
)
def test_without_two_groups_in_the_benchmark_there_is_no_answer(given_cells: Cells) -> None:
    assert isinstance(METHOD(given_cells), Refusal)


def test_what_goes_together_is_not_said_to_be_independent() -> None:
    """An interval that allows for places is not told to be one that does not."""
    rng = np.random.default_rng(8)
    places = [f"place {i}" for i in range(30)]
    columns = {
        "subject_race": np.repeat(["black", "white"], 30).tolist(),
        "neighborhood": places * 2,
        "stops": rng.poisson(200, 60).tolist(),
        "population": [2000] * 60,
    }
    held = Cells.from_columns(columns, by=["subject_race", "neighborhood"])
    alone = METHOD(held.collapse("subject_race"))
    together = METHOD(held.clustered_by({"neighborhood": "neighborhood"}))
    assert isinstance(alone, Result)
    assert isinstance(together, Result)
    assert alone.noted("independent-stops")
    assert not together.noted("independent-stops")


def test_a_level_over_places_is_as_wide_as_places_differ() -> None:
    """The error of a ratio of two sums over places, by leaving out each of them."""
    rng = np.random.default_rng(4)
    people = rng.integers(500, 3000, 30)
    black, white = (rng.poisson(people * rng.lognormal(-2, 0.8, 30)) for _ in range(2))
    places = [f"p{i:02d}" for i in range(30)]
    given_cells = cells(
        subject_race=["black"] * 30 + ["white"] * 30,
        neighborhood=places * 2,
        stops=[*black.tolist(), *white.tolist()],
        population=people.tolist() * 2,
    )
    rate = answered(METHOD(given_cells)).one("stop_rate", **BLACK)
    without = np.log([np.delete(black, i).sum() / np.delete(people, i).sum() for i in range(30)])
    error = np.sqrt(29 / 30 * ((without - without.mean()) ** 2).sum())
    assert rate.value == pytest.approx(black.sum() / people.sum())
    assert np.log(rate.high / rate.value) == pytest.approx(2.0452 * error, rel=0.1)  # t, 29 df
    assert (rate.basis.key, rate.basis.clusters) == ("neighborhood", 30)
