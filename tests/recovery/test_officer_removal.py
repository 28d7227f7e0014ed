"""Replacing officers: coverage of what is avoided, what the past record overstates, disparity."""

import math

import numpy as np
import numpy.typing as npt
import pytest

from daylight.model.officers.removal import (
    Plan,
    Record,
    gap_share,
    past_share,
    share_avoided,
)

pytestmark = pytest.mark.recovery

Array = npt.NDArray[np.float64]
LEVEL = 0.95
REPETITIONS = 200
BOUND = 3 * math.sqrt(LEVEL * (1 - LEVEL) / REPETITIONS)
PLAN = Plan(10.0, 1.0, 0.0)
SPREAD = 0.5


def record(rng: np.random.Generator, n: int, spread: float = SPREAD) -> Record:
    """Officers with lasting gamma rates, 4 events expected before and 4 after."""
    e = rng.gamma(4.0, 1.0, n) + 0.1
    rate = rng.gamma(1 / spread, spread, n) if spread else np.ones(n)
    x1, x2 = rng.poisson(rate * e, (2, n)).astype(float)
    return Record(x1, e, x2[:, None], e[:, None])


def gap_record(rng: np.random.Generator, n: int) -> Record:
    """Officers whose rate against one group is raised for some; group 0 against group 1."""
    e = rng.gamma(4.0, 2.0, (n, 1)) * np.ones(2) + 0.1
    rate = rng.gamma(2.0, 0.5, (n, 1)) * np.array([1.0, 1.0])
    rate[:, 0] *= np.where(rng.random(n) < 0.2, 3.0, 1.2)
    x1, x2 = rng.poisson(rate * e, (2, n, 2)).astype(float)
    return Record(x1.sum(axis=1), e.sum(axis=1), x2, e)


def interval(found: Record, statistic: object, rng: np.random.Generator) -> tuple[float, float]:
    n = len(found.x1)
    draws = [Record(*(part[i] for part in found)) for i in rng.integers(0, n, (120, n))]
    low, high = np.quantile([statistic(d) for d in draws], [0.025, 0.975])  # type: ignore[operator]
    return float(low), float(high)


def test_what_is_avoided_is_covered_and_the_past_record_promises_more() -> None:
    rng = np.random.default_rng(31)
    truth = float(np.mean([share_avoided(record(rng, 20_000), PLAN) for _ in range(10)]))
    covered = overstated = 0
    values = []
    for _ in range(REPETITIONS):
        found = record(rng, 300)
        low, high = interval(found, lambda r: share_avoided(r, PLAN), rng)
        covered += low <= truth <= high
        values.append(share_avoided(found, PLAN))
        overstated += past_share(found, PLAN) > truth
    assert abs(covered / REPETITIONS - LEVEL) < BOUND
    assert overstated / REPETITIONS > 0.95


def test_replacing_officers_who_do_not_differ_avoids_nothing() -> None:
    rng = np.random.default_rng(32)
    found = 0
    for _ in range(REPETITIONS):
        low, _ = interval(r := record(rng, 300, 0.0), lambda r: share_avoided(r, PLAN), rng)
        found += low > 0
        assert past_share(r, PLAN) > 0.1
    assert found / REPETITIONS < (1 - LEVEL) / 2 + BOUND


def test_the_part_of_a_disparity_that_goes_with_the_officers_is_covered() -> None:
    rng = np.random.default_rng(33)
    truth = float(np.mean([gap_share(gap_record(rng, 20_000), PLAN, 0, 1) for _ in range(10)]))
    covered = 0
    values = []
    for _ in range(REPETITIONS):
        found = gap_record(rng, 300)
        low, high = interval(found, lambda r: gap_share(r, PLAN, 0, 1), rng)
        covered += low <= truth <= high
        values.append(gap_share(found, PLAN, 0, 1))
    assert abs(covered / REPETITIONS - LEVEL) < BOUND
