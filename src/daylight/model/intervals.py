"""Intervals for counts, shares, rates and their ratios, exact where exact is possible."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from daylight.data.estimate import Estimate
from daylight.data.quantity import Quantity
from daylight.model.arrays import Array

Numbers = npt.ArrayLike


class Interval(NamedTuple):
    """A value with its lower and upper bound, each a number or an array of the same shape."""

    value: Array
    low: Array
    high: Array

    @classmethod
    def of(cls, value: float, low: float, high: float) -> "Interval":
        """From three numbers."""
        return cls(np.asarray(value), np.asarray(low), np.asarray(high))

    def exp(self) -> "Interval":
        """The interval of a ratio, from that of its log."""
        return Interval(*(np.exp(end) for end in self))

    def estimate(self, quantity: Quantity, *, n: float, **about: Any) -> Estimate:
        """One estimate from an interval of single numbers; `about` is as in `Estimate`.

        A bound that rounding put a hair beyond the value is taken to be the value.
        """
        value = float(self.value)
        return Estimate(
            quantity=quantity,
            value=value,
            low=min(float(self.low), value),
            high=max(float(self.high), value),
            n=round(n),
            **about,
        )


def normal_quantile(level: float) -> float:
    """The two-sided standard-normal quantile, 1.96 for 0.95."""
    return float(special.ndtri(0.5 + level / 2))


def t_quantile(level: float, df: float) -> float:
    """The two-sided quantile of Student's t; the normal one where freedom is infinite."""
    if np.isinf(df):
        return normal_quantile(level)
    return float(special.stdtrit(df, 0.5 + level / 2))


def two_sided_t(t: float, df: float) -> float:
    """Two-sided p-value of a t; of a normal z where freedom is infinite."""
    return two_sided_p(t) if np.isinf(df) else float(2 * special.stdtr(df, -abs(t)))


def wald(value: float, se: float, *, level: float = 0.95, df: float = np.inf) -> Interval:
    """Normal interval around an estimate with a standard error; Student's t where df is finite."""
    margin = t_quantile(level, df) * se
    return Interval.of(value, value - margin, value + margin)


def log_wald(value: float, se: float, *, level: float = 0.95, df: float = np.inf) -> Interval:
    """Interval of a ratio whose log is roughly t-distributed, with the log's standard error."""
    factor = np.exp(t_quantile(level, df) * se)
    return Interval.of(value, value / factor, value * factor)


def no_chance(value: float) -> Interval:
    """A count of what there is, which chance has no part in: both bounds are the value."""
    return Interval(*(np.asarray(float(value)) for _ in range(3)))


def no_interval(value: float) -> Interval:
    """A value that has no interval."""
    return Interval.of(value, np.nan, np.nan)


def wilson(hits: Numbers, trials: Numbers, *, level: float = 0.95) -> Interval:
    """Interval for a proportion that behaves when counts are small.

    Estimand: the chance that one more trial is a hit, trials taken as independent.
    Method: inverts the score test; it never leaves [0, 1] and is not empty at 0 or n hits.
    Refuses: never; zero trials give the interval (0, 1) around NaN.
    Reference: Wilson (1927); form as in Newcombe (1998), method 3.
    """
    x, n = np.broadcast_arrays(np.asarray(hits, float), np.asarray(trials, float))
    z = normal_quantile(level)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = x / n
        centre = (x + z * z / 2) / (n + z * z)
        half = z / (n + z * z) * np.sqrt(np.maximum(n * p * (1 - p), 0) + z * z / 4)
    low = np.where(n > 0, np.where(x == 0, 0.0, centre - half), 0.0)
    high = np.where(n > 0, np.where(x == n, 1.0, centre + half), 1.0)
    return Interval(p, low, high)


