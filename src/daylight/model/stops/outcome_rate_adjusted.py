"""Searches, citations and arrests compared between stops made under like circumstances."""

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.facts.stops import AdjustedFor
from daylight.data.quantity import Quantity
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    blank_group_note,
    crosstab,
    no_reference,
    unknown_share,
)
from daylight.model.intervals import Interval, normal_quantile, wald
from daylight.model.method import Method, Needs
from daylight.model.stops.outcome_rate import EVENTS, MIN_N, Event, Rates

LEAST_OVERLAP = 0.5
"""Below this share of a group's stops in shared strata the comparison describes another group."""


@dataclass(frozen=True, slots=True)
class Pooled:
    """A Mantel–Haenszel summary over strata.

    `value` and `variance` are of the log of a ratio or of a difference; `p` is the
    Mantel–Haenszel test of no association; `heterogeneity_p` Cochran's Q over strata.
    """

    ratio: float
    log_ratio_variance: float
    difference: float
    difference_variance: float
    p: float
    heterogeneity_p: float


def mantel_haenszel(a: Array, n1: Array, c: Array, n0: Array) -> Pooled:
    """Risk ratio and risk difference common to strata.

    Estimand: the ratio (difference) of risks between group and reference within strata.
    Method: Mantel–Haenszel weights; variances that hold both for few large and for many small
    strata.
    Refuses: never; NaN where no stratum holds both groups, or one of them has no event.
    Reference: Greenland & Robins (1985), Biometrics 41:55-68, eqs. 4, 10 and 11 in the notation of
    Rothman, Greenland & Lash: a of n1 exposed, c of n0 unexposed, N = n1 + n0.
    """
    shared = (n1 > 0) & (n0 > 0)
    a, n1, c, n0 = a[shared], n1[shared], c[shared], n0[shared]
    N, m = n1 + n0, a + c
    with np.errstate(divide="ignore", invalid="ignore"):
        R, S, W = (a * n0 / N).sum(), (c * n1 / N).sum(), (n1 * n0 / N).sum()
        log_variance = ((m * n1 * n0 - a * c * N) / N**2).sum() / (R * S)
        total_variance = (a * (n1 - a) * n0**3 + c * (n0 - c) * n1**3) / (n1 * n0 * N**2)
        expected = m * n1 / N
        hyper = np.where(N > 1, m * (N - m) * n1 * n0 / (N**2 * np.maximum(N - 1, 1)), 0.0).sum()
        chi2 = (a.sum() - expected.sum()) ** 2 / hyper
        return Pooled(
            ratio=float(R / S),
            log_ratio_variance=float(log_variance),
            difference=float((R - S) / W),
            difference_variance=float(total_variance.sum() / W**2),
            p=float(stats.chi2.sf(chi2, 1)),
            heterogeneity_p=_heterogeneity(a, n1, c, n0),
        )


def _heterogeneity(a: Array, n1: Array, c: Array, n0: Array) -> float:
    """Cochran's Q of the log risk ratios of strata with at least five events in each group."""
    big = (a >= 5) & (c >= 5)
    if big.sum() < 2:
        return float("nan")
    a, n1, c, n0 = a[big], n1[big], c[big], n0[big]
    log_ratio = np.log(a / n1 * n0 / c)
    weight = 1 / np.maximum(1 / a - 1 / n1 + 1 / c - 1 / n0, 1e-12)
    q = float((weight * (log_ratio - np.average(log_ratio, weights=weight)) ** 2).sum())
    return float(stats.chi2.sf(q, int(big.sum()) - 1))


def adjusted_rates(
    cells: Cells,
    event: Event,
    *,
    level: float = 0.95,
    reference: str = "white",
    min_n: int = MIN_N,
) -> Outcome:
    """The event compared within strata of every other key the cells have.

    Estimand: the risk ratio and risk difference between a group and the reference among stops
    of the same stratum.
    Method: Mantel–Haenszel, with Greenland–Robins variances.
    Refuses: no key besides the group, no reference group, or fewer than `min_n` stops of the
    group in strata that also hold the reference.
    Reference: Mantel & Haenszel (1959); Greenland & Robins (1985).
    """
    method = f"{event.method}-adjusted"
    table = crosstab(cells)
    if refusal := no_reference(method, table, reference, cells) or _unstratified(table, cells):
        return refusal
    estimates: list[Estimate] = []
    notes: list[Note] = list(blank_group_note(unknown_share(table, "stops")))
    diagnostics: dict[str, float | int | str | bool | None] = {
        "strata": len(table.strata),
        "adjusted_for": ", ".join(table.within),
    }
    c, n0, _ = _counts(table, event, reference)
    for group in table.compared(reference):
        a, n1, missing = _counts(table, event, group)
        shared = (n1 > 0) & (n0 > 0)
        overlap = float(n1[shared].sum() / max(n1.sum(), 1))
        pooled = mantel_haenszel(a, n1, c, n0)
        if n1[shared].sum() < min_n or not np.isfinite(pooled.difference_variance):
            continue
        estimates += _estimates(
            event,
            pooled,
            level,
            keys={GROUP: group},
            compared_with=reference,
            n=n1[shared].sum() + n0[shared].sum(),
            missing_share=missing,
            p_value=pooled.p,
        )
        diagnostics[f"overlap {group}"] = overlap
        diagnostics[f"heterogeneity_p {group}"] = pooled.heterogeneity_p
        notes += _notes(group, reference, overlap, pooled.heterogeneity_p)
    if not estimates:
        return Refusal(
            reason="no group shares enough strata with the reference",
            needed=f"{min_n} stops of a group in strata that also hold {reference}",
            found="fewer",
            notes=tuple(notes),
        )
    return Result(
        estimates=tuple(estimates),
        facts=AdjustedFor(factors=table.within),
        diagnostics=diagnostics,
        notes=tuple(notes),
    )


