"""The beta family of the threshold test: risk is beta distributed (Simoiu et al. 2017).

Symbols follow the paper: φ mean risk, λ its concentration, t the threshold, a = λφ, b = λ(1 − φ).
Each cell has three coordinates, η = (logit φ, log λ, logit t).

With u = logit(risk), the chance of a search that finds something is an integral over u > logit t
of exp(a·u + λ·log(1 − risk) + log risk): the tail of an exponential family. The derivatives of
its logarithm with respect to (a, λ) are therefore the cumulants of (u, log(1 − risk)) in that
tail, and one Gauss–Legendre sum gives the incomplete beta with its first three derivatives.
"""

import numpy as np
import numpy.typing as npt
from scipy import special

from daylight.model.searches.jet import PAIR, TRIPLES, Jet, log_of_sum, through
from daylight.model.searches.threshold_counts import Counts

Array = npt.NDArray[np.float64]

NODES = 32
DROP = 28.0
"""The tail is cut where the integrand has fallen to e⁻²⁸ of its maximum."""

SMALLEST = 1e-13

CHUNK = 1024
"""Cells integrated at a time, so that the working arrays stay in the processor's cache."""

_x, _w = np.polynomial.legendre.leggauss(NODES)
POINTS = (_x + 1) / 2
WEIGHTS = _w / 2
POWERS = POINTS[:, None] ** np.arange(4)


def log_likelihood(eta: tuple[Array, Array, Array], counts: Counts, *, third: bool = True) -> Jet:
    """Log-likelihood of each cell as a function of its η, binomial constants left out."""
    shape = np.broadcast_shapes(*(part.shape for part in eta))
    flat = [np.broadcast_to(part, shape).reshape(-1) for part in eta]
    tallies = [
        np.broadcast_to(c, shape).reshape(-1)
        for c in (counts.not_searched, counts.hits, counts.misses)
    ]
    pieces = [
        _chunk(
            tuple(part[at : at + CHUNK] for part in flat),
            tuple(part[at : at + CHUNK] for part in tallies),
            third=third,
        )
        for at in range(0, flat[0].size, CHUNK)
    ]
    joined = np.concatenate(pieces, axis=-1).reshape(-1, *shape)
    return Jet(joined[0], [*joined[1:4]], [*joined[4:10]], [*joined[10:]])


def log_values(eta: tuple[Array, Array, Array], counts: Counts) -> Array:
    """The log-likelihood alone."""
    log_hit, log_miss = log_probabilities(eta)
    none = np.log(np.maximum(-np.expm1(np.logaddexp(log_hit, log_miss)), SMALLEST))
    return np.asarray(counts.hits * log_hit + counts.misses * log_miss + counts.not_searched * none)


def log_probabilities(eta: tuple[Array, Array, Array]) -> tuple[Array, Array]:
    """Logarithms of the chances of a search that finds something and of one that does not."""
    shape = np.broadcast_shapes(*(part.shape for part in eta))
    flat = [np.broadcast_to(part, shape).reshape(-1) for part in eta]
    pieces = [
        np.stack(_tails(*(part[at : at + CHUNK] for part in flat)))
        for at in range(0, flat[0].size, CHUNK)
    ]
    log_hit, log_miss = np.concatenate(pieces, axis=-1).reshape(-1, *shape)
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


def _chunk(eta: tuple[Array, ...], tallies: tuple[Array, ...], *, third: bool) -> Array:
    log_hit, log_miss, log_searched = _log_tails(*eta, third=third)
    not_searched, hits, misses = tallies
    odds = -np.exp(log_searched.value) / _complement(log_searched)
    log_none = log_of_sum([(odds, log_searched)], np.log(_complement(log_searched)))
    total = log_hit.times(hits).plus(log_miss, misses).plus(log_none, not_searched)
    jet = through(total, _coordinates(*eta, third=third))
    parts = [jet.value, *jet.first, *jet.second, *jet.third]
    return np.stack([np.broadcast_to(part, eta[0].shape) for part in parts])


def _complement(log_searched: Jet) -> Array:
    """1 − S, kept off zero where rounding would make everybody searched."""
    return np.maximum(-np.expm1(log_searched.value), SMALLEST)


def _tails(logit_phi: Array, log_lam: Array, tau: Array) -> tuple[Array, Array]:
    lam = np.exp(log_lam)
    a, b = lam * special.expit(logit_phi), lam * special.expit(-logit_phi)
    low, high, peak = _range(a, b, logit_phi, tau)
    top = _exponent(a, lam, peak)
    u = low[:, None] + (high - low)[:, None] * POINTS
    odds = np.exp(u)
    innocent = 1 / (1 + odds)
    w = np.exp(a[:, None] * u - lam[:, None] * np.log1p(odds) - top[:, None]) * innocent
    scale = top + np.log(high - low) - special.betaln(a, b)
    return np.log((w * odds) @ WEIGHTS) + scale, np.log(w @ WEIGHTS) + scale


