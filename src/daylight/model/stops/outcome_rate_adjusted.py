"""Searches, frisks, citations and arrests compared between stops made under like circumstances."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, INDEPENDENT
from daylight.data.facts.stops import AdjustedFor
from daylight.data.quantity import Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.data.variants import DEALT
from daylight.model.blank_groups import (
    DEALT_MH_LOG_RATIO,
    FEWEST,
    BlankShares,
    WithBlanks,
    blank_note,
)
from daylight.model.clustered_rates import (
    CLUSTERS,
    MH_LOG_RATIO,
    Trials,
    bounded,
    stratified_difference,
    stratified_ratio,
    trials_of,
)
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    Whom,
    against,
    blank_group_note,
    crosstab,
    group_quantity,
    one_group_only,
    unknown_share,
)
from daylight.model.events import EVENTS, StopEvent
from daylight.model.intervals import Interval, no_interval
from daylight.model.mantel_haenszel import Pooled, mantel_haenszel
from daylight.model.method import Method, Needs
from daylight.model.stops.outcome_rate import MIN_N
from daylight.schema.vocabulary import UNKNOWN

LEAST_OVERLAP = 0.5
"""Below this share of a group's stops in shared strata the comparison describes another group."""

UNLIKE = 0.01
"""How rarely chance alone may part the ratios of the strata before a note says so."""


class AdjustedQuantities(NamedTuple):
    """What is estimated of one event within strata."""

    ratio: Quantity
    difference: Quantity
    bounds: Quantity
    tipping: Quantity

    @classmethod
    def of(cls, event: StopEvent) -> "AdjustedQuantities":
        """The quantities of a search: `search_rate_ratio_adjusted` and the difference."""
        name = f"{event.name}_rate"
        return cls(
            group_quantity(f"{name}_ratio_adjusted", Scale.RATIO),
            group_quantity(f"{name}_difference_adjusted", Scale.DIFFERENCE),
            group_quantity(f"{name}_ratio_adjusted_bounds", Scale.RATIO, is_bound=True),
            group_quantity(f"{name}_adjusted_tipping_share", Scale.PROPORTION),
        )


class Alike(NamedTuple):
    """A group and the reference in the strata that hold both.

    `missing` is the group's share of stops whose field was left blank.
    """

    pooled: Pooled
    trials: Trials
    blanks: WithBlanks | None
    of_group: float
    of_both: float
    overlap: float
    missing: float

    @classmethod
    def of(cls, table: Crosstab, event: StopEvent, group: str, reference: str) -> "Alike":
        """The group's stops against the reference's, stratum by stratum."""
        n1, n0 = (table.recorded("stops", event.blanks, g) for g in (group, reference))
        a, c = (table.of(event.measure, g) for g in (group, reference))
        stops = table.of("stops", group)
        shared = (n1 > 0) & (n0 > 0)
        events = event.among_stops
        has_blanks = table.recorded("stops", event.blanks, UNKNOWN).sum() >= FEWEST
        return cls(
            pooled=mantel_haenszel(a, n1, c, n0),
            trials=trials_of(table, events, group, reference),
            blanks=WithBlanks.of(table, events, group, reference) if has_blanks else None,
            of_group=float(n1[shared].sum()),
            of_both=float((n1 + n0)[shared].sum()),
            overlap=float(n1[shared].sum() / max(n1.sum(), 1)),
            missing=float((stops - n1).sum() / max(stops.sum(), 1)),
        )


