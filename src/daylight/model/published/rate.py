"""Rates from published counts and what they are divided by, and how they changed."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np

from daylight.data.estimate import INDEPENDENT
from daylight.data.figures import Figures, PublishedFigure
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.data.when import read_when
from daylight.model.intervals import Interval, log_wald, poisson_rate, two_sided_p
from daylight.model.method import Method, Needs

RATE = Quantity(
    name="published_rate",
    scale=Scale.RATE,
    about=About.PLACE,
    unit="events",
    keys=("measure", "population", "place", "period"),
)
RATIO = replace(
    RATE,
    name="published_rate_ratio",
    scale=Scale.RATIO,
    keys=("measure", "population", "place", "from_period", "to_period"),
)


def run(figures: Figures, *, level: float = 0.95, per: float = 100_000) -> Outcome:
    """Events per so many of what they are divided by, and each period over the one before.

    Estimand: expected events per `per` units of exposure.
    Method: exact Poisson intervals; ratios on the log scale. Events of one place and time go
    together, and no publication says how much: the intervals hold for independent events and are
    called so.
    Refuses: no count with an exposure above none.
    Reference: Garwood (1936); Rothman, Greenland & Lash (2008), chapter 14.
    """
    rows = [row for row in figures.rows if row.exposure and not row.number.is_share]
    if not rows:
        return Refusal(code="no-exposure", facts={"figures": len(figures.rows)})
    found = [_rate(row, per, level) for row in rows]
    ordered = sorted(rows, key=lambda row: (*row.keys.values(), read_when(row.period).first))
    for _, series in groupby(ordered, key=lambda row: tuple(row.keys.values())):
        found += _ratios(list(series), level)
    return Result(estimates=tuple(found), notes=(Note(code="published-independent"),))


def _rate(row: PublishedFigure, per: float, level: float) -> Estimate:
    x, exposure = row.number.value, row.exposure or 1.0
    rate = poisson_rate(x, exposure / per, level=level)
    return Interval(*rate).estimate(
        RATE, n=x, keys={**row.keys, "period": row.period, "printed": row.figure}
    )


def _ratios(series: list[PublishedFigure], level: float) -> Iterator[Estimate]:
    for earlier, later in pairwise(series):
        x, y = earlier.number.value, later.number.value
        if x <= 0 or y <= 0:
            continue
        ratio = (y / (later.exposure or 1.0)) / (x / (earlier.exposure or 1.0))
        se = float(np.sqrt(1 / x + 1 / y))
        yield log_wald(ratio, se, level=level).estimate(
            RATIO,
            n=x + y,
            keys={**later.keys, "from_period": earlier.period, "to_period": later.period},
            p_value=two_sided_p(float(np.log(ratio)) / se),
        )


METHOD = Method(
    name="published-rate",
    needs=Needs(noun="figures"),
    run=run,
    quantities=(RATE, RATIO),
    basis=INDEPENDENT,
    refuses_when="no count comes with an exposure",
    assumptions=(
        "events are independent of one another",
        "the exposure counts those who could have been part of an event",
    ),
    overturned_by=("events that come in bursts", "another count of the people at risk"),
    cannot_say=("why rates differ or changed", "what happened to any one person"),
    reference="Garwood (1936); Rothman, Greenland & Lash (2008)",
)
