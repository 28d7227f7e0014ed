"""A measure looked at every period: what its periods together say, whenever somebody looks."""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from daylight.model.intervals import normal_quantile
from daylight.model.monitoring.running import running_change, running_mean

LOOKS = 20
"""Looks planned: five years of quarters. There may be more; the interval is narrowest there."""

LEVEL = 0.95
RATIOS = frozenset({"ratio", "odds_ratio"})
BY_NUMBER = frozenset({"proportion", "rate", "mean"})
"""Scales whose periods count by their number of cases; others count by their precision."""

LINEAR = BY_NUMBER | {"difference", "change", "log_odds"}


class PeriodValue(NamedTuple):
    """One period's number as it was read from a run."""

    period: str
    value: float
    low: float
    high: float
    level: float
    n: int
    scale: str


class MeasureLook(NamedTuple):
    """All periods up to one, and their change from the first; both hold at every look."""

    period: str
    mean: float
    mean_low: float
    mean_high: float
    change: float
    low: float
    high: float

    @property
    def reading(self) -> str:
        """What may be said of the change, whatever one hoped for."""
        if self.low > 0:
            return "above the first period"
        return "below the first period" if self.high < 0 else "cannot tell"


def looks(values: Sequence[PeriodValue]) -> list[MeasureLook]:
    """One look for every period after the first; none where periods cannot be put together.

    Periods of another scale than the first, and those without an interval, are left out. Ratios are
    put together as logarithms, and their change is a ratio's logarithm too.
    """
    usable = [one for one in values if _is_usable(one)]
    usable = [one for one in usable if one.scale == usable[0].scale]
    if len(usable) < 2:
        return []
    is_ratio = usable[0].scale in RATIOS
    ends = np.array([[one.value, one.low, one.high] for one in usable])
    if is_ratio:
        ends = np.log(ends)
    quantiles = np.array([normal_quantile(one.level) for one in usable])
    se = (ends[:, 2] - ends[:, 1]) / (2 * quantiles)
    by_number = usable[0].scale in BY_NUMBER
    weights = np.array([float(one.n) for one in usable]) if by_number else 1 / se**2
    mean = running_mean(ends[:, 0], se, weights, level=LEVEL, looks=LOOKS)
    change = running_change(ends[:, 0], se, weights, level=LEVEL, looks=LOOKS)
    told = np.array([np.exp(end) if is_ratio else end for end in mean]).T
    moved = np.array(change).T
    return [
        MeasureLook(one.period, *map(float, (*told[k + 1], *moved[k])))
        for k, one in enumerate(usable[1:])
    ]


def _is_usable(one: PeriodValue) -> bool:
    """Whether it has an interval of some width, on a scale that adds up."""
    if not all(map(math.isfinite, (one.value, one.low, one.high, one.level))):
        return False
    if one.scale in RATIOS:
        return 0 < one.low < one.high
    return one.scale in LINEAR and one.low < one.high and (one.n > 0)
