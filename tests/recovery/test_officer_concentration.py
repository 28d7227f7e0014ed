"""Concentration beside chance, underlying rates, persistence: size, coverage, known failures."""

import math

import numpy as np
import numpy.typing as npt
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.officers import chance, concentration, persistence
from daylight.model.officers.persistence import PeriodGrid, halves, reliability, resampled

pytestmark = pytest.mark.recovery

Array = npt.NDArray[np.float64]
LEVEL = 0.95
REPETITIONS = 200
BOUND = 3 * math.sqrt(LEVEL * (1 - LEVEL) / REPETITIONS)
"""Three binomial standard errors of a share of 5 or 95 % over the repetitions."""


def chance_p(x: Array, e: Array, rng: np.random.Generator, *, listed: bool) -> float:
    found = concentration._by_chance(x, e, truncated=listed, level=LEVEL, rng=rng)
    (top,) = [
        e for e in found if e.name == "top_share_above_chance" and e.keys["top_percent"] == 10.0
    ]
    assert top.p_value is not None
    return top.p_value


@pytest.mark.parametrize("listed", [False, True])
def test_identical_officers_with_different_exposure_are_rarely_called_unequal(
    listed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(concentration, "CHANCE_DRAWS", 99)
    rng = np.random.default_rng(11)
    hits = blind = 0
    for _ in range(REPETITIONS):
        e = rng.gamma(2.0, 1.0, 200) + 0.2
        x = rng.poisson(1.5 * e).astype(float)
        kept = x > 0 if listed else np.ones(200, dtype=bool)
        hits += chance_p(x[kept], e[kept], rng, listed=listed) <= 1 - LEVEL
        blind += chance_p(x[kept], np.ones(int(kept.sum())), rng, listed=listed) <= 1 - LEVEL
    assert hits / REPETITIONS < 1 - LEVEL + BOUND
    # The known failure: without the exposure, the same officers look unequal.
    assert blind / REPETITIONS > 0.9


def test_without_exposure_the_note_says_that_counts_are_raw() -> None:
    cells = Cells.from_columns(
        {"officer_id": [f"o{i}" for i in range(40)], "events": [i % 7 for i in range(40)]},
        by=("officer_id",),
    )
    result = concentration.concentration(cells)
    assert isinstance(result, Result)
    assert "raw-counts" in {note.code for note in result.notes}


@pytest.mark.parametrize("listed", [False, True])
def test_the_spread_of_underlying_rates_is_covered(listed: bool) -> None:
    rng = np.random.default_rng(12)
    shape, mean = 1.2, 2.0
    covered = 0
    for _ in range(REPETITIONS):
        x = rng.poisson(rng.gamma(shape, mean / shape, 500)).astype(float)
        x = x[x > 0] if listed else x
        fit = chance.gamma_rates(x, np.ones(len(x)), truncated=listed, level=LEVEL)
        low, high = chance.gini_of_gamma(fit.k_high), chance.gini_of_gamma(fit.k_low)
        covered += low <= chance.gini_of_gamma(shape) <= high
    assert abs(covered / REPETITIONS - LEVEL) < BOUND


def periods(rng: np.random.Generator, n: int, spread: float) -> PeriodGrid:
    """Officers over six years at 2 events a year; rates gamma with this relative variance."""
    rates = rng.gamma(1 / spread, spread, n) if spread else np.ones(n)
    x = rng.poisson(2.0 * rates[:, None] * np.ones(6)).astype(float)
    return PeriodGrid(x, np.ones_like(x), tuple("123456"), has_exposure=True)


def test_reliability_finds_the_share_of_spread_that_lasts() -> None:
    rng = np.random.default_rng(13)
    spread, events = 0.3, 12.0
    truth = spread / (spread + 1 / events)
    draws = rng.integers(0, 300, (200, 300))
    covered, values = 0, []
    for _ in range(REPETITIONS):
        _, odd = halves(periods(rng, 300, spread))
        low, high = np.quantile(resampled(odd, reliability, draws), [0.025, 0.975])
        covered += low <= truth <= high
        values.append(float(reliability(odd)))
    assert abs(covered / REPETITIONS - LEVEL) < BOUND
    assert abs(np.mean(values) - truth) < 3 * np.std(values) / math.sqrt(REPETITIONS) + 0.01


def test_officers_who_do_not_differ_are_not_found_to_persist() -> None:
    rng = np.random.default_rng(14)
    draws = rng.integers(0, 300, (200, 300))
    hits = 0
    for _ in range(REPETITIONS):
        early, _ = halves(periods(rng, 300, 0.0))
        value = float(persistence.excess(early))
        p = persistence._p_value(value, resampled(early, persistence.excess, draws))
        hits += p <= 1 - LEVEL
    assert hits / REPETITIONS < 1 - LEVEL + BOUND
