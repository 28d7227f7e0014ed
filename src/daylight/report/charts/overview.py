"""All comparisons of a study on one page: questions down, groups across, one scale of ratios."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from daylight.data.result import Scale
from daylight.report import numbers
from daylight.report.charts import marks
from daylight.report.charts.axes import Ruler, Span, reaching
from daylight.report.charts.canvas import Box, Canvas, Spot
from daylight.report.charts.chart import Chart, Table
from daylight.report.charts.interval_rows import clear
from daylight.report.charts.marks import Extent
from daylight.report.language import say
from daylight.report.wording.answers import SURE

MOST_QUESTIONS = 40
"""More questions than this are no overview; the sections have them all."""
LEAST_TALL = 32.0
"""No row is lower than this: a number stands over its mark."""
FARTHEST = 40.0
"""Ratios beyond this, or below one in it, end in an arrow."""
MOST_GROUPS = 6
"""Groups across; where there are more, questions stand over their groups instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewRow:
    """One comparison: a question, a group, and how many times as often as those compared with.

    Parameters
    ----------
    question
        Its label.
    value, low, high
        The ratio with its interval; NaN where the question was refused for this group.
    grade
        How sure: 1 cannot tell, 2 beyond chance, 3 like with like, 4 stress-tested.
    refused
        Why there is none, in two words; empty where there is one.
    blank
        The share of records that are blank in what it needs, or None.
    """

    question: str
    group: str
    against: str = ""
    value: float = math.nan
    low: float = math.nan
    high: float = math.nan
    grade: int = 1
    refused: str = ""
    blank: float | None = None

    @property
    def is_drawn(self) -> bool:
        """Whether it has a ratio that a log scale can hold."""
        return not self.refused and math.isfinite(self.value) and self.value > 0

    @property
    def reach(self) -> Extent:
        """Its numbers."""
        return Extent(self.value, self.low, self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Comparisons by question and group.

    Parameters
    ----------
    label_w
        Room for the questions, in units, where groups stand across.
    """

    rows: tuple[OverviewRow, ...]
    label_w: float = 205.0

    @property
    def questions(self) -> tuple[str, ...]:
        """The questions, in order of appearance."""
        return tuple(dict.fromkeys(row.question for row in self.rows))

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, in order of appearance."""
        return tuple(dict.fromkeys(row.group for row in self.rows))

    def svg(self, width: int) -> str:
        """The picture: a grid on a page, questions over their groups on a phone."""
        canvas = Canvas(width)
        known = [row.reach for row in self.rows if row.is_drawn]
        whole = reaching(Scale.RATIO, known or [Extent(1.0, 0.5, 2.0)])
        low, high = max(whole.low, 1 / FARTHEST), min(whole.high, FARTHEST)
        reach = replace(whole, low=min(low, 0.9), high=max(high, 1.1))
        is_grid = not canvas.is_narrow and len(self.groups) <= MOST_GROUPS
        y = self._grid(canvas, reach) if is_grid else self._stacked(canvas, reach)
        return canvas.svg(self._key(canvas, y + 14))

    def _grid(self, canvas: Canvas, reach: Span) -> float:
        room = (canvas.width - self.label_w) / len(self.groups)
        axes = [
            Ruler(reach, self.label_w + n * room + 9, self.label_w + (n + 1) * room - 7)
            for n in range(len(self.groups))
        ]
        heads = [canvas.broken(group, room - 8, "f-bold", 3) for group in self.groups]
        y = max(map(len, heads)) * canvas.step() + 4
        for axis, lines in zip(axes, heads, strict=True):
            middle = (axis.start + axis.end) / 2
            first = y - (len(lines) - 1) * canvas.step() - 6
            canvas.lined(Spot(middle, first), lines, "f-bold", anchor="middle")
        top = y
        places = []
        for question in self.questions:
            tall = self._tall(canvas, question, room - 16)
            places.append((question, y, tall))
            y += tall
        for axis in axes:
            self._ground(canvas, axis, top, y)
        held = {(row.question, row.group): row for row in self.rows}
        for question, start, tall in places:
            canvas.line(Spot(0, start), Spot(canvas.width, start), "f-grid")
            self._question(canvas, question, Box(0, start, self.label_w - 10, tall))
            for axis, group in zip(axes, self.groups, strict=True):
                row = held.get((question, group))
                if row:
                    box = Box(axis.start - 4, start, axis.end - axis.start + 8, tall)
                    self._cell(canvas, axis, row, box)
        for axis in axes:
            self._ticks(canvas, axis, y + 13)
        return y + 16

    def _tall(self, canvas: Canvas, question: str, room: float) -> float:
        """The height of a question: its words, a number over its mark, reasons in a cell's room."""
        lines = len(canvas.broken(question, self.label_w - 10, most=3)) * canvas.step()
        sub = canvas.step("f-quiet") if self._sub(question) else 0.0
        reasons = [
            len(canvas.broken(row.refused, room, "f-quiet")) * canvas.step("f-quiet")
            for row in self.rows
            if row.question == question and not row.is_drawn
        ]
        return max(LEAST_TALL, lines + sub + 10, *(reason + 8 for reason in reasons))

    def _sub(self, question: str) -> str:
        """What is blank of its records."""
        shares = [
            row.blank
            for row in self.rows
            if row.question == question and row.blank is not None and not math.isnan(row.blank)
        ]
        if not shares:
            return ""
        low, high = (numbers.number(100 * share, 0) for share in (min(shares), max(shares)))
        told = f"{high} %" if low == high else f"{low}–{high} %"
        return say(f"blank {told}", f"en blanco {told}")

    def _question(self, canvas: Canvas, question: str, box: Box) -> None:
        lines = canvas.broken(question, box.width, most=3)
        sub = self._sub(question)
        tall = len(lines) * canvas.step() + (canvas.step("f-quiet") if sub else 0)
        y = box.y + (box.height - tall) / 2 + canvas.body * 0.9
        canvas.lined(Spot(0, y), lines)
        canvas.text(Spot(0, y + len(lines) * canvas.step() - 1), sub, "f-quiet")

    def _ground(self, canvas: Canvas, axis: Ruler, top: float, bottom: float) -> None:
        x = axis.at(1.0)
        canvas.line(Spot(x, top), Spot(x, bottom), "f-same")

    def _ticks(self, canvas: Canvas, axis: Ruler, y: float) -> None:
        placed = [(axis.at(value), text) for value, text in axis.ticks(26)]
        for x, text in clear(canvas, placed):
            half = canvas.room(text, "f-quiet") / 2
            middle = min(max(x, axis.start - 8 + half), axis.end + 6 - half)
            canvas.text(Spot(middle, y), text, "f-quiet", anchor="middle")

    def _cell(self, canvas: Canvas, axis: Ruler, row: OverviewRow, box: Box) -> None:
        if not row.is_drawn:
            self._refused(canvas, row, Box(box.x, box.y + 6, box.width, box.height - 12))
            return
        y = box.y + box.height / 2 + 7
        marks.lying(canvas, axis, row.reach, y)
        at = Spot(axis.at(row.value), y)
        marks.weighed(canvas, at, row.grade, row.reach)
        text = _short(row.value)
        look = "f-bold" if row.grade > 1 else "f-ink"
        half = canvas.room(text, look) / 2
        middle = min(max(at.x, box.x + half), box.x + box.width - half)
        canvas.rect(Box(middle - half - 1, y - 22, 2 * half + 2, 13), "f-paper")
        canvas.text(Spot(middle, y - 11.5), text, look, anchor="middle")

    def _refused(self, canvas: Canvas, row: OverviewRow, box: Box) -> None:
        """Hatched, with its reason on a plate."""
        canvas.blank(box)
        words = row.refused or say("no answer", "sin respuesta")
        lines = canvas.broken(words, box.width - 8, "f-quiet")
        first = box.y + box.height / 2 + 4 - (len(lines) - 1) * canvas.step("f-quiet") / 2
        half = max(canvas.room(line, "f-quiet") for line in lines) / 2 + 2
        tall = len(lines) * canvas.step("f-quiet")
        canvas.rect(Box(box.x + box.width / 2 - half, first - 10, 2 * half, tall), "f-paper")
        canvas.lined(Spot(box.x + box.width / 2, first), lines, "f-quiet f-plate", anchor="middle")

    def _stacked(self, canvas: Canvas, reach: Span) -> float:
        label_w = min(max(canvas.room(group) for group in self.groups), 0.34 * canvas.width)
        axis = Ruler(reach, label_w + 16, canvas.width - 56)
        self._ticks(canvas, axis, 12)
        y = 18.0
        for question in self.questions:
            canvas.line(Spot(0, y + 2), Spot(canvas.width, y + 2), "f-grid")
            lines = canvas.broken(question, canvas.width, "f-bold", 3)
            canvas.lined(Spot(0, y + 17), lines, "f-bold")
            y += 20 + (len(lines) - 1) * canvas.step()
            if sub := self._sub(question):
                canvas.text(Spot(0, y + 11), sub, "f-quiet")
                y += canvas.step("f-quiet")
            own = [row for row in self.rows if row.question == question]
            tall = [self._line_height(canvas, row, label_w) for row in own]
            self._ground(canvas, axis, y + 4, y + 4 + sum(tall))
            for row, height in zip(own, tall, strict=True):
                self._line(canvas, axis, row, Box(0, y + 4, label_w, height))
                y += height
            y += 10
        return y

    def _line_height(self, canvas: Canvas, row: OverviewRow, label_w: float) -> float:
        return 26.0 if len(canvas.broken(row.group, label_w)) < 2 else 36.0

    def _line(self, canvas: Canvas, axis: Ruler, row: OverviewRow, box: Box) -> None:
        words = canvas.broken(row.group, box.width)
        y = box.y + box.height / 2
        canvas.lined(Spot(0, y + 4.5 - (len(words) - 1) * canvas.step() / 2), words)
        if not row.is_drawn:
            self._refused(canvas, row, Box(axis.start, y - 10, axis.end - axis.start, 20))
            return
        marks.lying(canvas, axis, row.reach, y)
        marks.weighed(canvas, Spot(axis.at(row.value), y), row.grade, row.reach)
        look = "f-bold" if row.grade > 1 else "f-ink"
        at = Spot(canvas.width, y + 4)
        canvas.text(at, _short(row.value), look, anchor="end")

    def _key(self, canvas: Canvas, y: float) -> float:
        """What each mark means, of those that are drawn."""
        x = 8.0
        grades = sorted({row.grade for row in self.rows if row.is_drawn})
        entries = [(grade, SURE[grade].text) for grade in grades if grade in SURE]
        if any(not row.is_drawn for row in self.rows):
            entries.append((0, say("No answer", "Sin respuesta")))
        for grade, words in entries:
            room = canvas.room(words, "f-quiet") + 20
            if x > 8 and x + room > canvas.width:
                x, y = 8.0, y + 22
            if grade:
                marks.weighed(canvas, Spot(x + 2, y - 4), grade)
            else:
                box = Box(x - 5, y - 10, 14, 12)
                canvas.blank(box)
                canvas.rect(box, "f-edge")
            canvas.text(Spot(x + 16, y), words, "f-quiet")
            x += room + 18
        return y + 10

    def table(self) -> Table:
        """Every comparison."""
        columns = (
            say("Question", "Pregunta"),
            say("Group", "Grupo"),
            say("Compared with", "Comparado con"),
            say("Ratio", "Razón"),
            say("Interval", "Intervalo"),
            say("How sure", "Con qué certeza"),
            say("Blank", "En blanco"),
        )
        return columns, tuple(_told(row) for row in self.rows)

    def vega(self) -> dict[str, Any]:
        """Points and rules, a column for each group."""
        rows = [
            {
                "question": row.question,
                "group": row.group,
                "value": row.value if row.is_drawn else None,
                "low": row.low if math.isfinite(row.low) else None,
                "high": row.high if math.isfinite(row.high) else None,
                "grade": row.grade,
                "refused": row.refused,
            }
            for row in self.rows
        ]
        x = {"field": "value", "type": "quantitative", "scale": {"type": "log"}, "title": None}
        y = {"field": "question", "type": "nominal", "sort": None, "title": None}
        return {
            "data": {"values": rows},
            "facet": {"column": {"field": "group", "type": "nominal", "sort": None}},
            "spec": {
                "layer": [
                    {
                        "mark": "rule",
                        "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
                    },
                    {"mark": "point", "encoding": {"y": y, "x": x}},
                ]
            },
        }


def _short(ratio: float) -> str:
    """A ratio to one decimal; one that rounds to nothing in words."""
    if ratio < 0.05:
        edge = numbers.number(0.1, 1)
        return say(f"under {edge}", f"menos de {edge}")
    return numbers.number(ratio, 1) if ratio < 100 else numbers.count(ratio)


def _told(row: OverviewRow) -> tuple[str, ...]:
    if not row.is_drawn:
        ratio, ends, sure = row.refused or say("no answer", "sin respuesta"), "", ""
    else:
        low, high = (numbers.number(end) for end in (row.low, row.high))
        ratio = numbers.number(row.value)
        ends = "" if math.isnan(row.low) else say(f"{low} to {high}", f"{low} a {high}")
        sure = SURE[row.grade].text if row.grade in SURE else ""
    blank = "" if row.blank is None else numbers.percent(row.blank)
    return (row.question, row.group, row.against, ratio, ends, sure, blank)


def overview(rows: Sequence[OverviewRow]) -> Chart:
    """All comparisons of a study, question by group, on one log scale of ratios."""
    questions = list(dict.fromkeys(row.question for row in rows))
    kept = set(questions[:MOST_QUESTIONS])
    shown = tuple(row for row in rows if row.question in kept)
    drawn = [row for row in rows if row.is_drawn]
    sure = [row for row in drawn if row.grade > 1]
    above = sum(row.value > 1 for row in sure)
    below, unsure = len(sure) - above, len(drawn) - len(sure)
    against = list(dict.fromkeys(row.against for row in rows if row.against))
    title = say(
        f"{len(drawn)} comparisons on one scale: {above} lie above one beyond chance, {below} "
        f"below, {unsure} cannot be told apart",
        f"{len(drawn)} comparaciones en una escala: {above} por encima de uno más allá del azar, "
        f"{below} por debajo, de {unsure} no se puede saber",
    )
    caption = _reading(against)
    if len(questions) > len(kept):
        caption += " " + say(
            f"The first {len(kept)} of {len(questions)} questions.",
            f"Las primeras {len(kept)} de {len(questions)} preguntas.",
        )
    return Chart(
        title=title,
        caption=caption,
        alt=f"{title}. {_alt(shown, sure)}",
        drawing=Overview(rows=shown),
    )


def _reading(against: Sequence[str]) -> str:
    if len(against) == 1:
        whom = against[0]
        first = say(f"Times as often as {whom}", f"Veces respecto de {whom}")
    else:
        first = say("Ratios to the group compared with", "Razones respecto del grupo comparado")
    return say(
        f"{first}, ratio scale, with intervals. On the line at 1: as often. Hatched: no answer "
        "from these records.",
        f"{first}, en escala de razones, con intervalos. Sobre la línea del 1: igual de a menudo. "
        "Rayado: sin respuesta en estos datos.",
    )


def _alt(rows: Sequence[OverviewRow], sure: Sequence[OverviewRow]) -> str:
    questions = len({row.question for row in rows})
    groups = len({row.group for row in rows})
    refused = sum(not row.is_drawn for row in rows)
    said = say(
        f"A grid of {questions} questions by {groups} groups on a log scale of ratios; {refused} "
        "cells without an answer.",
        f"Una cuadrícula de {questions} preguntas por {groups} grupos en escala logarítmica de "
        f"razones; {refused} casillas sin respuesta.",
    )
    farthest = sorted(sure, key=lambda row: -abs(math.log(row.value)))[:3]
    if not farthest:
        return said
    told = "; ".join(f"{r.question}, {r.group} {_short(r.value)}" for r in farthest)
    return f"{said} {say(f'Farthest from one: {told}.', f'Más lejos de uno: {told}.')}"
