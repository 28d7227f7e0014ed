"""How long stops last and how many citations they bring, by group."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.facts.stops import AdjustedFor
from daylight.data.quantity import Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Result
from daylight.model.arrays import Array, IntArray, Mask
from daylight.model.clustered_rates import (
    CLUSTERS,
    DIFFERENCE,
    MH_DIFFERENCE,
    SHARE,
    bounded,
    share,
    trials_of,
)
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    Whom,
    blank_group_note,
    codes,
    compare_groups,
    crosstab,
    group_quantity,
    joint_codes,
    one_group_only,
    unknown_share,
)
from daylight.model.events import Events
from daylight.model.intervals import two_sided_p
from daylight.model.method import Method, Needs
from daylight.model.too_few import too_few
from daylight.schema.vocabulary import UNKNOWN

MIN_N = 30
MUCH_BLANK = 0.1
"""Share of stops without the number above which a note says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StopNumber:
    """A number written down for each stop, kept as a key of the cells.

    Parameters
    ----------
    least
        Smaller numbers are left out.
    large
        The share of stops with as much as this is estimated.
    """

    method: str
    key: str
    name: str
    least: int
    large: int


NUMBERS = (
    StopNumber(method="stop-duration", key="whole_minutes", name="minutes", least=0, large=30),
    StopNumber(
        method="multiple-citations", key="citation_count", name="citations", least=1, large=2
    ),
)


SUM, RECORDED, LARGE = "exposure_sum", "recorded", "large"
"""The sum of a number may be a fraction, as a denominator may."""
MEAN = Events(SUM, RECORDED, "")
MANY = Events(LARGE, RECORDED, "")


class NumberQuantities(NamedTuple):
    """What is estimated of one number."""

    mean: Quantity
    many: Quantity
    difference: Quantity
    adjusted: Quantity

    @classmethod
    def of(cls, number: StopNumber) -> "NumberQuantities":
        """The quantities of minutes: `mean_minutes`, `share_with_many_minutes` and so on."""
        mean = group_quantity(f"mean_{number.name}", Scale.MEAN)
        many = group_quantity(f"share_with_many_{number.name}", Scale.PROPORTION)
        return cls(
            mean,
            replace(many, keys=(GROUP, "at_least")),
            replace(mean, name=f"{mean.name}_difference"),
            replace(mean, name=f"{mean.name}_difference_adjusted"),
        )


@dataclass(frozen=True, slots=True)
class Numbers:
    """Stops of one group or of several: their number, how many there are, their stratum."""

    v: Array
    n: Array
    stratum: IntArray

    def where(self, kept: Mask) -> "Numbers":
        """Some of them."""
        return Numbers(self.v[kept], self.n[kept], self.stratum[kept])

    @property
    def total(self) -> float:
        """How many stops."""
        return float(self.n.sum())

    @property
    def mean(self) -> float:
        """Mean of the number over stops."""
        return float(np.average(self.v, weights=self.n))

    @property
    def mean_variance(self) -> float:
        """Variance of the mean."""
        around = self.n @ (self.v - self.mean) ** 2 / max(self.total - 1, 1)
        return float(around) / self.total


def measured_outcome(
    number: StopNumber,
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    min_n: int = MIN_N,
) -> Outcome:
    """Mean of a recorded number by group, its difference, crude and within strata.

    Estimand: the mean, the share of stops at or above a threshold, and the difference of means from
    the reference group's, also averaged over strata of the other keys.
    Method: normal intervals with unequal variances, or with those of officers and days where they
    are larger (`model.clusters`); Wilson for shares; within strata the weights
    n₁n₀/(n₁+n₀) of each stratum.
    Refuses: no reference group, or fewer than `min_n` recorded stops of it or of all others.
    Reference: Welch (1947).
    """
    whole = crosstab(cells, within=())
    if refusal := one_group_only(whole, reference):
        return refusal
    within = tuple(name for name in cells.by if name not in (GROUP, number.key))
    v = np.array([_number(value) for value in cells.table[number.key].to_pylist()])
    every = Numbers(v, cells.counts("stops"), joint_codes(cells, within)[0])
    blank = int(every.where(np.isnan(v) | (v < 0)).total)
    group, names = codes(cells, GROUP)
    held = {
        str(name): every.where((group == i) & (v >= number.least))
        for i, name in enumerate(names)
        if name != UNKNOWN
    }
    many = {name: one for name, one in held.items() if one.total >= min_n}
    if reference not in many or len(many) < 2:
        counts = {name: one.total for name, one in held.items()}
        return too_few("too-few-measured-stops", min_n, reference, counts, blank=blank)
    table = crosstab(as_events(number, cells))
    asked = _Asked(number, NumberQuantities.of(number), level, table)
    first = {reference: many.pop(reference)}
    return Result(
        estimates=compare_groups(first | many, reference, asked.own, asked.compared),
        facts=AdjustedFor(factors=within),
        diagnostics={"blank": blank, "adjusted_for": ", ".join(within)},
        notes=(
            *blank_group_note(unknown_share(whole, "stops")),
            *_blank_note(blank, blank + sum(one.total for one in held.values())),
        ),
    )


