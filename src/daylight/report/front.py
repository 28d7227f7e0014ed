"""What page one is made of, as plain values: answers, records, what has no answer, sections.

`findings.json` holds all of it, so that a document, slides or another page need nothing else.
"""

from dataclasses import dataclass
from typing import Any

from daylight.data.estimate import Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortAnswer:
    """One question and its answer in two lines; at most one for each question.

    Parameters
    ----------
    question, asked
        The question's id, and its words.
    section
        The id of the section that tells it at length.
    finding
        The id of the finding that it states.
    grade
        1 to 4; 0 for a description, in which nothing is weighed and which has no mark.
    sentence
        The answer, of about 110 characters (140 in Spanish). It opens with "Cannot tell." at
        grade 1.
    sure
        How sure it is, in words: `Like with like`; empty for a description.
    held
        What was held equal, or that nothing was: `same precinct and time of day`.
    number, interval
        The headline and the ends of its interval as printed; `interval` is empty without one.
    counted
        How many of what it rests on: `26,923 stops`.
    blank
        What share was blank, in words; empty where that has no meaning.
    why
        Why it cannot be told where the interval alone would seem to tell; empty elsewhere.
    others
        How the question's other comparisons came out, in words; empty where there are none.
    estimate
        The headline itself.
    """

    question: str
    asked: str
    is_primary: bool
    section: str
    finding: str
    grade: int
    sentence: str
    sure: str
    held: str
    number: str
    interval: str
    counted: str
    blank: str
    why: str
    others: str
    estimate: Estimate

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "question": self.question,
            "asked": self.asked,
            "is_primary": self.is_primary,
            "section": self.section,
            "finding": self.finding,
            "grade": self.grade,
            "sentence": self.sentence,
            "sure": self.sure,
            "held": self.held,
            "number": self.number,
            "interval": self.interval,
            "counted": self.counted,
            "blank": self.blank,
            "why": self.why,
            "others": self.others,
            "estimate": self.estimate.to_dict(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldBlank:
    """One field of a source's records, and in how many it is blank."""

    name: str
    blank: int
    rows: int

    @property
    def share(self) -> float:
        """The share that is blank."""
        return self.blank / self.rows if self.rows else 1.0

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {"name": self.name, "blank": self.blank, "rows": self.rows, "share": self.share}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTile:
    """What one source's records are, with what is blank.

    Parameters
    ----------
    source
        The source's name in the study.
    count, unit
        How many of what: 51920, `stops`.
    said
        One sentence on the field that the report leans on most, and how often it is blank.
    shown
        That field, whose blank share is the hatched part of the bar; None where none is blank.
    fields
        Every field the bar could have shown, the blankest first.
    """

    source: str
    count: int
    unit: str
    said: str
    shown: FieldBlank | None
    fields: tuple[FieldBlank, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "source": self.source,
            "count": self.count,
            "unit": self.unit,
            "said": self.said,
            "shown": self.shown.to_dict() if self.shown else None,
            "fields": [field.to_dict() for field in self.fields],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A question that these records cannot answer, asked by the study or by any reader.

    Parameters
    ----------
    asked
        The question as a person would ask it.
    why
        What is not there, in a sentence.
    supply
        What would supply it, in a sentence.
    question
        The study's question that was refused; empty where no study asked it.
    section
        The section that says more; empty where none does.
    """

    asked: str
    why: str
    supply: str
    question: str = ""
    section: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "asked": self.asked,
            "why": self.why,
            "supply": self.supply,
            "question": self.question,
            "section": self.section,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionOutline:
    """One section: its subject, its line to take away, and which questions it tells.

    Parameters
    ----------
    id
        Short name, used in links: `force`, `after-a-stop`, `stops`.
    title
        The subject in a few words: `After a stop`.
    takeaway
        The line to take away, a whole sentence.
    questions
        Ids of the study's questions that it tells, in order, refused ones among them.
    limits
        What limits its numbers, each a sentence: one that could turn a sign stands first.
    """

    id: str
    title: str
    takeaway: str
    questions: tuple[str, ...]
    limits: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "id": self.id,
            "title": self.title,
            "takeaway": self.takeaway,
            "questions": list(self.questions),
            "limits": list(self.limits),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """Everything that page one says.

    In `findings.json` its parts stand beside the findings, as `records`, `answers`,
    `cannot_answer` and `sections`; with them `language` ("en", "es"), `changes` (sentence,
    question, grade) and `sure`: for each grade its mark (`hollow`, `solid`, `ring`,
    `double-ring`), its words and its meaning in one line.

    Parameters
    ----------
    records
        One tile for each source.
    answers
        Headline answers, primary questions first, the gravest outcomes first.
    cannot_answer
        What has no answer: the study's refused questions first.
    sections
        The sections in their order.
    """

    records: tuple[RecordTile, ...]
    answers: tuple[ShortAnswer, ...]
    cannot_answer: tuple[Unanswered, ...]
    sections: tuple[SectionOutline, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "records": [one.to_dict() for one in self.records],
            "answers": [one.to_dict() for one in self.answers],
            "cannot_answer": [one.to_dict() for one in self.cannot_answer],
            "sections": [one.to_dict() for one in self.sections],
        }
