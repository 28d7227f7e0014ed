"""How often places and dates where nothing began show as large a change."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from daylight.data.panel import Panel
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array
from daylight.model.effects import comparisons
from daylight.model.effects.comparisons import Case, Window
from daylight.model.effects.effect import ask, few_treated, limits, told
from daylight.model.method import Method, Needs

Estimator = Literal["synthetic-did", "synthetic-control", "difference"]

FEWEST_PLACEBOS = 19
"""With fewer, not even the largest change of all has a p-value of 0.05."""

NOISE = 1e-9
"""Relative error below which a pre-period fit is called perfect and cannot be divided by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Cases with what was found: (C,) effects and pre-period errors, (C, 2L) gaps by event time."""

    cases: list[Case]
    effect: Array
    rmspe: Array
    gaps: Array

    @property
    def start(self) -> npt.NDArray[np.int64]:
        """(C,) column of each case's date."""
        return np.array([one.start for one in self.cases], dtype=np.int64)

    @property
    def ratio(self) -> Array:
        """(C,) effects in units of how badly each comparison fitted before the date."""
        return np.asarray(self.effect / np.maximum(self.rmspe, NOISE))


def run(
    panel: Panel,
    *,
    level: float = 0.95,
    seed: int = 20170101,
    outcome: str | None = None,
    event: str | None = None,
    log: bool = False,
    per: float = 1.0,
    estimator: Estimator = "synthetic-did",
    before: int | None = 15,
    after: int | None = 5,
    draws: int = 2000,
) -> Outcome:
    """Effects agency by agency and pooled, against placebo places and dates.

    Estimand: the mean change after the date against a weighted comparison, for each treated unit
    and on average over them.
    Method: the same comparison is made for every untreated unit at every date. A unit's change,
    over its pre-period error, is ranked among placebo places at its own date; the average is
    ranked among averages of places drawn at the same dates.
    Refuses: no treated unit with a comparison and 19 placebo places at its date.
    Reference: Abadie, Diamond & Hainmueller (2010); Conley & Taber (2011); the estimators of
    Arkhangelsky et al. (2021).
    """
    asked = ask(METHOD.name, panel, outcome=outcome, event=event, log=log, per=per)
    if isinstance(asked, Refusal):
        return asked
    panel, periods = asked.panel, np.array(panel.periods)
    window = Window(before=before, after=after)
    rng = np.random.default_rng(seed)
    estimates: list[Estimate] = []
    diagnostics: dict[str, float | int | str | bool | None] = {
        "estimator": estimator,
        "before": before,
        "after": after,
    }
    notes: list[Note] = []
    for name, Y in asked.outcomes.items():
        found, placebos = _all(Y, panel.first_treated, periods, window, estimator)
        treated = _comparable(found, placebos)
        if not treated.cases:
            return _refuse(panel, name, found, placebos)
        drawn = _drawn(treated, placebos, draws, rng)
        means = placebos.effect[drawn].mean(axis=1)
        estimates.append(_pooled(name, treated, means, level=level, log=log))
        units = _units(name, panel, treated, placebos, level=level, log=log)
        estimates += [_beyond(name, units, level), *units]
        estimates += _path(name, treated, placebos, drawn, level=level, log=log)
        left_out = _leave_one_out(treated.effect)
        diagnostics |= {
            f"treated_units_{name}": len(treated.cases),
            f"placebos_{name}": len(placebos.cases),
            f"leave_one_out_low_{name}": float(left_out.min()),
            f"leave_one_out_high_{name}": float(left_out.max()),
        }
        notes += [*_left_out(name, panel, treated), *few_treated(len(treated.cases))]
    notes += [*limits(panel, panel.periods), _TIMING]
    return Result(
        method=METHOD.name,
        estimates=tuple(estimates),
        level=level,
        seed=seed,
        diagnostics=diagnostics,
        notes=tuple(dict.fromkeys(notes)),
        provenance=panel.provenance,
    )


