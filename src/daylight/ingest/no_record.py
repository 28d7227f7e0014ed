"""Rows that are something else: totals, footnotes, the header of another table below."""

from collections.abc import Iterator, Sequence
from functools import reduce
from operator import and_
from typing import Any

import ibis

from daylight.errors import BadValue
from daylight.ingest import recode
from daylight.ingest.canonical_value import Problem
from daylight.ingest.work import OUT, Work, recoded

FEWEST = 2
"""Cells that must be unreadable: one alone costs itself."""


def no_record(work: Work, role: str, found: Sequence[Problem]) -> Problem | None:
    """The problem of a row of which no cell that can be checked can be read.

    Of codes, dates and numbers that stand in the row every one is unreadable, and there are two
    or more: to keep such a row with blanks would count a total or a footnote as an event.
    """
    rows = work.rows[role]
    bad: dict[str, Any] = {}
    for problem in found:
        for column in _columns(work, rows, problem):
            condition = problem.condition.fill_null(False)
            bad[column] = bad[column] | condition if column in bad else condition
    if len(bad) < FEWEST:
        return None
    silent = [
        rows[column].isnull() | bad.get(column, ibis.literal(False))
        for column in dict.fromkeys(_checked(work, role))
    ]
    several = reduce(lambda a, b: a + b, [one.cast("int64") for one in bad.values()]) >= FEWEST
    return Problem(
        reason=recode.NO_RECORD,
        column="all",
        condition=reduce(and_, silent) & several & ~rows[OUT],
        value=ibis.literal(""),
        error=BadValue,
        remedy="a total, a footnote or another table? Take it out of the file",
    )


def _columns(work: Work, rows: Any, problem: Problem) -> set[str]:
    """The file's columns that a problem is about."""
    if problem.column in rows.columns:
        return {problem.column}
    return {
        column
        for place, part in problem.targets
        for mark, _, reading in work.recipe.tables[place].readings(work.recipe.tables[place].role)
        if mark == part
        for column in reading.columns
    }


def _checked(work: Work, role: str) -> Iterator[str]:
    """Columns that may hold something unreadable: codes, dates, numbers."""
    for output in work.recipe.outputs(role):
        if output.takes_apart:
            continue
        for _, name, reading in output.readings(role):
            if recoded(work, work.rows[role], output, name, reading).problems:
                yield from reading.columns
