"""What the methods on officers share: names as numbers, exposure, percentile intervals."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from daylight.data.cells import Cells
from daylight.model.arrays import Array, IntArray
from daylight.model.intervals import Interval


def numbered(cells: Cells, key: str) -> tuple[tuple[str, ...], IntArray]:
    """The distinct values of a key as text, and each row's number among them."""
    names, number = np.unique(cells.keys(key).astype(str), return_inverse=True)
    return tuple(names.tolist()), np.asarray(number, dtype=np.int64)


class PeriodGrid(NamedTuple):
    """(officers × periods) events and exposure; exposure is 1 where none was given."""

    events: Array
    exposure: Array
    periods: tuple[str, ...]
    has_exposure: bool


def sorted_periods(labels: npt.NDArray[Any]) -> list[Any]:
    """The distinct periods in order of time: numbers by value, text by the alphabet."""
    return sorted(set(labels.tolist()), key=lambda p: (not isinstance(p, int), p))


def period_grid(cells: Cells) -> PeriodGrid:
    """Officers by period; one period where the cells have none."""
    keys = ("officer_id", "period") if "period" in cells.by else ("officer_id",)
    known = cells.collapse(*keys).without_unknown(*keys)
    officers, i = numbered(known, "officer_id")
    events, exposure, order = spread(known, i, len(officers))
    return PeriodGrid(events, exposure, order, "exposure" in known.measures)


def spread(known: Cells, row: IntArray, rows: int) -> tuple[Array, Array, tuple[str, ...]]:
    """(rows × periods) events and exposure, and the periods in order of time."""
    if "period" in known.by:
        labels = known.keys("period")
        order = sorted_periods(labels)
        place = {period: t for t, period in enumerate(order)}
        column = np.array([place[p] for p in labels.tolist()], dtype=np.int64)
    else:
        order, column = ["all"], np.zeros(len(known), dtype=np.int64)
    events = np.zeros((rows, len(order)))
    np.add.at(events, (row, column), known.counts("events"))
    if "exposure" not in known.measures:
        return events, np.ones_like(events), tuple(str(p) for p in order)
    exposure = np.zeros_like(events)
    np.add.at(exposure, (row, column), known.counts("exposure"))
    return events, exposure, tuple(str(p) for p in order)


def cut(grid: PeriodGrid) -> int:
    """How many periods the earlier part of a record has.

    Estimand: none; it is the cut after which the thinnest share is largest, of events and (where
    it is given) of exposure, before it and after it. Equal cuts go to the one nearer the middle.
    Method: every cut is looked at.
    Refuses: never; one period gives 1.
    Reference: Chalfin & Kaplan (2021), temporal split.
    """
    n = len(grid.periods)
    parts = (grid.events, grid.exposure) if grid.has_exposure else (grid.events,)
    held = [part.sum(axis=0) / max(part.sum(), 1e-12) for part in parts]
    before = np.array([np.cumsum(share)[:-1] for share in held])
    if n < 2:
        return 1
    thinnest = np.minimum(before, 1 - before).min(axis=0)
    middle = np.abs(np.arange(1, n) - n / 2)
    return int(np.lexsort((middle, -thinnest.round(9)))[0]) + 1


def exposure_of(cells: Cells) -> Array:
    """The exposure of each row; 1 where none was given."""
    return cells.counts("exposure") if "exposure" in cells.measures else np.ones(len(cells))


def percentiles(value: float, draws: Array, level: float) -> Interval:
    """A value with the bounds that leave out the same share of the draws on both sides."""
    bounds: Any = np.nanquantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return Interval.of(value, *bounds)
