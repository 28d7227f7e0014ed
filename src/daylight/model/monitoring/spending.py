"""Bounds for a planned number of looks, which share out the chance of a false alarm among them."""

from enum import StrEnum
from typing import NamedTuple

import numpy as np
from scipy import optimize, special

from daylight.model.arrays import Array

POINTS = 257
FARTHEST = 8.0
"""Standard errors beyond which nothing is looked for: a chance of 1e-15."""


class Spending(StrEnum):
    """How much of the chance of a false alarm may have been used by a share t of the looks.

    `OBRIEN_FLEMING` saves it for the end, `POCOCK` spends it nearly evenly; `NONE` is the mixture
    of `mixtures.py`, which needs no plan.
    """

    NONE = "none"
    OBRIEN_FLEMING = "obrien-fleming"
    POCOCK = "pocock"


def spent(kind: Spending, t: Array, alpha: float) -> Array:
    """The chance spent by the time t, of both sides together.

    Lan & DeMets (1983), Biometrika 70:659-663: 4 − 4Φ(z(α/4)/√t), and α log(1 + (e − 1)t).
    """
    t = np.clip(np.asarray(t, dtype=np.float64), 1e-9, 1.0)
    if kind is Spending.POCOCK:
        return np.asarray(alpha * np.log1p((np.e - 1) * t))
    z = -special.ndtri(alpha / 4)
    return np.asarray(4 * special.ndtr(-z / np.sqrt(t)))


def bounds(information: Array, used: Array) -> Array:
    """The |z| at each look beyond which the chance used so far is exactly what may be.

    Method: the density of the score among the runs that have not ended is carried from look to
    look by numerical integration (Armitage, McPherson & Rowe 1969, Journal of the Royal Statistical
    Society A 132:235-244); at each look the bound is solved for.

    Parameters
    ----------
    information
        Inverse variance of the estimate at each look, rising.
    used
        The chance that may have been used by each look, rising.
    """
    V = np.asarray(information, dtype=np.float64)
    found = np.empty(len(V))
    s, mass = np.zeros(1), np.ones(1)
    before = was = 0.0
    for k, (now, may) in enumerate(zip(V.tolist(), used.tolist(), strict=True)):
        step = float(np.sqrt(max(now - before, 1e-12 * now)))
        leaving = _Leaving(s, mass, step, float(np.sqrt(now)))
        found[k] = _solved(leaving, may - was)
        s, mass = _carried(s, mass, step, found[k] * np.sqrt(now))
        before, was = now, may
    return found


class _Leaving(NamedTuple):
    """The runs that have not ended: how many leave at the next look beyond a bound."""

    s: Array
    mass: Array
    step: float
    root: float

    def __call__(self, z: float) -> float:
        edge = z * self.root
        out = special.ndtr((-edge - self.s) / self.step) + special.ndtr((self.s - edge) / self.step)
        return float(self.mass @ out)


def _solved(leaving: _Leaving, may: float) -> float:
    """The bound beyond which just so many leave."""
    if leaving(FARTHEST) >= may:
        return FARTHEST
    if leaving(0.0) <= may:
        return 0.0
    return float(optimize.brentq(lambda z: leaving(z) - may, 0.0, FARTHEST, xtol=1e-10))


def _carried(s: Array, mass: Array, step: float, edge: float) -> tuple[Array, Array]:
    """The score's weights on a grid between the bounds, one look later (Simpson's rule)."""
    grid = np.linspace(-edge, edge, POINTS)
    weights = np.full(POINTS, 2.0)
    weights[1::2] = 4.0
    weights[[0, -1]] = 1.0
    weights *= (grid[1] - grid[0]) / 3
    apart = (grid[:, None] - s[None, :]) / step
    density = (np.exp(-0.5 * apart**2) / (np.sqrt(2 * np.pi) * step)) @ mass
    return grid, weights * density


def spending_p(kind: Spending, z: float, information: Array, t: Array) -> float:
    """The smallest α whose interval at the last look excludes a value z standard errors away."""

    def excess(log_alpha: float) -> float:
        alpha = float(np.exp(log_alpha))
        return float(bounds(information, spent(kind, t, alpha))[-1]) - z

    smallest, largest = np.log(1e-9), np.log(0.999)
    if excess(smallest) <= 0:
        return 1e-9
    if excess(largest) >= 0:
        return 1.0
    return float(np.exp(optimize.brentq(excess, smallest, largest, xtol=1e-3)))
