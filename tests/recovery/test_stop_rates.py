"""Stop rates against a benchmark: what their intervals cover, and when they must not be believed.

Repetitions are departments of forty places or one; the truth is the ratio of the stop rates.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Outcome
from daylight.model.methods import METHODS
from tests.recovery.truth import (
    NOMINAL,
    Quantity,
    Rng,
    assert_covers,
    assert_noted,
    assert_size,
    cells,
    coverage,
    recovers,
    rejections,
    results,
    three_errors,
)

pytestmark = pytest.mark.recovery

PLACES = 40
RACES = np.array(["black", "white"])
REPETITIONS = 400
SEED = 4100


def one_place(stops: object, people: object, **more: object) -> Cells:
    return cells(subject_race=RACES, stops=stops, population=people, **more)


def by_place(stops: np.ndarray, people: np.ndarray) -> Cells:  # type: ignore[type-arg]
    """(2, P) arrays as cells."""
    places = stops.shape[1]
    return cells(
        subject_race=np.repeat(RACES, places),
        neighborhood=[f"place {p:03d}" for p in range(places)] * 2,
        stops=stops.ravel(),
        population=people.ravel(),
    )


def ratio(
    truth: float, *, name: str = "stop_rate_ratio", exact: bool = False, **keys: str
) -> Quantity:
    return Quantity(name=name, truth=truth, keys={"subject_race": "black", **keys}, exact=exact)


def known(truth: float, rng: Rng) -> Outcome:
    people = np.array([20_000, 60_000])
    return METHODS["stop-rate"](one_place(rng.poisson(people * [0.1 * truth, 0.1]), people))


def counted(truth: float, rng: Rng) -> Outcome:
    """Crashes: a count with an error of its own, and about as large as the stops."""
    stops, crashes = rng.poisson([900 * truth, 1800]), rng.poisson([450, 900])
    drawn = one_place(stops, crashes, benchmark=["crashes", "crashes"])
    return METHODS["stop-rate"](drawn)


def counted_by_place(truth: float, rng: Rng) -> Outcome:
    lean = np.exp(rng.normal(0, 0.3, PLACES))
    stops = rng.poisson(np.array([[90 * truth], [180]]) * lean)
    crashes = rng.poisson(np.array([[45], [90]]) * lean)
    drawn = cells(
        subject_race=np.repeat(RACES, PLACES),
        neighborhood=[f"place {p:03d}" for p in range(PLACES)] * 2,
        benchmark=["crashes"] * (2 * PLACES),
        stops=stops.ravel(),
        population=crashes.ravel(),
    )
    return METHODS["stop-rate"](drawn)


def sampled(truth: float, rng: Rng) -> Outcome:
    """Residents as a survey estimates them, with its published 90 % margin of error."""
    people = np.array([20_000.0, 60_000.0])
    margin = np.array([2_000, 3_000])
    estimated = np.round(people + rng.normal(0, margin / 1.645)).astype(int)
    stops = rng.poisson(people * [0.1 * truth, 0.1])
    return METHODS["stop-rate"](one_place(stops, estimated, population_margin_squared=margin**2))


def uneven_places(truth: float, rng: Rng) -> Outcome:
    people = np.full((2, PLACES), 2000)
    rate = 0.1 * np.array([[truth], [1.0]]) * np.exp(rng.normal(-0.02, 0.2, (2, PLACES)))
    return METHODS["stop-rate"](by_place(rng.poisson(people * rate), people))


CRASHES = ratio(1.0, benchmark="crashes")


@pytest.mark.parametrize(
    ("draw", "truth", "quantities"),
    [
        (known, 1.0, [ratio(1.0, exact=True)]),
        (counted, 1.0, [CRASHES]),
        (counted_by_place, 1.0, [CRASHES]),
        (sampled, 1.0, [ratio(1.0)]),
        (uneven_places, 1.0, [ratio(1.0), ratio(1.0, name="stop_rate_ratio_within_places")]),
        (counted, 1.6, [CRASHES]),
        (uneven_places, 1.6, [ratio(1.0), ratio(1.0, name="stop_rate_ratio_within_places")]),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
@recovers("stop-rate", shows="coverage")
@recovers("stop-rate", shows="size")
def test_ratios_to_every_kind_of_benchmark_cover(
    draw: Callable[[float, Rng], Outcome], truth: float, quantities: list[Quantity]
) -> None:
    found = results(lambda rng: draw(truth, rng), repetitions=REPETITIONS, seed=SEED)
    asked = [replace(quantity, truth=truth) for quantity in quantities]
    assert_covers(found, *asked)
    if truth == 1.0:
        assert_size(found, *asked)


@recovers("stop-rate", shows="failure")
def test_residents_who_are_not_the_drivers_make_a_ratio_where_there_is_none() -> None:
    def draw(rng: Rng) -> Outcome:
        residents, drivers = np.array([20_000, 60_000]), np.array([30_000, 50_000])
        return METHODS["stop-rate"](one_place(rng.poisson(0.1 * drivers), residents))

    found = results(draw, repetitions=50, seed=SEED)
    assert rejections(found, ratio(1.0)) == 1
    assert_noted(found, "benchmark")


@recovers("stop-rate", shows="failure")
def test_taking_a_counted_benchmark_as_known_covers_too_little() -> None:
    def draw(rng: Rng) -> Outcome:
        stops, crashes = rng.poisson([900, 1800]), rng.poisson([450, 900])
        drawn = one_place(stops, crashes, benchmark=["drivers", "drivers"])
        return METHODS["stop-rate"](drawn)

    found = results(draw, repetitions=300, seed=SEED)
    share = coverage(found, ratio(1.0, benchmark="drivers"))
    assert share < NOMINAL - three_errors(NOMINAL, len(found))
    assert_noted(
        results(lambda rng: counted(1.0, rng), repetitions=5, seed=1), "selected-benchmark"
    )


@recovers("stop-rate", shows="failure")
def test_stops_of_uneven_places_taken_as_independent_cover_far_too_little() -> None:
    """The same places added up: the spread between them is lost, and a note says so."""

    def draw(rng: Rng) -> Outcome:
        people = np.full((2, PLACES), 2000)
        rate = 0.1 * np.exp(rng.normal(-0.08, 0.4, (2, PLACES)))
        drawn = by_place(rng.poisson(people * rate), people)
        return METHODS["stop-rate"](drawn.collapse("subject_race"))

    found = results(draw, repetitions=200, seed=SEED)
    assert coverage(found, ratio(1.0)) < 0.6
    assert_noted(found, "independent-stops")


MODELS = (None, "negative binomial", "multilevel")
SMALL = 25
"""Places of the adjusted models' departments: three groups in each."""


