"""Trends of series whose neighbouring periods are alike, where nothing changes."""

import numpy as np
import pytest
import statsmodels.api as sm

from daylight.data.cells import Cells
from daylight.model.breaks import find_break
from daylight.model.force.trend import force_trend
from daylight.model.serial import Series, serial_fit
from daylight.simulate.panels import autoregressive
from tests.recovery.truth import LEVEL, Rng, answered, recovers, three_errors

pytestmark = pytest.mark.recovery

R = 300
MOST = 0.09
"""The size the method states: short series of strong correlation are let off with 9 %."""


def counts(
    rng: Rng, periods: int, rho: float, *, lasting: float = 1.0, slope: float = 0.0
) -> Cells:
    """About 300 a period, with errors of 15 % of which a share `lasting` is autoregressive."""
    errors = np.sqrt(lasting) * autoregressive(rng, (1, periods), rho)[0]
    errors = errors + np.sqrt(1 - lasting) * rng.normal(size=periods)
    t = np.arange(periods) - (periods - 1) / 2
    y = rng.poisson(300 * np.exp(slope * t + 0.15 * errors))
    if periods <= 12:
        names, key = [str(2005 + i) for i in range(periods)], "year"
    else:
        names = [f"{2005 + i // 12}-{i % 12 + 1:02d}" for i in range(periods)]
        key = "month"
    return Cells.from_columns({key: names, "people": y.tolist()}, by=[key])


def p_of(cells: Cells) -> float:
    found = answered(force_trend(cells, period=cells.by[0], look_for_breaks=False))
    p = found.named("yearly_ratio")[0].p_value
    assert p is not None
    return p


@recovers("force-trend", shows="size")
@pytest.mark.parametrize("periods", [12, 48])
@pytest.mark.parametrize(("rho", "lasting"), [(0.0, 1.0), (0.5, 1.0), (0.9, 1.0), (0.9, 0.6)])
def test_a_trend_that_is_not_there_is_rarely_found(
    periods: int, rho: float, lasting: float
) -> None:
    rng = np.random.default_rng(41)
    found = [p_of(counts(rng, periods, rho, lasting=lasting)) < LEVEL for _ in range(R)]
    assert np.mean(found) <= MOST + three_errors(MOST, R)
    if rho == 0:
        assert np.mean(found) <= LEVEL + three_errors(LEVEL, R)


@recovers("force-trend", shows="failure")
def test_the_same_trend_is_found_by_a_regression_of_independent_periods() -> None:
    """What the method must not do: overdispersion alone finds trends in a third of quiet series."""
    rng = np.random.default_rng(42)
    found = []
    for _ in range(R):
        y = counts(rng, 48, 0.9).counts("people")
        X = sm.add_constant(np.arange(48.0))
        fit = sm.GLM(y, X, family=sm.families.Poisson()).fit(scale="X2", use_t=True)
        found.append(fit.pvalues[1] < LEVEL)
    assert np.mean(found) - three_errors(float(np.mean(found)), R) > 0.3


def test_a_trend_of_independent_months_is_found() -> None:
    """Six errors of a plain regression on 60 months: the caution does not hide what is there."""
    rng = np.random.default_rng(43)
    error = np.sqrt((0.15**2 + 1 / 300) / (60 * (60**2 - 1) / 12))
    found = [p_of(counts(rng, 60, 0.0, slope=6 * error)) < LEVEL for _ in range(100)]
    assert np.mean(found) >= 0.9


def test_at_one_error_structure_it_is_generalised_least_squares_of_independent_software() -> None:
    """The mixture's centre lies between the fits it mixes; one of them is statsmodels' GLS."""
    rng = np.random.default_rng(44)
    at = np.arange(40.0)
    y = rng.poisson(1e6 * np.exp(0.002 * at + 0.05 * autoregressive(rng, (1, 40), 0.6)[0]))
    X = sm.add_constant(at)
    fit = serial_fit(Series(y.astype(float), X, np.zeros(40), at))
    plain = sm.GLM(y, X, family=sm.families.Poisson()).fit(tol=1e-13)
    root = np.sqrt(plain.mu)
    half, working = X * root[:, None], X @ plain.params * root + (y - plain.mu) / root
    for rho in (0.0, 0.5, 0.9):
        gls = sm.GLS(working, half, sigma=rho ** np.abs(np.subtract.outer(at, at))).fit()
        same = np.abs(fit.coefficients - gls.params).sum(axis=1).argmin()
        assert fit.coefficients[same] == pytest.approx(gls.params, rel=1e-6)
        assert np.sqrt(np.diag(fit.covariance[same])) == pytest.approx(gls.bse, rel=1e-6)
    assert fit.weights.sum() == pytest.approx(1)
    assert 0.4 < fit.rho < 0.98


@pytest.mark.parametrize("rho", [0.0, 0.9])
def test_a_jump_is_rarely_found_where_there_is_none_and_mostly_where_there_is(rho: float) -> None:
    """Sixty months: at most 2 in 100 without a jump; a threefold one is not missed."""
    rng = np.random.default_rng(45)
    at = np.arange(60.0)
    X = sm.add_constant(at)
    repetitions, most = 120, 0.02
    false = found = near = 0
    for _ in range(repetitions):
        mean = 300 * np.exp(0.15 * autoregressive(rng, (1, 60), rho)[0])
        quiet, jumped = (rng.poisson(mean * np.where(at >= 40, f, 1)) for f in (1, 3))
        false += find_break(Series(quiet.astype(float), X, np.zeros(60), at)) is not None
        shift = find_break(Series(jumped.astype(float), X, np.zeros(60), at))
        found += shift is not None
        near += shift is not None and shift.row == 40
    assert false / repetitions <= most + three_errors(most, repetitions)
    assert found / repetitions >= 0.9
    assert near / repetitions >= 0.8
