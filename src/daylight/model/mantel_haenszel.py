"""Risks compared within strata: the Mantel–Haenszel ratio and difference."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from daylight.model.arrays import Array
from daylight.model.intervals import Interval, wilson


@dataclass(frozen=True, slots=True)
class Pooled:
    """A Mantel–Haenszel summary over strata.

    `value` and `variance` are of the log of a ratio or of a difference; `p` is the
    Mantel–Haenszel test of no association; `heterogeneity_p` Cochran's Q over strata.
    """

    ratio: float
    log_ratio_variance: float
    difference: float
    difference_variance: float
    p: float
    heterogeneity_p: float


def mantel_haenszel(a: Array, n1: Array, c: Array, n0: Array) -> Pooled:
    """Risk ratio and risk difference common to strata.

    Estimand: the ratio (difference) of risks between group and reference within strata.
    Method: Mantel–Haenszel weights; variances that hold both for few large and for many small
    strata.
    Refuses: never; NaN where no stratum holds both groups, or one of them has no event.
    Reference: Greenland & Robins (1985), Biometrics 41:55-68, eqs. 4, 10 and 11 in the notation of
    Rothman, Greenland & Lash: a of n1 exposed, c of n0 unexposed, N = n1 + n0.
    """
    shared = (n1 > 0) & (n0 > 0)
    a, n1, c, n0 = a[shared], n1[shared], c[shared], n0[shared]
    N, m = n1 + n0, a + c
    with np.errstate(divide="ignore", invalid="ignore"):
        R, S, W = (a * n0 / N).sum(), (c * n1 / N).sum(), (n1 * n0 / N).sum()
        log_variance = ((m * n1 * n0 - a * c * N) / N**2).sum() / (R * S)
        scatter = (a * (n1 - a) * n0**3 + c * (n0 - c) * n1**3) / (n1 * n0 * N**2)
        expected = m * n1 / N
        hyper = np.where(N > 1, m * (N - m) * n1 * n0 / (N**2 * np.maximum(N - 1, 1)), 0.0).sum()
        chi2 = (a.sum() - expected.sum()) ** 2 / hyper
        return Pooled(
            ratio=float(R / S),
            log_ratio_variance=float(log_variance),
            difference=float((R - S) / W),
            difference_variance=float(scatter.sum() / W**2),
            p=float(stats.chi2.sf(chi2, 1)),
            heterogeneity_p=_heterogeneity(a, n1, c, n0),
        )


def without_events(a: Array, n1: Array, c: Array, n0: Array, *, level: float) -> Interval:
    """The risk difference where one side has no event at all, or has one in every trial.

    Estimand: the Mantel–Haenszel difference of risks.
    Method: each side's share, averaged over strata with the weights n₁n₀/N, has the limits of
    Wilson's interval at its effective number of trials (Σw)² / Σ(w² / n); the limits are joined by
    squares, as Newcombe joins two of them. The variance of the difference itself would be that of
    the other side alone.
    Refuses: never.
    Reference: Newcombe (1998), Statistics in Medicine 17:873–890, method 10; Yan & Su (2010),
    Statistics in Biopharmaceutical Research 2:329–335, on strata.
    """
    shared = (n1 > 0) & (n0 > 0)
    weight = (n1 * n0)[shared] / (n1 + n0)[shared]
    shares = []
    for events, trials in ((a[shared], n1[shared]), (c[shared], n0[shared])):
        share = float((weight * events / trials).sum() / weight.sum())
        number = float(weight.sum() ** 2 / (weight**2 / trials).sum())
        shares.append(wilson(share * number, number, level=level))
    one, base = shares
    value = one.value - base.value
    below = np.hypot(one.value - one.low, base.high - base.value)
    above = np.hypot(one.high - one.value, base.value - base.low)
    return Interval(value, value - below, value + above)


def _heterogeneity(a: Array, n1: Array, c: Array, n0: Array) -> float:
    """Cochran's Q of the log risk ratios of strata with at least five events in each group."""
    big = (a >= 5) & (c >= 5)
    if big.sum() < 2:
        return float("nan")
    a, n1, c, n0 = a[big], n1[big], c[big], n0[big]
    log_ratio = np.log(a / n1 * n0 / c)
    weight = 1 / np.maximum(1 / a - 1 / n1 + 1 / c - 1 / n0, 1e-12)
    q = float((weight * (log_ratio - np.average(log_ratio, weights=weight)) ** 2).sum())
    return float(stats.chi2.sf(q, int(big.sum()) - 1))
