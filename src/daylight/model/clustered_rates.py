"""Shares of trials that ended in an event, compared, with what goes together taken into account."""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from daylight.data.clustering import OFFICER, PLACES
from daylight.data.estimate import Basis, Estimate
from daylight.data.quantity import Quantity
from daylight.model.arrays import Array, Mask
from daylight.model.clusters import Rows, Statistic, Uncertainty, uncertainty
from daylight.model.crosstab import Crosstab
from daylight.model.events import Events
from daylight.model.intervals import (
    Interval,
    clopper_pearson,
    log_wald,
    risk_difference,
    risk_ratio,
    two_sided_p,
    wald,
    wilson,
)
from daylight.model.mantel_haenszel import Pooled, without_events

DAY = "stop_date"
OFFICERS_AND_DAYS = (OFFICER, DAY)
CLUSTERS = (*OFFICERS_AND_DAYS, *PLACES)
"""Keys by which stops may go together, each that is recorded: the widest interval stands."""
DECIDES = (OFFICER,)
"""Without it nobody knows which stops go together in what an officer decides after the stop:
officers differ far more than days do."""
DECIDES_COUNTS = (OFFICER, *PLACES)
"""How many stops are made goes together by officer and by place; either tells."""


class Bounded(NamedTuple):
    """An interval with its p-value and what it is clustered by."""

    interval: Interval
    p_value: float | None
    basis: Basis

    def estimate(self, quantity: Quantity, *, n: float, **about: Any) -> Estimate:
        """One estimate; `about` is as in `Estimate`."""
        given = about | {"p_value": self.p_value, "basis": self.basis}
        return self.interval.estimate(quantity, n=n, **given)


@dataclass(frozen=True, slots=True)
class Trials:
    """(S, 2) or (S, 4) events and trials of one group, or of a group and the reference.

    Parameters
    ----------
    counts
        a and n₁ of the group in each stratum; then c and n₀ of the reference.
    clusterings
        The same counts by officer, by day …
    decides
        Keys without which it is not known which trials go together.
    """

    counts: Array
    clusterings: tuple[Rows, ...]
    decides: tuple[str, ...] = DECIDES

    @property
    def pooled(self) -> "Trials":
        """The same in one single stratum."""
        together = tuple(r._replace(stratum=np.zeros_like(r.stratum)) for r in self.clusterings)
        return Trials(self.counts.sum(axis=0)[None], together, self.decides)

    @property
    def is_one_sided(self) -> bool:
        """Whether one of two groups has no event at all, or has one in every trial."""
        events, trials = self.counts.sum(axis=0).reshape(2, 2).T
        return bool(((events == 0) | (events == trials)).any())

    def side(self, second: bool) -> "Trials":
        """One of two groups alone."""
        own = slice(2, 4) if second else slice(0, 2)
        rows = tuple(one._replace(counts=one.counts[:, own]) for one in self.clusterings)
        return Trials(self.counts[:, own], rows, self.decides)

    def mean_size(self, key: str | None) -> float:
        """Trials in the cluster of an average trial; 1 where the key is not known."""
        for rows in self.clusterings:
            if rows.key == key:
                kept = rows.cluster >= 0
                sizes = np.bincount(rows.cluster[kept], weights=rows.counts[kept, 1])
                return float((sizes**2).sum() / sizes.sum()) if sizes.sum() else 1.0
        return 1.0

    def within(self, stratum: int) -> "Trials":
        """The same of one stratum."""
        found = []
        for rows in self.clusterings:
            kept = rows.stratum == stratum
            only = np.zeros_like(rows.stratum[kept])
            found.append(Rows(rows.key, rows.cluster[kept], only, rows.counts[kept]))
        return Trials(self.counts[stratum][None], tuple(found), self.decides)

    def against(self, one: int, other: int) -> "Trials":
        """One group in one stratum against the same group in another, as two groups."""
        found = []
        for rows in self.clusterings:
            kept = (rows.stratum == one) | (rows.stratum == other)
            first = (rows.stratum[kept] == one)[:, None]
            own = rows.counts[kept]
            counts = np.hstack([own * first, own * ~first])
            only = np.zeros_like(rows.stratum[kept])
            found.append(Rows(rows.key, rows.cluster[kept], only, counts))
        both = np.concatenate([self.counts[one], self.counts[other]])
        return Trials(both[None], tuple(found), self.decides)

    def among(self, kept: Mask) -> "Trials":
        """The same of some strata; nothing is counted in the others."""
        found = tuple(
            rows._replace(counts=rows.counts * kept[rows.stratum][:, None])
            for rows in self.clusterings
        )
        return Trials(self.counts * kept[:, None], found, self.decides)

    def beside(self, columns: Array) -> "Trials":
        """The same with (S, C) columns more that no cluster has a part in, such as people."""
        found = tuple(
            rows._replace(
                counts=np.hstack([rows.counts, np.zeros((len(rows.counts), columns.shape[1]))])
            )
            for rows in self.clusterings
        )
        return Trials(np.hstack([self.counts, columns]), found, self.decides)

    def marked(self, stratum: int) -> "Trials":
        """The same with two columns more, one for one stratum and zero for the others."""
        mark = np.zeros((len(self.counts), 2))
        mark[stratum] = 1.0
        return self.beside(mark)

    def uncertainty(self, statistic: Statistic, model_se: float) -> Uncertainty:
        """The standard error of a statistic of these counts."""
        return uncertainty(self.counts, self.clusterings, statistic, model_se, self.decides)


