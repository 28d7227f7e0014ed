"""How stops end: rates, adjusted rates and regressions of searches, frisks, citations and arrests.

Searches are simulated; the other three ends give the same numbers for the same counts, which
carries their recovery over.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Outcome
from daylight.model.methods import METHODS
from tests.recovery.truth import (
    Quantity,
    Rng,
    answered,
    assert_covers,
    assert_noted,
    assert_size,
    cells,
    coverage,
    recovers,
    rejections,
    results,
)

pytestmark = pytest.mark.recovery

ENDS = {"frisk": "frisks", "citation": "citations", "arrest": "arrests"}
Counts = npt.NDArray[np.int64]

REPETITIONS = 400
SEED = 5200
PLACES = 8
SHAPES = ("rate", "rate-adjusted", "regression")
MANY_PLACES = 50
BLACK = {"subject_race": "black"}

STOPS = np.array([900, 1500])
BASE = 0.12


def crude(risk: float, rng: Rng) -> Outcome:
    drawn = cells(
        subject_race=["black", "white"],
        stops=STOPS,
        searches=rng.binomial(STOPS, [risk, BASE]),
    )
    return METHODS["search-rate"](drawn)


@pytest.mark.parametrize("risk", [BASE, 0.18])
@recovers("search-rate", shows="coverage")
@recovers("search-rate", shows="size")
def test_rates_differences_and_ratios_cover(risk: float) -> None:
    found = results(lambda rng: crude(risk, rng), repetitions=REPETITIONS, seed=SEED)
    asked = (
        Quantity(name="search_rate", truth=risk),
        Quantity(name="search_rate_difference", truth=risk - BASE),
        Quantity(name="search_rate_ratio", truth=risk / BASE),
    )
    assert_covers(found, *asked)
    if risk == BASE:
        assert_size(found, asked[1])


@recovers("search-rate", shows="failure")
def test_a_rate_among_recorded_stops_misleads_where_blanks_hide_no_but_its_bounds_hold() -> None:
    """Both groups end alike; officers leave the field blank for half of one group's noes."""

    def draw(rng: Rng) -> Outcome:
        events = rng.binomial(STOPS, BASE)
        blank = rng.binomial(STOPS - events, [0.5, 0.0])
        drawn = cells(
            subject_race=["black", "white"],
            stops=STOPS,
            searches=events,
            searches_unknown=blank,
        )
        return METHODS["search-rate"](drawn)

    found = results(draw, repetitions=100, seed=SEED)
    assert rejections(found, Quantity(name="search_rate_difference", truth=0.0)) > 0.9
    assert_noted(found, "blank-outcome")
    assert_noted(found, "uneven-blanks")


def test_the_truth_lies_within_the_bounds_whoever_the_blanks_are() -> None:
    """The difference the full records would show, whatever decides who is left blank."""
    rng = np.random.default_rng(SEED)
    for _ in range(200):
        risk, hidden = rng.uniform(0, 1, 2), rng.uniform(0, 1, (2, 2))
        race_lost = rng.uniform(0, 0.5, (2, 2))
        stops = rng.integers(100, 2000, 2)
        events = rng.binomial(stops, risk)
        full = events[0] / stops[0] - events[1] / stops[1]
        by_event = np.column_stack([stops - events, events])
        unknown_race = rng.binomial(by_event, race_lost)
        of_race = by_event - unknown_race
        blank, blank_of_unknown = rng.binomial(of_race, hidden), rng.binomial(unknown_race, hidden)
        rows = np.vstack([of_race, unknown_race.sum(axis=0)])
        lost = np.vstack([blank, blank_of_unknown.sum(axis=0)])
        drawn = cells(
            subject_race=["black", "white", "unknown"],
            stops=rows.sum(axis=1),
            searches=(rows - lost)[:, 1],
            searches_unknown=lost.sum(axis=1),
        )
        outcome = METHODS["search-rate"](drawn, min_n=1)
        bounds = [e for e in getattr(outcome, "estimates", ()) if e.name.endswith("_bounds")]
        assert all(e.low - 1e-12 <= full <= e.high + 1e-12 for e in bounds), (full, bounds)


def stratified(risk: float, rng: Rng, *, method: str, places: int = PLACES) -> Outcome:
    """Places differ in how stops end and in whom they stop; within them the odds ratio is one."""
    lean = np.linspace(0.2, 0.8, places)
    stops = np.round(np.vstack([500 * lean, 500 * (1 - lean)])).astype(int)
    base = np.linspace(0.05, 0.3, places)
    events = rng.binomial(stops, np.vstack([base * risk, base]))
    return METHODS[method](_by_place(stops, events))


def _by_place(stops: Counts, events: Counts, blank: Counts | None = None) -> Cells:
    places = stops.shape[1]
    return cells(
        subject_race=np.repeat(["black", "white"], places),
        district=[f"district {p:02d}" for p in range(places)] * 2,
        stops=stops.ravel(),
        searches=events.ravel(),
        searches_unknown=np.zeros_like(stops).ravel() if blank is None else blank.ravel(),
    )


