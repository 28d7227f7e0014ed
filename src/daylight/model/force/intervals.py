"""Intervals that the force methods share, exact where counts may be divided by a design effect."""

import numpy as np
from scipy import special, stats

from daylight.model.intervals import Interval, normal_quantile


def count_ratio(x: float, y: float, *, level: float) -> Interval:
    """Interval for the ratio of the means of two independent Poisson counts, exact.

    Estimand: E[x] / E[y], both counts uncertain.
    Method: given x + y, x is binomial; Clopper–Pearson bounds of its share become bounds of the
    ratio. Counts may be fractional (counts divided by a design effect).
    Refuses: never; 0 of 0 gives (0, ∞) around NaN.
    Reference: Przyborowski & Wilenski (1940), as in `model.intervals.rate_ratio`.
    """
    tail = (1 - level) / 2
    low = float(stats.beta.ppf(tail, x, y + 1)) if x > 0 else 0.0
    high = float(stats.beta.ppf(1 - tail, x + 1, y)) if y > 0 else 1.0
    value = x / y if y > 0 else (np.inf if x > 0 else np.nan)
    return _plain(
        value, low / (1 - low) if low < 1 else np.inf, high / (1 - high) if high < 1 else np.inf
    )


def share_p(x: float, n: float, share: float) -> float:
    """Two-sided exact p-value that a binomial share is `share`: twice the smaller tail.

    Counts may be fractional (divided by a design effect); whole counts give the exact test.
    """
    if n <= 0:
        return 1.0
    lower = 1 - special.betainc(x + 1, n - x, share) if x < n else 1.0
    upper = special.betainc(x, n - x + 1, share) if x > 0 else 1.0
    return float(min(1.0, 2 * min(lower, upper)))


def log_normal(value: float, variance: float, *, level: float) -> tuple[Interval, float]:
    """Interval of a ratio whose logarithm is normal, with its two-sided p-value against 1."""
    if not np.isfinite(value) or value <= 0 or not np.isfinite(variance) or variance <= 0:
        return _plain(value, 0.0, np.inf), 1.0
    margin = normal_quantile(level) * np.sqrt(variance)
    p = float(2 * stats.norm.sf(abs(np.log(value)) / np.sqrt(variance)))
    bounds = _plain(value, value * np.exp(-margin), value * np.exp(margin))
    return bounds, p


def _plain(value: float, low: float, high: float) -> Interval:
    return Interval(np.asarray(value), np.asarray(low), np.asarray(high))


def scaled(found: Interval, factor: float) -> Interval:
    """An interval times a constant."""
    return Interval(found.value * factor, found.low * factor, found.high * factor)
