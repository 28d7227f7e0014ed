"""Officers by month: events, exposure, unit and group, as arrays."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daylight.data.cells import Cells
from daylight.errors import CellsError
from daylight.model.arrays import Array, Mask
from daylight.model.officers.records import numbered
from daylight.schema.vocabulary import UNKNOWN

SEEN_MONTHS = 24
"""Where no exposure is given, an officer counts as in service so long from each record on."""

SERVING_MONTHS = 3
"""An officer is in service at a look who had exposure in these months before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Monthly:
    """What is known of each officer in each month.

    Parameters
    ----------
    officers
        (N,) pseudonyms.
    months
        (T,) `YYYY-MM`, every month from the first to the last.
    events, exposure
        (N, T); exposure is 1 in the month of a record and the SEEN_MONTHS − 1 after it where none
        was given.
    unit
        (N, T) number of the officer's unit as known by that month; all 0 where units were not
        given, and that of "not recorded" before any was: nothing later is looked at.
    units, groups, group
        Names of units; names of groups, and (N,) each officer's number among them.
    """

    officers: tuple[str, ...]
    months: tuple[str, ...]
    events: Array
    exposure: Array
    unit: npt.NDArray[np.int64]
    units: tuple[str, ...]
    group: npt.NDArray[np.int64]
    groups: tuple[str, ...]
    has_exposure: bool

    def unit_before(self, until: int) -> npt.NDArray[np.int64]:
        """(N,) the unit in the month before month number `until`: nothing later is looked at."""
        return self.unit[:, max(until - 1, 0)]

    def serving(self, until: int) -> Mask:
        """(N,) who was in service just before month number `until`."""
        return self.within(self.exposure, until, SERVING_MONTHS) > 0

    def within(self, values: Array, until: int, window: int) -> Array:
        """(N,) sums over the `window` months before month number `until`."""
        return np.asarray(values[:, max(until - window, 0) : until].sum(axis=1))


def monthly(cells: Cells, *, group: str = "") -> Monthly:
    """Spread cells by officer and month (`month` as `YYYY-MM`), with unit and group if given."""
    recorded = cells.without_unknown("officer_id", "month")
    officers, row = numbered(recorded, "officer_id")
    months = _calendar([str(p) for p in recorded.keys("month")])
    place = {month: t for t, month in enumerate(months)}
    column = np.array([place[str(p)] for p in recorded.keys("month")], dtype=np.int64)
    shape = (len(officers), len(months))
    events = _spread(recorded.counts("events"), row, column, shape)
    given = "exposure" in recorded.measures
    exposure = (
        _spread(recorded.counts("exposure"), row, column, shape)
        if given
        else _span(row, column, shape)
    )
    unit, units = _by_month(recorded, "unit", row, column, shape)
    number, groups = _last(recorded, group, row, column, len(officers))
    return Monthly(
        officers=officers,
        months=months,
        events=events,
        exposure=exposure,
        unit=unit,
        units=units,
        group=number,
        groups=groups,
        has_exposure=given,
    )


def _calendar(periods: list[str]) -> tuple[str, ...]:
    """Every month from the first to the last."""
    if not periods:
        return ()
    try:
        numbers = [
            int(p[:4]) * 12 + int(p[5:7]) - 1 for p in periods if p[4] == "-" and len(p) == 7
        ]
    except (ValueError, IndexError):
        numbers = []
    if len(numbers) < len(periods):
        raise CellsError("month must be written such as 2017-03 for early intervention")
    return tuple(f"{m // 12}-{m % 12 + 1:02d}" for m in range(min(numbers), max(numbers) + 1))


def _spread(
    values: Array, row: npt.NDArray[np.int64], column: npt.NDArray[np.int64], shape: tuple[int, int]
) -> Array:
    flat = np.bincount(
        row * shape[1] + column, weights=values, minlength=shape[0] * shape[1]
    ).astype(np.float64)
    return flat.reshape(shape)


def _span(
    row: npt.NDArray[np.int64], column: npt.NDArray[np.int64], shape: tuple[int, int]
) -> Array:
    """One in the months from each record on: nobody said when they served, or who left."""
    seen = np.zeros(shape)
    for later in range(min(SEEN_MONTHS, shape[1])):
        held = column + later < shape[1]
        seen[row[held], column[held] + later] = 1.0
    return seen


def _by_month(
    cells: Cells,
    key: str,
    row: npt.NDArray[np.int64],
    column: npt.NDArray[np.int64],
    shape: tuple[int, int],
) -> tuple[npt.NDArray[np.int64], tuple[str, ...]]:
    """Each officer's value of a key by month, the one before kept where a month names none."""
    if key not in cells.by:
        return np.zeros(shape, dtype=np.int64), ("all",)
    names, number = numbered(cells, key)
    known = np.array([name != UNKNOWN for name in names])[number]
    held = np.full(shape, -1, dtype=np.int64)
    held[row[known], column[known]] = number[known]
    latest = np.maximum.accumulate(np.where(held >= 0, np.arange(shape[1]), -1), axis=1)
    filled = np.take_along_axis(held, np.maximum(latest, 0), axis=1)
    if UNKNOWN not in names:
        names = (*names, UNKNOWN)
    return np.where(latest >= 0, filled, names.index(UNKNOWN)), _spelled(names)


def _spelled(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name if name != UNKNOWN else "not recorded" for name in names)


def _last(
    cells: Cells,
    key: str,
    row: npt.NDArray[np.int64],
    column: npt.NDArray[np.int64],
    officers: int,
) -> tuple[npt.NDArray[np.int64], tuple[str, ...]]:
    """Each officer's latest value of a key, as a number; one value for all where there is none."""
    if key not in cells.by:
        return np.zeros(officers, dtype=np.int64), ("all",)
    names, number = numbered(cells, key)
    order = np.lexsort((column, row))
    held = np.zeros(officers, dtype=np.int64)
    held[row[order]] = number[order]
    return held, _spelled(names)
