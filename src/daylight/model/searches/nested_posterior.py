"""The posterior of the threshold test by nested Laplace, corrected and checked.

1. The mode of the hyper-parameters θ and the curvature there (`nested_mode`).
2. What Laplace leaves out of each place's integral, by quadrature at 2K + 1 points around the mode;
   a quadratic in θ carries it elsewhere (`nested_quadrature`).
3. Importance sampling over θ from the corrected normal, weights smoothed; its effective share and
   Pareto k say whether the answer can be trusted.
4. Draws of every cell's coordinates; means and variances of thresholds are those of the quadrature.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from daylight.model.arrays import Array
from daylight.model.searches import pareto
from daylight.model.searches.arrowhead import ArrowheadHessian
from daylight.model.searches.nested_laplace import (
    Eta,
    SiteModes,
    Sites,
    ThresholdModel,
    coordinates,
    find_modes,
    log_posterior,
    site_scales,
)
from daylight.model.searches.nested_mode import Mode, Start, find_mode
from daylight.model.searches.nested_points import normal_points
from daylight.model.searches.nested_quadrature import Correction, average, correction, quadratic

WIDER, WIDER_STILL = 1.1, 1.3
"""The proposal is a little wider than the posterior looks, so that no tail is missed; wider still,
with four times the draws, where the weights say that one was."""

WORST_K = 0.7
"""Pareto shape above which importance sampling cannot be trusted (Vehtari et al. 2024)."""

MOST_UNEVEN = 1.25
"""Factor by which the spread on one side of the mode may differ from what the curvature says. Where
it differs more the posterior is bent, the proposal shrinks to the straight piece in the middle, and
the weights of draws that never left it look even: k cannot tell."""

STEADY = 1.0
"""Posterior standard deviation of a threshold's logit above which its mean and variance do not move
as quadratics in the hyper-parameters, so that its draws are left as they are."""

FARTHEST = 20.0
"""Logit beyond which a threshold is zero or one to rounding."""

SETTLED = 0.03
"""Promised gain of a place's last Newton step while sampling; what it leaves moves no log posterior
by more than a few hundredths."""

BLOCK = 16_384
"""Cells looked at together, so that the working arrays stay in the processor's cache."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdPosterior:
    """Equally likely draws of every cell's coordinates and threshold, draws × groups × places.

    `uneven` is the factor by which the worst spread of a hyper-parameter differs from what the
    curvature at the mode says. `mode` is where their posterior peaks; draws from elsewhere have
    none.
    """

    eta: Eta
    threshold: Array
    effective_share: float
    pareto_k: float
    uneven: float
    evaluations: int
    converged: bool
    theta: Array
    mode: Mode | None = None

    @property
    def is_finite(self) -> bool:
        """Whether the counts have a posterior that could be computed."""
        return bool(np.isfinite(self.threshold).all())

    @property
    def unsteady(self) -> npt.NDArray[np.bool_]:
        """The cells whose thresholds the data hardly tell from zero or one."""
        return ~_is_steady(_logit(self.threshold))


class SampleSizes(NamedTuple):
    """How many sets of hyper-parameters, how many draws for each, how wide the proposal."""

    sets: int
    repeats: int
    wider: float


def fit(
    model: ThresholdModel,
    *,
    draws: int = 256,
    repeats: int = 4,
    seed: int = 0,
    start: Start | None = None,
) -> ThresholdPosterior:
    """Draws from the posterior.

    Parameters
    ----------
    draws
        Sets of hyper-parameters; even.
    repeats
        Draws of the places' parameters per set.
    start
        Where to begin the search for the mode.
    """
    with np.errstate(all="ignore"):
        mode = find_mode(model, start)
        missing = correction(model, mode)
        found = _sample(model, mode, missing, SampleSizes(draws, repeats, WIDER), seed)
        if found.pareto_k > WORST_K:
            more = SampleSizes(4 * draws, repeats, WIDER_STILL)
            found = _sample(model, mode, missing, more, seed)
        return found


def _sample(
    model: ThresholdModel, mode: Mode, missing: Correction, sizes: SampleSizes, seed: int
) -> ThresholdPosterior:
    """Importance sampling over θ, then draws of the places' parameters given θ."""
    rng = np.random.default_rng(seed)
    e, log_proposal = _proposal(missing, sizes, rng)
    theta = mode.theta + e @ mode.root.T
    value, found = _evaluated(model, theta, quadratic(missing.modes, e))
    log_target = value + quadratic(missing.log_mass, e)
    weights, k = pareto.smoothed(log_target - log_proposal)
    eta = _draws(found, mode.at.mean_shift, _resampled(weights, sizes, rng), rng)
    mean, square = (average(part, e, weights) for part in (missing.threshold, missing.square))
    return ThresholdPosterior(
        eta=eta,
        threshold=_with_moments(model.family.threshold(eta), mean, square - mean**2),
        effective_share=float(1 / (weights**2).sum() / weights.size),
        pareto_k=k,
        uneven=missing.uneven,
        evaluations=mode.evaluations,
        converged=mode.converged,
        theta=weights @ theta,
        mode=mode,
    )


