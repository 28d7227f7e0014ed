"""A series of counts as a monitor meets it: totals so far at each look, with their variance."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from daylight.data.cells import Cells
from daylight.data.clustering import CLUSTER, MOST_BLANK, NOT_RECORDED, OFFICER, Clustering
from daylight.data.estimate import Basis
from daylight.model.arrays import Array, IntArray
from daylight.model.clustered_rates import DIFFERENCE, SHARE
from daylight.model.clusters import Rows
from daylight.model.clusters import uncertainty as clustered
from daylight.model.crosstab import codes

CLUSTERS = (OFFICER, "stop_date", "incident_date", "district", "unit")
"""Keys that say which rows go together, where the cells have them."""


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

    Trials as independent, or with whole clusters left out in turn (`model.clusters`); an officer in
    both times counts with the difference.
    """
    times = (now,) if base is None else (now, base)
    totals = np.array([[count for one in times for count in (one.x, one.n)]])
    clusterings = [
        Rows(key, np.arange(len(x)), np.zeros(len(x), dtype=np.int64), _columns(key, times))
        for key, (x, _) in now.clusters.items()
    ]
    independent = sum(one.variance for one in times)
    statistic = SHARE if base is None else DIFFERENCE
    known = clustered(totals, clusterings, statistic, float(np.sqrt(independent)), (OFFICER,))
    return max(known.se**2, independent), known.basis


def _columns(key: str, times: tuple[Sums, ...]) -> Array:
    """(G, 2) or (G, 4) events and trials of every cluster at each time."""
    return np.column_stack([count for one in times for count in one.clusters[key]])
