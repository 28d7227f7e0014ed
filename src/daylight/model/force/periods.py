"""The periods of a count of force: in order, without holes, and cut where the records change."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.periods import read_calendar
from daylight.model.arrays import Array


class Stretch(NamedTuple):
    """Like periods: their names, their places in whole numbers, and how many make a year."""

    names: tuple[str, ...]
    at: Array
    per_year: int


def named(place: int, per_year: int) -> str:
    """The name of a period: 2017, 2017-Q2, 2017-03."""
    year, part = divmod(place, per_year)
    if per_year == 1:
        return str(year)
    return f"{year}-Q{part + 1}" if per_year == 4 else f"{year}-{part + 1:02d}"


def in_order(names: Sequence[str]) -> Stretch:
    """Periods in time, as they are."""
    calendar = read_calendar(names, where="periods")
    order = np.argsort(calendar.numbers)
    at = np.array(calendar.numbers, dtype=np.float64)[order]
    return Stretch(tuple(names[i] for i in order), at, calendar.per_year)


def without_holes(found: Stretch, left_out: Sequence[str]) -> tuple[Stretch, tuple[str, ...]]:
    """Months and quarters in which nothing was recorded, put in; the periods put in.

    A year without any record is not put in: it is more likely not recorded than quiet.
    """
    if found.per_year == 1:
        return found, ()
    first, last = int(found.at[0]), int(found.at[-1])
    every = [named(place, found.per_year) for place in range(first, last + 1)]
    added = tuple(one for one in every if one not in {*found.names, *left_out})
    return in_order([*found.names, *added]), added


def stretches(found: Stretch, breaks: Sequence[str]) -> list[Stretch]:
    """Periods cut where a break begins; text such as 2017 or 2017-03 sorts in time."""
    groups: list[list[int]] = [[]]
    for row, one in enumerate(found.names):
        if groups[-1] and any(found.names[groups[-1][-1]] < cut <= one for cut in breaks):
            groups.append([])
        groups[-1].append(row)
    return [part(found, rows) for rows in groups if rows]


def part(found: Stretch, rows: Sequence[int]) -> Stretch:
    """Some rows of a stretch."""
    return Stretch(tuple(found.names[row] for row in rows), found.at[list(rows)], found.per_year)


def in_text(cells: Cells, period: str) -> Cells:
    """The cells with their periods as text, whether years were read as numbers or not."""
    column = cells.table[period].cast("string")
    place = cells.table.column_names.index(period)
    return replace(cells, table=cells.table.set_column(place, period, column))


def counted(one: Cells, stretch: Stretch, period: str, measure: str) -> Array:
    """(n,) counts of a measure in each period; zero where there is no row."""
    totals = dict.fromkeys(stretch.names, 0.0)
    rows = zip(one.keys(period), one.counts(measure), strict=True)
    for name, count in rows:
        if name in totals:
            totals[name] += float(count)
    return np.array([totals[name] for name in stretch.names])
