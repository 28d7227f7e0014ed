"""Estimates → rows of printable text: no number without the interval it has."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from daylight.report import labels, numbers
from daylight.report.wording.grades import chance
from daylight.result import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table ready to print.

    Parameters
    ----------
    columns
        Headings, left to right.
    rows
        One tuple of text per row, as long as `columns`.
    headings
        How many columns at the left name the row.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    headings: int


def table(estimates: Sequence[Estimate]) -> Table:
    """One row per estimate; a column that says the same in every row is left out."""
    names = [
        ("Quantity", [labels.label(e.name) for e in estimates]),
        ("Group", [labels.group(e.group) for e in estimates]),
        (
            "Compared with",
            ["—" if e.reference is None else labels.group(e.reference) for e in estimates],
        ),
        ("Where or when", [labels.label(e.stratum) for e in estimates]),
    ]
    kept = [(title, cells) for title, cells in names if len(set(cells)) > 1] or [names[0]]
    figures = [
        ("Estimate", [numbers.value(e) for e in estimates]),
        (_interval_title(estimates), [bounds(e) for e in estimates]),
        ("n", [numbers.count(e.n) for e in estimates]),
    ]
    if any(e.missing_share is not None for e in estimates):
        figures.append(("Not recorded", [_missing(e) for e in estimates]))
    if any(e.p_value is not None for e in estimates):
        figures.append(("p, uncorrected", [_p(e) for e in estimates]))
    columns = [*kept, *figures]
    return Table(
        columns=tuple(title for title, _ in columns),
        rows=tuple(zip(*(cells for _, cells in columns), strict=True)),
        headings=len(kept),
    )


def bounds(estimate: Estimate) -> str:
    """The two ends of an interval, or that the method gives none."""
    if math.isnan(estimate.low) and math.isnan(estimate.high):
        return "none given"
    return numbers.interval(estimate).split("interval ", 1)[1]


def fixed(estimates: Sequence[Estimate]) -> str:
    """What every row of the table shares, in words, so that it need not be a column."""
    shared = {
        "Quantity": {labels.words(e.name) for e in estimates},
        "group": {labels.group(e.group) for e in estimates},
        "compared with": {labels.group(e.reference) for e in estimates if e.reference},
    }
    return "; ".join(f"{title}: {next(iter(v))}" for title, v in shared.items() if len(v) == 1)


def _interval_title(estimates: Sequence[Estimate]) -> str:
    levels = {e.level for e in estimates}
    return f"{100 * levels.pop():.0f} % interval" if len(levels) == 1 else "Interval"


def _missing(estimate: Estimate) -> str:
    return "—" if estimate.missing_share is None else numbers.percent(estimate.missing_share)


def _p(estimate: Estimate) -> str:
    p = estimate.p_value
    return "—" if p is None or math.isnan(p) else chance(p).removeprefix("p = ").removeprefix("p ")
