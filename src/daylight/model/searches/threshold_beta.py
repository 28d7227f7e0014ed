"""The beta family of the threshold test: risk is beta distributed (Simoiu et al. 2017).

Symbols follow the paper: φ mean risk, λ its concentration, t the threshold, a = λφ, b = λ(1 − φ).
Each cell has three coordinates, η = (logit φ, log λ, logit t).

With u = logit(risk), the chance of a search that finds something is an integral over u > logit t
of exp(a·u + λ·log(1 − risk) + log risk): the tail of an exponential family. The derivatives of
its logarithm with respect to (a, λ) are therefore the cumulants of (u, log(1 − risk)) in that
tail, and one Gauss–Legendre sum gives the incomplete beta with its first three derivatives.
"""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import numpy as np
from scipy import special

from daylight.model.arrays import Array
from daylight.model.searches.jet import (
    PAIR,
    TRIPLES,
    Jet,
    in_chunks,
    log_of_sum,
    through,
    unpacked,
)
from daylight.model.searches.threshold_counts import SearchCounts

NODES = 20
DROP = 22.0
"""The tail is cut where the integrand has fallen to e⁻²² of its maximum."""

FARTHEST = 500.0
"""Largest logit of risk looked at; e to this power is still a number."""

LARGEST = 14.0
"""Largest log λ: beyond it risk hardly varies, the sums lose their digits, and nothing is said."""

SMALLEST = 1e-13

BLOCK = 512
"""Cells integrated at a time, so that the working arrays stay in the processor's cache."""

SHIFT = 8
"""Stirling's series are used from eight up, where they are exact to ten digits."""

_x, _w = np.polynomial.legendre.leggauss(NODES)
POINTS = (_x + 1) / 2
WEIGHTS = _w / 2
POWERS = WEIGHTS[:, None] * POINTS[:, None] ** np.arange(4)


def log_likelihood(
    eta: tuple[Array, Array, Array], counts: SearchCounts, *, third: bool = True
) -> Jet:
    """Log-likelihood of each cell as a function of its η, binomial constants left out."""
    derivatives = partial(_derivatives, third=third)
    tallies = counts.hits, counts.misses, counts.not_searched
    return unpacked(in_chunks(derivatives, *eta, *tallies))


def log_values(eta: tuple[Array, Array, Array], counts: SearchCounts) -> Array:
    """The log-likelihood alone."""
    log_hit, log_miss = log_probabilities(eta)
    searched = np.exp(log_hit) + np.exp(log_miss)
    none = np.log(np.maximum(1 - searched, SMALLEST))
    return np.asarray(counts.hits * log_hit + counts.misses * log_miss + counts.not_searched * none)


def log_probabilities(eta: tuple[Array, Array, Array]) -> tuple[Array, Array]:
    """Logarithms of the chances of a search that finds something and of one that does not."""
    log_hit, log_miss = in_chunks(_tails, *eta)
    return log_hit, log_miss


def rates(eta: tuple[Array, Array, Array]) -> tuple[Array, Array]:
    """Search rate and hit rate that the coordinates imply."""
    log_hit, log_miss = log_probabilities(eta)
    return np.exp(np.logaddexp(log_hit, log_miss)), special.expit(log_hit - log_miss)


def threshold(eta: tuple[Array, Array, Array]) -> Array:
    """The chance of a hit above which a person is searched."""
    return np.asarray(special.expit(eta[2]))


def at_threshold(eta: tuple[Array, Array, Array], chance: Array) -> Array:
    """The third coordinate at which the threshold is `chance`."""
    del eta
    return np.asarray(special.logit(chance))


def _derivatives(*columns: Array, third: bool) -> Array:
    """Value, first, second and third derivatives of cells, stacked."""
    logit_phi, log_lam, tau, h, m, n = columns
    log_hit, log_miss, log_searched = _log_tails(logit_phi, log_lam, tau, third=third)
    spared = np.maximum(-np.expm1(log_searched.value), SMALLEST)
    odds = -np.exp(log_searched.value) / spared
    log_none = log_of_sum([(odds, log_searched)], np.log(spared))
    total = log_hit.times(h).plus(log_miss, m).plus(log_none, n)
    jet = through(total, _coordinates(logit_phi, log_lam, third=third))
    out = np.empty((20 if third else 10, tau.size))
    for row, part in zip(out, (jet.value, *jet.first, *jet.second, *jet.third), strict=True):
        row[:] = part
    return out


class Tail(NamedTuple):
    """What the integral over u = logit(risk) from the threshold up is made of."""

    phi: Array
    lam: Array
    a: Array
    b: Array
    low: Array
    width: Array
    top: Array


