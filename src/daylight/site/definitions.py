"""What an answer rests on, and why two answers may not stand beside each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from daylight.plan.study import Question
from daylight.site.runs import SiteRun
from daylight.site.spans import AGENCY, RecordSpan, span_of_question

SHARED = ("level", "reference")
"""Settings of a study that every answer of it rests on."""

COUNTED = ("reduction", "by")
"""Settings of a question that decide what is counted."""

ANSWERED = ("method", "after", "file")
"""Settings of a question that decide what is made of the counts."""

AS_BLANK = 0.05
"""Shares of blanks that lie farther apart than this are not equally complete."""


class ApartCode(StrEnum):
    """Why two answers are not compared."""

    VERSION = "version"
    SETTING = "setting"
    ROWS = "rows"
    RECIPE = "recipe"
    PERIOD = "period"
    BLANK = "blank"
    ASIDE = "aside"
    NO_ANSWER = "no-answer"
    NOT_SHOWN = "not-shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersApart:
    """One reason why an answer does not stand beside another.

    Parameters
    ----------
    settings
        The settings that differ.
    here, there
        What share of the records is blank, where both say so.
    span
        From when to when the records of this one reach, where they bear dates.
    """

    code: ApartCode
    settings: tuple[str, ...] = ()
    here: float | None = None
    there: float | None = None
    span: RecordSpan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDefinition:
    """All that must agree before two answers are compared, as a run records it.

    Parameters
    ----------
    code
        The hashes of the code that counted and of the code that answered.
    only
        Which rows are counted, apart from whose they are.
    recipes
        The hashes of the recipes that read what is counted.
    aside
        The share of the sources' rows that could not be read.
    period
        The study's own words for it, for records without dates.
    """

    code: Mapping[str, str]
    settings: Mapping[str, Any]
    only: Mapping[str, Any]
    recipes: frozenset[str]
    span: RecordSpan | None
    aside: float
    period: str

    @classmethod
    def of(cls, run: SiteRun, asked: Question) -> "AnswerDefinition":
        """What a question of a run rests on."""
        study = run.again.study
        plain, own = asdict(asked), asked.sources or run.sources
        recorded = {one["id"]: one.get("code", {}) for one in run.record["questions"]}
        recipes = run.record.get("recipes", {})
        settings = {name: plain[name] for name in (*COUNTED, *ANSWERED)}
        settings |= {name: getattr(study, name) for name in SHARED}
        return cls(
            code=recorded.get(asked.id, {}),
            settings={**settings, **asked.settings},
            only={name: at for name, at in asked.only.items() if name != AGENCY},
            recipes=frozenset(str(recipes.get(name, "")) for name in own),
            span=span_of_question(run.again.run.folder, own, asked),
            aside=_aside(run, own),
            period=study.period,
        )

    def apart(self, other: "AnswerDefinition") -> tuple[AnswersApart, ...]:
        """Why this one and another are not compared; nothing where all agrees."""
        return tuple(self._apart(other))

    def _apart(self, other: "AnswerDefinition") -> Iterator[AnswersApart]:
        if self.code != other.code:
            yield AnswersApart(code=ApartCode.VERSION)
        names = dict.fromkeys((*self.settings, *other.settings))
        differ = [one for one in names if self.settings.get(one) != other.settings.get(one)]
        if differ:
            yield AnswersApart(code=ApartCode.SETTING, settings=tuple(differ))
        if self.only != other.only:
            yield AnswersApart(code=ApartCode.ROWS)
        if self.recipes != other.recipes:
            yield AnswersApart(code=ApartCode.RECIPE)
        if abs(self.aside - other.aside) > AS_BLANK:
            yield AnswersApart(code=ApartCode.ASIDE)
        if not self._is_of_the_time_of(other):
            yield AnswersApart(code=ApartCode.PERIOD, span=self.span)

    def _is_of_the_time_of(self, other: "AnswerDefinition") -> bool:
        if self.span is not None and other.span is not None:
            return self.span.is_like(other.span)
        return self.span is other.span and self.period == other.period


def _aside(run: SiteRun, sources: Sequence[str]) -> float:
    audits = [run.again.audits[name] for name in sources if name in run.again.audits]
    read = sum(one.rows_read for one in audits)
    return 1 - sum(one.rows_kept for one in audits) / read if read else 0.0


def blank_apart(one: float | None, other: float | None) -> AnswersApart | None:
    """That two numbers rest on records that are not equally complete."""
    if (one is None) != (other is None):
        return AnswersApart(code=ApartCode.BLANK)
    if one is None or other is None or abs(one - other) <= AS_BLANK:
        return None
    return AnswersApart(code=ApartCode.BLANK, here=one, there=other)
