"""Agencies by their size, within limits that chance and ordinary spread would hold."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from daylight.data.result import Scale
from daylight.report import numbers
from daylight.report.charts import marks
from daylight.report.charts.axes import Ruler, Span
from daylight.report.charts.canvas import Box, Canvas, Spot
from daylight.report.charts.chart import Table
from daylight.report.charts.interval_rows import clear
from daylight.report.charts.marks import Extent
from daylight.report.language import say

MOST_NAMED = 12
TALL = 280.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPoint:
    """One agency: its size and share, and whether it lies beyond the limits."""

    name: str
    size: float
    reach: Extent
    told: str
    is_beyond: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """Points and limits over size, which is drawn on a log axis.

    Parameters
    ----------
    limits
        The funnel's edge: size, lower and upper limit.
    """

    points: tuple[FunnelPoint, ...]
    limits: tuple[tuple[float, float, float], ...]
    span: Span
    x_title: str
    y_title: str

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        top = 10.0
        up = Ruler(self.span, top + TALL, top)
        sizes = [max(p.size, 1.0) for p in self.points] + [s for s, _, _ in self.limits]
        spread = 1.15 if max(sizes) > min(sizes) else 2.0
        reach = Span(
            low=min(sizes) / spread, high=max(sizes) * spread, scale=Scale.RATIO, same=None
        )
        across = Ruler(reach, 50, width - 8)
        for value, text in up.ticks(40):
            canvas.line(Spot(across.start, up.at(value)), Spot(across.end, up.at(value)), "f-grid")
            at = Spot(across.start - 6, up.at(value) + 4)
            canvas.text(at, text, "f-quiet", anchor="end")
        placed = [(across.at(value), numbers.count(value)) for value, _ in across.ticks(70)]
        for x, text in clear(canvas, placed):
            half = canvas.room(text, "f-quiet") / 2
            at = Spot(min(x, width - half), up.start + 16)
            canvas.text(at, text, "f-quiet", anchor="middle")
        for side in (1, 2):
            course = [Spot(across.at(limit[0]), up.at(limit[side])) for limit in self.limits]
            canvas.polyline(course, "f-soft")
        self._points(canvas, across, up)
        lines = canvas.broken(self.x_title, width, "f-quiet")
        canvas.lined(Spot(width / 2, up.start + 34), lines, "f-quiet", anchor="middle")
        return canvas.svg(up.start + 34 + len(lines) * canvas.step("f-quiet") - 8)

    def _points(self, canvas: Canvas, across: Ruler, up: Ruler) -> None:
        taken: list[Box] = []
        inside = [p for p in self.points if not p.is_beyond]
        beyond = sorted((p for p in self.points if p.is_beyond), key=lambda p: -p.size)
        for p in inside:
            at = Spot(across.at(max(p.size, 1.0)), up.at(p.reach.value))
            canvas.circle(at, 3.0, "f-ref", p.reach.data)
        for p in beyond:
            at = Spot(across.at(max(p.size, 1.0)), up.at(p.reach.value))
            marks.lozenge(canvas, at, "f-own", p.reach)
            taken.append(Box(at.x - 5, at.y - 5, 10, 10))
        for p in beyond[:MOST_NAMED]:
            at = Spot(across.at(max(p.size, 1.0)), up.at(p.reach.value))
            self._name(canvas, p.name, at, taken)

    def _name(self, canvas: Canvas, name: str, at: Spot, taken: list[Box]) -> None:
        """A name beside its mark, where it stands clear of others; else only in the table."""
        room = canvas.room(name, "f-small")
        if room > canvas.width / 2:
            return
        height = canvas.small
        for x in (at.x - 9 - room, at.x + 9):
            box = Box(x, at.y - height / 2 - 1, room, height + 2)
            is_on = box.x >= 52 and box.x + box.width <= canvas.width
            if is_on and not any(touch(box, other) for other in taken):
                taken.append(box)
                canvas.text(Spot(x, at.y + 4), name, "f-small f-plate")
                return

    def table(self) -> Table:
        """Every agency; whether it lies beyond the limits, where there are any."""
        columns = (say("Agency", "Cuerpo policial"), self.x_title, self.y_title)
        rows = tuple((p.name, numbers.count(p.size), p.told) for p in self.points)
        if not self.limits:
            return columns, rows
        yes, no = say("yes", "sí"), say("no", "no")
        beyond = (yes if p.is_beyond else no for p in self.points)
        return (
            (*columns, say("Beyond the limits", "Fuera de los límites")),
            tuple((*row, said) for row, said in zip(rows, beyond, strict=True)),
        )

    def vega(self) -> dict[str, Any]:
        """Points; the limits as a second layer."""
        rows = [
            {
                "agency": p.name,
                "size": p.size,
                "value": p.reach.value,
                "where": "beyond the limits" if p.is_beyond else "within them",
            }
            for p in self.points
        ]
        edges = [
            {"size": size, "edge": side, "value": edge}
            for size, low, high in self.limits
            for side, edge in (("low", low), ("high", high))
            if math.isfinite(edge)
        ]
        x = {"field": "size", "type": "quantitative", "scale": {"type": "log"}}
        y = {"field": "value", "type": "quantitative", "title": self.y_title}
        return {
            "data": {"values": rows},
            "layer": [
                {
                    "data": {"values": edges},
                    "mark": "line",
                    "encoding": {"x": x, "y": y, "detail": {"field": "edge"}},
                },
                {"mark": "point", "encoding": {"x": x, "y": y, "shape": {"field": "where"}}},
            ],
        }


def touch(one: Box, other: Box) -> bool:
    """Whether two rectangles overlap."""
    apart = (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )
    return not apart


def named_beyond(points: Sequence[FunnelPoint]) -> str:
    """The names of those beyond the limits, for words."""
    return ", ".join(p.name for p in points if p.is_beyond)
