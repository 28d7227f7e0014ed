"""A mean over periods and its change from the first, from each period's value and its error."""

import numpy as np

from daylight.model.arrays import Array
from daylight.model.intervals import Interval
from daylight.model.monitoring.mixtures import normal_margin, tuned


def running_mean(values: Array, se: Array, weights: Array, *, level: float, looks: int) -> Interval:
    """The weighted mean so far at every look, with intervals that hold at every look.

    Estimand: the mean of the periods' true values, by weights known beforehand.
    Method: the weighted sum of deviations has variance V = Σw²se²; normal mixture, tuned by the
    first period to the number of looks planned.
    Refuses: never; a period without error or weight must be left out before.
    Reference: Howard, Ramdas, McAuliffe & Sekhon (2021), Annals of Statistics 49:1055-1080.
    """
    W = np.cumsum(weights)
    V = np.cumsum(weights**2 * se**2)
    mean = np.cumsum(weights * values) / W
    rho = tuned(looks * float(V[0]), 1 - level)
    half = normal_margin(V, rho, 1 - level) * V / W
    return Interval(mean, mean - half, mean + half)


def running_change(
    values: Array, se: Array, weights: Array, *, level: float, looks: int
) -> Interval:
    """The mean of all later periods less the first one's value, at every look after it.

    Estimand: that difference of true values.
    Method: its variance is that of the mean so far and that of the first value, which all looks
    share, so that differences have independent increments; normal mixture.
    Refuses: never.
    Reference: as `running_mean`; Jennison & Turnbull (2000), section 3.3, for the increments.
    """
    w, later = weights[1:], values[1:]
    W = np.cumsum(w)
    variance = np.cumsum(w**2 * se[1:] ** 2) / W**2
    change = np.cumsum(w * later) / W - values[0]
    information = 1 / (variance + se[0] ** 2)
    rho = tuned(1 / (float(variance[0]) / looks + float(se[0]) ** 2), 1 - level)
    half = normal_margin(information, rho, 1 - level)
    return Interval(change, change - half, change + half)
