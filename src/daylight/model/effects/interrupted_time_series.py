"""One place before and after a date, by its own trend, and how untreated places did then."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np

from daylight.data.estimate import Basis, BasisKind
from daylight.data.panel import Panel
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Diagnostic, Estimate, Note, Outcome, Refusal
from daylight.model.arrays import Array
from daylight.model.breaks import find_break
from daylight.model.effects.effect import (
    Choice,
    Found,
    Measured,
    UnitKeys,
    design,
)
from daylight.model.effects.ranking import MIN_PLACEBOS, rank, reach
from daylight.model.log_linear import log_linear
from daylight.model.method import Method, Needs
from daylight.model.serial import SerialFit, Series, season, serial_fit

Family = Literal["quasi-poisson", "negative-binomial"]

MIN_EACH_SIDE = 8
"""Periods before and after; shorter segments cannot tell a step from a trend (Zhang, Wagner &
Ross-Degnan 2011 find power below 80 % even at 12)."""

STRONG_AUTOCORRELATION = 0.4

STEP = Quantity(
    name="step",
    scale=Scale.RATIO,
    about=About.UNIT,
    unit="periods",
    keys=("outcome", "unit", "first_treated"),
)
SLOPE_CHANGE = replace(STEP, name="slope_change")
EFFECT_AT_HORIZON = replace(STEP, name="effect_at_horizon")

OVER_TIME = Basis(kind=BasisKind.CLUSTERED, key="period")
"""Neighbouring periods of one unit are alike; its error allows for it."""


class Around(NamedTuple):
    """A date, and the first and last period that are looked at around it."""

    start: float
    first: float
    last: float


class Observed(NamedTuple):
    """One unit's outcome, exposure and period, where both were recorded; (T,) each."""

    y: Array
    exposure: Array
    t: Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """How a series is cut and fitted.

    Parameters
    ----------
    season
        Periods a year, 0 for none.
    horizon
        Periods after the date at which step and turn are added up.
    """

    family: Family
    season: int
    horizon: int


class Fitted(NamedTuple):
    """One series at one date: its fit, the weights of each quantity, and its length."""

    fit: SerialFit
    weights: dict[Quantity, Array]
    n: int

    def size(self, quantity: Quantity) -> float:
        """How many of its errors a quantity is from no change."""
        value, error = self.fit.moments(self.weights[quantity])
        return abs(value) / error


def run(
    panel: Panel,
    *,
    level: float = 0.95,
    outcome: str | None = None,
    event: str | None = None,
    family: Family = "quasi-poisson",
    season: int | None = None,
    horizon: int = 5,
) -> Outcome:
    """Step and change of slope at each treated unit's date, against its own earlier trend.

    Estimand: the ratio of the outcome to what its earlier trend foretells, at the date and
    `horizon` periods later.
    Method: log-linear regression of the count on time, step and slope with its exposure as offset
    and yearly waves where periods are months or quarters (or `season` periods make a year); errors
    are those of series whose neighbouring periods are alike. Where 19 or more untreated units have
    as long a series, each is fitted at the same date, and p-value and interval come from the rank
    of the unit's change, in units of its error, among theirs. Otherwise the interval is that of
    the series alone and there is no p-value: it describes. Where the level jumps before or after
    the date, only the stretch around the date is used, of the unit and of those beside it.
    Refuses: a unit with fewer than eight periods on either side, or negative outcomes.
    Reference: Wagner et al. (2002); Bernal, Cummins & Gasparrini (2017); Zellner & Tiao (1964);
    ranks as in Conley & Taber (2011).
    """
    skipped: list[str] = []
    per_year = panel.periods_per_year if season is None else season
    cut = Segments(family=family, season=per_year, horizon=horizon)

    def fit(timed: Panel, measured: Measured, _rates: Array) -> Found:
        estimates: list[Estimate] = []
        notes: list[Note] = []
        diagnostics: dict[str, Diagnostic] = {"family": family}
        name = measured.outcome
        at_date: dict[Around, list[Fitted]] = {}
        for unit in np.flatnonzero(np.isfinite(timed.first_treated)):
            start = float(timed.first_treated[unit])
            keys: UnitKeys = {"unit": timed.units[unit], "first_treated": int(start)}
            where = f"{keys['unit']} ({keys['first_treated']})"
            window, shifts = _unbroken(timed, name, int(unit), start, cut)
            notes += [
                Note(code="break-in-series", facts={"outcome": name, **keys, **shift})
                for shift in shifts
            ]
            own = _fitted(timed, name, int(unit), window, cut)
            if own is None:
                skipped.append(where)
                continue
            if window not in at_date:
                at_date[window] = _untreated(timed, name, window, cut)
            others = at_date[window]
            estimates += _estimates(measured, keys, own, others)
            diagnostics |= {
                f"dispersion {name} {where}": own.fit.dispersion,
                f"autocorrelation {name} {where}": own.fit.rho,
                f"untreated_series {name} {where}": len(others),
            }
            notes += [*_autocorrelated(name, keys, own.fit), *_alone(others)]
        return Found(estimates=estimates, notes=notes, diagnostics=diagnostics)

    choice = Choice(outcome=outcome, event=event, log=False)
    answer = design(panel, choice, fit, level=level)
    if isinstance(answer, Refusal):
        return answer
    if not answer.estimates:
        return Refusal(
            code="no-long-series",
            facts={"periods": MIN_EACH_SIDE, "units": tuple(dict.fromkeys(skipped[:10]))},
        )
    notes = answer.notes
    if skipped:
        facts: dict[str, int | tuple[str, ...]] = {
            "periods": MIN_EACH_SIDE,
            "units": tuple(dict.fromkeys(skipped)),
        }
        notes += (Note(code="series-too-short", facts=facts),)
    return replace(answer, notes=(*notes, Note(code="no-comparison")))


