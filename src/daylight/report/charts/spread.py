"""Officers from the lowest to the highest, each with an interval and without a name.

For the agency's own view only: the estimates are of single officers, and pages for the public are
made without them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from daylight.data.result import Estimate
from daylight.report import labels, numbers
from daylight.report.charts import marks
from daylight.report.charts.axes import Ruler, Span, span
from daylight.report.charts.canvas import Canvas, Spot
from daylight.report.charts.chart import Chart, Table
from daylight.report.charts.marks import Extent
from daylight.report.language import say

MOST = 240
"""So many are drawn; of more, evenly spaced ones from the lowest to the highest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadMark:
    """One officer: the number, as such and as printed."""

    officer: str
    reach: Extent
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerSpread:
    """Marks in order of their values.

    Parameters
    ----------
    same
        What the line of no difference means.
    """

    marks: tuple[SpreadMark, ...]
    span: Span
    y_title: str
    same: str = ""

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        top = 10.0
        up = Ruler(self.span, top + 220, top)
        start, end = 58.0, width - 6.0
        for value, text in up.ticks(38):
            look = "f-same" if value == self.span.same else "f-grid"
            canvas.line(Spot(start, up.at(value)), Spot(end, up.at(value)), look)
            canvas.text(Spot(start - 6, up.at(value) + 4), text, "f-quiet", anchor="end")
        step = (end - start) / len(self.marks)
        radius = min(3.4, max(1.2, step / 2.4))
        for n, mark in enumerate(self.marks):
            at = Spot(start + (n + 0.5) * step, up.at(mark.reach.value))
            marks.upright(canvas, up, mark.reach, at.x, "f-own")
            canvas.circle(at, radius, "f-own", mark.reach.data)
        words = say("from the lowest to the highest", "del más bajo al más alto")
        foot = [*canvas.broken(words, width - 60, "f-quiet")]
        foot += canvas.broken(self.same, width - 60, "f-quiet") if self.same else []
        canvas.lined(Spot(start, up.start + 18), foot, "f-quiet")
        return canvas.svg(up.start + 18 + len(foot) * canvas.step("f-quiet") - 8)

    def table(self) -> Table:
        """Every officer that is drawn."""
        columns = (say("Officer", "Agente"), self.y_title)
        return columns, tuple((mark.officer, mark.told) for mark in self.marks)

    def vega(self) -> dict[str, Any]:
        """Rules and points."""
        rows = [
            {"rank": n, "value": m.reach.value, "low": m.reach.low, "high": m.reach.high}
            for n, m in enumerate(self.marks)
        ]
        x = {"field": "rank", "type": "quantitative", "title": None}
        return {
            "data": {"values": rows},
            "layer": [
                {
                    "mark": "rule",
                    "encoding": {
                        "x": x,
                        "y": {"field": "low", "type": "quantitative", "title": self.y_title},
                        "y2": {"field": "high"},
                    },
                },
                {
                    "mark": "point",
                    "encoding": {"x": x, "y": {"field": "value", "type": "quantitative"}},
                },
            ],
        }


def spread(estimates: Sequence[Estimate], *, same: str = "") -> Chart | None:
    """Single officers' numbers of one quantity; None where there are none."""
    ranked = sorted((e for e in estimates if e.value == e.value), key=lambda e: e.value)
    if not ranked:
        return None
    shown = ranked
    if len(ranked) > MOST:
        shown = [ranked[round(n * (len(ranked) - 1) / (MOST - 1))] for n in range(MOST)]
    title = labels.quantity(ranked[0].name)
    low, middle, high = ranked[0], ranked[len(ranked) // 2], ranked[-1]
    count = numbers.count(len(ranked))
    ends = [numbers.minus(numbers.value(e)) for e in (low, high)]
    halfway = numbers.minus(numbers.stated(middle))
    told = say(
        f"{count} officers from {ends[0]} to {ends[1]}; the middle one {halfway}.",
        f"{count} agentes, de {ends[0]} a {ends[1]}; el del medio, {halfway}.",
    )
    caption = say("Each mark an officer, with an interval.", "Cada marca, un agente con intervalo.")
    if len(shown) < len(ranked):
        caption += " " + say(
            f"{MOST} of {count} are drawn, evenly from the lowest to the highest.",
            f"Se dibujan {MOST} de {count}, repartidos del más bajo al más alto.",
        )
    return Chart(
        title=title,
        caption=f"{caption} {say('For agency use.', 'Para uso del cuerpo policial.')}",
        alt=say(
            f"Marks with intervals in order of their values. {title}. {told}",
            f"Marcas con intervalos ordenadas por valor. {title}. {told}",
        ),
        drawing=OfficerSpread(
            marks=tuple(
                SpreadMark(
                    officer=str(e.keys["officer_id"]) if "officer_id" in e.keys else "",
                    reach=Extent(e.value, e.low, e.high),
                    told=numbers.stated(e),
                )
                for e in shown
            ),
            span=span(shown),
            y_title=title,
            same=same,
        ),
    )
