"""Nested Laplace: places are integrated out one by one, hyper-parameters by what remains.

The threshold test has a few hyper-parameters (a dozen) and two parameters per place plus one per
cell (hundreds). Given the hyper-parameters the places are independent, so their parameters are
integrated out by one small Laplace approximation each; its gradient in the hyper-parameters is
analytic. What remains is a smooth function of a dozen variables: its mode and curvature give a
proposal, and importance sampling corrects the proposal and says how good it was.

With z a place's standardised parameters, l its log-likelihood and H = −∂²(l − z·z/2)/∂z² at the
mode ẑ(θ), a place adds to the log posterior of θ

    L(θ) = l(ẑ, θ) − ẑ·ẑ/2 − ½ log |H|

At ẑ the slope in z is zero, and stays so as θ moves: ∂ẑ/∂θ = H⁻¹ ∂²l/∂z∂θ (`tilt`). So

    dL/dθ = ∂l/∂θ − ½ tr(H⁻¹ ∂H/∂θ) − ½ tr(H⁻¹ ∂H/∂z) ∂ẑ/∂θ

whose traces are sums of third derivatives of l against the covariance H⁻¹ (`_adjoint`).
"""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
from scipy import special

from daylight.model.arrays import Array
from daylight.model.searches.arrowhead import ArrowheadHessian, Scales, arrowhead
from daylight.model.searches.jet import PAIR, TRIPLE, Jet, unpacked
from daylight.model.searches.threshold_counts import SearchCounts

Eta = tuple[Array, Array, Array]

STEPS = 30
"""Newton steps before a place is given up as it stands."""

LONGEST = 4.0
"""Longest Newton step of a place's parameter, in prior standard deviations."""

SETTLED = 1e-6
"""Promised gain of a Newton step, already taken, after which a mode counts as found; the next step
would gain about the square of it."""


class ThresholdFamily(Protocol):
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


@dataclass(frozen=True, slots=True)
class ThresholdModel:
    """A likelihood, the counts it is of, and the priors."""

    family: ThresholdFamily
    counts: SearchCounts
    prior: Prior

    def repeat(self, times: int) -> "ThresholdModel":
        """The same with the counts side by side, once per set of hyper-parameters."""
        return ThresholdModel(self.family, self.counts.repeat(times), self.prior)


@dataclass(frozen=True, slots=True)
class Sites:
    """Places given the hyper-parameters, along the last axis: what the modes are of."""

    family: ThresholdFamily
    counts: SearchCounts
    offset: Array
    scale: Scales

    def take(self, places: npt.NDArray[np.intp]) -> "Sites":
        """Some of the places."""
        first, second, own = (
            np.broadcast_to(s, (s.shape[0], self.offset.shape[2]))[:, places] for s in self.scale
        )
        counts = self.counts.take(places)
        return Sites(self.family, counts, self.offset[:, :, places], (first, second, own))

    def jet(self, z: Array, *, third: bool = True) -> Jet:
        """Log-likelihood of each cell with its derivatives in η."""
        eta = coordinates(self.offset, self.scale, z)
        return self.family.log_likelihood(eta, self.counts, third=third)


@dataclass(slots=True)
class SiteModes:
    """Modes and curvature of the places' own parameters, places along the last axis.

    `z` (2 + groups, places) are standard normal a priori: two of the place, one of each cell.
    """

    z: Array
    jet: Jet
    offset: Array
    scale: Scales
    value: Array
    hessian: ArrowheadHessian


def coordinates(offset: Array, scale: Scales, z: Array) -> Eta:
    """Every cell's η from its group's offsets, the spreads and the standardised z."""
    s1, s2, s3 = scale
    return offset[0] + s1 * z[0], offset[1] + s2 * z[1], offset[2] + s3 * z[2:]


def _slope(jet: Jet, scale: Scales, z: Array) -> Array:
    s1, s2, s3 = scale
    l1, l2, l3 = (np.asarray(part) for part in jet.first)
    return np.concatenate([(s1 * l1).sum(axis=0)[None], (s2 * l2).sum(axis=0)[None], s3 * l3]) - z


def find_modes(
    sites: Sites, z: Array, *, settled: float = SETTLED, third: bool = True
) -> SiteModes:
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
    packed, value = _at(sites, z)
    if not np.isfinite(value).all():
        z[:, ~np.isfinite(value)] = 0.0
        packed, value = _at(sites, z)
    for _ in range(STEPS):
        part = sites.take(active)
        here = unpacked(packed[:, :, active])
        slope = _slope(here, part.scale, z[:, active])
        step = _ascent(here, part.scale, damping[active]).solve(slope)
        gain = (slope * step).sum(axis=0)
        step *= np.minimum(1.0, LONGEST / np.maximum(np.abs(step).max(axis=0), LONGEST))
        risen = _climb(part, (z, packed, value), active, step)
        undamped = damping[active] == 0
        damping[active] = np.where(risen, _calmer(damping[active]), 8 * damping[active] + 1)
        active = active[~(risen & undamped) | (gain > settled)]
        if not active.size:
            break
    if third:
        return as_modes(sites, z)
    jet = unpacked(packed)
    hessian = _ascent(jet, sites.scale)
    slope = _slope(jet, sites.scale, z)
    step = hessian.solve(slope)  # what is left to go, without looking again
    value = value + (slope * step).sum(axis=0) / 2
    return SiteModes(z + step, jet, sites.offset, sites.scale, value, hessian)


