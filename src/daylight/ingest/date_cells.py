"""Real dates beside dates that stayed text: what opening a file in another country's program does.

A program that expects the month first makes `03/01/2021` (3 January) the first of March, and leaves
`13/01/2021` a text. Half of the dates are then real, wrong, and of days 1 to 12 only.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

SLASHED = re.compile(r"^\s*([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{2,4}\b")
MONTHS = 12
ENOUGH = 3
"""Texts and real dates without which nothing is concluded."""


class DateCells:
    """Counts of real dates and of texts that begin with a day above 12, by column."""

    def __init__(self, columns: int) -> None:
        self._real = [0] * columns
        self._late = [0] * columns
        self._texts = [0] * columns
        self._other = [False] * columns

    def note(self, cells: Sequence[Any]) -> None:
        """Look at one row."""
        for place, cell in enumerate(cells):
            if isinstance(cell, date):
                self._real[place] += 1
                self._late[place] += cell.day > MONTHS
            elif isinstance(cell, str) and cell and (found := SLASHED.match(cell)):
                self._texts[place] += 1
                self._other[place] |= int(found[1]) <= MONTHS and int(found[2]) <= MONTHS

    def swapped(self) -> list[int]:
        """Columns whose real dates are all of days 1 to 12 and whose texts are none of them."""
        return [
            place
            for place, real in enumerate(self._real)
            if real >= ENOUGH
            and self._texts[place] >= ENOUGH
            and not self._late[place]
            and not self._other[place]
        ]
