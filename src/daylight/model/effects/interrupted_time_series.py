"""One place before and after a date, by its own trend."""

import math
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np

from daylight.data.estimate import Basis, BasisKind
from daylight.data.panel import Panel
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Diagnostic, Estimate, Note, Outcome, Refusal
from daylight.model.arrays import Array
from daylight.model.effects.effect import (
    Choice,
    Found,
    Measured,
    UnitKeys,
    design,
    refused,
)
from daylight.model.effects.log_linear import LogLinear, log_linear
from daylight.model.method import Method, Needs

Family = Literal["quasi-poisson", "negative-binomial"]

MIN_EACH_SIDE = 8
"""Periods before and after; shorter segments cannot tell a step from a trend (Zhang, Wagner &
Ross-Degnan 2011 find power below 80 % even at 12)."""

STRONG_AUTOCORRELATION = 0.4

STEP = Quantity(
    name="step",
    scale=Scale.RATIO,
    about=About.UNIT,
    unit="periods",
    keys=("outcome", "unit", "first_treated"),
)
SLOPE_CHANGE = replace(STEP, name="slope_change")
EFFECT_AT_HORIZON = replace(STEP, name="effect_at_horizon")

OVER_TIME = Basis(kind=BasisKind.CLUSTERED, key="period")
"""Neighbouring periods of one unit are alike; its error allows for it."""


class Observed(NamedTuple):
    """One unit's outcome, exposure and period, where both were recorded; (T,) each."""

    y: Array
    exposure: Array
    t: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Segmented:
    """Coefficients of the step and of the change in slope, with their covariance.

    Parameters
    ----------
    coefficients, covariance
        (2,) and (2, 2): step, change of slope per period, on the log scale.
    dispersion
        Pearson χ² over degrees of freedom; 1 for a Poisson count.
    rho
        First autocorrelation of the Pearson residuals, corrected for short series.
    df
        Observations less parameters.
    """

    coefficients: Array
    covariance: Array
    dispersion: float
    rho: float
    df: int


def run(
    panel: Panel,
    *,
    level: float = 0.95,
    outcome: str | None = None,
    event: str | None = None,
    family: Family = "quasi-poisson",
    season: int = 0,
    horizon: int = 5,
) -> Outcome:
    """Step and change of slope at each treated unit's date, against its own earlier trend.

    Estimand: the ratio of the outcome to what its earlier trend foretells, at the date and
    `horizon` periods later.
    Method: log-linear regression of the count on time, step and slope with its exposure as
    offset and, with `season` periods a year, one harmonic; overdispersion by Pearson's factor or
    a negative binomial; errors are the larger of Newey–West's and of a first-order
    autoregression's.
    Refuses: a unit with fewer than eight periods on either side, or negative outcomes.
    Reference: Wagner et al. (2002); Bernal, Cummins & Gasparrini (2017); Newey & West (1987).
    """
    skipped: list[str] = []

    def fit(timed: Panel, measured: Measured, _rates: Array) -> Found:
        Y, name = timed.outcomes[measured.outcome], measured.outcome
        exposure = timed.exposure.get(name, np.ones_like(Y))
        periods = np.array(timed.periods)
        estimates: list[Estimate] = []
        notes: list[Note] = []
        diagnostics: dict[str, Diagnostic] = {}
        for unit in np.flatnonzero(np.isfinite(timed.first_treated)):
            seen = np.isfinite(Y[unit]) & (exposure[unit] > 0)
            start = float(timed.first_treated[unit])
            keys: UnitKeys = {"unit": timed.units[unit], "first_treated": int(start)}
            where = f"{keys['unit']} ({keys['first_treated']})"
            y, t = Y[unit][seen], periods[seen].astype(np.float64)
            if not _enough(y, t, start):
                skipped.append(where)
                continue
            series = segmented(Observed(y, exposure[unit][seen], t), start, season, family)
            estimates += _estimates(measured, keys, series, horizon, len(y))
            diagnostics |= {
                "family": family,
                f"dispersion {name} {where}": series.dispersion,
                f"autocorrelation {name} {where}": series.rho,
            }
            notes += _autocorrelated(name, keys, series)
        return Found(estimates=estimates, notes=notes, diagnostics=diagnostics)

    choice = Choice(outcome=outcome, event=event, log=False)
    answer = design(panel, choice, fit, level=level)
    if isinstance(answer, Refusal):
        return answer
    if not answer.estimates:
        return refused(
            "no treated unit has a long enough series",
            f"{MIN_EACH_SIDE} periods before and after the date, no negative outcome",
            "; ".join(skipped[:10]) or "no treated unit",
        )
    notes = answer.notes
    if skipped:
        facts: dict[str, int | tuple[str, ...]] = {
            "periods": MIN_EACH_SIDE,
            "units": tuple(skipped),
        }
        notes += (Note(code="series-too-short", facts=facts),)
    return replace(answer, notes=(*notes, Note(code="no-comparison")))


