"""One estimated effect with its interval, and which outcomes of a panel a method reads."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from scipy import stats

from daylight.panel import Panel
from daylight.result import Estimate, Note, Refusal, Scale

Array = npt.NDArray[np.float64]

FEW_TREATED = 10
"""Treated units below which the normal theory of these designs is known to be optimistic
(Conley & Taber 2011; Ferman & Pinto 2019 simulate 1 to 10)."""


def outcomes_of(panel: Panel, outcome: str | None, *, log: bool) -> Iterator[tuple[str, Array]]:
    """Each outcome asked about with its values, in logarithms where `log` is set.

    A zero has no logarithm: it becomes a blank here, and `refuse_logarithms` refuses before.
    """
    for name, values in panel.outcomes.items():
        if outcome in (None, name):
            with np.errstate(divide="ignore", invalid="ignore"):
                yield name, np.log(values) if log else values


def refuse_panel(method: str, panel: Panel, outcome: str | None, *, log: bool) -> Refusal | None:
    """Why no method can answer from this panel, or None where one can."""
    if outcome is not None and outcome not in panel.outcomes:
        return Refusal(
            method=method,
            reason=f"the panel has no outcome {outcome}",
            needed=f"an outcome named {outcome}",
            found=", ".join(panel.outcomes),
        )
    for name, values in panel.outcomes.items():
        if log and outcome in (None, name) and (values <= 0).any():
            return Refusal(
                method=method,
                reason=f"{name} holds zeros, which have no logarithm",
                needed="positive values, or the setting log = false",
                found=f"{int((values <= 0).sum())} values of zero or less",
            )
    if not np.isfinite(panel.first_treated).any():
        return Refusal(
            method=method,
            reason="no unit was ever treated",
            needed="at least one unit with a first treated period",
            found=f"{len(panel.units)} untreated units",
        )
    return None


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
    p = float(2 * stats.t.sf(abs(value) / standard_error, df)) if standard_error > 0 else math.nan
    low, high = value - half, value + half
    told = [math.exp(v) for v in (value, low, high)] if log else [value, low, high]
    return Estimate(
        name=name,
        group=outcome,
        value=told[0],
        low=told[1],
        high=told[2],
        scale=Scale.RATIO if log else Scale.CHANGE,
        n=n,
        level=level,
        reference="had it not happened",
        stratum=stratum,
        missing_share=missing_share,
        p_value=None if math.isnan(p) else p,
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


def broken_periods(panel: Panel, periods: Sequence[int]) -> tuple[Note, ...]:
    """One note for every declared break within the periods compared."""
    return tuple(
        Note(code="break", text=f"{period}: {reason}.")
        for period, reason in sorted(panel.breaks.items())
        if min(periods) < period <= max(periods)
    )
