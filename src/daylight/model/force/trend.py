"""Force over time, with overdispersion, and never across a change of the form."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT, Basis, BasisKind
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Diagnostic, Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.force.parts import EVERY, Keys, parts
from daylight.model.intervals import Interval, poisson_rate, t_quantile, two_sided_t
from daylight.model.method import Method, Needs
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

OVERDISPERSED = Basis(kind=BasisKind.CLUSTERED, key="period")
"""Counts of a period vary more than independent people would; the fit says by how much."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A log-linear trend: `slope` per year with its SE, dispersion `phi`, residual df."""

    slope: float
    se: float
    phi: float
    df: int


def quasi_poisson(y: Array, t: Array, offset: Array) -> Trend:
    """Log-linear trend of counts whose variance is φ times their mean.

    Estimand: the yearly change of the logarithm of the expected count per exposure.
    Method: Poisson likelihood by iterated weighted least squares; φ = Pearson χ² / (n − 2), not
    below 1; t interval on n − 2.
    Refuses: never; the caller sees to it that there are enough periods and counts.
    Reference: McCullagh & Nelder (1989), ch. 6; Wedderburn (1974).
    """
    X = np.column_stack([np.ones_like(t), t])
    beta, covariance, mu = _weighted(X, y, offset, 0.0)
    df = len(y) - 2
    phi = max(1.0, float(((y - mu) ** 2 / mu).sum()) / df)
    return Trend(float(beta[1]), float(np.sqrt(phi * covariance[1, 1])), phi, df)


def negative_binomial(y: Array, t: Array, offset: Array) -> Trend:
    """The same trend with variance μ + αμ², α by moments.

    `phi` of the result is α. Reference: Cameron & Trivedi (2013), sec. 3.3; α = Σ((y − μ)² − y)
    / Σμ² at the Poisson fit with n / (n − 2), not below 0.
    """
    X = np.column_stack([np.ones_like(t), t])
    _, _, mu = _weighted(X, y, offset, 0.0)
    n = len(y)
    alpha = max(0.0, float((((y - mu) ** 2) * n / (n - 2) - mu).sum() / (mu**2).sum()))
    beta, covariance, _ = _weighted(X, y, offset, alpha)
    return Trend(float(beta[1]), float(np.sqrt(covariance[1, 1])), alpha, n - 2)


def _weighted(X: Array, y: Array, offset: Array, alpha: float) -> tuple[Array, Array, Array]:
    """Iterated weighted least squares with log link and variance μ + αμ²."""
    beta = np.array([np.log(max(y.sum(), 0.5) / np.exp(offset).sum()), 0.0])
    for _ in range(100):
        eta = X @ beta + offset
        mu = np.exp(eta)
        weight = mu / (1 + alpha * mu)
        z = eta - offset + (y - mu) / mu
        new = np.linalg.solve(X.T @ (weight[:, None] * X), X.T @ (weight * z))
        done = bool(np.abs(new - beta).max() < 1e-10)
        beta = new
        if done:
            break
    mu = np.exp(X @ beta + offset)
    weight = mu / (1 + alpha * mu)
    covariance: Array = np.linalg.inv(X.T @ (weight[:, None] * X))
    return beta, covariance, mu


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
) -> Outcome:
    """Yearly change in recorded force, within each stretch between breaks.

    Estimand: the ratio of expected counts (per exposure) one year apart, within a stretch.
    Method: quasi-Poisson and negative-binomial log-linear trends. A break starts a new stretch:
    nothing is estimated across it.
    Refuses: no stretch has four periods and 20 events.
    Reference: McCullagh & Nelder (1989), ch. 6; Cameron & Trivedi (2013), sec. 3.3.

    Parameters
    ----------
    exposure
        Count to divide by, such as `stops` or `arrests`; plain counts without it.
    breaks
        First period of a new way of recording → what changed.
    drop
        Periods to leave out, such as a year whose records are incomplete.
    """
    declared = dict(breaks or {})
    asked = TrendQuestion(measure, exposure, period, level)
    estimates: list[Estimate] = []
    diagnostics: dict[str, Diagnostic] = {"group_key": group}
    for keys, cells_of in parts(cells, group):
        part = _in_text(cells_of.collapse(period), period)
        kept = [p for p in part.values(period) if p not in {UNKNOWN, EVERY, *drop}]
        estimates += _counts(part, kept, keys, asked)
        for stretch in stretches(kept, sorted(declared)):
            fitted = _fit(part, stretch, asked)
            if fitted is None:
                continue
            estimates += _ratios(fitted, keys, level)
            name = next(iter(keys.values()), EVERY)
            span = f"{name} {fitted.first} to {fitted.last}"
            diagnostics[f"dispersion {span}"] = fitted.quasi.phi
            diagnostics[f"nb_alpha {span}"] = fitted.nb.phi
    notes = _notes(declared, drop)
    if not any(e.scale is Scale.RATIO for e in estimates):
        return Refusal(
            reason="no stretch of time between breaks is long enough for a trend",
            needed=f"{MIN_N} periods with {MIN_EVENTS} events on one side of every break",
            found=f"{len(cells.values(period))} periods and {len(declared)} declared breaks",
            notes=notes,
        )
    return Result(estimates=tuple(estimates), diagnostics=diagnostics, notes=notes)


