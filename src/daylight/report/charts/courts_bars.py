"""Bars along months: terms around a minimum, and terms in bands up to the most a file holds."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from daylight.data.facts.courts import WITHHELD, BunchingFacts, LengthFacts
from daylight.data.result import Result, Scale
from daylight.report import labels, numbers
from daylight.report.charts.axes import Ruler, Span
from daylight.report.charts.canvas import Box, Canvas, Spot
from daylight.report.charts.chart import Chart, Table
from daylight.report.charts.interval_rows import clear
from daylight.report.charts.intervals import intervals
from daylight.report.language import say

LEFT, TALL = 46.0, 190.0
ROUND = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class BarSeries:
    """Bars of one kind, or a line over bars: what it is called, and a number for each place."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtBars:
    """Bars of one or two kinds at the same places, lines over them, and a place that is marked.

    Parameters
    ----------
    places
        What each place is called.
    told
        The places whose names are printed; all where empty.
    marked
        The place that a dashed line marks, with what it is; −1 for none.
    """

    places: tuple[str, ...]
    series: tuple[BarSeries, ...]
    x_title: str
    scale: Scale = Scale.COUNT
    curves: tuple[BarSeries, ...] = ()
    told: tuple[int, ...] = ()
    marked: int = -1
    mark: str = ""

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        top = 12.0
        most = max(v for s in (*self.series, *self.curves) for v in s.values)
        up = Ruler(
            Span(low=0.0, high=most * 1.05 or 1.0, scale=self.scale, same=None), top + TALL, top
        )
        for value, text in up.ticks(36):
            y = up.at(value)
            canvas.line(Spot(LEFT, y), Spot(width - 4, y), "f-grid")
            canvas.text(Spot(LEFT - 6, y + 4), text, "f-quiet", anchor="end")
        self._bars(canvas, up)
        self._lines(canvas, up)
        canvas.line(Spot(LEFT, up.start), Spot(width - 4, up.start), "f-axis")
        return canvas.svg(self._key(canvas, self._places(canvas, up)))

    def _step(self, canvas: Canvas) -> float:
        return (canvas.width - 4 - LEFT) / len(self.places)

    def _bars(self, canvas: Canvas, up: Ruler) -> None:
        step, kinds = self._step(canvas), len(self.series)
        wide = max((step - (1.5 if step > 5 else 0.6)) / kinds, 0.8)
        for kind, series in enumerate(self.series):
            look = "f-bar2" if kind < kinds - 1 else "f-bar"
            for n, value in enumerate(series.values):
                height = up.start - up.at(value)
                if height > 0:
                    box = Box(LEFT + n * step + kind * wide, up.at(value), wide, height)
                    canvas.rect(box, look, {"value": repr(value)})

    def _lines(self, canvas: Canvas, up: Ruler) -> None:
        step = self._step(canvas)
        for curve, look in zip(self.curves, ("f-line2", "f-soft"), strict=False):
            course = [
                Spot(LEFT + (n + 0.5) * step, up.at(value)) for n, value in enumerate(curve.values)
            ]
            canvas.polyline(course, look)
        if self.marked >= 0:
            x = LEFT + (self.marked + 0.5) * step
            canvas.line(Spot(x, up.end - 4), Spot(x, up.start), "f-break")

    def _places(self, canvas: Canvas, up: Ruler) -> float:
        step, y = self._step(canvas), up.start + 16
        told = self.told or tuple(range(len(self.places)))
        placed = [(LEFT + (n + 0.5) * step, self.places[n]) for n in told]
        for x, text in clear(canvas, placed):
            half = canvas.room(text, "f-quiet") / 2
            x = min(max(x, half), canvas.width - half)
            canvas.text(Spot(x, y), text, "f-quiet", anchor="middle")
        canvas.text(Spot(canvas.width / 2, y + 17), self.x_title, "f-quiet", anchor="middle")
        return y + 24

    def _key(self, canvas: Canvas, y: float) -> float:
        kinds = len(self.series)
        if kinds > 1:
            for kind, series in enumerate(self.series):
                y += 18
                look = "f-bar2" if kind < kinds - 1 else "f-bar"
                canvas.rect(Box(LEFT, y - 10, 22, 10), look)
                canvas.text(Spot(LEFT + 30, y), series.name)
        lines = [
            *zip((c.name for c in self.curves), ("f-line2", "f-soft"), strict=False),
            *([(self.mark, "f-break")] if self.marked >= 0 else []),
        ]
        for name, look in lines:
            y += 18
            canvas.line(Spot(LEFT, y - 4), Spot(LEFT + 22, y - 4), look)
            broken = canvas.broken(name, canvas.width - LEFT - 34)
            canvas.lined(Spot(LEFT + 30, y), broken)
            y += (len(broken) - 1) * canvas.step()
        return y + 8

    def table(self) -> Table:
        """Every place with its bars and what the lines say."""
        kinds = (*self.series, *self.curves)
        rows = tuple(
            (place, *(self._told(one.values[n]) for one in kinds))
            for n, place in enumerate(self.places)
        )
        return (self.x_title, *(one.name for one in kinds)), rows

    def _told(self, value: float) -> str:
        return numbers.scaled(value, self.scale)

    def vega(self) -> dict[str, Any]:
        """Bars, and a line for each curve."""
        kinds: list[tuple[BarSeries, str]] = [(one, "bar") for one in self.series]
        kinds += [(one, "line") for one in self.curves]
        rows = [
            {"place": place, "kind": one.name, "value": one.values[n], "order": n}
            for one, _ in kinds
            for n, place in enumerate(self.places)
        ]
        x = {"field": "place", "type": "ordinal", "sort": None, "title": self.x_title}
        y = {"field": "value", "type": "quantitative", "title": None}
        color = {"field": "kind", "type": "nominal", "title": None}
        layer = [
            {
                "transform": [{"filter": {"field": "kind", "equal": one.name}}],
                "mark": mark,
                "encoding": {"x": x, "y": y, "color": color},
            }
            for one, mark in kinds
        ]
        return {"data": {"values": rows}, "layer": layer}


