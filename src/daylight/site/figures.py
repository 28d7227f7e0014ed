"""Pictures that other pages may take: a file with its table, its words, its source and its hash."""

import hashlib
import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daylight.report import numbers
from daylight.report.charts.axes import span
from daylight.report.charts.chart import Chart, Table
from daylight.report.charts.funnel import Funnel, FunnelPoint
from daylight.report.charts.interval_rows import IntervalBlock, IntervalRow, IntervalRows
from daylight.report.charts.intervals import MOST_ROWS
from daylight.report.charts.marks import Extent
from daylight.report.charts.overview import overview
from daylight.report.charts.standalone import MARGIN, drawn_height, standalone
from daylight.report.finding import Finding
from daylight.report.language import Language, say, spoken
from daylight.report.overviews import rows
from daylight.site.comparisons import AskedHere, SiteComparison
from daylight.site.lean import light
from daylight.site.told import ToldRun
from daylight.site.words import by_size, column, side_by_side

WIDTH, NARROW = 700, 340
MOST_TAKEN = 4
"""Headlines of a report whose picture may be taken at most."""

MARKS = 20
"""Hexadecimal digits of a figure's hash in its address."""

BELOW = 190
"""Room under a picture in a frame: caption, source and the folded table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbeddedFigure:
    """One picture as two files that stand alone.

    Parameters
    ----------
    name
        The hash of all that it shows; a figure that changes has another address.
    source
        Whose records, of when, and the seal of the run.
    home
        The page that it is from, as reached from the root of the site.
    """

    name: str
    title: str
    caption: str
    alt: str
    table: Table
    svg: str
    narrow: str
    source: str
    home: str
    language: Language
    question: str = ""

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in units."""
        return WIDTH + 2 * MARGIN, math.ceil(drawn_height(self.svg))

    @property
    def frame(self) -> int:
        """The height of a frame that holds it with its words."""
        return self.size[1] + BELOW


def embedded(chart: Chart, source: str, home: str, question: str = "") -> EmbeddedFigure:
    """A picture to be taken elsewhere."""
    svg, narrow = (light(standalone(chart, width)) for width in (WIDTH, NARROW))
    table = chart.drawing.table()
    whole = json.dumps([svg, table, chart.caption, source, home, spoken()], ensure_ascii=False)
    return EmbeddedFigure(
        name=hashlib.sha256(whole.encode()).hexdigest()[:MARKS],
        title=chart.title,
        caption=chart.caption,
        alt=chart.alt,
        table=table,
        svg=svg,
        narrow=narrow,
        source=source,
        home=home,
        language=spoken(),
        question=question,
    )


def figures_of(told: ToldRun) -> tuple[EmbeddedFigure, ...]:
    """What of a report may be taken: its overview, and the first picture of each headline."""
    return tuple(_figures(told))


def _figures(told: ToldRun) -> Iterator[EmbeddedFigure]:
    source = source_of(told)
    home = f"{spoken().value}/reports/{told.run.address}/index.html"
    if compared := rows(told.questions):
        yield embedded(overview(compared), source, home)
    for answer in told.answers[:MOST_TAKEN]:
        for chart in told.asked(answer.question).charts[:1]:
            yield embedded(chart, source, home, answer.question)


def source_of(told: ToldRun) -> str:
    """Whose records, which study, of when, and the seal by which the run is known."""
    shown, seal = told.shown, told.run.seal[:16]
    period = f", {shown.period}" if shown.period else ""
    said = f"{told.run.agency}: {shown.title}{period}"
    return say(f"{said} · run {seal}", f"{said} · análisis {seal}")


def comparison_chart(found: SiteComparison, number: int) -> Chart | None:
    """One number of several agencies, in the order of their names; None for fewer than two."""
    of = found.numbers[number]
    given = [
        (row.asked, row.cells[number].finding)
        for row in found.rows
        if row.cells and row.cells[number].finding is not None
    ]
    pairs = [(asked, finding) for asked, finding in given if finding is not None]
    if len(pairs) < 2:
        return None
    if len(pairs) > MOST_ROWS:
        return _by_size(by_size(column(of), len(pairs)), pairs)
    title = side_by_side(column(of), len(pairs))
    made = tuple(_row(found, asked, finding) for asked, finding in pairs)
    shown = span([finding.estimates[0] for _, finding in pairs])
    told = "; ".join(f"{row.label} {row.cells[0]}" for row in made[:12])
    return Chart(
        title=title,
        caption=say(
            "In the order of names, which ranks nobody. An interval says how far chance could move "
            "its own number; it is no test of one agency against another.",
            "Por orden de nombres, que no clasifica a nadie. Un intervalo dice cuánto podría mover "
            "el azar su propia cifra; no pone a prueba a un cuerpo policial frente a otro.",
        ),
        alt=f"{title}. {told}.",
        drawing=IntervalRows(blocks=(IntervalBlock(title="", span=shown, rows=made),)),
    )


def _row(found: SiteComparison, asked: AskedHere, finding: Finding) -> IntervalRow:
    one, several = finding.estimates[0], _has_several(found, asked.told)
    return IntervalRow(
        label=asked.question.asked if several else asked.told.run.agency,
        sub=asked.told.run.agency if several else "",
        reach=Extent(one.value, one.low, one.high),
        cells=(numbers.minus(numbers.value(one)),),
        interval="" if math.isnan(one.low) else numbers.minus(numbers.bounds(one)),
        grade=finding.grade if finding.corrected is not None else 0,
    )


def _by_size(title: str, pairs: Sequence[tuple[AskedHere, Finding]]) -> Chart:
    """Very many answers by how many records stand behind each; the table names them in order."""
    estimates = [finding.estimates[0] for _, finding in pairs]
    points = tuple(
        FunnelPoint(
            name=asked.told.run.agency,
            size=float(one.n),
            reach=Extent(one.value, one.low, one.high),
            told=numbers.minus(numbers.stated(one)),
        )
        for (asked, _), one in zip(pairs, estimates, strict=True)
    )
    fewest, most = (numbers.count(of(p.size for p in points)) for of in (min, max))
    return Chart(
        title=title,
        caption=say(
            "Each mark is one answer. Where few records stand behind it, chance alone moves it "
            "far, so the marks spread to the left; that ranks nobody. The table has every name.",
            "Cada marca es una respuesta. Donde hay pocos datos detrás, el azar por sí solo la "
            "mueve mucho, y las marcas se abren hacia la izquierda; eso no clasifica a nadie. La "
            "tabla tiene todos los nombres.",
        ),
        alt=say(
            f"{title}. Marks by number of records, from {fewest} to {most}.",
            f"{title}. Marcas por número de datos, de {fewest} a {most}.",
        ),
        drawing=Funnel(
            points=points,
            limits=(),
            span=span(estimates),
            x_title=say("Records behind the number", "Datos detrás de la cifra"),
            y_title=column(estimates[0]),
        ),
    )


def _has_several(found: SiteComparison, told: ToldRun) -> bool:
    return sum(row.asked.told is told for row in found.rows) > 1
