"""An interval at another level, where its own says enough to make it."""

import math

import numpy as np

from daylight.data.comparison import CorrectedInterval
from daylight.data.estimate import Basis, BasisKind, Estimate
from daylight.data.quantity import Scale
from daylight.model.intervals import t_quantile

FROM_ERRORS = (BasisKind.INDEPENDENT, BasisKind.CLUSTERED)
"""Intervals that are as long as a quantile of the normal or of Student's t says."""

ENDS = {
    Scale.PROPORTION: (0.0, 1.0),
    Scale.PROBABILITY: (0.0, 1.0),
    Scale.DIFFERENCE: (-1.0, 1.0),
}
"""Beyond what no value of a scale can lie."""


def at_level(estimate: Estimate, level: float) -> CorrectedInterval | None:
    """The interval of an estimate at a level of its own.

    Estimand: that of the estimate.
    Method: each side is stretched, on the log scale where the estimate is a ratio, by the quantile
    of Student's t at the new level over that at the old one, on the freedom that the basis names.
    Refuses: None where the interval is not made of errors (draws, posteriors, bounds), or does not
    exist.
    Reference: Efron & Hastie (2016), Computer Age Statistical Inference, section 11.1, on intervals
    that are standard on a transformed scale.
    """
    points = (estimate.value, estimate.low, estimate.high)
    if estimate.basis.kind not in FROM_ERRORS or estimate.quantity.is_bound:
        return None
    if not all(map(math.isfinite, points)) or not 0 < estimate.level < 1:
        return None
    df = _freedom(estimate.basis)
    times = t_quantile(level, df) / t_quantile(estimate.level, df)
    if estimate.scale.is_ratio:
        if min(points) <= 0:
            return None
        value, low, high = np.log(points)
        ends = (value - times * (value - low), value + times * (high - value))
        return CorrectedInterval(level, *(float(np.exp(end)) for end in ends))
    value, low, high = points
    least, most = ENDS.get(estimate.scale, (-math.inf, math.inf))
    return CorrectedInterval(
        level,
        max(value - times * (value - low), least),
        min(value + times * (high - value), most),
    )


def _freedom(basis: Basis) -> float:
    if basis.df is not None:
        return basis.df
    return basis.clusters - 1.0 if basis.clusters and basis.clusters > 1 else math.inf
