"""Two groups over strata: two marks a row, the distance between them as a band."""

from dataclasses import dataclass
from typing import Any

from daylight.report.charts import marks
from daylight.report.charts.axes import Ruler, Span
from daylight.report.charts.canvas import Box, Canvas, Spot
from daylight.report.charts.chart import Table
from daylight.report.charts.interval_rows import ticks_above
from daylight.report.charts.marks import Extent
from daylight.report.language import say

LOOKS = ("f-ref", "f-own")


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One stratum: both groups, as numbers and as printed, and one divided by the other."""

    label: str
    reaches: tuple[Extent | None, Extent | None]
    told: tuple[str, str]
    sub: str = ""
    ratio: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Two groups over strata on one axis.

    Parameters
    ----------
    names
        The groups, the one compared with first.
    label_w
        Room for the labels, in units; as much as they need where None.
    """

    names: tuple[str, str]
    rows: tuple[PairRow, ...]
    span: Span
    label_w: float | None = None

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        most = 112.0 if canvas.is_narrow else 200.0
        needed = max(max(canvas.room(r.label), canvas.room(r.sub, "f-quiet")) for r in self.rows)
        label_w = min(needed, most) if self.label_w is None else self.label_w
        ratios = max([0.0, *(canvas.room(row.ratio, "f-bold") for row in self.rows)])
        axis = Ruler(self.span, label_w + 12, width - ratios - 22)
        y = self._key(canvas)
        top = y + 22
        heights = [self._height(canvas, row, label_w) for row in self.rows]
        ticks_above(canvas, axis, top, top + sum(heights))
        y = top
        for row, height in zip(self.rows, heights, strict=True):
            self._words(canvas, row, Box(0, y, label_w, height))
            self._marks(canvas, axis, row, y + height / 2)
            y += height
        return canvas.svg(y + 4)

    def _key(self, canvas: Canvas) -> float:
        """What the marks are called, over the plot."""
        x, y = 6.0, 12.0
        for name, look in zip(self.names, LOOKS, strict=True):
            if x > 6 and x + 14 + canvas.room(name, "f-bold") > canvas.width:
                x, y = 6.0, y + canvas.step() + 2
            marks.lozenge(canvas, Spot(x, y - 4), look)
            shown = canvas.broken(name, canvas.width - x - 14, "f-bold", 1)
            canvas.lined(Spot(x + 11, y), shown, "f-bold")
            x += 34 + canvas.room(shown[0], "f-bold")
        return y + 6

    def _height(self, canvas: Canvas, row: PairRow, label_w: float) -> float:
        lines = len(canvas.broken(row.label, label_w, most=3)) * canvas.step()
        return max(24.0, lines + (canvas.step("f-quiet") if row.sub else 0) + 7)

    def _words(self, canvas: Canvas, row: PairRow, box: Box) -> None:
        lines = canvas.broken(row.label, box.width, most=3)
        tall = len(lines) * canvas.step() + (canvas.step("f-quiet") if row.sub else 0)
        y = box.y + (box.height - tall) / 2 + canvas.body * 0.9
        canvas.lined(Spot(0, y), lines)
        sub = canvas.broken(row.sub, box.width, "f-quiet", 1)
        canvas.lined(Spot(0, y + len(lines) * canvas.step() - 1), sub, "f-quiet")
        at = Spot(canvas.width, box.y + box.height / 2 + 4)
        canvas.text(at, row.ratio, "f-bold", anchor="end")

    def _marks(self, canvas: Canvas, axis: Ruler, row: PairRow, y: float) -> None:
        known = [(reach, look) for reach, look in zip(row.reaches, LOOKS, strict=True) if reach]
        if len(known) == 2:
            left, right = sorted(axis.at(reach.value) for reach, _ in known)
            canvas.rect(Box(left, y - 3, right - left, 6), "f-between")
        for n, (reach, look) in enumerate(known):
            marks.lying(canvas, axis, reach, y + (3 if n else -3), look)
        for n, (reach, look) in enumerate(known):
            marks.lozenge(canvas, Spot(axis.at(reach.value), y + (3 if n else -3)), look, reach)

    def table(self) -> Table:
        """Both groups a row, and one divided by the other."""
        columns = (
            say("Within", "Dentro de"),
            *self.names,
            say("Ratio", "Razón"),
            say("Cases", "Casos"),
        )
        return columns, tuple((r.label, *r.told, r.ratio, r.sub) for r in self.rows)

    def vega(self) -> dict[str, Any]:
        """Two points a row."""
        rows = [
            {"row": row.label, "group": name, "value": r.value, "low": r.low, "high": r.high}
            for row in self.rows
            for name, r in zip(self.names, row.reaches, strict=True)
            if r
        ]
        y = {"field": "row", "type": "nominal", "sort": None, "title": None}
        x = {"field": "value", "type": "quantitative", "title": None}
        return {
            "data": {"values": rows},
            "mark": "point",
            "encoding": {"x": x, "y": y, "shape": {"field": "group", "type": "nominal"}},
        }
