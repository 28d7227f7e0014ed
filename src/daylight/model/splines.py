"""Smooth curves of one variable that are straight beyond its ends."""

import numpy as np

from daylight.model.arrays import Array


def natural_spline(x: Array, knots: Array) -> Array:
    """Natural cubic spline basis without intercept: one column per knot but one.

    It spans the same curves as R's `ns` with the same knots, so a coefficient beside it is the
    same. Columns are scaled to the range of the knots.
    Reference: Hastie, Tibshirani & Friedman (2009), The Elements of Statistical Learning, eqs.
    5.4 and 5.5.
    """
    low, high = knots[0], knots[-1]
    u, k = (x - low) / (high - low), (knots - low) / (high - low)

    def d(j: int) -> Array:
        cubes = np.maximum(u - k[j], 0) ** 3 - np.maximum(u - k[-1], 0) ** 3
        return np.asarray(cubes / (k[-1] - k[j]))

    last = d(len(k) - 2)
    return np.column_stack([u, *(d(j) - last for j in range(len(k) - 2))])


def knots_at_quantiles(x: Array, weight: Array, df: int) -> Array:
    """Ends of x and df − 1 inner knots at its quantiles, as R's `ns(df=)` places them.

    The quantile is R's type 7 of x repeated `weight` times.
    """
    order = np.argsort(x, kind="stable")
    values, cumulative = x[order], np.cumsum(weight[order])
    count = cumulative[-1]
    position = np.arange(1, df) / df * (count - 1)
    below = values[np.searchsorted(cumulative, np.floor(position), side="right")]
    above = values[
        np.searchsorted(cumulative, np.minimum(np.floor(position) + 1, count - 1), side="right")
    ]
    inner = below + (position - np.floor(position)) * (above - below)
    present = values[weight[order] > 0]
    return np.concatenate([[present[0]], inner, [present[-1]]])
