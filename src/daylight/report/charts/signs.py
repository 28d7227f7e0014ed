"""Tests in agreement: tests down, groups across, a sign for what each test says of each group."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from daylight.report.charts.canvas import Canvas, Spot
from daylight.report.charts.chart import Table
from daylight.report.language import say


class Sign(StrEnum):
    """What a test says: more than the reference, less, nothing that can be told, it depends."""

    MORE = "▲"
    LESS = "▼"
    EITHER = "○"
    DEPENDS = "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignGrid:
    """Signs of several tests of several groups.

    Parameters
    ----------
    rows
        Each test with its sign for each group, in the order of `groups`; None where there is none.
    key
        What each sign means.
    """

    groups: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Sign | None, ...]], ...]
    key: tuple[tuple[Sign, str], ...]

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        widest = max([0.0, *(canvas.room(label) for label, _ in self.rows)])
        label_w = min(widest, 0.42 * width)
        room = (width - label_w - 8) / max(1, len(self.groups))
        middles = [label_w + 8 + room * (n + 0.5) for n in range(len(self.groups))]
        heads = [canvas.broken(group, room - 6, "f-bold", 3) for group in self.groups]
        y = max([1, *map(len, heads)]) * canvas.step() + 2
        for x, lines in zip(middles, heads, strict=True):
            first = y - (len(lines) - 1) * canvas.step() - 4
            canvas.lined(Spot(x, first), lines, "f-bold", anchor="middle")
        for label, signs in self.rows:
            lines = canvas.broken(label, label_w, most=3)
            tall = max(26.0, len(lines) * canvas.step() + 10)
            canvas.line(Spot(0, y + 3), Spot(width, y + 3), "f-grid")
            first = y + 3 + (tall - len(lines) * canvas.step()) / 2 + canvas.body * 0.85
            canvas.lined(Spot(0, first), lines)
            for x, sign in zip(middles, signs, strict=True):
                if sign:
                    draw_sign(canvas, Spot(x, y + 3 + tall / 2), sign)
            y += tall
        return canvas.svg(self._key(canvas, y + 12))

    def _key(self, canvas: Canvas, y: float) -> float:
        for sign, words in self.key:
            y += 17
            draw_sign(canvas, Spot(8, y - 4), sign)
            lines = canvas.broken(words, canvas.width - 24, "f-quiet")
            canvas.lined(Spot(22, y), lines, "f-quiet")
            y += (len(lines) - 1) * canvas.step("f-quiet")
        return y + 6

    def table(self) -> Table:
        """The signs in words."""
        said = dict(self.key)
        columns = (say("Test", "Prueba"), *self.groups)
        rows = tuple(
            (label, *(said.get(sign, "") if sign else "" for sign in signs))
            for label, signs in self.rows
        )
        return columns, rows

    def vega(self) -> dict[str, Any]:
        """Signs as text."""
        rows = [
            {"test": label, "group": group, "sign": sign.value}
            for label, signs in self.rows
            for group, sign in zip(self.groups, signs, strict=True)
            if sign
        ]
        return {
            "data": {"values": rows},
            "mark": {"type": "text", "fontSize": 16},
            "encoding": {
                "y": {"field": "test", "type": "nominal", "sort": None, "title": None},
                "x": {"field": "group", "type": "nominal", "sort": None, "title": None},
                "text": {"field": "sign", "type": "nominal"},
            },
        }


def draw_sign(canvas: Canvas, at: Spot, sign: Sign) -> None:
    """One sign: a triangle up or down, a ring, a question mark."""
    x, y = at
    data = {"sign": sign.value}
    if sign is Sign.MORE:
        canvas.polygon([Spot(x, y - 6), Spot(x + 6, y + 5), Spot(x - 6, y + 5)], "f-own", data)
    elif sign is Sign.LESS:
        canvas.polygon([Spot(x, y + 6), Spot(x + 6, y - 5), Spot(x - 6, y - 5)], "f-own", data)
    elif sign is Sign.EITHER:
        canvas.circle(at, 4.5, "f-ref", data)
    else:
        canvas.text(Spot(x, y + 4.5), sign.value, "f-bold", anchor="middle")
