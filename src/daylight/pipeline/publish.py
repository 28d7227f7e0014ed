"""Outcomes → a report: word, correct for many questions, grade, lay out, write."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from daylight import __version__
from daylight.data.result import Outcome, Refusal, Result
from daylight.errors import DisclosureError
from daylight.ingest.audit import IngestAudit
from daylight.ingest.quality_losses import loss_by_group
from daylight.ingest.quality_notices import file_notices
from daylight.model.methods import METHODS
from daylight.pipeline.changes import read_changes
from daylight.pipeline.claim_links import read_links
from daylight.pipeline.weigh import family_of_question, sizes, weighed
from daylight.plan.primary import Declaration
from daylight.plan.study import Question, Study
from daylight.report import context, page
from daylight.report.charts.chart import Chart
from daylight.report.claim import Claim
from daylight.report.finding import ClaimKey, Finding, claims
from daylight.report.labels import whole
from daylight.report.language import say
from daylight.report.methods_in_spanish import own_texts
from daylight.report.presentations import PRESENTATIONS, wordings
from daylight.report.quality_words import blanked, lost, noticed
from daylight.report.wording import plan
from daylight.report.wording.changes import changed
from daylight.report.wording.unworded import unworded
from daylight.schema.column_groups import LIKELY_RACE

WORKED_OUT = frozenset(column.name for column in LIKELY_RACE)
"""Columns that ingest works out from tables given for it."""


@dataclass(frozen=True, slots=True)
class Published:
    """A study's outcomes as its report tells them.

    Parameters
    ----------
    outcomes
        Question id → its outcome, or a refusal in place of a result that could not be worded.
    proposed
        What the answers propose to say.
    """

    outcomes: Mapping[str, Outcome]
    proposed: Mapping[ClaimKey, Claim] = field(default_factory=dict)


class PrintedReport(NamedTuple):
    """A report as it was written.

    Parameters
    ----------
    context
        The report as its readers may see it.
    names
        Groups and places that it names nowhere, because nothing of them is published.
    unworded
        The ids of the questions that no words were found for.
    """

    context: context.ReportContext
    names: tuple[str, ...]
    unworded: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlace:
    """Where a report is written, and what it goes with.

    Parameters
    ----------
    run
        The folder whose `claims.json` and `changes.json` are part of the report.
    into
        The folder of the report.
    is_apart
        Whether it is read elsewhere than beside the run: then only web addresses lead somewhere.
    earlier
        Releases of the same records that readers may have kept.
    """

    run: Path
    into: Path
    is_apart: bool = False
    earlier: tuple[Path, ...] = ()


def publish(
    study: Study,
    place: ReportPlace,
    audits: Mapping[str, IngestAudit],
    outcomes: Mapping[str, Outcome],
    declaration: Declaration,
) -> PrintedReport:
    """Write the report of a study's outcomes where it belongs.

    A question whose wording or picture fails is refused in the report, and the others stand; the
    ids of such questions are returned.
    """
    told = _worded(outcomes)
    links, since = read_links(place.run, on_the_web=place.is_apart), _since(place.run)
    made = _context(study, audits, told, declaration)
    made = replace(made, public_claims=links, changes=since)
    try:
        fit = page.put(place.into, made, earlier=place.earlier)
    except DisclosureError:
        raise
    except Exception:  # noqa: BLE001  any fault of one page
        told = _drawn(made, told)
        made = _context(study, audits, told, declaration)
        made = replace(made, public_claims=links, changes=since)
        fit = page.put(place.into, made, earlier=place.earlier)
    unworded = tuple(n for n, one in told.outcomes.items() if one is not outcomes[n])
    return PrintedReport(fit.context, fit.names, unworded)


def telling(
    study: Study,
    folder: Path,
    audits: Mapping[str, IngestAudit],
    outcomes: Mapping[str, Outcome],
    declaration: Declaration,
) -> context.ReportContext:
    """What a report says of a study's outcomes, before any of it is laid out."""
    made = _context(study, audits, _worded(outcomes), declaration)
    return replace(made, public_claims=read_links(folder), changes=_since(folder))


def _since(folder: Path) -> tuple[context.ChangeSince, ...]:
    """What the folder lists as changed since an earlier run, in words."""
    return tuple(
        context.ChangeSince(
            sentence=changed(one), question=one.question, grade=one.after.grade if one.after else 0
        )
        for one in read_changes(folder)
    )


def _worded(outcomes: Mapping[str, Outcome]) -> Published:
    """What every answer proposes to say; one that cannot be worded is refused."""
    sentences = wordings()
    fit: dict[str, Outcome] = {}
    proposed: dict[ClaimKey, Claim] = {}
    for name, outcome in outcomes.items():
        fit[name] = outcome
        if isinstance(outcome, Refusal):
            continue
        try:
            said = claims({name: outcome}, sentences)
            PRESENTATIONS[outcome.method].picture(outcome)
            if (own := PRESENTATIONS[outcome.method].title) is not None:
                for claim in said.values():
                    own(claim)
        except Exception as problem:  # noqa: BLE001  one question may not end a run
            fit[name] = unworded(outcome, problem)
        else:
            proposed |= said
    return Published(fit, proposed)


