"""Staggered starts: each cohort against units not yet treated, never against earlier ones."""

import math
from typing import Literal

import numpy as np
import numpy.typing as npt

from daylight.data.panel import Panel
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.effects import group_time
from daylight.model.effects.effect import ask, effect, few_treated, limits
from daylight.model.effects.group_time import Average, Cells, Control, Design
from daylight.model.method import Method, Needs

Detail = Literal["averages", "cohorts", "pairs"]


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
    asked = ask(METHOD.name, panel, outcome=outcome, event=event, log=log, per=per)
    if isinstance(asked, Refusal):
        return asked
    panel = asked.panel
    estimates: list[Estimate] = []
    notes: list[Note] = []
    diagnostics: dict[str, float | int | str | bool | None] = {"control": control}
    for name, Y in asked.outcomes.items():
        design = Design(
            Y=Y,
            periods=np.array(panel.periods),
            first=panel.first_treated,
            control=control,
            anticipation=anticipation,
        )
        found = group_time.cells(design, before=detail == "pairs")
        treated = _treated(found, design)
        if treated < 2:
            return _refuse(panel, treated, control)
        labels, weights = _weights(found, detail)
        averaged = group_time.average(design, found, weights)
        estimates += _told(labels, averaged, name, level=level, log=log, missing=_missing(Y))
        diagnostics |= _errors(name, averaged, treated)
        notes += _pooling(averaged, name)
    notes += [*few_treated(treated), *limits(panel, panel.periods), _TRENDS]
    return Result(
        method=METHOD.name,
        estimates=tuple(estimates),
        level=level,
        diagnostics=diagnostics,
        notes=tuple(dict.fromkeys(notes)),
        provenance=panel.provenance,
    )


def _weights(found: Cells, detail: Detail) -> tuple[list[tuple[str, str]], Array]:
    """Labels (name, stratum) and a column of cell weights for each average asked for."""
    post = np.where(found.event >= 0, found.treated.astype(np.float64), 0.0)
    columns = {
        ("average_effect", "all"): post,
        ("average_effect_by_cohort", "all"): _mean_of(found.g, post, sized=True),
        ("average_effect_by_period", "all"): _mean_of(found.t, post, sized=False),
        ("average_effect_by_event_time", "all"): _mean_of(found.event, post, sized=False),
    }
    if detail != "averages":
        for g in np.unique(found.g[post > 0]):
            columns["effect_on_cohort", f"first treated {g:.0f}"] = post * (found.g == g)
    if detail == "pairs":
        for c, (g, t) in enumerate(zip(found.g, found.t, strict=True)):
            one = np.zeros(len(post))
            one[c] = 1.0
            columns["effect_in_period", f"first treated {g:.0f}, in {t}"] = one
    weights = np.stack([w / w.sum() for w in columns.values()], axis=1)
    return list(columns), weights


def _mean_of(key: Array | npt.NDArray[np.int64], post: Array, *, sized: bool) -> Array:
    """Weights of the mean over the values of `key` of the size-weighted mean within each."""
    weights = np.zeros(len(post))
    for value in np.unique(key[post > 0]):
        inside = np.where(key == value, post, 0.0)
        size = inside.max() if sized else 1.0
        weights += size * inside / inside.sum()
    return weights


def _told(
    labels: list[tuple[str, str]],
    averaged: Average,
    outcome: str,
    *,
    level: float,
    log: bool,
    missing: float,
) -> list[Estimate]:
    errors = np.sqrt(np.diag(averaged.covariance))
    return [
        effect(
            name,
            outcome,
            float(value),
            float(error),
            n=averaged.units,
            level=level,
            log=log,
            df=averaged.units - 1,
            stratum=stratum,
            missing_share=missing,
        )
        for (name, stratum), value, error in zip(labels, averaged.value, errors, strict=True)
    ]


def _errors(name: str, averaged: Average, treated: int) -> dict[str, float | int]:
    return {
        f"standard_error_{name}": float(math.sqrt(averaged.covariance[0, 0])),
        f"treated_units_{name}": treated,
    }


def _treated(found: Cells, design: Design) -> int:
    cohorts = np.unique(found.g[found.event >= 0])
    return int(np.isin(design.first, cohorts).sum())


def _missing(Y: Array) -> float:
    return float(np.isnan(Y).mean())


def _pooling(averaged: Average, name: str) -> tuple[Note, ...]:
    if not averaged.pooled:
        return ()
    return (
        Note(
            code="single-unit-cohorts",
            text=(
                f"Some first treated periods hold a single unit, so the error of {name} counts "
                "differences between treated units as chance."
            ),
        ),
    )


def _refuse(panel: Panel, treated: int, control: Control) -> Refusal:
    return Refusal(
        method=METHOD.name,
        reason="too few treated units with a period before and a comparison",
        needed=f"2 treated units and a {control} unit in the same periods",
        found=f"{treated} treated of {len(panel.units)} units",
        provenance=panel.provenance,
    )


_TRENDS = Note(
    code="parallel-trends",
    text=(
        "The number is an effect only if treated and comparison units would have moved alike. "
        "Periods before treatment can contradict that and can never confirm it."
    ),
)

METHOD = Method(
    name="callaway-santanna",
    needs=Needs(noun="panel"),
    run=run,
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
