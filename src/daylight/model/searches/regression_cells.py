"""The cells of a regression as arrays."""

from typing import NamedTuple

from daylight.model.arrays import Array, IntArray
from daylight.model.cell_parts import CellPart


class RegressionCells(NamedTuple):
    """Cells of recorded groups: events, stops with the field filled in, codes of each factor."""

    y: Array
    n: Array
    groups: tuple[str, ...]
    group: IntArray
    factors: dict[str, IntArray]
    place: str | None
    parts: tuple[CellPart, ...]

    @property
    def coefficients(self) -> int:
        """How many the full model has."""
        return len(self.groups) + sum(int(f.max(initial=0)) for f in self.factors.values())
