"""Searches, citations and arrests regressed on group with everything else that was recorded."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, INDEPENDENT, Basis
from daylight.data.facts.stops import AdjustedFor
from daylight.data.quantity import Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.data.variants import DEALT
from daylight.model.arrays import Array, IntArray
from daylight.model.blank_groups import FEWEST, BlankShares, blank_note
from daylight.model.cell_parts import CellPart, cell_parts, recorded
from daylight.model.clustered_rates import CLUSTERS, DECIDES
from daylight.model.clusters import (
    Rows,
    Uncertainty,
    is_recorded,
    largest_share,
    settled,
)
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    against,
    blank_group_note,
    codes,
    crosstab,
    group_quantity,
    one_group_only,
    packed,
    unknown_share,
)
from daylight.model.events import EVENTS, StopEvent
from daylight.model.intervals import Interval, two_sided_p, wald
from daylight.model.logit import LogitFit, fit_logit
from daylight.model.logit_clusters import ClusteredTrials, PlaceRows, linearised, scatter
from daylight.model.method import Method, Needs
from daylight.model.searches.regression_blanks import given_out
from daylight.model.searches.regression_cells import RegressionCells
from daylight.schema.vocabulary import UNKNOWN

MIN_N = 50
FEWEST_CLUSTERS = 40
"""With fewer places errors clustered by place are too small (Cameron & Miller 2015, s. VI)."""

MOST_COLUMNS = 1500
PLACES = ("agency_id", "county", "district", "beat", "neighborhood", "place")

CONTROLS = (
    *PLACES,
    "year",
    "quarter",
    "month",
    "weekday",
    "hour",
    "day_part",
    "age_group",
    "subject_sex",
    "stop_reason",
    "stop_type",
)
"""The order in which factors are added: place, then time, then person, then the stop."""


def outcome_regression(
    cells: Cells,
    event: StopEvent,
    *,
    level: float = 0.95,
    reference: str = "white",
    min_n: int = MIN_N,
) -> Outcome:
    """Odds ratio of the event against the reference group, factors added one after the other.

    Estimand: the conditional odds ratio of the event given the other keys of the cells.
    Method: binomial logit on cells; standard errors allow for stops of one officer and of one day
    to go together (`model.logit_clusters`), and for those of one place where forty places or more
    are a key; the largest stands. Variants of the estimates name the factors so far.
    Refuses: no other key, fewer than `min_n` events or non-events of two groups.
    Reference: Pierson et al. (2017), "A large-scale analysis of racial disparities in police stops
    across the United States", tables 2 and S3; Pierson et al. (2020).
    """
    table = crosstab(cells, within=())
    if refusal := one_group_only(table, reference):
        return refusal
    chosen = _select(cells, event, reference, min_n)
    if problem := _problem(chosen, reference, min_n):
        return problem
    fitted = dict(_stepwise(chosen))
    if None not in fitted:
        return Refusal(
            code="regression-not-converged",
            facts={"coefficients": chosen.coefficients, "cells": len(chosen.y)},
        )
    quantity = _odds_ratio(event)
    by_stratum = crosstab(cells)
    return Result(
        estimates=tuple(
            ratio.interval.estimate(
                quantity,
                n=ratio.n,
                variant=variant,
                p_value=ratio.p,
                basis=ratio.basis,
                **against(ratio.group, reference),
            )
            for variant, fit in fitted.items()
            for ratio in _ratios(chosen, fit, level)
        )
        + tuple(_with_blanks(by_stratum, event, chosen, fitted[None], level)),
        facts=AdjustedFor(factors=tuple(chosen.factors)),
        diagnostics={
            "adjusted_for": ", ".join(chosen.factors),
            "cells": len(chosen.y),
            "coefficients": chosen.coefficients,
            "clustered_by_place": chosen.place is not None,
        },
        notes=(
            Note(code="included-variables"),
            *blank_group_note(unknown_share(table, "stops")),
            *blank_note(BlankShares.of(table, event.among_stops), event.name),
        ),
    )


def _with_blanks(
    table: Crosstab,
    event: StopEvent,
    chosen: RegressionCells,
    fitted: "GroupCoefficients",
    level: float,
) -> Iterator[Estimate]:
    """The odds ratio with stops of unrecorded group dealt, and at its extremes.

    With dealt blanks the interval is as wide, on the log scale, as the headline's.
    """
    if table.recorded("stops", event.blanks, UNKNOWN).sum() < FEWEST:
        return
    ways = given_out(table, event, chosen)
    names = list(chosen.factors)
    dealt = _fit(ways["dealt"](0), names)
    for i, ratio in enumerate(_ratios(chosen, fitted, level)):
        about = {"n": ratio.n, **against(ratio.group, chosen.groups[0])}
        known = fitted.known[i]
        if dealt is not None:
            interval = wald(float(dealt.beta[i]), known.se, level=level, df=known.df).exp()
            yield interval.estimate(_odds_ratio(event), variant=DEALT, basis=ratio.basis, **about)
        extremes = [_fit(ways[way](i + 1), names) for way in ("least", "most")]
        if None not in extremes:
            value = float(ratio.interval.value)
            found = [value, *(float(np.exp(one.beta[i])) for one in extremes if one is not None)]
            possible = Interval.of(value, min(found), max(found))
            yield possible.estimate(_bounds(event), basis=FIXED, **about)


def _bounds(event: StopEvent) -> Quantity:
    return replace(_odds_ratio(event), name=f"{_end(event)}_odds_ratio_bounds", is_bound=True)


def _end(event: StopEvent) -> str:
    """What a stop may end in, as a noun."""
    return event.name.removesuffix("_rate")


def _odds_ratio(event: StopEvent) -> Quantity:
    return group_quantity(f"{_end(event)}_odds_ratio", Scale.ODDS_RATIO)


def _problem(chosen: RegressionCells, reference: str, min_n: int) -> Refusal | None:
    if not chosen.factors:
        return Refusal(code="nothing-to-adjust-for", facts={"keys": (GROUP,)})
    if len(chosen.groups) < 2 or chosen.groups[0] != reference:
        return Refusal(
            code="too-few-events-of-two-groups",
            facts={"least": min_n, "reference": reference, "groups": tuple(chosen.groups)},
        )
    if chosen.coefficients > MOST_COLUMNS:
        return Refusal(
            code="too-many-coefficients",
            facts={"coefficients": chosen.coefficients, "most": MOST_COLUMNS},
        )
    return None


def _select(cells: Cells, event: StopEvent, reference: str, min_n: int) -> RegressionCells:
    number, values = codes(cells, GROUP)
    y, n = cells.counts(event.measure), recorded(cells, event.among_stops)
    order = [reference, *(v for v in values if v not in (reference, UNKNOWN))]
    present = [
        v
        for v in order
        if v in values
        and y[number == values.index(v)].sum() >= min_n
        and (n - y)[number == values.index(v)].sum() >= min_n
    ]
    rank = np.full(len(values), -1, dtype=np.int64)
    for i, value in enumerate(present):
        rank[values.index(value)] = i
    kept = (rank[number] >= 0) & (n > 0)
    parts = tuple(part.among(kept) for part in cell_parts(cells, event.among_stops))
    names = sorted(
        (k for k in cells.by if k != GROUP),
        key=lambda k: CONTROLS.index(k) if k in CONTROLS else len(CONTROLS),
    )
    factors = {name: packed(codes(cells, name)[0][kept]) for name in names}
    place = next(
        (k for k in names if k in PLACES and factors[k].max(initial=0) + 1 >= FEWEST_CLUSTERS), None
    )
    group = rank[number][kept]
    return RegressionCells(y[kept], n[kept], tuple(present), group, factors, place, parts)


class GroupCoefficients(NamedTuple):
    """Coefficients of the groups with what is known of each."""

    beta: Array
    known: tuple[Uncertainty, ...]


def _stepwise(chosen: RegressionCells) -> Iterator[tuple[str | None, GroupCoefficients]]:
    """The model under every first so many factors, the full one also without a variant."""
    names = list(chosen.factors)
    for used in range(len(names) + 1):
        fitted = _fit(chosen, names[:used])
        if fitted is not None:
            yield f"with {', '.join(names[:used])}" if used else "group only", fitted
            if used == len(names):
                yield None, fitted


def _fit(chosen: RegressionCells, names: Sequence[str]) -> GroupCoefficients | None:
    """Fit on distinct rows of the design; values with only events or only non-events are dropped.

    A value that all its stops share an outcome with tells nothing about the groups.
    """
    informative = _informative(chosen, names)
    group = chosen.group[informative]
    factors = [packed(chosen.factors[name][informative]) for name in names]
    key = group
    for factor in factors:
        key = key * (int(factor.max(initial=0)) + 1) + factor
    _, first, row = np.unique(key, return_index=True, return_inverse=True)
    y, n = chosen.y[informative], chosen.n[informative]
    width = len(chosen.groups)
    parts = [np.ones((len(first), 1)), np.eye(width)[group[first]][:, 1:]]
    parts += [np.eye(int(f.max(initial=0)) + 1)[f[first]][:, 1:] for f in factors]
    events, trials = (np.bincount(row, weights=v).astype(np.float64) for v in (y, n))
    fit = fit_logit(np.hstack(parts), events, trials)
    if not fit.converged:
        return None
    cells = FittedCells(chosen, fit, np.flatnonzero(informative), row.astype(np.int64))
    return GroupCoefficients(fit.beta[1:width], _known(cells, width))


class FittedCells(NamedTuple):
    """A fit with the cells it was made of and the row of the design of each."""

    chosen: RegressionCells
    fit: LogitFit
    cell: IntArray
    row: IntArray

    def trials(self, part: CellPart) -> ClusteredTrials:
        """The trials of one clustering."""
        design = np.full(len(self.chosen.y), -1, dtype=np.int64)
        design[self.cell] = self.row
        own = design[part.cell] >= 0
        row = design[part.cell[own]]
        return ClusteredTrials(part.key, part.cluster[own], row, part.y[own], part.n[own])

    def counts(self, part: CellPart, group: int) -> Rows:
        """What the clusters hold of one group and the reference."""
        member = self.chosen.group[part.cell]
        of = [(member == code).astype(float) for code in (group, 0)]
        return part.rows(*(v * who for who in of for v in (part.y, part.n)))


def _known(cells: FittedCells, width: int) -> tuple[Uncertainty, ...]:
    """The standard error of the coefficient of each group."""
    fit, chosen = cells.fit, cells.chosen
    columns = range(1, width)
    counted = [[cells.counts(part, column) for column in columns] for part in chosen.parts]
    moved = [
        scatter(fit, cells.trials(part), columns, [largest_share(rows) for rows in of_part])
        for part, of_part in zip(chosen.parts, counted, strict=True)
    ]
    known = []
    for i, column in enumerate(columns):
        found = [
            scatters[i]
            for scatters, of_part in zip(moved, counted, strict=True)
            if is_recorded(of_part[i])
        ]
        if chosen.place is not None:
            place = packed(chosen.factors[chosen.place][cells.cell])
            residual = chosen.y[cells.cell] - chosen.n[cells.cell] * fit.probability[cells.row]
            rows_of = PlaceRows(chosen.place, place, cells.row, residual)
            found.append(linearised(fit, column, rows_of))
        known.append(settled(found, float(np.sqrt(fit.bread[column, column])), DECIDES))
    return tuple(known)


def _informative(chosen: RegressionCells, names: Sequence[str]) -> Array:
    kept = np.ones(len(chosen.y), dtype=bool)
    for _ in range(5):  # dropping one value can empty another
        before = kept.sum()
        for name in names:
            code = chosen.factors[name]
            events = np.bincount(code, weights=chosen.y * kept)
            others = np.bincount(code, weights=(chosen.n - chosen.y) * kept)
            kept = kept & ((events > 0) & (others > 0))[code]
        if kept.sum() == before:
            break
    return kept


class OddsRatio(NamedTuple):
    """One group's, with the stops behind it."""

    group: str
    interval: Interval
    n: float
    p: float | None
    basis: Basis