def _unstratified(table: Crosstab, cells: Cells) -> Refusal | None:
    if table.within:
        return None
    return Refusal(
        reason="there is nothing to adjust for",
        needed="a key besides subject_race, such as district, day_part or stop_reason",
        found=f"cells by {', '.join(cells.by)}",
    )


def _counts(table: Crosstab, event: Event, group: str) -> tuple[Array, Array, float]:
    """Events and recorded stops of a group by stratum, and its share of blanks."""
    stops = table.of("stops", group)
    name = f"{event.measure}_unknown"
    blanks = table.of(name, group) if name in table.counts else np.zeros_like(stops)
    share = float(blanks.sum() / max(stops.sum(), 1))
    return table.of(event.measure, group), stops - blanks, share


def adjusted_quantities(event: Event) -> tuple[Quantity, Quantity]:
    """The adjusted ratio and the adjusted difference of an event."""
    told = Rates.of(event)
    return (
        replace(told.ratio, name=f"{event.name}_ratio_adjusted"),
        replace(told.difference, name=f"{event.name}_difference_adjusted"),
    )


def _estimates(event: Event, pooled: Pooled, level: float, **about: Any) -> list[Estimate]:
    ratio, difference = adjusted_quantities(event)
    gap = wald(pooled.difference, math.sqrt(pooled.difference_variance), level=level)
    found = [gap.estimate(difference, **about)]
    if np.isfinite(pooled.ratio) and np.isfinite(pooled.log_ratio_variance) and pooled.ratio > 0:
        factor = math.exp(normal_quantile(level) * math.sqrt(pooled.log_ratio_variance))
        bounds = (pooled.ratio, pooled.ratio / factor, pooled.ratio * factor)
        found.insert(0, Interval(*map(np.asarray, bounds)).estimate(ratio, **about))
    return found


def _notes(group: str, reference: str, overlap: float, heterogeneity: float) -> list[Note]:
    notes = []
    if overlap < LEAST_OVERLAP:
        facts: dict[str, str | float] = {"share": overlap, "group": group, "reference": reference}
        notes.append(Note(code="little-overlap", facts=facts))
    if heterogeneity < 0.01:
        notes.append(Note(code="heterogeneous", facts={"group": group}))
    return notes


def _method(event: Event) -> Method:
    def run(
        cells: Cells, *, level: float = 0.95, reference: str = "white", min_n: int = MIN_N
    ) -> Outcome:
        return adjusted_rates(cells, event, level=level, reference=reference, min_n=min_n)

    return Method(
        name=f"{event.method}-adjusted",
        needs=Needs(
            reduction=event.reduction,
            by=(GROUP,),
            measures=("stops", event.measure),
            optional_by=("district", "day_part", "stop_reason", "year", "age_group", "subject_sex"),
            optional_measures=(f"{event.measure}_unknown",),
        ),
        run=run,
        quantities=adjusted_quantities(event),
        basis=INDEPENDENT,
        refuses_when="the cells have no key besides the group, or fewer than 30 stops of a group "
        "share strata with the reference",
        assumptions=(
            "stops of one stratum are alike in everything that rightly decides the outcome",
            "the ratio is much the same in all strata (see the heterogeneity diagnostic)",
        ),
        overturned_by=(
            "a circumstance that was not recorded, that differs by group and that decides the "
            "outcome (see the sensitivity analysis)",
            "circumstances, such as the reason written down, that were themselves recorded "
            "differently by group",
        ),
        cannot_say=("why a difference remains", "anything about people who were not stopped"),
        reference="Mantel & Haenszel (1959), JNCI 22:719-748; Greenland & Robins (1985), "
        "Biometrics 41:55-68",
    )


METHODS = tuple(_method(event) for event in EVENTS)
