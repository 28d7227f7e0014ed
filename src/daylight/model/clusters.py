"""Uncertainty where rows of one officer, one day or one place go together.

Counts add up, so whatever is a function of counts can be computed again on the totals without each
cluster. How far those values scatter says how far chance could move the estimate if whole clusters,
and not single rows, were drawn.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from daylight.data.clustering import DAYS, FEWEST_CLUSTERS, MOST_BLANK, OFFICER
from daylight.data.estimate import Basis, BasisKind
from daylight.model.arrays import Array, IntArray, Mask, distinct
from daylight.model.intervals import normal_quantile, t_quantile, two_sided_t

FEW = 20
"""Of two keys at once one with fewer clusters is named; else the one that weighs less."""


class Statistic(NamedTuple):
    """A function of counts, taken apart so that it can be computed without each cluster.

    Parameters
    ----------
    parts
        (…, K) counts of one stratum → (…, P) terms that add up over strata.
    value
        (…, P) sums of the terms → (…) values.
    is_level
        Whether it is a level, or counts held against people who do not vary, and no comparison of
        what the same clusters did to two groups. Nothing cancels then, and a few busy clusters are
        all there is.
    """

    parts: Callable[[Array], Array]
    value: Callable[[Array], Array]
    is_level: bool = False

    def of(self, totals: Array) -> float:
        """The value of (S, K) totals."""
        return float(self.value(self.parts(totals).sum(axis=0)[None])[0])


class Rows(NamedTuple):
    """(N, K) counts of one clustering with the cluster (−1 where blank) and stratum of each row."""

    key: str
    cluster: IntArray
    stratum: IntArray
    counts: Array


class Scatter(NamedTuple):
    """How far clusters move a value.

    Parameters
    ----------
    influence
        (G,) how far the value without each cluster lies from their mean.
    largest
        The largest share that one cluster has of a group's trials or events.
    alike
        To how many clusters of equal size they amount, (Σn)² / Σn²; given for levels alone (see
        `Statistic`), whose freedom is that less one.
    freedom
        Degrees of freedom, where they are not those of its own clusters.
    """

    key: str
    variance: float
    clusters: int
    influence: Array
    largest: float
    second_key: str | None = None
    alike: float | None = None
    freedom: float | None = None

    @classmethod
    def of(cls, key: str, without: Array, largest: float) -> "Scatter":
        """From the (G,) values without each cluster."""
        count = len(without)
        if count < 2 or not np.isfinite(without).all():
            return cls(key, np.inf, count, np.zeros(count), largest)
        influence = without.mean() - without
        variance = (count - 1) / count * float((influence**2).sum())
        return cls(key, variance, count, influence, largest)

    @classmethod
    def either_way(cls, recorded: "Scatter", with_blanks: "Scatter", alone: float) -> "Scatter":
        """Rows of no recorded cluster as one more cluster or each alone, whichever says less.

        Parameters
        ----------
        with_blanks
            The scatter where they are one more cluster.
        alone
            The variance they add where each is drawn by itself.
        """
        apart = recorded._replace(variance=recorded.variance + alone)
        return max(with_blanks, apart, key=lambda one: one.variance)

    @property
    def df(self) -> float:
        """Degrees of freedom."""
        if self.freedom is not None:
            return self.freedom
        count = self.clusters if self.alike is None else self.alike
        return max(count - 1.0, 1.0)

    @property
    def effective(self) -> float:
        """To how many clusters of equal weight they amount.

        For influences that are normal with unlike variances v it estimates (Σv)² / Σv².
        """
        square = self.influence**2
        fourth = float((square**2).sum())
        if fourth == 0:
            return float(self.clusters)
        amount = 3 * float(square.sum()) ** 2 / fourth - 2
        return float(min(max(amount, 1.0), self.clusters))


def jackknife(totals: Array, rows: Rows, statistic: Statistic) -> Scatter:
    """Delete one cluster after the other.

    Estimand: the variance of a value when whole clusters are drawn.
    Method: (G − 1)/G Σ (θ₍₋c₎ − θ̄)² with θ̄ the mean of the values without each cluster. Rows of no
    recorded cluster are taken once as one more cluster and once each alone; the larger stands.
    Refuses: never; a value that does not exist without some cluster gives an infinite variance.
    Reference: Efron & Stein (1981), Annals of Statistics 9:586-596; for regressions the same as
    CR3, Bell & McCaffrey (2002), Survey Methodology 28:169-181.
    """
    rows = _added_up(rows, len(totals))
    base = statistic.parts(totals).sum(axis=0)
    known = rows.cluster >= 0
    moved = _moved(totals, rows, statistic)
    count = int(rows.cluster.max(initial=-1)) + 1
    size = _sums(rows.cluster[known], _across(rows.counts[known])[:, None], count)[:, 0]
    by_cluster = _sums(rows.cluster[known], moved[known], count)[size > 0]
    alike = float(size.sum() ** 2 / (size**2).sum()) if statistic.is_level and size.any() else None
    largest = largest_share(rows)
    found = Scatter.of(rows.key, _without(base, by_cluster, statistic), largest)
    scatter = found._replace(alike=alike)
    if known.all():
        return scatter
    one_more = np.vstack([by_cluster, moved[~known].sum(axis=0)])
    found = Scatter.of(rows.key, _without(base, one_more, statistic), largest)
    together = found._replace(alike=alike)
    return Scatter.either_way(scatter, together, _alone(totals, rows, statistic, ~known))


def _added_up(rows: Rows, strata: int) -> Rows:
    """One row for each cluster in each stratum, as the terms of a stratum need not be linear."""
    code = (rows.cluster + 1) * strata + rows.stratum
    step = np.diff(code)
    if (step > 0).all():
        return rows
    pair, at = distinct(code)
    counts = _sums(at, rows.counts, len(pair))
    return Rows(rows.key, pair // strata - 1, pair % strata, counts)


def _across(counts: Array) -> Array:
    """(N,) sums of the columns."""
    return np.asarray(counts @ np.ones(counts.shape[1]))


def _moved(totals: Array, rows: Rows, statistic: Statistic) -> Array:
    """(N, P) what each row adds to the terms of its stratum."""
    there = totals[rows.stratum]
    return statistic.parts(there) - statistic.parts(np.maximum(there - rows.counts, 0.0))


def _sums(code: IntArray, values: Array, count: int) -> Array:
    sums = np.empty((values.shape[1], count))
    for place, column in enumerate(values.T):
        sums[place] = np.bincount(code, weights=column, minlength=count)
    return sums.T


def _without(base: Array, by_cluster: Array, statistic: Statistic) -> Array:
    with np.errstate(divide="ignore", invalid="ignore"):
        return statistic.value(base - by_cluster)


def _alone(totals: Array, rows: Rows, statistic: Statistic, blank: Mask) -> float:
    """Variance that the rows of no recorded cluster add when each is drawn by itself.

    A row is one trial with or without its event: counts come in pairs of events and trials.
    """
    base = statistic.parts(totals).sum(axis=0)
    value = float(statistic.value(base[None])[0])
    there, own = totals[rows.stratum[blank]], rows.counts[blank]
    variance = 0.0
    for pair in range(0, own.shape[1], 2):
        events, trials = own[:, pair], own[:, pair + 1]
        for is_event, times in ((1.0, events), (0.0, trials - events)):
            one = np.zeros_like(own)
            one[:, pair], one[:, pair + 1] = is_event, 1.0
            with np.errstate(divide="ignore", invalid="ignore"):
                term = statistic.parts(there) - statistic.parts(np.maximum(there - one, 0.0))
                away = statistic.value(base - term) - value
            variance += float((np.where(np.isfinite(away), away**2, 0.0) * times).sum())
    return variance


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """The standard error of a value with what it is clustered by.

    Parameters
    ----------
    se
        The one that makes the interval widest, with `df`.
    model_se
        The one that takes rows as independent.
    df
        Degrees of freedom of Student's t; infinite where the error of independent rows decides.
    """

    se: float
    model_se: float
    df: float
    basis: Basis

    @property
    def is_testable(self) -> bool:
        """Whether there are clusters enough, none of them nearly everything, for a p-value."""
        return self.basis.is_testable

    def half_width(self, level: float) -> float:
        """Half the width of the interval on the scale of the value."""
        return self.se * t_quantile(level, self.df)

    def plus(self, variance: float) -> "Uncertainty":
        """The same with a further independent error, such as that of a benchmark."""
        se, model_se = (float(np.sqrt(one**2 + variance)) for one in (self.se, self.model_se))
        return Uncertainty(se, model_se, self.df, self.basis)

    def p(self, value: float, model_p: float | None) -> float | None:
        """Two-sided p of no difference (value zero); the model's own where rows are independent."""
        if not self.is_testable:
            return None
        if self.basis.kind is not BasisKind.CLUSTERED:
            return model_p
        if not np.isfinite(self.se) or self.se == 0:
            return model_p
        clustered = two_sided_t(value / self.se, self.df)
        return clustered if model_p is None else max(clustered, model_p)

    def scale(self, level: float) -> float:
        """By how much counts must be divided for the model's interval to be this wide.

        Rows that go together tell as much as fewer independent ones: n / scale of them, the
        effective sample size of survey practice, with Student's t in the place of z.
        """
        if self.basis.kind is not BasisKind.CLUSTERED or not self.model_se:
            return 1.0
        wider = self.se * t_quantile(level, self.df) / (self.model_se * normal_quantile(level))
        return float(max(wider, 1.0) ** 2) if np.isfinite(wider) else 1.0


