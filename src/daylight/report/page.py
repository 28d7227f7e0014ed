"""A study's results → one self-contained page, and the same findings as data."""

import json
import re
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import jinja2
import pyarrow.parquet as pq
from markupsafe import Markup

from daylight.data.result import Estimate, Refusal, Result
from daylight.data.tidy import Answered, tidy
from daylight.disclose import manifest
from daylight.disclose.check import check
from daylight.report import labels, numbers, tables
from daylight.report.charts.intervals import intervals
from daylight.report.charts.overview import overview
from daylight.report.charts.standalone import figure_style
from daylight.report.context import AnsweredQuestion, ReportContext
from daylight.report.disclosure import is_withheld, published
from daylight.report.findings_file import as_dict
from daylight.report.forbidden import checked
from daylight.report.labels.families import family
from daylight.report.labels.units import unit
from daylight.report.language import say
from daylight.report.language import spoken as language
from daylight.report.overviews import rows
from daylight.report.page_one import fitted, front
from daylight.report.public import PublicReport, public_report
from daylight.report.refusals import why_not
from daylight.report.sections import chapters
from daylight.report.wording.answers import EXPLAINED, SURE
from daylight.report.wording.groups import named
from daylight.report.wording.objections import topic
from daylight.report.wording.records import field as field_name
from daylight.report.wording.sections import WHAT_IT_IS

HERE = Path(__file__).parent

FILES = ("index.html", "findings.json", "estimates.parquet")
"""What a report always is: the page, and its findings and estimates as data."""

_TIES = re.compile(r"(?<=\d) (?=%|points\b)|(?<=\bp) (?=[<=])|(?<=[<=]) (?=\d)")

_MINUS = re.compile(r"(?<![\w.)])-(?=\d)")

MOST_PRINTED = 300
"""Estimates of a question that the page holds at most; estimates.parquet has all."""


class FitReport(NamedTuple):
    """A report as its readers may see it, and the names that nothing of it may have."""

    context: ReportContext
    names: tuple[str, ...] = ()


def write(out: Path, context: ReportContext, *, earlier: Sequence[Path] = ()) -> Path:
    """Write index.html, findings.json and estimates.parquet into a folder; the page's path."""
    put(out, context, earlier=earlier)
    return out / "index.html"


def put(out: Path, context: ReportContext, *, earlier: Sequence[Path] = ()) -> FitReport:
    """Write the report into a folder; the report as its readers may see it.

    A public report with a smallest cell is tried by an attacker before any of it lies in the
    folder; `earlier` are folders published before. It leaves a release.json for the next one.
    """
    out.mkdir(parents=True, exist_ok=True)
    if not (context.is_public and context.minimum_cell):
        shown = fit_to_publish(context)
        _written(out, shown)
        return FitReport(shown)
    fit = public_report(context, [manifest.read(path) for path in earlier])
    return put_public(out, fit, earlier=earlier)


def put_public(out: Path, fit: PublicReport, *, earlier: Sequence[Path] = ()) -> FitReport:
    """Write a public report that was made already, once the attacker has tried it."""
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=out, prefix=".unchecked-") as scratch:
        folder = Path(scratch)
        _written(folder, fit.context)
        (folder / manifest.NAME).write_text(fit.view.released.to_json(), encoding="utf-8")
        check(folder, fit.view.minimum, earlier=earlier, names=fit.view.names)
        for file in sorted(folder.iterdir()):
            file.replace(out / file.name)
    return FitReport(fit.context, fit.view.names)


def _written(out: Path, shown: ReportContext) -> None:
    """Write a report that is fit to be seen."""
    (out / "index.html").write_text(_page(shown), encoding="utf-8")
    (out / "findings.json").write_text(_findings(shown), encoding="utf-8")
    answers = [
        Answered(
            q.outcome, q.id, [(f.estimates[0], f.corrected) for f in q.findings if f.corrected]
        )
        for q in shown.questions
        if isinstance(q.outcome, Result)
    ]
    pq.write_table(tidy(answers), out / "estimates.parquet")


