"""The posterior of the threshold test by nested Laplace, corrected and checked.

1. The mode of the hyper-parameters θ (BFGS with analytic gradients) and the curvature there.
2. What Laplace leaves out of each place's integral, by quadrature over the place's two parameters
   and each cell's own, at 2K + 1 points around the mode; a quadratic in θ carries it elsewhere.
3. Importance sampling over θ from the corrected normal, weights smoothed; its effective share and
   Pareto k say whether the answer can be trusted.
4. Draws of every cell's coordinates, their means moved to those of the quadrature.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import optimize, special
from scipy.stats import qmc

from daylight.model.searches import pareto
from daylight.model.searches.jet import TRIPLE
from daylight.model.searches.nested_laplace import (
    Array,
    Eta,
    Family,
    Marginal,
    Places,
    Prior,
    coordinates,
    marginal,
)
from daylight.model.searches.threshold_counts import Counts

STEP = 1e-3
"""Step of the differences of gradients that give the curvature, in prior standard deviations."""

FAR = 1e12
"""Stands for a log posterior that cannot be computed: the line search turns back there."""

ARM = 1.5
"""Distance from the mode, in proposal spreads, at which the posterior is looked at."""

WIDER, WIDER_STILL = 1.1, 1.3
"""The proposal is a little wider than the posterior looks, so that no tail is missed; wider still,
with four times the draws, where the weights say that one was."""

WORST_K = 0.7
"""Pareto shape above which importance sampling cannot be trusted (Vehtari et al. 2024)."""

PLACE_NODES, CELL_NODES = 4, 3
"""Gauss–Hermite nodes per parameter of a place, and for each cell's own parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """Weighted draws of every cell's coordinates and threshold.

    Arrays are draws × groups × places. `weights` add up to one.
    """

    eta: Eta
    threshold: Array
    weights: Array
    effective_share: float
    pareto_k: float
    evaluations: int
    converged: bool
    theta: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """Where the hyper-parameters' posterior peaks, and the normal that fits there.

    θ = `theta` + `spread` @ e turns standard normal e into draws. `tilt` holds the derivatives of
    the places' modes in e, to start the search for modes close to where it ends.
    """

    theta: Array
    spread: Array
    value: float
    z: Array
    tilt: Array
    evaluations: int
    converged: bool

    def start(self, e: Array) -> Array:
        """Guesses of the places' modes (2 + groups, sets × places) at sets of e."""
        z = self.z[:, None, :] + np.einsum("pkd,bk->pbd", self.tilt, e)
        return np.asarray(z.reshape(self.z.shape[0], -1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What the Laplace approximation of the places leaves out, as quadratics in e.

    `log_mass` is added to the log posterior of θ; `threshold` is the conditional mean of each
    cell's threshold. Each is (at zero, slopes, curvatures), the latter two with e along axis 0.
    `sides` (2, K) are the spreads of the posterior of θ above and below its mode along each e.
    """

    log_mass: tuple[Array, Array, Array]
    threshold: tuple[Array, Array, Array]
    sides: Array


def fit(
    family: Family,
    counts: Counts,
    prior: Prior,
    *,
    draws: int = 256,
    repeats: int = 4,
    seed: int = 0,
    start: Array | None = None,
) -> Posterior:
    """Weighted draws from the posterior.

    Parameters
    ----------
    draws
        Sets of hyper-parameters, a power of two.
    repeats
        Draws of the places' parameters for each of them, in antithetic pairs.
    start
        Hyper-parameters to begin the search at.
    """
    with np.errstate(all="ignore"):
        mode = find_mode(family, counts, prior, start)
        missing = correction(family, counts, prior, mode)
        found = _sample(family, counts, prior, mode, missing, Draws(draws, repeats, WIDER), seed)
        if found.pareto_k > WORST_K:
            more = Draws(4 * draws, repeats, WIDER_STILL)
            found = _sample(family, counts, prior, mode, missing, more, seed)
        return found


class Draws(NamedTuple):
    """How many sets of hyper-parameters, how many draws for each, how wide the proposal."""

    sets: int
    repeats: int
    wider: float


def _sample(
    family: Family,
    counts: Counts,
    prior: Prior,
    mode: Mode,
    missing: Correction,
    draws: Draws,
    seed: int,
) -> Posterior:
    """Importance sampling over θ, then draws of the places' parameters given θ."""
    e, log_proposal = _proposal(mode, missing, draws, seed)
    theta = mode.theta + e @ mode.spread.T
    at = marginal(family, counts.repeat(draws.sets), prior, theta, mode.start(e))
    log_target = at.value + _quadratic(missing.log_mass, e)
    weights, k = pareto.smoothed(log_target - log_proposal)
    eta = _draws(at.places, at.mean_shift, draws, seed)
    repeats = draws.repeats
    spread = np.tile(weights / repeats, repeats)
    wanted = np.einsum("b,bgd->gd", weights, _quadratic(missing.threshold, e))
    return Posterior(
        eta=eta,
        threshold=_with_mean(family.threshold(eta), spread, wanted),
        weights=spread,
        effective_share=float(1 / (weights**2).sum() / weights.size),
        pareto_k=k,
        evaluations=mode.evaluations,
        converged=mode.converged,
        theta=weights @ theta,
    )


def find_mode(family: Family, counts: Counts, prior: Prior, start: Array | None) -> Mode:
    """BFGS from `start`, helped by the curvature there, then the curvature at the mode."""
    groups, places = counts.hits.shape
    z = np.zeros((2 + groups, places))
    calls, best = 0, -np.inf

    def objective(theta: Array) -> tuple[float, Array]:
        nonlocal z, calls, best
        calls += 1
        at = marginal(family, counts, prior, theta[None], z)
        if not np.isfinite(at.value[0]):
            return FAR, np.zeros(prior.size)
        if at.value[0] > best:
            z, best = at.places.z, float(at.value[0])
        return -float(at.value[0]), -at.gradient[0]

    theta = _guess(family, counts, prior) if start is None else start
    objective(theta)
    root, _ = _curvature(family, counts, prior, theta, z)
    inverse = root @ root.T
    found = optimize.minimize(
        objective,
        theta,
        jac=True,
        method="BFGS",
        options={"gtol": 1e-2, "hess_inv0": (inverse + inverse.T) / 2, "maxiter": 200},
    )
    spread, tilt = _curvature(family, counts, prior, found.x, z)
    return Mode(
        theta=found.x,
        spread=spread,
        value=-float(found.fun),
        z=z,
        tilt=np.einsum("pkd,kj->pjd", tilt, spread),
        evaluations=calls,
        converged=bool(np.abs(found.jac @ spread).max() < 0.05),
    )


def _guess(family: Family, counts: Counts, prior: Prior) -> Array:
    """Prior means, except that each group is searched about as often as it was."""
    one, two, three = prior.centre
    wanted = (counts.searches.sum(axis=1) + 0.5) / (counts.stops.sum(axis=1) + 1)
    low, high = three - 10.0, three + 10.0
    for _ in range(30):
        middle = (low + high) / 2
        too_many = family.rates((one, two, middle))[0] > wanted
        low, high = np.where(too_many, middle, low), np.where(too_many, high, middle)
    shift = np.linalg.lstsq(prior.design[2], (low + high) / 2 - three, rcond=None)[0]
    return np.asarray(np.clip(shift, -3.0, 3.0))


def _curvature(
    family: Family, counts: Counts, prior: Prior, theta: Array, z: Array
) -> tuple[Array, Array]:
    """Root of the inverse Hessian (made positive), and the places' modes' derivatives in θ."""
    K = prior.size
    steps = STEP * np.eye(K)
    at = marginal(
        family,
        counts.repeat(2 * K),
        prior,
        np.vstack([theta + steps, theta - steps]),
        np.tile(z, (1, 2 * K)),
    )
    hessian = -(at.gradient[:K] - at.gradient[K:]) / (2 * STEP)
    hessian = np.where(np.isfinite(hessian + hessian.T), (hessian + hessian.T) / 2, np.eye(K))
    values, vectors = np.linalg.eigh(hessian)
    root = vectors / np.sqrt(np.maximum(np.abs(values), 0.5))
    moved = at.places.z.reshape(z.shape[0], 2 * K, -1)
    return root, (moved[:, :K] - moved[:, K:]) / (2 * STEP)


def correction(family: Family, counts: Counts, prior: Prior, mode: Mode) -> Correction:
    """Quadrature of every place at the mode and one proposal spread away from it along each e."""
    K = prior.size
    groups, places = counts.hits.shape
    e = ARM * np.vstack([np.zeros(K), np.eye(K), -np.eye(K)])
    theta = mode.theta + e @ mode.spread.T
    repeated = counts.repeat(len(e))
    at = marginal(family, repeated, prior, theta, mode.start(e))
    mass, threshold = integrate(family, repeated, at)
    fall = np.maximum(at.value[0] - at.value[1:].reshape(2, K), 1e-3)
    return Correction(
        sides=np.clip(ARM / np.sqrt(2 * fall), 0.6, 1.8),
        log_mass=_star(mass.reshape(len(e), places).sum(axis=1)),
        threshold=_star(threshold.reshape(groups, len(e), places).swapaxes(0, 1)),
    )


def _star(values: Array) -> tuple[Array, Array, Array]:
    K = (len(values) - 1) // 2
    centre, up, down = values[0], values[1 : K + 1], values[K + 1 :]
    return centre, (up - down) / (2 * ARM), ((up + down) / 2 - centre) / ARM**2


def _quadratic(terms: tuple[Array, Array, Array], e: Array) -> Array:
    centre, slope, curve = terms
    return np.asarray(centre + np.tensordot(e, slope, 1) + np.tensordot(e * e, curve, 1))


def integrate(family: Family, counts: Counts, at: Marginal) -> tuple[Array, Array]:
    """log(integral ÷ its Laplace approximation) of each place, and mean thresholds of its cells.

    Gauss–Hermite over the place's two parameters, and at each node over each cell's own, centred
    and scaled by how the third derivatives say that its mode and curvature move with the place's.
    """
    fitted = at.places
    hessian = fitted.arrow
    nodes, chances = _hermite(PLACE_NODES)
    cell_nodes, cell_chances = _hermite(CELL_NODES)
    l11, l21, l22 = hessian.spread
    logs, means = [], []
    for i, j in np.ndindex(PLACE_NODES, PLACE_NODES):
        x = np.stack([l11 * nodes[i], l21 * nodes[i] + l22 * nodes[j]])
        centre, precision = _own(fitted, x)
        cells, thresholds = [], []
        for node, chance in zip(cell_nodes, cell_chances, strict=True):
            z = fitted.z + np.concatenate([x, centre + node / np.sqrt(precision)])
            eta = coordinates(fitted.offset, fitted.scale, z)
            log_f = family.log_values(eta, counts) - z[2:] ** 2 / 2
            cells.append(log_f + np.log(chance) + node**2 / 2)
            thresholds.append(family.threshold(eta))
        own = special.logsumexp(cells, axis=0)
        means.append((np.exp(np.array(cells) - own) * np.array(thresholds)).sum(axis=0))
        own = own - np.log(precision / hessian.diagonal) / 2
        placed = fitted.z[:2] + x
        outside = np.log(chances[i] * chances[j]) + (nodes[i] ** 2 + nodes[j] ** 2) / 2
        logs.append(own.sum(axis=0) - (placed**2).sum(axis=0) / 2 + outside)
    total = special.logsumexp(logs, axis=0)
    shares = np.exp(np.array(logs) - total)
    return total - fitted.value, np.einsum("np,ngp->gp", shares, np.array(means))


def _hermite(n: int) -> tuple[Array, Array]:
    x, w = np.polynomial.hermite_e.hermegauss(n)
    return x, w / w.sum()


def _own(fitted: Places, x: Array) -> tuple[Array, Array]:
    """Shift of each cell's own mode, and its precision, when the place's parameters move by x."""
    hessian, third = fitted.arrow, fitted.jet.third
    s1, s2, s3 = fitted.scale
    d, (b1, b2) = hessian.diagonal, hessian.wings
    shift = -(b1 * x[0] + b2 * x[1]) / d
    moves = (s1 * x[0], s2 * x[1], s3 * shift)
    bend = sum(third[TRIPLE[a, b, 2]] * moves[a] * moves[b] for a in range(3) for b in range(3))
    shift = shift + s3 * bend / (2 * d)
    moves = (s1 * x[0], s2 * x[1], s3 * shift)
    slope = sum(third[TRIPLE[a, 2, 2]] * moves[a] for a in range(3))
    return shift, np.clip(d - s3 * s3 * slope, 0.3 * d, 3 * d)


def _proposal(mode: Mode, missing: Correction, draws: Draws, seed: int) -> tuple[Array, Array]:
    """Draws of e and their log density: normals with a spread of their own on either side."""
    _, slope, curve = missing.log_mass
    precision = np.clip(1 - 2 * curve, 0.5, 2.0)
    centre = np.clip(slope / precision, -2.0, 2.0)
    up, down = draws.wider * missing.sides / np.sqrt(precision)
    uniform = qmc.Sobol(mode.theta.size, rng=np.random.default_rng(seed)).random(draws.sets)
    uniform = np.clip(uniform, 1e-12, 1 - 1e-12)
    below = down / (up + down)
    x = np.where(
        uniform < below,
        down * special.ndtri(uniform / (2 * below)),
        -up * special.ndtri((1 - uniform) / (2 * (1 - below))),
    )
    return centre + x, -((x / np.where(x < 0, down, up)) ** 2).sum(axis=1) / 2


def _draws(fitted: Places, mean_shift: Array, draws: Draws, seed: int) -> Eta:
    """Normal draws of the places' parameters, in antithetic pairs, as (draws, groups, places)."""
    rng = np.random.default_rng(seed)
    centre = fitted.z + mean_shift
    pieces: list[Eta] = []
    for _ in range(draws.repeats // 2):
        x = fitted.arrow.normal(rng)
        pieces += [coordinates(fitted.offset, fitted.scale, centre + sign * x) for sign in (1, -1)]
    groups = centre.shape[0] - 2

    def stacked(at: int) -> Array:
        parts = [np.broadcast_to(piece[at], (groups, centre.shape[1])) for piece in pieces]
        by_set = [part.reshape(groups, draws.sets, -1).swapaxes(0, 1) for part in parts]
        return np.concatenate(by_set)

    return stacked(0), stacked(1), stacked(2)


def _with_mean(threshold: Array, weights: Array, wanted: Array) -> Array:
    """Thresholds moved on the logit scale, cell by cell, until their weighted means are right."""
    logit = special.logit(np.clip(threshold, 1e-12, 1 - 1e-12))
    shift = np.zeros(wanted.shape)
    for _ in range(4):
        moved = special.expit(logit + shift)
        error = np.einsum("b,bgd->gd", weights, moved) - wanted
        slope = np.einsum("b,bgd->gd", weights, moved * (1 - moved))
        shift = shift - error / np.maximum(slope, 1e-12)
    return np.asarray(special.expit(logit + shift))
