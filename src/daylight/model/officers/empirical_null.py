"""Many officers at once: what "ordinary" looks like among them, and who is not ordinary."""

from typing import NamedTuple

import numpy as np
from scipy import optimize, special, stats

from daylight.model.arrays import Array

WIDEST_SPREAD = 3.0
NULL_WEIGHT = 10.0
"""Officers' worth of prior belief that an officer is ordinary (Stephens 2017)."""

MIN_N = 20
MEDIAN_ABSOLUTE = 0.6744897501960817
"""Median absolute value of a standard normal."""

PER_DEGREE = 2.5
"""Officers per degree of freedom of the spread: twice the square of 1.12, what fitting the middle
alone loses."""

SCALES = np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0])
SWEEPS = 300


class OfficerCounts(NamedTuple):
    """Each officer's events and opportunities, colleagues' rate, and opportunities it rests on."""

    events: Array
    opportunities: Array
    expected: Array
    effective: Array


class Ordinary(NamedTuple):
    """How ordinary officers lie about colleagues' rate, and everyone's z-value among them.

    `shift` is the middle officer's rate over colleagues'; `spread` the standard deviation of
    ordinary officers' underlying rates, relative to colleagues', beyond chance.
    """

    shift: float
    spread: float
    z: Array


def ordinary(counts: OfficerCounts) -> Ordinary:
    """What is ordinary: counts with chance, colleagues' own chance, and a spread of rates.

    Estimand: the middle and the spread of the rates of officers like any other, relative to their
    colleagues'; what is not recorded about circumstances is part of the spread.
    Method: gamma-Poisson counts, scaled for events that are a large share of opportunities; z by
    mid-p. The middle is where the median z is 0; the spread is the one at which the normal fitted
    to the middle of all z has standard deviation 1, and z is of a t distribution because it is
    estimated. So officers with many opportunities, whom the unrecorded moves most in z, are not
    taken for unusual on that account.
    Refuses: never; counts no wider than chance give no spread.
    Reference: Efron (2004), J. American Statistical Association 99:96–104, empirical null;
    Spiegelhalter (2005), Statistics in Medicine 24:1185–1202, additive overdispersion.
    """

    def width(spread: float) -> float:
        return middle_sd(z_values(counts, _shift(counts, spread), spread)) - 1

    if width(0.0) <= 0:
        spread = 0.0
    elif width(WIDEST_SPREAD) >= 0:
        spread = WIDEST_SPREAD
    else:
        spread = float(optimize.brentq(width, 0.0, WIDEST_SPREAD, xtol=1e-3))
    shift = _shift(counts, spread)
    z = z_values(counts, shift, spread)
    return Ordinary(shift, spread, _as_estimated(z) if spread else z)


def _as_estimated(z: Array) -> Array:
    """The same, less far out: the spread they were divided by is itself an estimate."""
    return np.asarray(-np.sign(z) * stats.norm.ppf(stats.t.sf(np.abs(z), len(z) / PER_DEGREE)))


def _shift(counts: OfficerCounts, spread: float) -> float:
    """Where the median z is 0."""

    def middle(log_shift: float) -> float:
        return float(np.median(z_values(counts, np.exp(log_shift), spread)))

    low, high = -2.0, 2.0
    if middle(low) <= 0 or middle(high) >= 0:
        return 1.0
    return float(np.exp(optimize.brentq(middle, low, high, xtol=1e-3)))


def z_values(counts: OfficerCounts, shift: float, spread: float) -> Array:
    """Each officer's count as a normal deviate, were the officer ordinary.

    Above the middle a gamma spread of rates has too thin a tail; it is drawn in to that of a
    log-normal one of the same variance (third moments), so that nobody is flagged for the law.
    """
    z = gamma_poisson_z(counts, shift, spread)
    variance = spread**2
    mean = counts.opportunities * counts.expected * shift
    part = mean * variance / (1 + mean * variance)
    skew = (1 + variance) * spread * part**1.5
    bend = np.maximum(skew / 3, 1e-9)
    return np.asarray(np.where(z > 0, np.log1p(bend * np.maximum(z, 0.0)) / bend, z))


