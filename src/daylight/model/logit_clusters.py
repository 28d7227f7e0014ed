"""A logit's coefficients without each cluster in turn, by one step of Newton's method."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import expit

from daylight.model.arrays import Array, IntArray, Mask, distinct
from daylight.model.clusters import Scatter
from daylight.model.logit import LogitFit

NUMBERS_AT_ONCE = 1 << 20
"""How many numbers the designs of clusters that are solved together may hold."""

FARTHEST_CLUSTERS = 8
"""How many clusters take a second step."""

SHORT = 1.05
"""How many times as large the error must be after it for the first step to have fallen short."""


class ClusteredTrials(NamedTuple):
    """(N,) trials of one clustering: cluster (−1 where blank), design row, events, trials."""

    key: str
    cluster: IntArray
    row: IntArray
    y: Array
    n: Array

    def among(self, kept: Mask) -> "ClusteredTrials":
        """Some of them."""
        return ClusteredTrials(
            self.key, self.cluster[kept], self.row[kept], self.y[kept], self.n[kept]
        )


def scatter(
    fit: LogitFit, trials: ClusteredTrials, columns: Sequence[int], largest: Sequence[float]
) -> list[Scatter]:
    """How far clusters move each of some coefficients, trials of no cluster taken either way.

    Parameters
    ----------
    largest
        For each column the largest share that one cluster has of its trials or events.
    """
    known = trials.among(trials.cluster >= 0)
    moved = without_each(fit, known, columns)
    recorded = [Scatter.of(trials.key, m, share) for m, share in zip(moved.T, largest, strict=True)]
    blank = trials.among(trials.cluster < 0)
    if not blank.n.sum():
        return recorded
    together = np.vstack([moved, without_each(fit, blank, columns)])
    alone = _alone(fit, blank, columns)
    return [
        Scatter.either_way(one, Scatter.of(trials.key, together[:, i], largest[i]), alone[i])
        for i, one in enumerate(recorded)
    ]


def _alone(fit: LogitFit, blank: ClusteredTrials, columns: Sequence[int]) -> list[float]:
    """(C,) variances that trials add when each is drawn by itself."""
    X, p = fit.X[blank.row], fit.probability[blank.row]
    pull = X @ fit.bread[:, list(columns)]
    weight = p * (1 - p)
    lever = np.maximum(1 - weight * ((X @ fit.bread) * X).sum(axis=1), np.finfo(float).eps)
    squares = blank.y * ((1 - p) / lever) ** 2 + (blank.n - blank.y) * (p / lever) ** 2
    return [float(v) for v in squares @ pull**2]


class PlaceRows(NamedTuple):
    """(C,) cells by a cluster that is itself a factor: its code, design row, y − n p."""

    key: str
    cluster: IntArray
    row: IntArray
    residual: Array


def without_each(fit: LogitFit, trials: ClusteredTrials, columns: Sequence[int]) -> Array:
    """(G, C) coefficients without each cluster.

    One Newton step from the fit with the cluster's own trials taken out of score and information:
    β − (I − I_c)⁻¹ s_c. Where a cluster has fewer rows of the design than the fit has columns, the
    same follows from a system of its rows: B X'(W⁻¹ − X B X')⁻¹ W⁻¹ r with B = I⁻¹. Of a cluster
    that is a large part of everything one step says too little: those that move a coefficient
    furthest take a second, and it stands where the error is more than a twentieth larger for it.
    Reference: Bell & McCaffrey (2002), CR3; one step as in Pregibon (1981), Annals of Statistics
    9:705-724.
    """
    rows = len(fit.X)
    first = int(trials.cluster.min(initial=0))
    key, at = distinct((trials.cluster - first) * rows + trials.row)
    key = key + first * rows
    n, y = (np.bincount(at, weights=v).astype(np.float64) for v in (trials.n, trials.y))
    some = n > 0
    cluster, row, n, y = key[some] // rows, key[some] % rows, n[some], y[some]
    p = fit.probability[row]
    wanted = list(columns)
    parts = _Parts(fit, row, n * p * (1 - p), y - n * p, wanted)
    starts = np.flatnonzero(np.r_[True, np.diff(cluster) != 0, True])
    size = np.diff(starts)
    away = np.empty((len(size), len(wanted)))
    for rows_each in np.unique(size).tolist():
        of_size = np.flatnonzero(size == rows_each)
        at_once = max(NUMBERS_AT_ONCE // (rows_each * len(fit.beta)), 1)
        for part in np.array_split(of_size, -(-len(of_size) // at_once)):
            away[part] = parts.moved(starts[part, None] + np.arange(rows_each))
    far = np.argsort(-np.abs(away).max(axis=1, initial=0.0), kind="stable")[:FARTHEST_CLUSTERS]
    further, moved = away.copy(), _Without(fit)
    for c in far.tolist():
        own = slice(starts[c], starts[c + 1])
        one = ClusteredTrials(trials.key, cluster[own], row[own], y[own], n[own])
        further[c] = moved.second(one)[wanted]
    falls_short = further.std(axis=0) > SHORT * away.std(axis=0)
    return np.asarray(fit.beta[wanted] - np.where(falls_short, further, away))


class _Without:
    """How far all coefficients move without one cluster."""

    def __init__(self, fit: LogitFit) -> None:
        self.fit = fit
        self.information = np.linalg.inv(fit.bread)

    def first(self, own: ClusteredTrials) -> Array:
        """By one Newton step."""
        fit, X, p = self.fit, self.fit.X[own.row], self.fit.probability[own.row]
        w, r = own.n * p * (1 - p), own.y - own.n * p
        if len(own.row) < len(fit.beta):
            lever = X @ fit.bread
            return np.asarray(lever.T @ _solved_alone(np.diag(1 / w) - lever @ X.T, r / w))
        return _solved_alone(self.information - (X * w[:, None]).T @ X, X.T @ r)

    def second(self, own: ClusteredTrials) -> Array:
        """By a further step from there, unless that would lead further away than the first."""
        fit, first = self.fit, self.first(own)
        n, y = fit.trials.copy(), fit.residual + fit.trials * fit.probability
        n[own.row] -= own.n
        y[own.row] -= own.y
        p = expit(fit.X @ (fit.beta - first))
        information = (fit.X * (n * p * (1 - p))[:, None]).T @ fit.X
        step = _solved_alone(information, fit.X.T @ (y - n * p))
        return first - step if np.abs(step).max() < np.abs(first).max() else first


class _Parts(NamedTuple):
    """(N,) parts of clusters: design row, weight n p (1 − p), residual y − n p."""

    fit: LogitFit
    row: IntArray
    weight: Array
    residual: Array
    wanted: list[int]

    def moved(self, at: IntArray) -> Array:
        """(M, C) how far the coefficients move without each of M clusters of K parts each."""
        X, w, r = self.fit.X[self.row[at]], self.weight[at], self.residual[at]
        if at.shape[1] < len(self.fit.beta):
            lever = X @ self.fit.bread
            system = (1 / w)[..., None] * np.eye(at.shape[1]) - lever @ X.transpose(0, 2, 1)
            return np.asarray(
                (lever.transpose(0, 2, 1) @ _solved(system, r / w))[..., self.wanted, 0]
            )
        information = np.linalg.inv(self.fit.bread)
        turned = X.transpose(0, 2, 1)
        system = information - (X * w[..., None]).transpose(0, 2, 1) @ X
        return np.asarray(_solved(system, (turned @ r[..., None])[..., 0])[:, self.wanted, 0])


def _solved(systems: Array, right: Array) -> Array:
    """(M, K, 1) solutions; of least length where a cluster is all that some column rests on."""
    try:
        found = np.linalg.solve(systems, right[..., None])
    except np.linalg.LinAlgError:
        found = np.full((*right.shape, 1), np.nan)
    for one in np.flatnonzero(~np.isfinite(found).all(axis=(1, 2))):
        found[one] = _solved_alone(systems[one], right[one])[:, None]
    return np.asarray(found)


def _solved_alone(system: Array, right: Array) -> Array:
    try:
        found = np.linalg.solve(system, right)
        if np.isfinite(found).all():
            return np.asarray(found)
    except np.linalg.LinAlgError:
        pass
    return np.asarray(np.linalg.lstsq(system, right, rcond=None)[0])


def linearised(fit: LogitFit, column: int, cells: PlaceRows) -> Scatter:
    """The same for clusters that have a column of their own, which cannot be fitted without them.

    Reference: Liang & Zeger (1986), Biometrika 73:13-22, with G / (G − 1).
    """
    influence = (fit.X @ fit.bread[:, column])[cells.row] * cells.residual
    sums = np.bincount(cells.cluster, weights=influence).astype(np.float64)
    count = len(sums)
    variance = float((sums**2).sum()) * count / max(count - 1, 1)
    return Scatter(cells.key, variance, count, sums, largest=0.0)
