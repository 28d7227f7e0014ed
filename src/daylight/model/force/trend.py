"""Force over time, with overdispersion, and never across a change of the form."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.model.arrays import Array
from daylight.model.force.tell import told
from daylight.model.intervals import Interval
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "force-trend"
ALL = "all"
MIN_N = 4


@dataclass(frozen=True, slots=True)
class Trend:
    """A log-linear trend: `slope` per year with its SE, dispersion `phi`, residual freedom."""

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
    minimum_count: int = 20,
) -> Outcome:
    """Yearly change in recorded force, within each stretch between breaks.

    Estimand: the ratio of expected counts (per exposure) one year apart, within a stretch.
    Method: quasi-Poisson and negative-binomial log-linear trends. A break starts a new stretch:
    nothing is estimated across it.
    Refuses: no stretch has four periods and `minimum_count` events.
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
    estimates: list[Estimate] = []
    diagnostics: dict[str, float | int | str | bool | None] = {"group_key": group}
    groups = [ALL, *([v for v in cells.values(group) if v != UNKNOWN] if group else [])]
    for name in groups:
        part = (cells if name == ALL else cells.pick(**{group: name})).collapse(period)
        kept = [p for p in part.values(period) if p not in {UNKNOWN, ALL, *drop}]
        estimates += _counts(part, kept, name, measure, period, level)
        for stretch in stretches(kept, sorted(declared)):
            estimates += _stretch(
                part, stretch, name, measure, exposure, period, level, minimum_count, diagnostics
            )
    if not any(e.scale is Scale.RATIO for e in estimates):
        return Refusal(
            method=NAME,
            reason="no stretch of time between breaks is long enough for a trend",
            needed=f"{MIN_N} periods with {minimum_count} events on one side of every break",
            found=f"{len(cells.values(period))} periods and {len(declared)} declared breaks",
            notes=_notes(declared, drop),
            provenance=cells.provenance,
        )
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        diagnostics=diagnostics,
        notes=_notes(declared, drop),
        provenance=cells.provenance,
    )


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


def _counts(
    part: Cells, kept: list[str], name: str, measure: str, period: str, level: float
) -> list[Estimate]:
    """The counts themselves, with exact Poisson intervals."""
    found = []
    for one in kept:
        x = part.pick(**{period: one}).total(measure)
        tail = (1 - level) / 2
        low = stats.chi2.ppf(tail, 2 * x) / 2 if x > 0 else 0.0
        high = stats.chi2.ppf(1 - tail, 2 * x + 2) / 2
        bounds = Interval(np.asarray(x), np.asarray(low), np.asarray(high))
        found.append(told(measure, name, bounds, Scale.COUNT, x, level=level, stratum=one))
    return found


def _stretch(
    part: Cells,
    stretch: list[str],
    name: str,
    measure: str,
    exposure: str,
    period: str,
    level: float,
    minimum: int,
    diagnostics: dict[str, float | int | str | bool | None],
) -> list[Estimate]:
    y = np.array([part.pick(**{period: one}).total(measure) for one in stretch])
    base = (
        np.array([part.pick(**{period: one}).total(exposure) for one in stretch])
        if exposure
        else np.ones(len(stretch))
    )
    if len(stretch) < MIN_N or y.sum() < minimum or (base <= 0).any():
        return []
    t = years(stretch)
    t, offset = t - t.mean(), np.log(base)
    span = f"{stretch[0]} to {stretch[-1]}"
    quasi, nb = quasi_poisson(y, t, offset), negative_binomial(y, t, offset)
    diagnostics[f"dispersion {name} {span}"] = quasi.phi
    diagnostics[f"nb_alpha {name} {span}"] = nb.phi
    return [
        _told(quasi, "yearly_ratio", name, span, y.sum(), level, True),
        _told(nb, "yearly_ratio_nb", name, span, y.sum(), level, False),
    ]


def _told(
    trend: Trend, quantity: str, name: str, span: str, n: float, level: float, has_p: bool
) -> Estimate:
    quantile = float(stats.t.ppf(0.5 + level / 2, trend.df))
    bounds = np.exp(trend.slope + np.array([0.0, -quantile, quantile]) * trend.se)
    p = float(2 * stats.t.sf(abs(trend.slope / trend.se), trend.df)) if has_p else None
    return told(
        quantity,
        name,
        Interval(*bounds),
        Scale.RATIO,
        n,
        level=level,
        stratum=span,
        p_value=p,
        reference="the year before",
    )


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
