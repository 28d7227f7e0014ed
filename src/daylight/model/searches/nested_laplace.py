"""Nested Laplace: places are integrated out one by one, hyper-parameters by what remains.

The threshold test has a few hyper-parameters (a dozen) and two parameters per place plus one per
cell (hundreds). Given the hyper-parameters the places are independent, so their parameters are
integrated out by one small Laplace approximation each; its gradient in the hyper-parameters is
analytic (third derivatives of the likelihood; the implicit function theorem for the modes). What
remains is a smooth function of a dozen variables: its mode and curvature give a proposal, and
importance sampling corrects the proposal and says how good it was.
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy import special

from daylight.model.arrays import Array
from daylight.model.searches.jet import PAIR, TRIPLE, Jet, unpacked
from daylight.model.searches.threshold_counts import SearchCounts

Eta = tuple[Array, Array, Array]
Scale = tuple[Array, Array, Array]

STEPS = 30
"""Newton steps before a place is given up as it stands."""

LONGEST = 4.0
"""Longest Newton step of a place's parameter, in prior standard deviations."""

SETTLED = 1e-6
"""Promised gain of a Newton step, already taken, after which a mode counts as found; the next step
would gain about the square of it."""


class Family(Protocol):
    """A likelihood of a cell's counts given its three coordinates."""

    def log_likelihood(self, eta: Eta, counts: SearchCounts, *, third: bool = True) -> Jet:
        """Log-likelihood of each cell with its derivatives in η."""

    def log_values(self, eta: Eta, counts: SearchCounts) -> Array:
        """The log-likelihood alone."""

    def threshold(self, eta: Eta) -> Array:
        """The threshold as a probability."""

    def rates(self, eta: Eta) -> tuple[Array, Array]:
        """Search rate and hit rate."""

    def at_threshold(self, eta: Eta, chance: Array) -> Array:
        """The third coordinate at which the threshold is `chance`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """Normal priors of everything, in terms of standard normal hyper-parameters θ.

    A group's offsets of the three coordinates are `centre + design @ θ`. A place adds a normal
    with spreads `place_sd` to the first two. A cell's third coordinate adds a normal whose spread
    is half-normal with scale `sigma_sd`: it is σ = sigma_sd · F⁻¹(Φ(θₖ)), F the half-normal's
    distribution function and k = `sigma_at[group]`, so that θₖ too is standard normal.
    """

    centre: Array
    design: Array
    place_sd: tuple[float, float]
    sigma_sd: float
    sigma_at: npt.NDArray[np.intp]

    @property
    def size(self) -> int:
        """How many hyper-parameters there are."""
        return int(self.design.shape[-1])

    def offsets(self, theta: Array) -> Array:
        """Offsets (3, groups, sets) for sets (sets, K) of hyper-parameters."""
        return np.asarray(self.centre[:, :, None] + np.einsum("agk,bk->agb", self.design, theta))

    def sigma(self, theta: Array) -> tuple[Array, Array]:
        """σ (groups, sets) and its derivative in its hyper-parameter."""
        x = np.clip(theta[:, self.sigma_at].T, -8.0, 8.0)
        y = -special.ndtri(special.ndtr(-x) / 2)
        return self.sigma_sd * y, self.sigma_sd * np.exp((y * y - x * x) / 2) / 2


@dataclass(slots=True)
class Places:
    """Modes and curvature of the places' own parameters, places along the last axis.

    `z` (2 + groups, places) are standard normal a priori: two of the place, one of each cell.
    """

    z: Array
    jet: Jet
    offset: Array
    scale: Scale
    value: Array
    arrow: "Arrow"


@dataclass(slots=True)
class Arrow:
    """A Hessian in which cells touch the place's two parameters but not one another."""

    diagonal: Array
    wings: Array
    corner: Array
    determinant: Array

    @property
    def is_positive(self) -> npt.NDArray[np.bool_]:
        """Whether each place's Hessian is positive definite."""
        return np.asarray(
            (self.diagonal > 0).all(axis=0) & (self.corner[0] > 0) & (self.determinant > 0)
        )

    @property
    def log_determinant(self) -> Array:
        """Of each place's Hessian."""
        return np.asarray(np.log(self.diagonal).sum(axis=0) + np.log(self.determinant))

    def solve(self, g: Array) -> Array:
        """H⁻¹ g for g (2 + groups, places)."""
        d, (b1, b2) = self.diagonal, self.wings
        pull = g[2:] / d
        r1, r2 = g[0] - (b1 * pull).sum(axis=0), g[1] - (b2 * pull).sum(axis=0)
        x1, x2 = self.corner_solve(r1, r2)
        return np.concatenate([x1[None], x2[None], pull - (b1 * x1 + b2 * x2) / d])

    @property
    def spread(self) -> tuple[Array, Array, Array]:
        """Cholesky factor (11, 21, 22) of the covariance of the place's two parameters."""
        c11, c12, c22 = self.corner / self.determinant
        l11 = np.sqrt(c22)
        l21 = -c12 / l11
        return l11, l21, np.sqrt(np.maximum(c11 - l21 * l21, 0.0))

    def normal(self, g: Array) -> Array:
        """One draw per place from N(0, H⁻¹), made of standard normal g (2 + groups, places)."""
        l11, l21, l22 = self.spread
        x1, x2 = l11 * g[0], l21 * g[0] + l22 * g[1]
        b1, b2 = self.wings
        own = g[2:] / np.sqrt(self.diagonal) - (b1 * x1 + b2 * x2) / self.diagonal
        return np.concatenate([x1[None], x2[None], own])

    def spread_over(self, axis: int) -> "Arrow":
        """The same Hessians with an axis for several right-hand sides before the places."""
        diagonal, wings, corner = (
            np.expand_dims(part, axis + more)
            for part, more in ((self.diagonal, 0), (self.wings, 1), (self.corner, 0))
        )
        return Arrow(diagonal, wings, corner, self.determinant)

    def corner_solve(self, r1: Array, r2: Array) -> tuple[Array, Array]:
        """The place's two parameters, once its cells are eliminated."""
        c11, c12, c22 = self.corner
        return (c22 * r1 - c12 * r2) / self.determinant, (c11 * r2 - c12 * r1) / self.determinant


