"""Designs over time: the outcomes of a panel that a method reads, and effects with intervals."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from daylight.data.estimate import Basis, BasisKind
from daylight.data.panel import Panel
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Diagnostic, Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.effects.far_off import blanked, far_off
from daylight.model.intervals import t_quantile, two_sided_t

FEW_TREATED = 10
"""Treated units below which the normal theory of these designs is known to be optimistic
(Conley & Taber 2011; Ferman & Pinto 2019 simulate 1 to 10)."""

POWERLESS = 3
"""Treated units up to which a t interval on one or two degrees of freedom finds next to nothing."""

UnitKeys = dict[str, str | int]
"""One treated unit: `unit`, and `first_treated`, the period its treatment began."""

UNTREATED = "had it not happened"

BY_UNIT = Basis(kind=BasisKind.CLUSTERED, key="unit")
"""The basis of designs whose errors are those of units, each with all its periods."""

AMONG_PLACEBOS = Basis(kind=BasisKind.RESAMPLED, key="unit")
"""The basis of designs that rank a unit among units without the intervention."""

AVERAGE_EFFECT = Quantity(
    name="average_effect",
    scale=Scale.CHANGE,
    about=About.AGENCY,
    unit="treated units",
    keys=("outcome",),
)
EFFECT_AT_EVENT_TIME = Quantity(
    name="effect_at_event_time",
    scale=Scale.CHANGE,
    about=About.PERIOD,
    unit="treated units",
    keys=("outcome", "event_time"),
)
EFFECT_ON_UNIT = Quantity(
    name="effect_on_unit",
    scale=Scale.CHANGE,
    about=About.UNIT,
    unit="placebo places at the same date",
    keys=("outcome", "unit", "first_treated"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which outcome and event of a panel are asked about, and how the outcome is measured.

    Parameters
    ----------
    outcome, event
        Names; None means all outcomes, and the panel's only event.
    log
        Effects on the logarithm, told as ratios: 1.05 is 5 % more.
    per
        An outcome with an exposure becomes a rate per so much of it.
    """

    outcome: str | None = None
    event: str | None = None
    log: bool = False
    per: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One outcome as it is asked about: what all estimates of it share."""

    outcome: str
    level: float
    log: bool = False

    def estimate(
        self, quantity: Quantity, bounds: tuple[float, float, float], *, n: int, **about: Any
    ) -> Estimate:
        """A change from its value and bounds; with `log` they are told as ratios."""
        value, low, high = (math.exp(v) for v in bounds) if self.log else bounds
        keys = {"outcome": self.outcome, **about.pop("keys", {})}
        return Estimate(
            quantity=replace(quantity, scale=Scale.RATIO) if self.log else quantity,
            value=value,
            low=low,
            high=high,
            n=n,
            keys=keys,
            compared_with=UNTREATED,
            **about,
        )

    def effect(
        self,
        quantity: Quantity,
        value: float,
        se: float,
        *,
        df: float = math.inf,
        **about: Any,
    ) -> Estimate:
        """A change with the interval and p-value of a t (or normal) distribution."""
        margin = t_quantile(self.level, df) * se
        p = two_sided_t(value / se, df) if se > 0 else None
        bounds = (value, value - margin, value + margin)
        if not math.isinf(df):
            about = {"basis": replace(BY_UNIT, df=float(df))} | about
        return self.estimate(quantity, bounds, p_value=p, **about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a design finds for one outcome."""

    estimates: list[Estimate]
    notes: Sequence[Note] = ()
    diagnostics: Mapping[str, Diagnostic] = field(default_factory=dict)


Fit = Callable[[Panel, Measured, Array], Found | Refusal]


def design(
    panel: Panel, choice: Choice, fit: Fit, *, level: float, closing: tuple[Note, ...] = ()
) -> Outcome:
    """Fit every outcome asked about: the head and foot of all designs over time.

    Parameters
    ----------
    fit
        Finds the estimates of one outcome, its (U, T) values given, or refuses.
    closing
        Notes that stand beside every answer of the method.
    """
    asked = ask(panel, choice)
    if isinstance(asked, Refusal):
        return asked
    estimates: list[Estimate] = []
    notes: list[Note] = []
    diagnostics: dict[str, Diagnostic] = {}
    for name, values in asked.outcomes.items():
        measured = Measured(outcome=name, level=level, log=choice.log)
        found = fit(asked.panel, measured, values)
        if isinstance(found, Refusal):
            return found
        estimates += found.estimates
        notes += found.notes
        diagnostics |= found.diagnostics
    # Every outcome is answered before any is asked again, so that draws do not depend on it.
    for name, values in asked.outcomes.items():
        measured = Measured(outcome=name, level=level, log=choice.log)
        notes += _without_far_off(asked.panel, measured, values, fit)
    notes += [*limits(asked.panel, asked.panel.periods), *closing]
    return Result(
        estimates=tuple(estimates),
        diagnostics=diagnostics,
        notes=tuple(dict.fromkeys(notes)),
    )