def as_modes(sites: Sites, z: Array) -> SiteModes:
    """The places at `z`, taken to be their modes, with derivatives to third order."""
    jet = sites.jet(z)
    hessian = _ascent(jet, sites.scale)
    return SiteModes(z, jet, sites.offset, sites.scale, _log_posterior(jet, z), hessian)


def _calmer(damping: Array) -> Array:
    return np.where(damping > 1, damping / 8, 0.0)


def _climb(
    sites: Sites, state: tuple[Array, Array, Array], active: npt.NDArray[np.intp], step: Array
) -> npt.NDArray[np.bool_]:
    """Move those active places along their steps whose posterior does not fall; which they are."""
    z, packed, value = state
    trial = z[:, active] + step
    moved, risen = _at(sites, trial)
    ok = np.asarray(risen >= value[active] - 1e-10 * (1 + np.abs(value[active])))
    done = active[ok]
    z[:, done], packed[:, :, done], value[done] = trial[:, ok], moved[:, :, ok], risen[ok]
    return ok


def _ascent(jet: Jet, scale: Scales, damping: Array | float = 0.0) -> ArrowheadHessian:
    """The Hessian, damped, where it is positive definite, and otherwise raised until it is."""
    ridge = damping + np.zeros(np.shape(jet.second[0])[-1])
    hessian = arrowhead(jet, scale, ridge)
    for _ in range(40):
        if hessian.is_positive.all():
            break
        ridge = np.where(hessian.is_positive, ridge, 4 * ridge + 1)
        hessian = arrowhead(jet, scale, ridge)
    return hessian


def _at(sites: Sites, z: Array) -> tuple[Array, Array]:
    jet = sites.jet(z, third=False)
    shape = z[2:].shape
    parts = [np.broadcast_to(part, shape) for part in (jet.value, *jet.first, *jet.second)]
    return np.stack(parts), _log_posterior(jet, z)


def _log_posterior(jet: Jet, z: Array) -> Array:
    return np.asarray(np.asarray(jet.value).sum(axis=0) - (z * z).sum(axis=0) / 2)


def site_scales(prior: Prior, theta: Array, columns: int) -> tuple[Array, Scales, Array]:
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


def log_posterior(theta: Array, fitted: SiteModes) -> Array:
    """The log posterior of sets of hyper-parameters, each place's integral by Laplace."""
    value = fitted.value - fitted.hessian.log_determinant / 2
    by_set = value.reshape(theta.shape[0], -1).sum(axis=1)
    return np.asarray(by_set - (theta * theta).sum(axis=1) / 2)


@dataclass(slots=True)
class Marginal:
    """The log posterior of sets of hyper-parameters, places integrated out."""

    value: Array
    gradient: Array
    modes: SiteModes
    mean_shift: Array


def marginal(model: ThresholdModel, theta: Array, z: Array, *, is_mode: bool = False) -> Marginal:
    """Evaluate sets (sets, K) of hyper-parameters at once; counts are repeated per set.

    Far from the data a value may not be finite; whoever asked turns back.

    Parameters
    ----------
    z
        Where the search for the modes (2 + groups, sets × places) starts.
    is_mode
        Whether `z` is close enough to the modes to be taken for them.
    """
    with np.errstate(all="ignore"):
        offset, scale, d_sigma = site_scales(model.prior, theta, z.shape[1])
        sites = Sites(model.family, model.counts, offset, scale)
        fitted = as_modes(sites, z) if is_mode else find_modes(sites, z)
        return _marginal(model.prior, theta, fitted, d_sigma)


def _marginal(prior: Prior, theta: Array, fitted: SiteModes, d_sigma: Array) -> Marginal:
    sets, groups = theta.shape[0], d_sigma.shape[0]
    adjoint, pull, u = _adjoint(fitted)
    by_set = adjoint.reshape(3, groups, sets, -1).sum(axis=3)
    gradient = np.einsum("agk,agb->bk", prior.design, by_set)
    slope = (pull.reshape(groups, sets, -1).sum(axis=2) * d_sigma).T
    for group, at in enumerate(prior.sigma_at):
        gradient[:, at] += slope[:, group]
    return Marginal(log_posterior(theta, fitted), gradient - theta, fitted, u / 2)


def tilt(prior: Prior, theta: Array, fitted: SiteModes) -> Array:
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
    return fitted.hessian.expanded(1).solve(np.concatenate([*slope, own]))


def _adjoint(fitted: SiteModes) -> tuple[Array, Array, Array]:
    """Derivatives of the Laplace approximation: in each η, in each cell's σ, and the mean shift.

    With C the covariance of a cell's η, g_a = Σ C_bc ∂³l/∂abc is what moving η_a does to the
    log-determinant directly; u = H⁻¹ Jᵀ g carries it through the modes. The posterior mean of z
    lies u/2 from its mode, to the same order.
    """
    jet, hessian = fitted.jet, fitted.hessian
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


def _covariances(fitted: SiteModes) -> tuple[list[Array], list[Array]]:
    """Covariances of a cell's η (six, in the order of `PAIRS`), and of η with the cell's own z."""
    hessian = fitted.hessian
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