def bunching(result: Result) -> tuple[Chart, ...]:
    """Terms month by month around a minimum, beside what each month would have without it."""
    facts = result.facts_as(BunchingFacts)
    if not facts.months:
        return intervals(result)
    at = facts.months.index(int(facts.minimum))
    counts = tuple(0.0 if n == WITHHELD else float(n) for n in facts.counts)
    withheld = sum(n == WITHHELD for n in facts.counts)
    held, expected = numbers.count(counts[at]), numbers.count(facts.expected[at])
    minimum = numbers.count(facts.minimum)
    share = numbers.value(result.named("share_at_minimum")[0])
    caption = say(
        "Bars: terms of so many months. Long dashes: what each month would have on a curve that "
        "knows round numbers; dots: on a smooth one. Both are fitted without the minimum.",
        "Barras: penas de tantos meses. Guiones largos: lo que tendría cada mes en una curva que "
        "conoce números redondos; puntos: en una lisa. Ambas se ajustan sin el mínimo.",
    )
    if withheld:
        caption += say(
            f" Months with fewer than ten terms are not drawn: {withheld}.",
            f" Los meses con menos de diez penas no se dibujan: {withheld}.",
        )
    return (
        Chart(
            title=say(
                f"{held} terms of {minimum} months; {expected} expected were it no minimum",
                f"{held} penas de {minimum} meses; se esperan {expected} si no fuera un mínimo",
            ),
            caption=caption,
            alt=say(
                f"Bars of terms from {facts.months[0]} to {facts.months[-1]} months, 0 to "
                f"{numbers.count(max(counts))}. {held} ({share}) stand at {minimum} "
                f"months, where {expected} would be expected.",
                f"Barras de penas de {facts.months[0]} a {facts.months[-1]} meses, de 0 a "
                f"{numbers.count(max(counts))}. En {minimum} meses hay {held} ({share}), donde se "
                f"esperan {expected}.",
            ),
            drawing=CourtBars(
                places=tuple(str(month) for month in facts.months),
                series=(BarSeries(name=say("Terms", "Penas"), values=counts),),
                curves=(
                    BarSeries(
                        name=say(
                            "Expected, knowing round numbers", "Esperado, con números redondos"
                        ),
                        values=facts.expected,
                    ),
                    BarSeries(name=say("Expected, smooth", "Esperado, liso"), values=facts.smooth),
                ),
                x_title=say("Months", "Meses"),
                told=tuple(n for n, month in enumerate(facts.months) if month % ROUND == 0),
                marked=at,
                mark=say(f"The minimum, {minimum} months", f"El mínimo, {minimum} meses"),
            ),
        ),
    )


