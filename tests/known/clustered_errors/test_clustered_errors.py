"""Errors of stops that go together by officer and day, against R (see SOURCE.md)."""

import csv
import itertools
from pathlib import Path

import numpy as np
import pytest
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Result
from daylight.model.clustered_rates import DIFFERENCE, trials_of
from daylight.model.clusters import jackknife
from daylight.model.crosstab import crosstab
from daylight.model.events import Events
from daylight.model.methods import METHODS
from daylight.pipeline.call import answer_file

HERE = Path(__file__).parent
OFFICERS = 24
with (HERE / "errors.csv").open() as file:
    EXPECTED = {
        row["what"]: (float(row["value"]), float(row["se"])) for row in csv.DictReader(file)
    }


def cells(*by: str, clustered_by: str) -> Cells:
    keys = ("subject_race", "year", "officer_id", "stop_date")
    every = Cells.read(HERE / "counts.csv", by=keys, measures=("stops", "searches"))
    return every.collapse(*by, clustered_by).clustered_by({clustered_by: clustered_by})


def one(method: str, quantity: str, *by: str, clustered_by: str = "officer_id") -> Estimate:
    result = METHODS[method](cells(*by, clustered_by=clustered_by))
    assert isinstance(result, Result)
    return result.one(quantity, subject_race="black")


def half_width(low: float, high: float, clusters: float = OFFICERS) -> float:
    """The standard error that an interval of a Student's t was made from."""
    return (high - low) / 2 / float(stats.t.ppf(0.975, clusters - 1))


def test_the_difference_of_two_rates() -> None:
    value, se = EXPECTED["difference JK1 officer"]
    found = one("search-rate", "search_rate_difference", "subject_race")
    totals = cells("subject_race", clustered_by="officer_id")
    p, n = totals.counts("searches") / totals.counts("stops"), totals.counts("stops")
    model_se = float(np.sqrt((p * (1 - p) / n).sum()))
    assert found.value == pytest.approx(value, abs=1e-8)
    assert found.basis.factor is not None
    assert found.basis.factor * model_se == pytest.approx(se, rel=1e-6)
    assert found.basis.clusters == OFFICERS
    # Newcombe's interval at the effective size is a little lopsided, and about as wide.
    assert half_width(found.low, found.high) == pytest.approx(se, rel=0.02)
    assert found.p_value == pytest.approx(2 * stats.t.sf(value / se, OFFICERS - 1), rel=1e-4)


@pytest.mark.parametrize(("key", "clusters"), [("officer_id", OFFICERS), ("stop_date", 79)])
def test_cr3_by_officer_and_by_day(key: str, clusters: int) -> None:
    _, se = EXPECTED[f"difference CR3 {'officer' if key == 'officer_id' else 'day'}"]
    table = crosstab(cells("subject_race", clustered_by=key), within=())
    trials = trials_of(table, Events("searches", "stops", ""), "black", "white")
    found = jackknife(trials.counts, trials.clusterings[0], DIFFERENCE)
    shrunk = se * np.sqrt((clusters - 1) / clusters)
    assert found.clusters == clusters
    assert np.sqrt(found.variance) == pytest.approx(shrunk, rel=0.01)


def test_days_that_differ_less_than_chance_do_not_narrow_the_interval() -> None:
    found = one("search-rate", "search_rate_difference", "subject_race", clustered_by="stop_date")
    assert found.basis.factor == 1
    assert found.basis.lacks == "officer_id"


@pytest.mark.parametrize(
    ("method", "quantity", "by", "what"),
    [
        ("search-rate", "search_rate_ratio", ("subject_race",), "log ratio JK1 officer"),
        (
            "search-rate-adjusted",
            "search_rate_ratio_adjusted",
            ("subject_race", "year"),
            "Mantel-Haenszel log ratio JK1 officer",
        ),
    ],
)
def test_ratios(method: str, quantity: str, by: tuple[str, ...], what: str) -> None:
    value, se = EXPECTED[what]
    found = one(method, quantity, *by)
    assert np.log(found.value) == pytest.approx(value, abs=1e-8)
    assert half_width(np.log(found.low), np.log(found.high)) == pytest.approx(se, rel=1e-6)


