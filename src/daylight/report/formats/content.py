"""What a report says, in the order in which a document or slides tell it.

It is read from `findings.json`: what page one says stands there as answers, what cannot be
answered, records and sections. Pictures and tables come from the context, question by question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from daylight.report import numbers
from daylight.report.charts.chart import Chart
from daylight.report.context import AnsweredQuestion
from daylight.report.formats.formats import Given
from daylight.report.language import say
from daylight.report.notes import sentence
from daylight.report.wording.grades import MEANINGS

HEADLINES = 8
"""Answers of page one, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineAnswer:
    """One answer of page one.

    Parameters
    ----------
    facts
        How sure it is, the number with its interval, how many, how many blank; each a few words.
    told
        The question at length, for its picture and its limits.
    finding
        The finding that it states, as `findings.json` has it.
    """

    asked: str
    sentence: str
    facts: tuple[str, ...]
    told: AnsweredQuestion
    finding: Mapping[str, Any]

    @property
    def chart(self) -> Chart | None:
        """The picture that shows it best: its question's first."""
        return next(iter(self.told.charts), None)

    @property
    def caveats(self) -> tuple[str, ...]:
        """What must stand beside it: its own limits, then those of its question."""
        return tuple(dict.fromkeys([*self.finding["caveats"], *noted(self.told)]))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSection:
    """Questions of one subject, under a line to take away."""

    title: str
    takeaway: str
    questions: tuple[AnsweredQuestion, ...]
    limits: tuple[str, ...] = ()


def noted(question: AnsweredQuestion) -> tuple[str, ...]:
    """What limits all numbers of a question."""
    return tuple(dict.fromkeys(sentence(note) for note in question.outcome.notes))


def answers(given: Given) -> tuple[HeadlineAnswer, ...]:
    """The answers of page one, primary questions first, the gravest outcomes first."""
    named = {question.id: question for question in given.context.questions}
    findings = {finding["id"]: finding for finding in given.findings["findings"]}
    if "answers" in given.findings:
        return tuple(
            HeadlineAnswer(
                asked=one["asked"],
                sentence=one["sentence"],
                facts=_facts(one),
                told=named[one["question"]],
                finding=findings[one["finding"]],
            )
            for one in given.findings["answers"]
        )
    told = sorted(
        (question for question in given.context.questions if question.findings),
        key=lambda question: (not question.is_primary, question.family.gravity),
    )
    return tuple(_headline(question, findings) for question in told[:HEADLINES])


def _facts(one: Mapping[str, Any]) -> tuple[str, ...]:
    number, ends = one["number"], one["interval"]
    level = numbers.percent(one["estimate"]["level"], 0) if ends else ""
    stated = say(f"{number} ({level} interval {ends})", f"{number} (intervalo del {level}: {ends})")
    held = stated if ends else number
    said = (
        one["sure"],
        one["held"],
        held,
        *(one[n] for n in ("counted", "blank", "others", "why")),
    )
    return tuple(part for part in said if part)


def _headline(
    question: AnsweredQuestion, findings: Mapping[str, Mapping[str, Any]]
) -> HeadlineAnswer:
    """The finding of a question that carries most weight, the first of those that do."""
    best = max(question.findings, key=lambda finding: finding.grade)
    one = best.estimates[0]
    blank = numbers.percent(one.missing_share) if one.missing_share is not None else ""
    facts = (
        best.brief,
        numbers.stated(one),
        f"n = {numbers.count(one.n)}",
        say(f"not recorded: {blank}", f"sin registrar: {blank}") if blank else "",
    )
    return HeadlineAnswer(
        asked=question.asked,
        sentence=best.title or best.sentence,
        facts=tuple(fact for fact in facts if fact),
        told=question,
        finding=findings[best.id],
    )


def unanswered(given: Given) -> tuple[tuple[str, str], ...]:
    """What has no answer, and why, with what would supply it."""
    if "cannot_answer" in given.findings:
        return tuple(
            (one["asked"], " ".join(part for part in (one["why"], one["supply"]) if part))
            for one in given.findings["cannot_answer"]
        )
    return tuple((one["asked"], one["why"]) for one in given.findings["refusals"])


def sections(given: Given) -> tuple[ToldSection, ...]:
    """The sections in their order; each question by itself where the findings name none."""
    named = {question.id: question for question in given.context.questions}
    if "sections" in given.findings:
        return tuple(
            ToldSection(
                title=one["title"],
                takeaway=one["takeaway"],
                questions=tuple(named[name] for name in one["questions"]),
                limits=tuple(one["limits"]),
            )
            for one in given.findings["sections"]
        )
    return tuple(
        ToldSection(title=question.asked, takeaway="", questions=(question,))
        for question in given.context.questions
    )


def weights(given: Given) -> Sequence[str]:
    """How sure each mark is, in a line each."""
    if "sure" in given.findings:
        return [f"{one['words']}: {one['meaning']}" for one in given.findings["sure"]]
    return [f"{grade}: {meaning}" for grade, meaning in MEANINGS.items()]