Whose = str | tuple[str, ...]
"""A group, or several together."""


def trials_of(
    table: Crosstab, of: Events, *groups: Whose, decides: tuple[str, ...] = DECIDES
) -> Trials:
    """Events among the trials of one group or two, in every stratum."""
    columns = []
    for names in map(_names, groups):
        events = [table.of(of.event, name) for name in names]
        trials = [table.recorded(of.trials, of.blank, name) for name in names]
        columns += [np.sum(events, axis=0), np.sum(trials, axis=0)]
    return Trials(
        np.column_stack(columns),
        tuple(rows_of(table, index, of, groups) for index in range(len(table.clusters))),
        decides,
    )


def rows_of(table: Crosstab, index: int, of: Events, groups: tuple[Whose, ...]) -> Rows:
    """The rows of one clustering: events and trials of each group, in columns."""
    found = table.clusters[index]
    number = {name: i for i, name in enumerate(table.groups)}
    columns = []
    for names in map(_names, groups):
        own = [number.get(name, -1) for name in names]
        events, trials, blank = (
            np.sum([found.of(measure, one) for one in own], axis=0)
            for measure in (of.event, of.trials, of.blank)
        )
        columns += [events, trials - blank]
    some = np.sum(columns, axis=0) > 0
    counts = np.column_stack([column[some] for column in columns])
    return Rows(found.key, found.cluster[some], found.stratum[some], counts)


def _names(groups: Whose) -> tuple[str, ...]:
    return (groups,) if isinstance(groups, str) else groups


def _same(counts: Array) -> Array:
    return counts


def _difference(sums: Array) -> Array:
    difference: Array = sums[..., 0] / sums[..., 1] - sums[..., 2] / sums[..., 3]
    return difference


def _log_ratio(sums: Array) -> Array:
    ratio = (sums[..., 0] / sums[..., 1]) / (sums[..., 2] / sums[..., 3])
    return np.asarray(np.log(ratio))


def _share(sums: Array) -> Array:
    share: Array = sums[..., 0] / sums[..., 1]
    return share


SHARE = Statistic(_same, _share, is_level=True)
DIFFERENCE = Statistic(_same, _difference)
LOG_RATIO = Statistic(_same, _log_ratio)


def _log_count(sums: Array) -> Array:
    return np.asarray(np.log(sums[..., 0]))


def _log_count_ratio(sums: Array) -> Array:
    return np.asarray(np.log(sums[..., 0] / sums[..., 2]))


COUNT = Statistic(_same, _log_count, is_level=True)
COUNT_RATIO = Statistic(_same, _log_count_ratio, is_level=True)
"""Logs of counts and of their ratio, of counts that are events and trials in one."""


def _mantel_haenszel(counts: Array) -> Array:
    a, n1, c, n0 = np.moveaxis(counts, -1, 0)
    total = np.where(n1 + n0 > 0, n1 + n0, 1.0)
    return np.stack([a * n0 / total, c * n1 / total, n1 * n0 / total], axis=-1)


def _log_of_first(sums: Array) -> Array:
    return np.asarray(np.log(sums[..., 0] / sums[..., 1]))


def _less(sums: Array) -> Array:
    difference: Array = (sums[..., 0] - sums[..., 1]) / sums[..., 2]
    return difference


MH_LOG_RATIO = Statistic(_mantel_haenszel, _log_of_first)
MH_DIFFERENCE = Statistic(_mantel_haenszel, _less)


def share(trials: Trials, level: float) -> Bounded:
    """The share of one group's trials that ended in the event: Wilson, at the effective size."""
    pooled = trials.pooled
    x, n = pooled.counts[0]
    known = pooled.uncertainty(SHARE, _se(x, n))
    k = known.scale(level)
    return Bounded(wilson(x / k, n / k, level=level), None, known.basis)


def exact_share(trials: Trials, level: float) -> Bounded:
    """The same by Clopper and Pearson, at the effective size."""
    return against_standard(trials, 0.0, level, None)


def against_standard(trials: Trials, standard: float, level: float, p: float | None) -> Bounded:
    """How far a share lies from one that is stated, by the exact interval at the effective size.

    Parameters
    ----------
    p
        The p-value of the two being equal that takes trials as independent.
    """
    pooled = trials.pooled
    x, n = pooled.counts[0]
    known = pooled.uncertainty(SHARE, _se(x, n))
    k = known.scale(level)
    share = clopper_pearson(x / k, n / k, level=level)
    apart = Interval(*(end - standard for end in share))
    return Bounded(apart, None if p is None else known.p(x / n - standard, p), known.basis)