def test_the_difference_within_strata() -> None:
    value, se = EXPECTED["Mantel-Haenszel difference JK1 officer"]
    found = one("search-rate-adjusted", "search_rate_difference_adjusted", "subject_race", "year")
    assert found.value == pytest.approx(value, abs=1e-8)
    assert half_width(found.low, found.high) == pytest.approx(se, rel=1e-6)


def test_the_ratio_of_counts() -> None:
    value, se = EXPECTED["log count ratio JK1 officer"]
    stops = cells("subject_race", clustered_by="officer_id")
    people = Cells.from_columns(
        {
            "subject_race": ["black", "white"],
            "stops": stops.counts("stops").astype(int),
            "population": [1000, 1000],
        },
        by=["subject_race"],
    )
    result = METHODS["stop-rate"](people.with_clusterings(stops.clusterings))
    assert isinstance(result, Result)
    found = result.one("stop_rate_ratio", subject_race="black")
    assert np.log(found.value) == pytest.approx(value, abs=1e-8)
    freedom = found.basis.df  # of clusters alike in size: the error is R's, its t is not
    assert freedom is not None
    width = half_width(np.log(found.low), np.log(found.high), freedom + 1)
    assert width == pytest.approx(se, rel=1e-6)
    assert freedom < OFFICERS - 1


def test_a_rate_is_as_wide_as_its_error() -> None:
    value, se = EXPECTED["black search rate JK1 officer"]
    found = one("search-rate", "search_rate", "subject_race")
    assert found.value == pytest.approx(value, abs=1e-8)
    assert half_width(found.low, found.high) == pytest.approx(se, rel=0.03)  # Wilson's, lopsided


def test_the_odds_ratio_of_a_regression_in_one_step() -> None:
    value, se = EXPECTED["logit CR3 officer"]
    found = one("search-regression", "search_odds_ratio", "subject_race", "year")
    assert np.log(found.value) == pytest.approx(value, abs=1e-6)
    shrunk = se * np.sqrt((OFFICERS - 1) / OFFICERS)
    assert half_width(np.log(found.low), np.log(found.high)) == pytest.approx(shrunk, rel=0.01)


def test_a_file_of_anybody_is_clustered_by_its_own_columns(tmp_path: Path) -> None:
    mine = answer_file("search-rate", HERE / "counts.csv", by=("subject_race",))
    assert isinstance(mine, Result)
    found = mine.one("search_rate_difference", subject_race="black")
    assert {found.basis.key, found.basis.second_key} <= {"officer_id", "stop_date", None}
    renamed = tmp_path / "badges.csv"
    text = (HERE / "counts.csv").read_text().replace("officer_id", "badge", 1)
    renamed.write_text(text.replace("stop_date", "shift", 1))
    by = ("subject_race",)
    without = answer_file("search-rate", renamed, by=by)
    named = answer_file("search-rate", renamed, by=by, clusters={"officer_id": "badge"})
    assert isinstance(without, Result)
    assert isinstance(named, Result)
    lone = without.one("search_rate_difference", subject_race="black").basis
    assert (lone.kind.value, lone.lacks) == ("independent rows", "officer_id")
    told = named.one("search_rate_difference", subject_race="black").basis
    assert (told.key, told.clusters, told.lacks) == ("officer_id", OFFICERS, None)


def test_the_names_of_clusters_do_not_matter() -> None:
    every = cells("subject_race", clustered_by="officer_id")
    number = every.clusterings[0].cells
    assert set(number.values("cluster")) == set(range(OFFICERS))
    assert not any(
        isinstance(value, str) and value.startswith("o")
        for value in itertools.chain.from_iterable(row.values() for row in number.table.to_pylist())
    )
