"""Slopes of a proportional-odds model without each cluster, by one step of Newton's method."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from daylight.model.arrays import Array, IntArray, Mask
from daylight.model.clusters import Scatter
from daylight.model.proportional_odds import OrdinalFit, derivatives


class ClusteredLevels(NamedTuple):
    """(N,) people of one clustering: cluster (−1 where blank), design row, level, how many."""

    key: str
    cluster: IntArray
    row: IntArray
    level: IntArray
    n: Array

    def among(self, kept: Mask) -> "ClusteredLevels":
        """Some of them."""
        return ClusteredLevels(
            self.key, self.cluster[kept], self.row[kept], self.level[kept], self.n[kept]
        )


def scatter(
    fit: OrdinalFit, people: ClusteredLevels, slopes: Sequence[int], largest: Sequence[float]
) -> list[Scatter]:
    """How far clusters move each of some slopes, people of no recorded cluster taken either way.

    Parameters
    ----------
    largest
        For each slope the largest share that one cluster has of its people.

    One Newton step from the fit with the cluster's own people taken out of score and expected
    information: φ − (I − I_c)⁻¹ s_c, by a system of the cluster's own rows and levels.
    Reference: Bell & McCaffrey (2002), CR3; one step as in Pregibon (1981), Annals of Statistics
    9:705-724.
    """
    model = _Moves.of(fit, slopes)
    known = people.among(people.cluster >= 0)
    blank = people.among(people.cluster < 0)
    moved = model.without_each(known)
    recorded = [Scatter.of(people.key, m, share) for m, share in zip(moved.T, largest, strict=True)]
    if not blank.n.sum():
        return recorded
    together = np.vstack([moved, model.without_each(blank)])
    alone = model.alone(blank)
    return [
        Scatter.either_way(one, Scatter.of(people.key, together[:, i], largest[i]), alone[i])
        for i, one in enumerate(recorded)
    ]


class _Moves(NamedTuple):
    """A fit, taken apart by row of the design: (R, J, K) derivatives, (R, J) probabilities."""

    fit: OrdinalFit
    d: Array
    p: Array
    wanted: list[int]

    @classmethod
    def of(cls, fit: OrdinalFit, slopes: Sequence[int]) -> "_Moves":
        d, p = derivatives(fit.theta, fit.beta, fit.X)
        return cls(fit, d, p, [len(fit.theta) + one for one in slopes])

    def without_each(self, people: ClusteredLevels) -> Array:
        """(G, C) slopes without each cluster."""
        order = np.argsort(people.cluster, kind="stable")
        cluster, row, level = people.cluster[order], people.row[order], people.level[order]
        n = people.n[order]
        starts = np.flatnonzero(np.r_[True, np.diff(cluster) != 0, True])
        slopes = self.fit.beta[[one - len(self.fit.theta) for one in self.wanted]]
        away = np.empty((len(starts) - 1, len(self.wanted)))
        for c, (start, end) in enumerate(pairwise(starts.tolist())):
            own = slice(start, end)
            away[c] = self._step(row[own], level[own], n[own])
        return np.asarray(slopes - away)

    def _step(self, row: IntArray, level: IntArray, n: Array) -> Array:
        """(I − U Uᵀ)⁻¹ s of the wanted parameters, with U Uᵀ the information of these people."""
        bread = self.fit.covariance
        score = ((n / self.p[row, level])[:, None] * self.d[row, level]).sum(axis=0)
        rows, at = np.unique(row, return_inverse=True)
        weight = np.bincount(at, weights=n)
        root = np.sqrt(weight[:, None] / self.p[rows])[:, :, None] * self.d[rows]
        U = root.reshape(-1, root.shape[-1])
        lever = U @ bread
        system = np.eye(len(U)) - lever @ U.T
        direct = bread @ score
        inner = np.linalg.lstsq(system, lever @ score, rcond=None)[0]
        return np.asarray((direct + lever.T @ inner)[self.wanted])

    def alone(self, blank: ClusteredLevels) -> list[float]:
        """(C,) variances that people add when each is drawn by themselves."""
        found = np.zeros(len(self.wanted))
        for row, level, n in zip(blank.row, blank.level, blank.n, strict=True):
            one = self._step(np.array([row]), np.array([level]), np.ones(1))
            found += n * one**2
        return [float(v) for v in found]
