"""Which units and periods stand against a treated unit, for it and for every placebo."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daylight.model.arrays import Array
from daylight.model.effects.synthetic import ESTIMATORS, Fit

MIN_DONORS = 5
MIN_PERIODS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How far around a date is looked; None reaches to the end of the panel.

    Parameters
    ----------
    before, after
        Periods before the date, and from the date on.
    least_after
        Periods after the date without which a case is left out.
    """

    before: int | None = None
    after: int | None = None
    least_after: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One unit at one date, real or placebo, with its comparison.

    Parameters
    ----------
    unit, start
        Row of the unit, column of the first treated period.
    columns
        Columns used, increasing; the first `T0` lie before the date.
    donors
        Rows that may stand in its comparison: untreated until after the window, all observed.
    """

    unit: int
    start: int
    columns: npt.NDArray[np.intp]
    T0: int
    donors: npt.NDArray[np.intp]


def case(
    Y: Array, first: Array, periods: Array, at: tuple[int, int], window: Window
) -> Case | None:
    """The comparison for a unit at a date (`at`), or None with too few donors or periods.

    A period in which the unit itself did not report is left out for everyone; a donor that did
    not report in the periods left is left out.
    """
    unit, start = at
    low = 0 if window.before is None else max(0, start - window.before)
    high = len(periods) if window.after is None else min(len(periods), start + window.after)
    columns = np.arange(low, high)
    columns = columns[np.isfinite(Y[unit, columns])]
    T0 = int((columns < start).sum())
    if T0 < MIN_PERIODS or len(columns) - T0 < window.least_after:
        return None
    untreated = first > periods[columns[-1]]
    untreated[unit] = False
    donors = np.flatnonzero(untreated & np.isfinite(Y[:, columns]).all(axis=1))
    if len(donors) < MIN_DONORS:
        return None
    return Case(unit=unit, start=start, columns=columns, T0=T0, donors=donors)


def treated_cases(Y: Array, first: Array, periods: Array, window: Window) -> list[Case]:
    """Every treated unit that can be compared, at its own date."""
    found = []
    for unit in np.flatnonzero(np.isfinite(first)):
        start = int(np.searchsorted(periods, first[unit]))
        one = case(Y, first, periods, (int(unit), start), window) if start < len(periods) else None
        if one is not None:
            found.append(one)
    return found


def placebo_cases(
    Y: Array, first: Array, periods: Array, starts: list[int], window: Window
) -> list[Case]:
    """Every unit untreated until after the window, at each of the dates."""
    found = []
    for start in starts:
        high = len(periods) if window.after is None else min(len(periods), start + window.after)
        for unit in np.flatnonzero(first > periods[high - 1]):
            one = case(Y, first, periods, (int(unit), start), window)
            if one is not None:
                found.append(one)
    return found


def fit(Y: Array, one: Case, estimator: str) -> Fit:
    """The comparison's weights and gap."""
    solve: Callable[[Array, Array, int], Fit] = ESTIMATORS[estimator]
    return solve(Y[one.unit, one.columns], Y[np.ix_(one.donors, one.columns)], one.T0)


def path(one: Case, fitted: Fit, length: int) -> Array:
    """The gap by time since the date: column `length` is the date itself, NaN where unknown."""
    gaps = np.full(2 * length, np.nan)
    gaps[one.columns - one.start + length] = fitted.gap
    return gaps
