"""Where the posterior of the hyper-parameters peaks, by Newton's method.

Gradients are exact. Their differences give the Hessian, one more evaluation of all hyper-parameters
side by side; the places' modes move along their known derivatives, so none is searched for again.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from daylight.model.arrays import Array
from daylight.model.searches.nested_laplace import Marginal, ThresholdModel, marginal, tilt

STEP = 1e-4
"""Step of the differences of gradients that give the curvature, in prior standard deviations."""

LARGEST = 2.0
"""Longest move of a hyper-parameter in one step, in prior standard deviations."""

STEPS, HALVINGS = 60, 20

SETTLED = 1e-3
"""Promised gain in log posterior below which the mode counts as found: 0.03 posterior standard
deviations from it, which importance sampling makes good."""

FLATTEST = 0.2
"""Least curvature a proposal rests on; the prior alone has 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """The mode of the hyper-parameters, and the normal that fits there.

    θ = `theta` + `root` @ e turns standard normal e into draws. `tilt` holds the derivatives of
    the places' modes in e.
    """

    theta: Array
    root: Array
    at: Marginal
    tilt: Array
    evaluations: int
    converged: bool


class Start(NamedTuple):
    """Hyper-parameters to begin at, and the places' modes near there."""

    theta: Array
    z: Array


def widened(mode: Mode, ratio: float) -> Start:
    """Where a mode lies, about, when every prior spread is multiplied by `ratio`."""
    return Start(mode.theta / ratio, mode.at.modes.z / ratio)


def find_mode(model: ThresholdModel, start: Start | None = None) -> Mode:
    """Newton's method from `start`, else from where search rates are about those observed."""
    theta, z = start or _guess(model)
    at = marginal(model, theta[None], z)
    evaluations, settled = 1, False
    for _ in range(STEPS):
        slopes = tilt(model.prior, theta, at.modes)
        root = _curvature(model, theta, at, slopes)
        step = root @ (root.T @ at.gradient[0])
        if settled := bool(step @ at.gradient[0] < SETTLED):
            break
        step *= min(1.0, LARGEST / np.abs(step).max())
        moved = _uphill(model, (theta, at, slopes), step)
        if moved is None:
            break
        theta, at, tries = moved
        evaluations += tries
    return Mode(
        theta=theta,
        root=root,
        at=at,
        tilt=np.einsum("pkd,kj->pjd", slopes, root),
        evaluations=evaluations,
        converged=settled,
    )


def _uphill(
    model: ThresholdModel, here: tuple[Array, Marginal, Array], step: Array
) -> tuple[Array, Marginal, int] | None:
    """The first halving of the step that gains, or None where none does."""
    theta, at, slopes = here
    for tries in range(1, HALVINGS + 1):
        start = at.modes.z + np.einsum("pkd,k->pd", slopes, step)
        there = marginal(model, (theta + step)[None], start)
        if there.value[0] >= at.value[0] + 1e-4 * (step @ at.gradient[0]):
            return theta + step, there, tries
        step = step / 2
    return None


def _curvature(model: ThresholdModel, theta: Array, at: Marginal, slopes: Array) -> Array:
    """Root of the inverse of minus the Hessian, made positive where it is not."""
    K = model.prior.size
    steps = STEP * np.eye(K)
    start = at.modes.z[:, None] + STEP * slopes
    start = start.reshape(len(start), -1)
    around = marginal(model.repeat(K), theta + steps, start, is_mode=True)
    hessian = -(around.gradient - at.gradient) / STEP
    hessian = np.where(np.isfinite(hessian + hessian.T), (hessian + hessian.T) / 2, np.eye(K))
    values, vectors = np.linalg.eigh(hessian)
    return np.asarray(vectors / np.sqrt(np.maximum(np.abs(values), FLATTEST)))


def _guess(model: ThresholdModel) -> Start:
    """Prior means, except that each group is searched about as often as it was."""
    counts, prior = model.counts, model.prior
    one, two, three = prior.centre
    wanted = (counts.searches.sum(axis=1) + 0.5) / (counts.stops.sum(axis=1) + 1)
    low, high = three - 10.0, three + 10.0
    for _ in range(12):
        middle = (low + high) / 2
        too_many = model.family.rates((one, two, middle))[0] > wanted
        low, high = np.where(too_many, middle, low), np.where(too_many, high, middle)
    shift = np.linalg.lstsq(prior.design[2], (low + high) / 2 - three, rcond=None)[0]
    nothing = np.zeros((2 + counts.hits.shape[0], counts.hits.shape[1]))
    return Start(np.clip(shift, -3.0, 3.0), nothing)
