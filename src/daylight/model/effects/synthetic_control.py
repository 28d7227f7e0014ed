"""One treated place against a weighted mix of others that tracked it before."""

import math

import numpy as np

from daylight.data.panel import Panel
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.effects import comparisons
from daylight.model.effects.comparisons import Case, Window
from daylight.model.effects.effect import ask, limits, told
from daylight.model.effects.placebo import FEWEST_PLACEBOS, fitted, rank, reach
from daylight.model.effects.synthetic import Fit, synthetic_control
from daylight.model.method import Method, Needs

POOR_FIT = 0.25
"""Pre-period error, as a share of the unit's own spread, above which the mix does not track it."""

LISTED_DONORS = 5


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
    asked = ask(METHOD.name, panel, outcome=outcome, event=event, log=log, per=per)
    if isinstance(asked, Refusal):
        return asked
    panel, periods = asked.panel, np.array(panel.periods)
    window = Window(before=before, after=after)
    estimates: list[Estimate] = []
    notes: list[Note] = []
    diagnostics: dict[str, float | int | str | bool | None] = {}
    for name, Y in asked.outcomes.items():
        for one in comparisons.treated_cases(Y, panel.first_treated, periods, window):
            found = comparisons.fit(Y, one, "synthetic-control")
            stratum = f"{panel.units[one.unit]} ({panel.periods[one.start]})"
            same = comparisons.placebo_cases(Y, panel.first_treated, periods, [one.start], window)
            ratios = np.abs(fitted(Y, same, "synthetic-control").ratio)
            estimates.append(_told(name, stratum, found, ratios, level=level, log=log))
            estimates += _gaps(name, stratum, panel, one, found, level=level, log=log)
            without = _without(Y, one, found)
            diagnostics |= {
                f"rmspe {name} {stratum}": found.rmspe,
                f"donors {name} {stratum}": _donors(panel, one, found),
                f"leave_one_out_low {name} {stratum}": float(without.min()),
                f"leave_one_out_high {name} {stratum}": float(without.max()),
            }
            notes += _fit_note(name, stratum, found, Y[one.unit, one.columns[: one.T0]])
    if not estimates:
        return _refuse(panel)
    return Result(
        method=METHOD.name,
        estimates=tuple(estimates),
        level=level,
        diagnostics=diagnostics,
        notes=(*dict.fromkeys(notes), *limits(panel, panel.periods), _CHOSEN),
        provenance=panel.provenance,
    )


def _told(
    name: str, stratum: str, found: Fit, ratios: Array, *, level: float, log: bool
) -> Estimate:
    enough = len(ratios) >= FEWEST_PLACEBOS
    half = reach(ratios, level) * found.rmspe if enough else math.inf
    return told(
        "effect_on_unit",
        name,
        (found.effect, found.effect - half, found.effect + half),
        n=len(ratios),
        level=level,
        log=log,
        p_value=rank(abs(found.effect) / max(found.rmspe, 1e-9), ratios) if enough else None,
        stratum=stratum,
    )


def _gaps(
    name: str, stratum: str, panel: Panel, one: Case, found: Fit, *, level: float, log: bool
) -> list[Estimate]:
    return [
        told(
            "gap",
            name,
            (float(gap), math.nan, math.nan),
            n=1,
            level=level,
            log=log,
            stratum=f"{stratum}, {panel.periods[column]}",
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


def _fit_note(name: str, stratum: str, found: Fit, before: Array) -> tuple[Note, ...]:
    if found.rmspe <= POOR_FIT * float(before.std()):
        return ()
    text = f"No mix of other places tracked {name} of {stratum} well before the date."
    return (Note(code="poor-fit", text=text),)


def _refuse(panel: Panel) -> Refusal:
    treated = int(np.isfinite(panel.first_treated).sum())
    return Refusal(
        method=METHOD.name,
        reason="no treated unit has enough donors and earlier periods",
        needed=f"{comparisons.FEWEST_DONORS} donors, {comparisons.FEWEST_PERIODS} periods before",
        found=f"{treated} treated of {len(panel.units)} units, {len(panel.periods)} periods",
        provenance=panel.provenance,
    )


_CHOSEN = Note(
    code="chosen-timing",
    text=(
        "The place and the date were not drawn by lot. The gap is what moved with the "
        "intervention, and with whatever led to it."
    ),
)

METHOD = Method(
    name="synthetic-control",
    needs=Needs(noun="panel"),
    run=run,
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
