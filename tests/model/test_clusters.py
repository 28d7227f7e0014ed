"""Rows that go together: the jackknife against writing it out, and keys that tell nothing."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.estimate import BasisKind
from daylight.data.result import Result
from daylight.model.blank_groups import WithBlanks
from daylight.model.clustered_rates import DIFFERENCE, MH_DIFFERENCE, MH_LOG_RATIO, Trials
from daylight.model.clusters import Rows, Scatter, Statistic, jackknife, settled
from daylight.model.kitagawa import MIX, RATES
from daylight.model.methods import METHODS


def made(seed: int, clusters: int, strata: int, rows: int) -> tuple[np.ndarray, Rows]:  # type: ignore[type-arg]
    """Totals and rows of which several may be of one cluster in one stratum."""
    rng = np.random.default_rng(seed)
    trials = rng.poisson(30, (rows, 2)) + 1
    events = rng.binomial(trials, 0.3)
    counts = np.column_stack([events[:, 0], trials[:, 0], events[:, 1], trials[:, 1]]).astype(float)
    cluster = rng.integers(0, clusters, rows)
    stratum = rng.integers(0, strata, rows)
    totals = np.zeros((strata, 4))
    np.add.at(totals, stratum, counts)
    return totals, Rows("officer_id", cluster, stratum, counts)


@pytest.mark.parametrize("statistic", [DIFFERENCE, MH_DIFFERENCE, MH_LOG_RATIO, RATES, MIX])
@given(seed=st.integers(0, 10_000), clusters=st.integers(3, 12), strata=st.integers(1, 5))
@settings(max_examples=25, deadline=None)
def test_it_is_the_value_computed_again_without_each_cluster(
    statistic: Statistic, seed: int, clusters: int, strata: int
) -> None:
    totals, rows = made(seed, clusters, strata, 60)
    values = []
    for number in np.unique(rows.cluster):
        rest = totals.copy()
        own = rows.cluster == number
        np.subtract.at(rest, rows.stratum[own], rows.counts[own])
        values.append(statistic.of(rest))
    G = len(values)
    expected = (G - 1) / G * ((values - np.mean(values)) ** 2).sum()
    assert jackknife(totals, rows, statistic).variance == pytest.approx(expected, rel=1e-8)


def test_rows_of_no_cluster_are_taken_together_or_alone_whichever_is_wider() -> None:
    totals, rows = made(3, 10, 1, 60)
    blank = rows._replace(cluster=np.where(rows.cluster == 0, -1, rows.cluster))
    together = jackknife(totals, rows, DIFFERENCE).variance
    assert jackknife(totals, blank, DIFFERENCE).variance >= together * (1 - 1e-12)


def test_the_error_and_its_degrees_of_freedom_are_of_one_key() -> None:
    """Few places with little scatter do not widen what many officers with more scatter say."""
    few = Scatter("district", 1.0, 6, np.ones(6), 0.2)
    many = Scatter("officer_id", 4.0, 400, np.ones(400), 0.2)
    known = settled([few, many], 0.5, ("officer_id",))
    assert (known.basis.key, known.se, known.df) == ("officer_id", 2.0, 399)


def test_too_few_clusters_that_decide_are_not_made_up_for_by_days() -> None:
    officers = Scatter("officer_id", 1.0, 3, np.ones(3), 0.5)
    days = Scatter("stop_date", 1.0, 300, np.ones(300), 0.02)
    known = settled([officers, days], 0.5, ("officer_id",))
    assert (known.basis.key, known.is_testable) == ("officer_id", False)


def test_where_no_value_is_left_without_a_cluster_nothing_is_tested() -> None:
    only = Scatter("officer_id", np.inf, 30, np.zeros(30), 0.6)
    known = settled([only], 0.5, ("officer_id",))
    assert (known.se, known.basis.largest, known.is_testable) == (0.5, 1.0, False)


def answered(officer: list[str]) -> Result:
    """Sixty stops of each group, one row for each, with these officers."""
    rows = range(len(officer))
    columns = {
        "subject_race": [("black", "white")[i % 2] for i in rows],
        "officer_id": officer,
        "stops": [1] * len(officer),
        "searches": [int(i % 5 == 0) for i in rows],
    }
    table: dict[tuple[str, str], list[int]] = {}
    for race, who, stops, searches in zip(*columns.values(), strict=True):
        row = table.setdefault((str(race), str(who)), [0, 0])
        row[0] += int(stops)
        row[1] += int(searches)
    keys = list(zip(*table, strict=True))
    cells = Cells.from_columns(
        {
            "subject_race": list(keys[0]),
            "officer_id": list(keys[1]),
            "stops": [n for n, _ in table.values()],
            "searches": [x for _, x in table.values()],
        },
        by=["subject_race", "officer_id"],
    )
    result = METHODS["search-rate"](cells.clustered_by({"officer_id": "officer_id"}))
    assert isinstance(result, Result)
    return result


@pytest.mark.parametrize(
    ("officer", "code"),
    [
        ([f"o{i}" for i in range(120)], "cluster-tells-nothing"),
        (["unknown" if i < 30 else f"o{i % 8}" for i in range(120)], "cluster-mostly-blank"),
    ],
)
def test_a_key_that_says_nothing_is_said_and_not_used(officer: list[str], code: str) -> None:
    result = answered(officer)
    assert result.noted(code)
    basis = result.one("search_rate_difference", subject_race="black").basis
    assert (basis.kind, basis.lacks) == (BasisKind.INDEPENDENT, "officer_id")


def test_a_key_that_says_something_leaves_no_such_note() -> None:
    result = answered([f"o{i % 8}" for i in range(120)])
    assert not [note for note in result.notes if note.code.startswith("cluster-")]
    assert result.one("search_rate_difference", subject_race="black").basis.clusters == 8


@given(seed=st.integers(0, 10_000), strata=st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_no_way_to_give_out_whole_strata_of_blanks_passes_the_bounds(
    seed: int, strata: int
) -> None:
    """Every stratum's blank events and its blank non-events go to the one or to the other."""
    rng = np.random.default_rng(seed)
    n1, n0 = rng.integers(20, 400, (2, strata))
    blanks = rng.integers(5, 200, strata)
    a, c = rng.binomial(n1, 0.2) + 1, rng.binomial(n0, 0.2) + 1
    blank_events = rng.binomial(blanks, 0.1)
    counts = np.column_stack([a, n1, c, n0, a + c, n1 + n0, blank_events, blanks]).astype(float)
    low, high = WithBlanks(Trials(counts, ())).extremes(MH_LOG_RATIO)
    rest = blanks - blank_events
    for way in product((0, 1), repeat=2 * strata):
        f, g = np.array(way[:strata]), np.array(way[strata:])
        dealt = [
            a + f * blank_events,
            n1 + f * blank_events + g * rest,
            c + (1 - f) * blank_events,
            n0 + (1 - f) * blank_events + (1 - g) * rest,
        ]
        assert low - 1e-9 <= MH_LOG_RATIO.of(np.column_stack(dealt).astype(float)) <= high + 1e-9
