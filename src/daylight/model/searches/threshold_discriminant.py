"""The discriminant family of the threshold test (Pierson, Corbett-Davies & Goel 2018).

Symbols follow the paper: φ is the share who carry contraband; officers see a signal that is
N(0, 1) for those who do not and N(δ, 1) for those who do, and search when it exceeds t. Each cell
has three coordinates, η = (logit φ, log δ, t). Everything is in logarithms, so that no tail
probability can underflow.
"""

import numpy as np
import numpy.typing as npt
from scipy import special

from daylight.model.searches.jet import Jet, log_of_sum, through
from daylight.model.searches.threshold_counts import Counts

Array = npt.NDArray[np.float64]


def log_likelihood(eta: tuple[Array, Array, Array], counts: Counts, *, third: bool = True) -> Jet:
    """Log-likelihood of each cell as a function of its η, binomial constants left out."""
    logit_phi, log_delta, t = eta
    delta = np.exp(log_delta)
    guilty = _log_share(logit_phi, sign=1.0, third=third)
    innocent = _log_share(logit_phi, sign=-1.0, third=third)
    hit = guilty.plus(_log_tail(delta - t, slope_delta=1.0, slope_t=-1.0, third=third), 1.0)
    miss = innocent.plus(_log_tail(-t, slope_delta=0.0, slope_t=-1.0, third=third), 1.0)
    spared = guilty.plus(_log_tail(t - delta, slope_delta=-1.0, slope_t=1.0, third=third), 1.0)
    clear = innocent.plus(_log_tail(t, slope_delta=0.0, slope_t=1.0, third=third), 1.0)
    log_none = np.logaddexp(spared.value, clear.value)
    parts = [
        (np.exp(spared.value - log_none), spared),
        (np.exp(clear.value - log_none), clear),
    ]
    none = log_of_sum(parts, log_none)
    total = hit.times(counts.hits).plus(miss, counts.misses).plus(none, counts.not_searched)
    return through(total, _coordinates(logit_phi, delta, t, third=third))


def log_values(eta: tuple[Array, Array, Array], counts: Counts) -> Array:
    """The log-likelihood alone."""
    logit_phi, log_delta, t = eta
    delta = np.exp(log_delta)
    guilty, innocent = -np.logaddexp(0, -logit_phi), -np.logaddexp(0, logit_phi)
    none = np.logaddexp(guilty + special.log_ndtr(t - delta), innocent + special.log_ndtr(t))
    return np.asarray(
        counts.hits * (guilty + special.log_ndtr(delta - t))
        + counts.misses * (innocent + special.log_ndtr(-t))
        + counts.not_searched * none
    )


def rates(eta: tuple[Array, Array, Array]) -> tuple[Array, Array]:
    """Search rate and hit rate that the coordinates imply."""
    logit_phi, log_delta, t = eta
    log_hit = special.log_ndtr(np.exp(log_delta) - t) - np.logaddexp(0, -logit_phi)
    log_miss = special.log_ndtr(-t) - np.logaddexp(0, logit_phi)
    return np.exp(np.logaddexp(log_hit, log_miss)), special.expit(log_hit - log_miss)


def threshold(eta: tuple[Array, Array, Array]) -> Array:
    """The chance of a hit above which a person is searched."""
    logit_phi, log_delta, t = eta
    delta = np.exp(log_delta)
    return np.asarray(special.expit(logit_phi + delta * t - delta**2 / 2))


def at_threshold(eta: tuple[Array, Array, Array], chance: Array) -> Array:
    """The third coordinate at which the threshold is `chance`."""
    delta = np.exp(eta[1])
    return np.asarray((special.logit(chance) - eta[0]) / delta + delta / 2)


def _log_share(logit_phi: Array, *, sign: float, third: bool) -> Jet:
    """log φ (sign 1) or log(1 − φ) (sign −1)."""
    phi, psi = special.expit(logit_phi), special.expit(-logit_phi)
    other = psi if sign > 0 else phi
    jet = Jet(
        -np.logaddexp(0, -sign * logit_phi),
        [sign * other, 0.0, 0.0],
        [-phi * psi, 0.0, 0.0, 0.0, 0.0, 0.0],
    )
    if third:
        jet.third = [-phi * psi * (psi - phi)] + [0.0] * 9
    return jet


def _log_tail(y: Array, *, slope_delta: float, slope_t: float, third: bool) -> Jet:
    """log Φ(y) where y moves with δ and t at the given slopes."""
    log_cdf = special.log_ndtr(y)
    r = np.exp(-y * y / 2 - 0.5 * np.log(2 * np.pi) - log_cdf)
    rr = -r * (y + r)
    d, t = slope_delta, slope_t
    jet = Jet(log_cdf, [0.0, d * r, t * r], [0.0, 0.0, 0.0, d * d * rr, d * t * rr, t * t * rr])
    if third:
        rrr = -rr * (y + r) - r * (1 + rr)
        jet.third = [0.0] * 6 + [d**3 * rrr, d * d * t * rrr, d * t * t * rrr, t**3 * rrr]
    return jet


def _coordinates(logit_phi: Array, delta: Array, t: Array, *, third: bool) -> tuple[Jet, Jet, Jet]:
    jets = (
        Jet(logit_phi, [1.0, 0.0, 0.0], [0.0] * 6),
        Jet(delta, [0.0, delta, 0.0], [0.0, 0.0, 0.0, delta, 0.0, 0.0]),
        Jet(t, [0.0, 0.0, 1.0], [0.0] * 6),
    )
    if third:
        for jet in jets:
            jet.third = [0.0] * 10
        jets[1].third[6] = delta
    return jets