def uncertainty(
    totals: Array,
    clusterings: Sequence[Rows],
    statistic: Statistic,
    model_se: float,
    decides: Sequence[str],
) -> Uncertainty:
    """The largest standard error that any way in which rows go together gives.

    Parameters
    ----------
    totals
        (S, K) counts, in pairs of events and trials of each compared group.
    model_se
        The standard error that takes rows as independent.
    decides
        Keys any one of which tells which rows go together; where none is there, the basis says
        which it lacks.

    Estimand: the standard error of the value on the scale it is tested on.
    Method: `jackknife` by each key; officer and day at once as V₁ + V₂ − V of the model, whose last
    term stands for rows of one officer on one day. The one that gives the widest interval decides.
    Reference: Cameron, Gelbach & Miller (2011), Journal of Business & Economic Statistics
    29:238-249.
    """
    usable = [rows for rows in clusterings if is_recorded(rows)]
    return settled([jackknife(totals, rows, statistic) for rows in usable], model_se, decides)


def settled(scatters: Sequence[Scatter], model_se: float, decides: Sequence[str]) -> Uncertainty:
    """The widest of several ways in which rows go together, and of none.

    Parameters are as in `uncertainty`. The interval of independent rows is normal: to hold its
    error against the few clusters' quantile of Student's t would count their small number twice,
    and cover 99 to 100 % with five officers.
    """
    lacks = None if not decides or {s.key for s in scatters} & set(decides) else decides[0]
    scatters = _enough(scatters, decides)
    if not scatters:
        basis = Basis(kind=BasisKind.INDEPENDENT, lacks=lacks)
        return Uncertainty(model_se, model_se, np.inf, basis)
    possible = [*scatters, *_two_ways(scatters, model_se)]
    decisive = max(possible, key=_width)
    is_finite = bool(np.isfinite(decisive.variance))
    se, df = model_se, decisive.df
    if is_finite and _width(decisive) >= model_se * normal_quantile(0.95):
        se = float(np.sqrt(decisive.variance))
    elif is_finite:
        df = np.inf
    # Where there is no value without one of the clusters, that one is all that counts.
    largest = max(one.largest for one in scatters) if is_finite else 1.0
    basis = Basis(
        kind=BasisKind.CLUSTERED,
        key=decisive.key,
        second_key=decisive.second_key,
        clusters=decisive.clusters,
        effective=decisive.effective,
        factor=se / model_se if model_se > 0 and is_finite else None,
        largest=largest,
        lacks=lacks,
        df=decisive.df,  # at a higher level the clusters' tails may reach further than the model's
    )
    return Uncertainty(se, model_se, df, basis)


