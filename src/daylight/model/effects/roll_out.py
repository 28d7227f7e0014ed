"""Randomised roll-outs: estimators as weights on cohort means, and their design-based errors."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
import numpy.typing as npt

from daylight.model.arrays import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class RollOut:
    """A balanced panel sorted by cohort.

    Parameters
    ----------
    Y
        (N, T) outcomes, units in the order of their cohorts.
    g
        (G,) first treated period of each cohort, increasing, infinity last if there is one.
    N_g
        (G,) units per cohort, at least two.
    t
        (T,) periods.
    """

    Y: Array
    g: Array
    N_g: npt.NDArray[np.int64]
    t: npt.NDArray[np.int64]

    @classmethod
    def of(cls, Y: Array, first: Array, t: npt.NDArray[np.int64]) -> Self:
        """Units observed throughout, in cohorts of two or more that start after the panel does.

        A unit first treated after the last period was not treated within the panel, yet its date
        was drawn like the others': it is a cohort of its own.
        """
        starts, size = np.unique(first, return_counts=True)
        usable = np.isin(first, starts[(size > 1) & (starts > t[0])])
        keep = usable & np.isfinite(Y).all(axis=1)
        starts, size = np.unique(first[keep], return_counts=True)
        keep &= np.isin(first, starts[size > 1])
        order = np.argsort(first[keep], kind="stable")
        starts, size = np.unique(first[keep], return_counts=True)
        return cls(Y=Y[keep][order], g=starts, N_g=size, t=t)

    @property
    def edges(self) -> npt.NDArray[np.int64]:
        """Where each cohort begins among the sorted units, and the end."""
        return np.concatenate([[0], np.cumsum(self.N_g)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimand:
    """θ̂₀ = Σ A_θ,g Ȳ_g and the pre-treatment contrast X̂ = Σ A_0,g Ȳ_g; both weights are (G, T)."""

    A_theta: Array
    A_0: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjusted:
    """θ̂_β = θ̂₀ − β X̂ with its Neyman and its refined standard error."""

    theta: float
    beta: float
    neyman: float
    refined: float
    X: float
    X_error: float


def simple(rolled: RollOut, *, last_only: bool = False) -> Estimand:
    """Every cohort and treated period that still has a cohort waiting, weighted by cohort size.

    With `last_only` the last cohort alone is the comparison, as in Sun & Abraham (2021).
    """
    weights = {pair: float(rolled.N_g[pair[0]]) for pair in _pairs(rolled)}
    return _estimand(rolled, weights, last_only=last_only)


def by_cohort(rolled: RollOut) -> Estimand:
    """The mean over periods within each cohort, then over cohorts by size."""
    pairs = _pairs(rolled)
    periods = {c: sum(1 for k, _ in pairs if k == c) for c, _ in pairs}
    return _estimand(rolled, {(c, s): rolled.N_g[c] / periods[c] for c, s in pairs})


def by_period(rolled: RollOut) -> Estimand:
    """The mean over treated cohorts by size in each period, then over periods."""
    pairs = _pairs(rolled)
    treated = {s: sum(rolled.N_g[k] for k, r in pairs if r == s) for _, s in pairs}
    return _estimand(rolled, {(c, s): rolled.N_g[c] / treated[s] for c, s in pairs})


def at_event(rolled: RollOut, event: int) -> Estimand | None:
    """`event` periods after the start, over cohorts by size; None where nobody still waits."""
    at = {
        (c, s): float(rolled.N_g[c])
        for c, s in _pairs(rolled)
        if rolled.t[s] == rolled.g[c] + event
    }
    return _estimand(rolled, at) if at else None


def adjusted(rolled: RollOut, asked: Estimand, beta: float | None = None) -> Adjusted:
    """The estimator with adjustment `beta`; the most precise one where it is None.

    Estimand: the average effect that the weights describe, in the units of the panel.
    Method: β* = Cov(X̂, θ̂₀) / Var(X̂); β = 1 is Callaway–Sant'Anna with not-yet-treated units.
    Neyman's variance ignores differences of effects between units; the refined one takes off the
    part that pre-treatment outcomes show.
    Refuses: never.
    Reference: Roth & Sant'Anna (2023), eqs. 3, 6 and 9 and section 3.3.
    """
    edges = rolled.edges
    own = np.repeat(np.arange(len(rolled.g)), rolled.N_g)
    a = np.einsum("nt,nt->n", rolled.Y, asked.A_theta[own])
    x = np.einsum("nt,nt->n", rolled.Y, asked.A_0[own])
    before = _before(rolled, asked)
    return _adjusted(a, x, before, edges, beta)


def permuted(
    rolled: RollOut, asked: Estimand, *, draws: int, rng: np.random.Generator
) -> tuple[float, float]:
    """Fisher's p-value for no effect on anyone, and its Monte-Carlo error.

    Method: start dates are dealt anew among the units, cohort sizes kept; the efficient estimator
    divided by its refined error is compared with its value in each deal. Weights do not change
    with the deal, so each unit's part under every cohort is worked out once.
    Reference: Roth & Sant'Anna (2023), section 3.4; Wu & Ding (2021).
    """
    edges = rolled.edges
    P, Q = rolled.Y @ asked.A_theta.T, rolled.Y @ asked.A_0.T
    before = _before(rolled, asked)
    own = np.repeat(np.arange(len(rolled.g)), rolled.N_g)
    everyone = np.arange(len(own))
    observed = _studentised(_adjusted(P[everyone, own], Q[everyone, own], before, edges, None))
    larger = 0
    for _ in range(draws):
        deal = rng.permutation(len(own))
        drawn = _adjusted(P[deal, own], Q[deal, own], before[deal], edges, None)
        larger += _studentised(drawn) >= observed
    p = (1 + larger) / (1 + draws)
    return p, float(np.sqrt(p * (1 - p) / draws))


def _pairs(rolled: RollOut) -> list[tuple[int, int]]:
    last = rolled.g[-1]
    return [
        (c, s)
        for c in range(len(rolled.g))
        for s in range(len(rolled.t))
        if rolled.g[c] <= rolled.t[s] < last
    ]


def _estimand(
    rolled: RollOut, weights: dict[tuple[int, int], float], *, last_only: bool = False
) -> Estimand:
    A_theta = np.zeros((len(rolled.g), len(rolled.t)))
    A_0 = np.zeros_like(A_theta)
    total = sum(weights.values())
    for (c, s), weight in weights.items():
        waiting = rolled.g == rolled.g[-1] if last_only else rolled.g > rolled.t[s]
        contrast = np.where(waiting, -rolled.N_g / rolled.N_g[waiting].sum(), 0.0)
        contrast[c] = 1.0
        base = int(np.searchsorted(rolled.t, rolled.g[c])) - 1
        A_theta[:, s] += contrast * weight / total
        A_0[:, base] += contrast * weight / total
    return Estimand(A_theta=A_theta, A_0=A_0)


def _before(rolled: RollOut, asked: Estimand) -> Array:
    """Outcomes in the periods before the first cohort that the estimand treats."""
    first = rolled.g[np.flatnonzero(np.abs(asked.A_theta).max(axis=1) > 0)[0]]
    return rolled.Y[:, rolled.t < first]


def _adjusted(
    a: Array, x: Array, before: Array, edges: npt.NDArray[np.int64], beta: float | None
) -> Adjusted:
    theta = X = var_a = var_x = cov = 0.0
    explained = np.zeros(before.shape[1])
    spread = np.zeros((before.shape[1], before.shape[1]))
    for start, end in pairwise(edges.tolist()):
        n = end - start
        a_g, x_g = a[start:end] - a[start:end].mean(), x[start:end] - x[start:end].mean()
        theta += a[start:end].mean()
        X += x[start:end].mean()
        var_a += a_g @ a_g / (n - 1) / n
        var_x += x_g @ x_g / (n - 1) / n
        cov += a_g @ x_g / (n - 1) / n
        M = before[start:end] - before[start:end].mean(axis=0)
        MSM = M.T @ M / (n - 1)
        spread += MSM
        explained += np.linalg.pinv(MSM, hermitian=True) @ (M.T @ a_g / (n - 1))
    b = beta if beta is not None else (cov / var_x if var_x > 0 else 0.0)
    variance = max(0.0, float(var_a + b * b * var_x - 2 * b * cov))
    shown = float(explained @ spread @ explained) / (len(edges) - 1) / len(a)
    return Adjusted(
        theta=float(theta - b * X),
        beta=float(b),
        neyman=float(np.sqrt(variance)),
        refined=float(np.sqrt(max(0.0, variance - shown))),
        X=float(X),
        X_error=float(np.sqrt(var_x)),
    )


def _studentised(found: Adjusted) -> float:
    return abs(found.theta) / found.refined if found.refined > 0 else np.inf
