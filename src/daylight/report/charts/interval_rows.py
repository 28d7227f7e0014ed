"""Rows of estimates with their intervals: a picture of one quantity, or of several related ones."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from daylight.report import numbers
from daylight.report.charts import marks
from daylight.report.charts.axes import RATIOS, Ruler, Span
from daylight.report.charts.canvas import Canvas, Spot
from daylight.report.charts.chart import Table
from daylight.report.charts.marks import Extent
from daylight.report.language import say

GAP = 12.0
"""Between columns."""
WIDEST_CELL = 0.3
"""No column beside a plot is wider than this part of the sheet."""
LEAST_PLOT = 120.0
"""Columns give way, the last first, before the plot is narrower than this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalRow:
    """One estimate as a row.

    Parameters
    ----------
    label, sub
        What it is of, and a quieter line below: how many cases.
    section
        The heading it stands under; rows of one section follow one another.
    cells
        Texts right of the plot: its value, then what belongs to it.
    interval
        Its interval as printed.
    grade
        How sure its finding is, 1 to 4; 0 where it was not weighed.
    is_reference
        Whether the others are compared with it.
    """

    label: str
    reach: Extent
    sub: str = ""
    section: str = ""
    cells: tuple[str, ...] = ()
    interval: str = ""
    grade: int = 0
    is_reference: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalBlock:
    """Rows on one axis.

    Parameters
    ----------
    title
        The quantity.
    columns
        Headings of the rows' cells; the first, over the values, may be empty.
    same
        What the line of no difference means, in words.
    """

    title: str
    span: Span
    rows: tuple[IntervalRow, ...]
    columns: tuple[str, ...] = ("",)
    same: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntervalRows:
    """One or several blocks of rows under one another.

    Parameters
    ----------
    label_w
        Room for the labels, in units; as much as they need where None.
    """

    blocks: tuple[IntervalBlock, ...]
    label_w: float | None = None

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        y = 0.0
        for number, block in enumerate(self.blocks):
            y = _Laid(canvas, block, self.label_w).drawn(y + (22 if number else 0))
        return canvas.svg(y)

    def table(self) -> Table:
        """Each row with its value, interval and whatever stands beside it."""
        columns = (
            say("Quantity", "Magnitud"),
            say("Within", "Dentro de"),
            say("Row", "Fila"),
            say("Value", "Valor"),
            say("Interval", "Intervalo"),
            say("Cases", "Casos"),
            say("Beside it", "Al lado"),
        )
        rows = tuple(
            (
                block.title,
                row.section,
                row.label,
                row.cells[0] if row.cells else numbers.number(row.reach.value),
                row.interval,
                row.sub,
                "; ".join(
                    f"{head}: {cell}" if head else cell
                    for head, cell in zip(block.columns[1:], row.cells[1:], strict=False)
                    if cell
                ),
            )
            for block in self.blocks
            for row in block.rows
        )
        return columns, rows

    def vega(self) -> dict[str, Any]:
        """Dots and rules, a panel for each block."""
        rows = [
            {
                "quantity": block.title,
                "section": row.section,
                "row": row.label,
                "value": _finite(row.reach.value),
                "low": _finite(row.reach.low),
                "high": _finite(row.reach.high),
            }
            for block in self.blocks
            for row in block.rows
        ]
        log = {"type": "log"} if self.blocks[0].span.scale in RATIOS else {"zero": False}
        y = {"field": "row", "type": "nominal", "sort": None, "title": None}
        layer = [
            {
                "mark": "rule",
                "encoding": {
                    "x": {"field": "low", "type": "quantitative", "scale": log, "title": None},
                    "x2": {"field": "high"},
                },
            },
            {"mark": "point", "encoding": {"x": {"field": "value", "type": "quantitative"}}},
        ]
        return {
            "data": {"values": rows},
            "facet": {"row": {"field": "quantity", "type": "nominal", "title": None}},
            "spec": {"encoding": {"y": y}, "layer": layer},
            "resolve": {"scale": {"x": "independent", "y": "independent"}},
        }


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