def _tail(logit_phi: Array, log_lam: Array, tau: Array) -> Tail:
    lam = np.exp(np.where(log_lam < LARGEST, log_lam, np.nan))
    odds = np.exp(logit_phi)
    phi = odds / (1 + odds)
    a, b = lam * phi, lam / (1 + odds)
    peak = np.maximum(tau, logit_phi)
    top = _exponent(a, lam, peak)
    high = _end(a, lam, b, peak, top)
    low = tau
    if (inside := np.flatnonzero(tau < logit_phi)).size:  # mirrored, the lower end is an upper one
        part = (b[inside], lam[inside], a[inside], -peak[inside])
        low = tau.copy()
        low[inside] = np.maximum(tau[inside], -_end(*part, _exponent(*part[:2], part[3])))
    return Tail(phi, lam, a, b, low, high - low, top)


def _exponent(a: Array, lam: Array, u: Array) -> Array:
    return np.asarray(a * u - lam * np.log(1 + np.exp(u)))


def _end(a: Array, lam: Array, b: Array, peak: Array, top: Array) -> Array:
    """Where the integrand above its peak has fallen by `DROP`, or a little beyond.

    The exponent is concave, so Newton's steps from outside stay outside. Two bounds are outside:
    the tangent at the peak, and the slope −b of the far tail.
    """
    odds = np.exp(peak)
    fall = np.maximum(lam * odds / (1 + odds) - a, 1e-12)
    high = np.minimum(np.minimum(peak + DROP / fall, (DROP - top) / b), FARTHEST)
    for _ in range(3):
        odds = np.exp(high)
        step = (a * high - lam * np.log(1 + odds) - top + DROP) / (lam * odds / (1 + odds) - a)
        high = np.maximum(high + np.minimum(step, 0.0), peak)
    return np.asarray(np.maximum(high, peak + 1e-6))


def _nodes(at: Tail, cells: slice) -> tuple[Array, Array, Array]:
    """At every node: the integrand without its risk, log(1 − risk), 1 − risk."""
    u = at.width[cells, None] * POINTS
    u += at.low[cells, None]
    innocent = np.exp(u)
    innocent += 1
    np.reciprocal(innocent, out=innocent)
    spare = np.log(innocent)
    u *= at.a[cells, None]
    u += at.lam[cells, None] * spare
    u -= at.top[cells, None]
    return np.exp(u, out=u), spare, innocent


def _blocks(cells: int) -> Iterator[slice]:
    return (slice(at, at + BLOCK) for at in range(0, cells, BLOCK))


def _tails(logit_phi: Array, log_lam: Array, tau: Array) -> Array:
    at = _tail(logit_phi, log_lam, tau)
    both, miss = np.empty((2, tau.size))
    for cells in _blocks(tau.size):
        w, _, innocent = _nodes(at, cells)
        both[cells] = w @ WEIGHTS
        innocent *= w
        miss[cells] = innocent @ WEIGHTS
    scale = at.top + np.log(at.width) - _log_beta_value(at)
    return np.stack([np.log(both - miss), np.log(miss)]) + scale


def _log_tails(logit_phi: Array, log_lam: Array, tau: Array, *, third: bool) -> tuple[Jet, ...]:
    """Jets in (a, λ, τ) of log P(hit), log P(miss) and log P(searched)."""
    at = _tail(logit_phi, log_lam, tau)
    floor = -np.log(1 + np.exp(at.low))
    both, miss = _sums(at, floor, order=3 if third else 2)
    hit = both - miss
    log_odds = np.log(1 + np.exp(tau))
    x = 1 / (1 + np.exp(-tau))
    bend = -x * (1 - x)
    start = at.a * tau - at.lam * log_odds
    slope, curve = at.a - at.lam * x, at.lam * bend
    edges = (
        (hit, start + tau - log_odds, slope + 1 - x, curve + bend),
        (miss, start - log_odds, slope - x, curve + bend),
        (both, start, slope, curve),
    )
    normaliser = _log_beta(at, third=third)
    return tuple(
        _with_limit(
            _cumulants(raw, at, floor, third=third),
            Jet(value, [tau, -log_odds, slope], [0.0, 0.0, 1.0, 0.0, -x, curvature]),
            third=third,
        ).plus(normaliser, -1.0)
        for raw, value, slope, curvature in edges
    )


def _sums(at: Tail, floor: Array, *, order: int) -> Array:
    """Sums over the nodes of w · ξᵏ · lᵐ, and of those times 1 − risk, by (k, m) up to `order`.

    ξ runs from 0 to 1 over the range of the integral; l = log(1 − risk), less `floor`.
    """
    sums = np.empty((2, order + 1, order + 1, floor.size))
    for cells in _blocks(floor.size):
        w, spare, innocent = _nodes(at, cells)
        spare -= floor[cells, None]
        innocent *= w
        for m in range(order + 1):
            for kind, weighted in enumerate((w, innocent)):
                if m:
                    weighted *= spare
                sums[kind, : order + 1 - m, m, cells] = (weighted @ POWERS[:, : order + 1 - m]).T
    return sums


