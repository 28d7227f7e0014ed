"""What the rows of a role hold that the recipe has not provided for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis

from daylight import engine
from daylight.errors import BadValue, UnknownCode
from daylight.ingest import recode
from daylight.ingest.canonical_value import Problem
from daylight.ingest.decoding import code_problem, plain
from daylight.ingest.no_record import no_record
from daylight.ingest.recipe_parts import ColumnReading, Output
from daylight.ingest.recode import FILE, ROW
from daylight.ingest.work import (
    AT_END,
    EMPTY,
    HEADER,
    OUT,
    Work,
    entries,
    exploded,
    members,
    recoded,
)
from daylight.schema.tables import Column


def _variants(work: Work, role: str) -> Iterator[tuple[Any, list[Problem]]]:
    """The rows of a role, plain and exploded, each with the problems to look for in them."""
    rows = work.rows[role]
    of_rows = list(_row_problems(work, role, rows))
    merged: dict[tuple[str, str, bool], Problem] = {}
    for output in work.recipe.tables:
        own = output.role == role
        view = exploded(rows, work.recipe, output) if own else rows
        member = _belongs(view, output) if own else None
        found = _of_records(work, role, view, _output_problems(work, role, output, view, member))
        if own and output.unpivot is not None:
            for one in _of_records(work, role, rows, _box_problems(work, rows, output)):
                merged[one.name, one.remedy, True] = one
        if own and output.takes_apart:
            yield view, found
            continue
        for one in found:
            sort = one.name, one.remedy, bool(one.targets)
            known = merged.get(sort)
            merged[sort] = one if known is None else _either(known, one)
    yield rows, [*of_rows, *merged.values()]


def out_condition(work: Work, role: str, rows: Any) -> Any:
    """Whether a row is no record, or is left out."""
    return reduce(or_, [one.condition.fill_null(False) for one in _row_problems(work, role, rows)])


def _of_records(work: Work, role: str, view: Any, found: Iterable[Problem]) -> list[Problem]:
    """Problems that records may have; codes that were all decided need no second look."""
    return [
        one.narrowed(~view[OUT])
        for one in found
        if not one.codes or (role, one.column, one.codes) in work.undecided
    ]


def _either(first: Problem, second: Problem) -> Problem:
    return replace(
        first,
        condition=first.condition.fill_null(False) | second.condition,
        targets=tuple(dict.fromkeys((*first.targets, *second.targets))),
    )


def _belongs(view: Any, output: Output) -> Any | None:
    """Whether a row, or an item of one, is of the table; None where every one is."""
    found = [one for one in (members(view, output), entries(view, output)) if one is not None]
    return reduce(and_, found) if found else None


def _output_problems(
    work: Work, role: str, output: Output, view: Any, member: Any | None
) -> Iterator[Problem]:
    for part, name, reading in output.readings(role):
        column = output.table.column(name)
        made = recoded(work, view, output, name, reading)
        problems = list(made.problems)
        if not column.required:
            target = work.place(output), part
            problems = [replace(one, targets=(target,)) for one in problems]
        if column.required and reading.columns and not output.columns[name].first_of:
            problems.append(_missing(made.value, column, reading))
        for problem in problems:
            yield problem if member is None else problem.narrowed(member)


def _box_problems(work: Work, rows: Any, output: Output) -> Iterator[Problem]:
    """Boxes that say neither yes nor no."""
    boxes = output.unpivot
    if boxes is None:
        return
    member = members(rows, output)
    for name in boxes.columns:
        reading = ColumnReading(source=(name,), codes=boxes.codes)
        codes = work.recipe.codes[boxes.codes]
        found = code_problem(plain(rows, reading, name), codes, name, boxes.codes)
        found = replace(found, targets=((work.place(output), name),))
        yield found if member is None else found.narrowed(member)


def _missing(value: Any, column: Column, reading: ColumnReading) -> Problem:
    return Problem(
        reason=recode.MISSING,
        column=" + ".join(reading.columns),
        condition=value.isnull(),
        value=ibis.literal(""),
        error=BadValue,
        remedy=f"{column.name} names the row and cannot be blank",
    )


def _row_problems(work: Work, role: str, rows: Any) -> Iterator[Problem]:
    """Rows that are no record at all, or belong to no table."""
    names = work.recipe.columns(role)
    yield Problem(
        reason=recode.HEADER_ROW,
        column="all",
        condition=rows[HEADER],
        value=ibis.literal(""),
        error=BadValue,
        remedy=f'add "{recode.HEADER_ROW}" to `expect` in the recipe',
    )
    if names:
        yield Problem(
            reason=recode.EMPTY_ROW,
            column="all",
            condition=rows[EMPTY] & ~rows[AT_END],
            value=ibis.literal(""),
            error=BadValue,
            remedy=f'add "{recode.EMPTY_ROW}" to `expect` in the recipe',
        )
        yield Problem(
            reason=recode.EMPTY_END,
            column="all",
            condition=rows[EMPTY] & rows[AT_END],
            value=ibis.literal(""),
            error=BadValue,
            remedy="",
        )
    yield from _left_out(work, role, rows)


def _left_out(work: Work, role: str, rows: Any) -> Iterator[Problem]:
    left: list[Any] = []
    for name, values in work.recipe.files[role].leave.items():
        text = rows[name]
        for value, reason in values.items():
            found = text.isnull() if value == "" else (text == value).fill_null(False)
            left.append(found)
            yield Problem(
                reason=f"left out: {reason}",
                column=name,
                condition=found,
                value=text,
                error=BadValue,
                remedy="",
            )
    belongs = [members(rows, output) for output in work.recipe.outputs(role)]
    known = [member for member in belongs if member is not None]
    if belongs and len(known) == len(belongs):
        shown = [name for output in work.recipe.outputs(role) for name in output.only]
        yield Problem(
            reason=recode.NO_TABLE,
            column=" + ".join(dict.fromkeys(shown)),
            condition=~reduce(or_, [*known, *left]),
            value=rows[shown[0]],
            error=UnknownCode,
            remedy="name the value under `only` of a table or `leave` of the file",
        )


def problems(work: Work, role: str) -> Iterator[tuple[Any, Problem, int]]:
    """Problems that were found, with the rows they were found in and how many."""
    work.say(f"checking {role}")
    for rows, problems in _variants(work, role):
        if not problems:
            continue
        sums = {
            f"p{place}": problem.condition.fill_null(False).cast("int64").sum()
            for place, problem in enumerate(problems)
        }
        counted = engine.table(work.connection, rows.aggregate(**sums)).to_pylist()[0]
        found = [
            (rows, problem, counted[f"p{place}"])
            for place, problem in enumerate(problems)
            if counted[f"p{place}"]
        ]
        if rows is work.rows[role]:
            yield from _no_records(work, role, [one for _, one, _ in found if one.targets])
        yield from found
    if duplicate := _duplicates(work, role):
        yield duplicate


def _no_records(work: Work, role: str, found: list[Problem]) -> Iterator[tuple[Any, Problem, int]]:
    """Rows of which nothing can be read, looked for only where cells cannot be."""
    problem = no_record(work, role, found)
    if problem is None:
        return
    rows = work.rows[role]
    count = engine.count(work.connection, rows.filter(problem.condition))
    if count:
        yield rows, problem, count


def _duplicates(work: Work, role: str) -> tuple[Any, Problem, int] | None:
    """Rows after the first that bear the same name."""
    unique = work.recipe.files[role].unique
    if not unique:
        return None
    rows = work.rows[role]
    keys = {f"k{n}": rows[name] for n, name in enumerate(unique)}
    named = rows.select(**keys, **{FILE: rows[FILE], ROW: rows[ROW]})
    named = named.filter(reduce(and_, [named[key].notnull() for key in keys]))
    counted = named.group_by(list(keys)).aggregate(times=named.count())
    repeated = engine.table(work.connection, counted.filter(counted.times > 1))
    if repeated.num_rows == 0:
        return None
    again = named.inner_join(ibis.memtable(repeated), list(keys)).select(*keys, FILE, ROW)
    order = ibis.row_number().over(group_by=list(keys), order_by=[FILE, ROW])
    numbered = work.connection.create_table(f"repeated_{role}", again.mutate(place=order))
    later = numbered.filter(numbered.place > 0)
    value = reduce(lambda left, right: left + " " + right, [later[key] for key in keys])
    problem = Problem(
        reason=recode.DUPLICATE,
        column=" + ".join(unique),
        condition=later.place > 0,
        value=value,
        error=BadValue,
        remedy="the first row of each is kept when the others are set aside",
    )
    return later, problem, engine.count(work.connection, later)
