"""The attacker's linear programs: cells that are not printed, between totals that are."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_matrix

from daylight.disclose.readings import PossibleCounts, resolution, span_of
from daylight.disclose.surfaces import FoundRow

Keys = tuple[tuple[str, str], ...]

UNNAMED = "in no published group"
"""A group that a reader supposes where all that are named are printed."""

CEILING = 1_000_000_000
"""No count is taken to be larger."""

TOO_MANY = 600
"""A table with more unknown cells than this is not tried."""


@dataclass(frozen=True, slots=True)
class GroupFamily:
    """Rows of one quantity that differ in one key alone: groups that may add up to a total."""

    unit: str
    key: str
    above: Keys
    rows: tuple[FoundRow, ...]

    def spans(self, by: int) -> Iterator[PossibleCounts]:
        """What each group's count may be."""
        for row in self.rows:
            yield span_of(row.n or 0, by)


def families(rows: Sequence[FoundRow]) -> Iterator[GroupFamily]:
    """Every set of rows that differ in one key alone."""
    found: dict[tuple[str, str, str, str, str, Keys], dict[Keys, FoundRow]] = {}
    for row in rows:
        if row.compared_with or row.n is None:
            continue
        for key, _ in row.keys:
            above = tuple(pair for pair in row.keys if pair[0] != key)
            name = (row.question, row.quantity, row.variant, row.unit, key, above)
            found.setdefault(name, {})[row.keys] = row
    for (_, _, _, unit, key, above), members in found.items():
        yield GroupFamily(unit, key, above, tuple(members.values()))


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A cell that is not printed and yet surely small."""

    what: str
    keys: Keys
    low: int
    high: int
    file: str


def narrowed(
    rows: Sequence[FoundRow], by: int, minimum: int, *, are_all_named: bool
) -> Iterator[Narrowed]:
    """The cells of every question's table that its totals give away.

    Where there are groups that are named nowhere, a sum may hold one beside those that are.
    """
    tables: dict[tuple[str, str], list[FoundRow]] = {}
    for row in rows:
        if not row.compared_with and row.n is not None:
            tables.setdefault((row.unit, ""), []).append(row)
            tables.setdefault((row.unit, row.question), []).append(row)
    for (unit, question), found in tables.items():
        if question and len(found) == len(tables[unit, ""]):
            continue
        yield from _CellTable(unit, tuple(found), by, are_all_named).small(minimum)


class _CellTable:
    """All that is printed of one unit: counts by keys, and shares of them."""

    def __init__(self, unit: str, rows: tuple[FoundRow, ...], by: int, are_all_named: bool) -> None:
        self.unit, self.rows, self.by = unit, rows, by
        self.are_all_named = are_all_named
        self.places: dict[tuple[str, Keys], int] = {}
        self.forms: list[tuple[dict[int, float], float, float]] = []

    @cached_property
    def printed(self) -> dict[Keys, PossibleCounts | None]:
        """Keys → what the count may be; None where two questions print different counts of it."""
        found: dict[Keys, PossibleCounts | None] = {}
        for row in self.rows:
            span = span_of(row.n or 0, self.by)
            found[row.keys] = span if found.get(row.keys, span) == span else None
        return found

    def small(self, minimum: int) -> Iterator[Narrowed]:
        """What is surely small and not printed."""
        if not self._build():
            return
        unknown = [one for one in self.places if self._is_unknown(one)]
        if not unknown or len(unknown) > TOO_MANY or not self._is_possible():
            return
        for (name, keys), ends in zip(unknown, self._ends(unknown), strict=True):
            if ends.is_small(minimum):
                what = f"{self.unit}{' that are ' + name if name else ''}"
                yield Narrowed(what, keys, ends.low, ends.high, self.rows[0].file)

    def _is_unknown(self, one: tuple[str, Keys]) -> bool:
        name, keys = one
        return bool(name) or self.printed.get(keys) is None

    def _build(self) -> bool:
        """Cells of the same keys add up to the cell with one key fewer, where that is printed."""
        levels: dict[str, set[str]] = {}
        for keys in self.printed:
            for key, at in keys:
                levels.setdefault(key, set()).add(at)
        shapes = {tuple(key for key, _ in keys) for keys in self.printed}
        adds_up = False
        for shape in sorted(shapes):
            for key in shape:
                rest = tuple(k for k in shape if k != key)
                if rest in shapes:
                    adds_up |= self._add(key, rest, levels)
        for keys, span in self.printed.items():
            if span is not None:
                self.forms.append(({self._place("", keys): 1.0}, span.low, span.high))
        self._shares()
        return adds_up

    def _add(self, key: str, rest: tuple[str, ...], levels: dict[str, set[str]]) -> bool:
        added = False
        for keys in [k for k in self.printed if tuple(name for name, _ in k) == rest]:
            cells = [tuple(sorted((*keys, (key, at)))) for at in sorted(levels[key])]
            missing = [cell for cell in cells if cell not in self.printed]
            if len(missing) == len(cells):
                continue
            if not (missing and self.are_all_named):
                cells.append(tuple(sorted((*keys, (key, UNNAMED)))))
            for name in ("", *self._names(keys)):
                form = {self._place(name, cell): 1.0 for cell in cells}
                form[self._place(name, keys)] = -1.0
                self.forms.append((form, 0.0, 0.0))
            added = True
        return added

    def _names(self, keys: Keys) -> list[str]:
        """Shares that are printed of these keys."""
        return sorted({_name(r) for r in self.rows if r.keys == keys and _is_share(r)})

    def _shares(self) -> None:
        for row in filter(_is_share, self.rows):
            top, whole = self._place(_name(row), row.keys), self._place("", row.keys)
            value = row.numbers["value"]
            half = resolution(value) or 1e-9
            self.forms.append(({top: 1.0, whole: -(value + half)}, -math.inf, 0.0))
            self.forms.append(({top: 1.0, whole: -(value - half)}, 0.0, math.inf))
        for (name, keys), place in list(self.places.items()):
            if name:
                self.forms.append(({place: 1.0, self._place("", keys): -1.0}, -math.inf, 0.0))

    def _place(self, name: str, keys: Keys) -> int:
        return self.places.setdefault((name, keys), len(self.places))

    @cached_property
    def _program(self) -> tuple[csr_matrix, list[float]]:
        """All forms as rows that are at most a number."""
        signed = [(form, 1.0, high) for form, _, high in self.forms if math.isfinite(high)]
        signed += [(form, -1.0, -low) for form, low, _ in self.forms if math.isfinite(low)]
        lines = [i for i, (form, _, _) in enumerate(signed) for _ in form]
        places = [place for form, _, _ in signed for place in form]
        values = [sign * c for form, sign, _ in signed for c in form.values()]
        shape = (len(signed), len(self.places))
        return csr_matrix((values, (lines, places)), shape=shape), [at for _, _, at in signed]

    def _is_possible(self) -> bool:
        rows, limits = self._program
        return bool(linprog(np.zeros(rows.shape[1]), A_ub=rows, b_ub=limits).status == 0)

    def _ends(self, unknown: Sequence[tuple[str, Keys]]) -> list[PossibleCounts]:
        """Between what each can lie: all lower ends at once, then the upper where it pays."""
        lows = self._least([self.places[one] for one in unknown], 1.0)
        firsts = [math.ceil(low - 1e-6) for low in lows]
        worth = [one for one, first in zip(unknown, firsts, strict=True) if first >= 1]
        highs = self._least([self.places[one] for one in worth], -1.0)
        lasts = dict(zip(worth, (math.floor(-high + 1e-6) for high in highs), strict=True))
        return [
            PossibleCounts(first, lasts.get(one, CEILING))
            for one, first in zip(unknown, firsts, strict=True)
        ]

    def _least(self, places: Sequence[int], sign: float) -> list[float]:
        """The least that each count, or its negative, can be."""
        if not places:
            return []
        rows, limits = self._program
        width, blocks = rows.shape[1], len(places)
        aim = np.zeros(width * blocks)
        for block, place in enumerate(places):
            aim[block * width + place] = sign
        found = linprog(
            aim,
            A_ub=block_diag([rows] * blocks, format="csr"),
            b_ub=limits * blocks,
            bounds=(0, CEILING),
        )
        if found.status != 0:
            return [0.0 if sign > 0 else -float(CEILING)] * blocks
        return [sign * found.x[b * width + place] for b, place in enumerate(places)]


def _name(row: FoundRow) -> str:
    """What is shared: a quantity of one question, since another may count other events by it."""
    return f"{row.quantity} ({row.question})" if row.question else row.quantity


def _is_share(row: FoundRow) -> bool:
    return row.scale in {"proportion", "probability"} and 0 <= row.numbers["value"] <= 1
