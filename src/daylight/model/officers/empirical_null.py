"""Many z-values at once: what "ordinary" looks like among them, and who is not ordinary."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import optimize, stats

Array = npt.NDArray[np.float64]


class Null(NamedTuple):
    """Centre and spread of the ordinary z-values, and their share of all."""

    mean: float
    sd: float
    share: float


def empirical_null(z: Array, *, half_width: float = 2.0) -> Null:
    """The normal distribution of the ordinary z-values, fitted to the middle of the heap.

    Estimand: centre, spread and share of the z-values of officers like any other.
    Method: truncated-normal maximum likelihood within `half_width` robust standard deviations of
    the median; what is not recorded about circumstances widens the heap and is allowed for so.
    Refuses: never; fewer than 20 values in the middle give the standard normal.
    Reference: Efron (2004), J. American Statistical Association 99:96–104.
    """
    centre = float(np.median(z))
    robust = float(np.diff(np.quantile(z, [0.25, 0.75]))[0]) / 1.349
    low, high = centre - half_width * robust, centre + half_width * robust
    middle = z[(z >= low) & (z <= high)]
    if len(middle) < 20 or robust == 0:
        return Null(0.0, 1.0, 1.0)

    def loss(parameters: Array) -> float:
        mean, sd = parameters[0], np.exp(parameters[1])
        inside = stats.norm.cdf(high, mean, sd) - stats.norm.cdf(low, mean, sd)
        return float(-stats.norm.logpdf(middle, mean, sd).sum() + len(middle) * np.log(inside))

    bounds = [(low, high), (np.log(robust / 3), np.log(robust * 3))]
    best = optimize.minimize(loss, [centre, np.log(robust)], bounds=bounds, method="L-BFGS-B").x
    mean, sd = float(best[0]), float(np.exp(best[1]))
    inside = stats.norm.cdf(high, mean, sd) - stats.norm.cdf(low, mean, sd)
    return Null(mean, sd, float(min(1.0, len(middle) / len(z) / inside)))


def local_fdr(z: Array, null: Null) -> Array:
    """Chance that each officer is ordinary after all, given all officers' z-values.

    Estimand: π₀ f₀(z) / f(z).
    Method: f by a kernel estimate over all z; made monotone outwards from the null's centre, so a
    more extreme officer is never called more ordinary.
    Refuses: never.
    Reference: Efron (2004); flags at 0.5 in Ridgeway & MacDonald (2009).
    """
    mixture = stats.gaussian_kde(z, bw_method="silverman")(z)
    ordinary = null.share * stats.norm.pdf(z, null.mean, null.sd)
    fdr = np.minimum(1.0, ordinary / np.maximum(mixture, 1e-300))
    for side in (z >= null.mean, z < null.mean):
        order = np.flatnonzero(side)[np.argsort(np.abs(z[side] - null.mean))]
        fdr[order] = np.minimum.accumulate(fdr[order])
    return np.asarray(fdr)
