"""Where officers differ, intervals that allow for them hold, and those that do not fail."""

from collections.abc import Iterator

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.estimate import Estimate
from daylight.data.result import Result
from daylight.model.methods import METHODS
from tests.recovery.officers_own_rates import OfficersOwnRates, beta
from tests.recovery.truth import LEVEL, Rng, three_errors

pytestmark = pytest.mark.recovery

ASKED = {
    "search-rate": (("subject_race",), "search_rate_difference", 0.0),
    "search-rate-adjusted": (("subject_race", "year"), "search_rate_difference_adjusted", 0.0),
    "outcome": (("subject_race",), "hit_rate_difference", 0.0),
    "search-regression": (("subject_race", "year"), "search_odds_ratio", 1.0),
}
DRAWS = 300


def estimates(
    method: str, department: OfficersOwnRates, *, draws: int, seed: int = 11, clustered: bool = True
) -> Iterator[Estimate]:
    by, name, _ = ASKED[method]
    rng = np.random.default_rng(seed)
    for _ in range(draws):
        cells = department.draw(rng).collapse(*by)
        result = METHODS[method](cells if clustered else bare(cells))
        if isinstance(result, Result):
            yield result.one(name, subject_race="black")


def bare(cells: Cells) -> Cells:
    """The same counts by nobody."""
    return Cells.from_arrow(cells.table, by=cells.by)


def rejected(found: list[Estimate]) -> float:
    return float(np.mean([e.p_value is not None and e.p_value < LEVEL for e in found]))


def covered(found: list[Estimate], truth: float) -> float:
    return float(np.mean([e.low <= truth <= e.high for e in found]))


@pytest.mark.parametrize(
    ("method", "officers"),
    [
        *((method, 30) for method in ASKED),
        *((method, 300) for method in ASKED if method != "search-regression"),
        pytest.param("search-regression", 300, marks=pytest.mark.recovery_long),
    ],
)
def test_officers_who_differ_are_no_difference_between_groups(method: str, officers: int) -> None:
    found = list(estimates(method, OfficersOwnRates(officers=officers), draws=DRAWS))
    assert len(found) == DRAWS
    assert rejected(found) <= 0.07 + three_errors(LEVEL, DRAWS) / 3
    low, high = (0.92, 0.98) if officers < 100 else (0.92, 0.97)
    margin = three_errors(0.95, DRAWS) / 3
    assert low - margin <= covered(found, ASKED[method][2]) <= high + margin
    assert {(e.basis.key, e.basis.lacks) for e in found} == {("officer_id", None)}


@pytest.mark.recovery_long
@pytest.mark.parametrize("method", ASKED)
@pytest.mark.parametrize(
    ("officers", "low", "high"),
    [(5, 0.92, 0.99), (12, 0.92, 0.99), (30, 0.92, 0.98), (300, 0.92, 0.97), (1500, 0.92, 0.97)],
)
def test_coverage_in_two_thousand_departments(
    method: str, officers: int, low: float, high: float
) -> None:
    draws = 2000
    found = list(estimates(method, OfficersOwnRates(officers=officers), draws=draws, seed=12))
    assert rejected(found) <= 0.07
    assert low <= covered(found, ASKED[method][2]) <= high


@pytest.mark.parametrize("method", ASKED)
def test_without_officers_the_same_records_show_differences_that_are_not_there(method: str) -> None:
    """The known failure: stops taken as independent; the basis says what is not known."""
    department = OfficersOwnRates(officers=300)
    found = list(estimates(method, department, draws=100, clustered=False))
    assert rejected(found) > (0.3 if method != "outcome" else 0.1)
    assert {e.basis.lacks for e in found} == {"officer_id"}


@pytest.mark.parametrize("method", ["search-rate", "search-rate-adjusted", "search-regression"])
def test_a_difference_of_four_errors_is_found(method: str) -> None:
    draws = 200
    null = list(estimates(method, OfficersOwnRates(officers=300), draws=20, seed=13))
    errors = [(e.high - e.low) / 2 / 1.97 for e in null]
    size = 4 * float(np.median(errors))
    if method == "search-regression":  # the log of an odds ratio, near the rate of .09
        size = (
            0.09
            * (1 - 0.09)
            * 4
            * float(np.median([np.log(e.high / e.low) / 2 / 1.97 for e in null]))
        )
    department = OfficersOwnRates(officers=300, difference=size)
    found = list(estimates(method, department, draws=draws, seed=14))
    assert rejected(found) >= 0.9 - three_errors(0.9, draws)


def test_too_few_officers_or_one_who_does_nearly_all_give_no_p_value() -> None:
    few = list(estimates("search-rate", OfficersOwnRates(officers=4), draws=10))
    assert [e.p_value for e in few] == [None] * 10
    assert {e.basis.clusters for e in few} == {4}
    rng = np.random.default_rng(3)
    for _ in range(10):
        result = METHODS["search-rate"](dominated(rng))
        assert isinstance(result, Result)
        one = result.one("search_rate_difference", subject_race="black")
        assert one.p_value is None
        assert one.basis.largest is not None
        assert one.basis.largest > 0.8


def dominated(rng: Rng) -> Cells:
    """Thirty officers, one of whom stops nine in ten of the Black people."""
    n = np.array([[9000 if o == 0 else 30, 300] for o in range(30)])
    x = rng.binomial(n, beta(rng, 0.1, 0.1, 30)[:, None])
    columns = {
        "subject_race": ["black", "white"] * 30,
        "officer_id": [f"o{o}" for o in range(30) for _ in range(2)],
        "stops": n.ravel(),
        "searches": x.ravel(),
    }
    cells = Cells.from_columns(columns, by=["subject_race", "officer_id"])
    return cells.clustered_by({"officer_id": "officer_id"})


