"""Findings of two runs laid side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from daylight.compare.causes import Made, causes_of_finding, causes_of_number
from daylight.data.change import Cause, CauseCode, FindingChange, Graded
from daylight.data.estimate import Estimate
from daylight.data.result import Note, Refusal
from daylight.plan.finished import Run

Same = tuple[Any, ...]
"""What makes two findings the same finding: question, number, group, and which of several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidBeside:
    """Two runs compared.

    Parameters
    ----------
    changes
        Findings that differ, in the order of the later run; those that it lacks come last.
    same
        How many findings both hold alike.
    """

    changes: tuple[FindingChange, ...]
    same: int


def compare(before: Run, after: Run) -> tuple[FindingChange, ...]:
    """Every finding that two runs do not hold alike, with what of its making differs."""
    return compared(before, after).changes


def compared(before: Run, after: Run) -> LaidBeside:
    """The same, with how many findings did not change."""
    made = Made.of(before), Made.of(after)
    old, new = _held(before), _held(after)
    found = []
    for key in dict.fromkeys((*new, *old)):
        one, two = old.get(key), new.get(key)
        if one is None or two is None or not one.is_like(two):
            found.append(_change(made, str(key[0]), one, two))
    return LaidBeside(changes=tuple(found), same=len(set(old) | set(new)) - len(found))


def _change(
    made: tuple[Made, Made], question: str, before: Graded | None, after: Graded | None
) -> FindingChange:
    missing = made[1] if after is None else made[0]
    there = made[0] if after is None else made[1]
    return FindingChange(
        question=question,
        asked=there.asked(question),
        before=before,
        after=after,
        causes=_causes(made, question, before, after),
        refusal=_refusal(missing, question) if before is None or after is None else None,
    )


def _causes(
    made: tuple[Made, Made], question: str, before: Graded | None, after: Graded | None
) -> tuple[Cause, ...]:
    """What differs: in the number's making where the number does, else in how it is weighed."""
    asked_before, asked_after = (question in one.questions for one in made)
    if not asked_before:
        return (Cause(code=CauseCode.QUESTION_NEW, facts={"question": question}),)
    if not asked_after:
        return (Cause(code=CauseCode.QUESTION_GONE, facts={"question": question}),)
    found = tuple(causes_of_number(*made, question))
    if before is None or after is None:
        lacking = made[0] if before is None else made[1]
        if question in lacking.unworded:
            found = (*found, Cause(code=CauseCode.WORDS_LACK, facts={"question": question}))
    elif before.is_number_like(after):
        found = ()
    return found or tuple(causes_of_finding(*made, question))


def _refusal(made: Made, question: str) -> Note | None:
    """Why a run gave no answer to a question; None where it gave one, or was not asked."""
    if question not in made.questions:
        return None
    outcome = made.run.outcome(question)
    if not isinstance(outcome, Refusal):
        return None
    return Note(code=outcome.code, facts=outcome.facts)


def _held(run: Run) -> dict[Same, Graded]:
    """The findings of a run by what they are about."""
    held: dict[Same, Graded] = {}
    for finding in run.findings():
        estimate = Estimate.from_dict(finding["estimates"][0])
        for which in range(len(held) + 1):
            key = (*_same(finding, estimate), which)
            if key not in held:
                break
        held[key] = _graded(finding, estimate)
    return held


def _same(finding: Mapping[str, Any], estimate: Estimate) -> Same:
    keys: Iterator[tuple[str, str]] = ((key, str(value)) for key, value in estimate.keys.items())
    return (
        finding["question"],
        estimate.name,
        tuple(sorted(keys)),
        estimate.compared_with,
        estimate.variant,
    )


def _graded(finding: Mapping[str, Any], estimate: Estimate) -> Graded:
    return Graded(
        estimate=estimate,
        grade=finding["grade"],
        p_adjusted=finding["p_adjusted"],
        title=finding["title"],
    )
