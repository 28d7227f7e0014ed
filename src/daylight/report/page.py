"""A study's results → one self-contained page, and the same findings as data."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import jinja2
import pyarrow.parquet as pq
from markupsafe import Markup

from daylight.data.result import Estimate, Refusal, Result
from daylight.data.tidy import Answered, tidy
from daylight.report import labels, numbers, tables
from daylight.report.charts.intervals import intervals
from daylight.report.charts.standalone import figure_style
from daylight.report.context import AnsweredQuestion, ReportContext
from daylight.report.disclosure import is_withheld, published
from daylight.report.finding import Finding
from daylight.report.forbidden import checked
from daylight.report.language import say
from daylight.report.notes import sentence
from daylight.report.objections import challenged
from daylight.report.wording.grades import MEANINGS, undecided
from daylight.report.wording.groups import named
from daylight.report.wording.objections import INTRODUCTION

HERE = Path(__file__).parent

_TIES = re.compile(r"(?<=\d) (?=%|points\b)|(?<=\bp) (?=[<=])|(?<=[<=]) (?=\d)")

_MINUS = re.compile(r"(?<![\w.)])-(?=\d)")

LONGEST_TABLE = 40
"""A table or query with more rows is folded on the screen and left out on paper."""


def write(out: Path, context: ReportContext) -> Path:
    """Write index.html, findings.json and estimates.parquet into a folder; the page's path."""
    out.mkdir(parents=True, exist_ok=True)
    page = out / "index.html"
    page.write_text(render(context), encoding="utf-8")
    (out / "findings.json").write_text(as_json(context), encoding="utf-8")
    shown = fit_to_publish(context)
    answers = [
        Answered(
            q.outcome, q.id, [(f.estimates[0], f.corrected) for f in q.findings if f.corrected]
        )
        for q in shown.questions
        if isinstance(q.outcome, Result)
    ]
    pq.write_table(tidy(answers), out / "estimates.parquet")
    return page


def render(context: ReportContext) -> str:
    """The page as text: HTML with its style and pictures inside, and no script."""
    context = fit_to_publish(context)
    for question in context.questions:
        for chart in question.charts:
            checked(
                f"{chart.title} {chart.alt} {chart.caption}", f"picture of question {question.id}"
            )
    values = {f.name: getattr(context, f.name) for f in fields(context)}
    return environment().get_template("report.html").render(values)


def as_json(context: ReportContext) -> str:
    """The findings and refusals as JSON text."""
    context = fit_to_publish(context)
    heard = {
        finding.id: given for one in challenged(context.questions) for finding, given in one.heard
    }
    plain: dict[str, Any] = {
        "title": context.title,
        "department": context.department,
        "period": context.period,
        "version": context.version,
        "seed": context.seed,
        "level": context.level,
        "alpha": context.alpha,
        "plan": list(context.plan),
        "families": dict(context.families),
        "grades": {str(grade): meaning for grade, meaning in MEANINGS.items()},
        "findings": [
            finding.to_dict() | {"objections": [one.to_dict() for one in heard.get(finding.id, ())]}
            for finding in context.findings
        ],
        "refusals": [
            {"question": q.id, "asked": q.asked, **q.outcome.to_dict()}
            for q in context.questions
            if isinstance(q.outcome, Refusal)
        ],
    }
    return json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def fit_to_publish(context: ReportContext) -> ReportContext:
    """The context as its readers may see it: what must be withheld is gone, with what uses it."""
    if not context.is_public:
        return context
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
        "challenged": challenged,
        "count": numbers.count,
        "gravest": gravest,
        "coded": coded,
        "label": labels.label,
        "limits": limits,
        "percent": numbers.percent,
        "setting": setting,
        "shared": tables.caption,
        "spoken": spoken,
        "summary": summary,
        "table": tables.table,
        "tied": tied,
        "unique": _unique,
        "words": labels.words,
    }
    made.globals = {
        "LONGEST_TABLE": LONGEST_TABLE,
        "INTRODUCTION": INTRODUCTION,
        "say": say,
        "MEANINGS": MEANINGS,
        "STYLE": Markup((HERE / "static" / "report.css").read_text(encoding="utf-8")),  # noqa: S704  ours
        "FIGURES": Markup(figure_style()),  # noqa: S704  ours
    }
    return made


def limits(question: AnsweredQuestion) -> tuple[str, ...]:
    """What limits all numbers of a question: its notes, and caveats that all its findings share."""
    notes = [sentence(note) for note in question.outcome.notes]
    said = [finding.caveats for finding in question.findings]
    shared = [c for c in said[0] if all(c in other for other in said)] if len(said) > 1 else []
    return tuple(dict.fromkeys([*notes, *shared]))


def spoken(text: str) -> str:
    """A text of a method as a reader sees it: groups named, numbers tied."""
    return tied(named(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the summary: a finding, or several further ones that may all be chance."""

    grade: int
    title: str
    sentence: str
    brief: str


def gravest(questions: Sequence[AnsweredQuestion]) -> list[AnsweredQuestion]:
    """Questions as a summary tells them: primary ones first, and the gravest outcomes first."""
    return sorted(
        questions, key=lambda question: (not question.is_primary, question.family.gravity)
    )


def summary(question: AnsweredQuestion) -> tuple[Line, ...]:
    """A question's findings in short, each group's numbers among them whatever their grade.

    Further comparisons of a group that may be chance share one line.
    """
    further = _further(question.findings)
    lines = [
        Line(grade=f.grade, title=f.title, sentence=f.sentence, brief=f.brief)
        for f in question.findings
        if f not in further
    ]
    if further:
        groups = tuple(labels.group_of(f.estimates[0]) for f in further)
        lines.append(Line(grade=1, title="", sentence=undecided(groups), brief=""))
    return tuple(lines)


def _further(found: Sequence[Finding]) -> list[Finding]:
    """Comparisons that may be chance, where another of the same group and quantity is told."""
    told: set[tuple[Any, ...]] = set()
    further = []
    for finding in found:
        one = finding.estimates[0]
        whom = (labels.group_of(one), one.name, one.keys.get("outcome"), one.keys.get("item"))
        if finding.grade == 1 and finding.corrected is not None and whom in told:
            further.append(finding)
        told.add(whom)
    return further if len(further) > 1 else []


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
