"""A text to edit, for counsel: headings, captions, tables and pictures of a word processor."""

import io
from datetime import UTC, datetime
from typing import Any

from daylight.report import numbers, tables
from daylight.report.charts.chart import Chart
from daylight.report.context import AnsweredQuestion
from daylight.report.formats import content, raster
from daylight.report.formats.formats import Given, library
from daylight.report.formats.manuscript import Manuscript
from daylight.report.formats.office import tag, undated
from daylight.report.language import say
from daylight.report.page import tied

LONGEST_TABLE = 40
"""Numbers of one question that the text holds; the table of estimates has all."""

FIRST = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of every document: no clock time is in a report."""


def write(given: Given) -> None:
    """Write report.docx."""
    docx = library("docx", "docx")
    text = Manuscript(docx.Document())
    _prepare(text, given)
    _first_page(text, given)
    text.new_page()
    for section in content.sections(given):
        _section(text, section, given)
    _records(text, given)
    _weighed(text, given)
    path = given.folder / "report.docx"
    text.document.save(str(path))
    undated(path)


def _prepare(text: Manuscript, given: Given) -> None:
    """Language, title and page numbers of the document."""
    properties = text.document.core_properties
    properties.title = given.context.title
    properties.subject = f"{given.context.department}, {given.context.period}"
    properties.author = properties.last_modified_by = f"Daylight {given.context.version}"
    properties.comments = ""
    properties.language = tag()
    properties.created = properties.modified = FIRST
    text.speak(tag())
    text.footer(given.context.title)


def _first_page(text: Manuscript, given: Given) -> None:
    text.heading(given.context.title, 0)
    text.line(f"{given.context.department}. {given.context.period}", style="Subtitle")
    text.heading(say("In brief", "En breve"), 1)
    for answer in content.answers(given):
        text.line(answer.asked, italic=True)
        text.line(tied(answer.sentence), bold=True)
        text.line(tied(" · ".join(answer.facts)), small=True)
    if lacking := content.unanswered(given):
        text.heading(
            say("What these records cannot answer", "Lo que estos datos no pueden responder"), 2
        )
        for asked, why in lacking:
            text.bullet(f"{asked} {why}")
    if given.context.changes:
        text.heading(
            say("What changed since the earlier run", "Qué cambió desde el análisis anterior"), 2
        )
        for change in given.context.changes:
            text.bullet(tied(change.sentence))
    for note in given.context.notes:
        text.line(note, small=True)


def _section(text: Manuscript, section: content.ToldSection, given: Given) -> None:
    text.heading(section.title, 1)
    if section.takeaway:
        text.line(tied(section.takeaway), bold=True)
    alone = len(section.questions) == 1 and section.questions[0].asked == section.title
    for question in section.questions:
        if not alone:
            text.heading(question.asked, 2)
        _question(text, question, given, 2 if alone else 3)
    if section.limits:
        text.heading(say("Limits", "Límites"), 2)
        for limit in section.limits:
            text.bullet(tied(limit))


def _question(text: Manuscript, question: AnsweredQuestion, given: Given, level: int) -> None:
    if refused := [r for r in given.findings["refusals"] if r["question"] == question.id]:
        told = refused[0]
        text.line(say("There is no answer.", "No hay respuesta."), bold=True)
        text.line(told["why"])
        text.line(told["lacking"], small=True)
        text.line(told["supply"], small=True)
        return
    own = [f for f in given.findings["findings"] if f["question"] == question.id]
    for finding in own:
        if finding["title"]:
            text.line(tied(finding["title"]), bold=True)
        text.line(tied(finding["sentence"]))
        text.line(
            tied(" ".join(p for p in (finding["standing"], finding["basis"]) if p)), small=True
        )
    for chart in question.charts:
        _picture(text, chart)
    _estimates(text, question)
    shared = content.noted(question)
    own_limits = [caveat for finding in own for caveat in finding["caveats"]]
    if found := list(dict.fromkeys([*shared, *own_limits])):
        text.heading(say("Limits", "Límites"), level)
        for limit in found:
            text.bullet(tied(limit))
    _objections(text, own, level)


def _picture(text: Manuscript, chart: Chart) -> None:
    """A picture with its alternative text; where none can be drawn, the text alone."""
    if raster.is_there():
        text.picture(io.BytesIO(raster.png(chart)), chart.alt)
        text.caption(say("Figure", "Figura"), chart.caption or chart.alt)
    else:
        text.line(chart.alt, small=True)


def _estimates(text: Manuscript, question: AnsweredQuestion) -> None:
    """The numbers behind the findings of a question, each once."""
    shown = list({id(e): e for f in question.findings for e in f.estimates}.values())
    if not shown:
        return
    printed = tables.table(shown[:LONGEST_TABLE])
    text.caption(say("Table", "Cuadro"), f"{question.asked}{tables.caption(shown)}")
    rows = [row for part in printed.sections for row in _titled(part, len(printed.columns))]
    text.table(printed.columns, rows)
    if len(shown) > LONGEST_TABLE:
        more = numbers.count(len(shown) - LONGEST_TABLE)
        text.line(
            say(
                f"{more} further numbers are in the table of estimates.",
                f"Hay {more} números más en la tabla de estimaciones.",
            ),
            small=True,
        )


def _titled(section: tables.TableSection, width: int) -> list[tuple[str, ...]]:
    """The rows of a part of a table, under its title where it has one."""
    title = [(section.title, *[""] * (width - 1))] if section.title else []
    return [*title, *section.rows]


def _objections(text: Manuscript, findings: list[dict[str, Any]], level: int) -> None:
    heard = {one["topic"]: one for finding in findings for one in finding["objections"]}
    if not heard:
        return
    text.heading(say("What the other side will say", "Lo que dirá la otra parte"), level)
    for one in heard.values():
        text.line(tied(one["says"]), italic=True)
        text.line(tied(one["answer"]))


def _records(text: Manuscript, given: Given) -> None:
    if not given.context.audits:
        return
    text.heading(say("The records", "Los datos"), 1)
    columns = (
        say("Source", "Fuente"),
        say("Rows read", "Filas leídas"),
        say("Rows kept", "Filas conservadas"),
        say("Set aside", "Apartadas"),
    )
    rows = [
        (
            audit.source,
            numbers.count(audit.rows_read),
            numbers.count(audit.rows_kept),
            "; ".join(f"{numbers.count(n)}: {why}" for why, n in audit.set_aside.items()) or "0",
        )
        for audit in given.context.audits
    ]
    text.caption(say("Table", "Cuadro"), say("What became of every row", "Qué fue de cada fila"))
    text.table(columns, rows)
    for audit in given.context.audits:
        for name, digest in audit.files.items():
            text.line(f"{name}: SHA-256 {digest}", small=True)
        for remark in audit.remarks:
            text.bullet(remark)


def _weighed(text: Manuscript, given: Given) -> None:
    text.heading(say("How sure", "Con qué seguridad"), 1)
    for line in content.weights(given):
        text.bullet(line)
    for said in given.context.plan:
        text.line(tied(said))
