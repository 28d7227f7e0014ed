"""How long stops last and how many citations they bring, by group."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array, IntArray
from daylight.model.crosstab import (
    GROUP,
    blank_group_note,
    codes,
    crosstab,
    joint_codes,
    no_reference,
    unknown_share,
)
from daylight.model.intervals import normal_quantile, two_sided_p, wilson
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

MIN_N = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A number written down for each stop, kept as a key of the cells."""

    method: str
    key: str
    name: str
    least: int
    large: int
    what: str


MEASURED = (
    Measured(
        method="stop-duration",
        key="whole_minutes",
        name="minutes",
        least=0,
        large=30,
        what="minutes a stop lasted",
    ),
    Measured(
        method="multiple-citations",
        key="citation_count",
        name="citations",
        least=1,
        large=2,
        what="citations in a stop with a citation",
    ),
)


class Selected(NamedTuple):
    """Cells with the number recorded, at least `least`, of recorded groups."""

    v: Array
    n: Array
    group: IntArray
    groups: tuple[str, ...]
    stratum: IntArray
    within: tuple[str, ...]
    blank: int


def measured_outcome(
    cells: Cells,
    of: Measured,
    *,
    level: float = 0.95,
    reference: str = "white",
    min_n: int = MIN_N,
) -> Outcome:
    """Mean of a recorded number by group, its difference, crude and within strata.

    Estimand: the mean, the share of stops at or above a threshold, and the difference of means from
    the reference group's, also averaged over strata of the other keys.
    Method: normal intervals with unequal variances; Wilson for shares; within strata the weights
    n₁n₀/(n₁+n₀) of each stratum.
    Refuses: no reference group, or fewer than `min_n` recorded stops of it or of all others.
    Reference: Welch (1947).
    """
    whole = crosstab(cells, within=())
    if refusal := no_reference(of.method, whole, reference, cells):
        return refusal
    chosen = _select(cells, of)
    many = [g for i, g in enumerate(chosen.groups) if chosen.n[chosen.group == i].sum() >= min_n]
    others = [group for group in many if group != reference]
    if reference not in many or not others:
        return Refusal(
            method=of.method,
            reason="too few stops with the number recorded",
            needed=f"{min_n} of {reference} and of another group",
            found=f"enough of {', '.join(many) or 'nobody'}; {chosen.blank:,} left blank",
            provenance=cells.provenance,
        )
    found = [e for group in (reference, *others) for e in _own(chosen, of, group, level)]
    for group in others:
        found += _compared(chosen, of, group, reference, level)
    return Result(
        method=of.method,
        estimates=tuple(found),
        level=level,
        reference=reference,
        diagnostics={"blank": chosen.blank, "adjusted_for": ", ".join(chosen.within)},
        notes=(*blank_group_note(unknown_share(whole, "stops")), *_blank_note(chosen)),
        provenance=cells.provenance,
    )


def _select(cells: Cells, of: Measured) -> Selected:
    numbers = [_number(value) for value in cells.table[of.key].to_pylist()]
    v = np.array(numbers, dtype=np.float64)
    group, groups = codes(cells, GROUP)
    n = cells.counts("stops")
    within = tuple(name for name in cells.by if name not in (GROUP, of.key))
    stratum = joint_codes(cells, within)[0]
    kept = (v >= of.least) & np.array([g != UNKNOWN for g in groups])[group]
    blank = int(n[np.isnan(v) | (v < 0)].sum())
    return Selected(
        v[kept], n[kept], group[kept], tuple(map(str, groups)), stratum[kept], within, blank
    )


def _number(value: object) -> float:
    return float("nan") if value == UNKNOWN else float(str(value))


def _moments(chosen: Selected, group: str) -> tuple[float, float, float]:
    """Stops, mean and variance of the number in one group."""
    here = chosen.group == chosen.groups.index(group)
    v, n = chosen.v[here], chosen.n[here]
    mean = float(np.average(v, weights=n))
    return float(n.sum()), mean, float(n @ (v - mean) ** 2 / max(n.sum() - 1, 1))


