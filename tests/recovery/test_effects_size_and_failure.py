"""Effect designs where nothing changes, and where each of them is known to mislead."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from daylight.data.panel import NEVER, Panel
from daylight.data.result import Estimate, Result
from daylight.model.methods import METHODS
from daylight.simulate.panels import autoregressive, staggered
from tests.recovery.truth import (
    LEVEL,
    NOMINAL,
    Rng,
    answered,
    assert_noted,
    recovers,
    results,
    three_errors,
)

pytestmark = pytest.mark.recovery

SETTINGS: dict[str, dict[str, Any]] = {
    "two-way-fixed-effects": {"deals": 399},
    "event-study": {"before": 4, "after": 3, "magnitudes": (1.0,)},
    "placebo": {"estimator": "difference", "draws": 199},
    "synthetic-did": {"draws": 60},
}


def ask(name: str, panel: Panel) -> Result:
    return answered(METHODS[name](panel, **SETTINGS.get(name, {})))


def first_of(result: Result) -> Estimate:
    """The average effect, or the effect on the one treated unit."""
    return (result.named("average_effect") or result.named("effect_on_unit"))[0]


def rejected(found: list[Result]) -> float:
    return float(np.mean([(e.p_value or 0) <= LEVEL for e in map(first_of, found)]))


def covered(found: list[Result], truth: float) -> float:
    return float(np.mean([e.low <= truth <= e.high for e in map(first_of, found)]))


def one_date(rng: Rng, *, treated: int, effect: float = 0.0, units: int = 40) -> Panel:
    """Everybody treated starts together, and the effect is the same in all of them."""
    starts = {9.0: treated, NEVER: units - treated}
    return staggered(rng, starts=starts, periods=12, effect=effect, rho=0.3)[0]


@recovers("two-way-fixed-effects", "event-study", shows="size")
@recovers("two-way-fixed-effects", shows="coverage")
@pytest.mark.parametrize("name", ["two-way-fixed-effects", "event-study"])
def test_one_date_and_one_effect_are_covered_and_no_effect_is_found_at_the_rate(name: str) -> None:
    R = 300
    for effect in (0.0, 0.8):
        found = results(
            lambda rng, effect=effect: ask(name, one_date(rng, treated=20, effect=effect)),
            repetitions=R,
            seed=31,
        )
        assert covered(found, effect) == pytest.approx(NOMINAL, abs=three_errors(NOMINAL, R))
        if not effect:
            assert rejected(found) == pytest.approx(LEVEL, abs=three_errors(LEVEL, R))


@pytest.mark.parametrize("treated", [2, 5])
def test_the_regression_of_few_keeps_its_size_where_clustered_errors_do_not(treated: int) -> None:
    """Levels that wander: usual errors, clustered by unit, reject too often."""
    R = 200

    def draw(rng: Rng) -> Result:
        panel = one_date(rng, treated=treated)
        Y = autoregressive(rng, (40, 12), 0.8)
        return ask("two-way-fixed-effects", replace(panel, outcomes={"y": Y}))

    found = results(draw, repetitions=R, seed=38)
    assert rejected(found) <= LEVEL + three_errors(LEVEL, R)
    assert covered(found, 0.0) >= NOMINAL - three_errors(NOMINAL, R)
    theory = [
        abs(first_of(result).value) > 2.02 * float(result.diagnostics["standard_error_y"] or 0)
        for result in found
    ]
    assert np.mean(theory) > (LEVEL + three_errors(LEVEL, R))
    assert_noted(found, "dealt-anew")


@recovers("synthetic-did", "synthetic-control", shows="size")
@recovers("placebo", "synthetic-control", shows="coverage")
@pytest.mark.parametrize(
    ("name", "treated"), [("synthetic-did", 3), ("synthetic-control", 1), ("placebo", 2)]
)
def test_few_treated_units_are_covered_and_no_effect_is_rarely_found(
    name: str, treated: int
) -> None:
    """Intervals of few units are careful: coverage at least, size at most, what they say."""
    R = 120
    for effect in (0.0, 2.0):
        found = results(
            lambda rng, effect=effect: ask(name, one_date(rng, treated=treated, effect=effect)),
            repetitions=R,
            seed=32,
        )
        assert covered(found, effect) >= NOMINAL - three_errors(NOMINAL, R)
        if not effect:
            assert rejected(found) <= LEVEL + three_errors(LEVEL, R)


def after_the_worst(rng: Rng, treated: int) -> Panel:
    """Places are alike and nothing works, but those whose last two periods were worst start."""
    panel = one_date(rng, treated=0)
    Y = autoregressive(rng, (40, 12), 0.3)
    first = np.full(40, NEVER)
    first[np.argsort(-Y[:, 6:8].mean(axis=1))[:treated]] = 9.0
    return replace(panel, outcomes={"y": Y}, first_treated=first)


@recovers("placebo", "synthetic-did", shows="failure")
@pytest.mark.parametrize("name", ["placebo", "synthetic-did"])
def test_places_that_start_after_their_worst_year_seem_to_improve(name: str) -> None:
    R = 120
    found = results(lambda rng: ask(name, after_the_worst(rng, 4)), repetitions=R, seed=33)
    values = np.array([first_of(result).value for result in found])
    assert values.mean() + 3 * values.std(ddof=1) / np.sqrt(R) < 0
    if name == "placebo":
        assert_noted(found, "chosen-timing")


@recovers("synthetic-control", shows="failure")
def test_a_place_that_rises_faster_than_any_mix_seems_to_change_and_the_poor_fit_is_noted() -> None:
    def draw(rng: Rng) -> Result:
        panel = one_date(rng, treated=1)
        rise = 1.5 * np.isfinite(panel.first_treated)[:, None] * np.arange(12)
        return ask("synthetic-control", replace(panel, outcomes={"y": panel.outcomes["y"] + rise}))

    found = results(draw, repetitions=40, seed=37)
    values = np.array([first_of(result).value for result in found])
    assert values.mean() - 3 * values.std(ddof=1) / np.sqrt(len(values)) > 0
    assert_noted(found, "poor-fit")
    assert_noted(found, "chosen-place-and-date")


@recovers("roth-santanna", shows="failure")
def test_places_that_rose_first_and_started_first_break_the_random_order_and_it_is_noted() -> None:
    def draw(rng: Rng) -> Result:
        panel, _ = staggered(rng, starts={4.0: 40, 6.0: 40, 8.0: 40}, periods=9, rho=0.3)
        rise = 0.4 * (8.0 - panel.first_treated)[:, None] * np.arange(9)
        drifting = replace(panel, outcomes={"y": panel.outcomes["y"] + rise})
        return answered(METHODS["roth-santanna"](drifting, permutations=1, event_times=0))

    found = results(draw, repetitions=100, seed=34)
    assert covered(found, 0.0) < 0.5
    assert_noted(found, "order-not-random")


def series(rng: Rng, *, step: float, rho: float, spread: float) -> Panel:
    t = np.arange(72)
    mean = 80 * np.exp(0.004 * t + step * (t >= 36) + spread * autoregressive(rng, (1, 72), rho)[0])
    return Panel(
        units=("town",),
        periods=tuple(t.tolist()),
        outcomes={"y": rng.poisson(mean).astype(float)[None, :]},
        first_treated=np.array([36.0]),
    )


def step_of(result: Result) -> Estimate:
    return result.named("step")[0]


@recovers("interrupted-time-series", shows="coverage")
def test_the_step_of_a_series_is_covered() -> None:
    R = 300
    found = results(
        lambda rng: ask("interrupted-time-series", series(rng, step=-0.3, rho=0.0, spread=0.15)),
        repetitions=R,
        seed=35,
    )
    truth = float(np.exp(-0.3))
    held = np.mean([e.low <= truth <= e.high for e in map(step_of, found)])
    assert held >= NOMINAL - three_errors(NOMINAL, R)


@recovers("interrupted-time-series", shows="failure")
def test_what_happened_elsewhere_on_the_same_day_is_taken_for_the_step() -> None:
    """A fall of 30 % in every town: with no comparison the series cannot know."""
    found = results(
        lambda rng: ask("interrupted-time-series", series(rng, step=-0.36, rho=0.0, spread=0.1)),
        repetitions=60,
        seed=36,
    )
    assert np.mean([step_of(result).high < 1 for result in found]) > 0.9
    assert_noted(found, "no-comparison")