def arrow(jet: Jet, scale: Scale, ridge: Array | float) -> Arrow:
    """Negative Hessian of the log posterior of each place, plus a ridge."""
    s1, s2, s3 = scale
    w = jet.second
    d = 1 + ridge - s3 * s3 * w[PAIR[2, 2]]
    b1, b2 = -s1 * s3 * w[PAIR[0, 2]], -s2 * s3 * w[PAIR[1, 2]]
    safe = np.where(d > 0, d, 1.0)
    c11 = 1 + ridge - (s1 * s1 * w[PAIR[0, 0]] + b1 * b1 / safe).sum(axis=0)
    c12 = -(s1 * s2 * w[PAIR[0, 1]] + b1 * b2 / safe).sum(axis=0)
    c22 = 1 + ridge - (s2 * s2 * w[PAIR[1, 1]] + b2 * b2 / safe).sum(axis=0)
    return Arrow(d, np.stack([b1, b2]), np.stack([c11, c12, c22]), c11 * c22 - c12 * c12)


def coordinates(offset: Array, scale: Scale, z: Array) -> Eta:
    """Every cell's η from its group's offsets, the spreads and the standardised z."""
    s1, s2, s3 = scale
    return offset[0] + s1 * z[0], offset[1] + s2 * z[1], offset[2] + s3 * z[2:]


def _slope(jet: Jet, scale: Scale, z: Array) -> Array:
    s1, s2, s3 = scale
    l1, l2, l3 = (np.asarray(part) for part in jet.first)
    return np.concatenate([(s1 * l1).sum(axis=0)[None], (s2 * l2).sum(axis=0)[None], s3 * l3]) - z


def places(
    family: Family,
    counts: SearchCounts,
    offset: Array,
    scale: Scale,
    z: Array,
    *,
    settled: float = SETTLED,
    third: bool = True,
) -> Places:
    """Modes of every place's parameters, by safeguarded Newton steps from `z`.

    Parameters
    ----------
    settled
        Promised gain of a step, already taken, after which a mode counts as found.
    third
        Whether to end with third derivatives, which a gradient needs.
    """
    z = z.copy()
    active, damping = np.arange(z.shape[1]), np.zeros(z.shape[1])
    packed, value = _at(family, counts, offset, scale, z)
    if not np.isfinite(value).all():
        z[:, ~np.isfinite(value)] = 0.0
        packed, value = _at(family, counts, offset, scale, z)
    for _ in range(STEPS):
        part = _chosen(scale, z.shape[1], active)
        here = unpacked(packed[:, :, active])
        slope = _slope(here, part, z[:, active])
        step = _ascent(here, part, damping[active]).solve(slope)
        gain = (slope * step).sum(axis=0)
        step *= np.minimum(1.0, LONGEST / np.maximum(np.abs(step).max(axis=0), LONGEST))
        risen = _climb(family, counts, offset, scale, (z, packed, value), active, step)
        undamped = damping[active] == 0
        damping[active] = np.where(risen, _calmer(damping[active]), 8 * damping[active] + 1)
        active = active[~(risen & undamped) | (gain > settled)]
        if not active.size:
            break
    if third:
        return as_found(family, counts, offset, scale, z)
    jet = unpacked(packed)
    hessian = _ascent(jet, scale)
    slope = _slope(jet, scale, z)
    step = hessian.solve(slope)  # what is left to go, without looking again
    return Places(z + step, jet, offset, scale, value + (slope * step).sum(axis=0) / 2, hessian)