def lengths(result: Result) -> tuple[Chart, ...]:
    """How long the terms of the reference and of the next group are, in bands up to the cap."""
    facts = result.facts_as(LengthFacts)
    if not facts.edges:
        return ()
    shown = facts.groups[:2]
    places = _bands(facts)
    last = max(n for n in range(len(places)) if any(share[n] for share in facts.shares[:2]))
    series = tuple(
        BarSeries(name=_named(facts, n), values=facts.shares[n][: last + 1])
        for n in range(len(shown))
    )
    longest = max(range(last + 1), key=lambda n: facts.shares[0][n])
    cap, at_cap = numbers.count(facts.edges[-1]), max(share[-1] for share in facts.shares[:2])
    is_capped = last == len(places) - 1
    told = say(
        f"Terms at {cap} months, the most that the file holds, stand apart; they may be longer.",
        f"Las penas en {cap} meses, lo máximo que el archivo contiene, están aparte; pueden ser "
        "más largas.",
    )
    first = result.named("sentence_length_ratio")[0]
    name, group = labels.quantity(first.name), labels.group(labels.group_of(first))
    crude = f"{name}, {group}: {numbers.value(first)}."
    return (
        Chart(
            title=say("How long prison terms are", "Cuánto duran las penas de prisión"),
            caption=say(
                "Share of each group’s terms in each band of months; bands are not equally wide, "
                "and a term that ends a band belongs to it.",
                "Proporción de las penas de cada grupo en cada tramo de meses; los tramos no son "
                "iguales, y una pena que cierra un tramo le pertenece.",
            )
            + (f" {told}" if is_capped else ""),
            alt=say(
                f"Bars of shares in bands of months, {places[0]} to {places[last]}. The most of "
                f"{series[0].name} lie in {places[longest]}, "
                f"{numbers.percent(facts.shares[0][longest])}; at the cap at most "
                f"{numbers.percent(at_cap)} of a group. {crude}",
                f"Barras de proporciones en tramos de meses, de {places[0]} a {places[last]}. La "
                f"mayor parte de {series[0].name} está en {places[longest]}, "
                f"{numbers.percent(facts.shares[0][longest])}; en el tope, como mucho "
                f"{numbers.percent(at_cap)} de un grupo. {crude}",
            ),
            drawing=CourtBars(
                places=places[: last + 1],
                series=series,
                x_title=say("Months of prison", "Meses de prisión"),
                scale=Scale.PROPORTION,
                marked=last if is_capped else -1,
                mark=say(f"At the cap of {cap} months", f"En el tope de {cap} meses"),
            ),
        ),
    )


def _named(facts: LengthFacts, place: int) -> str:
    terms = numbers.count(facts.terms[place])
    return f"{labels.group(facts.groups[place])} (n {terms})"


def _bands(facts: LengthFacts) -> tuple[str, ...]:
    """Bands as they are printed: those between edges, and the cap by itself."""
    ends = [numbers.count(edge) for edge in facts.edges]
    between = [f"{low}–{high}" for low, high in pairwise(ends)]
    return (*between, ends[-1])
