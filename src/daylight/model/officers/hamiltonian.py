"""Draws from a distribution that is nearly normal in many dimensions, several chains at once.

The distribution is seen through the normal one with the same centre and curvature. In its own
coordinates that normal distribution is a rotation, which is followed exactly; only what is left of
the gradient is integrated in steps. So a trajectory needs a handful of gradients whatever the
dimension, where a random walk needs as many steps as there are dimensions.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import linalg
from scipy.linalg import blas

Array = npt.NDArray[np.float64]
Density = Callable[[Array], tuple[Array, Array]]

ANGLE = 1.8
"""Mean turn per trajectory. A quarter turn (1.57) would make normal draws independent; a little
more makes up for the moves not taken."""

ACCEPTANCE = 0.9

CAREFUL_EVERY, CAREFUL = 8, 8
"""Every 8th trajectory turns an 8th as far per step: a chain in a steep corner gets out."""


class Frame(NamedTuple):
    """Coordinates in which the distribution is nearly standard normal: x = centre + root · u."""

    centre: Array
    root: Array

    @classmethod
    def of(cls, centre: Array, curvature: Array) -> "Frame":
        """The frame of a normal distribution with this centre and inverse covariance."""
        factor = linalg.cholesky(curvature, lower=True)
        root = linalg.solve_triangular(factor, np.eye(len(centre)), lower=True).T
        return cls(centre, np.asfortranarray(root))

    def at(self, u: Array) -> Array:
        """From frame to parameters."""
        return np.asarray(self.centre[:, None] + blas.dtrmm(1.0, self.root, u))

    def pull(self, gradient: Array) -> Array:
        """Gradient in the parameters → gradient in the frame."""
        return np.asarray(blas.dtrmm(1.0, self.root, gradient, trans_a=1))

    def inverse(self, x: Array) -> Array:
        """From parameters to frame."""
        return np.asarray(linalg.solve_triangular(self.root, x - self.centre[:, None]))


class Chains(NamedTuple):
    """Draws (iterations × chains × parameters), how often moves were taken, the step used."""

    draws: Array
    acceptance: float
    step: float


def sample(
    density: Density,
    frame: Frame,
    start: Array,
    rngs: Sequence[np.random.Generator],
    *,
    iterations: int,
    step: float,
    adapt: bool = False,
) -> Chains:
    """Chains from `start` (parameters × chains), one thread and one share of them per generator.

    Parameters
    ----------
    density
        x (parameters × chains) → log density and gradient, one column per chain.
    step
        Largest turn between two gradients, in radians.
    adapt
        Change the step until the share of moves taken is `ACCEPTANCE`; for warm-up only.
    """
    shares = np.array_split(start, len(rngs), axis=1)

    def one(k: int) -> Chains:
        return _sample(density, frame, shares[k], rngs[k], iterations, step, adapt=adapt)

    with ThreadPoolExecutor(len(rngs)) as pool:
        parts = list(pool.map(one, range(len(rngs))))
    return Chains(
        np.concatenate([part.draws for part in parts], axis=1),
        float(np.mean([part.acceptance for part in parts])),
        float(np.mean([part.step for part in parts])),
    )


class _State(NamedTuple):
    """Position in the frame, with what the normal part leaves of energy and its gradient."""

    u: Array
    energy: Array
    slope: Array


def _sample(
    density: Density,
    frame: Frame,
    start: Array,
    rng: np.random.Generator,
    iterations: int,
    step: float,
    *,
    adapt: bool,
) -> Chains:
    def state(u: Array) -> _State:
        log_density, gradient = density(frame.at(u))
        return _State(u, -log_density - (u * u).sum(axis=0) / 2, -frame.pull(gradient) - u)

    here = state(frame.inverse(start))
    draws = np.empty((iterations, start.shape[1], start.shape[0]))
    accepted, log_steps = [], []
    for t in range(iterations):
        momentum = rng.standard_normal(start.shape)
        angle = ANGLE * rng.uniform(0.8, 1.2) / (CAREFUL if t % CAREFUL_EVERY == 0 else 1)
        there, energy = _trajectory(state, here, momentum, angle, int(np.ceil(ANGLE / step)))
        chance = np.exp(-np.maximum(0.0, np.nan_to_num(energy, nan=np.inf)))
        take = rng.random(len(chance)) < chance
        here = _State(*(np.where(take, new, old) for new, old in zip(there, here, strict=True)))
        draws[t] = frame.at(here.u).T
        accepted.append(chance.mean())
        if adapt and t % CAREFUL_EVERY:
            change = (float(np.median(chance)) - ACCEPTANCE) / (2 + t) ** 0.5
            step = float(np.clip(step * np.exp(change), 0.01, ANGLE))
            log_steps.append(np.log(step))
    if adapt:
        step = float(
            np.clip(step * np.exp((chance.mean() - ACCEPTANCE) / (2 + t) ** 0.5), 0.01, ANGLE)
        )
        log_steps.append(np.log(step))
    if adapt:
        step = float(np.exp(np.mean(log_steps[len(log_steps) // 2 :])))
    return Chains(draws, float(np.mean(accepted)), step)


def _trajectory(
    state: Callable[[Array], _State], here: _State, momentum: Array, angle: float, turns: int
) -> tuple[_State, Array]:
    """Kick, turn, kick, by `angle` in all; the proposal and its change of energy."""
    turn = angle / turns
    cos, sin = np.cos(turn), np.sin(turn)
    at, v = here, momentum
    for _ in range(turns):
        v = v - turn / 2 * at.slope
        u, v = cos * at.u + sin * v, cos * v - sin * at.u
        at = state(u)
        v = v - turn / 2 * at.slope
    return at, _total(at, v) - _total(here, momentum)


def _total(at: _State, v: Array) -> Array:
    return np.asarray(at.energy + ((at.u * at.u).sum(axis=0) + (v * v).sum(axis=0)) / 2)