def as_found(family: Family, counts: SearchCounts, offset: Array, scale: Scale, z: Array) -> Places:
    """The places at `z`, taken to be their modes, with derivatives to third order."""
    jet = family.log_likelihood(coordinates(offset, scale, z), counts)
    return Places(z, jet, offset, scale, _log_posterior(jet, z), _ascent(jet, scale))


def _chosen(scale: Scale, places: int, active: npt.NDArray[np.intp]) -> Scale:
    first, second, own = (np.broadcast_to(s, (s.shape[0], places))[:, active] for s in scale)
    return first, second, own


def _calmer(damping: Array) -> Array:
    return np.where(damping > 1, damping / 8, 0.0)


def _climb(
    family: Family,
    counts: SearchCounts,
    offset: Array,
    scale: Scale,
    state: tuple[Array, Array, Array],
    active: npt.NDArray[np.intp],
    step: Array,
) -> npt.NDArray[np.bool_]:
    """Move those active places along their steps whose posterior does not fall; which they are."""
    z, packed, value = state
    trial = z[:, active] + step
    part = _chosen(scale, z.shape[1], active)
    moved, risen = _at(family, counts.take(active), offset[:, :, active], part, trial)
    ok = np.asarray(risen >= value[active] - 1e-10 * (1 + np.abs(value[active])))
    done = active[ok]
    z[:, done], packed[:, :, done], value[done] = trial[:, ok], moved[:, :, ok], risen[ok]
    return ok


def _ascent(jet: Jet, scale: Scale, damping: Array | float = 0.0) -> Arrow:
    """The Hessian, damped, where it is positive definite, and otherwise raised until it is."""
    ridge = damping + np.zeros(np.shape(jet.second[0])[-1])
    hessian = arrow(jet, scale, ridge)
    for _ in range(40):
        if hessian.is_positive.all():
            break
        ridge = np.where(hessian.is_positive, ridge, 4 * ridge + 1)
        hessian = arrow(jet, scale, ridge)
    return hessian


def _at(
    family: Family, counts: SearchCounts, offset: Array, scale: Scale, z: Array
) -> tuple[Array, Array]:
    jet = family.log_likelihood(coordinates(offset, scale, z), counts, third=False)
    shape = z[2:].shape
    parts = [np.broadcast_to(part, shape) for part in (jet.value, *jet.first, *jet.second)]
    return np.stack(parts), _log_posterior(jet, z)


def _log_posterior(jet: Jet, z: Array) -> Array:
    return np.asarray(np.asarray(jet.value).sum(axis=0) - (z * z).sum(axis=0) / 2)


def spreads(prior: Prior, theta: Array, columns: int) -> tuple[Array, Scale, Array]:
    """Offsets and scales of `columns` places for sets of hyper-parameters, and dσ/dθ.

    The first place of each set is pinned: it has no parameters of its own but its cells'.
    """
    sets = theta.shape[0]
    per_set = columns // sets
    offset = np.repeat(prior.offsets(theta), per_set, axis=2)
    sigma, d_sigma = prior.sigma(theta)
    free = np.tile(np.arange(per_set) > 0, sets).astype(float)[None]
    own = np.repeat(sigma, per_set, axis=1)
    return offset, (prior.place_sd[0] * free, prior.place_sd[1] * free, own), d_sigma


def log_posterior(theta: Array, fitted: Places) -> Array:
    """The log posterior of sets of hyper-parameters, each place's integral by Laplace."""
    value = fitted.value - fitted.arrow.log_determinant / 2
    by_set = value.reshape(theta.shape[0], -1).sum(axis=1)
    return np.asarray(by_set - (theta * theta).sum(axis=1) / 2)


@dataclass(slots=True)
class Marginal:
    """The log posterior of sets of hyper-parameters, places integrated out."""

    value: Array
    gradient: Array
    places: Places
    mean_shift: Array


def marginal(
    family: Family,
    counts: SearchCounts,
    prior: Prior,
    theta: Array,
    z: Array,
    *,
    is_mode: bool = False,
) -> Marginal:
    """Evaluate sets (sets, K) of hyper-parameters at once; `counts` are repeated per set.

    Far from the data a value may not be finite; whoever asked turns back.

    Parameters
    ----------
    z
        Where the search for the modes (2 + groups, sets × places) starts.
    is_mode
        Whether `z` is close enough to the modes to be taken for them.
    """
    with np.errstate(all="ignore"):
        offset, scale, d_sigma = spreads(prior, theta, z.shape[1])
        find = as_found if is_mode else places
        fitted = find(family, counts, offset, scale, z)
        return _marginal(prior, theta, fitted, d_sigma)