def _ratios(
    chosen: RegressionCells, fitted: GroupCoefficients, level: float
) -> Iterator[OddsRatio]:
    for i, group in enumerate(chosen.groups[1:]):
        beta, known = float(fitted.beta[i]), fitted.known[i]
        members = (chosen.group == 0) | (chosen.group == i + 1)
        interval = wald(beta, known.se, level=level, df=known.df).exp()
        p = known.p(beta, two_sided_p(beta / known.model_se))
        yield OddsRatio(group, interval, chosen.n[members].sum(), p, known.basis)


def _method(event: StopEvent) -> Method:
    def run(
        cells: Cells, *, level: float = 0.95, reference: str = "white", min_n: int = MIN_N
    ) -> Outcome:
        return outcome_regression(cells, event, level=level, reference=reference, min_n=min_n)

    return Method(
        name=f"{_end(event)}-regression",
        needs=Needs(
            reduction=event.reduction,
            by=(GROUP,),
            measures=("stops", event.measure),
            optional_by=CONTROLS,
            optional_measures=(f"{event.measure}_unknown",),
            clusters=CLUSTERS,
        ),
        run=run,
        quantities=(_odds_ratio(event), _bounds(event)),
        basis=INDEPENDENT,
        refuses_when="nothing besides the group tells the stops apart, or fewer than 50 stops of "
        "two groups with and without the event, or the regression finds no answer",
        assumptions=(
            "given the factors, stops of all groups are alike in what rightly decides the outcome",
            "factors add up on the log-odds scale",
        ),
        overturned_by=(
            "a factor that was not recorded (see the sensitivity analysis)",
            "a risk-adjusted regression that gives another answer",
        ),
        cannot_say=("why a difference remains", "anything about people who were not stopped"),
        reference="Pierson et al. (2020), Nature Human Behaviour 4:736-745",
    )


METHODS = tuple(_method(event) for event in EVENTS)
