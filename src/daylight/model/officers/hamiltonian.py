"""Hamiltonian Monte Carlo for distributions close to a normal one, several chains at once.

The distribution is seen through the normal one nearest to it. In its own coordinates that normal
distribution is a rotation, which is followed exactly; only what is left of the gradient is
integrated, at a few points of the turn. So a quarter turn, which makes draws nearly independent,
needs three gradients whatever the dimension, where a random walk needs as many steps as there are
dimensions.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np
from scipy import linalg, sparse

from daylight.model.arrays import Array

Density = Callable[[Array], tuple[Array, Array]]

ANGLE = 1.65
"""Mean turn per trajectory. A quarter turn (1.57) would make normal draws independent; a little
more makes up for the moves not taken."""

KICKS, TURNS = (0.1, 0.4, 0.4, 0.1), (0.29, 0.42, 0.29)
"""Shares of the remaining gradient and of the turn, in order. Like the points and weights of a
Gauss-Lobatto rule (1/12, 5/12; 0.276, 0.447), moved to lose fewest moves over a quarter turn."""

CAREFUL_EVERY = 8
"""Every 8th trajectory has twice as many points: a chain in a steep corner gets out."""

SMALLEST = 3e-3
"""Entries of the frame below this are dropped: it changes the path, never the distribution."""


class Frame(NamedTuple):
    """Coordinates in which the distribution is nearly standard normal: x = centre + root · u."""

    centre: Array
    root: Any
    transposed: Any

    @classmethod
    def of(cls, centre: Array, curvature: Array, *, common: int) -> "Frame":
        """A frame of the normal distribution with this centre and inverse covariance.

        With the best-known parameters late in the triangle, and the last `common` ones, which
        touch all others, at its end, most of the root is next to nothing, so it is kept sparse.
        Any frame is exact; a better one only takes fewer steps.
        """
        own = len(curvature) - common
        order = np.argsort(np.diag(curvature)[:own], kind="stable")
        order = np.concatenate([order, np.arange(own, len(curvature))])
        factor = linalg.cholesky(curvature[np.ix_(order, order)], lower=True)
        inverse = linalg.lapack.dtrtri(factor, lower=1)[0]
        row, column = np.nonzero(np.abs(inverse) > SMALLEST)
        root = sparse.csr_matrix(
            (inverse[row, column], (order[column], row)), (len(order), len(order))
        )
        return cls(centre, root, root.T.tocsr())

    def at(self, u: Array) -> Array:
        """From frame to parameters."""
        return np.asarray(self.centre[:, None] + self.root @ u)

    def pull(self, gradient: Array) -> Array:
        """Gradient in the parameters → gradient in the frame."""
        return np.asarray(self.transposed @ gradient)


class Chains(NamedTuple):
    """Draws (iterations × chains × parameters), where they ended in the frame, moves taken."""

    draws: Array
    last: Array
    acceptance: float


class Schedule(NamedTuple):
    """How many trajectories, and how often each repeats the rule of `KICKS` and `TURNS`."""

    iterations: int
    points: int


def sample(
    densities: Sequence[Density],
    frame: Frame,
    start: Array,
    rngs: Sequence[np.random.Generator],
    schedule: Schedule,
) -> Chains:
    """Chains from `start` in the frame (parameters × chains), a share of them per generator.

    Parameters
    ----------
    densities
        One per generator, each used by one thread: x (parameters × chains) → log density and
        gradient, one column per chain. So the draws do not depend on how many cores there are.
    """
    shares = np.array_split(start, len(rngs), axis=1)

    def one(k: int) -> Chains:
        return _sample(densities[k], frame, shares[k], rngs[k], schedule)

    with ThreadPoolExecutor(len(rngs)) as pool:
        parts = list(pool.map(one, range(len(rngs))))
    return Chains(
        np.concatenate([part.draws for part in parts], axis=1),
        np.concatenate([part.last for part in parts], axis=1),
        float(np.mean([part.acceptance for part in parts])),
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
    schedule: Schedule,
) -> Chains:
    iterations, points = schedule

    def state(u: Array) -> _State:
        log_density, gradient = density(frame.at(u))
        return _State(u, -log_density - (u * u).sum(axis=0) / 2, -frame.pull(gradient) - u)

    here = state(start)
    draws = np.empty((iterations, start.shape[1], start.shape[0]))
    accepted = []
    for t in range(iterations):
        momentum = rng.standard_normal(start.shape)
        angle = ANGLE * rng.uniform(0.9, 1.1)
        repeats = 2 * points if t % CAREFUL_EVERY == 0 else points
        there, energy = _trajectory(state, here, momentum, angle / repeats, repeats)
        chance = np.exp(-np.maximum(0.0, np.nan_to_num(energy, nan=np.inf)))
        take = rng.random(len(chance)) < chance
        here = _State(*(np.where(take, new, old) for new, old in zip(there, here, strict=True)))
        draws[t] = frame.at(here.u).T
        if repeats == points:
            accepted.append(chance.mean())
    return Chains(draws, here.u, float(np.mean(accepted)))


def _trajectory(
    state: Callable[[Array], _State], here: _State, momentum: Array, angle: float, repeats: int
) -> tuple[_State, Array]:
    """Kicks and turns, `angle` per repeat; the proposal and its change of energy."""
    at, v = here, momentum
    for _ in range(repeats):
        for kick, share in zip(KICKS, TURNS, strict=False):
            v = v - kick * angle * at.slope
            cos, sin = np.cos(share * angle), np.sin(share * angle)
            u, v = cos * at.u + sin * v, cos * v - sin * at.u
            at = state(u)
        v = v - KICKS[-1] * angle * at.slope
    return at, _total(at, v) - _total(here, momentum)


def _total(at: _State, v: Array) -> Array:
    return np.asarray(at.energy + ((at.u * at.u).sum(axis=0) + (v * v).sum(axis=0)) / 2)
