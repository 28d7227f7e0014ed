"""A report as anybody may read it: numbers made coarse, small groups gone, and worded anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from daylight.data.estimate import Estimate
from daylight.data.result import Refusal, Result
from daylight.disclose.figures import coarse_correction
from daylight.disclose.manifest import Released
from daylight.disclose.prose import WithheldWords, mentions
from daylight.disclose.rounding import is_small, rounded
from daylight.disclose.view import PublicView, public, rounded_rows
from daylight.errors import DaylightError
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import intervals
from daylight.report.claim import Claim
from daylight.report.context import (
    AnsweredQuestion,
    Code,
    ReportContext,
    RowAccount,
    TableFilled,
)
from daylight.report.finding import Finding
from daylight.report.grade import Weighed
from daylight.report.language import say
from daylight.report.presentations import PRESENTATIONS, defences
from daylight.report.wording.basis import basis_sentence
from daylight.report.wording.grades import brief, standing
from daylight.report.wording.titles import title
from daylight.schema.vocabulary import Race


@dataclass(frozen=True, slots=True)
class PublicReport:
    """A report fit to publish, and what the agency must know of what was withheld."""

    context: ReportContext
    view: PublicView


def public_report(context: ReportContext, earlier: Sequence[Released] = ()) -> PublicReport:
    """The report without counts below its smallest cell, and without what gives them away."""
    view = public(
        {question.id: question.outcome for question in context.questions},
        context.minimum_cell,
        earlier=earlier,
        vocabulary=tuple(Race),
        said=WithheldWords(
            say("groups with few people", "grupos con pocas personas"),
            say("fewer than {}", "menos de {}"),
        ),
    )
    shown = replace(
        context,
        questions=tuple(_question(question, context, view) for question in context.questions),
        audits=tuple(_account(audit, view) for audit in context.audits),
        notes=tuple(view.text(note) for note in context.notes),
    )
    return PublicReport(shown, view)


def _question(
    question: AnsweredQuestion, context: ReportContext, view: PublicView
) -> AnsweredQuestion:
    outcome = view.outcomes[question.id]
    if isinstance(outcome, Refusal):
        return replace(question, outcome=outcome)
    return replace(
        question,
        outcome=outcome,
        findings=_findings(question, outcome, context, view),
        charts=_charts(outcome),
    )


def _charts(outcome: Result) -> tuple[Chart, ...]:
    """The method's own picture where the numbers that are left make one."""
    presentation = PRESENTATIONS.get(outcome.method)
    if not outcome.estimates or presentation is None:
        return intervals(outcome)
    try:
        return presentation.picture(outcome)
    except (DaylightError, LookupError, ValueError, ArithmeticError):
        return intervals(outcome)


def _findings(
    question: AnsweredQuestion, outcome: Result, context: ReportContext, view: PublicView
) -> tuple[Finding, ...]:
    """The findings whose headline is still there, in the words of the public numbers."""
    try:
        claims = _claims(outcome)
    except DaylightError:  # a result that is not one of its method: it lacks the method's facts
        return tuple(one for old in question.findings for one in _as_worded(old, outcome))
    said = {_identity(one.headline): one for one in claims if one.estimates}
    pairs = ((old, said.get(_identity(old.estimates[0]))) for old in question.findings)
    made = (_finding(old, claim, context, view) for old, claim in pairs if claim is not None)
    return tuple(finding for finding in made if finding is not None)


def _as_worded(old: Finding, outcome: Result) -> Iterator[Finding]:
    """A finding of a method that has no words of its own here, if all it rests on is left."""
    left = {_identity(one): one for one in outcome.estimates}
    if all(_identity(one) in left for one in old.estimates):
        yield replace(old, estimates=tuple(left[_identity(one)] for one in old.estimates))


def _claims(outcome: Result) -> tuple[Claim, ...]:
    """What the numbers that are left say; nothing where a sentence needs what is withheld."""
    presentation = PRESENTATIONS.get(outcome.method)
    if presentation is None:
        raise DaylightError(f"no method {outcome.method} has words")
    if not outcome.estimates:
        return ()
    try:
        return presentation.says(outcome)
    except (LookupError, ValueError, ArithmeticError):
        return ()


def _identity(one: Estimate) -> tuple[object, ...]:
    return one.name, tuple(sorted(one.keys.items())), one.compared_with, one.variant


def _finding(
    old: Finding, claim: Claim, context: ReportContext, view: PublicView
) -> Finding | None:
    """A finding anew; None where the coarse numbers do not carry its words."""
    exact = view.exact[old.question_id]
    corrected = old.corrected
    if corrected is not None:
        corrected = coarse_correction(corrected, _exact(old, exact.result), exact)
    own = PRESENTATIONS[old.method]
    made = Weighed(
        claim=claim,
        corrected=corrected,
        alpha=context.alpha,
        defence=defences().get(old.method),
    )
    if (made.grade == 1) != (old.grade == 1):
        return None
    same = made.grade == old.grade
    return replace(
        old,
        title=title(made, own.title),
        sentence=claim.sentence,
        standing=standing(made) if same else old.standing,
        basis=basis_sentence(claim.headline),
        brief=brief(made) if same else old.brief,
        estimates=claim.estimates,
        proviso=claim.proviso,
        caveats=claim.caveats,
        corrected=corrected,
    )


def _exact(old: Finding, result: Result) -> Estimate:
    wanted = _identity(old.estimates[0])
    found = (one for one in result.estimates if _identity(one) == wanted)
    return next(found, old.estimates[0])


def _account(audit: RowAccount, view: PublicView) -> RowAccount:
    """Rows rounded and still adding up; small reasons, blanks and codes left out."""
    minimum = view.minimum
    aside = _named_rows(audit.set_aside, view)
    kept = 0 if is_small(audit.rows_kept, minimum) else rounded(audit.rows_kept, minimum)
    return replace(
        audit,
        rows_read=kept + sum(aside.values()),
        rows_kept=kept,
        set_aside=aside,
        blanks=_named_rows(audit.blanks, view),
        codes=tuple(_code(code, minimum) for code in audit.codes if _may_show(code, view)),
        remarks=tuple(view.text(remark) for remark in audit.remarks),
        tables=tuple(_filled(table, minimum) for table in audit.tables),
    )


def _filled(table: TableFilled, minimum: int) -> TableFilled:
    """A table's rows and blanks rounded; a few blanks are told as none, a few rows as all blank."""
    few = {
        column: 0 if is_small(blank, minimum) else table.rows
        for column, blank in table.blanks.items()
        if is_small(blank, minimum) or is_small(table.rows - blank, minimum)
    }
    blanks = {
        column: rounded(few.get(column, blank), minimum) for column, blank in table.blanks.items()
    }
    return replace(table, rows=rounded(table.rows, minimum), blanks=blanks)


def _named_rows(rows: Mapping[str, int], view: PublicView) -> dict[str, int]:
    return {view.text(name): n for name, n in rounded_rows(rows, view.minimum).items()}


def _may_show(code: Code, view: PublicView) -> bool:
    named = mentions(f"{code.found} {code.becomes}", view.names)
    return not named and not is_small(code.rows, view.minimum)


def _code(code: Code, minimum: int) -> Code:
    return replace(code, rows=rounded(code.rows, minimum))