def anwar_fang(rng: Rng) -> Result:
    """Forty officers who differ, their races dealt at random."""
    officers = 40
    n = rng.poisson(rng.lognormal(5.5, 1.0, officers)[:, None] * np.array([0.4, 0.6]))
    x = rng.binomial(n, beta(rng, 0.1, 0.14, officers)[:, None])
    columns = {
        "subject_race": ["black", "white"] * officers,
        "officer_race": np.repeat(
            rng.permutation(["black", "white"] * (officers // 2)), 2
        ).tolist(),
        "officer_id": [f"o{o}" for o in range(officers) for _ in range(2)],
        "stops": n.ravel(),
        "searches": x.ravel(),
        "hits": rng.binomial(x, 0.2).ravel(),
    }
    cells = Cells.from_columns(columns, by=["subject_race", "officer_race", "officer_id"])
    found = METHODS["anwar-fang"](cells.clustered_by({"officer_id": "officer_id"}))
    assert isinstance(found, Result)
    return found


def test_officers_of_two_races_who_are_alike_do_not_differ() -> None:
    rng = np.random.default_rng(15)
    found = [
        e
        for _ in range(300)
        for e in anwar_fang(rng).named("search_rate_difference_between_officers")
    ]
    assert rejected(found) <= 0.07 + three_errors(LEVEL, 300) / 3
    assert covered(found, 0.0) >= 0.92 - three_errors(0.95, 300) / 3


def test_equal_find_rates_are_not_told_apart_by_officers_who_differ() -> None:
    rng = np.random.default_rng(16)
    department = OfficersOwnRates(officers=60)
    found = []
    for _ in range(DRAWS):
        result = METHODS["knowles-persico-todd"](department.draw(rng).collapse("subject_race"))
        assert isinstance(result, Result)
        found.append(result.one("equal_hit_rates", key="subject_race"))
    assert rejected(found) <= 0.07 + three_errors(LEVEL, DRAWS) / 3


def darkness(rng: Rng, officers: int) -> Cells:
    """Officers with shifts, seasons and beats of their own; the dark changes nobody's chance."""
    rows: list[tuple[str, str, int, str]] = []
    for officer in range(officers):
        shift, season = rng.normal(1140, 60), rng.uniform(0, 2 * np.pi)
        black = rng.beta(4, 6)
        for _ in range(rng.poisson(4000 / officers)):
            minute = int(np.clip(rng.normal(shift, 40), 1020, 1290)) // 5 * 5
            day = rng.vonmises(season, 0.7)
            dusk = 1155 + 100 * np.cos(day)
            light = "dark" if minute > dusk else "daylight"
            rows.append(
                ("black" if rng.random() < black else "white", light, minute, f"o{officer}")
            )
    counts: dict[tuple[str, str, int, str], int] = {}
    for row in rows:
        counts[row] = counts.get(row, 0) + 1
    keys = ("subject_race", "darkness", "clock_minute", "officer_id")
    columns = dict(zip(keys, map(list, zip(*counts, strict=True)), strict=True))
    cells = Cells.from_columns({**columns, "stops": list(counts.values())}, by=keys)
    return cells.clustered_by({"officer_id": "officer_id"})


@pytest.mark.parametrize("officers", [8, pytest.param(40, marks=pytest.mark.recovery_long)])
def test_officers_shifts_and_seasons_lift_no_veil(officers: int) -> None:
    rng = np.random.default_rng(17)
    draws, found, alone = 150, [], []
    for _ in range(draws):
        cells = darkness(rng, officers)
        for given, kept in ((cells, found), (bare(cells), alone)):
            result = METHODS["veil-of-darkness"](given, sensitivity=False, df=3)
            assert isinstance(result, Result)
            kept.append(result.one("darkness_log_odds", subject_race="black"))
    assert rejected(found) <= 0.07 + three_errors(LEVEL, draws) / 3
    if officers == 8:  # the known failure: shifts and seasons of few officers look like the dark
        assert rejected(alone) > 0.2


def force_on_restrained(rng: Rng) -> Cells:
    """Forty officers, twenty reports each; the restrained share differs from officer to officer."""
    officers = 40
    people = rng.poisson(20, officers)[:, None] * np.array([1, 1])
    yes = rng.binomial(people, beta(rng, 0.2, 0.3, officers)[:, None])
    columns = {
        "subject_race": ["black", "white"] * officers,
        "officer_id": [f"o{o}" for o in range(officers) for _ in range(2)],
        "people": people.ravel(),
        "restrained": yes.ravel(),
        "restrained_unknown": np.zeros(2 * officers, dtype=int),
    }
    cells = Cells.from_columns(columns, by=["subject_race", "officer_id"])
    return cells.clustered_by({"officer_id": "officer_id"})


def test_shares_of_force_allow_for_officers() -> None:
    rng = np.random.default_rng(18)
    draws, found, alone = 300, [], []
    for _ in range(draws):
        cells = force_on_restrained(rng)
        for given, kept in ((cells, found), (bare(cells), alone)):
            result = METHODS["force-circumstances"](given)
            assert isinstance(result, Result)
            kept.append(result.one("restrained_share"))
    margin = three_errors(0.95, draws)
    assert covered(found, 0.2) >= 0.92 - margin / 3
    assert covered(alone, 0.2) < 0.8  # the known failure
    assert {e.basis.key for e in found} == {"officer_id"}
