"""How far officers differ in their own gaps between groups, by what repeats from time to time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from scipy import optimize

from daylight.data.cells import Cells
from daylight.data.estimate import Basis, BasisKind
from daylight.data.facts.officers import OfficerGapFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array, Mask
from daylight.model.columns import lacking
from daylight.model.crosstab import GROUP, Whom, against, crosstab
from daylight.model.intervals import Interval, normal_quantile, t_quantile, two_sided_t, wald
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "officer-gaps"
OFFICER, TRIALS = "officer_id", "stops"
MIN_OFFICERS, MIN_STOPS = 30, 20
"""Officers, and stops of each group that every one of them must have."""

MOST = 1.959964
"""Standard deviations on both sides within which 95 of 100 officers lie."""

LARGEST = 1.0
"""No difference of shares has a larger variance."""

MEAN_GAP = Quantity(
    name="mean_officer_gap",
    scale=Scale.DIFFERENCE,
    about=About.GROUP,
    unit="officers",
    keys=(GROUP,),
)
GAP_VARIANCE = replace(MEAN_GAP, name="officer_gap_variance", scale=Scale.INDEX)
GAP_SD = replace(MEAN_GAP, name="officer_gap_sd")
MOST_GAPS = replace(MEAN_GAP, name="officer_gap_within_which_most_lie", keys=(GROUP, "range_end"))
OFFICER_GAP = replace(
    MEAN_GAP, name="officer_gap", about=About.OFFICER, unit="stops", keys=(GROUP, OFFICER)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gaps:
    """Gaps of officers in every period, and the information behind each.

    Parameters
    ----------
    g, w
        (O, T) rate of the group less that of the reference, and Σ n₁n₀ / (n₁ + n₀) over
        circumstances; no information where the officer had stops of one group only.
    stops
        (O,) stops of both groups.
    chance
        What w times the variance of a gap would be if stops were independent: p(1 − p).
    """

    officers: tuple[str, ...]
    g: Array
    w: Array
    stops: Array
    chance: float


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over periods from which mean and variance of gaps follow, without any one officer."""

    W: Array
    W2: Array
    P: Array
    P2: Array
    Q: Array

    @classmethod
    def of(cls, gaps: Gaps) -> "Moments":
        """W = Σw, W2 = Σw², P = Σwg, P2 = Σw²g, Q = Σw²g² of each officer."""
        w, g = gaps.w, gaps.g
        sums = (w, w**2, w * g, w**2 * g, w**2 * g**2)
        return cls(*(one.sum(axis=1) for one in sums))

    def without_each(self) -> tuple[Array, Array]:
        """Mean and variance of gaps with each officer left out in turn; all officers first."""
        C = self.W**2 - self.W2
        m = 1 / (float(np.median(self.W)) + self.W)
        v = m**2

        def left(values: Array) -> Array:
            return np.concatenate([[values.sum()], values.sum() - values])

        mu = left(m * self.P) / left(m * self.W)
        square = left(v * (self.P**2 - self.Q))
        linear = left(v * (self.P * self.W - self.P2))
        total = left(v * C)
        return mu, (square - 2 * mu * linear + mu**2 * total) / total

    def least_error(self, variance: float, chance: Array) -> float:
        """Standard error of the variance, were gaps and chance normal: √(2 Σa²(τ² + s²)²) / Σa."""
        a = (self.W**2 - self.W2) / (np.median(self.W) + self.W) ** 2
        spread = max(variance, 0.0) + chance
        return float(np.sqrt(2 * (a**2 * spread**2).sum()) / a.sum())


def officer_gaps(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    period: str = "quarter",
    events: str = "searches",
) -> Outcome:
    """How far officers differ in their own gaps between groups, beyond what does not repeat.

    Estimand: over officers, the mean and the variance of the gap: the chance that the officer's
    stop of a member of the group ends in the event, less that of the reference group, within
    circumstances. Officers count by how much is known of them, at most about alike.
    Method: products of an officer's deviations in different periods estimate the variance: what
    happens in one period only, a burst or chance, has no part in it, so that no model of chance is
    needed. Errors from leaving out one officer at a time, t with one less than there are officers,
    and for the variance at least what normally spread gaps would give.
    Each officer's own gap is drawn towards the mean by the part that is chance; it is for the
    agency only.
    Refuses: fewer than 30 officers with 20 stops of each group and two periods with both.
    Reference: Goncalves & Mello (2021), American Economic Review 111:1406-1441; Kline, Rose &
    Walters (2022), Quarterly Journal of Economics 137:1963-2036, for products that repeat.
    """
    if refusal := lacking(cells, GROUP, OFFICER, period, events, TRIALS):
        return refusal
    known = cells.without_unknown(GROUP, OFFICER, period)
    groups = [str(g) for g in known.values(GROUP) if g != reference]
    found = {group: _gaps(known, (group, reference), (period, events)) for group in groups}
    kept = {group: gaps for group, gaps in found.items() if len(gaps.officers) >= MIN_OFFICERS}
    if not kept:
        most = max((len(gaps.officers) for gaps in found.values()), default=0)
        return Refusal(
            code="too-few-officers-of-both-groups",
            facts={
                "least": MIN_OFFICERS,
                "least_stops": MIN_STOPS,
                "reference": reference,
                "officers": most,
            },
        )
    factors = tuple(k for k in cells.by if k not in (GROUP, OFFICER, period))
    return Result(
        estimates=tuple(
            e for group, gaps in kept.items() for e in _estimates(gaps, group, reference, level)
        ),
        facts=OfficerGapFacts(events=events, trials=TRIALS, factors=factors, period=period),
        notes=tuple(_notes(cells, kept, factors)),
    )


