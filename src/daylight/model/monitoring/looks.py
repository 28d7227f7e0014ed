"""A series of counts as a monitor meets it: totals so far at each look, with their variance."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from daylight.data.cells import Cells
from daylight.data.clustering import CLUSTER, NOT_RECORDED, Clustering
from daylight.data.estimate import Basis, BasisKind
from daylight.model.arrays import Array, IntArray
from daylight.model.crosstab import codes

OFFICER = "officer_id"
CLUSTERS = (OFFICER, "stop_date", "incident_date", "district", "unit")
"""Keys that say which rows go together, where the cells have them."""

MOST_BLANK = 0.2
"""Share of trials without a cluster above which the key counts as absent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """Events and trials of every period.

    Parameters
    ----------
    periods
        (T,) in order.
    x, n
        (T,) events, and trials or exposure.
    missing
        (T,) trials whose outcome was not recorded.
    by_cluster
        Key → events and trials, each (T, G), of every cluster.
    is_rate
        Whether `n` is an exposure and `x` Poisson.
    """

    periods: tuple[str, ...]
    x: Array
    n: Array
    missing: Array
    by_cluster: Mapping[str, tuple[Array, Array]]
    is_rate: bool


def watched(cells: Cells, period: str, events: str, trials: str) -> Watched:
    """The series in the cells, by period and by whatever clusters they have."""
    row, periods = codes(cells, period)
    blank = f"{events}_unknown"
    x = cells.counts(events)
    lost = cells.counts(blank) if blank in cells.measures else np.zeros(len(cells))
    n = cells.counts(trials) - lost
    size = len(periods)
    by_cluster = {}
    for key in (name for name in CLUSTERS if name in cells.by and name != period):
        column, names = codes(cells, key)
        place, shape = row * len(names) + column, (size, len(names))
        by_cluster[key] = (_table(place, x, shape), _table(place, n, shape))
    for told in cells.clusterings:
        by_cluster |= _clustered(told, period, events, trials)
    return Watched(
        periods=tuple(map(str, periods)),
        x=_table(row, x, (size,)),
        n=_table(row, n, (size,)),
        missing=_table(row, lost, (size,)),
        by_cluster=by_cluster,
        is_rate=trials.startswith("exposure"),
    )


def _clustered(
    told: Clustering, period: str, events: str, trials: str
) -> dict[str, tuple[Array, Array]]:
    """Counts by period and anonymous cluster; nothing where too many rows have none.

    Rows without one are a cluster of their own, as if they all went together.
    """
    given = told.cells
    if period not in given.by or not {events, trials} <= set(given.measures):
        return {}
    blank = f"{events}_unknown"
    x, n = given.counts(events), given.counts(trials)
    n = n - (given.counts(blank) if blank in given.measures else 0.0)
    row, periods = codes(given, period)
    column, numbers = codes(given, CLUSTER)
    alone = np.array([number == NOT_RECORDED for number in numbers])[column]
    if n[alone].sum() > MOST_BLANK * n.sum():
        return {}
    place, shape = row * len(numbers) + column, (len(periods), len(numbers))
    return {told.key: (_table(place, x, shape), _table(place, n, shape))}


def _table(place: IntArray, values: Array, shape: tuple[int, ...]) -> Array:
    summed = np.bincount(place, values, int(np.prod(shape)))
    return summed.astype(np.float64).reshape(shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Totals of some periods, and their clusters' totals."""

    x: float
    n: float
    clusters: Mapping[str, tuple[Array, Array]]
    is_rate: bool

    @property
    def value(self) -> float:
        """Events per trial."""
        return self.x / self.n

    @property
    def variance(self) -> float:
        """Of the value, if trials (or events) were independent; never quite none.

        Half an event is added on both sides, so that no events are not taken for certainty.
        """
        if self.is_rate:
            return (self.x + 0.5) / self.n**2
        p = (self.x + 0.5) / (self.n + 1)
        return p * (1 - p) / self.n

    def residuals(self, key: str) -> Array:
        """What each cluster adds to the value's deviation."""
        x, n = self.clusters[key]
        return (x - self.value * n) / self.n


def sums(held: Watched, first: int, last: int) -> Sums:
    """The totals of periods `first` to `last`, the last one excluded."""
    part = slice(first, last)
    return Sums(
        x=float(held.x[part].sum()),
        n=float(held.n[part].sum()),
        clusters={
            key: (x[part].sum(axis=0), n[part].sum(axis=0))
            for key, (x, n) in held.by_cluster.items()
        },
        is_rate=held.is_rate,
    )


def uncertainty(now: Sums, base: Sums | None = None) -> tuple[float, Basis]:
    """Variance of a level, or of its change from a baseline: the largest there is.

    Trials as independent, or by each cluster key with deviations of whole clusters (an officer in
    both times counts with the difference), G / (G − 1).
    """
    independent = variance = now.variance + (base.variance if base else 0.0)
    lacks = None if OFFICER in now.clusters else OFFICER
    basis = Basis(kind=BasisKind.INDEPENDENT, lacks=lacks)
    for key in now.clusters:
        apart = now.residuals(key) - (base.residuals(key) if base else 0.0)
        n = now.clusters[key][1] + (base.clusters[key][1] if base else 0.0)
        G = int((n > 0).sum())
        if G < 2:
            continue
        clustered = float((apart**2).sum()) * G / (G - 1)
        if clustered > variance:
            variance = clustered
            effective = float(n.sum() ** 2 / (n**2).sum())
            basis = Basis(
                kind=BasisKind.CLUSTERED,
                key=key,
                clusters=G,
                effective=effective,
                factor=float(np.sqrt(clustered / independent)),
                lacks=lacks,
            )
    return variance, basis