def _observed(panel: Panel, outcome: str, unit: int, first: float, last: float) -> Observed:
    """One unit's series between two periods, where outcome and exposure were recorded."""
    values = panel.outcomes[outcome][unit]
    exposure = panel.exposure.get(outcome, np.ones_like(panel.outcomes[outcome]))[unit]
    t = np.array(panel.periods, dtype=np.float64)
    seen = np.isfinite(values) & (exposure > 0) & (t >= first) & (t <= last)
    return Observed(values[seen], exposure[seen], t[seen])


def _unbroken(
    panel: Panel, outcome: str, unit: int, start: float, cut: Segments
) -> tuple[Around, list[dict[str, float]]]:
    """The stretch around a date in which the level does not jump, and the jumps that end it."""
    first, last = float(panel.periods[0]), float(panel.periods[-1])
    shifts: list[dict[str, float]] = []
    for is_before in (True, False):
        while True:
            ends = (first, start - 1) if is_before else (start, last)
            y, exposure, t = _observed(panel, outcome, unit, *ends)
            if len(t) < MIN_EACH_SIDE or (y < 0).any() or not y.sum():
                break
            X = np.column_stack([np.ones_like(t), t - start, season(t, cut.season)])
            shift = find_break(Series(y, X, np.log(exposure), t))
            if shift is None:
                break
            at = float(t[shift.row])
            shifts.append({"period": at, "factor": shift.factor})
            first, last = (at, last) if is_before else (first, at - 1)
    return Around(start, first, last), shifts


def _fitted(panel: Panel, outcome: str, unit: int, window: Around, cut: Segments) -> Fitted | None:
    """The segmented fit of one unit at a date; None where its series is too short for it."""
    start = window.start
    series = _observed(panel, outcome, unit, window.first, window.last)
    t = series.t
    if not _enough(series.y, t, start):
        return None
    fit = segmented(series, start, cut)
    weights = {}
    for quantity, of_step, of_turn in (
        (STEP, 1.0, 0.0),
        (SLOPE_CHANGE, 0.0, 1.0),
        (EFFECT_AT_HORIZON, 1.0, float(cut.horizon)),
    ):
        weights[quantity] = np.zeros(fit.coefficients.shape[1])
        weights[quantity][2:4] = of_step, of_turn
    return Fitted(fit, weights, len(t))