def render(context: ReportContext) -> str:
    """The page as text: HTML with its style and pictures inside, and no script."""
    return _page(fit_to_publish(context))


def _page(context: ReportContext) -> str:
    for question in context.questions:
        for chart in question.charts:
            checked(
                f"{chart.title} {chart.alt} {chart.caption}", f"picture of question {question.id}"
            )
    found = chapters(context)
    compared = rows(context.questions)
    values = {f.name: getattr(context, f.name) for f in fields(context)}
    return (
        environment()
        .get_template("report.html")
        .render(
            values,
            chapters=found,
            sheet=fitted(
                page := front(context, [one.outline for one in found]),
                context,
                has_overview=bool(compared),
            ),
            page=page,
            overview=overview(compared) if compared else None,
        )
    )


def as_json(context: ReportContext) -> str:
    """The findings and refusals as JSON text."""
    return _findings(fit_to_publish(context))


def _findings(context: ReportContext) -> str:
    plain = as_dict(context)
    return json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def fit_to_publish(context: ReportContext) -> ReportContext:
    """The context as its readers may see it: what must be withheld is gone, with what uses it."""
    if not context.is_public:
        return context
    if context.minimum_cell:
        return public_report(context).context
    return replace(
        context, questions=tuple(_without(q, context.minimum_cell) for q in context.questions)
    )


def _without(question: AnsweredQuestion, minimum: int) -> AnsweredQuestion:
    if isinstance(question.outcome, Refusal):
        return question
    outcome = published(question.outcome, minimum=minimum)
    if outcome is question.outcome:
        return question
    found = tuple(
        finding
        for finding in question.findings
        if outcome.estimates and not any(is_withheld(e, minimum) for e in finding.estimates)
    )
    return replace(question, outcome=outcome, findings=found, charts=intervals(outcome))


def environment() -> jinja2.Environment:
    """The templates, with everything escaped and every unknown name an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "count": numbers.count,
        "family": family,
        "compact": numbers.compact,
        "unit": lambda name: unit(name).many,
        "coded": coded,
        "label": labels.label,
        "number": numbers.number,
        "percent": numbers.percent,
        "setting": setting,
        "shared": tables.caption,
        "spoken": spoken,
        "table": tables.table,
        "tied": tied,
        "topic": topic,
        "unique": _unique,
        "why_not": why_not,
        "words": labels.words,
        "field": field_name,
    }
    made.globals = {
        "MOST_PRINTED": MOST_PRINTED,
        "say": say,
        "language": language,
        "SURE": SURE,
        "WHAT_IT_IS": WHAT_IT_IS,
        "EXPLAINED": EXPLAINED,
        "STYLE": Markup((HERE / "static" / "report.css").read_text(encoding="utf-8")),  # noqa: S704  ours
        "FIGURES": Markup(figure_style()),  # noqa: S704  ours
    }
    return made


def spoken(text: str) -> str:
    """A text of a method as a reader sees it: groups named, numbers tied."""
    return tied(named(text))


def coded(text: str) -> Markup:
    """Text in which `names of columns` stand between backticks."""
    parts = str(text).split("`")
    pairs = zip(parts[::2], [*parts[1::2], ""], strict=False)
    return Markup("").join(  # each part is escaped here
        Markup("{}<code>{}</code>").format(words, code) if code else Markup("{}").format(words)
        for words, code in pairs
    )


def setting(value: object) -> str:
    """A setting or a diagnostic as printed: four figures of a number, words for the rest."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int():
            return f"{value:,}"
        case float():
            return f"{value:.4g}"
        case list() | tuple():
            return ", ".join(map(str, value))
        case None:
            return "none"
    return str(value)


def tied(text: str) -> str:
    """The text with true minus signs, and spaces that do not break: 12.1 %, p = 0.03."""
    return _MINUS.sub("\u2212", _TIES.sub("\u00a0", text))


def _unique(estimates: Sequence[Sequence[Estimate]]) -> list[Estimate]:
    """The estimates of several findings, each once, in order."""
    seen: list[Estimate] = []
    for group in estimates:
        seen += [e for e in group if not any(e is other for other in seen)]
    return seen
