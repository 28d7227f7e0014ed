"""How often places and dates where nothing began show as large a change."""

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from daylight.data.estimate import FIXED
from daylight.data.facts.effects import LeaveOneOut
from daylight.data.panel import Panel
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal
from daylight.model.arrays import Array
from daylight.model.draws import MOST, is_sure
from daylight.model.effects import comparisons
from daylight.model.effects.comparisons import Case, Window
from daylight.model.effects.effect import (
    AMONG_PLACEBOS,
    AVERAGE_EFFECT,
    EFFECT_ON_UNIT,
    Choice,
    Found,
    Measured,
    UnitKeys,
    design,
    few_treated,
)
from daylight.model.effects.ranking import MIN_PLACEBOS, NOISE, rank, reach
from daylight.model.method import Method, Needs

Estimator = Literal["synthetic-did", "synthetic-control", "difference"]


GAP = Quantity(
    name="gap",
    scale=Scale.CHANGE,
    about=About.PERIOD,
    unit="treated units",
    keys=("outcome", "event_time"),
)
PLACEBO_GAP = replace(GAP, name="placebo_gap")
PLACEBOS_AS_LARGE = Quantity(
    name="placebos_as_large",
    scale=Scale.PROPORTION,
    about=About.UNIT,
    unit="placebo places at all dates",
    keys=("outcome", "unit", "first_treated"),
)
UNITS_BEYOND = Quantity(
    name="units_beyond_placebos",
    scale=Scale.COUNT,
    about=About.AGENCY,
    unit="treated units",
    keys=("outcome",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceboFits:
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
        """(C,) effects in units of how badly each comparison fitted before the date.

        A fit without error cannot be divided by: its error is taken to be a rounding error.
        """
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
    ranked among averages of `draws` places drawn at the same dates, and more where hardly any
    average is as large.
    Refuses: no treated unit with a comparison and 19 placebo places at its date.
    Reference: Abadie, Diamond & Hainmueller (2010); Conley & Taber (2011); the estimators of
    Arkhangelsky et al. (2021).
    """
    window = Window(before=before, after=after)
    rng = np.random.default_rng(seed)
    low: dict[str, float] = {}
    high: dict[str, float] = {}

    def fit(timed: Panel, measured: Measured, Y: Array) -> Found | Refusal:
        name, periods = measured.outcome, np.array(timed.periods)
        found, placebos = _all(Y, timed.first_treated, periods, window, estimator)
        treated = _comparable(found, placebos)
        if not treated.cases:
            return Refusal(
                code="no-placebos",
                facts={
                    "outcome": name,
                    "least": MIN_PLACEBOS,
                    "treated": len(found.cases),
                    "placebos": max(
                        (int((placebos.start == at).sum()) for at in found.start), default=0
                    ),
                },
            )
        drawn = _drawn(treated, placebos, draws, rng)
        units = _units(measured, timed, treated, placebos)
        left_out = _leave_one_out(treated.effect)
        low[name], high[name] = float(left_out.min()), float(left_out.max())
        return Found(
            estimates=[
                _pooled(measured, treated, placebos.effect[drawn].mean(axis=1)),
                _beyond(measured, units),
                *units,
                *_path(measured, treated, placebos, drawn),
            ],
            notes=[*_left_out(name, timed, treated), *few_treated(len(treated.cases))],
            diagnostics={
                "estimator": estimator,
                "before": before,
                "after": after,
                f"treated_units_{name}": len(treated.cases),
                f"placebos_{name}": len(placebos.cases),
                f"leave_one_out_low_{name}": low[name],
                f"leave_one_out_high_{name}": high[name],
            },
        )

    choice = Choice(outcome=outcome, event=event, log=log, per=per)
    answer = design(panel, choice, fit, level=level, closing=(Note(code="chosen-timing"),))
    facts = LeaveOneOut(low=low, high=high)
    return answer if isinstance(answer, Refusal) else replace(answer, facts=facts)


def fitted(Y: Array, cases: list[Case], estimator: Estimator) -> PlaceboFits:
    """Fit every case."""
    length = Y.shape[1]
    effect, rmspe = np.zeros(len(cases)), np.zeros(len(cases))
    gaps = np.full((len(cases), 2 * length), np.nan)
    for c, one in enumerate(cases):
        found = comparisons.fit(Y, one, estimator)
        effect[c], rmspe[c] = found.effect, found.rmspe
        gaps[c] = comparisons.path(one, found, length)
    return PlaceboFits(cases=cases, effect=effect, rmspe=rmspe, gaps=gaps)


def _all(
    Y: Array, first: Array, periods: Array, window: Window, estimator: Estimator
) -> tuple[PlaceboFits, PlaceboFits]:
    treated = comparisons.treated_cases(Y, first, periods, window)
    placebos = comparisons.placebo_cases(Y, first, periods, list(range(len(periods))), window)
    return fitted(Y, treated, estimator), fitted(Y, placebos, estimator)


def _comparable(treated: PlaceboFits, placebos: PlaceboFits) -> PlaceboFits:
    """The treated cases with enough placebo places at their own date."""
    at = placebos.start
    enough = [int((at == start).sum()) >= MIN_PLACEBOS for start in treated.start]
    kept = np.flatnonzero(enough)
    return PlaceboFits(
        cases=[treated.cases[c] for c in kept],
        effect=treated.effect[kept],
        rmspe=treated.rmspe[kept],
        gaps=treated.gaps[kept],
    )


def _drawn(
    treated: PlaceboFits, placebos: PlaceboFits, draws: int, rng: np.random.Generator
) -> npt.NDArray[np.intp]:
    """(draws, treated) placebo cases: for each treated unit another place at the same date.

    With one treated unit there is nothing to draw: every place at the date is taken once.
    """
    same = [np.flatnonzero(placebos.start == start) for start in treated.start]
    if len(same) == 1:
        return same[0][:, None]

    def draw(count: int) -> npt.NDArray[np.intp]:
        return np.stack([rng.choice(places, size=count) for places in same], axis=1)

    drawn = draw(draws)
    sizes = np.abs(placebos.effect[drawn].mean(axis=1))
    if is_sure(sizes, abs(float(treated.effect.mean()))) or draws >= MOST:
        return drawn
    return np.concatenate([drawn, draw(MOST - draws)])


def _pooled(measured: Measured, treated: PlaceboFits, means: Array) -> Estimate:
    """The average effect; `means` are the (draws,) averages of placebos at the same dates."""
    value = float(treated.effect.mean())
    return measured.estimate(
        AVERAGE_EFFECT,
        _shifted(value, means, measured.level),
        n=len(treated.cases),
        p_value=rank(abs(value), np.abs(means)),
        basis=replace(AMONG_PLACEBOS, draws=len(means)),
    )


def unit_keys(panel: Panel, one: Case) -> UnitKeys:
    """The keys of one treated unit: its name and the period its treatment began."""
    return {"unit": panel.units[one.unit], "first_treated": int(panel.periods[one.start])}


def _units(
    measured: Measured, panel: Panel, treated: PlaceboFits, placebos: PlaceboFits
) -> list[Estimate]:
    """Each treated unit against placebo places at its date, and against all dates."""
    found = []
    for c, one in enumerate(treated.cases):
        same = np.abs(placebos.ratio[placebos.start == one.start])
        keys = unit_keys(panel, one)
        value, ratio = float(treated.effect[c]), float(abs(treated.ratio[c]))
        margin = reach(same, measured.level) * float(treated.rmspe[c])
        found.append(
            measured.estimate(
                EFFECT_ON_UNIT,
                (value, value - margin, value + margin),
                n=len(same),
                p_value=rank(ratio, same),
                keys=keys,
            )
        )
        found.append(
            Estimate(
                quantity=PLACEBOS_AS_LARGE,
                keys={"outcome": measured.outcome, **keys},
                value=float((np.abs(placebos.ratio) >= ratio).mean()),
                low=math.nan,
                high=math.nan,
                n=len(placebos.cases),
                basis=FIXED,
            )
        )
    return found


def _beyond(measured: Measured, units: list[Estimate]) -> Estimate:
    """How many treated units departed further than placebo places do with chance 1 − level."""
    p_values = [unit.p_value for unit in units if unit.p_value is not None]
    return Estimate(
        quantity=UNITS_BEYOND,
        keys={"outcome": measured.outcome},
        value=float(sum(1 for p in p_values if p <= 1 - measured.level)),
        low=math.nan,
        high=math.nan,
        n=len(p_values),
        basis=FIXED,
    )


def _path(
    measured: Measured, treated: PlaceboFits, placebos: PlaceboFits, drawn: npt.NDArray[np.intp]
) -> list[Estimate]:
    """The average gap by time since the date, beside the band that placebos draw."""
    length, level = treated.gaps.shape[1] // 2, measured.level
    found = []
    for column in np.flatnonzero(np.isfinite(treated.gaps).any(axis=0)):
        own = treated.gaps[:, column]
        seen = np.isfinite(own)
        means = _finite_mean(placebos.gaps[:, column][drawn[:, seen]])
        if not len(means):
            continue
        value, keys = float(own[seen].mean()), {"event_time": int(column) - length}
        low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
        middle = float(np.median(means))
        for quantity, bounds in (
            (GAP, _shifted(value, means, level)),
            (PLACEBO_GAP, (middle, float(low), float(high))),
        ):
            found.append(measured.estimate(quantity, bounds, n=int(seen.sum()), keys=keys))
    return found


def _shifted(value: float, means: Array, level: float) -> tuple[float, float, float]:
    """Effects that, taken off the treated units, would leave an ordinary average."""
    margin = reach(np.abs(means), level)
    return value, value - margin, value + margin


def _finite_mean(values: Array) -> Array:
    whole = np.isfinite(values).all(axis=1)
    return np.asarray(values[whole].mean(axis=1))


def _leave_one_out(effect: Array) -> Array:
    """The average without each unit in turn; the average itself where there is one unit."""
    n = len(effect)
    return effect if n == 1 else (effect.sum() - effect) / (n - 1)


def _left_out(name: str, panel: Panel, treated: PlaceboFits) -> tuple[Note, ...]:
    used = {one.unit for one in treated.cases}
    absent = tuple(
        panel.units[i] for i in np.flatnonzero(np.isfinite(panel.first_treated)) if i not in used
    )
    return (Note(code="no-placebos", facts={"outcome": name, "units": absent}),) if absent else ()


METHOD = Method(
    name="placebo",
    needs=Needs(noun="panel"),
    run=run,
    quantities=(
        AVERAGE_EFFECT,
        UNITS_BEYOND,
        EFFECT_ON_UNIT,
        PLACEBOS_AS_LARGE,
        GAP,
        PLACEBO_GAP,
    ),
    basis=AMONG_PLACEBOS,
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