def _without_far_off(panel: Panel, measured: Measured, values: Array, fit: Fit) -> tuple[Note, ...]:
    """What the average, or else the first answer, becomes without periods far off."""
    cells = far_off(rate(panel, measured.outcome))
    if not cells:
        return ()
    again = replace(measured, outcome=f"{measured.outcome}{WITHOUT}")
    outcomes = {again.outcome: blanked(panel.outcomes[measured.outcome], cells)}
    against = panel.exposure.get(measured.outcome)
    exposure = {} if against is None else {again.outcome: against}
    other = replace(panel, outcomes=outcomes, exposure=exposure)
    found = fit(other, again, blanked(values, cells))
    facts: dict[str, Any] = {
        "outcome": measured.outcome,
        "units": tuple(panel.units[c.unit] for c in cells),
        "periods": tuple(str(panel.periods[c.period]) for c in cells),
        "factors": tuple(one.factor for one in cells),
    }
    if isinstance(found, Found) and found.estimates:
        averages = [e for e in found.estimates if e.name == AVERAGE_EFFECT.name]
        first = (averages or found.estimates)[0]
        facts |= {"value": first.value, "low": first.low, "high": first.high}
        facts["is_ratio"] = first.scale is Scale.RATIO
    return (Note(code="far-off", facts=facts),)


WITHOUT = " without periods far off"
"""Ends the name under which an outcome is asked about again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A panel with treatment at the event asked about, and the outcomes as (U, T) rates.

    `outcomes` holds logarithms where the study asks for relative change.
    """

    panel: Panel
    outcomes: dict[str, Array]


def ask(panel: Panel, choice: Choice) -> Asked | Refusal:
    """The outcomes a method will read, or why it cannot read them.

    An outcome with an exposure becomes a rate per `per` of it; no outcome named means all.
    """

    outcome, event = choice.outcome, choice.event
    if outcome is not None and outcome not in panel.outcomes:
        return Refusal(
            code="no-such-outcome", facts={"asked": outcome, "there": tuple(panel.outcomes)}
        )
    if event is not None and event not in panel.events:
        return Refusal(code="no-such-event", facts={"asked": event, "there": tuple(panel.events)})
    timed = panel.at(event)
    if not np.isfinite(timed.first_treated).any():
        return Refusal(code="nobody-treated", facts={"units": len(panel.units)})
    outcomes = {
        name: rate(panel, name, per=choice.per)
        for name in panel.outcomes
        if outcome in (None, name)
    }
    for name, values in outcomes.items() if choice.log else ():
        if (values <= 0).any():
            return Refusal(
                code="zeros-without-logarithm",
                facts={"outcome": name, "values": int((values <= 0).sum())},
            )
        outcomes[name] = np.log(values)
    return Asked(panel=timed, outcomes=outcomes)


def rate(panel: Panel, outcome: str, *, per: float = 1.0) -> Array:
    """(U, T) an outcome against its exposure, times `per`; as it is where it has none."""
    values = panel.outcomes[outcome]
    if outcome not in panel.exposure:
        return values
    exposure = panel.exposure[outcome]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(exposure > 0, values / exposure * per, np.nan)


def few_treated(count: int) -> tuple[Note, ...]:
    """The note that belongs beside an interval resting on few treated units."""
    return () if count >= FEW_TREATED else (Note(code="few-treated", facts={"units": count}),)


def no_power(count: int, level: float) -> tuple[Note, ...]:
    """The note beside a t interval from so few units that next to nothing can be found."""
    if not 1 < count <= POWERLESS:
        return ()
    longer = t_quantile(level, count - 1) / t_quantile(level, math.inf)
    return (Note(code="no-power", facts={"units": count, "longer": longer}),)


def limits(panel: Panel, periods: Sequence[int]) -> tuple[Note, ...]:
    """A note for every declared break within the periods compared, and for unchecked dates."""
    treated = {u for u, g in zip(panel.units, panel.first_treated, strict=True) if np.isfinite(g)}
    unchecked = tuple(unit for unit in panel.unverified if unit in treated)
    notes = tuple(
        Note(code="break", facts={"period": period, "reason": reason})
        for period, reason in sorted(panel.breaks.items())
        if min(periods) < period <= max(periods)
    )
    if unchecked:
        notes += (Note(code="unverified-dates", facts={"units": unchecked}),)
    return notes
