"""Page one: what stands there, and how much of it fits a sheet of paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from daylight.report.context import AnsweredQuestion, ChangeSince, ReportContext
from daylight.report.front import FrontPage, RecordTile, SectionOutline, ShortAnswer, Unanswered
from daylight.report.headline import chosen
from daylight.report.tiles import tile
from daylight.report.unanswered import unanswered
from daylight.report.wording.sections import WHAT_IT_IS

MOST_GAPS = 6
"""Questions without an answer on page one at most; the others stand with the records."""

MOST_TILES = 3
"""Sources with a tile of their own on page one; the others stand with the records."""


def front(context: ReportContext, sections: Sequence[SectionOutline]) -> FrontPage:
    """Everything that page one says, whole: what a sheet holds of it is `fitted`."""
    return FrontPage(
        records=tuple(tile(account, context.minimum_cell) for account in context.audits),
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


ROOM = 752.0
"""Points of height that a sheet of Letter paper, the shorter, has between its margins."""

OVERVIEW = 242.0
"""Points that the overview takes with its heading, at most; `report.css` keeps it so."""

MOST_ALSO = 10
"""Further questions that are named with a link at most, on screen only."""

MOST_CHANGES = 4
FEWEST_ANSWERS = 4
COLUMNS = 3
"""Questions without an answer that stand beside one another."""


def fitted(page: FrontPage, context: ReportContext, *, has_overview: bool) -> Sheet:
    """The sheet: what stands last gives way, first of what has no answer and then of answers."""
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
    picture = OVERVIEW if has_overview else 0.0
    fixed = _masthead(context) + picture + KEY
    sheet = _with_also(sheet, told)
    while fixed + _height(sheet) > ROOM and (smaller := _smaller(sheet)) is not None:
        sheet = _with_also(smaller, told)
    return replace(sheet, gaps_left=len(page.cannot_answer) - len(sheet.cannot_answer))


def _with_also(sheet: Sheet, told: Sequence[AnsweredQuestion]) -> Sheet:
    named = {one.question for one in sheet.answers}
    rest = tuple(question for question in told if question.id not in named)
    return replace(sheet, also=rest[:MOST_ALSO])


def _smaller(sheet: Sheet) -> Sheet | None:
    """The sheet with one thing less; None where nothing may go."""
    gaps, answers, changes = sheet.cannot_answer, sheet.answers, sheet.changes
    if len(gaps) > COLUMNS:
        return replace(sheet, cannot_answer=gaps[:COLUMNS])
    if len(answers) > FEWEST_ANSWERS:
        return replace(sheet, answers=answers[: -2 + len(answers) % 2])
    if len(changes) > 1:
        return replace(sheet, changes=changes[:-1])
    if len(answers) > 1:
        return replace(sheet, answers=answers[:-1])
    return replace(sheet, cannot_answer=gaps[:-1]) if gaps else None


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of text on paper, as `report.css` prints it: points of a line, letters on a line."""

    line: float
    letters: int

    def height(self, text: str) -> float:
        """Points that a text takes; a twelfth of each line is lost to whole words."""
        return self.line * -(-len(text) * 13 // (self.letters * 12)) if text else 0.0


HEADING = 19.0
KEY = 42.0
TITLE, SUB = Type(21.5, 64), Type(10.2, 140)
TILE, GAP, GAP_ASKED = Type(10.2, 43), Type(9.8, 44), Type(9.8, 40)
ASKED, SAYS, LINE = Type(9.3, 69), Type(10.8, 60), Type(9.6, 72)
CHANGE, WARNING = Type(10.0, 125), Type(10.2, 122)


def _height(sheet: Sheet) -> float:
    """Points that a sheet takes below its masthead, rather too many than too few."""
    answers = [_of_answer(one) for one in sheet.answers]
    gaps = [_of_gap(one) for one in sheet.cannot_answer]
    tiles = [30 + TILE.height(one.said) for one in sheet.records]
    changes = [CHANGE.height(one.sentence) + 1 for one in sheet.changes]
    return (
        max(tiles, default=0.0)
        + (10.0 if sheet.tiles_left else 0.0)
        + (HEADING + sum(changes) + 14 if changes else 0.0)
        + HEADING
        + _in_rows(answers, 2)
        + HEADING
        + _in_rows(gaps, COLUMNS)
        + 12.0
    )


def _in_rows(heights: Sequence[float], columns: int) -> float:
    """The height of boxes laid in rows, each as high as its highest."""
    rows = (heights[i : i + columns] for i in range(0, len(heights), columns))
    return sum(max(row) for row in rows)


def _of_answer(one: ShortAnswer) -> float:
    parts = (one.sure, one.held, one.number, one.interval, one.counted, one.blank, one.why,
             one.others)  # fmt: skip
    line = "  · ".join(part for part in parts if part)
    return ASKED.height(one.asked) + SAYS.height(one.sentence) + LINE.height(line) + 6


def _of_gap(one: Unanswered) -> float:
    return GAP_ASKED.height(one.asked) + GAP.height(f"{one.why} {one.supply}") + 3


def _masthead(context: ReportContext) -> float:
    under = f"{context.period} · {' ' * len(WHAT_IT_IS.text)}"
    return (
        14
        + TITLE.height(context.title)
        + SUB.height(under)
        + 8
        + WARNING.height(context.changed_plan)
    )
