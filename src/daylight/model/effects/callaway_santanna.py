"""Staggered starts: each cohort against units not yet treated, never against earlier ones."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from daylight.data.panel import Panel
from daylight.data.quantity import About, Quantity
from daylight.data.result import Estimate, Note, Outcome, Refusal
from daylight.model.arrays import Array
from daylight.model.effects import group_time
from daylight.model.effects.effect import (
    AVERAGE_EFFECT,
    BY_UNIT,
    Choice,
    Found,
    Measured,
    design,
    few_treated,
    no_power,
)
from daylight.model.effects.group_time import Average, CohortCells, CohortDesign, Control
from daylight.model.method import Method, Needs

Detail = Literal["averages", "cohorts", "pairs"]

BY_COHORT = replace(AVERAGE_EFFECT, name="average_effect_by_cohort")
BY_PERIOD = replace(AVERAGE_EFFECT, name="average_effect_by_period")
BY_EVENT_TIME = replace(AVERAGE_EFFECT, name="average_effect_by_event_time")
ON_COHORT = replace(
    AVERAGE_EFFECT,
    name="effect_on_cohort",
    about=About.UNIT,
    keys=("outcome", "first_treated"),
)
IN_PERIOD = replace(ON_COHORT, name="effect_in_period", keys=("outcome", "first_treated", "period"))


class Averaged(NamedTuple):
    """An average over cells: its quantity, and its keys besides the outcome."""

    quantity: Quantity
    keys: Mapping[str, int] = {}


def run(
    panel: Panel,
    *,
    level: float = 0.95,
    outcome: str | None = None,
    event: str | None = None,
    log: bool = False,
    per: float = 1.0,
    control: Control = "not-yet-treated",
    anticipation: int = 0,
    detail: Detail = "averages",
) -> Outcome:
    """Average effect on the treated under staggered starts.

    Estimand: the mean effect over all treated unit-periods that still have a comparison, and the
    same averaged by cohort, by period and by time since treatment.
    Method: effects by cohort and period against units not yet treated, weighted by cohort size;
    Neyman errors by unit.
    Refuses: no treated unit, fewer than two treated units, or no comparison units.
    Reference: Callaway & Sant'Anna (2021), Journal of Econometrics 225:200–230.
    """

    def fit(timed: Panel, measured: Measured, Y: Array) -> Found | Refusal:
        asked = CohortDesign(
            Y=Y,
            periods=np.array(timed.periods),
            first=timed.first_treated,
            control=control,
            anticipation=anticipation,
        )
        cells = group_time.cells(asked, before=detail == "pairs")
        treated = _treated(cells, asked)
        if treated < 2:
            return Refusal(
                code="too-few-treated",
                facts={"treated": int(treated), "units": len(timed.units), "control": str(control)},
            )
        labels, weights = _weights(cells, detail)
        averaged = group_time.average(asked, cells, weights)
        return Found(
            estimates=_estimates(labels, averaged, measured, _missing(Y)),
            notes=[
                *_pooling(averaged, measured.outcome),
                *few_treated(treated),
                *no_power(treated, level),
            ],
            diagnostics={"control": control, **_errors(measured.outcome, averaged, treated)},
        )

    choice = Choice(outcome=outcome, event=event, log=log, per=per)
    return design(panel, choice, fit, level=level, closing=(Note(code="parallel-trends"),))


def _weights(found: CohortCells, detail: Detail) -> tuple[list[Averaged], Array]:
    """Each average asked for, and a column of cell weights for it."""
    post = np.where(found.event >= 0, found.treated.astype(np.float64), 0.0)
    columns = [
        (Averaged(AVERAGE_EFFECT), post),
        (Averaged(BY_COHORT), _mean_of(found.g, post, sized=True)),
        (Averaged(BY_PERIOD), _mean_of(found.t, post, sized=False)),
        (Averaged(BY_EVENT_TIME), _mean_of(found.event, post, sized=False)),
    ]
    if detail != "averages":
        columns += [
            (Averaged(ON_COHORT, {"first_treated": int(g)}), post * (found.g == g))
            for g in np.unique(found.g[post > 0])
        ]
    if detail == "pairs":
        for c, (g, t) in enumerate(zip(found.g, found.t, strict=True)):
            one = np.zeros(len(post))
            one[c] = 1.0
            keys = {"first_treated": int(g), "period": int(t)}
            columns.append((Averaged(IN_PERIOD, keys), one))
    weights = np.stack([w / w.sum() for _, w in columns], axis=1)
    return [label for label, _ in columns], weights


def _mean_of(key: Array | npt.NDArray[np.int64], post: Array, *, sized: bool) -> Array:
    """Weights of the mean over the values of `key` of the size-weighted mean within each."""
    weights = np.zeros(len(post))
    for value in np.unique(key[post > 0]):
        inside = np.where(key == value, post, 0.0)
        size = inside.max() if sized else 1.0
        weights += size * inside / inside.sum()
    return weights


def _estimates(
    labels: list[Averaged], averaged: Average, measured: Measured, missing: float
) -> list[Estimate]:
    errors = np.sqrt(np.diag(averaged.covariance))
    return [
        measured.effect(
            label.quantity,
            float(value),
            float(error),
            n=averaged.units,
            df=averaged.units - 1,
            keys=label.keys,
            missing_share=missing,
        )
        for label, value, error in zip(labels, averaged.value, errors, strict=True)
    ]


def _errors(name: str, averaged: Average, treated: int) -> dict[str, float | int]:
    return {
        f"standard_error_{name}": float(math.sqrt(averaged.covariance[0, 0])),
        f"treated_units_{name}": treated,
    }


def _treated(found: CohortCells, design: CohortDesign) -> int:
    cohorts = np.unique(found.g[found.event >= 0])
    return int(np.isin(design.first, cohorts).sum())


def _missing(Y: Array) -> float:
    return float(np.isnan(Y).mean())


def _pooling(averaged: Average, name: str) -> tuple[Note, ...]:
    if not averaged.pooled:
        return ()
    return (Note(code="single-unit-cohorts", facts={"outcome": name}),)


METHOD = Method(
    name="callaway-santanna",
    needs=Needs(noun="panel"),
    run=run,
    quantities=(AVERAGE_EFFECT, BY_COHORT, BY_PERIOD, BY_EVENT_TIME, ON_COHORT, IN_PERIOD),
    basis=BY_UNIT,
    refuses_when="fewer than two treated units, or no unit that is not yet treated",
    assumptions=(
        "treated and comparison units would have moved alike without the intervention",
        "nobody changed conduct before it began, beyond the periods of anticipation",
        "one unit's treatment does not change another unit's outcome",
        "recording did not change with the intervention",
    ),
    overturned_by=(
        "different movement before it began (see event-study and its honest bounds)",
        "a change of recording at the same time",
        "placebo dates that give as large a number",
    ),
    cannot_say=(
        "why the outcome changed",
        "what happens after every unit has been treated",
    ),
    reference="Callaway & Sant'Anna (2021), Journal of Econometrics 225:200–230",
)