def _cumulants(raw: Array, at: Tail, floor: Array, *, third: bool) -> Jet:
    """Logarithm of the tail integral and its derivatives in (a, λ): cumulants of (u, l)."""
    m, width = raw / raw[0, 0], at.width
    x, y = m[1, 0], m[0, 1]
    xx, xy, yy = m[2, 0] - x * x, m[1, 1] - x * y, m[0, 2] - y * y
    jet = Jet(
        np.log(raw[0, 0] * width) + at.top,
        [at.low + width * x, floor + y, 0.0],
        [width**2 * xx, width * xy, 0.0, yy, 0.0, 0.0],
    )
    if third:
        xxx = m[3, 0] - 3 * x * xx - x**3
        xxy = m[2, 1] - 2 * x * xy - y * xx - x * x * y
        xyy = m[1, 2] - 2 * y * xy - x * yy - x * y * y
        yyy = m[0, 3] - 3 * y * yy - y**3
        jet.third = [width**3 * xxx, width**2 * xxy, 0.0, width * xyy, 0.0, 0.0, yyy, 0.0, 0.0, 0.0]
    return jet


def _with_limit(tail: Jet, edge: Jet, *, third: bool) -> Jet:
    """Add the derivatives in the lower limit τ, from the integrand's logarithm `edge` there."""
    r = np.exp(edge.value - tail.value)
    tail.first[2] = -r
    D = [edge.first[i] - tail.first[i] for i in range(3)]
    for i in range(3):
        tail.second[PAIR[i, 2]] = -r * D[i]
    if third:
        for at, (i, j, k) in enumerate(TRIPLES):
            if k == 2:
                step = edge.second[PAIR[i, j]] - tail.second[PAIR[i, j]]
                tail.third[at] = -r * (D[i] * D[j] + step)
    return tail


def _log_beta(at: Tail, *, third: bool) -> Jet:
    """log B(a, λ − a) in (a, λ)."""
    (pa, pb, pl), (qa, qb, ql), (ra, rb, rl) = _polygammas(at, third=third)
    jet = Jet(_log_beta_value(at), [pa - pb, pb - pl, 0.0], [qa + qb, -qb, 0.0, qb - ql, 0.0, 0.0])
    if third:
        jet.third = [ra - rb, rb, 0.0, -rb, 0.0, 0.0, rb - rl, 0.0, 0.0, 0.0]
    return jet


def _log_beta_value(at: Tail) -> Array:
    """log B(a, b), by recurrence up to v + 8 and Stirling's series (A&S 6.1.41)."""
    v = np.stack([at.a, at.b, at.lam])
    product = v.copy()
    for k in range(1, SHIFT):
        product *= v + k
    z = v + SHIFT
    x = 1 / z
    y = x * x
    series = x * (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y / 1680)))
    log_gamma = (z - 0.5) * np.log(z) - z + series - np.log(product)
    return np.asarray(log_gamma[0] + log_gamma[1] - log_gamma[2] + 0.5 * np.log(2 * np.pi))


def _polygammas(at: Tail, *, third: bool) -> tuple[Array, Array, Array]:
    """ψ, ψ′ and ψ″ of (a, b, λ): recurrence, then Stirling's series (A&S 6.3.18, 6.4.11)."""
    v = np.stack([at.a, at.b, at.lam])
    zero, one, two = np.zeros_like(v), np.zeros_like(v), np.zeros_like(v)
    for k in range(SHIFT):
        inverse = 1 / (v + k)
        zero += inverse
        square = inverse * inverse
        one += square
        if third:
            two += square * inverse
    z = v + SHIFT
    x = 1 / z
    y = x * x
    zero = np.log(z) - x / 2 - y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y / 240))) - zero
    one += x + y / 2 + x * y * (1 / 6 - y * (1 / 30 - y * (1 / 42 - y * (1 / 30 - y * 5 / 66))))
    if third:
        bend = y * y * (1 / 2 - y * (1 / 6 - y * (1 / 6 - y * (3 / 10 - y * 5 / 6))))
        two = -2 * two - y - x * y - bend
    return zero, one, two


def _coordinates(logit_phi: Array, log_lam: Array, *, third: bool) -> tuple[Jet, Jet, Jet]:
    """Jets of a, λ and τ in η, for the derivatives only."""
    odds = np.exp(logit_phi)
    phi, psi = odds / (1 + odds), 1 / (1 + odds)
    lam = np.exp(log_lam)
    a, slope = lam * phi, lam * phi * psi
    bend = slope * (psi - phi)
    twist = slope * (1 - 6 * phi * psi)
    jets = (
        Jet(a, [slope, a, 0.0], [bend, slope, 0.0, a, 0.0, 0.0]),
        Jet(lam, [0.0, lam, 0.0], [0.0, 0.0, 0.0, lam, 0.0, 0.0]),
        Jet(0.0, [0.0, 0.0, 1.0], [0.0] * 6),
    )
    if third:
        jets[0].third = [twist, bend, 0.0, slope, 0.0, 0.0, a, 0.0, 0.0, 0.0]
        jets[1].third = [*[0.0] * 6, lam, 0.0, 0.0, 0.0]
        jets[2].third = [0.0] * 10
    return jets
