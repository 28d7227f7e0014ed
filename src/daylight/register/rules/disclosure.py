"""Small counts stay private: primary and complementary suppression, and differences of releases.

A table is published with its totals, so a single hidden cell can be worked out by subtraction.
Cells and totals together are a graph: every row and every column is a node, every hidden cell an
edge between its row and its column. A hidden cell can be worked out exactly when its edge is on
no circuit. And where the hidden cells of a line add up to fewer than the minimum, their sum alone
gives away a small group.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from daylight.errors import DaylightError

MINIMUM = 10  # the default of this project; no source fixes a number for police data

Place = tuple[int, int]


class BadTable(DaylightError):
    """A table of counts that is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseTable:
    """Counts by row and column."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        """Refuse what is not a table of counts."""
        wide = all(len(row) == len(self.columns) for row in self.cells)
        if len(self.cells) != len(self.rows) or not wide:
            raise BadTable("the cells do not fit the rows and columns")
        if any(count < 0 for row in self.cells for count in row):
            raise BadTable("a count is negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Protected:
    """A table fit to publish, totals last; None where a count is withheld."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    primary: int
    complementary: int

    def plain(self) -> dict[str, object]:
        """Plain values for JSON, and for comparing with a later release."""
        return {
            "rows": list(self.rows),
            "columns": list(self.columns),
            "cells": [list(row) for row in self.cells],
        }


def protect(
    table: ReleaseTable, *, minimum: int = MINIMUM, earlier: Sequence[Protected] = ()
) -> Protected:
    """Withhold counts of 1 to one below the minimum, and what would give them away.

    `earlier` are releases of the same table: a count that differs from one published before by
    fewer than the minimum is withheld too, because the difference would be a small group.
    """
    full = _with_totals(table)
    names = (*table.rows, "total"), (*table.columns, "total")
    hidden = {place for place, count in full.items() if 0 < count < minimum}
    for release in earlier:
        hidden |= _too_close(full, names, release, minimum)
    primary = len(hidden)
    while True:
        weak = _weak_line(full, hidden, minimum) or _recoverable(hidden)
        if weak is None:
            break
        extra = _cheapest(full, hidden, weak)
        if extra is None:
            hidden = set(full)
            break
        hidden.add(extra)
    return Protected(
        rows=names[0],
        columns=names[1],
        cells=tuple(
            tuple(None if (i, j) in hidden else full[i, j] for j in range(len(names[1])))
            for i in range(len(names[0]))
        ),
        primary=primary,
        complementary=len(hidden) - primary,
    )


def _with_totals(table: ReleaseTable) -> dict[Place, int]:
    full = {(i, j): n for i, row in enumerate(table.cells) for j, n in enumerate(row)}
    right, below = len(table.columns), len(table.rows)
    for i, row in enumerate(table.cells):
        full[i, right] = sum(row)
    for j in range(right):
        full[below, j] = sum(row[j] for row in table.cells)
    full[below, right] = sum(map(sum, table.cells))
    return full


def _too_close(
    full: dict[Place, int],
    names: tuple[tuple[str, ...], tuple[str, ...]],
    release: Protected,
    minimum: int,
) -> set[Place]:
    close = set()
    for (i, j), count in full.items():
        row, column = names[0][i], names[1][j]
        if row in release.rows and column in release.columns:
            before = release.cells[release.rows.index(row)][release.columns.index(column)]
            if before is not None and 0 < abs(count - before) < minimum:
                close.add((i, j))
    return close


def _weak_line(full: dict[Place, int], hidden: set[Place], minimum: int) -> Place | None:
    """A hidden cell of a line whose hidden cells together are still a small group.

    The cells of a line are worked out from its total, so a total that is hidden itself makes the
    sum of the others unknown.
    """
    last_row, last_column = max(full)
    for axis, total in ((0, last_column), (1, last_row)):
        lines: dict[int, list[Place]] = {}
        for place in hidden:
            lines.setdefault(place[axis], []).append(place)
        for places in lines.values():
            inner = [place for place in places if place[1 - axis] != total]
            if len(inner) == len(places) and 0 < sum(full[p] for p in inner) < minimum:
                return min(inner)
    return None


def _recoverable(hidden: set[Place]) -> Place | None:
    """A hidden cell that rows and columns give away: an edge on no circuit."""
    return next((place for place in sorted(hidden) if not _on_circuit(place, hidden)), None)


def _on_circuit(place: Place, hidden: set[Place]) -> bool:
    others = hidden - {place}
    start, goal = ("row", place[0]), ("column", place[1])
    seen, waiting = {start}, [start]
    while waiting:
        kind, index = waiting.pop()
        if (kind, index) == goal:
            return True
        axis = 0 if kind == "row" else 1
        other = "column" if kind == "row" else "row"
        for edge in others:
            node = (other, edge[1 - axis])
            if edge[axis] == index and node not in seen:
                seen.add(node)
                waiting.append(node)
    return False


def _cheapest(full: dict[Place, int], hidden: set[Place], weak: Place) -> Place | None:
    """The smallest count still shown in the weak cell's row or column; totals go last, zeros too.

    A zero hides nothing: everyone can guess it.
    """
    last_row, last_column = max(full)
    lines = [place for place in full if place not in hidden and _shares_line(place, weak)]
    if not lines:
        lines = [place for place in full if place not in hidden]
    ranked = sorted(
        lines,
        key=lambda place: (
            full[place] == 0,
            place[0] == last_row or place[1] == last_column,
            full[place],
            place,
        ),
    )
    return ranked[0] if ranked else None


def _shares_line(place: Place, other: Place) -> bool:
    return place[0] == other[0] or place[1] == other[1]


def publishable_n(n: int | None, *, minimum: int = MINIMUM) -> bool:
    """Whether a number resting on so many rows may be published."""
    return n is not None and (n == 0 or n >= minimum)