class _Laid:
    """One block on a sheet: where its columns stand."""

    def __init__(self, canvas: Canvas, block: IntervalBlock, label_w: float | None) -> None:
        self.canvas, self.block = canvas, block
        most = 118.0 if canvas.is_narrow else 230.0
        needed = max(
            (max(canvas.room(r.label), canvas.room(r.sub, "f-quiet")) for r in block.rows),
            default=0.0,
        )
        beside = max(
            (canvas.room(r.label) + canvas.room(r.sub, "f-quiet") + GAP for r in block.rows),
            default=0.0,
        )
        self.is_beside = not canvas.is_narrow and label_w is None and beside <= most
        needed = max(needed, beside) if self.is_beside else needed
        self.label_w = min(needed, most) if label_w is None else label_w
        fits = all(len(canvas.broken(r.label, self.label_w, most=4)) < 3 for r in block.rows)
        self.is_stacked = canvas.is_narrow and not fits
        if self.is_stacked:
            self.label_w = 0.0
        widths = self._column_widths()
        start = self.label_w + (GAP if self.label_w else 8.0)
        while len(widths) > 1 and canvas.width - start - sum(widths) < LEAST_PLOT:
            widths.pop()
        self.ends = [canvas.width - sum(widths[n + 1 :]) for n in range(len(widths))]
        end = canvas.width - sum(widths) - (14 if widths else 8)
        self.axis = Ruler(block.span, start, end)

    def _column_widths(self) -> list[float]:
        block, canvas = self.block, self.canvas
        widths = []
        for n, heading in enumerate(block.columns):
            room = [canvas.room(row.cells[n], "f-bold") for row in block.rows if n < len(row.cells)]
            halves = canvas.broken(heading, 78, "f-quiet", 3)
            heads = [canvas.room(line, "f-quiet") for line in halves]
            widths.append(min(max([*room, *heads, 0.0]), WIDEST_CELL * canvas.width) + GAP)
        return widths

    def drawn(self, y: float) -> float:
        """Draw from here on; where it ends."""
        canvas, block = self.canvas, self.block
        for line in canvas.broken(block.title, canvas.width, "f-bold"):
            canvas.text(Spot(0, y + 12), line, "f-bold")
            y += canvas.step()
        heads = [canvas.broken(h, 78, "f-quiet", 3) for h in block.columns[: len(self.ends)]]
        tall = max([1, *map(len, heads)])
        base = y + 13 + (tall - 1) * canvas.step("f-quiet")
        for x, lines in zip(self.ends, heads, strict=True):
            top = base - (len(lines) - 1) * canvas.step("f-quiet")
            canvas.lined(Spot(x, top), lines, "f-quiet", anchor="end")
        top = base + 6
        places = self._places(top)
        bottom = places[-1][2] if places else top
        ticks_above(canvas, self.axis, top, bottom)
        for row, start, end in places:
            self._row(row, start, end)
        return self._foot(bottom)

    def _places(self, y: float) -> list[tuple[IntervalRow, float, float]]:
        """Each row with its top and bottom; sections' headings are drawn on the way."""
        canvas, places, section = self.canvas, [], ""
        for row in self.block.rows:
            if row.section != section:
                section = row.section
                y += 6
                for line in canvas.broken(section, canvas.width, "f-bold"):
                    canvas.text(Spot(0, y + 11), line, "f-bold f-plate")
                    y += canvas.step()
            height = self._height(row)
            places.append((row, y, y + height))
            y += height
        return places

    def _height(self, row: IntervalRow) -> float:
        room = self.canvas.width if self.is_stacked else self.label_w
        lines = len(self.canvas.broken(row.label, room, most=3)) * self.canvas.step()
        is_below = row.sub and not self.is_stacked and not self.is_beside
        sub = self.canvas.step("f-quiet") if is_below else 0.0
        if self.is_stacked:
            return lines + 22
        return max(24.0, lines + sub + 6)

    def _row(self, row: IntervalRow, top: float, bottom: float) -> None:
        canvas = self.canvas
        if self.is_stacked:
            lines = canvas.broken(row.label, canvas.width, most=3)
            canvas.lined(Spot(0, top + 12), lines, "f-ink f-plate")
            y = bottom - 11
        elif self.is_beside:
            y = (top + bottom) / 2
            canvas.text(Spot(0, y + 4.3), row.label)
            canvas.text(Spot(self.label_w, y + 4.3), row.sub, "f-quiet", anchor="end")
        else:
            lines = canvas.broken(row.label, self.label_w, most=3)
            tall = len(lines) * canvas.step() + (canvas.step("f-quiet") if row.sub else 0)
            first = (top + bottom - tall) / 2 + canvas.body * 0.9
            canvas.lined(Spot(0, first), lines)
            sub = canvas.broken(row.sub, self.label_w, "f-quiet", 1)
            canvas.lined(Spot(0, first + len(lines) * canvas.step() - 1), sub, "f-quiet")
            y = (top + bottom) / 2
        self._mark(row, y)
        for n, (x, cell) in enumerate(zip(self.ends, row.cells, strict=False)):
            look = "f-bold" if n == 0 else "f-ink"
            shown = canvas.broken(cell, WIDEST_CELL * canvas.width, look, 1)
            canvas.lined(Spot(x, y + 4.3), shown, look, anchor="end")

    def _mark(self, row: IntervalRow, y: float) -> None:
        look = "f-ref" if row.is_reference else "f-own"
        marks.lying(self.canvas, self.axis, row.reach, y, look)
        at = Spot(self.axis.at(row.reach.value), y)
        if row.grade:
            marks.weighed(self.canvas, at, row.grade, row.reach)
        else:
            marks.lozenge(self.canvas, at, look, row.reach)

    def _foot(self, bottom: float) -> float:
        """The words of the line that the others are read against."""
        canvas, same = self.canvas, self.block.same
        reference = [row for row in self.block.rows if row.is_reference]
        value = self.block.span.same
        if value is None and len(reference) == 1:
            value = reference[0].reach.value
        if value is None or not math.isfinite(value):
            return bottom + 4
        x = self.axis.at(value)
        canvas.line(Spot(x, bottom), Spot(x, bottom + 4), "f-same")
        if not same:
            return bottom + 6
        lines = canvas.broken(same, canvas.width, "f-quiet", 2)
        half = max(canvas.room(line, "f-quiet") for line in lines) / 2
        middle = min(max(x, half), canvas.width - half)
        canvas.lined(Spot(middle, bottom + 16), lines, "f-quiet", anchor="middle")
        return bottom + 16 + len(lines) * canvas.step("f-quiet") - 8


