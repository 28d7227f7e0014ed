"""Which finding answers a question on page one, and the questions that stand there."""

from collections.abc import Sequence

from daylight.data.comparison import Family
from daylight.report import numbers
from daylight.report.context import AnsweredQuestion
from daylight.report.finding import Finding
from daylight.report.front import ShortAnswer
from daylight.report.themes import theme_of
from daylight.report.wording import answers as words

MOST = 8
"""Answers on page one at most."""


def lead(question: AnsweredQuestion) -> Finding | None:
    """The finding that answers a question: the one that rests on most records.

    Size decides and not the result, so that page one does not pick what is largest or clearest.
    Of those that rest on equally many, the one that compares like with like stands first.
    """
    if not question.findings:
        return None
    return max(
        question.findings,
        key=lambda one: (one.estimates[0].n, bool(one.adjusted_for)),
    )


def answer(question: AnsweredQuestion) -> ShortAnswer | None:
    """A question with its short answer; None where it has none."""
    finding = lead(question)
    if finding is None:
        return None
    one = finding.estimates[0]
    is_weighed = finding.corrected is not None
    grade = finding.grade if is_weighed else 0
    alike = [
        other
        for other in question.findings
        if other is not finding and other.estimates[0].name == one.name
    ]
    return ShortAnswer(
        question=question.id,
        asked=question.asked,
        is_primary=question.is_primary,
        section=theme_of(question).id,
        finding=finding.id,
        grade=grade,
        sentence=words.sentence(finding),
        sure=words.SURE[grade].text if grade else "",
        held=words.held(finding),
        number=numbers.value(one),
        interval=_reach(finding),
        counted=words.counted(one),
        blank=words.blank(one, question.outcome.notes),
        why=words.unsure(finding),
        others=words.others(alike),
        estimate=one,
    )


def _reach(finding: Finding) -> str:
    one = finding.estimates[0]
    return "" if one.low != one.low and one.high != one.high else numbers.bounds(one)


def chosen(questions: Sequence[AnsweredQuestion]) -> tuple[ShortAnswer, ...]:
    """The answers of page one, at most eight: primary questions first, gravest first.

    After the primary ones each further family comes once before any comes twice, so that the page
    speaks of everything that was asked. What sums up other answers comes last.
    """
    told = [question for question in questions if question.findings]
    primary = sorted((q for q in told if q.is_primary), key=lambda q: q.family.gravity)
    families = {question.family for question in primary}
    first: list[AnsweredQuestion] = []
    again: list[AnsweredQuestion] = []
    for question in sorted((q for q in told if not q.is_primary), key=_weight):
        is_again = question.family in families or question.family is Family.TOGETHER
        (again if is_again else first).append(question)
        families.add(question.family)
    first.sort(key=lambda q: q.family.gravity)
    found = (answer(question) for question in [*primary, *first, *again][:MOST])
    return tuple(one for one in found if one is not None)


def _weight(question: AnsweredQuestion) -> tuple[int, bool, int]:
    """Gravest first; within a family like with like first, then what rests on most records."""
    finding = lead(question)
    if finding is None:
        return (question.family.gravity, True, 0)
    return (question.family.gravity, not finding.adjusted_for, -finding.estimates[0].n)
