"""Page one: what stands there, and how much of it fits a sheet of paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from daylight.report.context import AnsweredQuestion, ChangeSince, ReportContext
from daylight.report.front import FrontPage, RecordTile, SectionOutline, ShortAnswer, Unanswered
from daylight.report.headline import chosen
from daylight.report.tiles import tile
from daylight.report.unanswered import unanswered

MOST_GAPS = 6
"""Questions without an answer on page one at most; the others stand with the records."""

MOST_TILES = 3
"""Sources with a tile of their own on page one; the others stand with the records."""


def front(context: ReportContext, sections: Sequence[SectionOutline]) -> FrontPage:
    """Everything that page one says, whole: what a sheet holds of it is `fitted`."""
    return FrontPage(
        records=tuple(tile(account) for account in context.audits),
        answers=chosen(context.questions),
        cannot_answer=unanswered(context),
        sections=tuple(sections),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What of page one a sheet holds, and what else there is to be led to.

    Parameters
    ----------
    also
        Questions that are answered, and have no place on the sheet.
    gaps_left, tiles_left, changes_left
        How many of each have no place on it.
    """

    records: tuple[RecordTile, ...]
    answers: tuple[ShortAnswer, ...]
    cannot_answer: tuple[Unanswered, ...]
    changes: tuple[ChangeSince, ...]
    also: tuple[AnsweredQuestion, ...]
    gaps_left: int = 0
    tiles_left: int = 0
    changes_left: int = 0


ROOM = 66
"""Lines of small type that a sheet of Letter paper has below the masthead, the shorter of two."""

MOST_ALSO = 10
"""Further questions that are named with a link at most."""

MOST_CHANGES = 4

FEWEST_ANSWERS = 4

PER_HALF, PER_THIRD = 58, 40
"""Letters on a line of a half and of a third of the sheet's width, in small type."""

BOLD = 48
"""Letters on a line of half the width, in the bold type of answers."""


def fitted(page: FrontPage, context: ReportContext, comparisons: int) -> Sheet:
    """The sheet: what stands last gives way, first of what has no answer and then of answers.

    Parameters
    ----------
    comparisons
        Rows of the overview; 0 where it is not drawn.
    """
    told = [question for question in context.questions if question.findings]
    sheet = Sheet(
        records=page.records[:MOST_TILES],
        answers=page.answers,
        cannot_answer=page.cannot_answer[:MOST_GAPS],
        changes=context.changes[:MOST_CHANGES],
        also=(),
        tiles_left=len(page.records[MOST_TILES:]),
        changes_left=len(context.changes[MOST_CHANGES:]),
    )
    fixed = _masthead(context) + (5 + 1.35 * comparisons if comparisons else 0)
    sheet = _with_also(sheet, told)
    while fixed + _lines(sheet) > ROOM and (smaller := _smaller(sheet)) is not None:
        sheet = _with_also(smaller, told)
    return replace(sheet, gaps_left=len(page.cannot_answer) - len(sheet.cannot_answer))


def _with_also(sheet: Sheet, told: Sequence[AnsweredQuestion]) -> Sheet:
    named = {one.question for one in sheet.answers}
    rest = tuple(question for question in told if question.id not in named)
    return replace(sheet, also=rest[:MOST_ALSO])


def _smaller(sheet: Sheet) -> Sheet | None:
    """The sheet with one thing less; None where nothing may go."""
    if len(sheet.cannot_answer) > 3:  # noqa: PLR2004  one row of three stays
        return replace(sheet, cannot_answer=sheet.cannot_answer[:-1])
    if len(sheet.answers) > FEWEST_ANSWERS:
        return replace(sheet, answers=sheet.answers[:-1])
    if len(sheet.changes) > 1:
        return replace(sheet, changes=sheet.changes[:-1])
    if len(sheet.cannot_answer) > 1:
        return replace(sheet, cannot_answer=sheet.cannot_answer[:-1])
    if len(sheet.answers) > 1:
        return replace(sheet, answers=sheet.answers[:-1])
    return None


def _lines(sheet: Sheet) -> float:
    """How many lines of small type a sheet takes, roughly and rather too many."""
    answers = [_of_answer(one) for one in sheet.answers]
    gaps = [_of_gap(one) for one in sheet.cannot_answer]
    tiles = [2.5 + _wrapped(one.said, PER_THIRD) for one in sheet.records]
    also = sum(len(one.asked) + 3 for one in sheet.also)
    changes = sum(_wrapped(one.sentence, 2 * PER_HALF) for one in sheet.changes)
    return (
        max(tiles, default=0.0)
        + _in_rows(answers, 2)
        + _in_rows(gaps, 3)
        + (2 if gaps else 0)
        + (1 + also / (2 * PER_HALF) if also else 0)
        + (2 + changes if changes else 0)
    )


def _in_rows(heights: Sequence[float], columns: int) -> float:
    """The height of boxes laid in rows, each as high as its highest."""
    rows = (heights[i : i + columns] for i in range(0, len(heights), columns))
    return sum(max(row) for row in rows)


def _of_answer(one: ShortAnswer) -> float:
    parts = (one.sure, one.held, one.number, one.interval, one.counted, one.blank, one.others)
    line = " · ".join(part for part in parts if part)
    return (
        _wrapped(one.asked, PER_HALF)
        + 1.25 * _wrapped(one.sentence, BOLD)
        + _wrapped(line, PER_HALF)
        + 0.6
    )


def _of_gap(one: Unanswered) -> float:
    return _wrapped(one.asked, PER_THIRD - 4) + _wrapped(f"{one.why} {one.supply}", PER_THIRD) + 0.3


def _masthead(context: ReportContext) -> float:
    title = 2.2 * _wrapped(context.title, 60)
    return title + 2 + _wrapped(f"{context.department} {context.period}", 2 * PER_HALF)


def _wrapped(text: str, letters: int) -> int:
    """Lines that a text takes; a tenth of each line is lost to whole words."""
    return -(-len(text) * 11 // (letters * 10))
