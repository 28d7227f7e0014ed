"""What the other side will say of a finding, and what this run can say to that."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from daylight.data.estimate import Estimate, plain
from daylight.data.result import Result
from daylight.report import labels
from daylight.report.context import AnsweredQuestion
from daylight.report.finding import Finding
from daylight.report.language import Words
from daylight.report.topic import Raised, Topic


class Stands(StrEnum):
    """How a finding stands: it decides which side objects."""

    SHOWN = "a difference is shown"
    NOT_SHOWN = "no difference is shown"
    DESCRIBED = "nothing is compared or tested"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A number in an answer, and where in the run it stands.

    Parameters
    ----------
    printed
        As it stands in the answer.
    question
        The question whose result holds it.
    what
        The quantity's name, or what of the finding's basis, grade or notes it is.
    value
        The number itself.
    """

    printed: str
    question: str
    what: str
    value: float | str
    estimate: Estimate | None = None

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        about = {"keys": dict(self.estimate.keys)} if self.estimate else {}
        return {
            "printed": self.printed,
            "question": self.question,
            "what": self.what,
            "value": plain(self.value),
            **about,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejoinder:
    """One objection to one finding, and the answer: numbers of this run, or a concession.

    Parameters
    ----------
    says
        What the other side says.
    answer
        What the records of this run say to that.
    cited
        Every number in the answer; none where it is conceded.
    """

    topic: Topic
    says: str
    answer: str
    cited: tuple[Cited, ...] = ()

    @property
    def questions(self) -> frozenset[str]:
        """The questions whose numbers it cites."""
        return frozenset(one.question for one in self.cited)

    @property
    def is_conceded(self) -> bool:
        """Whether the records cannot answer it."""
        return not self.cited

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "topic": self.topic.value,
            "says": self.says,
            "answer": self.answer,
            "conceded": self.is_conceded,
            "cited": [one.to_dict() for one in self.cited],
        }


@dataclass(frozen=True, slots=True)
class Hearing:
    """A finding before its critics: its own answer, and all others of the run.

    Parameters
    ----------
    run
        Every question of the report, as its readers may see it.
    """

    finding: Finding
    question: AnsweredQuestion
    run: Sequence[AnsweredQuestion]

    @property
    def headline(self) -> Estimate:
        """The number that decides."""
        return self.finding.estimates[0]

    @property
    def own(self) -> Result:
        """The answer that the finding is part of."""
        assert isinstance(self.question.outcome, Result)  # noqa: S101  a refusal has no findings
        return self.question.outcome

    @property
    def stands(self) -> Stands:
        """Whether a difference is shown, not shown, or nothing is compared or tested."""
        if self.finding.corrected is None:
            return Stands.DESCRIBED
        return Stands.SHOWN if self.finding.grade > 1 else Stands.NOT_SHOWN

    def results(self) -> Iterator[tuple[AnsweredQuestion, Result]]:
        """Every question that was answered, this one first."""
        yield self.question, self.own
        for question in self.run:
            if question is not self.question and isinstance(question.outcome, Result):
                yield question, question.outcome

    def alike(self, raised: Raised) -> list["OtherNumber"]:
        """Estimates of the quantities that answer it on the same comparison, the headline apart.

        A number that stands in several questions is listed once.
        """
        one = self.headline
        stated = {(one.name, one.value, one.low)}
        found: list[OtherNumber] = []
        for name in raised.answered_by:
            for question, result in self.results():
                if raised.is_own and result is not self.own:
                    continue
                for e in result.named(name):
                    number = (e.name, e.value, e.low)
                    if number not in stated and _is_alike(one, e):
                        stated.add(number)
                        found.append(OtherNumber(question, e))
        return found


FREE = labels.GROUPS | {"benchmark"}
"""Keys in which a number that answers may differ; groups are compared by themselves."""


def _is_alike(one: Estimate, other: Estimate) -> bool:
    """Whether another estimate is of the same groups, and of the same place, time and outcome."""
    compared = other.compared_with or one.compared_with
    return (
        other.variant is None
        and (labels.group_of(one), one.compared_with) == (labels.group_of(other), compared)
        and all(one.keys.get(key) == at for key, at in other.keys.items() if key not in FREE)
    )


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """An estimate and the question that holds it."""

    question: AnsweredQuestion
    estimate: Estimate

    def cited(self, printed: str) -> Cited:
        """The estimate as a citation, printed like this."""
        return Cited(
            printed=printed,
            question=self.question.id,
            what=self.estimate.name,
            value=self.estimate.value,
            estimate=self.estimate,
        )


@dataclass(frozen=True, slots=True)
class Worded:
    """An answer in words with the numbers it cites."""

    text: str
    cited: tuple[Cited, ...]


UNSAID = Words("")
"""What nobody would say."""

Answering = Callable[[Hearing, Raised], Worded | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """The words of one objection.

    Parameters
    ----------
    shown, not_shown, described
        What the other side says where a difference is shown, where none is, and where nothing is
        compared; empty where nobody would say it.
    lacking
        What these records cannot answer, as a clause after "whether" or "how": no full stop.
    supply
        What would supply it, without a full stop.
    answering
        What answers it from the numbers of the run; None where nothing ever does.
    """

    shown: Words = UNSAID
    not_shown: Words = UNSAID
    described: Words = UNSAID
    lacking: Words
    supply: Words
    answering: Answering | None = field(default=None)

    def says(self, stands: Stands) -> str:
        """What the other side says of a finding that stands so."""
        return {
            Stands.SHOWN: self.shown,
            Stands.NOT_SHOWN: self.not_shown,
            Stands.DESCRIBED: self.described,
        }[stands].text