@pytest.mark.parametrize("ratio", [1.0, 1.5])
@recovers("search-rate-adjusted", shows="coverage")
@recovers("search-rate-adjusted", shows="size")
def test_ratios_within_places_cover(ratio: float) -> None:
    method = "search-rate-adjusted"
    found = results(
        lambda rng: stratified(ratio, rng, method=method),
        repetitions=REPETITIONS,
        seed=SEED,
    )
    asked = Quantity(name="search_rate_ratio_adjusted", truth=ratio)
    assert_covers(found, asked)
    if ratio == 1.0:
        same = Quantity(name="search_rate_difference_adjusted", truth=0.0)
        assert_covers(found, same)
        assert_size(found, asked, same)


@recovers("search-rate-adjusted", shows="failure")
def test_a_pooled_ratio_of_unlike_places_is_called_an_average_of_unlike_comparisons() -> None:
    def draw(rng: Rng) -> Outcome:
        stops = np.full((2, PLACES), 400)
        risk = np.vstack([np.repeat([0.05, 0.3], PLACES // 2), np.full(PLACES, 0.15)])
        drawn = _by_place(stops, rng.binomial(stops, risk))
        return METHODS["search-rate-adjusted"](drawn)

    assert_noted(results(draw, repetitions=20, seed=SEED), "heterogeneous")


@recovers("search-regression", shows="coverage")
@recovers("search-regression", shows="size")
def test_odds_ratios_cover() -> None:
    found = results(
        lambda rng: stratified(1.0, rng, method="search-regression"),
        repetitions=REPETITIONS,
        seed=SEED,
    )
    asked = Quantity(name="search_odds_ratio", truth=1.0, keys=BLACK)
    assert_covers(found, asked)
    assert_size(found, asked)
    crude_ratio = Quantity(name="search_odds_ratio", truth=1.0, keys=BLACK, variant="group only")
    assert rejections(found, crude_ratio) > 0.9


def test_errors_clustered_by_place_cover_where_the_gap_differs_between_places() -> None:
    """The gap of each place is drawn: errors that take stops as independent are too small."""
    shift = 1.2

    def draw(rng: Rng) -> Outcome:
        stops = np.full((2, MANY_PLACES), 400)
        own = rng.normal(0, 0.5, MANY_PLACES)
        eta = np.vstack([-1.5 + np.log(shift) + own, np.full(MANY_PLACES, -1.5)])
        events = rng.binomial(stops, 1 / (1 + np.exp(-eta)))
        return METHODS["search-regression"](_by_place(stops, events))

    found = results(draw, repetitions=REPETITIONS, seed=SEED)
    assert all(result.diagnostics["clustered_by_place"] for result in found)
    wide = [result.one("search_odds_ratio", subject_race="black") for result in found]
    # A logit of averages is drawn towards zero: hold the interval against its own centre.
    centre = float(np.exp(np.mean([np.log(e.value) for e in wide])))
    assert_covers(found, Quantity(name="search_odds_ratio", truth=centre, keys=BLACK))


@recovers("search-regression", shows="failure")
def test_a_factor_that_carries_the_difference_takes_it_away() -> None:
    """Officers write down “furtive” for one group more often, and search whom they so describe."""

    def draw(rng: Rng) -> Outcome:
        stops = np.array([[200, 800], [800, 200]])
        events = rng.binomial(stops, np.array([[0.05, 0.3], [0.05, 0.3]]))
        drawn = cells(
            subject_race=np.repeat(["black", "white"], 2),
            stop_reason=["moving", "furtive"] * 2,
            stops=stops.ravel(),
            searches=events.ravel(),
        )
        return METHODS["search-regression"](drawn)

    found = results(draw, repetitions=100, seed=SEED)
    assert coverage(found, Quantity(name="search_odds_ratio", truth=1.0, keys=BLACK)) > 0.85
    group_only = Quantity(name="search_odds_ratio", truth=1.0, keys=BLACK, variant="group only")
    assert rejections(found, group_only) == 1
    assert_noted(found, "included-variables")


@pytest.mark.parametrize("shape", ["rate", "rate-adjusted", "regression"])
@pytest.mark.parametrize("end", ENDS)
@recovers(*(f"{end}-{shape}" for end in ENDS for shape in SHAPES), shows="coverage")
@recovers(*(f"{end}-{shape}" for end in ENDS for shape in SHAPES), shows="size")
@recovers(*(f"{end}-{shape}" for end in ENDS for shape in SHAPES), shows="failure")
def test_other_ends_have_the_numbers_and_notes_of_searches_for_the_same_counts(
    end: str, shape: str
) -> None:
    rng = np.random.default_rng(SEED)
    stops = rng.integers(300, 900, (2, PLACES))
    events, blank = rng.binomial(stops, 0.2), rng.binomial(stops, [[0.15], [0.02]])
    searches = _by_place(stops, events, blank)
    named = {"searches": ENDS[end], "searches_unknown": f"{ENDS[end]}_unknown"}
    table = searches.table.rename_columns([named.get(n, n) for n in searches.table.column_names])
    one = answered(METHODS[f"search-{shape}"](searches))
    other = answered(METHODS[f"{end}-{shape}"](Cells.from_arrow(table, by=searches.by)))
    assert [_named_search(e, end) for e in other.estimates] == [*one.estimates]
    assert other.notes == one.notes


def _named_search(estimate: Estimate, end: str) -> Estimate:
    name = estimate.name.replace(end, "search")
    return replace(estimate, quantity=replace(estimate.quantity, name=name))