def _own(chosen: Selected, of: Measured, group: str, level: float) -> Iterator[Estimate]:
    n, mean, variance = _moments(chosen, group)
    half = normal_quantile(level) * float(np.sqrt(variance / n))
    yield untyped(
        name=f"mean_{of.name}",
        group=group,
        value=mean,
        low=mean - half,
        high=mean + half,
        level=level,
        scale=Scale.MEAN,
        n=int(n),
    )
    here = chosen.group == chosen.groups.index(group)
    large = float(chosen.n[here & (chosen.v >= of.large)].sum())
    share = wilson(large, n, level=level)
    yield untyped(
        name=f"share_with_many_{of.name}",
        group=group,
        stratum=f"{of.large} or more",
        value=float(share.value),
        low=float(share.low),
        high=float(share.high),
        level=level,
        scale=Scale.PROPORTION,
        n=int(n),
    )


def _compared(
    chosen: Selected, of: Measured, group: str, reference: str, level: float
) -> Iterator[Estimate]:
    (n1, mean1, var1), (n0, mean0, var0) = (_moments(chosen, g) for g in (group, reference))
    crude = mean1 - mean0, float(np.sqrt(var1 / n1 + var0 / n0))
    names = [(f"mean_{of.name}_difference", crude)]
    if chosen.within:
        pooled = _within(chosen, group, reference)
        if pooled is not None:
            names.append((f"mean_{of.name}_difference_adjusted", pooled))
    for name, (value, spread) in names:
        half = normal_quantile(level) * spread
        yield untyped(
            name=name,
            group=group,
            reference=reference,
            value=value,
            low=value - half,
            high=value + half,
            level=level,
            scale=Scale.MEAN,
            n=int(n1 + n0),
            p_value=two_sided_p(value / spread) if spread > 0 else 1.0,
        )


def _within(chosen: Selected, group: str, reference: str) -> tuple[float, float] | None:
    """Stratum-weighted difference of means and its standard error.

    The variance of each group is that around its own means in the strata.
    """
    size = int(chosen.stratum.max()) + 1
    parts = []
    for name in (group, reference):
        here = chosen.group == chosen.groups.index(name)
        stratum, n, v = chosen.stratum[here], chosen.n[here], chosen.v[here]
        parts.append([np.bincount(stratum, n * v**k, minlength=size) for k in range(3)])
    (n1, s1, q1), (n0, s0, q0) = parts
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


def _blank_note(chosen: Selected) -> tuple[Note, ...]:
    total = chosen.blank + float(chosen.n.sum())
    if chosen.blank <= 0.1 * total:
        return ()
    text = f"The number was left blank for {100 * chosen.blank / total:.0f} % of stops."
    return (Note(code="blank-outcome", text=text),)


def _method(of: Measured) -> Method:
    def run(
        cells: Cells, *, level: float = 0.95, reference: str = "white", min_n: int = MIN_N
    ) -> Outcome:
        return measured_outcome(cells, of, level=level, reference=reference, min_n=min_n)

    return Method(
        name=of.method,
        needs=Needs(
            reduction="outcomes",
            by=(GROUP, of.key),
            measures=("stops",),
            optional_by=("district", "stop_reason", "day_part"),
        ),
        run=run,
        refuses_when="fewer than 30 stops of the reference, or of all others, have the number",
        assumptions=("the number is recorded alike for all groups",),
        overturned_by=(
            "stops made for different reasons or in different places (compare the adjusted "
            "difference)",
        ),
        cannot_say=("why the numbers differ", "anything about people who were not stopped"),
        reference="U.S. Department of Justice (2015), Investigation of the Ferguson Police "
        "Department, section III.C, on several citations in one stop; Welch (1947), Biometrika 34",
    )


METHODS = tuple(_method(of) for of in MEASURED)
