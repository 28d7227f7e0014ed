"""A number of two runs: what it was, what it is, and what of its making differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from daylight.data.estimate import Estimate, plain
from daylight.data.result import Note

CLOSE = 1e-9
"""Numbers that differ by less than this share of themselves are the same number."""


class ChangeReason(StrEnum):
    """What a change came of: other records, another definition, another method."""

    DATA = "data"
    DEFINITION = "definition"
    METHOD = "method"
    UNKNOWN = "unknown"


class CauseCode(StrEnum):
    """What differs between two runs; each is of one reason."""

    FILE_CHANGED = "file-changed"
    FILE_NEW = "file-new"
    FILE_GONE = "file-gone"
    RECIPE = "recipe"
    QUARANTINE = "quarantine"
    SETTING = "setting"
    QUESTION_NEW = "question-new"
    QUESTION_GONE = "question-gone"
    OTHER_QUESTIONS = "other-questions"
    WORDS_LACK = "words-lack"
    INGEST_CODE = "ingest-code"
    COUNT_CODE = "count-code"
    METHOD_CODE = "method-code"
    REPORT_CODE = "report-code"
    NOT_RECORDED = "not-recorded"

    @property
    def reason(self) -> ChangeReason:
        """Whether it is of the records, a definition or a method."""
        return _REASONS[self]


_REASONS = {
    CauseCode.FILE_CHANGED: ChangeReason.DATA,
    CauseCode.FILE_NEW: ChangeReason.DATA,
    CauseCode.FILE_GONE: ChangeReason.DATA,
    CauseCode.RECIPE: ChangeReason.DEFINITION,
    CauseCode.QUARANTINE: ChangeReason.DEFINITION,
    CauseCode.SETTING: ChangeReason.DEFINITION,
    CauseCode.QUESTION_NEW: ChangeReason.DEFINITION,
    CauseCode.QUESTION_GONE: ChangeReason.DEFINITION,
    CauseCode.OTHER_QUESTIONS: ChangeReason.DEFINITION,
    CauseCode.WORDS_LACK: ChangeReason.METHOD,
    CauseCode.INGEST_CODE: ChangeReason.METHOD,
    CauseCode.COUNT_CODE: ChangeReason.METHOD,
    CauseCode.METHOD_CODE: ChangeReason.METHOD,
    CauseCode.REPORT_CODE: ChangeReason.METHOD,
    CauseCode.NOT_RECORDED: ChangeReason.UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """One thing that differs between two runs and that a number rests on.

    Parameters
    ----------
    facts
        Which file, recipe or setting, and what it was and is, as its sentence needs them.
    """

    code: CauseCode
    facts: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"reason": self.code.reason.value, "code": self.code.value, "facts": {**self.facts}}

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> Self:
        """Read back what `to_dict` wrote."""
        return cls(code=CauseCode(found["code"]), facts=found["facts"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """A number as one run holds it: with the grade of its finding and its corrected p-value."""

    estimate: Estimate
    grade: int
    p_adjusted: float | None = None
    title: str = ""

    def is_like(self, other: "Graded") -> bool:
        """Whether number, interval, count, blanks, p-values and grade are the same."""
        pairs = zip(self._numbers(), other._numbers(), strict=True)
        return self.grade == other.grade and all(_close(one, two) for one, two in pairs)

    def is_number_like(self, other: "Graded") -> bool:
        """Whether all but the grade and the corrected p-value are the same."""
        pairs = zip(self._numbers()[1:], other._numbers()[1:], strict=True)
        return all(_close(one, two) for one, two in pairs)

    def _numbers(self) -> tuple[float | None, ...]:
        e = self.estimate
        return (self.p_adjusted, e.value, e.low, e.high, e.n, e.missing_share, e.p_value)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "title": self.title,
            "grade": self.grade,
            "p_adjusted": plain(self.p_adjusted),
            "estimate": self.estimate.to_dict(),
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> Self:
        """Read back what `to_dict` wrote."""
        return cls(
            title=found["title"],
            grade=found["grade"],
            p_adjusted=found["p_adjusted"],
            estimate=Estimate.from_dict(found["estimate"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChange:
    """A finding that two runs do not hold alike.

    Parameters
    ----------
    question
        The question's id, and `asked` its words.
    before, after
        The number in each run; None where it has no such finding.
    causes
        What of its making differs, in the order of the line: files, recipe, counting, method.
        Several that differ at once cannot be told apart.
    refusal
        The code and facts of a refusal of one of the runs, where that is why it has no such
        finding.
    """

    question: str
    asked: str
    before: Graded | None = None
    after: Graded | None = None
    causes: tuple[Cause, ...] = ()
    refusal: Note | None = None

    @property
    def reasons(self) -> tuple[ChangeReason, ...]:
        """Data, definition or method: each that differs, once."""
        return tuple(dict.fromkeys(cause.code.reason for cause in self.causes))

    @property
    def estimate(self) -> Estimate:
        """The number as the later run has it, or as the earlier had."""
        held = self.after or self.before
        assert held is not None  # noqa: S101  a change is of a finding of either run
        return held.estimate

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "question": self.question,
            "asked": self.asked,
            "reasons": [reason.value for reason in self.reasons],
            "causes": [cause.to_dict() for cause in self.causes],
            "refusal": self.refusal.to_dict() if self.refusal else None,
            "before": self.before.to_dict() if self.before else None,
            "after": self.after.to_dict() if self.after else None,
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> Self:
        """Read back what `to_dict` wrote."""
        before, after = found["before"], found["after"]
        return cls(
            question=found["question"],
            asked=found["asked"],
            causes=tuple(Cause.from_dict(one) for one in found["causes"]),
            refusal=Note.from_dict(refusal) if (refusal := found["refusal"]) else None,
            before=Graded.from_dict(before) if before else None,
            after=Graded.from_dict(after) if after else None,
        )


def _close(one: float | None, two: float | None) -> bool:
    if one is None or two is None:
        return one is two
    if one != one or two != two:
        return one != one and two != two
    return one == two or abs(one - two) <= CLOSE * max(abs(one), abs(two))
