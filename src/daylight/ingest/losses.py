"""Cells that could not be read and became blank: which, why, what stood there, and of whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa

from daylight import engine
from daylight.ingest.audit import CellsBlanked, GroupRows
from daylight.ingest.canonical_value import Problem
from daylight.ingest.parquet import write_parquet
from daylight.ingest.recode import FILE, ROW
from daylight.ingest.work import Work, cell, stacked

BLANKED = pa.schema(
    [
        ("source_file", pa.string()),
        ("source_row", pa.int64()),
        ("role", pa.string()),
        ("table", pa.string()),
        ("column", pa.string()),
        ("source_column", pa.string()),
        ("reason", pa.string()),
        ("raw", pa.string()),
    ]
)
GROUP = "subject_race"
UNKNOWN = "unknown"
"""The group of rows whose group was not recorded."""
MOST_LISTED = 2_000
"""Values that the account lists; the file of blanked cells has all."""

Found = tuple[Any, Problem, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """What was not read, by group."""

    blanked: tuple[CellsBlanked, ...]
    groups: tuple[GroupRows, ...]


def accept(work: Work, role: str, found: Sequence[Found]) -> None:
    """Blank the cells that these problems spoil, and remember what stood in them."""
    parts = list(_cells(work, role, found))
    if not parts:
        return
    rows = stacked(parts)
    if role in work.bad:
        rows = rows.anti_join(
            work.bad[role],
            [rows.source_file == work.bad[role][FILE], rows.source_row == work.bad[role][ROW]],
        )
    work.lost[role] = work.connection.create_table(f"lost {role}", rows.distinct())
    for _, problem, _ in found:
        work.blanked.update(problem.targets)


def _cells(work: Work, role: str, found: Sequence[Found]) -> Iterator[Any]:
    for rows, problem, _ in found:
        for place, part in problem.targets:
            output = work.recipe.tables[place]
            yield rows.filter(problem.condition).select(
                source_file=rows[FILE],
                source_row=rows[ROW],
                role=ibis.literal(role),
                table=ibis.literal(output.table.name),
                column=ibis.literal(part.split(" ")[0] if part in _parts(output) else ""),
                source_column=ibis.literal(problem.column),
                reason=ibis.literal(problem.reason),
                raw=problem.value.cast("string"),
            )


def _parts(output: Any) -> set[str]:
    return {part for role in (output.role, *output.join) for part, _, _ in output.readings(role)}


def write_blanked(work: Work, target: Path) -> None:
    """Every blanked cell as it was, with its place and reason."""
    if not work.lost:
        write_parquet([], target, BLANKED, compression="snappy")
        return
    rows = stacked([work.lost[role].select(*BLANKED.names) for role in sorted(work.lost)])
    work.connection.to_parquet(rows.order_by(BLANKED.names), target)


def losses(work: Work) -> Losses:
    """What was blanked and set aside, by reason, value and group."""
    blanked: list[CellsBlanked] = []
    groups: list[GroupRows] = []
    for role in work.rows:
        if role not in work.lost and role not in work.bad:
            continue
        whose = _groups(work, role)
        groups += _by_group(work, role, whose)
        if role in work.lost:
            blanked += _by_value(work, role, whose)
    return Losses(blanked=tuple(blanked[:MOST_LISTED]), groups=tuple(groups))


def _groups(work: Work, role: str) -> Any:
    """File, row and group of every record of a role, as far as its own file says it."""
    rows = work.rows[role]
    group: Any = ibis.literal(UNKNOWN)
    for output in work.recipe.outputs(role):
        reading = output.columns.get(GROUP)
        own = reading is not None and not reading.first_of and not reading.role
        if reading is not None and own and not set(reading.columns) & set(output.explode):
            value = cell(work, rows, output, GROUP, (GROUP, reading))
            group = value.fill_null(UNKNOWN)
            break
    return rows.select(**{FILE: rows[FILE], ROW: rows[ROW], "group": group})


def _by_group(work: Work, role: str, whose: Any) -> Iterator[GroupRows]:
    """How many rows of each group there are, were set aside, and had a cell blanked."""
    table = whose
    for mark, lost in (("aside", work.bad.get(role)), ("blank", _rows_of(work, role))):
        if lost is None:
            table = table.mutate(**{mark: ibis.literal(0)})
            continue
        marked = lost.select(**{FILE: lost[FILE], ROW: lost[ROW], mark: ibis.literal(1)})
        table = table.left_join(marked, [FILE, ROW]).drop(FILE + "_right", ROW + "_right")
    counted = table.group_by("group").aggregate(
        rows=table.count(),
        aside=table.aside.fill_null(0).sum(),
        blank=table.blank.fill_null(0).sum(),
    )
    for line in engine.table(work.connection, counted.order_by("group")).to_pylist():
        yield GroupRows(
            role=role,
            group=line["group"],
            rows=line["rows"],
            set_aside=line["aside"],
            with_blanked=line["blank"],
        )


def _rows_of(work: Work, role: str) -> Any | None:
    if role not in work.lost:
        return None
    lost = work.lost[role]
    return lost.select(**{FILE: lost.source_file, ROW: lost.source_row}).distinct()


def _by_value(work: Work, role: str, whose: Any) -> Iterator[CellsBlanked]:
    lost = work.lost[role]
    lost = lost.rename({FILE: "source_file", ROW: "source_row"})
    both = lost.inner_join(whose, [FILE, ROW])
    names = ["table", "column", "source_column", "reason", "raw", "group"]
    counted = both.group_by(names).aggregate(times=both.count())
    seen: dict[tuple[str, ...], dict[str, int]] = {}
    for line in engine.table(work.connection, counted.order_by(names)).to_pylist():
        sort = tuple(line[name] or "" for name in names[:-1])
        seen.setdefault(sort, {})[line["group"]] = line["times"]
    for (table, column, source, reason, raw), by_group in sorted(
        seen.items(), key=lambda item: (-sum(item[1].values()), item[0])
    ):
        yield CellsBlanked(
            role=role,
            table=table,
            column=column,
            source_column=source,
            reason=reason,
            value=raw,
            count=sum(by_group.values()),
            groups=by_group,
        )
