"""Effects by time since treatment, before and after, and what earlier movements put in doubt."""

import math

import numpy as np
import numpy.typing as npt
from scipy import stats

from daylight.data.panel import Panel
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.effects import group_time, honest
from daylight.model.effects.effect import ask, effect, few_treated, limits, told
from daylight.model.effects.group_time import Average, Cells, Control, Design
from daylight.model.effects.honest import Path
from daylight.model.method import Method, Needs

REFERENCE_EVENT = -1


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
    before, or bend by `bend` a period.
    Refuses: fewer than two treated units, or no earlier period besides the reference.
    Reference: Callaway & Sant'Anna (2021), eq. 3.4; Rambachan & Roth (2023).
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
            base="universal",
        )
        found = group_time.cells(design)
        events, weights = _weights(found, before, after)
        averaged = group_time.average(design, found, weights)
        if averaged.units < 2 or not (events >= 0).any() or not (events < 0).any():
            return _refuse(panel, averaged.units, events)
        df = averaged.units - 1
        path = Path(
            events=events,
            beta=averaged.value,
            covariance=averaged.covariance,
            quantile=float(stats.t.ppf(0.5 + level / 2, df)),
        )
        estimates += _by_event(name, path, averaged, level=level, log=log)
        estimates += _average(name, path, averaged, level=level, log=log)
        estimates += _honest(name, path, averaged, magnitudes, bend, level=level, log=log)
        early = _early(path, df)
        diagnostics |= {
            f"earlier_movement_p_{name}": early,
            f"breakdown_{name}": honest.breakdown(path),
            f"treated_units_{name}": averaged.units,
        }
        notes += [*_moved_early(name, early), *few_treated(averaged.units)]
    return Result(
        method=METHOD.name,
        estimates=tuple(estimates),
        level=level,
        diagnostics=diagnostics,
        notes=(*dict.fromkeys(notes), *limits(panel, panel.periods), _POWER),
        provenance=panel.provenance,
    )


def _weights(found: Cells, before: int, after: int) -> tuple[npt.NDArray[np.int64], Array]:
    """The event times with cells, and each one's weights by treated units."""
    asked = [e for e in range(-before, after) if e != REFERENCE_EVENT]
    columns = {e: np.where(found.event == e, found.treated, 0).astype(np.float64) for e in asked}
    kept = {e: w / w.sum() for e, w in columns.items() if w.sum() > 0}
    if not kept:
        return np.zeros(0, dtype=np.int64), np.zeros((len(found.g), 0))
    return np.array(list(kept), dtype=np.int64), np.stack(list(kept.values()), axis=1)


def _by_event(
    name: str, path: Path, averaged: Average, *, level: float, log: bool
) -> list[Estimate]:
    errors = np.sqrt(np.diag(path.covariance))
    return [
        effect(
            "effect_at_event_time",
            name,
            float(value),
            float(error),
            n=averaged.units,
            level=level,
            log=log,
            df=averaged.units - 1,
            stratum=f"{e:+d}",
        )
        for e, value, error in zip(path.events, path.beta, errors, strict=True)
    ]


def _average(
    name: str, path: Path, averaged: Average, *, level: float, log: bool
) -> list[Estimate]:
    error = math.sqrt(path.target @ path.covariance @ path.target)
    value = float(path.target @ path.beta)
    return [
        effect(
            "average_effect",
            name,
            value,
            error,
            n=averaged.units,
            level=level,
            log=log,
            df=averaged.units - 1,
        )
    ]


def _honest(
    name: str,
    path: Path,
    averaged: Average,
    magnitudes: tuple[float, ...],
    bend: float,
    *,
    level: float,
    log: bool,
) -> list[Estimate]:
    value = float(path.target @ path.beta)
    bounds = [
        ((value, *honest.relative_magnitude(path, M)), f"trends differ up to {M:g} × as before")
        for M in magnitudes
    ]
    bounds.append((honest.smoothness(path, bend, level), f"trend carried on, bend up to {bend:g}"))
    return [
        told("bounded_effect", name, three, n=averaged.units, level=level, log=log, stratum=stratum)
        for three, stratum in bounds
    ]


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
        text = f"Too few treated units to test whether {name} moved apart before the start."
        return (Note(code="no-pre-trend-test", text=text),)
    if early >= 0.05:
        return ()
    text = (
        f"{name} of treated and comparison units moved apart before the start (p = {early:.3f}); "
        "the comparison is in doubt."
    )
    return (Note(code="moved-before", text=text),)


def _refuse(panel: Panel, treated: int, events: npt.NDArray[np.int64]) -> Refusal:
    return Refusal(
        method=METHOD.name,
        reason="too few treated units, or no periods before and after",
        needed="2 treated units with a comparison, an earlier and a later period",
        found=f"{treated} treated units; event times {', '.join(f'{e:+d}' for e in events)}",
        provenance=panel.provenance,
    )


_POWER = Note(
    code="quiet-before-is-not-proof",
    text=(
        "Finding no earlier movement does not show that trends were parallel: the test misses "
        "movements smaller than its intervals. The bounds say how much movement it would take."
    ),
)

METHOD = Method(
    name="event-study",
    needs=Needs(noun="panel"),
    run=run,
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