def _gaps(cells: Cells, pair: tuple[str, str], columns: tuple[str, str]) -> Gaps:
    """The gaps of one group against the reference, officer by officer and period by period."""
    period, events = columns
    own = cells.pick(**{GROUP: pair})
    within = tuple(k for k in own.by if k != GROUP)
    table = crosstab(own, within=within)
    blank = f"{events}_unknown"
    x1, x0 = (table.of(events, group) for group in pair)
    n1, n0 = (table.recorded(TRIALS, blank, group) for group in pair)
    both = (n1 > 0) & (n0 > 0)
    h = np.where(both, n1 * n0 / np.maximum(n1 + n0, 1), 0.0)
    gap = x1 / np.maximum(n1, 1) - x0 / np.maximum(n0, 1)
    officer, names = _numbered(table.strata, within.index(OFFICER))
    time, times = _numbered(table.strata, within.index(period))
    shape = (len(names), len(times))
    place = officer * shape[1] + time

    def summed(values: Array) -> Array:
        return np.bincount(place, values, shape[0] * shape[1]).astype(np.float64).reshape(shape)

    w = summed(h)
    g = np.divide(summed(h * gap), w, out=np.zeros(shape), where=w > 0)
    many = [summed(n).sum(axis=1) >= MIN_STOPS for n in (n1, n0)]
    kept: Mask = many[0] & many[1] & ((w > 0).sum(axis=1) >= 2)
    p = (x1 + x0).sum() / max(float((n1 + n0).sum()), 1.0)
    return Gaps(
        officers=tuple(str(name) for name, keep in zip(names, kept, strict=True) if keep),
        g=g[kept],
        w=w[kept],
        stops=summed(n1 + n0).sum(axis=1)[kept],
        chance=float(p * (1 - p)),
    )


def _numbered(strata: Sequence[tuple[Any, ...]], at: int) -> tuple[Any, list[Any]]:
    names, number = np.unique([str(one[at]) for one in strata], return_inverse=True)
    return number.astype(np.int64), names.tolist()


def _estimates(gaps: Gaps, group: str, reference: str, level: float) -> Iterator[Estimate]:
    moments = Moments.of(gaps)
    mu, variance = moments.without_each()
    G = len(gaps.officers)
    weight = 1 / (np.median(moments.W) + moments.W) * moments.W
    basis = Basis(
        kind=BasisKind.CLUSTERED,
        key=OFFICER,
        clusters=G,
        effective=float(weight.sum() ** 2 / (weight**2).sum()),
    )
    whom: Whom = {**against(group, reference), "n": G, "basis": basis}
    s2 = _chance(gaps, moments)
    mean = _mean(mu, level)
    yield mean.interval.estimate(MEAN_GAP, p_value=mean.p, **whom)
    found = _variance(variance, level, lambda at: moments.least_error(at, s2))
    yield found.interval.estimate(GAP_VARIANCE, p_value=found.p, **whom)
    sd = Interval(*(np.sqrt(np.maximum(end, 0.0)) for end in found.interval))
    yield sd.estimate(GAP_SD, **whom)
    for end, side in (("low", -1), ("high", 1)):
        value, *ends = (float(mu[0] + side * MOST * one) for one in sd)
        keys = {**whom["keys"], "range_end": end}
        most = Interval.of(value, min(ends), max(ends))
        yield most.estimate(MOST_GAPS, **{**whom, "keys": keys})
    yield from _own(gaps, moments, (mean, found, level), whom)


class _Estimated(NamedTuple):
    """An interval with its standard error and p-value."""

    interval: Interval
    se: float
    p: float


