"""One section of a report: its questions, pictures, table, limits and what is said against it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from daylight.report.charts.chart import Chart
from daylight.report.context import AnsweredQuestion, ReportContext
from daylight.report.finding import Finding
from daylight.report.front import SectionOutline, ShortAnswer
from daylight.report.headline import answer, chosen, lead
from daylight.report.notes import sentence
from daylight.report.objection import Rejoinder
from daylight.report.objections import Challenged, challenged
from daylight.report.tables import FindingGroup, finding_group
from daylight.report.themes import Theme, by_theme
from daylight.report.wording.groups import named
from daylight.report.wording.sections import nothing_answered

MOST_FIGURES = 4
"""Pictures of a section that are not folded."""

MOST_ROWS = 28
"""Findings in a section's table that are not folded."""


MOST_EACH = 60
"""Findings of one question that the page holds at most; the data beside it have all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldQuestion:
    """One question in its section.

    Parameters
    ----------
    number
        Its place among all questions of the study, from 1.
    sentence
        What the finding that answers it says, in full.
    findings
        Its findings in full: all, or the first of very many.
    figures, further
        Pictures that stand open, and those that are folded.
    """

    question: AnsweredQuestion
    number: int
    answer: ShortAnswer | None
    sentence: str = ""
    findings: tuple[Finding, ...] = ()
    figures: tuple[Chart, ...] = ()
    further: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One section, ready to print.

    Parameters
    ----------
    told
        Its questions in order.
    table
        Its findings, question by question; where there are many, those that answer the questions
        and those beyond chance.
    overturned_by
        What would overturn its answers, each once.
    shared
        Objections with one answer for all findings that stand open, where there are several.
    heard
        Findings whose objections stand open, each with those that are its own.
    folded
        Questions with findings whose objections are folded.
    """

    outline: SectionOutline
    told: tuple[ToldQuestion, ...]
    table: tuple[FindingGroup, ...]
    overturned_by: tuple[str, ...]
    shared: tuple[Rejoinder, ...]
    heard: tuple[Challenged, ...]
    folded: tuple[Challenged, ...]

    @property
    def headlines(self) -> frozenset[str]:
        """The findings that have objections somewhere in the section."""
        return frozenset(name for one in (*self.heard, *self.folded) for name in one.ids)


@dataclass(frozen=True, slots=True)
class Disputed:
    """Questions with their headline findings: those whose objections stand open, and the others."""

    open: tuple[Challenged, ...]
    folded: tuple[Challenged, ...]


def chapters(context: ReportContext) -> tuple[Chapter, ...]:
    """The sections of a report in their order."""
    first = frozenset(one.finding for one in chosen(context.questions))
    numbers = {question.id: n for n, question in enumerate(context.questions, start=1)}
    disputed = challenged([replace(q, findings=_first(q)) for q in context.questions])
    return tuple(
        _chapter(theme, own, numbers, _parted(disputed, first))
        for theme, own in by_theme(context.questions)
    )


def _chapter(
    theme: Theme,
    own: Sequence[AnsweredQuestion],
    numbers: dict[str, int],
    disputed: Disputed,
) -> Chapter:
    names = {question.id for question in own}
    heard = tuple(one for one in disputed.open if one.question.id in names)
    folded = tuple(one for one in disputed.folded if one.question.id in names)
    shared = _shared(heard)
    told = _told(own, numbers)
    return Chapter(
        outline=SectionOutline(
            id=theme.id,
            title=theme.title.text,
            takeaway=_takeaway(told),
            questions=tuple(question.id for question in own),
            limits=_limits(own),
        ),
        told=told,
        table=tuple(_group(question, _rows(own)) for question in own if question.findings),
        overturned_by=_once(line for question in own for line in question.overturned_by),
        shared=shared,
        heard=tuple(_without(one, shared) for one in heard),
        folded=folded,
    )


def _takeaway(told: Sequence[ToldQuestion]) -> str:
    """The first answer of the section; that there is none where all were refused."""
    return next((one.answer.sentence for one in told if one.answer), nothing_answered())