class TrendQuestion(NamedTuple):
    """What is counted, over what, by which period."""

    measure: str
    exposure: str
    period: str
    level: float


def _in_text(part: Cells, period: str) -> Cells:
    """The cells with their periods as text, whether years were read as numbers or not."""
    column = part.table[period].cast("string")
    place = part.table.column_names.index(period)
    return replace(part, table=part.table.set_column(place, period, column))


def stretches(periods: list[str], breaks: list[str]) -> list[list[str]]:
    """Periods cut where a break begins; text such as 2017 or 2017-03 sorts in time."""
    found: list[list[str]] = [[]]
    for one in sorted(periods):
        if found[-1] and any(found[-1][-1] < cut <= one for cut in breaks):
            found.append([])
        found[-1].append(one)
    return [stretch for stretch in found if stretch]


def years(periods: list[str]) -> Array:
    """Periods as years: 2017, 2017-03 or 2017-Q2."""
    return np.array([_year(one) for one in periods])


def _year(period: str) -> float:
    year, _, rest = period.partition("-")
    if not rest:
        return float(year)
    parts = 4 if rest.startswith("Q") else 12
    return float(year) + (float(rest.lstrip("Q")) - 0.5) / parts


def _counts(part: Cells, kept: list[str], keys: Keys, asked: TrendQuestion) -> list[Estimate]:
    """The counts themselves, with exact Poisson intervals."""
    found = []
    quantity = PEOPLE if asked.measure == "people" else replace(PEOPLE, name=asked.measure)
    for one in kept:
        x = part.pick(**{asked.period: one}).total(asked.measure)
        counted = poisson_rate(x, 1.0, level=asked.level)
        found.append(counted.estimate(quantity, n=x, keys={**keys, asked.period: one}))
    return found


class StretchFit(NamedTuple):
    """Both trends of one stretch, from its first to its last period, on `n` events."""

    first: str
    last: str
    n: float
    quasi: Trend
    nb: Trend


def _fit(part: Cells, stretch: list[str], asked: TrendQuestion) -> StretchFit | None:
    """The trends of a stretch; None where it is too short, or too little happened in it."""

    def counted(measure: str) -> Array:
        return np.array([part.pick(**{asked.period: one}).total(measure) for one in stretch])

    y = counted(asked.measure)
    base = counted(asked.exposure) if asked.exposure else np.ones(len(stretch))
    if len(stretch) < MIN_N or y.sum() < MIN_EVENTS or (base <= 0).any():
        return None
    t = years(stretch)
    t, offset = t - t.mean(), np.log(base)
    quasi, nb = quasi_poisson(y, t, offset), negative_binomial(y, t, offset)
    return StretchFit(stretch[0], stretch[-1], float(y.sum()), quasi, nb)


def _ratios(fitted: StretchFit, keys: Keys, level: float) -> list[Estimate]:
    found = []
    for quantity, trend in ((YEARLY_RATIO, fitted.quasi), (YEARLY_RATIO_NB, fitted.nb)):
        margin = t_quantile(level, trend.df) * trend.se
        p = two_sided_t(trend.slope / trend.se, trend.df) if quantity is YEARLY_RATIO else None
        interval = Interval(*np.exp(trend.slope + np.array([0.0, -margin, margin])))
        found.append(
            interval.estimate(
                quantity,
                n=fitted.n,
                keys={**keys, "from_period": fitted.first, "to_period": fitted.last},
                compared_with="the year before",
                p_value=p,
                basis=OVERDISPERSED,
            )
        )
    return found


def _notes(breaks: dict[str, str], drop: tuple[str, ...]) -> tuple[Note, ...]:
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
        "counts vary about a straight line on the log scale",
    ),
    overturned_by=("a change of form, rule or staffing that was not declared as a break",),
    cannot_say=("why force rose or fell", "anything across a declared break"),
    reference="McCullagh & Nelder (1989) Generalized Linear Models, ch. 6; Cameron & Trivedi "
    "(2013) Regression Analysis of Count Data, sec. 3.3",
)
