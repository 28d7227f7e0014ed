"""Terms around a minimum in bins, and the curve that they would follow without it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.clustering import CLUSTER
from daylight.model.arrays import Array, IntArray, Mask
from daylight.model.cell_parts import cell_of
from daylight.model.clusters import Scatter
from daylight.model.stops.poisson import fit_poisson


class Bins(NamedTuple):
    """(B,) whole numbers of the key, one a bin, and which of them the minimum is."""

    values: IntArray
    at: int

    @classmethod
    def around(cls, minimum: int, reach: int) -> "Bins":
        """As many on both sides of a minimum, from one on."""
        first = max(minimum - reach, 1)
        return cls(np.arange(first, minimum + reach + 1, dtype=np.int64), minimum - first)

    @property
    def beside(self) -> Mask:
        """(B,) those that are not the minimum."""
        return np.asarray(np.arange(len(self.values)) != self.at)

    def is_like(self, step: int) -> bool:
        """Whether other multiples of a step lie in reach, and so show what they are worth."""
        return bool(((self.values % step == 0) & self.beside).any())

    def design(self, degree: int, heaps: Sequence[int]) -> Array:
        """(B, K) a polynomial, and a column for each kind of round number."""
        span = max(int(self.values[-1] - self.values[0]), 1)
        x = 2 * (self.values - self.values[0]) / span - 1
        columns = [x**power for power in range(degree + 1)]
        rest = np.ones(len(self.values), dtype=bool)
        for step in sorted(heaps, reverse=True):
            is_round = rest & (self.values % step == 0)
            rest &= ~is_round
            if self.is_like(step):
                columns.append(is_round.astype(float))
        return np.column_stack(columns)


class BinCurve(NamedTuple):
    """How counts are expected to run: the bins, and the columns that make it."""

    bins: Bins
    X: Array


class Bunched(NamedTuple):
    """Of the terms in reach, the share at the minimum and the one expected; their errors."""

    at: float
    expected: float
    at_se: float
    expected_se: float
    excess_se: float

    @property
    def excess(self) -> float:
        """What stands there beyond the expected."""
        return self.at - self.expected


def bunched(counts: Array, curve: BinCurve) -> Bunched:
    """The shares of (B,) counts.

    The counterfactual is a Poisson regression on the bins beside the minimum, carried on to it.
    Its errors, and the count's own, are those of Poisson counts with the fit's overdispersion.
    """
    rest, at = curve.bins.beside, curve.bins.at
    fit = fit_poisson(curve.X[rest], counts[rest], np.ones(int(rest.sum())))
    total, own = float(counts.sum()), float(counts[at])
    beside = float(np.exp(np.clip(curve.X[at] @ fit.beta, -50.0, 50.0)))
    spread = max(fit.dispersion, 1.0)
    slope = beside * curve.X[at]
    variance = float(slope @ fit.covariance @ slope) * spread
    share = own / total
    return Bunched(
        at=share,
        expected=beside / total,
        at_se=float(np.sqrt(share * (1 - share) / total)),
        expected_se=float(np.sqrt(variance)) / total,
        excess_se=float(np.sqrt(own * spread + variance)) / total,
    )


def expected(counts: Array, curve: BinCurve) -> Array:
    """(B,) what each bin would have without the minimum."""
    rest = curve.bins.beside
    fit = fit_poisson(curve.X[rest], counts[rest], np.ones(int(rest.sum())))
    return np.asarray(np.exp(np.clip(curve.X @ fit.beta, -50.0, 50.0)))


class Binned(NamedTuple):
    """(N,) the bin of each cell, −1 out of reach, and the cells."""

    cells: Cells
    at: IntArray
    bins: Bins

    @classmethod
    def of(cls, cells: Cells, key: str, unit: int, bins: Bins) -> "Binned":
        """Cells by a key that counts `unit` to a bin."""
        number = np.floor(cells.keys(key).astype(float) / unit).astype(np.int64)
        at = number - bins.values[0]
        return cls(cells, np.where((at >= 0) & (at < len(bins.values)), at, -1), bins)

    def counts(self, member: Mask) -> Array:
        """(B,) terms of some cells in each bin."""
        used = (self.at >= 0) & member
        cases = self.cells.counts("cases")[used]
        sums = np.bincount(self.at[used], weights=cases, minlength=len(self.bins.values))
        return np.asarray(sums, dtype=np.float64)

    def by_cluster(self, members: Sequence[Mask]) -> Iterator[tuple[str, Array]]:
        """Key → (G, M, B) terms of each cluster among each of some sets of cells."""
        size = len(self.bins.values)
        for one in (one for one in self.cells.clusterings if one.is_telling):
            rows = cell_of(self.cells, one.cells)
            cluster = one.cells.counts(CLUSTER).astype(np.int64)
            used = (self.at[rows] >= 0) & (cluster >= 0)
            numbers, place = np.unique(cluster[used], return_inverse=True)
            if len(numbers) < 2:
                continue
            cases, bin_of = one.cells.counts("cases")[used], self.at[rows][used]
            sums = [
                np.bincount(
                    place * size + bin_of,
                    weights=cases * member[rows][used],
                    minlength=len(numbers) * size,
                ).reshape(len(numbers), size)
                for member in members
            ]
            yield one.key, np.stack(sums, axis=1)


class BunchedParts(NamedTuple):
    """(M, B) terms of some parts, key → those of each cluster, and the curve they are held to."""

    counts: Array
    clusters: dict[str, Array]
    curve: BinCurve

    @property
    def found(self) -> list[Bunched]:
        """The shares of each part."""
        return [bunched(one, self.curve) for one in self.counts]

    def scatters(self) -> dict[str, list[Scatter]]:
        """`at`, `expected` and `excess` of one part, or `apart` of two → how clusters move it."""
        names = ("at", "expected", "excess") if len(self.counts) == 1 else ("apart",)
        found: dict[str, list[Scatter]] = {name: [] for name in names}
        for key, by_cluster in self.clusters.items():
            largest = float((by_cluster.sum(axis=2).max(axis=0) / self.counts.sum(axis=1)).max())
            without = []
            for cluster in by_cluster:
                left = np.maximum(self.counts - cluster, 0.0)
                if left.sum(axis=1).min() <= 0:
                    continue
                shares = [bunched(one, self.curve) for one in left]
                first = shares[0]
                without.append(
                    (first.at, first.expected, first.excess)
                    if len(shares) == 1
                    else (first.excess - shares[1].excess,)
                )
            for name, values in zip(names, np.array(without).T, strict=True):
                found[name].append(Scatter.of(key, values, largest))
        return found
