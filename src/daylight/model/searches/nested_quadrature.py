"""What the Laplace approximation of the places leaves out, by quadrature around the mode."""

from dataclasses import dataclass

import numpy as np

from daylight.model.arrays import Array
from daylight.model.searches.jet import TRIPLE
from daylight.model.searches.nested_laplace import (
    Marginal,
    SiteModes,
    ThresholdModel,
    coordinates,
    marginal,
)
from daylight.model.searches.nested_mode import Mode

ARM = 1.5
"""Distance from the mode, in proposal spreads, at which the posterior is looked at."""

CELL_NODES = 3
"""Gauss–Hermite nodes for each cell's own parameter."""

_far, _near = np.sqrt((9 + 3 * np.sqrt(5)) / 4), np.sqrt((9 - 3 * np.sqrt(5)) / 4)
PLACE_NODES = np.array(
    [(x, y) for x, y in ((6**0.5, 0), (-(6**0.5), 0), (0, 6**0.5), (0, -(6**0.5)))]
    + [(size * x, size * y) for size in (_near, _far) for x in (1, -1) for y in (1, -1)]
)
PLACE_CHANCES = np.repeat([1 / 36, (5 + 2 * np.sqrt(5)) / 45, (5 - 2 * np.sqrt(5)) / 45], 4)
"""Twelve nodes for a place's two parameters, as exact as four by four: degree 7 (Stroud 1971,
E₂^{r²} 7-1)."""

Quadratic = tuple[Array, Array, Array]
"""A function of e by its value at zero, its slopes and its curvatures, the latter two with e along
axis 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the Laplace approximation of the places leaves out, as quadratics in e.

    `log_mass` is added to the log posterior of θ; `threshold` and `square` are the conditional
    means of each cell's threshold and of its square; `modes` are the places' own modes. `sides`
    (2, K) are the spreads of the posterior of θ above and below its mode along each e, the one
    that its curvature there implies being 1; `uneven` is the factor by which the worst differs.
    """

    log_mass: Quadratic
    threshold: Quadratic
    square: Quadratic
    modes: Quadratic
    sides: Array
    uneven: float


def correction(model: ThresholdModel, mode: Mode) -> Correction:
    """Quadrature of every place at the mode and one proposal spread away from it along each e."""
    K = model.prior.size
    groups, places = model.counts.hits.shape
    e = ARM * np.vstack([np.zeros(K), np.eye(K), -np.eye(K)])
    start = mode.at.modes.z[:, None] + np.einsum("pkd,bk->pbd", mode.tilt, e)
    repeated = model.repeat(len(e))
    at = marginal(repeated, mode.theta + e @ mode.root.T, _flat(start))
    mass, *moments = integrate(repeated, at)
    sides = _sides(at.value[0] - at.value[1:].reshape(2, K))
    threshold, square = (part.reshape(groups, len(e), places).swapaxes(0, 1) for part in moments)
    return Correction(
        sides=np.clip(sides, 0.6, 1.8),
        uneven=float(max(sides.max(), 1 / sides.min())),
        log_mass=_star(mass.reshape(len(e), places).sum(axis=1)),
        threshold=_star(threshold),
        square=_star(square),
        modes=_star(at.modes.z.reshape(2 + groups, len(e), places).swapaxes(0, 1)),
    )


def _sides(fall: Array) -> Array:
    """The spreads that so long a fall of the log posterior over one arm stands for."""
    return np.asarray(ARM / np.sqrt(2 * np.maximum(np.nan_to_num(fall, nan=np.inf), 1e-3)))


def _flat(z: Array) -> Array:
    return z.reshape(len(z), -1)


def _star(values: Array) -> Quadratic:
    K = (len(values) - 1) // 2
    centre, up, down = values[0], values[1 : K + 1], values[K + 1 :]
    return centre, (up - down) / (2 * ARM), ((up + down) / 2 - centre) / ARM**2


def quadratic(terms: Quadratic, e: Array) -> Array:
    """The quadratic at sets (sets, K) of e."""
    centre, slope, curve = terms
    return np.asarray(centre + np.tensordot(e, slope, 1) + np.tensordot(e * e, curve, 1))