def _number(value: object) -> float:
    return float("nan") if value == UNKNOWN else float(str(value))


def as_events(number: StopNumber, cells: Cells) -> Cells:
    """The sum of the number, its stops and those with much of it, without the number as a key."""
    within = tuple(name for name in cells.by if name != number.key)
    told = _summed(number, cells)
    parts = tuple(replace(one, cells=_summed(number, one.cells)) for one in cells.clusterings)
    return replace(told, clusterings=parts).collapse(*within)


def _summed(number: StopNumber, cells: Cells) -> Cells:
    v = np.array([_number(value) for value in cells.table[number.key].to_pylist()])
    n = cells.counts("stops")
    kept = np.where(v >= number.least, n, 0.0)
    columns = {name: cells.table[name] for name in cells.by} | {
        SUM: np.where(kept > 0, v, 0.0) * kept,
        RECORDED: kept,
        LARGE: np.where(v >= number.large, kept, 0.0),
    }
    return Cells.from_columns(columns, by=cells.by, provenance=cells.provenance)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A number as it is asked about."""

    number: StopNumber
    of: NumberQuantities
    level: float
    table: Crosstab

    def own(self, one: Numbers, whom: Whom) -> Iterator[Estimate]:
        group = whom["keys"][GROUP]
        summed = trials_of(self.table, MEAN, group).pooled
        model = one.mean, float(np.sqrt(one.mean_variance))
        yield bounded(summed, SHARE, model, self.level).estimate(self.of.mean, n=one.total, **whom)
        keys = whom["keys"] | {"at_least": self.number.large}
        large = share(trials_of(self.table, MANY, group), self.level)
        yield large.estimate(self.of.many, n=one.total, keys=keys)

    def compared(self, one: Numbers, base: Numbers, whom: Whom) -> Iterator[Estimate]:
        summed = trials_of(self.table, MEAN, whom["keys"][GROUP], whom["compared_with"])
        crude = one.mean - base.mean, float(np.sqrt(one.mean_variance + base.mean_variance))
        gaps = [(self.of.difference, summed.pooled, DIFFERENCE, crude)]
        if self.table.within and (pooled := difference_within(one, base)):
            gaps.append((self.of.adjusted, summed, MH_DIFFERENCE, pooled))
        for quantity, trials, statistic, (value, se) in gaps:
            p = two_sided_p(value / se) if se > 0 else 1.0
            yield bounded(trials, statistic, (value, se), self.level, p).estimate(
                quantity, n=one.total + base.total, **whom
            )


def difference_within(one: Numbers, base: Numbers) -> tuple[float, float] | None:
    """Stratum-weighted difference of means and its standard error.

    The variance of each group is that around its own means in the strata.
    """
    size = int(max(one.stratum.max(), base.stratum.max())) + 1
    (n1, s1, q1), (n0, s0, q0) = (
        [np.bincount(part.stratum, part.n * part.v**k, minlength=size) for k in range(3)]
        for part in (one, base)
    )
    both = (n1 > 0) & (n0 > 0)
    if n1[both].sum() < MIN_N:
        return None
    weight = (n1 * n0)[both] / (n1 + n0)[both]
    weight = weight / weight.sum()
    value, variance = 0.0, 0.0
    for sign, n, total, squares in ((1, n1, s1, q1), (-1, n0, s0, q0)):
        n, total, squares = n[both], total[both], squares[both]
        around = (squares - total**2 / n).sum() / max(n.sum() - len(n), 1)
        value += sign * float((weight * total / n).sum())
        variance += float((weight**2 * around / n).sum())
    return value, float(np.sqrt(variance))


def _blank_note(blank: int, stops: float) -> Iterator[Note]:
    if blank > MUCH_BLANK * stops:
        yield Note(code="blank-number", facts={"share": blank / stops})


def _method(number: StopNumber) -> Method:
    return Method(
        name=number.method,
        needs=Needs(
            reduction="outcomes",
            by=(GROUP, number.key),
            measures=("stops",),
            optional_by=("district", "stop_reason", "day_part"),
            clusters=CLUSTERS,
        ),
        run=partial(measured_outcome, number),
        refuses_when="fewer than 30 stops of the reference, or of all others, have the number",
        assumptions=("the number is recorded alike for all groups",),
        overturned_by=(
            "stops made for different reasons or in different places (compare the adjusted "
            "difference)",
        ),
        cannot_say=("why the numbers differ", "anything about people who were not stopped"),
        reference="U.S. Department of Justice (2015), Investigation of the Ferguson Police "
        "Department, section III.C, on several citations in one stop; Welch (1947), Biometrika 34",
        quantities=NumberQuantities.of(number),
        basis=INDEPENDENT,
    )


METHODS = tuple(_method(number) for number in NUMBERS)
