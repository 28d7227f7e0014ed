import numpy as np
import pytest

from daylight.model.effects import honest
from daylight.model.effects.honest import Path

diff_diff = pytest.importorskip("diff_diff.honest_did")

EVENTS = np.array([-4, -3, -2, 0, 1, 2])
BETA = np.array([0.10, -0.05, 0.08, 0.50, 0.70, 0.60])


def path(scale: float) -> Path:
    return Path(events=EVENTS, beta=BETA, covariance=scale * (0.5 * np.eye(6) + 0.5), quantile=1.96)


@pytest.mark.parametrize("M", [0.0, 0.5, 1.0, 2.0])
def test_bounds_without_sampling_error_are_those_of_independent_software(M: float) -> None:
    low, high = diff_diff._solve_rm_bounds_union(BETA[:3], BETA[3:], np.full(3, 1 / 3), 3, M)
    assert honest.identified(path(0.01), M) == pytest.approx((low, high), abs=1e-7)


@pytest.mark.parametrize("M", [0.0, 0.05, 0.2])
def test_the_smoothness_interval_holds_the_shortest_one(M: float) -> None:
    given = path(0.004)
    low, high, _ = diff_diff._flci_solve(
        BETA[:3], BETA[3:], given.covariance, np.full(3, 1 / 3), 3, 3, M, 0.05
    )
    _, ours_low, ours_high = honest.smoothness(given, M, 0.95)
    assert ours_high - ours_low >= high - low - 1e-9
    assert ours_low <= (low + high) / 2 <= ours_high


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
    assert honest.smoothness(bare, 0.0, 0.95)[1:] == (-np.inf, np.inf)
