"""A logit's coefficients without each cluster in turn, by one step of Newton's method."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from daylight.model.arrays import Array, IntArray, Mask
from daylight.model.clusters import Scatter
from daylight.model.logit import LogitFit


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
    same follows from a system of its rows: B X'(W⁻¹ − X B X')⁻¹ W⁻¹ r with B = I⁻¹.
    Reference: Bell & McCaffrey (2002), CR3; one step as in Pregibon (1981), Annals of Statistics
    9:705-724.
    """
    rows = len(fit.X)
    key, at = np.unique(trials.cluster * rows + trials.row, return_inverse=True)
    n = np.bincount(at, weights=trials.n)
    y = np.bincount(at, weights=trials.y)
    some = n > 0
    cluster, row, n, y = key[some] // rows, key[some] % rows, n[some], y[some]
    p = fit.probability[row]
    weight, residual = n * p * (1 - p), y - n * p
    starts = np.flatnonzero(np.r_[True, np.diff(cluster) != 0, True])
    wanted = list(columns)
    information = None
    away = np.empty((len(starts) - 1, len(wanted)))
    for c, (start, end) in enumerate(pairwise(starts.tolist())):
        X, w, r = fit.X[row[start:end]], weight[start:end], residual[start:end]
        if end - start < len(fit.beta):
            lever = X @ fit.bread
            system = np.diag(1 / w) - lever @ X.T
            away[c] = (lever.T @ _solved(system, r / w))[wanted]
        else:
            if information is None:
                information = np.linalg.inv(fit.bread)
            away[c] = _solved(information - (X * w[:, None]).T @ X, X.T @ r)[wanted]
    return np.asarray(fit.beta[wanted] - away)


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