def fitted(Y: Array, cases: list[Case], estimator: Estimator) -> Fitted:
    """Fit every case."""
    length = Y.shape[1]
    effect, rmspe = np.zeros(len(cases)), np.zeros(len(cases))
    gaps = np.full((len(cases), 2 * length), np.nan)
    for c, one in enumerate(cases):
        found = comparisons.fit(Y, one, estimator)
        effect[c], rmspe[c] = found.effect, found.rmspe
        gaps[c] = comparisons.path(one, found, length)
    return Fitted(cases=cases, effect=effect, rmspe=rmspe, gaps=gaps)


def _all(
    Y: Array, first: Array, periods: Array, window: Window, estimator: Estimator
) -> tuple[Fitted, Fitted]:
    treated = comparisons.treated_cases(Y, first, periods, window)
    placebos = comparisons.placebo_cases(Y, first, periods, list(range(len(periods))), window)
    return fitted(Y, treated, estimator), fitted(Y, placebos, estimator)


def _comparable(treated: Fitted, placebos: Fitted) -> Fitted:
    """The treated cases with enough placebo places at their own date."""
    at = placebos.start
    enough = [int((at == start).sum()) >= FEWEST_PLACEBOS for start in treated.start]
    kept = np.flatnonzero(enough)
    return Fitted(
        cases=[treated.cases[c] for c in kept],
        effect=treated.effect[kept],
        rmspe=treated.rmspe[kept],
        gaps=treated.gaps[kept],
    )


def _drawn(
    treated: Fitted, placebos: Fitted, draws: int, rng: np.random.Generator
) -> npt.NDArray[np.intp]:
    """(draws, treated) placebo cases: for each treated unit another place at the same date.

    With one treated unit there is nothing to draw: every place at the date is taken once.
    """
    same = [np.flatnonzero(placebos.start == start) for start in treated.start]
    if len(same) == 1:
        return same[0][:, None]
    return np.stack([rng.choice(places, size=draws) for places in same], axis=1)


def _pooled(name: str, treated: Fitted, means: Array, *, level: float, log: bool) -> Estimate:
    """The average effect; `means` are the (draws,) averages of placebos at the same dates."""
    value = float(treated.effect.mean())
    return told(
        "average_effect",
        name,
        _shifted(value, means, level),
        n=len(treated.cases),
        level=level,
        log=log,
        p_value=rank(abs(value), np.abs(means)),
    )


def _units(
    name: str, panel: Panel, treated: Fitted, placebos: Fitted, *, level: float, log: bool
) -> list[Estimate]:
    """Each treated unit against placebo places at its date, and against all dates."""
    found = []
    for c, one in enumerate(treated.cases):
        same = np.abs(placebos.ratio[placebos.start == one.start])
        stratum = f"{panel.units[one.unit]} ({panel.periods[one.start]})"
        value, ratio = float(treated.effect[c]), float(abs(treated.ratio[c]))
        half = reach(same, level) * float(treated.rmspe[c])
        found.append(
            told(
                "effect_on_unit",
                name,
                (value, value - half, value + half),
                n=len(same),
                level=level,
                log=log,
                p_value=rank(ratio, same),
                stratum=stratum,
            )
        )
        found.append(
            untyped(
                name="placebos_as_large",
                group=name,
                value=float((np.abs(placebos.ratio) >= ratio).mean()),
                low=math.nan,
                high=math.nan,
                scale=Scale.PROPORTION,
                n=len(placebos.cases),
                level=level,
                stratum=stratum,
            )
        )
    return found


def _beyond(name: str, units: list[Estimate], level: float) -> Estimate:
    """How many treated units departed further than placebo places do with chance 1 − level."""
    judged = [unit for unit in units if unit.p_value is not None]
    far = sum(1 for unit in judged if unit.p_value is not None and unit.p_value <= 1 - level)
    return untyped(
        name="units_beyond_placebos",
        group=name,
        value=float(far),
        low=math.nan,
        high=math.nan,
        scale=Scale.COUNT,
        n=len(judged),
        level=level,
    )