def _untreated(panel: Panel, outcome: str, window: Around, cut: Segments) -> list[Fitted]:
    """The same fit, at the same date and as long, of every unit never treated in the panel."""
    never = np.flatnonzero(panel.first_treated > panel.periods[-1])
    found = (_fitted(panel, outcome, int(unit), window, cut) for unit in never)
    return [one for one in found if one is not None]


def _enough(y: Array, t: Array, start: float) -> bool:
    """Long enough on both sides, no negative value, and something happened on both sides."""
    before, after = y[t < start], y[t >= start]
    long_enough = min(len(before), len(after)) >= MIN_EACH_SIDE
    return long_enough and bool((y >= 0).all() and before.sum() > 0 and after.sum() > 0)


def segmented(seen: Observed, start: float, cut: Segments) -> SerialFit:
    """Fit the segmented regression: level, slope, step, change of slope, then the season."""
    y, exposure, t = seen
    after = (t >= start).astype(np.float64)
    columns = [np.ones_like(t), (t - start) / 10, after, after * (t - start)]
    X = np.column_stack([*columns, season(t, cut.season)])
    offset = np.log(exposure)
    alpha = _overdispersion(y, X, offset) if cut.family == "negative-binomial" else 0.0
    return serial_fit(Series(y, X, offset, t), alpha=alpha)


def _overdispersion(y: Array, X: Array, offset: Array) -> float:
    """Moment estimator of Var = μ + αμ² (Breslow 1984), bounded away from zero."""
    mu = log_linear(y, X, offset).mu
    alpha = float((((y - mu) ** 2 - mu) / mu**2).sum() / (len(y) - X.shape[1]))
    return max(alpha, 1e-8)


def _estimates(
    measured: Measured, keys: UnitKeys, own: Fitted, others: Sequence[Fitted]
) -> list[Estimate]:
    ratios = replace(measured, log=True)
    estimates = []
    for quantity, weights in own.weights.items():
        if len(others) < MIN_PLACEBOS:
            found = own.fit.contrast(weights, measured.level)
            bounds = (found.value, found.low, found.high)
            estimates.append(ratios.estimate(quantity, bounds, n=own.n, keys=keys))
            continue
        value, error = own.fit.moments(weights)
        sizes = np.array([one.size(quantity) for one in others])
        margin = reach(sizes, measured.level) * error
        estimates.append(
            ratios.estimate(
                quantity,
                (value, value - margin, value + margin),
                p_value=rank(own.size(quantity), sizes),
                basis=Basis(
                    kind=BasisKind.RESAMPLED, key="unit", clusters=len(others), draws=len(others)
                ),
                n=own.n,
                keys=keys,
            )
        )
    return estimates


def _alone(others: Sequence[Fitted]) -> tuple[Note, ...]:
    if len(others) >= MIN_PLACEBOS:
        return ()
    facts: dict[str, int] = {"units": len(others), "needed": MIN_PLACEBOS}
    return (Note(code="series-alone", facts=facts),)


def _autocorrelated(name: str, keys: UnitKeys, found: SerialFit) -> tuple[Note, ...]:
    if found.rho < STRONG_AUTOCORRELATION:
        return ()
    return (Note(code="autocorrelation", facts={"outcome": name, **keys, "rho": found.rho}),)


METHOD = Method(
    name="interrupted-time-series",
    needs=Needs(noun="panel"),
    run=run,
    quantities=(STEP, SLOPE_CHANGE, EFFECT_AT_HORIZON),
    basis=OVER_TIME,
    refuses_when="fewer than eight periods before or after the date",
    assumptions=(
        "the trend before the date would have gone on as a straight line (in logarithms)",
        "nothing else changed at that time",
        "recording did not change",
        "where untreated units stand beside it: their series are as restless as its own",
    ),
    overturned_by=(
        "the same jump in places without an intervention (see placebo)",
        "a date moved by a year that shows as large a step",
    ),
    cannot_say=("whether the intervention or something else at that time moved the series",),
    reference=(
        "Wagner, Soumerai, Zhang & Ross-Degnan (2002); Bernal, Cummins & Gasparrini (2017), "
        "International Journal of Epidemiology 46:348–355; Zellner & Tiao (1964), Journal of the "
        "American Statistical Association 59:763–778"
    ),
)
