"""A logit's coefficients without each cluster in turn, by one step of Newton's method."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from scipy.special import expit

from daylight.model.arrays import Array, IntArray
from daylight.model.clusters import Scatter
from daylight.model.logit import LogitFit

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
    key, at = np.unique(trials.cluster * rows + trials.row, return_inverse=True)
    n, y = (np.bincount(at, weights=v).astype(np.float64) for v in (trials.n, trials.y))
    some = n > 0
    cluster, row, n, y = key[some] // rows, key[some] % rows, n[some], y[some]
    wanted = list(columns)
    own = [
        ClusteredTrials(trials.key, cluster[i:j], row[i:j], y[i:j], n[i:j])
        for i, j in pairwise(np.flatnonzero(np.r_[True, np.diff(cluster) != 0, True]).tolist())
    ]
    moved = _Without(fit)
    away = np.array([moved.first(one)[wanted] for one in own]).reshape(len(own), len(wanted))
    far = np.argsort(-np.abs(away).max(axis=1, initial=0.0), kind="stable")[:FARTHEST_CLUSTERS]
    further = away.copy()
    for c in far.tolist():
        further[c] = moved.second(own[c])[wanted]
    falls_short = further.std(axis=0) > SHORT * away.std(axis=0)
    return np.asarray(fit.beta[wanted] - np.where(falls_short, further, away))


class _Without:
    """How far coefficients move without one cluster."""

    def __init__(self, fit: LogitFit) -> None:
        self.fit = fit
        self.information = np.linalg.inv(fit.bread)

    def first(self, own: ClusteredTrials) -> Array:
        """By one Newton step."""
        fit, X, p = self.fit, self.fit.X[own.row], self.fit.probability[own.row]
        w, r = own.n * p * (1 - p), own.y - own.n * p
        if len(own.row) < len(fit.beta):
            lever = X @ fit.bread
            return np.asarray(lever.T @ _solved(np.diag(1 / w) - lever @ X.T, r / w))
        return _solved(self.information - (X * w[:, None]).T @ X, X.T @ r)

    def second(self, own: ClusteredTrials) -> Array:
        """By a further step from there, unless that would lead further away than the first."""
        fit, first = self.fit, self.first(own)
        n, y = fit.trials.copy(), fit.residual + fit.trials * fit.probability
        n[own.row] -= own.n
        y[own.row] -= own.y
        p = expit(fit.X @ (fit.beta - first))
        information = (fit.X * (n * p * (1 - p))[:, None]).T @ fit.X
        step = _solved(information, fit.X.T @ (y - n * p))
        return first - step if np.abs(step).max() < np.abs(first).max() else first


def _solved(system: Array, right: Array) -> Array:
    """The solution; of least length where a cluster is all that some column rests on."""
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