def difference(trials: Trials, level: float, p: float | None) -> Bounded:
    """The difference of two shares: Newcombe's interval at the effective size.

    Parameters
    ----------
    p
        The p-value that takes trials as independent.
    """
    pooled = trials.pooled
    counts = pooled.counts[0]
    known = pooled.uncertainty(DIFFERENCE, float(np.hypot(_se(*counts[:2]), _se(*counts[2:]))))
    scales = np.full(4, known.scale(level))
    if pooled.is_one_sided:
        scales = _own_scales(pooled, level)
    interval = risk_difference(*(counts / scales), level=level)
    return Bounded(interval, known.p(float(interval.value), p), known.basis)


def ratio(trials: Trials, level: float, p: float | None) -> Bounded:
    """The ratio of two shares: Katz's interval at the effective size."""
    pooled = trials.pooled
    counts = pooled.counts[0]
    x, n, x0, n0 = counts
    if min(x, x0) == 0:
        known = pooled.uncertainty(DIFFERENCE, float(np.hypot(_se(x, n), _se(x0, n0))))
        interval = risk_ratio(*(counts / known.scale(level)), level=level)
        return Bounded(interval, known.p(x / n - x0 / n0, p), known.basis)
    known = pooled.uncertainty(LOG_RATIO, float(np.sqrt(1 / x - 1 / n + 1 / x0 - 1 / n0)))
    interval = risk_ratio(*(counts / known.scale(level)), level=level)
    return Bounded(interval, known.p(float(np.log(interval.value)), p), known.basis)


def stratified_ratio(trials: Trials, pooled: Pooled, level: float) -> Bounded:
    """A Mantel–Haenszel ratio with its Greenland–Robins or its clustered error, the larger."""
    known = trials.uncertainty(MH_LOG_RATIO, float(np.sqrt(pooled.log_ratio_variance)))
    interval = log_wald(pooled.ratio, known.se, level=level, df=known.df)
    return Bounded(interval, known.p(float(np.log(pooled.ratio)), pooled.p), known.basis)


def stratified_difference(trials: Trials, pooled: Pooled, level: float) -> Bounded:
    """A Mantel–Haenszel difference, the same; without events on one side by limits of its own."""
    se = float(np.sqrt(pooled.difference_variance))
    if trials.is_one_sided:
        known = trials.uncertainty(MH_DIFFERENCE, se)
        counts = trials.counts.T / _own_scales(trials.pooled, level)[:, None]
        return Bounded(
            without_events(*counts, level=level), known.p(pooled.difference, pooled.p), known.basis
        )
    return bounded(trials, MH_DIFFERENCE, (pooled.difference, se), level, pooled.p)


def bounded(
    trials: Trials,
    statistic: Statistic,
    model: tuple[float, float],
    level: float,
    p: float | None = None,
) -> Bounded:
    """A value with the larger of its model's and its clustered standard error.

    Parameters
    ----------
    model
        The value of the statistic and its standard error where trials are independent.
    """
    value, model_se = model
    known = trials.uncertainty(statistic, model_se)
    interval = wald(value, known.se, level=level, df=known.df)
    return Bounded(interval, None if p is None else known.p(value, p), known.basis)


def _log_odds_ratio(sums: Array) -> Array:
    x, n, x0, n0 = np.moveaxis(sums, -1, 0)
    return np.asarray(np.log((x / (n - x)) / (x0 / (n0 - x0))))


LOG_ODDS_RATIO = Statistic(_same, _log_odds_ratio)


def log_odds_ratio(trials: Trials, level: float) -> Bounded:
    """The ratio of the odds of two shares: Woolf's error of its log, or the clustered one."""
    pooled = trials.pooled
    x, n, x0, n0 = pooled.counts[0]
    model_se = float(np.sqrt(1 / x + 1 / (n - x) + 1 / x0 + 1 / (n0 - x0)))
    known = pooled.uncertainty(LOG_ODDS_RATIO, model_se)
    value = float((x / (n - x)) / (x0 / (n0 - x0)))
    p = known.p(float(np.log(value)), two_sided_p(float(np.log(value)) / model_se))
    return Bounded(log_wald(value, known.se, level=level, df=known.df), p, known.basis)


def _own_scales(pooled: Trials, level: float) -> Array:
    """By how much the counts of each of two groups are divided where one has no events.

    What goes together cannot be seen in a group without events. It is taken to be as alike as in
    the other: with clusters of m trials and intraclass correlation ρ, 1 + (m − 1) ρ trials tell as
    much as one.
    Reference: Kish (1965), Survey Sampling, section 5.4.
    """
    sides = (pooled.side(second=False), pooled.side(second=True))
    known = [one.uncertainty(SHARE, _se(*one.counts[0])) for one in sides]
    scales = [one.scale(level) for one in known]
    for own, other in ((0, 1), (1, 0)):
        if known[own].model_se == 0:
            key = known[other].basis.key
            size, others = sides[own].mean_size(key), sides[other].mean_size(key)
            share = (size - 1) / (others - 1) if others > 1 else 1.0
            scales[own] = 1 + (scales[other] - 1) * share
    return np.repeat(scales, 2)


def _se(x: float, n: float) -> float:
    return float(np.sqrt(max(x * (n - x), 0.0) / n**3)) if n else 0.0