def _marginal(prior: Prior, theta: Array, fitted: Places, d_sigma: Array) -> Marginal:
    sets, groups = theta.shape[0], d_sigma.shape[0]
    adjoint, pull, u = _adjoint(fitted)
    by_set = adjoint.reshape(3, groups, sets, -1).sum(axis=3)
    gradient = np.einsum("agk,agb->bk", prior.design, by_set)
    slope = (pull.reshape(groups, sets, -1).sum(axis=2) * d_sigma).T
    for group, at in enumerate(prior.sigma_at):
        gradient[:, at] += slope[:, group]
    return Marginal(log_posterior(theta, fitted), gradient - theta, fitted, u / 2)


def tilt(prior: Prior, theta: Array, fitted: Places) -> Array:
    """Derivatives (2 + groups, K, places) of the places' modes in one set of hyper-parameters.

    Implicit function theorem: at a mode the slope in z is zero, and stays so as θ moves.
    """
    jet, (s1, s2, s3) = fitted.jet, fitted.scale
    groups, columns = fitted.z.shape[0] - 2, fitted.z.shape[1]
    moved = np.repeat(prior.design[..., None], columns, axis=3)
    d_sigma = prior.sigma(theta[None])[1]
    row = np.arange(groups)
    moved[2, row, prior.sigma_at] += d_sigma * fitted.z[2:]
    second = [np.broadcast_to(part, (groups, columns))[:, None] for part in jet.second]
    pull = [sum(second[PAIR[a, b]] * moved[b] for b in range(3)) for a in range(3)]
    own = np.asarray(s3[:, None] * pull[2])
    own[row, prior.sigma_at] += d_sigma * jet.first[2]
    slope = [np.asarray(s * p).sum(axis=0)[None] for s, p in ((s1, pull[0]), (s2, pull[1]))]
    return fitted.arrow.spread_over(1).solve(np.concatenate([*slope, own]))


def _adjoint(fitted: Places) -> tuple[Array, Array, Array]:
    """Derivatives of the Laplace approximation: in each η, in each cell's σ, and the mean shift.

    With C the covariance of a cell's η, g_a = Σ C_bc ∂³l/∂abc is what moving η_a does to the
    log-determinant directly; u = H⁻¹ Jᵀ g carries it through the modes. The posterior mean of z
    lies u/2 from its mode, to the same order.
    """
    jet, hessian = fitted.jet, fitted.arrow
    s1, s2, s3 = fitted.scale
    slope, w = jet.first, jet.second
    cov, with_own = _covariances(fitted)
    g = [_contract(jet, cov, a) for a in range(3)]
    pull = np.concatenate([(s1 * g[0]).sum(axis=0)[None], (s2 * g[1]).sum(axis=0)[None], s3 * g[2]])
    u = hessian.solve(pull)
    q = (s1 * u[0], s2 * u[1], s3 * u[2:])
    adjoint = np.stack(
        [slope[a] + g[a] / 2 + sum(w[PAIR[a, b]] * q[b] for b in range(3)) / 2 for a in range(3)]
    )
    sigma = (
        adjoint[2] * fitted.z[2:]
        + sum(w[PAIR[2, b]] * with_own[b] for b in range(3))
        + u[2:] * slope[2] / 2
    )
    return adjoint, np.asarray(sigma), u


def _contract(jet: Jet, cov: list[Array], a: int) -> Array:
    """Σ_bc C_bc ∂³l/∂abc."""
    return np.asarray(
        sum(cov[PAIR[b, c]] * jet.third[TRIPLE[a, b, c]] for b in range(3) for c in range(3))
    )


def _covariances(fitted: Places) -> tuple[list[Array], list[Array]]:
    """Covariances of a cell's η (six, in the order of `PAIRS`), and of η with the cell's own z."""
    hessian = fitted.arrow
    s1, s2, s3 = fitted.scale
    d, (b1, b2) = hessian.diagonal, hessian.wings
    c11, c12, c22 = hessian.corner / hessian.determinant
    v11, v12, v22 = c22, -c12, c11
    v1t, v2t = -(v11 * b1 + v12 * b2) / d, -(v12 * b1 + v22 * b2) / d
    vtt = 1 / d - (b1 * v1t + b2 * v2t) / d
    own = [s1 * v1t, s2 * v2t, s3 * vtt]
    cov = [
        s1 * s1 * v11 + 0 * d,
        s1 * s2 * v12 + 0 * d,
        s3 * own[0],
        s2 * s2 * v22 + 0 * d,
        s3 * own[1],
        s3 * own[2],
    ]
    return cov, own