def ticks_above(canvas: Canvas, axis: Ruler, top: float, bottom: float) -> None:
    """Ticks over a plot with hairlines down through it; the line of no difference is heavier."""
    placed = [
        (axis.at(value), text, value) for value, text in axis.ticks(38 if canvas.is_narrow else 52)
    ]
    for x, _, value in placed:
        look = "f-same" if value == axis.span.same else "f-grid"
        canvas.line(Spot(x, top), Spot(x, bottom), look)
    same = axis.span.same
    if same is not None and all(value != same for _, _, value in placed):
        canvas.line(Spot(axis.at(same), top), Spot(axis.at(same), bottom), "f-same")
    texts = [(_within(canvas, axis, x, text), text) for x, text, _ in placed]
    for x, text in clear(canvas, texts):
        canvas.text(Spot(x, top - 6), text, "f-quiet", anchor="middle")


def _within(canvas: Canvas, axis: Ruler, x: float, text: str) -> float:
    """The middle of a tick's text, moved where it would leave the plot by more than a little."""
    half = canvas.room(text, "f-quiet") / 2
    return max(min(x, axis.end + 11 - half), half)


def clear(canvas: Canvas, placed: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Texts of ticks, as many as stand clear of one another."""
    while len(placed) > 1 and any(
        abs(b[0] - a[0]) < (canvas.room(a[1], "f-quiet") + canvas.room(b[1], "f-quiet")) / 2 + 6
        for a, b in pairwise(placed)
    ):
        placed = placed[::2]
    return placed