def clopper_pearson(hits: Numbers, trials: Numbers, *, level: float = 0.95) -> Interval:
    """Exact interval for a proportion: its coverage is never below the level.

    Counts may be fractional: those of an effective sample size.

    Estimand: the chance that one more trial is a hit, trials taken as independent.
    Method: inverts the two one-sided binomial tests through beta quantiles.
    Refuses: never; zero trials give (0, 1) around NaN.
    Reference: Clopper & Pearson (1934).
    """
    x, n = np.broadcast_arrays(np.asarray(hits, float), np.asarray(trials, float))
    tail = (1 - level) / 2
    with np.errstate(divide="ignore", invalid="ignore"):
        p = x / n
        hits, misses = np.where(x > 0, x, 1.0), np.where(x < n, n - x, 1.0)
        low = np.where(x > 0, special.betaincinv(hits, n - x + 1, tail), 0.0)
        high = np.where(x < n, special.betaincinv(x + 1, misses, 1 - tail), 1.0)
    return Interval(p, np.where(n > 0, low, 0.0), np.where(n > 0, high, 1.0))


def poisson_rate(events: Numbers, exposure: Numbers, *, level: float = 0.95) -> Interval:
    """Exact interval for a rate of events per unit of exposure.

    Estimand: expected events per unit of exposure, events independent.
    Method: chi-square quantiles of the Poisson tails (Garwood).
    Refuses: never; zero exposure gives NaN.
    Reference: Garwood (1936).
    """
    x, t = np.broadcast_arrays(np.asarray(events, float), np.asarray(exposure, float))
    tail = (1 - level) / 2
    # Half a chi-square quantile with 2x degrees of freedom is a gamma quantile with shape x.
    low = np.where(x > 0, special.gammaincinv(np.where(x > 0, x, 1.0), tail), 0.0)
    high = special.gammaincinv(x + 1, 1 - tail)
    with np.errstate(divide="ignore", invalid="ignore"):
        return Interval(x / t, low / t, high / t)


def rate_ratio(
    events: Numbers,
    exposure: Numbers,
    reference_events: Numbers,
    reference_exposure: Numbers,
    *,
    level: float = 0.95,
) -> Interval:
    """Exact interval for the ratio of two Poisson rates with known exposures.

    Estimand: (events / exposure) divided by the same of the reference.
    Method: given the total, the events are binomial; Clopper–Pearson bounds of that share are
    turned into bounds of the ratio.
    Refuses: never; no events in either group gives (0, ∞) around NaN.
    Reference: Przyborowski & Wilenski (1940), conditional test; ratio form as in Fay (2010).
    """
    x, t, x0, t0 = (
        np.asarray(v, float)
        for v in np.broadcast_arrays(events, exposure, reference_events, reference_exposure)
    )
    share = clopper_pearson(x, x + x0, level=level)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = t0 / t
        value = (x / t) / (x0 / t0)
        low = np.where(share.low < 1, share.low / (1 - share.low), np.inf) * scale
        high = np.where(share.high < 1, share.high / (1 - share.high), np.inf) * scale
    return Interval(value, low, high)


def rate_ratio_p(
    events: float, exposure: float, reference_events: float, reference_exposure: float
) -> float:
    """Two-sided exact p-value that two Poisson rates are equal."""
    return float(rate_ratio_ps(events, exposure, reference_events, reference_exposure))


def rate_ratio_ps(
    events: Numbers, exposure: Numbers, reference_events: Numbers, reference_exposure: Numbers
) -> Array:
    """Two-sided exact p-values that pairs of Poisson rates are equal (conditional binomial test).

    Twice the smaller tail, so that it agrees with the interval of `rate_ratio`.
    """
    x, t, x0, t0 = (
        np.asarray(v, float)
        for v in np.broadcast_arrays(events, exposure, reference_events, reference_exposure)
    )
    total = x + x0
    with np.errstate(divide="ignore", invalid="ignore"):
        share = t / (t + t0)
        # P(X ≤ x) and P(X ≥ x) of a binomial, as incomplete beta functions
        fewer = special.betainc(np.where(x0 > 0, x0, 1.0), x + 1, 1 - share)
        more = special.betainc(np.where(x > 0, x, 1.0), x0 + 1, share)
        fewer, more = np.where(x < total, fewer, 1.0), np.where(x > 0, more, 1.0)
        p = np.minimum(1.0, 2 * np.minimum(fewer, more))
    return np.asarray(np.where(total > 0, p, 1.0))


