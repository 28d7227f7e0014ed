"""A unit's period that lies far off its own series, as when half a year was reported."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from daylight.model.arrays import Array

MIN_PERIODS = 8
"""Observed periods below which a unit has no series to be off."""

NEIGHBOURS = 2
"""Observed periods on each side that say where a period should lie."""

SPREADS = 5.0
"""Robust spreads of the unit's own departures beyond which a period is far off. Of 24,000
periods of series without a fault three or fewer are (simulated, with correlations 0 to 0.95)."""

SMALLEST = 1.5
"""A departure by less than this factor is not called far off."""

NORMAL = 1.4826
"""Turns a median absolute deviation into a standard deviation."""


class FarOff(NamedTuple):
    """One unit and period (row and column), and how many times what its neighbours say it is."""

    unit: int
    period: int
    factor: float


def far_off(rates: Array) -> list[FarOff]:
    """Periods of (U, T) rates that stand alone far above or below those around them.

    Estimand: periods whose logarithm departs from the middle of its neighbours by far more than
    those of the same unit do.
    Method: departure from the median of two observed periods on each side, against the median
    absolute departure of the unit. A lasting change is no such period: the neighbours before and
    after must agree with one another better than with it.
    Refuses: never; a unit with zeros, or with fewer than eight periods, has none.
    Reference: Hampel (1974), Journal of the American Statistical Association 69:383–393.
    """
    found = []
    for unit, series in enumerate(rates):
        at = np.flatnonzero(np.isfinite(series))
        if len(at) < MIN_PERIODS or (series[at] <= 0).any():
            continue
        logs = np.log(series[at])
        departures, steps = _departures(logs)
        spread = max(NORMAL * float(np.median(np.abs(departures))), 1e-9)
        beyond = np.abs(departures) > np.maximum(SPREADS * spread, np.log(SMALLEST))
        alone = steps < np.abs(departures) / 2
        found += [
            FarOff(unit, int(at[row]), float(np.exp(departures[row])))
            for row in np.flatnonzero(beyond & alone)
        ]
    return found


def _departures(logs: Array) -> tuple[Array, Array]:
    """(T,) departures from the neighbours' median, and how far the two sides lie apart."""
    n = len(logs)
    departures, steps = np.zeros(n), np.zeros(n)
    for row in range(n):
        before = logs[max(0, row - NEIGHBOURS) : row]
        after = logs[row + 1 : row + 1 + NEIGHBOURS]
        departures[row] = logs[row] - np.median(np.concatenate([before, after]))
        if len(before) and len(after):
            steps[row] = abs(float(before.mean() - after.mean()))
        else:
            steps[row] = float(np.ptp(np.concatenate([before, after])))
    return departures, steps


def blanked(values: Array, cells: list[FarOff]) -> npt.NDArray[np.float64]:
    """The values with these cells blank."""
    out = np.array(values, dtype=np.float64)
    for one in cells:
        out[one.unit, one.period] = np.nan
    return out
