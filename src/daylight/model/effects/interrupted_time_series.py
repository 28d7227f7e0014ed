"""One place before and after a date, by its own trend."""

import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from scipy import stats

from daylight.data.panel import Panel
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.effects.effect import ask, limits, told
from daylight.model.method import Method, Needs

Family = Literal["quasi-poisson", "negative-binomial"]

FEWEST_EACH_SIDE = 8
"""Periods before and after; shorter segments cannot tell a step from a trend (Zhang, Wagner &
Ross-Degnan 2011 find power below 80 % even at 12)."""

STRONG_AUTOCORRELATION = 0.4


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
    asked = ask(METHOD.name, panel, outcome=outcome, event=event)
    if isinstance(asked, Refusal):
        return asked
    panel = asked.panel
    periods = np.array(panel.periods)
    estimates: list[Estimate] = []
    notes: list[Note] = []
    skipped: list[str] = []
    diagnostics: dict[str, float | int | str | bool | None] = {"family": family}
    for name in asked.outcomes:
        Y = panel.outcomes[name]
        exposure = panel.exposure.get(name, np.ones_like(Y))
        for unit in np.flatnonzero(np.isfinite(panel.first_treated)):
            seen = np.isfinite(Y[unit]) & (exposure[unit] > 0)
            start = panel.first_treated[unit]
            stratum = f"{panel.units[unit]} ({start:.0f})"
            y, t = Y[unit][seen], periods[seen].astype(np.float64)
            if not _enough(y, t, float(start)):
                skipped.append(stratum)
                continue
            found = segmented(y, exposure[unit][seen], t, float(start), season, family)
            estimates += _told(name, stratum, found, horizon, len(y), level)
            diagnostics |= {
                f"dispersion {name} {stratum}": found.dispersion,
                f"autocorrelation {name} {stratum}": found.rho,
            }
            notes += _autocorrelated(name, stratum, found)
    if not estimates:
        return _refuse(panel, skipped)
    if skipped:
        text = (
            f"Fewer than {FEWEST_EACH_SIDE} periods, or no events at all, on one side: "
            f"{'; '.join(skipped)}."
        )
        notes.append(Note(code="units-left-out", text=text))
    return Result(
        method=METHOD.name,
        estimates=tuple(estimates),
        level=level,
        diagnostics=diagnostics,
        notes=(*dict.fromkeys(notes), *limits(panel, panel.periods), _NO_COMPARISON),
        provenance=panel.provenance,
    )


def _enough(y: Array, t: Array, start: float) -> bool:
    """Long enough on both sides, no negative value, and something happened on both sides."""
    before, after = y[t < start], y[t >= start]
    long_enough = min(len(before), len(after)) >= FEWEST_EACH_SIDE
    return long_enough and bool((y >= 0).all() and before.sum() > 0 and after.sum() > 0)


def segmented(
    y: Array, exposure: Array, t: Array, start: float, season: int, family: Family
) -> Segmented:
    """Fit the segmented regression and its error under autocorrelation."""
    import statsmodels.api as sm

    after = (t >= start).astype(np.float64)
    columns = [np.ones_like(t), (t - start) / 10, after, after * (t - start)]
    if season:
        angle = 2 * np.pi * t / season
        columns += [np.sin(angle), np.cos(angle)]
    X = np.stack(columns, axis=1)
    fit = sm.GLM(y, X, family=_family(y, X, exposure, family), offset=np.log(exposure)).fit()
    mu = np.asarray(fit.mu)
    root = np.sqrt(np.asarray(fit.family.variance(mu)))
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
        coefficients=np.asarray(fit.params)[pick],
        covariance=larger[np.ix_(pick, pick)],
        dispersion=dispersion,
        rho=rho,
        df=df,
    )


def _family(y: Array, X: Array, exposure: Array, family: Family) -> Any:
    import statsmodels.api as sm

    if family == "quasi-poisson":
        return sm.families.Poisson()
    mu = np.asarray(sm.GLM(y, X, family=sm.families.Poisson(), offset=np.log(exposure)).fit().mu)
    # Moment estimator of Var = μ + αμ² (Breslow 1984), bounded away from zero.
    alpha = float((((y - mu) ** 2 - mu) / mu**2).sum() / (len(y) - X.shape[1]))
    return sm.families.NegativeBinomial(alpha=max(alpha, 1e-8))


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


def _told(
    name: str, stratum: str, found: Segmented, horizon: int, n: int, level: float
) -> list[Estimate]:
    quantile = float(stats.t.ppf(0.5 + level / 2, found.df))
    estimates = []
    for quantity, weights in (
        ("step", (1.0, 0.0)),
        ("slope_change", (0.0, 1.0)),
        ("effect_at_horizon", (1.0, float(horizon))),
    ):
        w = np.array(weights)
        value = float(w @ found.coefficients)
        error = math.sqrt(float(w @ found.covariance @ w))
        estimates.append(
            told(
                quantity,
                name,
                (value, value - quantile * error, value + quantile * error),
                n=n,
                level=level,
                log=True,
                p_value=float(2 * stats.t.sf(abs(value) / error, found.df)),
                stratum=stratum,
            )
        )
    return estimates


def _autocorrelated(name: str, stratum: str, found: Segmented) -> tuple[Note, ...]:
    if found.rho < STRONG_AUTOCORRELATION:
        return ()
    text = (
        f"{name} of {stratum}: neighbouring periods resemble each other strongly "
        f"(autocorrelation {found.rho:.2f}); intervals of so short a series stay too narrow."
    )
    return (Note(code="autocorrelation", text=text),)


def _refuse(panel: Panel, skipped: list[str]) -> Refusal:
    return Refusal(
        method=METHOD.name,
        reason="no treated unit has a long enough series",
        needed=f"{FEWEST_EACH_SIDE} periods before and after the date, no negative outcome",
        found="; ".join(skipped[:10]) or "no treated unit",
        provenance=panel.provenance,
    )


_NO_COMPARISON = Note(
    code="no-comparison",
    text=(
        "One place against its own past: anything else that changed at that time, here or "
        "everywhere, is part of the number."
    ),
)

METHOD = Method(
    name="interrupted-time-series",
    needs=Needs(noun="panel"),
    run=run,
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
