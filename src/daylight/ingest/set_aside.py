"""Stop with everything that is undecided; or blank the cell, and set a row aside, by reason."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from daylight import engine
from daylight.errors import BadValue, SourceError
from daylight.ingest.audit import LISTED, SetAside
from daylight.ingest.canonical_value import Problem
from daylight.ingest.losses import accept
from daylight.ingest.recipe import Recipe
from daylight.ingest.recode import EMPTY_END, FILE, ROW
from daylight.ingest.remedy import where_to_decide
from daylight.ingest.roles import Assigned
from daylight.ingest.rows import WRONG_FIELDS
from daylight.ingest.snapshot import Snapshot
from daylight.ingest.work import Work, stacked

SHOWN_VALUES = 10
MOST_VALUES = 10_000
SHOWN_ROWS = 5


@ibis.udf.agg.builtin(name="min", signature=((dt.int64, dt.int64), dt.Array(dt.int64)))
def smallest(values, count):  # type: ignore[no-untyped-def]
    """DuckDB: the smallest few values."""


def stop_or_set_aside(
    work: Work,
    role: str,
    found: Mapping[str, list[tuple[Any, Problem, int]]],
    quarantine: bool,
) -> list[SetAside]:
    """Stop with everything that is undecided; or go on without it.

    A cell of an optional column becomes blank; a row is set aside, by its first reason, only where
    it is no record or lacks what names it.
    """
    broken = [item for one in work.sources[role] for item in _broken(one.snapshot)]
    unexpected = [
        (rows, problem, count)
        for problems in found.values()
        for rows, problem, count in problems
        if not _expected(work.recipe, problem.reason)
    ]
    everything = [one for assigned in work.sources.values() for one in assigned]
    snags = [item for one in everything for item in _snags(work, one)]
    if (unexpected or snags) and not quarantine:
        raise _refusal(work, unexpected, snags)
    whole = [item for item in found[role] if not item[1].targets]
    if whole:
        work.bad[role] = _bad_rows(work, role, whole)
        kept = work.rows[role].anti_join(work.bad[role], [FILE, ROW])
        work.good[role] = work.connection.create_view(f"good_{role}", kept)
    accept(work, role, [item for item in found[role] if item[1].targets])
    return [*_counted(work, role), *_grouped_broken(role, broken)]


def _expected(recipe: Recipe, reason: str) -> bool:
    return reason.startswith("left out: ") or reason in {EMPTY_END, *recipe.expect}


def _broken(taken: Snapshot) -> Iterator[tuple[str, int, str, str]]:
    return ((taken.name, row, reason, raw) for row, reason, raw in taken.broken)


def _snags(work: Work, one: Assigned) -> Iterator[str]:
    reasons = {reason for _, reason, _ in one.snapshot.broken}
    for reason in sorted(reasons - set(work.recipe.expect)):
        rows = [row for row, why, _ in one.snapshot.broken if why == reason]
        counted = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
        remedy = f"; the header has {len(one.snapshot.header)}" * (reason == WRONG_FIELDS)
        yield f"{one.snapshot.name}: {reason} in {counted} ({_some(rows)}){remedy}"


def _some(rows: Sequence[int]) -> str:
    shown = ", ".join(str(row) for row in rows[:SHOWN_ROWS])
    return f"row {shown}" + (" …" if len(rows) > SHOWN_ROWS else "")


def _refusal(
    work: Work, found: Sequence[tuple[Any, Problem, int]], snags: Sequence[str]
) -> SourceError:
    """One error that lists all that is undecided: file, column, values, rows, remedy."""
    facts: dict[Fact, Seen] = {}
    for rows, problem, _ in found:
        _note(work, rows, problem, facts)
    lines = [*snags, *_told(facts)]
    text = "\n".join(f"  - {line}" for line in lines)
    message = (
        f"{work.recipe.slug}: the files hold what the recipe has not decided.\n{text}\n"
        f"{where_to_decide(work.recipe)}; or mend the file, or run with --quarantine: these cells "
        "then become blank (rows that lack what names them are set aside), each kept in a file."
    )
    kinds = {problem.error for _, problem, _ in found} | ({BadValue} if snags else set())
    return (kinds.pop() if len(kinds) == 1 else SourceError)(message)


Fact = tuple[str, str, str]
"""Reason, value and remedy."""
Seen = dict[tuple[str, str], tuple[int, list[int]]]
"""File and column → how often, and the first rows."""


def _note(work: Work, rows: Any, problem: Problem, facts: dict[Fact, Seen]) -> None:
    """Note each value where it was found; two readings of one column find the same fact once."""
    chosen = rows.filter(problem.condition).select(
        **{FILE: rows[FILE], ROW: rows[ROW], "value": problem.value.cast("string")}
    )
    grouped = chosen.group_by([FILE, "value"]).aggregate(
        times=chosen[ROW].nunique(), first=smallest(chosen[ROW], SHOWN_ROWS)
    )
    ordered = grouped.order_by([ibis.desc("times"), FILE, "value"])
    for item in engine.table(work.connection, ordered.limit(MOST_VALUES)).to_pylist():
        places = facts.setdefault((problem.reason, item["value"] or "", problem.remedy), {})
        place = item[FILE], problem.column
        if place not in places or places[place][0] < item["times"]:
            places[place] = item["times"], sorted(set(item["first"]))


def _told(facts: Mapping[Fact, Seen]) -> Iterator[str]:
    """One line for every fact, most frequent first; a column's rare values are only counted."""
    listed: dict[tuple[str, str], int] = {}
    rest: dict[tuple[str, str], list[int]] = {}
    ordered = sorted(facts.items(), key=lambda item: -sum(n for n, _ in item[1].values()))
    for (reason, value, remedy), places in ordered:
        columns = ", ".join(dict.fromkeys(column for _, column in places))
        times = sum(count for count, _ in places.values())
        listed[columns, reason] = listed.get((columns, reason), 0) + 1
        if listed[columns, reason] > SHOWN_VALUES:
            rest.setdefault((columns, reason), []).append(times)
            continue
        files = list(dict.fromkeys(file for file, _ in places))
        others = f" and {len(files) - 1} more files" if len(files) > 1 else ""
        first = next(iter(places.values()))[1]
        more = " …" if times > len(first) else ""
        shown = f" {value[:80]!r}" if value else ""
        yield (
            f"{files[0]}{others}, column {columns}: {reason}{shown} in {times:,} rows "
            f"(row {', '.join(map(str, first))}{more}); {remedy}"
        )
    for (columns, reason), counts in rest.items():
        yield (f"column {columns}: {reason}: {len(counts):,} more values in {sum(counts):,} rows")


