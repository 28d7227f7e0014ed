"""Searches, citations and arrests regressed on group with everything else that was recorded."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array, IntArray
from daylight.model.crosstab import GROUP, codes, crosstab, no_reference
from daylight.model.events import EVENTS, StopEvent
from daylight.model.intervals import t_quantile, two_sided_t
from daylight.model.logit import Fit, clustered_variance, fit_logit
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


class Selected(NamedTuple):
    """Cells of recorded groups: events, stops with the field filled in, codes of each factor."""

    y: Array
    n: Array
    groups: tuple[str, ...]
    group: IntArray
    factors: dict[str, IntArray]
    place: IntArray | None


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
    where forty places or more are a key. Strata of the estimates name the factors so far.
    Refuses: no other key, fewer than `min_n` events or non-events of two groups.
    Reference: Pierson et al. (2017), "A large-scale analysis of racial disparities in police stops
    across the United States", tables 2 and S3; Pierson et al. (2020).
    """
    method = f"{event.name.removesuffix('_rate')}-regression"
    table = crosstab(cells, within=())
    if refusal := no_reference(method, table, reference, cells):
        return refusal
    chosen = _select(cells, event, reference, min_n)
    columns = len(chosen.groups) + sum(int(f.max(initial=0)) for f in chosen.factors.values())
    if problem := _problem(chosen, reference, columns):
        return Refusal(
            method=method,
            reason=problem,
            needed=f"another key, and {min_n} stops with and without the event in two groups",
            found=f"groups {', '.join(chosen.groups) or 'none'}; {columns} coefficients",
            provenance=cells.provenance,
        )
    found = list(_stepwise(chosen, event, reference, level))
    if not any(e.stratum == "all" for e in found):
        return Refusal(
            method=method,
            reason="the regression did not converge: some factor separates the event",
            needed="events and non-events for the values of every factor",
            found=f"{columns} coefficients on {len(chosen.y)} cells",
            provenance=cells.provenance,
        )
    return Result(
        method=method,
        estimates=tuple(found),
        level=level,
        reference=reference,
        diagnostics={
            "adjusted_for": ", ".join(chosen.factors),
            "cells": len(chosen.y),
            "coefficients": columns,
            "clustered_by_place": chosen.place is not None,
        },
        notes=(INCLUDED_VARIABLES,),
        provenance=cells.provenance,
    )


def _problem(chosen: Selected, reference: str, columns: int) -> str:
    if not chosen.factors:
        return "there is nothing to adjust for"
    if len(chosen.groups) < 2 or chosen.groups[0] != reference:
        return "too few events to compare two groups"
    return "too many coefficients" if columns > MOST_COLUMNS else ""


def _select(cells: Cells, event: StopEvent, reference: str, min_n: int) -> Selected:
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
    places = [factors[name] for name in names if name in PLACES]
    place = next((code for code in places if code.max(initial=0) + 1 >= FEWEST_CLUSTERS), None)
    return Selected(y[kept], n[kept], tuple(present), rank[number][kept], factors, place)


def _packed(code: IntArray) -> IntArray:
    return np.unique(code, return_inverse=True)[1].astype(np.int64)


def _stepwise(
    chosen: Selected, event: StopEvent, reference: str, level: float
) -> Iterator[Estimate]:
    names = list(chosen.factors)
    for used in range(len(names) + 1):
        stratum = f"with {', '.join(names[:used])}" if used else "group only"
        fitted = _fit(chosen, names[:used])
        if fitted is None:
            continue
        yield from _estimates(chosen, fitted, event, reference, level, stratum)
        if used == len(names):
            yield from _estimates(chosen, fitted, event, reference, level, "all")


class Fitted(NamedTuple):
    """Coefficients of the groups with their variances."""

    beta: Array
    variance: Array


def _fit(chosen: Selected, names: Sequence[str]) -> Fitted | None:
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
    y = np.bincount(row, weights=chosen.y[informative]).astype(np.float64)
    n = np.bincount(row, weights=chosen.n[informative]).astype(np.float64)
    width = len(chosen.groups)
    parts = [np.ones((len(y), 1)), np.eye(width)[group[first]][:, 1:]]
    parts += [np.eye(int(f.max(initial=0)) + 1)[f[first]][:, 1:] for f in factors]
    X = np.hstack(parts)
    fit = fit_logit(X, y, n)
    if not fit.converged:
        return None
    return Fitted(fit.beta[1:width], _variances(chosen, fit, X, row, informative, width))


def _variances(
    chosen: Selected, fit: Fit, X: Array, row: IntArray, informative: Array, width: int
) -> Array:
    if chosen.place is None:
        return np.diag(fit.bread)[1:width]
    y, n = chosen.y[informative], chosen.n[informative]
    residual = y - n * fit.probability[row]
    place = _packed(chosen.place[informative])
    return np.array(
        [clustered_variance(X, fit, k, row, residual, (place,)) for k in range(1, width)]
    )


def _informative(chosen: Selected, names: Sequence[str]) -> Array:
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


def _estimates(
    chosen: Selected,
    fitted: Fitted,
    event: StopEvent,
    reference: str,
    level: float,
    stratum: str,
) -> Iterator[Estimate]:
    df = np.inf if chosen.place is None else float(chosen.place.max())
    t = t_quantile(level, df)
    for i, group in enumerate(chosen.groups[1:]):
        beta, spread = float(fitted.beta[i]), float(np.sqrt(fitted.variance[i]))
        members = (chosen.group == 0) | (chosen.group == i + 1)
        yield untyped(
            name=f"{event.name.removesuffix('_rate')}_odds_ratio",
            group=group,
            reference=reference,
            stratum=stratum,
            value=float(np.exp(beta)),
            low=float(np.exp(beta - t * spread)),
            high=float(np.exp(beta + t * spread)),
            level=level,
            scale=Scale.ODDS_RATIO,
            n=int(chosen.n[members].sum()),
            p_value=two_sided_t(beta / spread, df),
        )


INCLUDED_VARIABLES = Note(
    code="included-variables",
    text="Factors that were written down by the officer, or that themselves reflect how a group is "
    "policed, can take away a difference that matters; factors that were not recorded can make "
    "one. The steps show what each factor does.",
)


def _method(event: StopEvent) -> Method:
    def run(
        cells: Cells, *, level: float = 0.95, reference: str = "white", min_n: int = MIN_N
    ) -> Outcome:
        return outcome_regression(cells, event, level=level, reference=reference, min_n=min_n)

    return Method(
        name=f"{event.name.removesuffix('_rate')}-regression",
        needs=Needs(
            reduction=event.reduction,
            by=(GROUP,),
            measures=("stops", event.measure),
            optional_by=CONTROLS,
            optional_measures=(f"{event.measure}_unknown",),
        ),
        run=run,
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
