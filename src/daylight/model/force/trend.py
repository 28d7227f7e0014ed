"""Force over time: neighbouring periods alike, a season, and never across a change of the form."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT, Basis, BasisKind
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Diagnostic, Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.breaks import find_break
from daylight.model.force.parts import EVERY, Keys, parts
from daylight.model.force.periods import (
    Stretch,
    counted,
    in_order,
    in_text,
    part,
    stretches,
    without_holes,
)
from daylight.model.intervals import Interval
from daylight.model.log_linear import log_linear
from daylight.model.method import Method, Needs
from daylight.model.overdispersed import neighbour_dispersion, overdispersed_count
from daylight.model.serial import SerialFit, Series, season, serial_fit
from daylight.schema.vocabulary import UNKNOWN

MIN_EVENTS = 20
"""Events in a stretch below which it has no trend."""

NAME = "force-trend"
MIN_N = 4

PEOPLE = Quantity(name="people", scale=Scale.COUNT, about=About.PERIOD, unit="people with force")
ROWS = replace(PEOPLE, name="force_rows", unit="records of force")
YEARLY_RATIO = replace(
    PEOPLE, name="yearly_ratio", scale=Scale.RATIO, keys=("from_period", "to_period")
)
YEARLY_RATIO_NB = replace(YEARLY_RATIO, name="yearly_ratio_nb")

OVER_TIME = Basis(kind=BasisKind.CLUSTERED, key="period")
"""Neighbouring periods are alike and vary more than independent people would; both are allowed."""

LEAST_DISPERSION = 1.0
"""Counts vary at least as much as independent events do."""


class TrendQuestion(NamedTuple):
    """What is counted, over what, by which period."""

    measure: str
    exposure: str
    period: str
    level: float


def force_trend(
    cells: Cells,
    *,
    level: float = 0.95,
    measure: str = "people",
    exposure: str = "",
    group: str = "",
    period: str = "year",
    breaks: Mapping[str, str] | None = None,
    drop: tuple[str, ...] = (),
    look_for_breaks: bool = True,
) -> Outcome:
    """Yearly change in recorded force, within each stretch between breaks.

    Estimand: the ratio of expected counts (per exposure) one year apart, within a stretch; the
    count expected in a period like each one.
    Method: log-linear trends with variance φ μ (and, beside them, μ + αμ²), yearly waves for months
    and quarters, and errors of neighbouring periods alike. Counts get intervals as wide as
    neighbouring periods differ. Months and quarters without a record count as zero. A break,
    declared or found where the level jumps, starts a new stretch: nothing is estimated across it.
    Refuses: no stretch has four periods and 20 events.
    Reference: McCullagh & Nelder (1989), ch. 6; Zellner & Tiao (1964); Andrews (1993).

    Parameters
    ----------
    exposure
        Count to divide by, such as `stops` or `arrests`; plain counts without it.
    breaks
        First period of a new way of recording → what changed.
    drop
        Periods to leave out, such as a year whose records are incomplete.
    look_for_breaks
        Whether a stretch of twelve or more periods is searched for a jump in level.
    """
    declared = dict(breaks or {})
    asked = TrendQuestion(measure, exposure, period, level)
    whole = in_text(cells, period)
    names = [p for p in whole.values(period) if p not in {UNKNOWN, EVERY, *drop}]
    if not names:
        return _too_short(0, declared, _notes(declared, drop))
    every, added = without_holes(in_order(names), drop)
    cut = stretches(every, sorted(declared))
    found: dict[str, float] = {}
    if look_for_breaks:
        cut = [piece for one in cut for piece in _searched(whole, one, asked, found)]
    estimates: list[Estimate] = []
    diagnostics: dict[str, Diagnostic] = {"group_key": group}
    for keys, one in parts(whole, group):
        for stretch in cut:
            y = counted(one, stretch, asked.period, asked.measure)
            estimates += _counts(y, stretch, keys, asked)
            fitted = _fit(one, stretch, asked)
            if fitted is None:
                continue
            estimates += _ratios(fitted, keys, level)
            name = next(iter(keys.values()), EVERY)
            span = f"{name} {fitted.first} to {fitted.last}"
            diagnostics[f"dispersion {span}"] = fitted.quasi.dispersion
            diagnostics[f"autocorrelation {span}"] = fitted.quasi.rho
            diagnostics[f"nb_alpha {span}"] = fitted.alpha
    notes = (*_found(found, added), *_notes(declared, drop))
    if not any(e.scale is Scale.RATIO for e in estimates):
        return _too_short(len(every.names), declared, notes)
    return Result(estimates=tuple(estimates), diagnostics=diagnostics, notes=notes)


def _too_short(periods: int, declared: Mapping[str, str], notes: tuple[Note, ...]) -> Refusal:
    return Refusal(
        code="stretch-too-short",
        facts={
            "least_periods": MIN_N,
            "least_events": MIN_EVENTS,
            "periods": periods,
            "breaks": len(declared),
        },
        notes=notes,
    )


def _series(one: Cells, stretch: Stretch, asked: TrendQuestion) -> Series | None:
    """A stretch as a series with a yearly slope in its second column; None where it is too thin."""
    y = counted(one, stretch, asked.period, asked.measure)
    base = (
        counted(one, stretch, asked.period, asked.exposure) if asked.exposure else np.ones(len(y))
    )
    if len(y) < MIN_N or y.sum() < MIN_EVENTS or (base <= 0).any():
        return None
    years = stretch.at / stretch.per_year
    waves = season(stretch.at, stretch.per_year)
    X = np.column_stack([np.ones_like(years), years - years.mean(), waves])
    return Series(y, X, np.log(base), stretch.at)


def _searched(
    whole: Cells, stretch: Stretch, asked: TrendQuestion, found: dict[str, float]
) -> list[Stretch]:
    """The stretch cut at every jump in the level of the whole count; `found` gains each jump."""
    series = _series(whole, stretch, asked)
    jump = find_break(series) if series is not None else None
    if jump is None:
        return [stretch]
    found[stretch.names[jump.row]] = jump.factor
    rows = range(len(stretch.names))
    halves = (part(stretch, rows[: jump.row]), part(stretch, rows[jump.row :]))
    return [piece for half in halves for piece in _searched(whole, half, asked, found)]


def _counts(y: Array, stretch: Stretch, keys: Keys, asked: TrendQuestion) -> list[Estimate]:
    """Each count, with the interval of what such a period brings."""
    quantity = PEOPLE if asked.measure == "people" else replace(PEOPLE, name=asked.measure)
    phi, df = neighbour_dispersion(y, np.ones_like(y))
    return [
        overdispersed_count(count, phi, df, level=asked.level).estimate(
            quantity,
            n=count,
            keys={**keys, asked.period: name},
            basis=OVER_TIME if phi > 1 else INDEPENDENT,
        )
        for name, count in zip(stretch.names, y.tolist(), strict=True)
    ]


class StretchFit(NamedTuple):
    """Both trends of one stretch, from its first to its last period, on `n` events."""

    first: str
    last: str
    n: float
    quasi: SerialFit
    nb: SerialFit
    alpha: float


def _fit(one: Cells, stretch: Stretch, asked: TrendQuestion) -> StretchFit | None:
    """The trends of a stretch; None where it is too short, or too little happened in it."""
    series = _series(one, stretch, asked)
    if series is None or len(series.y) < series.X.shape[1] + 2:
        return None
    alpha = moment_alpha(series)
    return StretchFit(
        first=stretch.names[0],
        last=stretch.names[-1],
        n=float(series.y.sum()),
        quasi=serial_fit(series, least=LEAST_DISPERSION),
        nb=serial_fit(series, alpha=alpha, least=LEAST_DISPERSION),
        alpha=alpha,
    )


def moment_alpha(series: Series) -> float:
    """α of Var = μ + αμ² by moments, not below 0.

    Reference: Cameron & Trivedi (2013), section 3.3: α = Σ((y − μ)² n / (n − k) − μ) / Σμ².
    """
    y, X, offset, _ = series
    mu = log_linear(y, X, offset).mu
    n, k = X.shape
    return max(0.0, float(((y - mu) ** 2 * n / (n - k) - mu).sum() / (mu**2).sum()))


def _ratios(fitted: StretchFit, keys: Keys, level: float) -> list[Estimate]:
    found = []
    for quantity, trend in ((YEARLY_RATIO, fitted.quasi), (YEARLY_RATIO_NB, fitted.nb)):
        which = np.zeros(trend.coefficients.shape[1])
        which[1] = 1.0
        slope = trend.contrast(which, level)
        interval = Interval.of(slope.value, slope.low, slope.high).exp()
        found.append(
            interval.estimate(
                quantity,
                n=fitted.n,
                keys={**keys, "from_period": fitted.first, "to_period": fitted.last},
                compared_with="the year before",
                p_value=slope.p if quantity is YEARLY_RATIO else None,
                basis=replace(OVER_TIME, df=float(slope.df)),
            )
        )
    return found


def _found(jumps: Mapping[str, float], added: Sequence[str]) -> tuple[Note, ...]:
    notes = [
        Note(code="break-found", facts={"period": when, "factor": factor})
        for when, factor in sorted(jumps.items())
    ]
    if added:
        notes.append(Note(code="periods-without-records", facts={"periods": tuple(added)}))
    return tuple(notes)


def _notes(breaks: Mapping[str, str], drop: tuple[str, ...]) -> tuple[Note, ...]:
    notes = [
        Note(code="recording-break", facts={"period": when, "reason": what})
        for when, what in sorted(breaks.items())
    ]
    if drop:
        notes.append(Note(code="periods-left-out", facts={"periods": tuple(drop)}))
    notes.append(Note(code="recorded-force"))
    return tuple(notes)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="force",
        by=("year",),
        measures=(),
        optional_measures=("people", "force_rows", "stops", "arrests"),
    ),
    run=force_trend,
    quantities=(PEOPLE, ROWS, YEARLY_RATIO, YEARLY_RATIO_NB),
    basis=INDEPENDENT,
    refuses_when="no stretch between breaks has four periods and 20 events",
    assumptions=(
        "within a stretch the same things are reported in the same way",
        "counts vary about a straight line on the log scale, neighbouring periods alike",
        "months and quarters without a record had none",
    ),
    overturned_by=(
        "a change of form, rule or staffing that was not declared as a break, nor found as a jump",
        "a first or last period whose records are incomplete (see `drop`)",
    ),
    cannot_say=("why force rose or fell", "anything across a declared break"),
    reference="McCullagh & Nelder (1989) Generalized Linear Models, ch. 6; Cameron & Trivedi "
    "(2013) Regression Analysis of Count Data, sec. 3.3; Zellner & Tiao (1964), Journal of the "
    "American Statistical Association 59:763–778; Andrews (1993), Econometrica 61:821–856",
)
