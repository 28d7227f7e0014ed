"""Marks of pictures: intervals that may leave the axis, and how sure a finding is."""

import math
from typing import NamedTuple

from daylight.report.charts.axes import Ruler
from daylight.report.charts.canvas import Box, Canvas, Spot

RADIUS = 3.4


class Extent(NamedTuple):
    """A value with the ends of its interval; NaN where it has none."""

    value: float
    low: float
    high: float

    @property
    def data(self) -> dict[str, object]:
        """Its numbers as a drawing carries them."""
        return {"value": repr(self.value), "low": repr(self.low), "high": repr(self.high)}


def lying(canvas: Canvas, axis: Ruler, reach: Extent, y: float, look: str = "f-own") -> None:
    """An interval along a lying axis; an end beyond the axis is an arrow."""
    for side, x in _ends(canvas, axis, reach, y, look):
        canvas.polygon([Spot(x, y), Spot(x - 6 * side, y - 4), Spot(x - 6 * side, y + 4)], look)


def _ends(
    canvas: Canvas, axis: Ruler, reach: Extent, y: float, look: str
) -> list[tuple[int, float]]:
    low, high = _bounds(reach)
    canvas.line(Spot(axis.at(low), y), Spot(axis.at(high), y), f"{look} f-reach")
    return [(side, axis.at(end)) for side, end in beyond(axis, reach)]


def upright(canvas: Canvas, axis: Ruler, reach: Extent, x: float, look: str = "f-own") -> None:
    """An interval along an upright axis; an end beyond the axis is an arrow."""
    low, high = _bounds(reach)
    canvas.line(Spot(x, axis.at(low)), Spot(x, axis.at(high)), f"{look} f-reach")
    for side, end in beyond(axis, reach):
        y = axis.at(end)
        canvas.polygon([Spot(x, y), Spot(x - 4, y + 6 * side), Spot(x + 4, y + 6 * side)], look)


def _bounds(reach: Extent) -> tuple[float, float]:
    low = reach.value if math.isnan(reach.low) else reach.low
    high = reach.value if math.isnan(reach.high) else reach.high
    return low, high


def beyond(axis: Ruler, reach: Extent) -> list[tuple[int, float]]:
    """The ends of an axis that an interval goes past: −1 and +1, with the values there."""
    low, high = _bounds(reach)
    sides = [(-1, axis.span.low)] if low < axis.span.low else []
    return sides + ([(1, axis.span.high)] if high > axis.span.high else [])


def lozenge(
    canvas: Canvas, at: Spot, look: str = "f-own", reach: Extent | None = None, r: float = 5.0
) -> None:
    """An estimate that was not weighed; `r` from its middle to a corner."""
    ring = [Spot(at.x, at.y - r), Spot(at.x + r, at.y), Spot(at.x, at.y + r), Spot(at.x - r, at.y)]
    canvas.polygon(ring, look, reach.data if reach else None)


def square(canvas: Canvas, at: Spot, look: str, reach: Extent | None = None) -> None:
    """A second kind of mark beside circles."""
    box = Box(at.x - 3.6, at.y - 3.6, 7.2, 7.2)
    canvas.rect(box, look, reach.data if reach else None)


def weighed(canvas: Canvas, at: Spot, grade: int, reach: Extent | None = None) -> None:
    """A finding by its grade: hollow, solid, in a ring, in two rings."""
    data = {"grade": grade, **(reach.data if reach else {})}
    for ring in range(2, grade):
        canvas.circle(at, RADIUS + 2.6 * (ring - 1), "f-ring")
    canvas.circle(at, RADIUS, "f-own f-hollow" if grade == 1 else "f-own", data)
