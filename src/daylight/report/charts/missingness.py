"""What is blank: fields as bars, places and months as a calendar. Hatching means blank."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from daylight.report import numbers
from daylight.report.charts.canvas import Box, Canvas, Spot
from daylight.report.charts.chart import Chart, Table
from daylight.report.language import say

MOST_FIELDS = 40
STEPS = (0.05, 0.15, 0.3, 0.5)
"""Shares at which the next darker tone begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledField:
    """One field: its name, and what share of its rows is blank."""

    name: str
    blank: float
    rows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FillBars:
    """Fields under one another, filled and hatched.

    Parameters
    ----------
    label_w
        Room for the names, in units; as much as they need where None.
    """

    fields: tuple[FilledField, ...]
    label_w: float | None = None

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        needed = max(canvas.room(one.name) for one in self.fields)
        label_w = self.label_w if self.label_w is not None else min(needed, 0.36 * width)
        told = max(canvas.room(numbers.percent(one.blank), "f-bold") for one in self.fields)
        start, end = label_w + 10, width - told - 10
        y = 4.0
        for one in self.fields:
            lines = canvas.broken(one.name, label_w, most=3)
            tall = max(22.0, len(lines) * canvas.step() + 6)
            first = y + (tall - len(lines) * canvas.step()) / 2 + canvas.body * 0.85
            canvas.lined(Spot(0, first), lines)
            filled = (end - start) * (1 - min(max(one.blank, 0.0), 1.0))
            middle = y + tall / 2
            data = {"blank": repr(one.blank)}
            canvas.rect(Box(start, middle - 6, filled, 12), "f-bar", data)
            rest = Box(start + filled, middle - 6, end - start - filled, 12)
            if one.blank > 0:
                canvas.blank(rest)
                canvas.rect(rest, "f-box")
            at = Spot(width, middle + 4)
            canvas.text(at, numbers.percent(one.blank), "f-bold", anchor="end")
            y += tall
        return canvas.svg(y + 2)

    def table(self) -> Table:
        """Fields and what is blank of them."""
        columns = (say("Field", "Campo"), say("Blank", "En blanco"), say("Rows", "Filas"))
        rows = tuple(
            (one.name, numbers.percent(one.blank), numbers.count(one.rows)) for one in self.fields
        )
        return columns, rows

    def vega(self) -> dict[str, Any]:
        """Bars of what is blank."""
        rows = [{"field": one.name, "blank": one.blank, "rows": one.rows} for one in self.fields]
        return {
            "data": {"values": rows},
            "mark": "bar",
            "encoding": {
                "y": {"field": "field", "type": "nominal", "sort": None, "title": None},
                "x": {"field": "blank", "type": "quantitative", "scale": {"domain": [0, 1]}},
            },
        }


