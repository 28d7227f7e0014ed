"""One treated place against a weighted mix of others that tracked it before."""

import math
from dataclasses import replace

import numpy as np

from daylight.data.estimate import FIXED
from daylight.data.panel import Panel
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Diagnostic, Estimate, Note, Outcome, Refusal
from daylight.model.arrays import Array
from daylight.model.effects import comparisons
from daylight.model.effects.comparisons import Case, Window
from daylight.model.effects.effect import (
    AMONG_PLACEBOS,
    EFFECT_ON_UNIT,
    Choice,
    Found,
    Measured,
    UnitKeys,
    design,
)
from daylight.model.effects.placebo import fitted, unit_keys
from daylight.model.effects.ranking import MIN_PLACEBOS, rank, reach
from daylight.model.effects.synthetic import Fit, synthetic_control
from daylight.model.method import Method, Needs

POOR_FIT = 0.25
"""Pre-period error, as a share of the unit's own spread, above which the mix does not track it."""

LISTED_DONORS = 5

GAP_OF_UNIT = Quantity(
    name="gap",
    scale=Scale.CHANGE,
    about=About.PERIOD,
    unit="treated units",
    keys=("outcome", "unit", "first_treated", "period"),
)


def run(
    panel: Panel,
    *,
    level: float = 0.95,
    outcome: str | None = None,
    event: str | None = None,
    log: bool = False,
    per: float = 1.0,
    before: int | None = None,
    after: int | None = None,
) -> Outcome:
    """Average gap after the date between each treated unit and its synthetic control.

    Estimand: the treated unit's path less the path it would have taken, averaged over the window.
    Method: donor weights on the simplex fitted to the outcome before the date; the gap over the
    pre-period error is ranked among the same ratio for every donor; each donor with weight is
    left out in turn.
    Refuses: no treated unit with five donors and five earlier periods.
    Reference: Abadie, Diamond & Hainmueller (2010), JASA 105:493–505; (2015) for leave-one-out.
    """
    window = Window(before=before, after=after)

    def fit(timed: Panel, measured: Measured, Y: Array) -> Found:
        estimates: list[Estimate] = []
        notes: list[Note] = []
        diagnostics: dict[str, Diagnostic] = {}
        first, periods = timed.first_treated, np.array(timed.periods)
        for one in comparisons.treated_cases(Y, first, periods, window):
            found = comparisons.fit(Y, one, "synthetic-control")
            keys = unit_keys(timed, one)
            same = comparisons.placebo_cases(Y, first, periods, [one.start], window)
            ratios = np.abs(fitted(Y, same, "synthetic-control").ratio)
            estimates.append(_effect(measured, keys, found, ratios))
            estimates += _gaps(measured, keys, timed, one, found)
            without = _without(Y, one, found)
            where = f"{measured.outcome} {keys['unit']} ({keys['first_treated']})"
            diagnostics |= {
                f"rmspe {where}": found.rmspe,
                f"donors {where}": _donors(timed, one, found),
                f"leave_one_out_low {where}": float(without.min()),
                f"leave_one_out_high {where}": float(without.max()),
            }
            notes += _fit_note(measured, keys, found, Y[one.unit, one.columns[: one.T0]])
        return Found(estimates=estimates, notes=notes, diagnostics=diagnostics)

    choice = Choice(outcome=outcome, event=event, log=log, per=per)
    answer = design(panel, choice, fit, level=level, closing=(Note(code="chosen-place-and-date"),))
    if isinstance(answer, Refusal) or answer.estimates:
        return answer
    treated = int(np.isfinite(panel.at(event).first_treated).sum())
    return Refusal(
        code="too-few-donors",
        facts={
            "least_donors": comparisons.MIN_DONORS,
            "least_periods": comparisons.MIN_PERIODS,
            "treated": int(treated),
            "units": len(panel.units),
            "periods": len(panel.periods),
        },
    )


def _effect(measured: Measured, keys: UnitKeys, found: Fit, ratios: Array) -> Estimate:
    enough = len(ratios) >= MIN_PLACEBOS
    margin = reach(ratios, measured.level) * found.rmspe if enough else math.inf
    return measured.estimate(
        EFFECT_ON_UNIT,
        (found.effect, found.effect - margin, found.effect + margin),
        n=len(ratios),
        p_value=rank(abs(found.effect) / max(found.rmspe, 1e-9), ratios) if enough else None,
        keys=keys,
        basis=replace(AMONG_PLACEBOS, draws=len(ratios)),
    )


def _gaps(
    measured: Measured, keys: UnitKeys, panel: Panel, one: Case, found: Fit
) -> list[Estimate]:
    return [
        measured.estimate(
            GAP_OF_UNIT,
            (float(gap), math.nan, math.nan),
            n=1,
            keys={**keys, "period": int(panel.periods[column])},
            basis=FIXED,
        )
        for column, gap in zip(one.columns, found.gap, strict=True)
    ]


def _without(Y: Array, one: Case, found: Fit) -> Array:
    """The effect without each donor that carries weight."""
    treated, donors = Y[one.unit, one.columns], Y[np.ix_(one.donors, one.columns)]
    return np.array(
        [
            synthetic_control(treated, np.delete(donors, d, axis=0), one.T0).effect
            for d in np.flatnonzero(found.omega > 0.01)
        ]
        or [found.effect]
    )


def _donors(panel: Panel, one: Case, found: Fit) -> str:
    order = np.argsort(-found.omega)[:LISTED_DONORS]
    return "; ".join(
        f"{panel.units[one.donors[d]]} {found.omega[d]:.2f}" for d in order if found.omega[d] > 0.01
    )


def _fit_note(measured: Measured, keys: UnitKeys, found: Fit, before: Array) -> tuple[Note, ...]:
    if found.rmspe <= POOR_FIT * float(before.std()):
        return ()
    return (Note(code="poor-fit", facts={"outcome": measured.outcome, **keys}),)


METHOD = Method(
    name="synthetic-control",
    needs=Needs(noun="panel"),
    run=run,
    quantities=(EFFECT_ON_UNIT, GAP_OF_UNIT),
    basis=AMONG_PLACEBOS,
    refuses_when="a treated unit has fewer than five donors or five periods before",
    assumptions=(
        "the mix that tracked the place before would have tracked it after",
        "the intervention did not change the places in the mix",
        "recording did not change with the intervention",
    ),
    overturned_by=(
        "places without an intervention that depart as far",
        "a single donor that carries the gap (leave-one-out)",
        "a poor fit before the date",
    ),
    cannot_say=("which part of several simultaneous changes moved the outcome",),
    reference="Abadie, Diamond & Hainmueller (2010, JASA 105:493–505; 2015, AJPS 59:495–510)",
)
