"""How far rates and their ratios scatter where places differ: sums of squares over places."""

import numpy as np

from daylight.model.arrays import Array


def crude_rate_variance(x: Array, t: Array) -> float:
    """Variance of the log of a total rate when places differ.

    Linearises log(Σx/Σt) and sums the squares over places, P/(P−1).
    """
    u = (x - x.sum() / t.sum() * t) / x.sum()
    return float(len(u) / (len(u) - 1) * (u**2).sum())


def crude_ratio_variance(x: Array, t: Array, x0: Array, t0: Array) -> float:
    """Variance of the log of a ratio of two total rates when places differ.

    Linearises log(Σx/Σt) − log(Σx₀/Σt₀) and sums the squares over places, P/(P−1).
    """
    u = (x - x.sum() / t.sum() * t) / x.sum() - (x0 - x0.sum() / t0.sum() * t0) / x0.sum()
    return float(len(u) / (len(u) - 1) * (u**2).sum())


def within_ratio(x: Array, t: Array, x0: Array, t0: Array) -> tuple[float, float]:
    """Mantel–Haenszel rate ratio over places and the variance of its log between places."""
    with np.errstate(divide="ignore", invalid="ignore"):
        a = x * t0 / (t + t0)
        c = x0 * t / (t + t0)
        value = float(a.sum() / c.sum())
        u = a / a.sum() - c / c.sum()
        return value, float(len(u) / (len(u) - 1) * (u**2).sum()) if len(u) > 1 else np.nan
