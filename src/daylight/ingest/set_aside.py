"""Stop with everything that is undecided, or set the rows aside by reason."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from daylight import engine
from daylight.errors import BadValue, SourceError
from daylight.ingest.audit import LISTED, SetAside
from daylight.ingest.canonical_value import Problem
from daylight.ingest.recipe import Recipe
from daylight.ingest.recode import FILE, ROW
from daylight.ingest.remedy import where_to_decide
from daylight.ingest.roles import Assigned
from daylight.ingest.rows import WRONG_FIELDS
from daylight.ingest.snapshot import Snapshot
from daylight.ingest.work import Work, stacked

SHOWN_VALUES = 10
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
    """Stop with everything that is undecided, or set the rows aside by their first reason."""
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
    if found[role]:
        work.bad[role] = _bad_rows(work, role, found[role])
        kept = work.rows[role].anti_join(work.bad[role], [FILE, ROW])
        work.good[role] = work.connection.create_view(f"good_{role}", kept)
    return [*_counted(work, role), *_grouped_broken(role, broken)]


def _expected(recipe: Recipe, reason: str) -> bool:
    return reason.startswith("left out: ") or reason in recipe.expect


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
    lines = list(snags)
    for rows, problem, count in found:
        lines += list(_described(work, rows, problem, count))
    text = "\n".join(f"  - {line}" for line in lines)
    message = (
        f"{work.recipe.slug}: the files hold what the recipe has not decided.\n{text}\n"
        f"{where_to_decide(work.recipe)}; or mend the file, or run with --quarantine to set these "
        "rows aside in a file."
    )
    kinds = {problem.error for _, problem, _ in found} | ({BadValue} if snags else set())
    return (kinds.pop() if len(kinds) == 1 else SourceError)(message)


def _described(work: Work, rows: Any, problem: Problem, count: int) -> Iterator[str]:
    chosen = rows.filter(problem.condition).select(
        **{FILE: rows[FILE], ROW: rows[ROW], "value": problem.value.cast("string")}
    )
    grouped = chosen.group_by([FILE, "value"]).aggregate(
        times=chosen.count(), first=smallest(chosen[ROW], SHOWN_ROWS)
    )
    ordered = grouped.order_by([ibis.desc("times"), FILE, "value"])
    listed = engine.table(work.connection, ordered.limit(SHOWN_VALUES + 1)).to_pylist()
    for item in listed[:SHOWN_VALUES]:
        value = f" {item['value'][:80]!r}" if item["value"] else ""
        more = " …" if item["times"] > SHOWN_ROWS else ""
        rows_listed = ", ".join(str(row) for row in item["first"])
        yield (
            f"{item[FILE]}, column {problem.column}: {problem.reason}{value} in "
            f"{item['times']} rows (row {rows_listed}{more}); {problem.remedy}"
        )
    if len(listed) > SHOWN_VALUES:
        yield f"column {problem.column}: {problem.reason}: more values, {count} rows in all"


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