def average(terms: Quadratic, e: Array, weights: Array) -> Array:
    """The quadratic's weighted mean over sets of e."""
    centre, slope, curve = terms
    first, second = weights @ e, weights @ (e * e)
    return np.asarray(centre + np.tensordot(first, slope, 1) + np.tensordot(second, curve, 1))


def integrate(model: ThresholdModel, at: Marginal) -> tuple[Array, Array, Array]:
    """log(integral ÷ its Laplace approximation) of places; means of thresholds and their squares.

    Twelve nodes of the place's two parameters, and at each three of each cell's own, centred and
    scaled by how the third derivatives say that its mode and curvature move with the place's.
    """
    fitted = at.modes
    hessian = fitted.hessian
    l11, l21, l22 = hessian.corner_root
    logs, firsts, seconds = [], [], []
    for (one, two), chance in zip(PLACE_NODES, PLACE_CHANCES, strict=True):
        x = np.stack([l11 * one, l21 * one + l22 * two])
        centre, precision = _own(fitted, x)
        own, first, second = _cells(model, fitted, x, (centre, precision))
        own -= np.log(precision / hessian.diagonal) / 2
        placed = fitted.z[:2] + x
        outside = np.log(chance) + (one * one + two * two) / 2
        logs.append(own.sum(axis=0) - (placed**2).sum(axis=0) / 2 + outside)
        firsts.append(first)
        seconds.append(second)
    largest = np.max(logs, axis=0)
    shares = np.exp(np.array(logs) - largest)
    total = shares.sum(axis=0)
    shares /= total
    return (
        largest + np.log(total) - fitted.value,
        np.einsum("np,ngp->gp", shares, np.array(firsts)),
        np.einsum("np,ngp->gp", shares, np.array(seconds)),
    )


def _cells(
    model: ThresholdModel, fitted: SiteModes, x: Array, own: tuple[Array, Array]
) -> tuple[Array, Array, Array]:
    """Logarithm of each cell's integral over its own parameter; means of threshold and square."""
    nodes, chances = _hermite(CELL_NODES)
    centre, precision = own
    sd = 1 / np.sqrt(precision)
    logs, thresholds = [], []
    for node, chance in zip(nodes, chances, strict=True):
        z = fitted.z + np.concatenate([x, centre + node * sd])
        eta = coordinates(fitted.offset, fitted.scale, z)
        log_f = model.family.log_values(eta, model.counts) - z[2:] ** 2 / 2
        logs.append(log_f + (np.log(chance) + node**2 / 2))
        thresholds.append(model.family.threshold(eta))
    largest = np.max(logs, axis=0)
    shares = [np.exp(log - largest) for log in logs]
    total = np.sum(shares, axis=0)
    first = sum(share * t for share, t in zip(shares, thresholds, strict=True)) / total
    second = sum(share * t * t for share, t in zip(shares, thresholds, strict=True)) / total
    return largest + np.log(total), np.asarray(first), np.asarray(second)


def _hermite(n: int) -> tuple[Array, Array]:
    x, w = np.polynomial.hermite_e.hermegauss(n)
    return x, w / w.sum()


def _own(fitted: SiteModes, x: Array) -> tuple[Array, Array]:
    """Shift of each cell's own mode, and its precision, when the place's parameters move by x."""
    hessian, third = fitted.hessian, fitted.jet.third
    s1, s2, s3 = fitted.scale
    d, (b1, b2) = hessian.diagonal, hessian.wings
    shift = -(b1 * x[0] + b2 * x[1]) / d
    moves = (s1 * x[0], s2 * x[1], s3 * shift)
    bend = sum(third[TRIPLE[a, b, 2]] * moves[a] * moves[b] for a in range(3) for b in range(3))
    shift = shift + s3 * bend / (2 * d)
    moves = (s1 * x[0], s2 * x[1], s3 * shift)
    slope = sum(third[TRIPLE[a, 2, 2]] * moves[a] for a in range(3))
    return shift, np.clip(d - s3 * s3 * slope, 0.3 * d, 3 * d)
