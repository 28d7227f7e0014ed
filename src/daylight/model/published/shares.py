"""Printed shares with their sampling and rounding error, shared by methods on published shares."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from daylight.data.figures import Figures, PublishedFigure
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Note
from daylight.model.intervals import Interval, two_sided_p, wald, wilson

QUARTER = 4
"""A size that nobody recorded must not decide: what rests on it must hold at a quarter of it."""

SHARE = Quantity(
    name="published_share",
    scale=Scale.PROPORTION,
    about=About.GROUP,
    unit="respondents",
    keys=("measure", "population", "place", "period"),
)
DIFFERENCE = replace(SHARE, name="published_share_difference", scale=Scale.DIFFERENCE)

QUARTERED = "n-quartered"
"""The variant at a quarter of a size that was assumed."""


class Printed(NamedTuple):
    """A share: value, and variance of sampling and of rounding together."""

    p: float
    variance: float
    n: int

    @property
    def effective(self) -> float:
        """How many simple random answers would be as sure."""
        spread = max(self.p * (1 - self.p), 1e-12)
        return spread / self.variance


def shares(figures: Figures) -> tuple[PublishedFigure, ...]:
    """The rows that print a share."""
    return tuple(row for row in figures.rows if row.number.is_share)


def printed(row: PublishedFigure, *, quartered: bool = False) -> Printed | None:
    """A share with its variance; None where nobody knows how many were asked.

    Method: p(1 − p) deff / n, and Δ² / 12 of rounding to Δ; at 0 and 1 the spread is that of a
    share half a unit of the last digit away.
    """
    if row.n is None:
        return None
    number = row.number
    inner = min(max(number.value, number.half), 1 - number.half)
    n = row.n / row.design_effect / (QUARTER if quartered else 1)
    variance = inner * (1 - inner) / n + (2 * number.half) ** 2 / 12
    return Printed(number.value, variance, row.n)


def of_share(one: Printed, level: float) -> Interval:
    """A share's score interval, at the size that rounding leaves."""
    n = one.effective
    return wilson(one.p * n, n, level=level)


def of_difference(one: Printed, other: Printed, level: float) -> tuple[Interval, float]:
    """A difference of shares of two samples drawn apart, and its p-value."""
    difference = one.p - other.p
    se = float(np.sqrt(one.variance + other.variance))
    found = wald(difference, se, level=level)
    ends = Interval.of(difference, max(float(found.low), -1.0), min(float(found.high), 1.0))
    return ends, two_sided_p(difference / se)


def limits(rows: tuple[PublishedFigure, ...]) -> Iterator[Note]:
    """What a reader must know of sizes: none stated, or assumed."""
    if unsized := sorted({row.source or row.measure for row in rows if row.n is None}):
        yield Note(code="size-not-stated", facts={"sources": tuple(unsized)})
    if assumed := [row for row in rows if row.assumed]:
        what = ", ".join(sorted({row.assumed for row in assumed}))
        yield Note(code="assumed-n", facts={"what": what, "figures": len(assumed)})


def variants(*rows: PublishedFigure) -> tuple[tuple[bool, str | None], ...]:
    """Whether the numbers are also given at a quarter of an assumed size."""
    plain: tuple[bool, str | None] = (False, None)
    return (plain, (True, QUARTERED)) if any(row.assumed for row in rows) else (plain,)
