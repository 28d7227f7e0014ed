"""The answers of several runs to one question, side by side only where they may stand so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daylight.data.estimate import Estimate, Key
from daylight.data.result import Refusal
from daylight.report.context import AnsweredQuestion
from daylight.report.finding import Finding
from daylight.report.headline import lead
from daylight.site.addresses import sorted_as
from daylight.site.definitions import AnswerDefinition, AnswersApart, ApartCode, blank_apart
from daylight.site.runs import SiteRun
from daylight.site.told import ToldRun

MOST_NUMBERS = 4
"""Numbers that are compared on one page at most: those that most agencies give."""

Same = tuple[str, tuple[tuple[str, Key], ...], str | None, str | None]
"""What makes two numbers the same number: quantity, group, with whom, which of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedHere:
    """One question of one run, with its answer as it is published.

    Parameters
    ----------
    definition
        What the answer rests on.
    """

    told: ToldRun
    question: AnsweredQuestion
    definition: AnswerDefinition

    @property
    def order(self) -> tuple[object, ...]:
        """By agency, then by period, then as the study asks."""
        run = self.told.run
        ids = [one.id for one in self.told.questions]
        return (sorted_as(run.agency), run.agency, run.order, ids.index(self.question.id))

    @property
    def numbers(self) -> dict[Same, Finding]:
        """Its findings by what they are of; the first of several of one kind."""
        found: dict[Same, Finding] = {}
        for finding in self.question.findings:
            found.setdefault(_same(finding.estimates[0]), finding)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteCell:
    """One number beside others, or why it does not stand there."""

    finding: Finding | None = None
    reason: AnswersApart | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """One question of one run in the table of a page.

    Parameters
    ----------
    reasons
        Why nothing of it is compared; empty where its cells are.
    """

    asked: AskedHere
    reasons: tuple[AnswersApart, ...] = ()
    cells: tuple[SiteCell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteComparison:
    """A question as all runs answer it, in the order of the agencies' names.

    Parameters
    ----------
    held_against
        The answer with which most others agree in method, definition and period.
    numbers
        One estimate for each column: what the column is of.
    compared
        How many rows may stand beside one another.
    """

    rows: tuple[SiteRow, ...]
    held_against: AskedHere | None
    numbers: tuple[Estimate, ...]
    compared: int


def definitions(runs: Sequence[SiteRun]) -> dict[tuple[str, str], AnswerDefinition]:
    """What every question of every run rests on, by the run's address and the question's id."""
    return {
        (run.address, asked.id): AnswerDefinition.of(run, asked)
        for run in runs
        for asked in run.again.study.questions
    }


def by_method(
    told: Sequence[ToldRun], known: Mapping[tuple[str, str], AnswerDefinition]
) -> dict[str, tuple[AskedHere, ...]]:
    """Method → every question that is put to it, by agency."""
    found: dict[str, list[AskedHere]] = {}
    for run in told:
        for question in run.questions:
            definition = known[run.run.address, question.id]
            here = AskedHere(told=run, question=question, definition=definition)
            found.setdefault(question.method, []).append(here)
    return {
        method: tuple(sorted(found[method], key=lambda one: one.order)) for method in sorted(found)
    }


def compared(asked: Sequence[AskedHere]) -> SiteComparison:
    """The answers to one question, with a reason for each that does not stand beside the others."""
    answered = [one for one in asked if one.question.findings]
    agreeing = {one.order: _agreeing(one, answered) for one in answered}
    first = max(answered, key=lambda one: len(agreeing[one.order]), default=None)
    beside = agreeing[first.order] if first else []
    numbers = _numbers(first, beside) if first else {}
    held = [beside_one.numbers for beside_one in beside]
    rows = []
    for one in asked:
        if not one.question.findings:
            rows.append(SiteRow(asked=one, reasons=(_no_answer(one),)))
        elif first is not None and any(one is other for other in beside) and len(beside) > 1:
            cells = tuple(_cell(one, same, held) for same in numbers)
            rows.append(SiteRow(asked=one, cells=cells))
        elif first is not None:
            rows.append(SiteRow(asked=one, reasons=one.definition.apart(first.definition)))
    return SiteComparison(
        rows=tuple(rows),
        held_against=first,
        numbers=tuple(numbers.values()) if len(beside) > 1 else (),
        compared=len(beside) if len(beside) > 1 else 0,
    )


def _agreeing(one: AskedHere, others: Sequence[AskedHere]) -> list[AskedHere]:
    return [other for other in others if not one.definition.apart(other.definition)]


def _numbers(first: AskedHere, beside: Sequence[AskedHere]) -> dict[Same, Estimate]:
    """The numbers that most of them give; of those that as many give, the leading one first."""
    leading = [
        _same(finding.estimates[0])
        for one in (first, *beside)
        if (finding := lead(one.question)) is not None
    ]
    given: dict[Same, list[Estimate]] = {}
    for one in beside:
        for same, finding in one.numbers.items():
            given.setdefault(same, []).append(finding.estimates[0])
    ranked = sorted(
        (same for same in given if len(given[same]) > 1),
        key=lambda same: (-len(given[same]), same not in leading),
    )
    return {same: given[same][0] for same in ranked[:MOST_NUMBERS]}


def _cell(one: AskedHere, same: Same, held: Sequence[Mapping[Same, Finding]]) -> SiteCell:
    """A number, unless its records are much more or less complete than the first one's."""
    finding = one.numbers.get(same)
    if finding is None:
        return SiteCell(reason=AnswersApart(code=ApartCode.NOT_SHOWN))
    first = next(found[same] for found in held if same in found)
    apart = blank_apart(finding.estimates[0].missing_share, first.estimates[0].missing_share)
    return SiteCell(reason=apart) if apart else SiteCell(finding=finding)


def _no_answer(one: AskedHere) -> AnswersApart:
    is_refused = isinstance(one.question.outcome, Refusal)
    return AnswersApart(code=ApartCode.NO_ANSWER if is_refused else ApartCode.NOT_SHOWN)


def _same(one: Estimate) -> Same:
    return one.name, tuple(sorted(one.keys.items())), one.compared_with, one.variant
