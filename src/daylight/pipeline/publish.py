"""Outcomes → a report: correct for many questions, grade, lay out, write."""

from collections.abc import Mapping
from pathlib import Path

from daylight import __version__
from daylight.data.result import Outcome, Refusal
from daylight.ingest.audit import IngestAudit
from daylight.model.methods import METHODS
from daylight.model.multiplicity import holm
from daylight.plan.study import Question, Study
from daylight.report import context, page
from daylight.report.charts.chart import Chart
from daylight.report.finding import Finding, claims, findings, headline_p
from daylight.report.presentations import PRESENTATIONS, wordings


def publish(
    study: Study, folder: Path, audits: Mapping[str, IngestAudit], outcomes: Mapping[str, Outcome]
) -> None:
    """Write the report of a study's outcomes into `folder/report`."""
    sentences = wordings()
    raw = headline_p(claims(outcomes, sentences))
    corrected = {
        key: p for key, p in zip(raw, holm(list(raw.values())), strict=True) if p is not None
    }
    found = findings(outcomes, sentences, corrected, study.alpha)
    page.write(
        folder / "report",
        context.ReportContext(
            title=study.title,
            department=study.department.name,
            period=study.period,
            level=study.level,
            alpha=study.alpha,
            comparisons=len(raw),
            version=__version__,
            seed=study.seed,
            minimum_cell=study.minimum_cell,
            questions=tuple(_question(q, outcomes[q.id], found) for q in study.questions),
            audits=tuple(_audit(name, audit) for name, audit in audits.items()),
            notes=(study.about,) if study.about else (),
        ),
    )


def _question(
    question: Question, outcome: Outcome, found: tuple[Finding, ...]
) -> context.AnsweredQuestion:
    method = METHODS[question.method]
    return context.AnsweredQuestion(
        id=question.id,
        asked=question.ask or method.question,
        subject=method.subject,
        method=method.name,
        reference=method.reference,
        assumptions=method.assumptions,
        overturned_by=method.overturned_by,
        cannot_say=method.cannot_say,
        refuses_when=method.refuses_when,
        settings=dict(question.settings),
        outcome=outcome,
        findings=tuple(f for f in found if f.question_id == question.id),
        charts=_charts(outcome),
    )


def _charts(outcome: Outcome) -> tuple[Chart, ...]:
    if isinstance(outcome, Refusal):
        return ()
    return PRESENTATIONS[outcome.method].picture(outcome)


def _audit(name: str, audit: IngestAudit) -> context.RowAccount:
    blanks = {
        f"{table.name}: {column}": rows
        for table in audit.tables
        for column, rows in table.blanks.items()
        if 0 < rows < table.rows
    }
    decided = [code for code in audit.codes if code.status in {"fixed", "ignored"}]
    return context.RowAccount(
        source=name,
        unit="rows",
        publisher=audit.publisher,
        files={file.name: file.sha256 for file in audit.files},
        rows_read=audit.rows_read,
        rows_kept=audit.rows_kept,
        set_aside=audit.reasons(),
        blanks=blanks,
        codes=tuple(
            context.Code(column=c.column, found=c.code, becomes=c.word, rows=c.count)
            for c in decided
        ),
        remarks=audit.notes,
    )