def risk_difference(
    hits: Numbers,
    trials: Numbers,
    reference_hits: Numbers,
    reference_trials: Numbers,
    *,
    level: float = 0.95,
) -> Interval:
    """Interval for the difference of two independent proportions.

    Estimand: p − p₀.
    Method: hybrid of the two Wilson intervals; stays in [−1, 1] and behaves at 0 and n hits.
    Refuses: never; a group without trials gives NaN.
    Reference: Newcombe (1998), Statistics in Medicine 17:873–890, method 10.
    """
    one = wilson(hits, trials, level=level)
    two = wilson(reference_hits, reference_trials, level=level)
    value = one.value - two.value
    low = value - np.sqrt((one.value - one.low) ** 2 + (two.high - two.value) ** 2)
    high = value + np.sqrt((one.high - one.value) ** 2 + (two.value - two.low) ** 2)
    return Interval(value, low, high)


def risk_ratio(
    hits: Numbers,
    trials: Numbers,
    reference_hits: Numbers,
    reference_trials: Numbers,
    *,
    level: float = 0.95,
) -> Interval:
    """Interval for the ratio of two independent proportions.

    Estimand: p / p₀.
    Method: normal on the log scale with variance 1/x − 1/n + 1/x₀ − 1/n₀.
    Refuses: never; no hits in a group gives (0, ∞) around the plain ratio.
    Reference: Katz, Baptista, Azen & Pike (1978).
    """
    x, n, x0, n0 = (
        np.asarray(v, float)
        for v in np.broadcast_arrays(hits, trials, reference_hits, reference_trials)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (x / n) / (x0 / n0)
        spread = normal_quantile(level) * np.sqrt(1 / x - 1 / n + 1 / x0 - 1 / n0)
        low, high = value * np.exp(-spread), value * np.exp(spread)
    empty = (x == 0) | (x0 == 0)
    return Interval(value, np.where(empty, 0.0, low), np.where(empty, np.inf, high))


def odds_ratio(
    hits: Numbers,
    trials: Numbers,
    reference_hits: Numbers,
    reference_trials: Numbers,
    *,
    level: float = 0.95,
) -> Interval:
    """Interval for the ratio of two odds.

    Estimand: [p / (1 − p)] / [p₀ / (1 − p₀)].
    Method: Woolf's normal interval on the log scale.
    Refuses: never; an empty cell gives (0, ∞) around the plain ratio.
    Reference: Woolf (1955).
    """
    x, n, x0, n0 = (
        np.asarray(v, float)
        for v in np.broadcast_arrays(hits, trials, reference_hits, reference_trials)
    )
    with np.errstate(divide="ignore", invalid="ignore"):
        value = (x / (n - x)) / (x0 / (n0 - x0))
        spread = normal_quantile(level) * np.sqrt(1 / x + 1 / (n - x) + 1 / x0 + 1 / (n0 - x0))
        low, high = value * np.exp(-spread), value * np.exp(spread)
    empty = (x == 0) | (x0 == 0) | (x == n) | (x0 == n0)
    return Interval(value, np.where(empty, 0.0, low), np.where(empty, np.inf, high))


def pooled_z(hits: float, trials: float, reference_hits: float, reference_trials: float) -> float:
    """The pooled two-sample z of two proportions (positive when the first is larger).

    Zero where every trial, or none, was a hit: there is nothing to tell apart.
    """
    pooled = (hits + reference_hits) / (trials + reference_trials)
    spread = np.sqrt(pooled * (1 - pooled) * (1 / trials + 1 / reference_trials))
    if spread == 0:
        return 0.0
    return float((hits / trials - reference_hits / reference_trials) / spread)


def two_sided_p(z: float) -> float:
    """Two-sided normal p-value of a z."""
    return float(2 * special.ndtr(-abs(z)))
