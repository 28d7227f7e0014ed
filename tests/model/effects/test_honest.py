from dataclasses import replace

import numpy as np
import pytest

from daylight.model.effects import honest
from daylight.model.effects.honest import Path
from daylight.model.effects.smoothness import smoothness

diff_diff = pytest.importorskip("diff_diff.honest_did")

EVENTS = np.array([-4, -3, -2, 0, 1, 2])
BETA = np.array([0.10, -0.05, 0.08, 0.50, 0.70, 0.60])


def path(scale: float) -> Path:
    return Path(events=EVENTS, beta=BETA, covariance=scale * (0.5 * np.eye(6) + 0.5), quantile=1.96)


@pytest.mark.parametrize("M", [0.0, 0.5, 1.0, 2.0])
def test_bounds_without_sampling_error_are_those_of_independent_software(M: float) -> None:
    low, high = diff_diff._solve_rm_bounds_union(BETA[:3], BETA[3:], np.full(3, 1 / 3), 3, M)
    assert honest.identified(path(0.01), M) == pytest.approx((low, high), abs=1e-7)


def uneven() -> Path:
    """Coefficients whose errors are unlike and move together, as real ones do."""
    rng = np.random.default_rng(11)
    loadings = rng.normal(size=(8, 30)) * 0.06
    return Path(
        events=np.array([-5, -4, -3, -2, 0, 1, 2, 3]),
        beta=np.array([0.05, -0.08, 0.02, 0.04, 0.5, 0.6, 0.55, 0.7]),
        covariance=loadings @ loadings.T / 4 + 0.003 * np.eye(8),
        quantile=1.959963984540054,
    )


@pytest.mark.parametrize("M", [0.0, 0.05, 0.1, 0.5])
@pytest.mark.parametrize("given", [uneven(), path(0.004)], ids=["uneven", "even"])
def test_the_smoothness_interval_is_the_shortest_one_of_independent_software(
    given: Path, M: float
) -> None:
    early = int((given.events < 0).sum())
    late = len(given.events) - early
    low, high, _ = diff_diff._flci_solve(
        given.beta[:early], given.beta[early:], given.covariance,
        np.full(late, 1 / late), early, late, M, 0.05,
    )  # fmt: skip
    value, ours_low, ours_high = smoothness(given, M, 0.95)
    stretch = given.quantile / 1.959963984540054
    assert ours_high - ours_low == pytest.approx((high - low) * stretch, rel=1e-3)
    assert (ours_low + ours_high) / 2 == pytest.approx((low + high) / 2, abs=2e-3 * (high - low))
    assert ours_low < value < ours_high


def test_without_a_bend_the_shortest_interval_takes_a_straight_line_off() -> None:
    """By hand: generalised least squares of the earlier coefficients on a line through −1."""
    given = uneven()
    early = given.events < 0
    # Effects after treatment are left free: a column each.
    X = np.column_stack([given.events + 1, *(given.events == e for e in given.events[~early])])
    inverse = np.linalg.inv(given.covariance)
    covariance = np.linalg.inv(X.T @ inverse @ X)
    beta = covariance @ X.T @ inverse @ given.beta
    which = np.array([0, 0.25, 0.25, 0.25, 0.25])
    half = 1.959963984540054 * np.sqrt(which @ covariance @ which)
    assert smoothness(given, 0.0, 0.95) == pytest.approx(
        (which @ beta, which @ beta - half, which @ beta + half), rel=1e-8
    )


def test_a_straight_line_moves_no_smoothness_interval() -> None:
    given = uneven()
    tilted = replace(given, beta=given.beta + 3.0 * (given.events + 1))
    for M in (0.0, 0.1):
        assert smoothness(tilted, M, 0.95) == pytest.approx(smoothness(given, M, 0.95), abs=1e-6)


def test_few_units_shrink_what_weights_are_sought_with() -> None:
    given = uneven()
    few, many = replace(given, df=3), replace(given, df=10_000)
    lengths = [np.diff(smoothness(one, 0.0, 0.95)[1:])[0] for one in (many, few)]
    assert lengths[0] <= lengths[1]
    assert smoothness(many, 0.0, 0.95) == pytest.approx(smoothness(given, 0.0, 0.95), abs=1e-3)


def test_with_almost_no_error_the_interval_is_the_identified_set() -> None:
    low, high = honest.relative_magnitude(path(1e-12), 1.0)
    assert (low, high) == pytest.approx(honest.identified(path(1e-12), 1.0), abs=1e-4)


def test_bounds_widen_with_the_trends_allowed() -> None:
    widths = [np.diff(honest.relative_magnitude(path(0.004), M))[0] for M in (0, 0.5, 1, 2)]
    assert np.all(np.diff(widths) > 0)


def test_the_breakdown_is_where_the_interval_meets_zero() -> None:
    given = path(0.0004)
    M = honest.breakdown(given)
    assert 0 < M < honest.LARGEST
    assert honest.relative_magnitude(given, M * 0.99)[0] > 0
    assert honest.relative_magnitude(given, M * 1.01)[0] < 0


def test_without_an_earlier_step_nothing_is_bounded() -> None:
    bare = Path(
        events=np.array([0, 1]), beta=np.ones(2), covariance=np.eye(2) * 0.01, quantile=1.96
    )
    assert honest.relative_magnitude(bare, 1.0) == (-np.inf, np.inf)
    assert smoothness(bare, 0.0, 0.95)[1:] == (-np.inf, np.inf)