def fill(fields: Sequence[FilledField], *, title: str) -> Chart:
    """Fields of some records, each as a bar that is hatched where it is blank."""
    shown = list(fields)[:MOST_FIELDS]
    most = max(fields, key=lambda one: one.blank)
    caption = say("Hatched: blank.", "Rayado: en blanco.")
    if len(fields) > len(shown):
        caption += " " + say(
            f"The first {len(shown)} of {len(fields)} fields.",
            f"Los primeros {len(shown)} de {len(fields)} campos.",
        )
    told = numbers.percent(most.blank)
    return Chart(
        title=title,
        caption=caption,
        alt=say(
            f"Bars of {len(shown)} fields from 0 to 100 %, each hatched where blank. {title}. "
            f"Most is blank of {most.name}: {told}.",
            f"Barras de {len(shown)} campos de 0 a 100 %, rayadas donde están en blanco. {title}. "
            f"Lo más vacío es {most.name}: {told}.",
        ),
        drawing=FillBars(fields=tuple(shown)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """One tile: its row, its column, the blank share; NaN where there are no records."""

    row: str
    column: str
    blank: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCalendar:
    """Blank shares by place or year, and month; the darker, the more is blank."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    tiles: tuple[CalendarMonth, ...]
    label_w: float | None = None

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        needed = max(canvas.room(row) for row in self.rows)
        label_w = self.label_w if self.label_w is not None else min(needed, 0.3 * width)
        start = label_w + 8
        room = (width - start) / len(self.columns)
        every = max(1, math.ceil(self._widest(canvas) / room))
        for n, column in list(enumerate(self.columns))[::every]:
            half = canvas.room(column, "f-quiet") / 2
            x = min(start + (n + 0.5) * room, width - half)
            canvas.text(Spot(x, 13), column, "f-quiet", anchor="middle")
        y, held = 20.0, {(tile.row, tile.column): tile for tile in self.tiles}
        fits = room >= canvas.room("100", "f-quiet") + 2
        for row in self.rows:
            lines = canvas.broken(row, label_w, most=2)
            tall = max(24.0, len(lines) * canvas.step() + 4)
            first = y + (tall - len(lines) * canvas.step()) / 2 + canvas.body * 0.85
            canvas.lined(Spot(0, first), lines)
            for n, column in enumerate(self.columns):
                box = Box(start + n * room, y, room, tall)
                self._tile(canvas, box, held.get((row, column)), fits=fits)
            y += tall
        return canvas.svg(self._key(canvas, y + 20))

    def _widest(self, canvas: Canvas) -> float:
        return max(canvas.room(column, "f-quiet") for column in self.columns) + 6

    def _tile(self, canvas: Canvas, box: Box, tile: CalendarMonth | None, *, fits: bool) -> None:
        if tile is None or math.isnan(tile.blank):
            canvas.rect(box, "f-none f-tile")
            return
        step = sum(1 for edge in STEPS if tile.blank >= edge) + 1
        canvas.rect(box, f"f-v{step} f-tile", {"blank": repr(tile.blank)})
        if fits:
            at = Spot(box.x + box.width / 2, box.y + box.height / 2 + 4)
            look = "f-small f-on" if step > 3 else "f-small"
            text = numbers.number(100 * tile.blank, 0)
            canvas.text(at, text, look, anchor="middle")

    def _key(self, canvas: Canvas, y: float) -> float:
        """What each tone means."""
        edges = [f"{100 * edge:g}" for edge in STEPS]
        texts = [
            say(f"under {edges[0]} %", f"menos de {edges[0]} %"),
            *(f"{a}–{b} %" for a, b in pairwise(edges)),
            say(f"{edges[-1]} % or more", f"{edges[-1]} % o más"),
            say("no records", "sin datos"),
        ]
        looks = ["f-v1", "f-v2", "f-v3", "f-v4", "f-v5", "f-none"]
        return legend(canvas, y, list(zip(looks, texts, strict=True)))

    def table(self) -> Table:
        """Every tile with records."""
        columns = (
            say("Row", "Fila"),
            say("Column", "Columna"),
            say("Blank", "En blanco"),
        )
        known = [tile for tile in self.tiles if not math.isnan(tile.blank)]
        return columns, tuple((t.row, t.column, numbers.percent(t.blank)) for t in known)

    def vega(self) -> dict[str, Any]:
        """Tiles."""
        rows = [
            {"row": tile.row, "column": tile.column, "blank": tile.blank}
            for tile in self.tiles
            if not math.isnan(tile.blank)
        ]
        return {
            "data": {"values": rows},
            "mark": "rect",
            "encoding": {
                "y": {"field": "row", "type": "nominal", "sort": None, "title": None},
                "x": {"field": "column", "type": "ordinal", "sort": None, "title": None},
                "color": {"field": "blank", "type": "quantitative"},
            },
        }


def legend(canvas: Canvas, y: float, entries: Sequence[tuple[str, str]]) -> float:
    """Tones with their words, in as many lines as they need; where it ends."""
    x = 0.0
    for look, words in entries:
        words = canvas.broken(words, canvas.width - 24, "f-quiet", 1)[0]
        room = canvas.room(words, "f-quiet") + 24
        if x and x + room > canvas.width:
            x, y = 0.0, y + 18
        box = Box(x, y - 9, 13, 11)
        if look == "f-hatch":
            canvas.blank(box)
        else:
            canvas.rect(box, look)
        canvas.rect(box, "f-edge")
        canvas.text(Spot(x + 18, y), words, "f-quiet")
        x += room + 12
    return y + 8


def calendar(tiles: Sequence[CalendarMonth], *, title: str) -> Chart:
    """Blank shares by row (a place, a year) and month."""
    rows = tuple(dict.fromkeys(tile.row for tile in tiles))
    columns = tuple(sorted(dict.fromkeys(tile.column for tile in tiles)))
    known = [tile for tile in tiles if not math.isnan(tile.blank)]
    most = max(known, key=lambda tile: tile.blank)
    least = min(known, key=lambda tile: tile.blank)
    shown = rows[:MOST_FIELDS]
    caption = say(
        "Numbers: share blank in per cent. The darker, the more is blank.",
        "Números: parte en blanco, en por ciento. Cuanto más oscuro, más en blanco.",
    )
    if len(rows) > len(shown):
        caption += " " + say(
            f"The first {len(shown)} of {len(rows)} rows.",
            f"Las primeras {len(shown)} de {len(rows)} filas.",
        )
    return Chart(
        title=title,
        caption=caption,
        alt=say(
            f"Tiles in {len(shown)} rows and {len(columns)} columns, {columns[0]} to "
            f"{columns[-1]}. {title}. Most blank: {most.row}, {most.column}, "
            f"{numbers.percent(most.blank)}; least: {least.row}, {least.column}, "
            f"{numbers.percent(least.blank)}.",
            f"Casillas en {len(shown)} filas y {len(columns)} columnas, de {columns[0]} a "
            f"{columns[-1]}. {title}. Lo más en blanco: {most.row}, {most.column}, "
            f"{numbers.percent(most.blank)}; lo menos: {least.row}, {least.column}, "
            f"{numbers.percent(least.blank)}.",
        ),
        drawing=MissingCalendar(rows=shown, columns=columns, tiles=tuple(tiles)),
    )
