"""Shares that a source prints, with intervals, and how far apart groups are."""

import math
from collections.abc import Iterator
from itertools import groupby

from daylight.data.estimate import FIXED, SURVEY
from daylight.data.figures import Figures, PublishedFigure
from daylight.data.result import Estimate, Outcome, Refusal, Result
from daylight.model.intervals import Interval
from daylight.model.method import Method, Needs
from daylight.model.published.shares import (
    DIFFERENCE,
    SHARE,
    limits,
    of_difference,
    of_share,
    printed,
    shares,
    variants,
)


def run(figures: Figures, *, level: float = 0.95, reference: str = "white") -> Outcome:
    """Each printed share with its interval, and its distance from the reference population's.

    Estimand: the share in the population that the source's sample was drawn from.
    Method: score intervals at the effective size n / design effect, rounding of the printed digits
    added to the variance; differences of shares drawn apart, normal.
    Refuses: a file without a share. A share without a size is printed without an interval.
    Reference: Wilson (1927); Kish (1965), section 8.2; Sheppard (1898) on rounding.
    """
    rows = shares(figures)
    if not rows:
        return Refusal(code="no-share", facts={"figures": len(figures.rows)})
    found = [one for row in rows for one in _levels(row, level)]
    for _, together in groupby(sorted(rows, key=_asked), key=_asked):
        found += _apart(tuple(together), reference, level)
    return Result(estimates=tuple(found), notes=tuple(limits(rows)))


def _asked(row: PublishedFigure) -> tuple[str, str, str]:
    return row.measure, row.place, row.period


def _levels(row: PublishedFigure, level: float) -> Iterator[Estimate]:
    for quartered, variant in variants(row):
        one = printed(row, quartered=quartered)
        interval = Interval.of(row.number.value, math.nan, math.nan)
        yield (interval if one is None else of_share(one, level)).estimate(
            SHARE,
            n=0 if one is None else one.n,
            keys={**row.keys, "period": row.period, "printed": row.figure},
            variant=variant,
            basis=FIXED if one is None else SURVEY,
        )


def _apart(rows: tuple[PublishedFigure, ...], reference: str, level: float) -> Iterator[Estimate]:
    """Each population against the reference one, asked the same at the same time and place."""
    base = next((row for row in rows if row.population.casefold() == reference.casefold()), None)
    if base is None:
        return
    for row in rows:
        for quartered, variant in variants(row, base) if row is not base else ():
            one, other = (printed(r, quartered=quartered) for r in (row, base))
            if one is None or other is None:
                continue
            interval, p = of_difference(one, other, level)
            yield interval.estimate(
                DIFFERENCE,
                n=one.n + other.n,
                keys={**row.keys, "period": row.period},
                compared_with=base.population,
                variant=variant,
                p_value=p,
            )


METHOD = Method(
    name="published-share",
    needs=Needs(noun="figures"),
    run=run,
    quantities=(SHARE, DIFFERENCE),
    basis=SURVEY,
    refuses_when="no figure is a share",
    assumptions=(
        "the sample was drawn with known chances, and the design effect covers its weights",
        "the digits printed are rounded and not chosen",
    ),
    overturned_by=(
        "a size or design effect other than the one stated or assumed",
        "another wording of the question",
    ),
    cannot_say=("why people answered as they did", "what officers did"),
    reference="Wilson (1927); Kish (1965), section 8.2",
)
