"""A study's results → one self-contained page, and the same findings as data."""

import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import jinja2
import pyarrow.parquet as pq
from markupsafe import Markup

from daylight.report import labels, numbers, tables
from daylight.report.charts import draw
from daylight.report.charts.chart import Chart
from daylight.report.context import ReportContext
from daylight.report.forbidden import checked
from daylight.report.wording.grades import MEANINGS, chance, listed
from daylight.result import Estimate, Refusal, Result, tidy

HERE = Path(__file__).parent

LONGEST_TABLE = 40
"""A table with more rows is folded on the screen and left to estimates.parquet on paper."""


def write(out: Path, context: ReportContext) -> Path:
    """Write index.html, findings.json and estimates.parquet into a folder; the page's path."""
    out.mkdir(parents=True, exist_ok=True)
    page = out / "index.html"
    page.write_text(render(context), encoding="utf-8")
    (out / "findings.json").write_text(as_json(context), encoding="utf-8")
    answers = tuple(q.outcome for q in context.questions if isinstance(q.outcome, Result))
    pq.write_table(tidy(answers), out / "estimates.parquet")
    return page


def render(context: ReportContext) -> str:
    """The page as text: HTML with its style and pictures inside, and no script."""
    for question in context.questions:
        for chart in question.charts:
            checked(f"{chart.alt} {chart.caption}", f"picture of question {question.id}")
    values = {f.name: getattr(context, f.name) for f in fields(context)}
    return environment().get_template("report.html").render(values)


def as_json(context: ReportContext) -> str:
    """The findings and refusals as JSON text."""
    plain: dict[str, Any] = {
        "title": context.title,
        "department": context.department,
        "period": context.period,
        "version": context.version,
        "seed": context.seed,
        "level": context.level,
        "alpha": context.alpha,
        "correction": context.correction,
        "comparisons": context.comparisons,
        "grades": {str(grade): meaning for grade, meaning in MEANINGS.items()},
        "findings": [finding.to_dict() for finding in context.findings],
        "refusals": [
            {"question": q.id, "asked": q.asked, **q.outcome.to_dict()}
            for q in context.questions
            if isinstance(q.outcome, Refusal)
        ],
    }
    return json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


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
        "chance": chance,
        "count": numbers.count,
        "drawn": _drawn,
        "fits": lambda chart: draw.fits(chart.spec),
        "group": labels.group,
        "label": labels.label,
        "listed": listed,
        "percent": numbers.percent,
        "shared": tables.fixed,
        "table": tables.table,
        "unique": _unique,
        "words": labels.words,
    }
    made.globals = {
        "LONGEST_TABLE": LONGEST_TABLE,
        "MEANINGS": MEANINGS,
        "STYLE": Markup((HERE / "static" / "report.css").read_text(encoding="utf-8")),  # noqa: S704  ours
        "WIDE": draw.WIDE,
        "NARROW": draw.NARROW,
    }
    return made


def _drawn(chart: Chart, key: str, width: int | None) -> Markup:
    return Markup(draw.svg(chart, key=key, width=width))  # noqa: S704  escaped by the drawing library


def _unique(estimates: Sequence[Sequence[Estimate]]) -> list[Estimate]:
    """The estimates of several findings, each once, in order."""
    seen: list[Estimate] = []
    for group in estimates:
        seen += [e for e in group if not any(e is other for other in seen)]
    return seen