def _proposal(
    missing: Correction, sizes: SampleSizes, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Draws of e and their log density: normals with a spread of their own on either side."""
    _, slope, curve = missing.log_mass
    precision = np.clip(1 - 2 * curve, 0.5, 2.0)
    centre = np.clip(slope / precision, -2.0, 2.0)
    up, down = sizes.wider * missing.sides / np.sqrt(precision)
    uniform = special.ndtr(normal_points(sizes.sets, slope.size, rng))
    uniform = np.clip(uniform, 1e-12, 1 - 1e-12)
    below = down / (up + down)
    x = np.where(
        uniform < below,
        down * special.ndtri(uniform / (2 * below)),
        -up * special.ndtri((1 - uniform) / (2 * (1 - below))),
    )
    return centre + x, -((x / np.where(x < 0, down, up)) ** 2).sum(axis=1) / 2


@dataclass(slots=True)
class ModesBySet:
    """Modes and curvature of the places, sets along an axis before them."""

    z: Array
    hessian: ArrowheadHessian
    offset: Array
    sigma: Array
    place_sd: tuple[Array, Array]


def _evaluated(model: ThresholdModel, theta: Array, start: Array) -> tuple[Array, ModesBySet]:
    """The log posterior at every set of hyper-parameters, and the places' modes there."""
    columns = model.counts.hits.shape[1]
    at_once = max(1, BLOCK // model.counts.hits.size)
    pieces: list[SiteModes] = []
    values = []
    for first in range(0, len(theta), at_once):
        part = theta[first : first + at_once]
        offset, scale, _ = site_scales(model.prior, part, len(part) * columns)
        z = start[first : first + at_once].swapaxes(0, 1).reshape(start.shape[1], -1)
        sites = Sites(model.family, model.counts.repeat(len(part)), offset, scale)
        fitted = find_modes(sites, z, settled=SETTLED, third=False)
        pieces.append(fitted)
        values.append(log_posterior(part, fitted))

    def joined(parts: Sequence[Array]) -> Array:
        together = np.concatenate(parts, axis=-1)
        return together.reshape(*together.shape[:-1], len(theta), columns)

    parts = zip(*(piece.hessian.parts for piece in pieces), strict=True)
    first_sd, second_sd, _ = pieces[0].scale
    return np.concatenate(values), ModesBySet(
        z=joined([piece.z for piece in pieces]),
        hessian=ArrowheadHessian(*map(joined, parts)),
        offset=joined([piece.offset for piece in pieces]),
        sigma=joined([piece.scale[2] for piece in pieces]),
        place_sd=(first_sd[0, :columns], second_sd[0, :columns]),
    )


def _resampled(
    weights: Array, sizes: SampleSizes, rng: np.random.Generator
) -> npt.NDArray[np.intp]:
    """Which set each draw belongs to: as often as its weight says, to within one."""
    total = sizes.sets * sizes.repeats
    reached = (np.arange(total) + rng.random()) / total
    return np.minimum(np.searchsorted(np.cumsum(weights), reached), sizes.sets - 1)


def _draws(
    found: ModesBySet, mean_shift: Array, chosen: npt.NDArray[np.intp], rng: np.random.Generator
) -> Eta:
    """Normal draws of the places' parameters, (draws, groups, places), their moments exact."""
    size, _, columns = found.z.shape
    g = rng.standard_normal((size, chosen.size, columns))
    g -= g.mean(axis=1, keepdims=True)
    g /= np.sqrt((g * g).mean(axis=1, keepdims=True))
    taken = ArrowheadHessian(*(part[..., chosen, :] for part in found.hessian.parts))
    z = found.z[:, chosen] + mean_shift[:, None] + taken.normal(g)
    scale = (found.place_sd[0], found.place_sd[1], found.sigma[:, chosen])
    eta = coordinates(found.offset[:, :, chosen], scale, z)
    one, two, three = (np.ascontiguousarray(part.swapaxes(0, 1)) for part in eta)
    return one, two, three


def _with_moments(threshold: Array, mean: Array, variance: Array) -> Array:
    """Thresholds moved and stretched on the logit scale until means and variances are right.

    Those that the data hardly tell from zero or one stay as drawn.
    """
    logit = _logit(threshold)
    centre, stretch = logit.mean(axis=0), np.ones(mean.shape)
    shift = np.zeros(mean.shape)
    steady = _is_steady(logit)
    logit -= centre
    moved = threshold
    for _ in range(3):
        wanted = np.sqrt(np.maximum(variance, 1e-16) / np.maximum(moved.var(axis=0), 1e-16))
        stretch = np.clip(stretch * wanted, 0.5, 2.0)
        slope = np.maximum((moved * (1 - moved)).mean(axis=0), 1e-12)
        shift = shift + (mean - moved.mean(axis=0)) / slope
        moved = special.expit(centre + shift + stretch * logit)
    return np.where(steady, moved, threshold)


def _is_steady(logit: Array) -> npt.NDArray[np.bool_]:
    return np.asarray(
        (logit.std(axis=0) < STEADY) & (np.abs(logit.mean(axis=0)) < FARTHEST), dtype=bool
    )


def _logit(threshold: Array) -> Array:
    return np.asarray(special.logit(np.clip(threshold, 1e-12, 1 - 1e-12)))
