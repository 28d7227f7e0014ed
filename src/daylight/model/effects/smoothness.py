"""The shortest interval of an effect whose comparison may bend away by so much a period."""

import numpy as np
from scipy import optimize, stats

from daylight.model.arrays import Array
from daylight.model.effects.honest import Path

FAR_BIAS = 8.0
"""Biases of so many errors, from which only one end of an interval can miss."""

SMOOTHINGS = (1e-1, 1e-2, 1e-4)
"""Corners of the largest bias are rounded by less and less while weights are sought."""


def smoothness(path: Path, M: float, level: float) -> tuple[float, float, float]:
    """Average effect, with bounds, if the difference in trends bends by at most M a period.

    Estimand: the average effect after treatment where, from one period to the next, the slope of
    the difference in trends changes by at most M.
    Method: of all weighted sums of the coefficients that a straight line of any slope leaves
    unmoved, the one whose interval of fixed length, worst bias included, is shortest. Where few
    units stand behind the covariance, weights are sought with its off-diagonal part shrunk, and
    the interval is stretched by their t quantile; its own error is always the unshrunk one.
    Refuses: never; without two periods before treatment the bounds are infinite.
    Reference: Rambachan & Roth (2023), Δ^SD(M); Armstrong & Kolesár (2020), Quantitative Economics
    11:1–39; Donoho (1994).
    """
    early = path.events < -1
    if not early.any():
        return float(path.target @ path.beta), -np.inf, np.inf
    weights = _shortest(path, M, level)
    value = float(weights @ path.beta)
    half = _half_length(weights, path.covariance, M * bends(path, weights), level)
    half *= path.quantile / float(stats.norm.ppf(0.5 + level / 2))
    return value, value - half, value + half


def bends(path: Path, weights: Array) -> float:
    """The largest bias of a weighted sum that is blind to straight lines, per unit of bend."""
    return float(np.abs(_per_bend(path) @ weights).sum())


def _per_bend(path: Path) -> Array:
    """(S, E) how far a bend of one at each time moves each coefficient, the line through −1 and 0
    being the one that is left out."""
    times = np.arange(path.events.min() + 1, path.events.max())
    after = np.maximum(path.events[None, :] - times[:, None], 0) * (times[:, None] >= 0)
    before = np.maximum(times[:, None] - path.events[None, :], 0) * (times[:, None] < 0)
    return np.asarray(after + before, dtype=np.float64)


def _shortest(path: Path, M: float, level: float) -> Array:
    """(E,) weights: the target after treatment, and before it those that make the sum shortest."""
    early = np.flatnonzero(path.events < -1)
    k = len(path.events)
    shrink = k / (k + path.df) if np.isfinite(path.df) else 0.0
    V = (1 - shrink) * path.covariance + shrink * np.diag(np.diag(path.covariance))
    # The sum is blind to a line where Σ w (e + 1) = 0: one weight follows from the others.
    distance = (path.events + 1).astype(np.float64)
    needed = -float(path.target @ distance)
    line = distance[early]
    free = np.linalg.svd(line[None, :])[2][1:].T
    G = _per_bend(path)
    scale = float(np.sqrt(np.diag(V).mean())) or 1.0

    def full(q: Array) -> Array:
        weights = path.target.copy()
        weights[early] = line * needed / (line @ line) + free @ q
        return weights

    # With no bend allowed the shortest is the least variance, which is linear in q.
    start = full(np.zeros(free.shape[1]))
    inner = free.T @ V[np.ix_(early, early)] @ free
    q = -np.linalg.lstsq(inner, free.T @ (V @ start)[early], rcond=None)[0]
    if M == 0 or not len(q):
        return full(q)

    def rounded(q: Array, corner: float) -> float:
        weights = full(q)
        moved = M * (G @ weights)
        bias = float(np.sqrt(moved**2 + (corner * scale) ** 2).sum())
        return _half_length(weights, V, bias, level)

    starts = [q, np.zeros_like(q)]
    for corner in SMOOTHINGS:
        starts = [
            optimize.minimize(rounded, one, args=(corner,), method="BFGS").x for one in starts
        ]
    return full(min(starts, key=lambda one: rounded(one, 0.0)))


def _half_length(weights: Array, V: Array, bias: float, level: float) -> float:
    """Half of an interval of fixed length that covers whatever the sign of the bias."""
    error = float(np.sqrt(max(0.0, float(weights @ V @ weights))))
    if error == 0:
        return bias
    ratio = bias / error
    if ratio > FAR_BIAS:
        return bias + error * float(stats.norm.ppf(level))
    return error * float(np.sqrt(stats.ncx2.ppf(level, 1, ratio**2)))
