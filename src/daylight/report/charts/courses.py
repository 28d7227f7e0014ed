"""Courses over time: one panel for each group or kind, with breaks marked."""

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Any

from daylight.report import numbers
from daylight.report.charts import marks
from daylight.report.charts.axes import Ruler, Span
from daylight.report.charts.canvas import Box, Canvas, Spot
from daylight.report.charts.chart import Table
from daylight.report.charts.interval_rows import clear
from daylight.report.charts.marks import Extent
from daylight.report.language import say

GUTTER = 20.0
MOST_DOTS = 9
"""A line of more points carries no marks."""


class CourseForm(StrEnum):
    """How the points of a course are drawn."""

    BARS = "bars"
    DOTS = "dots"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePoint:
    """One moment: where it stands, what it is called, its number as such and as printed.

    Parameters
    ----------
    stretch
        Points of one stretch are joined; a break in how things are recorded parts two stretches.
    """

    at: float
    label: str
    reach: Extent
    told: str = ""
    stretch: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One panel: its points, and a band behind them where there is one."""

    title: str
    span: Span
    points: tuple[CoursePoint, ...]
    sub: str = ""
    band: tuple[CoursePoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Courses:
    """Panels over the same stretch of time.

    Parameters
    ----------
    breaks
        Timeline at which something changed, with what; a dashed upright line each.
    """

    panels: tuple[Course, ...]
    form: CourseForm = CourseForm.DOTS
    breaks: tuple[tuple[float, str], ...] = ()
    x_title: str = ""

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        columns = self._columns(canvas)
        room = (width - GUTTER * (columns - 1)) / columns
        y = 0.0
        for start in range(0, len(self.panels), columns):
            row = self.panels[start : start + columns]
            heads = [self._head(canvas, panel, room) for panel in row]
            head = max(heads)
            for n, panel in enumerate(row):
                box = Box(n * (room + GUTTER), y + head, room, self._tall(canvas))
                self._words(canvas, panel, Box(box.x, y, room, head))
                _Panel(canvas, self, panel, box).draw()
            y += head + self._tall(canvas) + 26
        return canvas.svg(self._foot(canvas, y))

    def _columns(self, canvas: Canvas) -> int:
        count = len(self.panels)
        if canvas.is_narrow:
            return 1 if count <= 2 else 2
        return count if count <= 2 else (2 if count == 4 else 3)

    def _tall(self, canvas: Canvas) -> float:
        if len(self.panels) == 1:
            return 210.0
        return 150.0 if len(self.panels) == 2 and not canvas.is_narrow else 104.0

    def _head(self, canvas: Canvas, panel: Course, room: float) -> float:
        lines = len(canvas.broken(panel.title, room, "f-bold"))
        sub = len(canvas.broken(panel.sub, room, "f-quiet"))
        return lines * canvas.step() + sub * canvas.step("f-quiet") + 12

    def _words(self, canvas: Canvas, panel: Course, box: Box) -> None:
        lines = canvas.broken(panel.title, box.width, "f-bold")
        canvas.lined(Spot(box.x, box.y + 12), lines, "f-bold")
        y = box.y + 12 + len(lines) * canvas.step()
        canvas.lined(Spot(box.x, y), canvas.broken(panel.sub, box.width, "f-quiet"), "f-quiet")

    def _foot(self, canvas: Canvas, y: float) -> float:
        """What the positions are, and what happened at each dashed line."""
        if self.x_title:
            lines = canvas.broken(self.x_title, canvas.width, "f-quiet")
            canvas.lined(Spot(canvas.width / 2, y + 6), lines, "f-quiet", anchor="middle")
            y += 6 + len(lines) * canvas.step("f-quiet")
        for _, words in self.breaks:
            canvas.line(Spot(2, y + 2), Spot(2, y + 14), "f-break")
            lines = canvas.broken(words, canvas.width - 12, "f-quiet")
            canvas.lined(Spot(10, y + 12), lines, "f-quiet")
            y += 4 + len(lines) * canvas.step("f-quiet")
        return y + 2

    def table(self) -> Table:
        """Every point of every panel."""
        columns = (
            say("Panel", "Panel"),
            say("When", "Cuándo"),
            say("Value", "Valor"),
            say("Lowest", "Mínimo"),
            say("Highest", "Máximo"),
        )
        rows = tuple(
            (panel.title, p.label, p.told, _told(p.reach.low), _told(p.reach.high))
            for panel in self.panels
            for p in panel.points
        )
        return columns, rows

    def vega(self) -> dict[str, Any]:
        """Lines, a panel each."""
        rows = [
            {
                "panel": panel.title,
                "when": p.label,
                "at": p.at,
                "value": p.reach.value,
                "low": None if math.isnan(p.reach.low) else p.reach.low,
                "high": None if math.isnan(p.reach.high) else p.reach.high,
            }
            for panel in self.panels
            for p in panel.points
        ]
        at = {"field": "at", "type": "quantitative", "title": self.x_title or None}
        return {
            "data": {"values": rows},
            "mark": "bar" if self.form is CourseForm.BARS else "line",
            "encoding": {
                "x": at,
                "y": {"field": "value", "type": "quantitative", "title": None},
                "facet": {"field": "panel", "type": "nominal", "columns": 3, "title": None},
            },
        }


def _told(number: float) -> str:
    return "" if math.isnan(number) else numbers.minus(numbers.number(number))


class _Panel:
    """One panel on a sheet."""

    def __init__(self, canvas: Canvas, whole: Courses, panel: Course, box: Box) -> None:
        self.canvas, self.whole, self.panel, self.box = canvas, whole, panel, box
        self.y = Ruler(panel.span, box.y + box.height, box.y)
        self.ticks = self.y.ticks(30)
        left = max([0.0, *(canvas.room(text, "f-quiet") for _, text in self.ticks)]) + 8
        every = sorted({p.at for one in whole.panels for p in (*one.points, *one.band)})
        self.first, self.last = every[0], every[-1]
        self.step = min((b - a for a, b in pairwise(every)), default=1.0) or 1.0
        pad = self.step / 2
        self.reach = max(self.last - self.first + 2 * pad, 1e-9)
        self.start, self.end, self.pad = box.x + left, box.x + box.width - 4, pad

    def x(self, at: float) -> float:
        """Where a moment stands."""
        part = (at - self.first + self.pad) / self.reach
        return self.start + min(max(part, 0.0), 1.0) * (self.end - self.start)

    def draw(self) -> None:
        """Axes, breaks, band and points."""
        self._grid()
        for at, _ in self.whole.breaks:
            if self.first - self.pad <= at <= self.last + self.pad:
                x = self.x(at)
                top = Spot(x, self.box.y - 3)
                self.canvas.line(top, Spot(x, self.box.y + self.box.height), "f-break")
        self._band(self.panel.band, "f-band2")
        for _, points in groupby(self.panel.points, key=lambda p: p.stretch):
            self._stretch(list(points))

    def _grid(self) -> None:
        canvas, box = self.canvas, self.box
        for value, text in self.ticks:
            y = self.y.at(value)
            look = "f-same" if value == self.panel.span.same else "f-grid"
            canvas.line(Spot(self.start, y), Spot(self.end, y), look)
            canvas.text(Spot(self.start - 5, y + 4), text, "f-quiet", anchor="end")
        bottom = box.y + box.height
        canvas.line(Spot(self.start, bottom), Spot(self.end, bottom), "f-axis")
        labels = {p.at: p.label for p in self.panel.points}
        placed = [(self._within(at, text), text) for at, text in sorted(labels.items())]
        for x, text in clear(canvas, placed):
            canvas.text(Spot(x, bottom + 15), text, "f-quiet", anchor="middle")

    def _within(self, at: float, text: str) -> float:
        half = self.canvas.room(text, "f-quiet") / 2
        return max(min(self.x(at), self.box.x + self.box.width - half), self.box.x + half)

    def _band(self, points: tuple[CoursePoint, ...] | list[CoursePoint], look: str) -> None:
        known = [p for p in points if not math.isnan(p.reach.low)]
        if len(known) < 2:
            return
        upper = [Spot(self.x(p.at), self.y.at(p.reach.high)) for p in known]
        lower = [Spot(self.x(p.at), self.y.at(p.reach.low)) for p in known]
        self.canvas.polygon([*upper, *reversed(lower)], look)

    def _stretch(self, points: list[CoursePoint]) -> None:
        if self.whole.form is CourseForm.BARS:
            self._bars(points)
            return
        if self.whole.form is CourseForm.LINE:
            self._band(points, "f-band")
        if self.whole.form is CourseForm.LINE or self.panel.band:
            course = [Spot(self.x(p.at), self.y.at(p.reach.value)) for p in points]
            self.canvas.polyline(course, "f-line")
        for p in points:
            at = Spot(self.x(p.at), self.y.at(p.reach.value))
            if self.whole.form is CourseForm.DOTS and not self.panel.band:
                marks.upright(self.canvas, self.y, p.reach, at.x)
            if self.whole.form is CourseForm.DOTS or len(self.panel.points) <= MOST_DOTS:
                marks.lozenge(self.canvas, at, "f-own f-point", p.reach)

    def _bars(self, points: list[CoursePoint]) -> None:
        bottom = self.box.y + self.box.height
        wide = max(1.0, self.step / self.reach * (self.end - self.start) - 1)
        for p in points:
            top = self.y.at(p.reach.value)
            box = Box(self.x(p.at) - wide / 2, top, wide, max(0.0, bottom - top))
            self.canvas.rect(box, "f-bar", p.reach.data)
