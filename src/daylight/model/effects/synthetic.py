"""Weighted comparison units and periods that track the treated units before treatment."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daylight.model.arrays import Array

ROUNDS = 1000
SLACK = 1e-10
RIDGE = 1e-10
"""Relative size of the ridge that makes a tie between identical donors unique."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A comparison: donor weights (N0,), period weights (T0,), the gap and its pre-period error.

    Parameters
    ----------
    gap
        (T,) treated minus weighted donors, level difference removed where the method removes it.
    effect
        Mean gap after treatment less the weighted gap before.
    rmspe
        Root mean squared gap before treatment.
    """

    omega: Array
    lam: Array
    gap: Array
    effect: float
    rmspe: float


def simplex_weights(Q: Array, c: Array) -> Array:
    """Minimise ½ w′Qw − c′w over w ≥ 0, Σw = 1, exactly.

    Method: active set; the most promising weight enters, and the best weights on those that have
    entered are solved for, until no other weight would help.
    Reference: Lawson & Hanson (1974), chapter 23, with the sum constraint as a multiplier.
    """
    Q = Q + np.eye(len(c)) * (RIDGE * max(np.trace(Q) / len(c), np.finfo(float).tiny))
    w = _feasible(Q, c)
    scale = max(float(np.abs(Q).max()), float(np.abs(c).max()))
    for _ in range(ROUNDS):
        gradient = Q @ w - c
        candidate = int(np.argmin(gradient))
        if gradient[candidate] >= gradient @ w - SLACK * scale or w[candidate] > 0:
            break
        w = _settle(Q, c, w, np.append(np.flatnonzero(w > 0), candidate))
    return w


def _feasible(Q: Array, c: Array) -> Array:
    """A start close to the minimum: all weights, then only those that were positive, and so on."""
    support = np.arange(len(c))
    best = _equality(Q, c, support)
    while not (best > 0).all():
        support = support[best > 0]
        best = _equality(Q, c, support)
    w = np.zeros(len(c))
    w[support] = best
    return w


def _equality(Q: Array, c: Array, support: npt.NDArray[np.intp]) -> Array:
    """The minimum on the support under Σw = 1 alone."""
    k = len(support)
    kkt = np.ones((k + 1, k + 1))
    kkt[:k, :k], kkt[k, k] = Q[np.ix_(support, support)], 0.0
    return np.asarray(np.linalg.solve(kkt, np.append(c[support], 1.0))[:k])


def _settle(Q: Array, c: Array, w: Array, support: npt.NDArray[np.intp]) -> Array:
    """The best weights on the support, leaving it where a weight would turn negative."""
    current = w[support]
    while True:
        best = _equality(Q, c, support)
        if (best > 0).all():
            settled = np.zeros(len(c))
            settled[support] = best
            return settled
        falling = best <= 0
        reach = current[falling] / np.maximum(current[falling] - best[falling], SLACK**2)
        current = current + min(1.0, float(reach.min())) * (best - current)
        leaves = falling & (current <= SLACK)
        leaves[np.flatnonzero(falling)[int(np.argmin(reach))]] = True
        support, current = support[~leaves], current[~leaves]


def synthetic_control(treated: Array, donors: Array, T0: int) -> Fit:
    """Donor weights that reproduce the treated path before treatment.

    Estimand: the treated path less the path it would have taken.
    Method: weights on the simplex, least squares on the pre-treatment outcomes; no intercept.
    `treated` is (T,), `donors` (N0, T), and the first T0 periods are before treatment.
    Reference: Abadie, Diamond & Hainmueller (2010), with outcomes as the only predictors.
    """
    before = donors[:, :T0]
    omega = simplex_weights(before @ before.T, before @ treated[:T0])
    gap = treated - omega @ donors
    return Fit(
        omega=omega,
        lam=np.zeros(T0),
        gap=gap,
        effect=float(gap[T0:].mean()),
        rmspe=float(np.sqrt(np.mean(gap[:T0] ** 2))),
    )


def frank_wolfe(Q: Array, c: Array) -> Array:
    """Weights as the published software finds them: steps towards one donor at a time.

    It stops at 10,000 steps whether or not the minimum is reached; `simplex_weights` reaches it.
    Reference: Arkhangelsky et al. (2021), R package synthdid 0.0.9, with its sparsifying restart.
    """
    x = _descend(Q, c, np.full(len(c), 1 / len(c)), rounds=100)
    x = np.where(x <= x.max() / 4, 0.0, x)
    return _descend(Q, c, x / x.sum(), rounds=10_000)


def _descend(Q: Array, c: Array, x: Array, *, rounds: int) -> Array:
    for _ in range(rounds):
        gradient = Q @ x - c
        towards = -x
        towards[int(np.argmin(gradient))] += 1.0
        fall, bend = float(gradient @ towards), float(towards @ Q @ towards)
        if bend <= 0 or fall >= 0:
            break
        x = x + min(1.0, -fall / bend) * towards
    return x


def synthetic_did(
    treated: Array,
    donors: Array,
    T0: int,
    *,
    units: int = 1,
    solve: Callable[[Array, Array], Array] = simplex_weights,
) -> Fit:
    """Donor and period weights, with level differences between units allowed.

    Estimand: the average effect on the treated after treatment.
    Method: ω on the simplex with an intercept and ridge ζ² T₀, ζ = (N₁T₁)^¼ σ̂; λ on the simplex
    with an intercept; the weighted double difference. `treated` is the mean path of `units`.
    Reference: Arkhangelsky, Athey, Hirshberg, Imbens & Wager (2021), algorithm 1.
    """
    before, after = donors[:, :T0], donors[:, T0:]
    sigma = float(np.std(np.diff(before, axis=1), ddof=1)) if T0 > 1 else 0.0
    zeta = (units * after.shape[1]) ** 0.25 * sigma
    X = before - before.mean(axis=1, keepdims=True)
    target = treated[:T0] - treated[:T0].mean()
    omega = solve(X @ X.T + zeta**2 * T0 * np.eye(len(X)), X @ target)
    Z = before - before.mean(axis=0)
    mean_after = after.mean(axis=1)
    ridge = (1e-6 * sigma) ** 2 * len(Z)
    lam = solve(Z.T @ Z + ridge * np.eye(T0), Z.T @ (mean_after - mean_after.mean()))
    difference = treated - omega @ donors
    gap = difference - lam @ difference[:T0]
    level = difference[:T0] - difference[:T0].mean()
    return Fit(
        omega=omega,
        lam=lam,
        gap=gap,
        effect=float(gap[T0:].mean()),
        rmspe=float(np.sqrt(np.mean(level**2))),
    )


def difference(treated: Array, donors: Array, T0: int) -> Fit:
    """Equal weights on every donor and every earlier period: difference in differences."""
    n = len(donors)
    apart = treated - donors.mean(axis=0)
    gap = apart - apart[:T0].mean()
    return Fit(
        omega=np.full(n, 1 / n),
        lam=np.full(T0, 1 / T0),
        gap=gap,
        effect=float(gap[T0:].mean()),
        rmspe=float(np.sqrt(np.mean(gap[:T0] ** 2))),
    )


ESTIMATORS = {
    "synthetic-did": synthetic_did,
    "synthetic-control": synthetic_control,
    "difference": difference,
}