def adjusted_rates(
    event: StopEvent,
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    min_n: int = MIN_N,
) -> Outcome:
    """The event compared within strata of every other key the cells have.

    Estimand: the risk ratio and risk difference between a group and the reference among stops
    of the same stratum.
    Method: Mantel–Haenszel, with Greenland–Robins variances or those of officers and days
    (`model.clusters`), whichever are larger. Stops of unrecorded group are also dealt like recorded
    ones of the same stratum that ended the same way, given out as unfavourably as can be, and in
    the share that undoes the ratio.
    Refuses: no key besides the group, no reference group, or fewer than `min_n` stops of the
    group in strata that also hold the reference.
    Reference: Mantel & Haenszel (1959); Greenland & Robins (1985).
    """
    table = crosstab(cells)
    if refusal := one_group_only(table, reference) or _unstratified(table, cells):
        return refusal
    alike = {g: Alike.of(table, event, g, reference) for g in table.compared(reference)}
    alike = {
        group: one
        for group, one in alike.items()
        if one.of_group >= min_n and np.isfinite(one.pooled.difference_variance)
    }
    blank = blank_group_note(unknown_share(table, "stops"))
    if not alike:
        return Refusal(
            code="too-few-like-stops", facts={"least": min_n, "reference": reference}, notes=blank
        )
    of = AdjustedQuantities.of(event)
    return Result(
        estimates=tuple(
            estimate
            for group, one in alike.items()
            for estimate in _estimates(of, one, level, against(group, reference))
        ),
        facts=AdjustedFor(factors=table.within),
        diagnostics={
            "strata": len(table.strata),
            "adjusted_for": ", ".join(table.within),
            **{
                f"{what} {group}": value
                for group, one in alike.items()
                for what, value in (
                    ("overlap", one.overlap),
                    ("heterogeneity_p", one.pooled.heterogeneity_p),
                )
            },
        },
        notes=(
            *blank,
            *blank_note(BlankShares.of(table, event.among_stops), event.name),
            *_notes(alike, reference),
        ),
    )


def _unstratified(table: Crosstab, cells: Cells) -> Refusal | None:
    if table.within:
        return None
    return Refusal(code="nothing-to-adjust-for", facts={"keys": tuple(cells.by)})


def _estimates(of: AdjustedQuantities, one: Alike, level: float, whom: Whom) -> Iterator[Estimate]:
    pooled, trials = one.pooled, one.trials
    shared = whom | {"n": one.of_both, "missing_share": one.missing}
    if np.isfinite(pooled.ratio) and np.isfinite(pooled.log_ratio_variance) and pooled.ratio > 0:
        yield stratified_ratio(trials, pooled, level).estimate(of.ratio, **shared)
    yield stratified_difference(trials, pooled, level).estimate(of.difference, **shared)
    if one.blanks is not None and pooled.ratio > 0:
        yield from _with_blanks(of, one, level, shared)


def _with_blanks(
    of: AdjustedQuantities, one: Alike, level: float, shared: Whom
) -> Iterator[Estimate]:
    """The ratio with the blanks dealt, at its extremes, and the share of them that undoes it."""
    blanks = one.blanks
    if blanks is None or not np.isfinite(one.pooled.log_ratio_variance):
        return
    given = DEALT_MH_LOG_RATIO.of(blanks.trials.counts), np.sqrt(one.pooled.log_ratio_variance)
    dealt = bounded(blanks.trials, DEALT_MH_LOG_RATIO, given, level)
    yield dealt._replace(interval=dealt.interval.exp()).estimate(of.ratio, variant=DEALT, **shared)
    low, high = np.exp(blanks.extremes(MH_LOG_RATIO))
    ratio = one.pooled.ratio
    yield Interval.of(ratio, min(low, ratio), max(high, ratio)).estimate(
        of.bounds, basis=FIXED, **shared
    )
    if (share := blanks.tipping_share(MH_LOG_RATIO)) is not None:
        yield no_interval(share).estimate(of.tipping, basis=FIXED, **shared | {"n": blanks.blanks})


def _notes(alike: Mapping[str, Alike], reference: str) -> Iterator[Note]:
    for group, one in alike.items():
        if one.overlap < LEAST_OVERLAP:
            yield Note(
                code="little-overlap-of-stops",
                facts={"group": group, "reference": reference, "share": one.overlap},
            )
        if one.pooled.heterogeneity_p < UNLIKE:
            yield Note(code="heterogeneous", facts={"group": group})


def _method(event: StopEvent) -> Method:
    return Method(
        name=f"{event.name}-rate-adjusted",
        needs=Needs(
            reduction=event.reduction,
            by=(GROUP,),
            measures=("stops", event.measure),
            optional_by=("district", "day_part", "stop_reason", "year", "age_group", "subject_sex"),
            optional_measures=(event.blanks,),
            clusters=CLUSTERS,
        ),
        run=partial(adjusted_rates, event),
        refuses_when="nothing besides the group tells the stops apart, or fewer than 30 stops of "
        "a group were made under circumstances in which the reference was stopped too",
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
        quantities=AdjustedQuantities.of(event),
        basis=INDEPENDENT,
    )


METHODS = tuple(_method(event) for event in EVENTS)
