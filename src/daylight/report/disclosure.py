"""What may leave the agency: no small counts, none that can be worked out, no single officer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import numpy.typing as npt

from daylight.data.result import Estimate, Note, Result
from daylight.disclose.officers import OFFICER_KEYS, may_leave
from daylight.errors import DaylightError

__all__ = [
    "MINIMUM_CELL",
    "OFFICER_KEYS",
    "CountTable",
    "is_withheld",
    "published",
    "release",
    "small_differences",
    "totalled",
]

MINIMUM_CELL = 10
"""Counts from 1 to 9 are withheld."""

TOTAL = "total"

SHOWN_BEFORE = 4
"""How much dearer it is to withhold what was published before than what was not."""

Counts = npt.NDArray[np.int64]
Position = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountTable:
    """A table of counts with its totals, as published: a withheld count is None.

    Parameters
    ----------
    rows, columns
        Names; the last of each is `total`.
    counts
        One tuple per row, as long as `columns`.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int | None, ...], ...]

    def at(self, row: str, column: str) -> int | None:
        """A published count; None where it is withheld or not in the table."""
        if row not in self.rows or column not in self.columns:
            return None
        return self.counts[self.rows.index(row)][self.columns.index(column)]


def totalled(
    rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]]
) -> CountTable:
    """A table of counts with its row, column and grand totals."""
    inner = np.asarray(counts, dtype=np.int64).reshape(len(rows), len(columns))
    if (inner < 0).any():
        raise DaylightError("a table of counts holds a negative count")
    wide = np.column_stack([inner, inner.sum(axis=1)])
    whole = np.vstack([wide, wide.sum(axis=0)])
    return _as_table((*rows, TOTAL), (*columns, TOTAL), whole, np.zeros(whole.shape, bool))


def release(
    table: CountTable, *, minimum: int = MINIMUM_CELL, earlier: CountTable | None = None
) -> CountTable:
    """The table fit to publish: small counts withheld, and enough others that none can be found.

    For every small count that is withheld there is another table, agreeing with every published
    count and total, in which it is not small: so nobody can tell. The same holds for the growth
    since an earlier release where that growth is small. Counts withheld before are withheld
    first, and large counts and totals last.

    Parameters
    ----------
    table
        Complete counts with totals, from `totalled`.
    minimum
        The smallest count other than zero that may be published.
    earlier
        What was published before of the same table, if anything.
    """
    counts = _complete(table)
    before = _before(table, earlier)
    hidden = np.zeros(counts.shape, dtype=bool)
    small = _small(counts, before, minimum)
    for position in small:
        hidden[position] = True
    for position in small:
        need = _need(counts, before, position, minimum)
        for cell in _cheapest(counts, before, hidden, position, need):
            hidden[cell] = True
    return _as_table(table.rows, table.columns, counts, hidden)


def small_differences(
    earlier: CountTable, later: CountTable, *, minimum: int = MINIMUM_CELL
) -> tuple[tuple[str, str], ...]:
    """The cells, by row and column, whose change between two releases is itself a small count."""
    found = []
    for row, column in product(later.rows, later.columns):
        old, new = earlier.at(row, column), later.at(row, column)
        if old is not None and new is not None and 0 < abs(new - old) < minimum:
            found.append((row, column))
    return tuple(found)


def is_withheld(estimate: Estimate, minimum: int) -> bool:
    """Whether an estimate may not be on a public page.

    Single officers are withheld, small counts, and whatever does not say whom it is about. An
    estimate with an officer among its keys is of that officer, whatever its quantity declares.
    """
    return not may_leave(estimate) or 0 < estimate.n < minimum


def published(result: Result, *, minimum: int = 0) -> Result:
    """The result without single officers and without what rests on fewer rows than the minimum.

    A note says how many estimates were withheld.
    """
    kept = tuple(e for e in result.estimates if not is_withheld(e, minimum))
    withheld = len(result.estimates) - len(kept)
    if not withheld:
        return result
    note = Note(code="withheld", facts={"estimates": withheld})
    return replace(result, estimates=kept, notes=(*result.notes, note))


def _complete(table: CountTable) -> Counts:
    if any(count is None for row in table.counts for count in row):
        raise DaylightError("a release starts from complete counts; this table withholds some")
    counts = np.asarray(table.counts, dtype=np.int64)
    if (counts[:, :-1].sum(axis=1) != counts[:, -1]).any() or (
        counts[:-1].sum(axis=0) != counts[-1]
    ).any():
        raise DaylightError("the totals of a table of counts are not its sums")
    return counts


def _before(table: CountTable, earlier: CountTable | None) -> Counts:
    """What was published of each cell before; -1 where nothing was."""
    known = [
        [-1 if earlier is None or (v := earlier.at(r, c)) is None else v for c in table.columns]
        for r in table.rows
    ]
    return np.asarray(known, dtype=np.int64)


def _small(counts: Counts, before: Counts, minimum: int) -> list[Position]:
    growth = np.abs(counts - before)
    small = (counts > 0) & (counts < minimum)
    small |= (before >= 0) & (growth > 0) & (growth < minimum)
    return [(int(i), int(j)) for i, j in np.argwhere(small)]


def _need(counts: Counts, before: Counts, position: Position, minimum: int) -> int:
    """How far a count must be able to rise so that neither it nor its growth is surely small."""
    count, old = int(counts[position]), int(before[position])
    grew_little = old >= 0 and 0 < abs(count - old) < minimum
    return minimum - count + (old if grew_little else 0)


def _cheapest(
    counts: Counts, before: Counts, hidden: npt.NDArray[np.bool_], position: Position, need: int
) -> tuple[Position, Position, Position]:
    """The three cells to withhold with this one that cost least.

    The four corners of a rectangle can be shifted together, up here and down or up there, without
    changing any published sum; those that would fall must be able to fall as far.
    """
    cost = np.where(before >= 0, SHOWN_BEFORE, 1) * (counts + 1)
    cost = np.where(hidden, 0, cost)
    return min(_rectangles(counts, position, need), key=lambda cells: sum(cost[c] for c in cells))


def _rectangles(
    counts: Counts, position: Position, need: int
) -> Iterator[tuple[Position, Position, Position]]:
    i, j = position
    last_row, last_column = counts.shape[0] - 1, counts.shape[1] - 1
    for k, m in product(range(counts.shape[0]), range(counts.shape[1])):
        if k == i or m == j:
            continue
        falls_beside = (j == last_column) == (m == last_column)
        falls_below = (i == last_row) == (k == last_row)
        if falls_beside and counts[i, m] < need:
            continue
        if falls_below and counts[k, j] < need:
            continue
        if falls_beside != falls_below and counts[k, m] < need:
            continue
        yield (i, m), (k, j), (k, m)


def _as_table(
    rows: Sequence[str], columns: Sequence[str], counts: Counts, hidden: npt.NDArray[np.bool_]
) -> CountTable:
    return CountTable(
        rows=tuple(rows),
        columns=tuple(columns),
        counts=tuple(
            tuple(None if hidden[i, j] else int(counts[i, j]) for j in range(len(columns)))
            for i in range(len(rows))
        ),
    )