def _drawn(made: context.ReportContext, told: Published) -> Published:
    """The same without the questions that no page can be made of; the fault itself if none is.

    A question whose page can be made alone may still fail beside the others, whose numbers answer
    the objections to it.
    """
    failed = _failing(made, {question.id: () for question in made.questions})
    failed = failed or _failing(made, {one.id: _mute(made, one) for one in made.questions})
    fit = {**told.outcomes, **failed}
    kept = {
        key: claim for key, claim in told.proposed.items() if fit[key[0]] is told.outcomes[key[0]]
    }
    return Published(fit, kept)


def _failing(
    made: context.ReportContext, beside: Mapping[str, tuple[context.AnsweredQuestion, ...]]
) -> dict[str, Refusal]:
    """The questions of which no page can be made beside these others, each refused."""
    failed = {}
    for question in made.questions:
        try:
            alone = replace(made, questions=(question, *beside[question.id]))
            page.render(alone)
            page.as_json(alone)
        except Exception as problem:  # noqa: BLE001  one question may not end a run
            if isinstance(question.outcome, Result):
                failed[question.id] = unworded(question.outcome, problem)
    return failed


def _mute(
    made: context.ReportContext, question: context.AnsweredQuestion
) -> tuple[context.AnsweredQuestion, ...]:
    """The other questions with their numbers, which objections cite, and nothing said of them."""
    others = (one for one in made.questions if one is not question)
    return tuple(replace(one, findings=(), charts=()) for one in others)


def _context(
    study: Study,
    audits: Mapping[str, IngestAudit],
    told: Published,
    declaration: Declaration,
) -> context.ReportContext:
    found = weighed(study, told.outcomes, told.proposed)
    families = sizes(found)
    return context.ReportContext(
        title=say(study.title, study.title_es or study.title),
        department=study.department.name,
        period=say(study.period, study.period_es or study.period),
        level=study.level,
        alpha=study.alpha,
        plan=_plan(study, told, declaration, families),
        changed_plan=_changed(declaration),
        families=families,
        version=__version__,
        seed=study.seed,
        minimum_cell=study.minimum_cell,
        questions=tuple(_question(q, study, told.outcomes[q.id], found) for q in study.questions),
        audits=tuple(_audit(name, audit) for name, audit in audits.items()),
        notes=(say(study.about, study.about_es or study.about),) if study.about else (),
    )


def _plan(
    study: Study, told: Published, declaration: Declaration, families: Mapping[str, int]
) -> tuple[str, ...]:
    """What was declared before the run, whether it changed, and how p-values were corrected."""
    primary = [question for question in study.questions if question.id in study.primary]
    refused = [_asked(q) for q in primary if isinstance(told.outcomes[q.id], Refusal)]
    said = (
        plan.declared([_asked(question) for question in primary], refused),
        _changed(declaration),
        plan.corrections(families, study.alpha),
    )
    return tuple(sentence for sentence in said if sentence)


def _changed(declaration: Declaration) -> str:
    return plan.changed(declaration.ids, [one.ids for one in declaration.earlier])


def _asked(question: Question) -> str:
    if question.ask:
        return say(question.ask, question.ask_es or question.ask)
    return own_texts(question.method, METHODS[question.method]).question


def _question(
    question: Question, study: Study, outcome: Outcome, found: tuple[Finding, ...]
) -> context.AnsweredQuestion:
    method = METHODS[question.method]
    own = own_texts(method.name, method)
    return context.AnsweredQuestion(
        id=question.id,
        asked=_asked(question),
        is_primary=question.id in study.primary,
        family=family_of_question(question),
        subject=method.subject,
        method=method.name,
        reference=method.reference,
        assumptions=own.assumptions,
        overturned_by=own.overturned_by,
        cannot_say=own.cannot_say,
        refuses_when=own.refuses_when,
        settings=dict(question.settings),
        outcome=outcome,
        findings=tuple(f for f in found if f.question_id == question.id),
        charts=_charts(outcome),
    )


def _charts(outcome: Outcome) -> tuple[Chart, ...]:
    if isinstance(outcome, Refusal):
        return ()
    return PRESENTATIONS[outcome.method].picture(outcome)


def _not_read(audit: IngestAudit) -> list[str]:
    """What of a source was not read, and whether that falls on groups."""
    cells = [blanked(name, count) for name, count in audit.blanks().items()]
    losses = [lost(one) for one in loss_by_group([audit])]
    files = [noticed(one) for one in file_notices([audit])]
    return [whole(sentence) for sentence in (*cells, *losses, *files)]


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
        remarks=(*audit.notes, *_not_read(audit)),
        tables=tuple(
            context.TableFilled(name=table.name, rows=table.rows, blanks=_asked_for(table.blanks))
            for table in audit.tables
        ),
    )


def _asked_for(blanks: Mapping[str, int]) -> dict[str, int]:
    """Blanks of the fields that an agency can fill; what is worked out of others is none."""
    return {name: rows for name, rows in blanks.items() if name not in WORKED_OUT}
