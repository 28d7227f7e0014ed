"""How unevenly events fall on officers: shares, Lorenz curve and Gini from a histogram.

Everything is computed from `v` (distinct numbers of events, increasing) and `m` (how many
officers have each), so that ten thousand resamples of ten thousand officers are one matrix. `m`
may have leading axes: one histogram per row.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from scipy import stats

from daylight.model.arrays import Array

Statistic = Callable[[Array, Array], Array]


def histogram(x: Array) -> tuple[Array, Array]:
    """Distinct values, increasing, and how often each occurs."""
    v, m = np.unique(x, return_counts=True)
    return v.astype(np.float64), m.astype(np.float64)


def top_count(n: Any, percent: float) -> Any:
    """How many officers are "the top p %": n·p/100 rounded down.

    Cutting n ranked officers into 100/p groups, the larger groups first (R's `ntile`), leaves
    exactly this many in the last one; published deciles are made so.
    """
    return np.floor(np.asarray(n) * percent / 100 + 1e-9)


def top_share(v: Array, m: Array, percent: float) -> Array:
    """Share of all events that fall on the top p % of officers."""
    return np.asarray(_top_events(v, m, top_count(m.sum(axis=-1), percent)) / (m @ v))


def lorenz(v: Array, m: Array, percents: Array) -> Array:
    """Share of events on the `percents` % of officers with the fewest, on the last axis.

    Between two officers the curve is a straight line, so any percentage may be asked.
    """
    n = m.sum(axis=-1)
    points = [1 - _top_events(v, m, n * (1 - p / 100)) / (m @ v) for p in percents]
    return np.stack(points, axis=-1)


def _top_events(v: Array, m: Array, q: Any) -> Array:
    """Events of the q officers with the most."""
    most = m[..., ::-1]
    before = np.cumsum(most, axis=-1) - most
    taken = np.clip(np.asarray(q)[..., None] - before, 0, most)
    return np.asarray(taken @ v[::-1])


def ntile_totals(x: Array, groups: int = 10) -> list[float]:
    """Events per tenth of the officers, ranked upwards, the larger tenths first (as `ntile`)."""
    return [float(part.sum()) for part in np.array_split(np.sort(x), groups)]


def gini(v: Array, m: Array) -> Array:
    """Gini index: 0 when all officers have the same number, near 1 when one has all.

    Estimand: half the mean absolute difference between two officers, over the mean.
    Method: 2 Σ i·x₍ᵢ₎ / (n Σ x) − (n + 1)/n, ties sharing their ranks.
    Refuses: never; no events at all give NaN.
    Reference: Bernasco & Steenbeek (2017), eq. 1.
    """
    n, c = m.sum(axis=-1), m @ v
    last = np.cumsum(m, axis=-1)
    rank_sum = m * (2 * last - m + 1) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(2 * (rank_sum @ v) / (n * c) - (n + 1) / n)


def gini_unbiased(v: Array, m: Array) -> Array:
    """Gini × n/(n − 1): without the small-sample deficit."""
    n = m.sum(axis=-1)
    return np.asarray(gini(v, m) * n / (n - 1))


def gini_generalised(v: Array, m: Array) -> Array:
    """Gini that stays 0 for the most even spread possible when events are fewer than officers.

    Estimand: distance from the most even distribution that whole events allow.
    Method: max(1, n/c)·(G − 1) + 1 for n officers and c events.
    Refuses: never.
    Reference: Bernasco & Steenbeek (2017), J. Quant. Criminology 33:451–467.
    """
    n, c = m.sum(axis=-1), m @ v
    return np.asarray(np.maximum(1, n / c) * (gini(v, m) - 1) + 1)


def gini_generalised_unbiased(v: Array, m: Array) -> Array:
    """The generalised Gini × k/(k − 1), k the smaller of officers and events."""
    k = np.minimum(m.sum(axis=-1), m @ v)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(gini_generalised(v, m) * k / (k - 1))


class Resampling(NamedTuple):
    """The level of an interval, what draws, and how often."""

    level: float
    rng: np.random.Generator
    resamples: int = 2000


def bca(
    v: Array,
    m: Array,
    statistic: Statistic,
    resampling: Resampling,
) -> tuple[float, float, float]:
    """Bootstrap interval corrected for skewness, officers drawn with replacement.

    Estimand: the statistic in the population that these officers are a draw from.
    Method: bias-corrected and accelerated percentiles; resampling officers is a multinomial draw
    of the histogram, and leaving one out needs doing once per distinct value.
    Refuses: never; identical officers give an interval of zero width.
    Reference: Efron (1987); used for the Gini by Bernasco & Steenbeek (2017).
    """
    n = m.sum()
    value = float(statistic(v, m))
    level, rng, resamples = resampling
    draws = statistic(v, rng.multinomial(int(n), m / n, size=resamples).astype(np.float64))
    draws = draws[np.isfinite(draws)]
    below = (draws < value).mean() + (draws == value).mean() / 2
    if not 0 < below < 1:
        return value, min(value, float(draws.min())), max(value, float(draws.max()))
    z0 = stats.norm.ppf(below)
    a = _acceleration(v, m, statistic)
    z = stats.norm.ppf([(1 - level) / 2, (1 + level) / 2])
    adjusted = stats.norm.cdf(z0 + (z0 + z) / (1 - a * (z0 + z)))
    low, high = np.quantile(draws, adjusted)
    return value, min(value, float(low)), max(value, float(high))


def _acceleration(v: Array, m: Array, statistic: Statistic) -> float:
    held = m > 0
    left_out = (m - np.eye(len(v)))[held]
    jack, weight = statistic(v, left_out), m[held]
    centred = np.average(jack, weights=weight) - jack
    square = float(weight @ centred**2)
    return float(weight @ centred**3) / (6 * square**1.5) if square > 0 else 0.0
