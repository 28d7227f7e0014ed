"""Searches, citations and arrests regressed on group with everything else that was recorded."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT, Basis, BasisKind
from daylight.data.facts.stops import AdjustedFor
from daylight.data.quantity import Quantity, Scale
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.model.arrays import Array, IntArray
from daylight.model.crosstab import GROUP, against, codes, crosstab, group_quantity, one_group_only
from daylight.model.events import EVENTS, StopEvent
from daylight.model.intervals import Interval, t_quantile, two_sided_t
from daylight.model.logit import clustered_variance, fit_logit
from daylight.model.method import Method, Needs
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


class RegressionCells(NamedTuple):
    """Cells of recorded groups: events, stops with the field filled in, codes of each factor."""

    y: Array
    n: Array
    groups: tuple[str, ...]
    group: IntArray
    factors: dict[str, IntArray]
    place: str | None

    @property
    def clusters(self) -> IntArray:
        """Which place each cell is of."""
        return self.factors[self.place or ""]

    @property
    def basis(self) -> Basis:
        """How the intervals are made."""
        if self.place is None:
            return INDEPENDENT
        places = int(self.clusters.max()) + 1
        return Basis(kind=BasisKind.CLUSTERED, key=self.place, clusters=places)

    @property
    def coefficients(self) -> int:
        """How many the full model has."""
        return len(self.groups) + sum(int(f.max(initial=0)) for f in self.factors.values())


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
    Method: binomial logit on cells; standard errors allow for stops of one place to go together
    where forty places or more are a key. Variants of the estimates name the factors so far.
    Refuses: no other key, fewer than `min_n` events or non-events of two groups.
    Reference: Pierson et al. (2017), "A large-scale analysis of racial disparities in police stops
    across the United States", tables 2 and S3; Pierson et al. (2020).
    """
    table = crosstab(cells, within=())
    if refusal := one_group_only(table, reference):
        return refusal
    chosen = _select(cells, event, reference, min_n)
    if problem := _problem(chosen, reference):
        return Refusal(
            reason=problem,
            needed=f"another key, and {min_n} stops with and without the event in two groups",
            found=f"groups {', '.join(chosen.groups) or 'none'}; {chosen.coefficients} "
            "coefficients",
        )
    fitted = dict(_stepwise(chosen))
    if None not in fitted:
        return Refusal(
            reason="the regression did not converge: some factor separates the event",
            needed="events and non-events for the values of every factor",
            found=f"{chosen.coefficients} coefficients on {len(chosen.y)} cells",
        )
    quantity = _odds_ratio(event)
    return Result(
        estimates=tuple(
            ratio.interval.estimate(
                quantity,
                n=ratio.n,
                variant=variant,
                p_value=ratio.p,
                basis=chosen.basis,
                **against(ratio.group, reference),
            )
            for variant, fit in fitted.items()
            for ratio in _ratios(chosen, fit, level)
        ),
        facts=AdjustedFor(factors=tuple(chosen.factors)),
        diagnostics={
            "adjusted_for": ", ".join(chosen.factors),
            "cells": len(chosen.y),
            "coefficients": chosen.coefficients,
            "clustered_by_place": chosen.place is not None,
        },
        notes=(Note(code="included-variables"),),
    )


def _end(event: StopEvent) -> str:
    """What a stop may end in, as a noun."""
    return event.name.removesuffix("_rate")


def _odds_ratio(event: StopEvent) -> Quantity:
    return group_quantity(f"{_end(event)}_odds_ratio", Scale.ODDS_RATIO)


def _problem(chosen: RegressionCells, reference: str) -> str:
    if not chosen.factors:
        return "there is nothing to adjust for"
    if len(chosen.groups) < 2 or chosen.groups[0] != reference:
        return "too few events to compare two groups"
    return "too many coefficients" if chosen.coefficients > MOST_COLUMNS else ""


def _select(cells: Cells, event: StopEvent, reference: str, min_n: int) -> RegressionCells:
    number, values = codes(cells, GROUP)
    y, n = cells.counts(event.measure), cells.counts("stops")
    if f"{event.measure}_unknown" in cells.measures:
        n = n - cells.counts(f"{event.measure}_unknown")
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
    names = sorted(
        (k for k in cells.by if k != GROUP),
        key=lambda k: CONTROLS.index(k) if k in CONTROLS else len(CONTROLS),
    )
    factors = {name: _packed(codes(cells, name)[0][kept]) for name in names}
    place = next(
        (k for k in names if k in PLACES and factors[k].max(initial=0) + 1 >= FEWEST_CLUSTERS), None
    )
    return RegressionCells(y[kept], n[kept], tuple(present), rank[number][kept], factors, place)


def _packed(code: IntArray) -> IntArray:
    return np.unique(code, return_inverse=True)[1].astype(np.int64)


class GroupCoefficients(NamedTuple):
    """Coefficients of the groups with their variances."""

    beta: Array
    variance: Array


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
    factors = [_packed(chosen.factors[name][informative]) for name in names]
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
    if chosen.place is None:
        return GroupCoefficients(fit.beta[1:width], np.diag(fit.bread)[1:width])
    residual = y - n * fit.probability[row]
    place = _packed(chosen.clusters[informative])
    variances = [clustered_variance(fit, k, row, residual, (place,)) for k in range(1, width)]
    return GroupCoefficients(fit.beta[1:width], np.array(variances))


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
    p: float


def _ratios(
    chosen: RegressionCells, fitted: GroupCoefficients, level: float
) -> Iterator[OddsRatio]:
    df = np.inf if chosen.place is None else float(chosen.clusters.max())
    t = t_quantile(level, df)
    for i, group in enumerate(chosen.groups[1:]):
        beta, se = float(fitted.beta[i]), float(np.sqrt(fitted.variance[i]))
        members = (chosen.group == 0) | (chosen.group == i + 1)
        interval = Interval(*np.exp([beta, beta - t * se, beta + t * se]))
        yield OddsRatio(group, interval, chosen.n[members].sum(), two_sided_t(beta / se, df))


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
        ),
        run=run,
        quantities=(_odds_ratio(event),),
        basis=INDEPENDENT,
        refuses_when="the cells have no key besides the group, or fewer than 50 stops of two "
        "groups with and without the event, or the regression does not converge",
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
