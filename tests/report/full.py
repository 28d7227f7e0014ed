"""A full study of the made-up city: what its records hold, and more of the same for stress."""

from dataclasses import replace

from daylight.data.comparison import Family
from daylight.data.result import Refusal, Result
from daylight.report.context import AnsweredQuestion, ChangeSince, ReportContext, TableFilled
from tests.report.example import context

FAMILIES = {
    "searches": Family.SEARCHES,
    "darkness": Family.DAYLIGHT,
    "hits": Family.FINDS,
    "force": Family.FORCE,
    "complaints": Family.OFFICERS,
    "missing": Family.RECORDS,
}

STOPS = TableFilled(
    name="stops",
    rows=51_917,
    blanks={
        "stop_id": 0,
        "stop_date": 0,
        "district": 0,
        "subject_race": 8_221,
        "subject_sex": 14_774,
        "subject_age_years": 51_917,
        "officer_id": 51_917,
        "search_conducted": 8_221,
        "search_basis": 51_917,
        "contraband_found": 51_917,
        "arrest_made": 51_917,
        "stop_reason": 51_917,
    },
)
"""Stops as a department may have them: no officer, no result of a search."""


def full() -> ReportContext:
    """The example with its families, one primary question and the tables it became."""
    example = context()
    questions = tuple(
        replace(question, family=FAMILIES[question.id], is_primary=question.id == "searches")
        for question in example.questions
    )
    audit = replace(example.audits[0], tables=(STOPS,))
    return replace(example, questions=questions, audits=(audit,))


def plain_stops() -> ReportContext:
    """Stops alone, with a question on searches: all else is asked by readers, not by the study."""
    shown = full()
    return replace(shown, questions=tuple(q for q in shown.questions if q.id == "searches"))


def all_refused() -> ReportContext:
    """A study whose methods refused everything."""
    shown = full()
    refusal = next(q.outcome for q in shown.questions if isinstance(q.outcome, Refusal))
    return replace(
        shown,
        questions=tuple(
            replace(q, outcome=refusal, findings=(), charts=()) for q in shown.questions
        ),
        families={},
    )


def without_pictures() -> ReportContext:
    """No question has a picture."""
    shown = full()
    return replace(shown, questions=tuple(replace(q, charts=()) for q in shown.questions))


def longer(times: float = 1.3) -> ReportContext:
    """Every text that a page prints, longer: as long as Spanish is."""
    shown = full()
    questions = tuple(_longer(question, times) for question in shown.questions)
    return replace(
        shown, title=_text(shown.title, times), period=_text(shown.period, times),
        questions=questions,
    )  # fmt: skip


def _longer(question: AnsweredQuestion, times: float) -> AnsweredQuestion:
    findings = tuple(
        replace(one, title=_text(one.title, times), sentence=_text(one.sentence, times),
                adjusted_for=tuple(_text(factor, times) for factor in one.adjusted_for))
        for one in question.findings
    )  # fmt: skip
    return replace(question, asked=_text(question.asked, times), findings=findings)


def _text(text: str, times: float) -> str:
    words = text.split(" ")
    return " ".join([*words, *words[: round((times - 1) * len(words))]])


def many_questions(number: int = 20) -> ReportContext:
    """A study of many questions: the example's, asked again and again."""
    shown = full()
    asked = [q for n in range(number) for q in (_again(shown.questions[n % 6], n),)]
    return replace(shown, questions=tuple(asked))


def _again(question: AnsweredQuestion, n: int) -> AnsweredQuestion:
    findings = tuple(
        replace(one, id=f"{question.id}-{n}-{one.id}", question_id=f"{question.id}-{n}")
        for one in question.findings
    )
    return replace(question, id=f"{question.id}-{n}", findings=findings)


def ten_thousand_findings() -> ReportContext:
    """One question with ten thousand findings."""
    shown = full()
    question = next(q for q in shown.questions if q.id == "searches")
    found = question.findings
    many = tuple(replace(found[n % len(found)], id=f"searches-{n}") for n in range(10_000))
    others = tuple(q for q in shown.questions if q.id != "searches")
    assert isinstance(question.outcome, Result)
    return replace(shown, questions=(replace(question, findings=many), *others))


CHANGES = tuple(
    ChangeSince(
        sentence=f"Searches of Black people rose from {n}.1 % of stops in 2016 to {n}.9 % in 2017.",
        question="searches",
        grade=2,
    )
    for n in range(12, 18)
)


def changed() -> ReportContext:
    """A period with an earlier run beside it."""
    return replace(full(), changes=CHANGES)
