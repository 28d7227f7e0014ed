"""The discriminant family of the threshold test (Pierson, Corbett-Davies & Goel 2018).

Symbols follow the paper: φ is the share who carry contraband; officers see a signal that is
N(0, 1) for those who do not and N(δ, 1) for those who do, and search when it exceeds t. Each cell
has three coordinates, η = (logit φ, log δ, t). Everything is in logarithms, so that no tail
probability can underflow.

With x = logit φ, log P(not searched) = log(1 − φ) + log Φ(t) + log(1 + eᴰ) for
D = x + log Φ(t − δ) − log Φ(t). D is the only place where the coordinates meet, so the derivatives
are written out by hand: they cost little more than the value.
"""

from functools import partial
from typing import NamedTuple

import numpy as np
from scipy import special

from daylight.model.arrays import Array
from daylight.model.searches.jet import Jet, in_chunks, unpacked
from daylight.model.searches.threshold_counts import SearchCounts

ROOT_HALF, ROOT_TWO_OVER_PI = np.sqrt(0.5), np.sqrt(2 / np.pi)


def log_likelihood(
    eta: tuple[Array, Array, Array], counts: SearchCounts, *, third: bool = True
) -> Jet:
    """Log-likelihood of each cell as a function of its η, binomial constants left out."""
    derivatives = partial(_derivatives, third=third)
    return unpacked(in_chunks(derivatives, *eta, counts.hits, counts.misses, counts.not_searched))


def log_values(eta: tuple[Array, Array, Array], counts: SearchCounts) -> Array:
    """The log-likelihood alone."""
    return in_chunks(_values, *eta, counts.hits, counts.misses, counts.not_searched)


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
    return np.asarray(1 / (1 + np.exp(delta * (delta / 2 - t) - logit_phi)))


def at_threshold(eta: tuple[Array, Array, Array], chance: Array) -> Array:
    """The third coordinate at which the threshold is `chance`."""
    delta = np.exp(eta[1])
    return np.asarray((special.logit(chance) - eta[0]) / delta + delta / 2)


class Tails(NamedTuple):
    """log Φ(y) and log Φ(−y), with the slope of each in its own argument."""

    below: Array
    above: Array
    slope_below: Array
    slope_above: Array


def _tails(y: Array) -> Tails:
    """Both from one scaled complementary error function, exact however far out y lies."""
    size = np.abs(y)
    scaled = special.erfcx(size * ROOT_HALF)
    square = size * size / 2
    smaller = scaled * np.exp(-square) / 2
    log_small, log_large = np.log(scaled / 2) - square, np.log1p(-smaller)
    slope_small = ROOT_TWO_OVER_PI / scaled
    slope_large = slope_small * smaller / (1 - smaller)
    low = y < 0
    return Tails(
        np.where(low, log_small, log_large),
        np.where(low, log_large, log_small),
        np.where(low, slope_small, slope_large),
        np.where(low, slope_large, slope_small),
    )


def _softplus(x: Array) -> tuple[Array, Array]:
    """log(1 + eˣ) and its slope."""
    falling = np.exp(-np.abs(x))
    p = np.where(x > 0, 1.0, falling) / (1 + falling)
    return np.maximum(x, 0) + np.log1p(falling), p


def _values(*columns: Array) -> Array:
    x, log_delta, t, h, m, n = columns
    hit, clear = _tails(np.exp(log_delta) - t), _tails(t)
    innocent, _ = _softplus(x)
    spared, _ = _softplus(x + hit.above - clear.below)
    value = h * (x + hit.below) + m * clear.above + n * (clear.below + spared)
    return np.asarray(value - (h + m + n) * innocent)


def _derivatives(*columns: Array, third: bool) -> Array:
    """Rows: value, first, second and, where asked for, third derivatives."""
    x, log_delta, t, h, m, n = columns
    out = np.empty((20 if third else 10, x.size))
    delta = np.exp(log_delta)
    y = delta - t
    hit, clear = _tails(y), _tails(t)
    innocent, phi = _softplus(x)
    softplus, p = _softplus(x + hit.above - clear.below)
    p1 = p * (1 - p)
    total = h + m + n
    r, s = hit.slope_below, hit.slope_above  # log Φ(δ − t), log Φ(t − δ)
    v, q = clear.slope_above, clear.slope_below  # log Φ(−t), log Φ(t)
    r1, s1, v1, q1 = -r * (y + r), -s * (s - y), -v * (v - t), -q * (t + q)
    d, dd = s - q, s1 - q1  # slope and curvature of D in t; in δ they are −s and s1
    psi = 1 - phi
    out[0] = h * (x + hit.below) + m * clear.above + n * (clear.below + softplus) - total * innocent
    out[1] = h - total * phi + n * p
    out[2] = h * r - n * p * s
    out[3] = n * (q + p * d) - h * r - m * v
    out[4] = n * p1 - total * phi * psi
    out[5] = -n * p1 * s
    out[6] = n * p1 * d
    out[7] = h * r1 + n * (p1 * s * s + p * s1)
    out[8] = -h * r1 - n * (p1 * s * d + p * s1)
    out[9] = h * r1 + m * v1 + n * (q1 + p1 * d * d + p * dd)
    if third:
        p2 = p1 * (1 - 2 * p)
        r2, s2 = -r1 * (y + r) - r * (1 + r1), -s1 * (s - y) - s * (1 + s1)
        v2, q2 = -v1 * (v - t) - v * (1 + v1), -q1 * (t + q) - q * (1 + q1)
        n2, n1, n0 = n * p2, n * p1, n * p
        out[10] = n2 - total * phi * psi * (psi - phi)
        out[11] = -n2 * s
        out[12] = n2 * d
        out[13] = n2 * s * s + n1 * s1
        out[14] = -n2 * s * d - n1 * s1
        out[15] = n2 * d * d + n1 * dd
        out[16] = h * r2 - n2 * s**3 - 3 * n1 * s1 * s - n0 * s2
        out[17] = -h * r2 + n2 * s * s * d + n1 * s1 * (d + 2 * s) + n0 * s2
        out[18] = h * r2 - n2 * s * d * d - n1 * (2 * s1 * d + dd * s) - n0 * s2
        out[19] = -h * r2 - m * v2 + n * q2 + n2 * d**3 + 3 * n1 * dd * d + n0 * (s2 - q2)
    return _in_log_delta(out, delta)


def _in_log_delta(out: Array, delta: Array) -> Array:
    """The chain rule from δ to log δ, highest orders first because they read the lower ones."""
    square = delta * delta
    if len(out) > 10:
        out[16] = delta * square * out[16] + 3 * square * out[7] + delta * out[2]
        out[13] = square * out[13] + delta * out[5]
        out[17] = square * out[17] + delta * out[8]
        out[[11, 14, 18]] *= delta
    out[7] = square * out[7] + delta * out[2]
    out[[2, 5, 8]] *= delta
    return out
