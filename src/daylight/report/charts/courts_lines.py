"""Lines of groups over a number: errors of a score by threshold, release by hearing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels, numbers
from daylight.report.charts.axes import Ruler, Span
from daylight.report.charts.canvas import Box, Canvas, Spot
from daylight.report.charts.chart import Chart, Table
from daylight.report.charts.interval_rows import clear
from daylight.report.charts.intervals import intervals
from daylight.report.language import say

LOOKS = ("f-line", "f-line2", "f-soft")
MOST_LINES = len(LOOKS)
GUTTER, LEFT, TALL = 22.0, 44.0, 170.0


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedPoint:
    """A value with its interval at a number."""

    at: float
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedLine:
    """One group's points, in order."""

    name: str
    points: tuple[NumberedPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePanel:
    """One quantity: a line for each group."""

    title: str
    lines: tuple[NumberedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedLines:
    """Panels beside one another over the same numbers, all from none to the highest.

    Parameters
    ----------
    marked
        The number that a dashed upright line marks, with what it is; no line where NaN.
    """

    panels: tuple[LinePanel, ...]
    x_title: str
    marked: float = float("nan")
    mark: str = ""

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        columns = 1 if canvas.is_narrow else min(len(self.panels), 2)
        room = (width - GUTTER * (columns - 1)) / columns
        y = 0.0
        for start in range(0, len(self.panels), columns):
            row = self.panels[start : start + columns]
            heads = [canvas.broken(panel.title, room, "f-bold", 3) for panel in row]
            head = max(len(lines) for lines in heads) * canvas.step() + 10
            for n, (panel, lines) in enumerate(zip(row, heads, strict=True)):
                x = n * (room + GUTTER)
                canvas.lined(Spot(x, y + 12), lines, "f-bold")
                self._panel(canvas, panel, Box(x, y + head, room, TALL))
            y += head + TALL + 26
        return canvas.svg(self._key(canvas, y))

    @property
    def _numbers(self) -> list[float]:
        return sorted({p.at for panel in self.panels for line in panel.lines for p in line.points})

    def _panel(self, canvas: Canvas, panel: LinePanel, box: Box) -> None:
        most = max(p.high for one in self.panels for line in one.lines for p in line.points)
        span = Span(low=0.0, high=min(most * 1.04, 1.0), scale=Scale.PROPORTION, same=None)
        up = Ruler(span, box.y + box.height, box.y)
        at = self._numbers
        across = Ruler(
            Span(low=at[0] - 0.5, high=at[-1] + 0.5, scale=Scale.COUNT, same=None),
            box.x + LEFT,
            box.x + box.width - 4,
        )
        for value, text in up.ticks(34):
            canvas.line(Spot(across.start, up.at(value)), Spot(across.end, up.at(value)), "f-grid")
            canvas.text(Spot(across.start - 6, up.at(value) + 4), text, "f-quiet", anchor="end")
        if self.marked == self.marked:
            x = across.at(self.marked)
            canvas.line(Spot(x, up.end - 3), Spot(x, up.start), "f-break")
        for line, look in zip(panel.lines, LOOKS, strict=False):
            if look == "f-line":
                upper = [Spot(across.at(p.at), up.at(p.high)) for p in line.points]
                lower = [Spot(across.at(p.at), up.at(p.low)) for p in line.points]
                if len(line.points) > 1:
                    canvas.polygon([*upper, *reversed(lower)], "f-band")
            else:
                for p in line.points:
                    x = across.at(p.at)
                    canvas.line(Spot(x, up.at(p.low)), Spot(x, up.at(p.high)), "f-same")
            canvas.polyline([Spot(across.at(p.at), up.at(p.value)) for p in line.points], look)
        canvas.line(Spot(across.start, up.start), Spot(across.end, up.start), "f-axis")
        for x, text in clear(canvas, [(across.at(v), f"{v:g}") for v in at]):
            canvas.text(Spot(x, up.start + 15), text, "f-quiet", anchor="middle")

    def _key(self, canvas: Canvas, y: float) -> float:
        canvas.text(Spot(canvas.width / 2, y + 6), self.x_title, "f-quiet", anchor="middle")
        y += 10
        names = list(dict.fromkeys(line.name for panel in self.panels for line in panel.lines))
        keyed = list(zip(names, LOOKS, strict=False)) if names != [""] else []
        if self.marked == self.marked:
            keyed.append((self.mark, "f-break"))
        for name, look in keyed:
            y += 18
            canvas.line(Spot(LEFT, y - 4), Spot(LEFT + 26, y - 4), look)
            canvas.text(Spot(LEFT + 34, y), name)
        return y + 8

    def table(self) -> Table:
        """Every point of every line."""
        columns = (
            say("Quantity", "Magnitud"),
            say("Group", "Grupo"),
            self.x_title,
            say("Value", "Valor"),
            say("Lowest", "Mínimo"),
            say("Highest", "Máximo"),
        )
        rows = tuple(
            (
                panel.title,
                line.name,
                f"{p.at:g}",
                *(numbers.percent(one) for one in (p.value, p.low, p.high)),
            )
            for panel in self.panels
            for line in panel.lines
            for p in line.points
        )
        return columns, rows

    def vega(self) -> dict[str, Any]:
        """Lines, a panel for each quantity."""
        rows = [
            {"panel": panel.title, "group": line.name, "at": p.at, "value": p.value}
            for panel in self.panels
            for line in panel.lines
            for p in line.points
        ]
        return {
            "data": {"values": rows},
            "mark": "line",
            "encoding": {
                "x": {"field": "at", "type": "quantitative", "title": self.x_title},
                "y": {"field": "value", "type": "quantitative", "title": None},
                "strokeDash": {"field": "group", "type": "nominal", "title": None},
                "facet": {"field": "panel", "type": "nominal", "columns": 2, "title": None},
            },
        }


def errors(result: Result) -> tuple[Chart, ...]:
    """Both kinds of error of a score at every threshold, for the groups that are compared."""
    apart = result.named("false_positive_rate_difference")
    names = ("false_positive_rate", "false_negative_rate")
    if not apart or len({e.keys["threshold"] for e in result.named(names[0])}) < 2:
        return intervals(result)
    used, base = float(apart[0].keys["threshold"]), apart[0].compared_with or ""
    others = sorted(apart, key=lambda e: -e.n)
    groups = [str(others[0].keys["subject_race"]), base]
    groups += [str(e.keys["subject_race"]) for e in others[1 : MOST_LINES - 1]]
    panels = tuple(_panel(result.named(name), "threshold", groups) for name in names)
    told = "; ".join(
        f"{labels.group(group)} {numbers.percent(_at(result.named(names[0]), group, used))}"
        for group in groups
    )
    return (
        Chart(
            title=say(
                "Wrongly scored high, and wrongly scored low, at every threshold",
                "Puntuadas altas y bajas por error, en cada umbral",
            ),
            caption=say(
                "Left: of those without the outcome, the share at the threshold or above. Right: "
                "of those with it, the share below. A threshold trades one for the other. Band "
                f"and lines: {numbers.percent(result.level, 0)} intervals.",
                "Izquierda: de quienes no tuvieron el desenlace, la parte en el umbral o por "
                "encima. Derecha: de quienes lo tuvieron, la parte por debajo. Un umbral cambia lo "
                "uno por lo otro. Banda y líneas: intervalos del "
                f"{numbers.percent(result.level, 0)}.",
            ),
            alt=say(
                f"Two panels of lines over thresholds, 0 to 100 %, a line for each group. At "
                f"{numbers.compact(used)} wrongly scored high: {told}.",
                f"Dos paneles de líneas según el umbral, de 0 a 100 %, una línea por grupo. En "
                f"{numbers.compact(used)}, puntuadas altas por error: {told}.",
            ),
            drawing=NumberedLines(
                panels=panels,
                x_title=say("Scored high from", "Puntuación alta desde"),
                marked=used,
                mark=say(
                    f"The threshold used, {numbers.compact(used)}",
                    f"El umbral usado, {numbers.compact(used)}",
                ),
            ),
        ),
    )


def hazard(result: Result) -> tuple[Chart, ...]:
    """Release hearing by hearing, and released by each, for groups or for everybody."""
    names = ("release_hazard", "released_by_hearing")
    groups = list(dict.fromkeys(_group(e) for e in result.named(names[0]) if _group(e)))
    groups = groups[:MOST_LINES] if len(groups) > 1 else [""]
    panels = tuple(_panel(result.named(name), "hearing_number", groups) for name in names)
    if min(len(line.points) for panel in panels for line in panel.lines) == 0:
        return intervals(result)
    first, last = panels[0].lines[0].points[0], panels[1].lines[0].points[-1]
    share, whole = numbers.percent(first.value), numbers.percent(last.value)
    return (
        Chart(
            title=say(
                "Release at each hearing, and by each hearing",
                "Libertad en cada audiencia, y hasta cada audiencia",
            ),
            caption=say(
                "Left: of hearings decided of those not released before. Right: what that adds up "
                "to, were those who leave the count like those who stay. Band and lines: "
                f"{numbers.percent(result.level, 0)} intervals.",
                "Izquierda: de las audiencias decididas de quienes no habían salido antes. "
                "Derecha: lo que eso suma, si quienes salen del recuento fueran como quienes "
                f"quedan. Banda y líneas: intervalos del {numbers.percent(result.level, 0)}.",
            ),
            alt=say(
                f"Two panels of lines over the number of the hearing. {share} at hearing "
                f"{first.at:g}; {whole} by hearing {last.at:g}.",
                f"Dos paneles de líneas según el número de la audiencia. {share} en la audiencia "
                f"{first.at:g}; {whole} hasta la audiencia {last.at:g}.",
            ),
            drawing=NumberedLines(
                panels=panels, x_title=say("Number of the hearing", "Número de la audiencia")
            ),
        ),
    )


def _group(one: Estimate) -> str:
    return str(one.keys.get("subject_race", ""))


def _at(estimates: Sequence[Estimate], group: str, threshold: float) -> float:
    return next(
        e.value for e in estimates if _group(e) == group and e.keys["threshold"] == threshold
    )


def _panel(estimates: Sequence[Estimate], key: str, groups: Sequence[str]) -> LinePanel:
    return LinePanel(
        title=labels.quantity(estimates[0].name),
        lines=tuple(
            NumberedLine(
                name=labels.group(group) if group else "",
                points=tuple(
                    sorted(
                        (
                            NumberedPoint(
                                at=float(e.keys[key]), value=e.value, low=e.low, high=e.high
                            )
                            for e in estimates
                            if _group(e) == group
                        ),
                        key=lambda p: p.at,
                    )
                ),
            )
            for group in groups
        ),
    )