def _mean(values: Array, level: float) -> _Estimated:
    """From all officers first, then with each left out; t with one less than there are officers."""
    value, df, se = float(values[0]), len(values) - 2, _jackknife(values)
    p = two_sided_t(value / se, df) if se > 0 else 1.0
    return _Estimated(wald(value, se, level=level, df=df), se, p)


def _variance(values: Array, level: float, least: Callable[[float], float]) -> _Estimated:
    """The variances that are not rejected, each with the error that would belong to it.

    The error is that of leaving out officers, but at least what normal gaps of that variance would
    give: it grows with the variance, so that the interval reaches further up than down. A value
    below zero is none, whatever its distance.
    """
    value, df, jackknife = float(values[0]), len(values) - 2, _jackknife(values)
    t = t_quantile(level, df)

    def error(at: float) -> float:
        return max(jackknife, least(at))

    low = value - t * error(0.0)
    if low > 0:
        low = float(optimize.brentq(lambda v: value - v - t * error(v), 0.0, value))
    high = LARGEST
    if LARGEST - value > t * error(LARGEST):
        high = float(optimize.brentq(lambda v: v - value - t * error(v), value, LARGEST))
    p = two_sided_t(value / error(0.0), df) if value > 0 else 1.0
    return _Estimated(Interval.of(value, low, high), jackknife, p)


def _jackknife(values: Array) -> float:
    """From all officers first, then each left out: √((G − 1)/G Σ(θ − mean)²)."""
    left = values[1:]
    return float(np.sqrt((len(left) - 1) / len(left) * ((left - left.mean()) ** 2).sum()))


def _chance(gaps: Gaps, moments: Moments) -> Array:
    """Each officer's variance of chance, as officers' own periods differ, at least a binomial's."""
    g = moments.P / moments.W
    df = (gaps.w > 0).sum(axis=1) - 1
    within = (gaps.w * (gaps.g - g[:, None]) ** 2).sum() / max(df.sum(), 1)
    return np.asarray(max(float(within), gaps.chance) / moments.W)


def _own(
    gaps: Gaps,
    moments: Moments,
    found: tuple[_Estimated, _Estimated, float],
    whom: Whom,
) -> Iterator[Estimate]:
    """Each officer's gap, drawn towards the mean by what is chance in it: for the agency only.

    The interval takes the variance at its upper bound, and the mean with its error.
    """
    mean, variance, level = found
    mu = float(mean.interval.value)
    tau2, most = (max(float(v), 0.0) for v in (variance.interval.value, variance.interval.high))
    g, s2 = moments.P / moments.W, _chance(gaps, moments)
    kept, at_most = tau2 / (tau2 + s2), most / (most + s2)
    value = mu + kept * (g - mu)
    half = normal_quantile(level) * np.sqrt(at_most * s2 + (1 - kept) ** 2 * mean.se**2)
    for k, officer in enumerate(gaps.officers):
        drawn = Interval.of(value[k], value[k] - half[k], value[k] + half[k])
        about = {**whom, "keys": {**whom["keys"], OFFICER: officer}, "n": gaps.stops[k]}
        yield drawn.estimate(OFFICER_GAP, **about)


def _notes(cells: Cells, kept: Mapping[str, Gaps], factors: tuple[str, ...]) -> Iterator[Note]:
    yield Note(code="gaps-that-repeat")
    if not factors:
        yield Note(code="gaps-hold-nothing-fixed")
    officers = len([o for o in cells.values(OFFICER) if o != UNKNOWN])
    counted = max(len(gaps.officers) for gaps in kept.values())
    if counted < officers:
        facts = {"officers": officers, "counted": counted, "min_n": MIN_STOPS}
        yield Note(code="gaps-of-some-officers", facts=facts)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="searches",
        by=(GROUP, OFFICER, "quarter"),
        measures=("stops", "searches"),
        optional_by=("district",),
        optional_measures=("searches_unknown",),
    ),
    run=officer_gaps,
    quantities=(MEAN_GAP, GAP_VARIANCE, GAP_SD, MOST_GAPS, OFFICER_GAP),
    refuses_when="fewer than 30 officers have 20 stops of each group and two periods with both",
    assumptions=(
        "an officer's chance in one period says nothing of another but through the officer's gap",
        "whom an officer stops is alike in both groups within the circumstances held fixed",
    ),
    overturned_by=(
        "assignments that last: a post where the groups differ makes a gap that repeats",
        "stops that an officer writes down for one group and not for the other",
    ),
    cannot_say=(
        "why an officer's gap differs from others'",
        "what a whole department does alike, which is the mean and not the spread",
    ),
    reference="Goncalves & Mello (2021), American Economic Review 111:1406-1441; Kline, Rose & "
    "Walters (2022), Quarterly Journal of Economics 137:1963-2036",
)