def _enough(scatters: Sequence[Scatter], decides: Sequence[str]) -> list[Scatter]:
    """Those with clusters enough; all, where those that decide have too few."""
    enough = [one for one in scatters if one.clusters >= FEWEST_CLUSTERS]
    decide = [one for one in scatters if one.key in decides]
    if decide and not any(one in enough for one in decide):
        return decide
    return enough


def _width(one: Scatter) -> float:
    """Half the width of the interval it gives; infinite where one cluster is nearly everything."""
    return float(np.sqrt(max(one.variance, 0.0)) * t_quantile(0.95, one.df))


def _two_ways(scatters: Sequence[Scatter], model_se: float) -> Iterator[Scatter]:
    """An officer's rows and a day's rows both going together."""
    by_key = {one.key: one for one in scatters}
    officer = by_key.get(OFFICER)
    day = next((s for key, s in by_key.items() if key in DAYS), None)
    if officer and day and np.isfinite(officer.variance + day.variance):
        both = officer.variance + day.variance - model_se**2
        fewer, more = sorted((officer, day), key=lambda one: one.clusters)
        if fewer.clusters >= FEW and more.effective < fewer.effective:
            named, other = more, fewer
        else:
            named, other = fewer, more
        df = min(officer.df, day.df)
        yield named._replace(variance=both, second_key=other.key, freedom=df)


def is_recorded(rows: Rows) -> bool:
    """Whether the key is recorded for most trials."""
    trials = float(rows.counts.sum(axis=0)[1::2].sum())
    blank = float(rows.counts[rows.cluster < 0].sum(axis=0)[1::2].sum())
    return trials > 0 and blank <= MOST_BLANK * trials


def largest_share(rows: Rows) -> float:
    """The largest share one cluster has of a group's trials or events."""
    known = rows.cluster >= 0
    totals = rows.counts.sum(axis=0).tolist()
    sums = _sums(rows.cluster[known], rows.counts[known], int(rows.cluster.max(initial=0)) + 1)
    shares = (
        float(column.max(initial=0.0)) / total
        for column, total in zip(sums.T, totals, strict=True)
        if total > 0
    )
    return max(shares, default=0.0)
