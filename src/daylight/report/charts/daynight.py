"""Shares by clock time, in daylight and in the dark: a panel for each group."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from daylight.report.charts import marks
from daylight.report.charts.axes import Ruler, Span
from daylight.report.charts.canvas import Canvas, Spot
from daylight.report.charts.chart import Table
from daylight.report.charts.interval_rows import clear
from daylight.report.charts.marks import Extent
from daylight.report.language import say

TALL = 96.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPoint:
    """One clock time in one light: the share, as such and as printed."""

    at: int
    label: str
    is_dark: bool
    reach: Extent
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockPanel:
    """One group: its name, its answer over all clock times, and its points."""

    title: str
    sub: str
    points: tuple[ClockPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNight:
    """Groups under one another on one clock: amber circles by day, violet squares in the dark."""

    panels: tuple[ClockPanel, ...]
    span: Span

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        y = self._key(canvas)
        for panel in self.panels:
            lines = canvas.broken(panel.title, width, "f-bold")
            canvas.lined(Spot(0, y + 13), lines, "f-bold")
            sub = canvas.broken(panel.sub, width, "f-quiet")
            canvas.lined(Spot(0, y + 13 + len(lines) * canvas.step()), sub, "f-quiet")
            top = y + 20 + len(lines) * canvas.step() + len(sub) * canvas.step("f-quiet")
            self._panel(canvas, panel, top)
            y = top + TALL + 28
        return canvas.svg(y)

    def _key(self, canvas: Canvas) -> float:
        words = (say("daylight", "con luz de día"), say("dark", "de noche"))
        marks_of = (("f-lit", False), ("f-unlit", True))
        x = 6.0
        for said, (look, is_dark) in zip(words, marks_of, strict=True):
            self._mark(canvas, Spot(x, 9), look, is_dark=is_dark)
            shown = canvas.broken(said, canvas.width / 2 - 30, "f-bold", 1)
            canvas.lined(Spot(x + 10, 13), shown, f"f-bold {look}")
            x += 34 + canvas.room(shown[0], "f-bold")
        return 22.0

    def _mark(self, canvas: Canvas, at: Spot, look: str, *, is_dark: bool) -> None:
        if is_dark:
            marks.square(canvas, at, look)
        else:
            canvas.circle(at, marks.RADIUS, look)

    def _panel(self, canvas: Canvas, panel: ClockPanel, top: float) -> None:
        up = Ruler(self.span, top + TALL, top)
        start, end = 46.0, canvas.width - 8.0
        for value, text in up.ticks(26):
            canvas.line(Spot(start, up.at(value)), Spot(end, up.at(value)), "f-grid")
            canvas.text(Spot(start - 6, up.at(value) + 4), text, "f-quiet", anchor="end")
        times = sorted({p.at: p.label for one in self.panels for p in one.points}.items())
        first, last = times[0][0], times[-1][0]
        step = min((b[0] - a[0] for a, b in pairwise(times)), default=1)
        reach = last - first + step

        def x(at: float) -> float:
            return start + (at - first + step / 2) / reach * (end - start)

        shift = min(4.5, 0.2 * step / reach * (end - start))
        placed = [(x(at), label) for at, label in times]
        for tick, label in clear(canvas, placed):
            half = canvas.room(label, "f-quiet") / 2
            middle = min(max(tick, half), canvas.width - half)
            canvas.text(Spot(middle, up.start + 16), label, "f-quiet", anchor="middle")
        for p in panel.points:
            look = "f-unlit" if p.is_dark else "f-lit"
            at = Spot(x(p.at) + (shift if p.is_dark else -shift), up.at(p.reach.value))
            marks.upright(canvas, up, p.reach, at.x, look)
            if p.is_dark:
                marks.square(canvas, at, look, p.reach)
            else:
                canvas.circle(at, marks.RADIUS, look, p.reach.data)

    def table(self) -> Table:
        """Every clock time, in both lights."""
        columns = (
            say("Group", "Grupo"),
            say("Clock time", "Hora"),
            say("Light", "Luz"),
            say("Share", "Proporción"),
        )
        rows = tuple(
            (panel.title, p.label, self._light(p), p.told)
            for panel in self.panels
            for p in panel.points
        )
        return columns, rows

    def _light(self, point: ClockPoint) -> str:
        return say("dark", "de noche") if point.is_dark else say("daylight", "con luz de día")

    def vega(self) -> dict[str, Any]:
        """Points by clock time, a panel for each group."""
        rows = [
            {
                "group": panel.title,
                "clock": p.label,
                "light": "dark" if p.is_dark else "daylight",
                "share": p.reach.value,
                "low": p.reach.low,
                "high": p.reach.high,
            }
            for panel in self.panels
            for p in panel.points
        ]
        return {
            "data": {"values": rows},
            "mark": "point",
            "encoding": {
                "x": {"field": "clock", "type": "ordinal", "title": None},
                "y": {"field": "share", "type": "quantitative", "title": None},
                "color": {"field": "light", "type": "nominal"},
                "row": {"field": "group", "type": "nominal", "title": None},
            },
        }
