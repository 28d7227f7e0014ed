"""Officers by month: events, exposure, unit and group, as arrays."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daylight.data.cells import Cells
from daylight.errors import CellsError
from daylight.model.arrays import Array
from daylight.model.officers.records import numbered
from daylight.schema.vocabulary import UNKNOWN


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
        (N, T); exposure is 1 in every month from the officer's first to last where none was given.
    unit
        (N, T) number of the officer's unit as known by that month; all 0 where units were not
        given, and the first recorded one before any was.
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
    """One in every month from an officer's first record on: nobody said when they served."""
    first = np.full(shape[0], shape[1])
    np.minimum.at(first, row, column)
    return (np.arange(shape[1])[None, :] >= first[:, None]).astype(np.float64)


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
    first = (held >= 0).argmax(axis=1)[:, None]
    at = np.where(latest >= 0, latest, first)
    filled = np.take_along_axis(held, at, axis=1)
    nameless = names.index(UNKNOWN) if UNKNOWN in names else 0
    return np.where(filled >= 0, filled, nameless), _spelled(names)


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