def _enough(y: Array, t: Array, start: float) -> bool:
    """Long enough on both sides, no negative value, and something happened on both sides."""
    before, after = y[t < start], y[t >= start]
    long_enough = min(len(before), len(after)) >= MIN_EACH_SIDE
    return long_enough and bool((y >= 0).all() and before.sum() > 0 and after.sum() > 0)


def segmented(seen: Observed, start: float, season: int, family: Family) -> Segmented:
    """Fit the segmented regression and its error under autocorrelation."""
    y, exposure, t = seen
    after = (t >= start).astype(np.float64)
    columns = [np.ones_like(t), (t - start) / 10, after, after * (t - start)]
    if season:
        angle = 2 * np.pi * t / season
        columns += [np.sin(angle), np.cos(angle)]
    X = np.stack(columns, axis=1)
    fit = _fit(y, X, np.log(exposure), family)
    mu, root = fit.mu, np.sqrt(fit.variance)
    pearson = (y - mu) / root
    df = len(y) - X.shape[1]
    # dμ/dη = μ under the log link, so W½X has rows μ/√V(μ) · x.
    half = X * (mu / root)[:, None]
    bread = np.linalg.inv(half.T @ half)
    rho = _autocorrelation(pearson, X.shape[1])
    dispersion = float((pearson**2).sum() / df)
    lagged = dispersion * max(rho, 0.0) ** np.abs(np.subtract.outer(t, t))
    ar = bread @ (half.T @ lagged @ half) @ bread
    scores = half * pearson[:, None]
    hac = bread @ _newey_west(scores) @ bread * len(y) / df
    larger = ar if ar[2, 2] >= hac[2, 2] else hac
    pick = [2, 3]
    return Segmented(
        coefficients=fit.coefficients[pick],
        covariance=larger[np.ix_(pick, pick)],
        dispersion=dispersion,
        rho=rho,
        df=df,
    )


def _fit(y: Array, X: Array, offset: Array, family: Family) -> LogLinear:
    poisson = log_linear(y, X, offset)
    if family == "quasi-poisson":
        return poisson
    mu = poisson.mu
    # Moment estimator of Var = μ + αμ² (Breslow 1984), bounded away from zero.
    alpha = float((((y - mu) ** 2 - mu) / mu**2).sum() / (len(y) - X.shape[1]))
    return log_linear(y, X, offset, alpha=max(alpha, 1e-8))


def _autocorrelation(residual: Array, parameters: int) -> float:
    """First autocorrelation, its small-sample bias taken off (Kendall 1954; k regressors)."""
    rho = float((residual[1:] * residual[:-1]).sum() / (residual**2).sum())
    n = len(residual)
    return min(0.95, rho + (1 + (parameters + 1) * rho) / n + parameters / n)


def _newey_west(scores: Array) -> Array:
    """Long-run covariance of scores with Bartlett weights and ⌊4 (n/100)^(2/9)⌋ + 1 lags."""
    n = len(scores)
    lags = int(4 * (n / 100) ** (2 / 9)) + 1
    total = scores.T @ scores
    for lag in range(1, lags + 1):
        gamma = scores[lag:].T @ scores[:-lag]
        total = total + (1 - lag / (lags + 1)) * (gamma + gamma.T)
    return np.asarray(total)


def _estimates(
    measured: Measured, keys: UnitKeys, found: Segmented, horizon: int, n: int
) -> list[Estimate]:
    ratios = replace(measured, log=True)
    estimates = []
    for quantity, weights in (
        (STEP, (1.0, 0.0)),
        (SLOPE_CHANGE, (0.0, 1.0)),
        (EFFECT_AT_HORIZON, (1.0, float(horizon))),
    ):
        w = np.array(weights)
        value = float(w @ found.coefficients)
        error = math.sqrt(float(w @ found.covariance @ w))
        estimates.append(ratios.effect(quantity, value, error, n=n, df=found.df, keys=keys))
    return estimates


def _autocorrelated(name: str, keys: UnitKeys, found: Segmented) -> tuple[Note, ...]:
    if found.rho < STRONG_AUTOCORRELATION:
        return ()
    return (Note(code="autocorrelation", facts={"outcome": name, **keys, "rho": found.rho}),)


METHOD = Method(
    name="interrupted-time-series",
    needs=Needs(noun="panel"),
    run=run,
    quantities=(STEP, SLOPE_CHANGE, EFFECT_AT_HORIZON),
    basis=OVER_TIME,
    refuses_when="fewer than eight periods before or after the date",
    assumptions=(
        "the trend before the date would have gone on as a straight line (in logarithms)",
        "nothing else changed at that time",
        "recording did not change",
    ),
    overturned_by=(
        "the same jump in places without an intervention (see placebo)",
        "a date moved by a year that shows as large a step",
    ),
    cannot_say=("whether the intervention or something else at that time moved the series",),
    reference=(
        "Wagner, Soumerai, Zhang & Ross-Degnan (2002); Bernal, Cummins & Gasparrini (2017), "
        "International Journal of Epidemiology 46:348–355"
    ),
)