def _path(
    name: str,
    treated: Fitted,
    placebos: Fitted,
    drawn: npt.NDArray[np.intp],
    *,
    level: float,
    log: bool,
) -> list[Estimate]:
    """The average gap by time since the date, beside the band that placebos draw."""
    length = treated.gaps.shape[1] // 2
    found = []
    for column in np.flatnonzero(np.isfinite(treated.gaps).any(axis=0)):
        own = treated.gaps[:, column]
        seen = np.isfinite(own)
        means = _finite_mean(placebos.gaps[:, column][drawn[:, seen]])
        if not len(means):
            continue
        value, stratum = float(own[seen].mean()), f"{column - length:+d}"
        low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
        middle = float(np.median(means))
        for quantity, bounds in (
            ("gap", _shifted(value, means, level)),
            ("placebo_gap", (middle, float(low), float(high))),
        ):
            found.append(
                told(
                    quantity, name, bounds, n=int(seen.sum()), level=level, log=log, stratum=stratum
                )
            )
    return found


def _shifted(value: float, means: Array, level: float) -> tuple[float, float, float]:
    """Effects that, taken off the treated units, would leave an ordinary average."""
    half = reach(np.abs(means), level)
    return value, value - half, value + half


def reach(sizes: Array, level: float) -> float:
    """The size beyond which fewer than 1 − level of the placebos lie, the observed one counted."""
    allowed = int((1 - level) * (len(sizes) + 1) + NOISE)
    return float(np.sort(sizes)[-allowed]) if allowed > 0 else math.inf


def _finite_mean(values: Array) -> Array:
    whole = np.isfinite(values).all(axis=1)
    return np.asarray(values[whole].mean(axis=1))


def rank(observed: float, placebos: Array) -> float:
    """Share of the placebos, the observed one among them, that are at least as large."""
    return float((1 + (placebos >= observed).sum()) / (1 + len(placebos)))


def _leave_one_out(effect: Array) -> Array:
    """The average without each unit in turn; the average itself where there is one unit."""
    n = len(effect)
    return effect if n == 1 else (effect.sum() - effect) / (n - 1)


def _left_out(name: str, panel: Panel, treated: Fitted) -> tuple[Note, ...]:
    used = {one.unit for one in treated.cases}
    absent = [
        panel.units[i] for i in np.flatnonzero(np.isfinite(panel.first_treated)) if i not in used
    ]
    if not absent:
        return ()
    text = f"No comparison for {name}, too few periods, donors or placebos: {'; '.join(absent)}."
    return (Note(code="units-left-out", text=text),)


def _refuse(panel: Panel, name: str, treated: Fitted, placebos: Fitted) -> Refusal:
    return Refusal(
        method=METHOD.name,
        reason=f"{name}: nothing to compare the treated units with",
        needed=f"a treated unit with a comparison and {FEWEST_PLACEBOS} placebos at its date",
        found=f"{len(treated.cases)} treated units, {len(placebos.cases)} placebos at all dates",
        provenance=panel.provenance,
    )


_TIMING = Note(
    code="chosen-timing",
    text=(
        "Nobody drew these places and dates by lot: they were chosen, often after events that "
        "themselves change crime and recording. Placebos show what is ordinary; they cannot tell "
        "the intervention from what led to it."
    ),
)

METHOD = Method(
    name="placebo",
    needs=Needs(noun="panel"),
    run=run,
    refuses_when="no treated unit has a comparison and 19 placebo places at its date",
    assumptions=(
        "without the intervention, treated units would have moved like their weighted comparison",
        "treated units are no more volatile than placebos once fit before the date is allowed for",
        "the intervention in one place does not change the others",
    ),
    overturned_by=(
        "one agency that carries the average (see leave-one-out)",
        "a change of recording at the same date",
        "another window or another estimator that turns the sign",
    ),
    cannot_say=(
        "whether the intervention, or the events that led to it, moved the outcome",
        "anything about agencies that report too little",
    ),
    reference=(
        "Abadie, Diamond & Hainmueller (2010); Conley & Taber (2011); Arkhangelsky et al. (2021)"
    ),
)