def _bad_rows(work: Work, role: str, found: Sequence[tuple[Any, Problem, int]]) -> Any:
    """File, row and first reason of every row to be set aside."""
    parts = [
        rows.filter(problem.condition).select(
            **{
                FILE: rows[FILE],
                ROW: rows[ROW],
                "place": ibis.literal(place, "int64"),
                "reason": ibis.literal(_label(problem)),
            }
        )
        for place, (rows, problem, _) in enumerate(found)
    ]
    several = stacked(parts)
    first = several.group_by([FILE, ROW]).aggregate(reason=several.reason.argmin(several.place))
    return work.connection.create_table(f"bad_{role}", first)


def _label(problem: Problem) -> str:
    return problem.reason if problem.column == "all" else problem.name


def _counted(work: Work, role: str) -> list[SetAside]:
    if role not in work.bad:
        return []
    bad = work.bad[role]
    grouped = bad.group_by("reason").aggregate(times=bad.count()).order_by("reason")
    items = []
    for line in engine.table(work.connection, grouped).to_pylist():
        rows = bad.filter(bad.reason == line["reason"]).order_by([FILE, ROW]).limit(LISTED)
        listed = engine.table(work.connection, rows).to_pylist()
        items.append(
            SetAside(
                role=role,
                reason=line["reason"],
                count=line["times"],
                rows=tuple(f"{item[FILE]}:{item[ROW]}" for item in listed),
            )
        )
    return items


def _grouped_broken(role: str, broken: Sequence[tuple[str, int, str, str]]) -> Iterator[SetAside]:
    for reason in sorted({reason for _, _, reason, _ in broken}):
        rows = [f"{name}:{row}" for name, row, why, _ in broken if why == reason]
        yield SetAside(role=role, reason=reason, count=len(rows), rows=tuple(rows[:LISTED]))
