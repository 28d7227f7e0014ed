"""One estimated effect with its interval, and which outcomes of a panel a method reads."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

from daylight.data.panel import Panel
from daylight.data.result import Estimate, Note, Refusal, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array

FEW_TREATED = 10
"""Treated units below which the normal theory of these designs is known to be optimistic
(Conley & Taber 2011; Ferman & Pinto 2019 simulate 1 to 10)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A panel with treatment at the event asked about, and the outcomes as (U, T) rates.

    `outcomes` holds logarithms where the study asks for relative change.
    """

    panel: Panel
    outcomes: dict[str, Array]


def ask(
    method: str,
    panel: Panel,
    *,
    outcome: str | None,
    event: str | None,
    log: bool = False,
    per: float = 1.0,
) -> Asked | Refusal:
    """The outcomes a method will read, or why it cannot read them.

    An outcome with an exposure becomes a rate per `per` of it; no outcome named means all.
    """

    def refuse(reason: str, needed: str, found: str) -> Refusal:
        return Refusal(
            method=method,
            reason=reason,
            needed=needed,
            found=found,
            provenance=panel.provenance,
        )

    if outcome is not None and outcome not in panel.outcomes:
        return refuse("no such outcome in the panel", outcome, ", ".join(panel.outcomes))
    if event is not None and event not in panel.events:
        return refuse("no such event in the panel", event, ", ".join(panel.events) or "none")
    timed = panel.at(event)
    if not np.isfinite(timed.first_treated).any():
        return refuse(
            "no unit was ever treated",
            "at least one unit with a first treated period",
            f"{len(panel.units)} untreated units",
        )
    outcomes = {
        name: rate(panel, name, per=per) for name in panel.outcomes if outcome in (None, name)
    }
    for name, values in outcomes.items() if log else ():
        if (values <= 0).any():
            return refuse(
                f"{name} holds zeros, which have no logarithm",
                "positive values, or the setting log = false",
                f"{int((values <= 0).sum())} values of zero or less",
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


def effect(
    name: str,
    outcome: str,
    value: float,
    standard_error: float,
    *,
    n: int,
    level: float,
    log: bool = False,
    df: float = math.inf,
    stratum: str = "all",
    missing_share: float | None = None,
) -> Estimate:
    """An effect with the interval and p-value of a t (or normal) distribution.

    With `log`, the effect on the logarithm is told as a ratio: 1.05 is 5 % more.
    """
    half = float(stats.t.ppf(0.5 + level / 2, df)) * standard_error
    p = float(2 * stats.t.sf(abs(value) / standard_error, df)) if standard_error > 0 else None
    return told(
        name,
        outcome,
        (value, value - half, value + half),
        n=n,
        level=level,
        log=log,
        p_value=p,
        stratum=stratum,
        missing_share=missing_share,
    )


def told(
    name: str,
    outcome: str,
    bounds: tuple[float, float, float],
    *,
    n: int,
    level: float,
    log: bool = False,
    p_value: float | None = None,
    stratum: str = "all",
    missing_share: float | None = None,
) -> Estimate:
    """An effect from its value and bounds; with `log` they are told as ratios."""
    value, low, high = (math.exp(v) for v in bounds) if log else bounds
    return untyped(
        name=name,
        group=outcome,
        value=value,
        low=low,
        high=high,
        scale=Scale.RATIO if log else Scale.CHANGE,
        n=n,
        level=level,
        reference="had it not happened",
        stratum=stratum,
        missing_share=missing_share,
        p_value=p_value,
    )


def few_treated(count: int) -> tuple[Note, ...]:
    """The note that belongs beside an interval resting on few treated units."""
    if count >= FEW_TREATED:
        return ()
    return (
        Note(
            code="few-treated",
            text=(
                f"Only {count} treated units stand behind this number. Intervals from so few are "
                "known to be too narrow; read it beside the placebo distribution."
            ),
        ),
    )


def limits(panel: Panel, periods: Sequence[int]) -> tuple[Note, ...]:
    """A note for every declared break within the periods compared, and for unchecked dates."""
    treated = {u for u, g in zip(panel.units, panel.first_treated, strict=True) if np.isfinite(g)}
    unchecked = [unit for unit in panel.unverified if unit in treated]
    notes = tuple(
        Note(code="break", text=f"{period}: {reason}.")
        for period, reason in sorted(panel.breaks.items())
        if min(periods) < period <= max(periods)
    )
    if unchecked:
        text = "Dates not checked against the documents: " + "; ".join(unchecked) + "."
        notes += (Note(code="unverified-dates", text=text),)
    return notes
