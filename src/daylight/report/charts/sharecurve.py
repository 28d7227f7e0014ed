"""Concentration against chance: what share of all events the busiest officers or places have."""

from dataclasses import dataclass
from typing import Any

from daylight.data.result import Scale
from daylight.report import numbers
from daylight.report.charts import marks
from daylight.report.charts.axes import Ruler, Span
from daylight.report.charts.canvas import Canvas, Spot
from daylight.report.charts.chart import Table
from daylight.report.charts.interval_rows import clear
from daylight.report.charts.marks import Extent
from daylight.report.language import say

WHOLE = Span(low=0.0, high=1.0, scale=Scale.PROPORTION, same=None)
LOOKS = ("f-line", "f-line2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """One curve: its name, its points from (0, 0) to (1, 1), and what is said of it."""

    name: str
    points: tuple[tuple[float, float], ...]
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCurves:
    """What is observed, and what chance alone would give; a thin line where all have the same.

    Parameters
    ----------
    marked
        The share of holders at which both curves carry a mark; none where None.
    """

    observed: Curve
    by_chance: Curve | None
    x_title: str
    y_title: str
    marked: float | None = None

    @property
    def curves(self) -> tuple[Curve, ...]:
        """The curves that are drawn."""
        return (self.observed, *([self.by_chance] if self.by_chance else []))

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        y = 12.0
        for line in canvas.broken(self.y_title, width, "f-quiet"):
            canvas.text(Spot(0, y), line, "f-quiet")
            y += canvas.step("f-quiet")
        side = min(width - 60.0, 330.0)
        top = y + 2
        across = Ruler(WHOLE, 44, width - 18)
        up = Ruler(WHOLE, top + side * 0.8, top)
        self._grid(canvas, across, up)
        shapes = [[Spot(across.at(x), up.at(v)) for x, v in c.points] for c in self.curves]
        if len(shapes) == 2:
            canvas.polygon([*shapes[0], *reversed(shapes[1])], "f-band")
        canvas.line(Spot(across.start, up.start), Spot(across.end, up.end), "f-soft")
        for shape, look in reversed(list(zip(shapes, LOOKS, strict=False))):
            canvas.polyline(shape, look)
        self._marks(canvas, across, up)
        return canvas.svg(self._key(canvas, up.start + 20))

    def _grid(self, canvas: Canvas, across: Ruler, up: Ruler) -> None:
        for value, text in up.ticks(40):
            canvas.line(Spot(across.start, up.at(value)), Spot(across.end, up.at(value)), "f-grid")
            at = Spot(across.start - 6, up.at(value) + 4)
            canvas.text(at, text, "f-quiet", anchor="end")
        placed = [(across.at(value), text) for value, text in across.ticks(50)]
        for x, text in clear(canvas, placed):
            canvas.text(Spot(x, up.start + 16), text, "f-quiet", anchor="middle")

    def _marks(self, canvas: Canvas, across: Ruler, up: Ruler) -> None:
        if self.marked is None:
            return
        x = across.at(self.marked)
        canvas.line(Spot(x, up.start), Spot(x, up.end), "f-soft")
        for curve, look in zip(self.curves, ("f-own", "f-ref"), strict=False):
            held = value_at(curve, self.marked)
            reach = Extent(held, float("nan"), float("nan"))
            marks.lozenge(canvas, Spot(x, up.at(held)), look, reach)

    def _key(self, canvas: Canvas, y: float) -> float:
        """What lies below: the axis's name, then each line by its look."""
        for line in canvas.broken(self.x_title, canvas.width - 44, "f-quiet"):
            y += canvas.step("f-quiet")
            canvas.text(Spot(44, y), line, "f-quiet")
        same = Curve(name=say("All the same", "Todos igual"), points=())
        for curve, look in zip(
            (*self.curves, same), (*LOOKS[: len(self.curves)], "f-soft"), strict=True
        ):
            y += 20
            canvas.line(Spot(44, y - 4), Spot(70, y - 4), look)
            words = f"{curve.name}: {curve.said}" if curve.said else curve.name
            lines = canvas.broken(words, canvas.width - 78)
            canvas.lined(Spot(78, y), lines)
            y += (len(lines) - 1) * canvas.step()
        return y + 8

    def table(self) -> Table:
        """Every point of every curve."""
        columns = (say("Curve", "Curva"), self.x_title, self.y_title)
        rows = tuple(
            (curve.name, numbers.percent(x), numbers.percent(y))
            for curve in self.curves
            for x, y in curve.points
        )
        return columns, rows

    def vega(self) -> dict[str, Any]:
        """Lines, told apart by colour and dash."""
        rows = [
            {"line": curve.name, "x": x, "y": y} for curve in self.curves for x, y in curve.points
        ]
        line = {"field": "line", "type": "nominal", "title": None}
        return {
            "data": {"values": rows},
            "mark": "line",
            "encoding": {
                "x": {"field": "x", "type": "quantitative", "title": self.x_title},
                "y": {"field": "y", "type": "quantitative", "title": self.y_title},
                "color": line,
                "strokeDash": line,
            },
        }


def value_at(curve: Curve, x: float) -> float:
    """The height of a curve, between its points as along a straight line."""
    before = [p for p in curve.points if p[0] <= x + 1e-12]
    after = [p for p in curve.points if p[0] >= x - 1e-12]
    if not before or not after:
        return float("nan")
    (x0, y0), (x1, y1) = max(before), min(after)
    return y0 if x1 <= x0 else y0 + (x - x0) / (x1 - x0) * (y1 - y0)
