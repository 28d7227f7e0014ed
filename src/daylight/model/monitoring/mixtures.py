"""Intervals that hold at every look at once: mixtures of likelihood ratios, inverted.

A likelihood ratio averaged over alternatives is, under the truth, a non-negative martingale with
mean 1; it exceeds 1/α at any time at all with chance α at most (Ville 1939). All values at which it
has not are an interval for every look (Robbins 1970; Howard, Ramdas, McAuliffe & Sekhon 2021,
Annals of Statistics 49:1055-1080).
"""

from collections.abc import Callable

import numpy as np
from scipy import optimize, special

from daylight.model.arrays import Array

Log = Callable[[float], float]

TINY = 1e-12


def tuned(information: float, alpha: float) -> float:
    """The mixing precision ρ at which the normal mixture is narrowest at that information.

    ρ = V / (−W₋₁(−α²/e) − 1), Howard et al. (2021), section 3.5, for two sides.
    """
    lower = float(np.real(special.lambertw(-(alpha**2) / np.e, k=-1)))
    return information / (-lower - 1)


def normal_margin(information: Array, rho: float, alpha: float) -> Array:
    """Half widths around an estimate whose score has variance V: √((V+ρ) log((V+ρ)/(ρα²))) / V."""
    V = np.asarray(information, dtype=np.float64)
    margin: Array = np.sqrt((V + rho) * np.log((V + rho) / (rho * alpha**2))) / V
    return margin


def normal_p(distance: float, information: float, rho: float) -> float:
    """The smallest α whose interval around the estimate excludes a value that far away."""
    score = information * distance
    total = information + rho
    log_ratio = 0.5 * np.log(rho / total) + score**2 / (2 * total)
    return float(np.exp(-max(log_ratio, 0.0)))


def share_log_ratio(hits: float, trials: float, share: float) -> float:
    """Log of the binomial likelihood averaged over all shares alike, over that of one share."""
    misses = trials - hits
    return float(
        special.betaln(1 + hits, 1 + misses)
        - special.xlogy(hits, share)
        - special.xlog1py(misses, -share)
    )


def rate_log_ratio(events: float, exposure: float, rate: float, scale: float) -> float:
    """The same of a Poisson count, averaged over rates spread exponentially around `scale`."""
    shape = 1 + events
    return float(
        special.gammaln(shape)
        - np.log(scale)
        - shape * np.log(1 / scale + exposure)
        - special.xlogy(events, rate)
        + rate * exposure
    )


def share_bounds(hits: float, trials: float, alpha: float) -> tuple[float, float]:
    """The shares that the mixture has not excluded: valid at every look, exactly.

    Estimand: a share that stays the same while it is watched, trials independent.
    Method: beta-binomial mixture with all shares alike, inverted.
    Refuses: never; without trials every share is possible.
    Reference: Robbins (1970), Annals of Mathematical Statistics 41:1397-1409.
    """
    return _inverted(
        lambda p: share_log_ratio(hits, trials, p) + np.log(alpha),
        centre=hits / trials if trials else 0.5,
        ends=(0.0, 1.0),
    )


def rate_bounds(
    events: float, exposure: float, alpha: float, *, scale: float
) -> tuple[float, float]:
    """The rates that the mixture has not excluded: valid at every look, exactly.

    Estimand: a rate that stays the same while it is watched, events independent.
    Method: gamma-Poisson mixture, inverted; `scale` is fixed before the first look.
    Refuses: never.
    Reference: Robbins (1970), Annals of Mathematical Statistics 41:1397-1409.
    """
    top = (events + 40 + 20 * np.sqrt(events + 10) - np.log(alpha)) / exposure
    while rate_log_ratio(events, exposure, top, scale) + np.log(alpha) < 0:
        top *= 2
    return _inverted(
        lambda rate: rate_log_ratio(events, exposure, rate, scale) + np.log(alpha),
        centre=events / exposure,
        ends=(0.0, float(top)),
    )


def _inverted(excess: Log, *, centre: float, ends: tuple[float, float]) -> tuple[float, float]:
    """Where a convex function of the value crosses zero on both sides of the centre."""
    low, high = ends
    inside = min(max(centre, low), high)
    found = []
    for end in (low, high):
        edge = end + np.sign(inside - end) * TINY * max(high - low, TINY)
        if inside == end or excess(float(edge)) <= 0:
            found.append(end)
        else:
            found.append(float(optimize.brentq(excess, edge, inside, xtol=1e-14)))
    return found[0], found[1]