def _log_tails(logit_phi: Array, log_lam: Array, tau: Array, *, third: bool) -> tuple[Jet, ...]:
    """Jets in (a, λ, τ) of log P(hit), log P(miss) and log P(searched)."""
    lam = np.exp(log_lam)
    a, b = lam * special.expit(logit_phi), lam * special.expit(-logit_phi)
    low, high, peak = _range(a, b, logit_phi, tau)
    width = high - low
    top = _exponent(a, lam, peak)
    u = low[:, None] + width[:, None] * POINTS
    innocent = special.expit(-u)
    spare = np.log(innocent)
    w = WEIGHTS * np.exp(a[:, None] * u + lam[:, None] * spare - top[:, None])
    floor = -np.logaddexp(0, low)
    spare -= floor[:, None]
    miss = _raw(w * innocent, spare, third=third)
    hit = _raw(w * (1 - innocent), spare, third=third)
    both = {key: hit[key] + miss[key] for key in hit}
    x = special.expit(tau)
    bend = -x * (1 - x)
    start = _exponent(a, lam, tau)
    edges = (
        (hit, start - np.logaddexp(0, -tau), a - lam * x + 1 - x, (lam + 1) * bend),
        (miss, start - np.logaddexp(0, tau), a - lam * x - x, (lam + 1) * bend),
        (both, start, a - lam * x, lam * bend),
    )
    normaliser = _log_beta(a, b, lam, third=third)
    return tuple(
        _with_limit(
            _cumulants(raw, low, width, floor, top, third=third),
            Jet(value, [tau, -np.logaddexp(0, tau), slope], [0.0, 0.0, 1.0, 0.0, -x, curvature]),
            third=third,
        ).plus(normaliser, -1.0)
        for raw, value, slope, curvature in edges
    )


def _exponent(a: Array, lam: Array, u: Array) -> Array:
    return np.asarray(a * u - lam * np.logaddexp(0, u))


def _range(a: Array, b: Array, mode: Array, tau: Array) -> tuple[Array, Array, Array]:
    """Limits of the integral over u = logit(risk), and where the integrand is largest."""
    lam = a + b
    peak = np.maximum(tau, mode)
    spread = np.sqrt(lam / (a * b))
    high, low = peak + spread, np.minimum(peak - spread, tau)
    top = _exponent(a, lam, peak)
    for _ in range(8):  # Newton; the exponent is concave, so it closes in from outside
        high = high + (_exponent(a, lam, high) - top + DROP) / _down(lam * special.expit(high) - a)
        low = low - (_exponent(a, lam, low) - top + DROP) / _down(a - lam * special.expit(low))
    return np.maximum(tau, low), high, peak


def _down(slope: Array) -> Array:
    return np.maximum(slope, 1e-12)


Raw = dict[tuple[int, int], Array]


def _raw(w: Array, spare: Array, *, third: bool) -> Raw:
    """Sums of w · ξᵏ · lᵐ over the nodes, by (k, m)."""
    order = 3 if third else 2
    sums: Raw = {}
    weighted = w
    for m in range(order + 1):
        weighted = weighted * spare if m else w
        column = weighted @ POWERS[:, : order + 1 - m]
        sums |= {(k, m): column[:, k] for k in range(order + 1 - m)}
    return sums


def _cumulants(raw: Raw, low: Array, width: Array, floor: Array, top: Array, *, third: bool) -> Jet:
    """Logarithm of the tail integral and its derivatives in (a, λ): cumulants of (u, l)."""
    mass = raw[0, 0]
    m = {key: value / mass for key, value in raw.items()}
    x, y = m[1, 0], m[0, 1]
    xx, xy, yy = m[2, 0] - x * x, m[1, 1] - x * y, m[0, 2] - y * y
    jet = Jet(
        np.log(mass * width) + top,
        [low + width * x, floor + y, 0.0],
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


def _log_beta(a: Array, b: Array, lam: Array, *, third: bool) -> Jet:
    """log B(a, λ − a) in (a, λ)."""
    pa, pb, pl = (special.digamma(v) for v in (a, b, lam))
    (qa, ra), (qb, rb), (ql, rl) = (_polygammas(v) for v in (a, b, lam))
    jet = Jet(
        special.betaln(a, b),
        [pa - pb, pb - pl, 0.0],
        [qa + qb, -qb, 0.0, qb - ql, 0.0, 0.0],
    )
    if third:
        jet.third = [ra - rb, rb, 0.0, -rb, 0.0, 0.0, rb - rl, 0.0, 0.0, 0.0]
    return jet


def _polygammas(v: Array) -> tuple[Array, Array]:
    """ψ′ and ψ″: recurrence up to v + 8, then Stirling's series to full precision."""
    one, two = np.zeros_like(v), np.zeros_like(v)
    for k in range(8):
        inverse = 1 / (v + k)
        square = inverse * inverse
        one += square
        two -= 2 * square * inverse
    x = 1 / (v + 8)
    y = x * x
    one += x + y / 2 + x * y * (1 / 6 - y * (1 / 30 - y * (1 / 42 - y * (1 / 30 - y * 5 / 66))))
    two -= y + x * y + y * y * (1 / 2 - y * (1 / 6 - y * (1 / 6 - y * (3 / 10 - y * 5 / 6))))
    return one, two


def _coordinates(
    logit_phi: Array, log_lam: Array, tau: Array, *, third: bool
) -> tuple[Jet, Jet, Jet]:
    """Jets of a, λ and τ in η."""
    phi, psi = special.expit(logit_phi), special.expit(-logit_phi)
    lam = np.exp(log_lam)
    a, slope = lam * phi, lam * phi * psi
    bend = slope * (psi - phi)
    twist = slope * (1 - 6 * phi * psi)
    jets = (
        Jet(a, [slope, a, 0.0], [bend, slope, 0.0, a, 0.0, 0.0]),
        Jet(lam, [0.0, lam, 0.0], [0.0, 0.0, 0.0, lam, 0.0, 0.0]),
        Jet(tau, [0.0, 0.0, 1.0], [0.0] * 6),
    )
    if third:
        jets[0].third = [twist, bend, 0.0, slope, 0.0, 0.0, a, 0.0, 0.0, 0.0]
        jets[1].third = [*[0.0] * 6, lam, 0.0, 0.0, 0.0]
        jets[2].third = [0.0] * 10
    return jets