def overdispersed(truth: float, rng: Rng) -> Outcome:
    """The model of Gelman, Fagan & Kiss: effects of places, and of each cell."""
    people = np.round(3000 * np.exp(rng.normal(0, 0.5, (3, SMALL)))).astype(int)
    log_rate = np.log(0.05 * np.array([[truth], [1.3], [1.0]]))
    log_rate = log_rate + rng.normal(0, 0.5, SMALL) + rng.normal(0, 0.15, (3, SMALL))
    drawn = cells(
        subject_race=np.repeat(["black", "hispanic", "white"], SMALL),
        neighborhood=[f"place {p:03d}" for p in range(SMALL)] * 3,
        stops=rng.poisson(people * np.exp(log_rate)).ravel(),
        population=people.ravel(),
    )
    return METHODS["stop-rate-adjusted"](drawn)


@recovers("stop-rate-adjusted", shows="coverage")
@recovers("stop-rate-adjusted", shows="size")
@recovers("stop-rate-adjusted", shows="failure")
def test_models_that_let_counts_scatter_cover_and_plain_poisson_does_not() -> None:
    found = results(lambda rng: overdispersed(1.0, rng), repetitions=300, seed=SEED)
    headline = ratio(1.0, name="stop_rate_ratio_adjusted")
    for variant in MODELS:
        asked = replace(headline, variant=variant)
        assert_covers(found, asked)
        assert_size(found, asked)
    assert coverage(found, replace(headline, variant="Poisson")) < 0.75
    assert_noted(found, "overdispersed")


@recovers("missing-race", shows="coverage")
@recovers("missing-race", shows="size")
def test_the_share_without_race_is_covered_and_even_blanks_are_called_uneven_at_the_rate() -> None:
    def draw(rng: Rng) -> Outcome:
        stops = rng.integers(40, 400, 30)
        blank = rng.binomial(stops, 0.04)
        drawn = cells(
            subject_race=np.repeat(["unknown", "white"], 30),
            officer_id=[f"officer {i:02d}" for i in range(30)] * 2,
            stops=np.concatenate([blank, stops - blank]),
        )
        return METHODS["missing-race"](drawn)

    found = results(draw, repetitions=REPETITIONS, seed=SEED)
    assert_covers(found, Quantity(name="missing_race_share", truth=0.04, keys={}))
    one = Quantity(
        name="missing_race_share_of_officer", truth=0.04, keys={"officer_id": "officer 07"}
    )
    assert_size(found, one)


@recovers("missing-race", shows="failure")
def test_blanks_of_a_few_officers_are_noted() -> None:
    def draw(rng: Rng) -> Outcome:
        blank = np.concatenate([rng.binomial(400, 0.9, 3), rng.binomial(400, 0.01, 27)])
        drawn = cells(
            subject_race=np.repeat(["unknown", "white"], 30),
            officer_id=[f"officer {i:02d}" for i in range(30)] * 2,
            stops=np.concatenate([blank, 400 - blank]),
        )
        return METHODS["missing-race"](drawn)

    assert_noted(results(draw, repetitions=20, seed=SEED), "uneven-missing-race")