def _told(own: Sequence[AnsweredQuestion], numbers: dict[str, int]) -> tuple[ToldQuestion, ...]:
    """The questions with their pictures: one each, and more of each while there is room."""
    room = MOST_FIGURES
    shown = {question.id: 0 for question in own}
    while room:
        before = room
        for question in own:
            if room and shown[question.id] < len(question.charts):
                shown[question.id] += 1
                room -= 1
        if before == room or len(own) > 1:
            break
    return tuple(
        ToldQuestion(
            question=question,
            number=numbers[question.id],
            answer=answer(question),
            sentence=first.sentence if (first := lead(question)) else "",
            findings=_first(question),
            figures=question.charts[: shown[question.id]],
            further=question.charts[shown[question.id] :],
        )
        for question in own
    )


def _first(question: AnsweredQuestion) -> tuple[Finding, ...]:
    """The findings of a question; of very many the one that answers it and those beyond chance."""
    if len(question.findings) <= MOST_EACH:
        return question.findings
    first = lead(question)
    ordered = sorted(question.findings, key=lambda one: (one is not first, -one.grade))
    return tuple(ordered[:MOST_EACH])


def _rows(own: Sequence[AnsweredQuestion]) -> tuple[Finding, ...]:
    found = [finding for question in own for finding in _first(question)]
    if len(found) <= MOST_ROWS:
        return tuple(found)
    leads = [finding for question in own if (finding := lead(question)) is not None]
    clear = [one for one in found if one.grade > 1 and not any(one is f for f in leads)]
    return tuple([*leads, *clear][:MOST_ROWS])


def _group(question: AnsweredQuestion, rows: Sequence[Finding]) -> FindingGroup:
    return finding_group(
        question.asked, [f for f in _first(question) if any(f is row for row in rows)]
    )


def _limits(own: Sequence[AnsweredQuestion]) -> tuple[str, ...]:
    """What limits the numbers, each once: first what a difference hangs on, then the notes."""
    provisos = [f"{finding.proviso}." for q in own for finding in q.findings if finding.proviso]
    notes = [sentence(note) for question in own for note in question.outcome.notes]
    shared = [line for question in own for line in _of_all(question.findings)]
    return _once(named(line) for line in (*provisos, *notes, *shared))


def _of_all(found: Sequence[Finding]) -> list[str]:
    """Caveats of findings, those that only one has among them."""
    return [line for finding in found for line in finding.caveats]


def _once(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(lines))


def _shared(heard: Sequence[Challenged]) -> tuple[Rejoinder, ...]:
    """Objections that every finding which stands open has with one answer."""
    given = [rejoinders for one in heard for _, rejoinders in one.heard]
    if len(given) < 2:
        return ()
    return tuple(one for one in given[0] if all(_stands_in(one, other) for other in given[1:]))


def _stands_in(one: Rejoinder, given: Sequence[Rejoinder]) -> bool:
    return any((one.topic, one.answer) == (other.topic, other.answer) for other in given)


def _without(one: Challenged, shared: Sequence[Rejoinder]) -> Challenged:
    heard = tuple(
        (finding, tuple(r for r in given if not _stands_in(r, shared)))
        for finding, given in one.heard
    )
    return Challenged(question=one.question, heard=heard)


def _parted(disputed: Sequence[Challenged], first: frozenset[str]) -> Disputed:
    """Objections to findings of page one that are beyond chance stand open."""
    opened, folded = [], []
    for one in disputed:
        is_open = [finding.id in first and finding.grade > 1 for finding, _ in one.heard]
        pairs = list(zip(one.heard, is_open, strict=True))
        opened.append(replace(one, heard=tuple(given for given, is_so in pairs if is_so)))
        folded.append(replace(one, heard=tuple(given for given, is_so in pairs if not is_so)))
    return Disputed(
        open=tuple(one for one in opened if one.heard),
        folded=tuple(one for one in folded if one.heard),
    )
