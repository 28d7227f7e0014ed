"""Effects by time since treatment, before and after, and what earlier movements put in doubt."""

import math
from dataclasses import replace

import numpy as np
import numpy.typing as npt
from scipy import stats

from daylight.data.panel import Panel
from daylight.data.result import Estimate, Note, Outcome, Refusal
from daylight.model.arrays import Array
from daylight.model.effects import group_time, honest
from daylight.model.effects.effect import (
    AVERAGE_EFFECT,
    BY_UNIT,
    EFFECT_AT_EVENT_TIME,
    Choice,
    Found,
    Measured,
    design,
    few_treated,
    no_power,
)
from daylight.model.effects.group_time import Average, CohortCells, CohortDesign, Control
from daylight.model.effects.honest import Path
from daylight.model.effects.smoothness import smoothness
from daylight.model.intervals import t_quantile
from daylight.model.method import Method, Needs

REFERENCE_EVENT = -1

BOUNDED_EFFECT = replace(AVERAGE_EFFECT, name="bounded_effect")
"""The interval of the average if trends differ, by so many times as before or by a bend."""


def run(
    panel: Panel,
    *,
    level: float = 0.95,
    outcome: str | None = None,
    event: str | None = None,
    log: bool = False,
    per: float = 1.0,
    control: Control = "not-yet-treated",
    before: int = 5,
    after: int = 5,
    magnitudes: tuple[float, ...] = (0.5, 1.0, 2.0),
    bend: float = 0.0,
) -> Outcome:
    """Effects by time since treatment, with a test of earlier movement and honest bounds.

    Estimand: the mean effect on cohorts e periods after their start, e from −`before` to
    `after` − 1, all measured from the period before the start; and their mean after it.
    Method: cohort-by-period effects against units not yet treated, weighted by cohort size; a
    joint test of the earlier ones; bounds if trends may differ up to M times as much as they did
    before, and the shortest interval if they bend by up to `bend` a period.
    Refuses: fewer than two treated units, or no earlier period besides the reference.
    Reference: Callaway & Sant'Anna (2021), eq. 3.4; Rambachan & Roth (2023).
    """

    def fit(timed: Panel, measured: Measured, Y: Array) -> Found | Refusal:
        asked = CohortDesign(
            Y=Y,
            periods=np.array(timed.periods),
            first=timed.first_treated,
            control=control,
            base="universal",
        )
        cells = group_time.cells(asked)
        events, weights = _weights(cells, before, after)
        averaged = group_time.average(asked, cells, weights)
        if averaged.units < 2 or not (events >= 0).any() or not (events < 0).any():
            return Refusal(
                code="no-periods-around",
                facts={"treated": int(averaged.units), "times": tuple(int(e) for e in events)},
            )
        df = averaged.units - 1
        path = Path(
            events=events,
            beta=averaged.value,
            covariance=averaged.covariance,
            quantile=t_quantile(level, df),
            df=df,
        )
        early = _early(path, df)
        name = measured.outcome
        return Found(
            estimates=[
                *_by_event(path, averaged, measured),
                _average(path, averaged, measured),
                *_honest(path, averaged, measured, magnitudes, bend),
            ],
            notes=[
                *_moved_early(name, early),
                *few_treated(averaged.units),
                *no_power(averaged.units, level),
            ],
            diagnostics={
                "control": control,
                f"earlier_movement_p_{name}": early,
                f"breakdown_{name}": honest.breakdown(path),
                f"treated_units_{name}": averaged.units,
            },
        )

    choice = Choice(outcome=outcome, event=event, log=log, per=per)
    closing = (Note(code="quiet-before-is-not-proof"),)
    return design(panel, choice, fit, level=level, closing=closing)


def _weights(found: CohortCells, before: int, after: int) -> tuple[npt.NDArray[np.int64], Array]:
    """The event times with cells, and each one's weights by treated units."""
    asked = [e for e in range(-before, after) if e != REFERENCE_EVENT]
    columns = {e: np.where(found.event == e, found.treated, 0).astype(np.float64) for e in asked}
    kept = {e: w / w.sum() for e, w in columns.items() if w.sum() > 0}
    if not kept:
        return np.zeros(0, dtype=np.int64), np.zeros((len(found.g), 0))
    return np.array(list(kept), dtype=np.int64), np.stack(list(kept.values()), axis=1)


def _by_event(path: Path, averaged: Average, measured: Measured) -> list[Estimate]:
    errors = np.sqrt(np.diag(path.covariance))
    return [
        measured.effect(
            EFFECT_AT_EVENT_TIME,
            float(value),
            float(error),
            n=averaged.units,
            df=averaged.units - 1,
            keys={"event_time": int(e)},
        )
        for e, value, error in zip(path.events, path.beta, errors, strict=True)
    ]


def _average(path: Path, averaged: Average, measured: Measured) -> Estimate:
    error = math.sqrt(path.target @ path.covariance @ path.target)
    value = float(path.target @ path.beta)
    return measured.effect(AVERAGE_EFFECT, value, error, n=averaged.units, df=averaged.units - 1)


def _honest(
    path: Path, averaged: Average, measured: Measured, magnitudes: tuple[float, ...], bend: float
) -> list[Estimate]:
    value = float(path.target @ path.beta)
    relative = [
        measured.estimate(
            BOUNDED_EFFECT,
            (value, *honest.relative_magnitude(path, M)),
            n=averaged.units,
            keys={"trend_difference": float(M)},
        )
        for M in magnitudes
    ]
    smooth = measured.estimate(
        BOUNDED_EFFECT,
        smoothness(path, bend, measured.level),
        n=averaged.units,
        keys={"bend": float(bend)},
    )
    return [*relative, smooth]


def _early(path: Path, df: int) -> float | None:
    """p-value that all effects before treatment are zero; None with too few units to tell."""
    early = path.events < 0
    beta, V = path.beta[early], path.covariance[np.ix_(early, early)]
    k = len(beta)
    if df <= k or np.linalg.matrix_rank(V) < k:
        return None
    W = float(beta @ np.linalg.solve(V, beta))
    # Hotelling's correction: k leads estimated from df + 1 treated units.
    return float(stats.f.sf(W * (df - k + 1) / (df * k), k, df - k + 1))


def _moved_early(name: str, early: float | None) -> tuple[Note, ...]:
    if early is None:
        return (Note(code="no-pre-trend-test", facts={"outcome": name}),)
    if early >= 0.05:
        return ()
    return (Note(code="moved-before", facts={"outcome": name, "p": early}),)


METHOD = Method(
    name="event-study",
    needs=Needs(noun="panel"),
    run=run,
    quantities=(EFFECT_AT_EVENT_TIME, AVERAGE_EFFECT, BOUNDED_EFFECT),
    basis=BY_UNIT,
    refuses_when="fewer than two treated units, or no period before and after besides the base",
    assumptions=(
        "treated and comparison units would have moved alike, or no further apart than bounded",
        "nobody changed conduct in anticipation",
        "recording did not change with the intervention",
    ),
    overturned_by=(
        "movement before the start",
        "trends that differ as much after the start as they did before (bounded_effect)",
    ),
    cannot_say=("why the outcome changed",),
    reference=(
        "Callaway & Sant'Anna (2021); Rambachan & Roth (2023), Review of Economic Studies "
        "90:2555–2591"
    ),
)