def gamma_poisson_z(counts: OfficerCounts, shift: float, spread: float) -> Array:
    """Mid-p of each count under gamma rates of this spread, as a normal deviate."""
    p = np.clip(counts.expected * shift, 1e-6, 1 - 1e-6)
    # Scaled so that a binomial count, like a Poisson one, has a variance equal to its mean.
    scale = 1 / (1 - p)
    y, mean = counts.events * scale, counts.opportunities * p * scale
    shape = 1 / (spread**2 + (1 - p) / (p * counts.effective))
    below = _at_most(y - scale, mean, shape) + _at_most(y, mean, shape)
    above = _at_least(y, mean, shape) + _at_least(y + scale, mean, shape)
    side = np.where(below < above, below, above) / 2
    z = -stats.norm.isf(np.maximum(side, 1e-300))
    return np.asarray(np.where(below < above, z, -z))


def _at_most(y: Array, mean: Array, shape: Array) -> Array:
    inside = special.betainc(shape, np.maximum(y, 0) + 1, shape / (shape + mean))
    return np.asarray(np.where(y < 0, 0.0, inside))


def _at_least(y: Array, mean: Array, shape: Array) -> Array:
    inside = special.betainc(np.maximum(y, 1e-9), shape, mean / (shape + mean))
    return np.asarray(np.where(y <= 1e-9, 1.0, inside))


def middle_sd(z: Array, half_width: float = 2.0) -> float:
    """Standard deviation of the normal fitted to the z-values in the middle of the heap.

    Estimand: the spread of the ordinary z-values about their median.
    Method: truncated-normal maximum likelihood within `half_width` robust standard deviations.
    Refuses: never; fewer than 20 values in the middle, or one beyond all bounds, give 1.
    Reference: Efron (2004).
    """
    apart = np.abs(z - np.median(z))
    edge = half_width * float(np.median(apart)) / MEDIAN_ABSOLUTE
    middle = apart[apart <= edge]
    if len(middle) < MIN_N or edge == 0:
        return 1.0
    square = float((middle**2).mean())

    def excess(sd: float) -> float:
        a = edge / sd
        lost = 2 * a * np.exp(-a * a / 2) / np.sqrt(2 * np.pi) / (2 * special.ndtr(a) - 1)
        return float(sd**2 * (1 - lost) - square)

    return float(optimize.brentq(excess, edge / 8, edge * 8)) if excess(edge * 8) > 0 else edge


def local_fdr(z: Array) -> Array:
    """Chance that each officer is ordinary after all, given all officers' z-values.

    Estimand: π₀ f₀(z) / f(z), f₀ the standard normal.
    Method: f is f₀ and half-normals of several widths to either side, in shares that maximise the
    likelihood with a prior for f₀, so that a single far value among few officers counts for what
    it is; made monotone outwards, so a more extreme officer is never called more ordinary.
    Refuses: never.
    Reference: Efron (2004); shares as Stephens (2017), Biostatistics 18:275–294; flags at 0.5 in
    Ridgeway & MacDonald (2009).
    """
    sds = np.sqrt(1 + SCALES**2)
    spike = stats.norm.pdf(z)[:, None]
    wide = 2 * stats.norm.pdf(z[:, None], 0, sds)
    # A half-normal effect seen with noise: the normal of the wider sum times a smooth side.
    side = special.ndtr(z[:, None] * SCALES / sds)
    density = np.maximum(np.hstack([spike, wide * side, wide * (1 - side)]), 1e-300)
    share = np.full(density.shape[1], 0.1 / (density.shape[1] - 1))
    share[0] = 0.9
    prior = np.zeros(len(share))
    prior[0] = NULL_WEIGHT
    for _ in range(SWEEPS):
        member = density * share
        member /= member.sum(axis=1, keepdims=True)
        share = member.sum(axis=0) + prior
        share /= share.sum()
    fdr = density[:, 0] * share[0] / (density @ share)
    for chosen in (z >= 0, z < 0):
        order = np.flatnonzero(chosen)[np.argsort(np.abs(z[chosen]))]
        fdr[order] = np.minimum.accumulate(fdr[order])
    return np.asarray(fdr)
