"""Canonical tables, and the rows set aside, as Parquet files."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from daylight.ingest import recode
from daylight.ingest.audit import TableWritten
from daylight.ingest.reading import Output, Reading
from daylight.ingest.recipe import Recipe
from daylight.ingest.recode import FILE, ROW
from daylight.ingest.snapshot import ROW as STAGED_ROW
from daylight.ingest.snapshot import Snapshot
from daylight.ingest.work import Work, exploded, members, recoded, stacked
from daylight.schema import Column

SET_ASIDE = pa.schema(
    [
        ("source_file", pa.string()),
        ("source_row", pa.int64()),
        ("role", pa.string()),
        ("reason", pa.string()),
        ("raw", pa.string()),
    ]
)


def write_tables(work: Work, ready: Path) -> Iterator[TableWritten]:
    """Write every table the recipe makes into `ready`."""
    made: dict[str, list[Output]] = {}
    for output in work.recipe.tables:
        made.setdefault(output.table.name, []).append(output)
    for name, outputs in made.items():
        work.say(f"writing {name}")
        parts = [_table(work, output) for output in outputs]
        target = ready / f"{name}.parquet"
        expression = stacked(parts)
        work.connection.to_parquet(expression, target)
        yield TableWritten(
            name=name,
            rows=pq.read_metadata(target).num_rows,
            blanks=_blanks(target),
            unmatched=_unmatched(work, outputs),
        )


def _blanks(path: Path) -> dict[str, int]:
    """Nulls per column, as the Parquet file itself records them."""
    metadata = pq.read_metadata(path)
    counts = dict.fromkeys(metadata.schema.names, 0)
    for group in range(metadata.num_row_groups):
        for place in range(metadata.num_columns):
            column = metadata.row_group(group).column(place)
            counts[column.path_in_schema] += column.statistics.null_count
    return counts


def _base(work: Work, output: Output) -> Any:
    """The table's own columns, with the keys that join others to it."""
    rows = exploded(work.good(output.role), output)
    member = members(rows, work.recipe, output)
    rows = rows if member is None else rows.filter(member)
    own = {
        name: recoded(work, rows, reading, output.table.column(name)).value
        for name, reading in output.columns.items()
        if not reading.role
    }
    keys = _keys(work.recipe, rows, {n for names in output.join.values() for n in names})
    groups = _keys(work.recipe, rows, set(output.group), mark="g_")
    base = rows.select(**own, **keys, **groups, **{FILE: rows[FILE], ROW: rows[ROW]})
    return _grouped(base, output, list(keys), list(groups)) if output.group else base


def _keys(recipe: Recipe, rows: Any, names: set[str], mark: str = "k_") -> dict[str, Any]:
    blank = Reading(constant="")
    return {f"{mark}{name}": recode.plain(rows, recipe, blank, name) for name in sorted(names)}


def _grouped(base: Any, output: Output, keys: Sequence[str], groups: Sequence[str]) -> Any:
    """One row per group; what differs inside a group is picked as the recipe says."""
    columns = {
        name: base[name].min()
        if set(reading.columns) <= set(output.group) and reading.columns
        else recode.picked(base[name], reading, output.table.column(name))
        for name, reading in output.columns.items()
        if not reading.role
    }
    return base.group_by(list(groups)).aggregate(
        **columns,
        **{key: base[key].min() for key in keys},
        **{FILE: base[FILE].min(), ROW: base[ROW].min()},
    )


def _looked_up(work: Work, output: Output, role: str) -> Any:
    """The columns of a joined role, one row per key."""
    rows = work.good(role)
    values = {
        name: recoded(work, rows, reading, output.table.column(name)).value
        for name, reading in output.columns.items()
        if reading.role == role
    }
    keys = _keys(work.recipe, rows, set(output.join[role]))
    table = rows.select(**values, **keys)
    if role not in output.many:
        return table
    return table.group_by(list(keys)).aggregate(
        **{
            name: recode.picked(table[name], output.columns[name], output.table.column(name))
            for name in values
        }
    )


def _table(work: Work, output: Output) -> Any:
    """The canonical table as one expression, every column there, in order."""
    table = _base(work, output)
    for role, names in output.join.items():
        looked_up = _looked_up(work, output, role)
        keys = [f"k_{name}" for name in names]
        table = table.left_join(looked_up, keys).drop(*[name + "_right" for name in keys])
    columns = {column.name: _column(table, column) for column in output.table.columns}
    if output.join or output.group:
        table = table.order_by([FILE, ROW])
        columns = {column.name: _column(table, column) for column in output.table.columns}
    return table.select(**columns)


def _column(table: Any, column: Column) -> Any:
    kind = recode.TYPES[column.kind]
    if column.name in table.columns:
        return table[column.name].cast(kind)
    if column.name == "source_file":
        return table[FILE]
    if column.name == "source_row":
        return table[ROW]
    return ibis.null(kind)


def _unmatched(work: Work, outputs: Sequence[Output]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for output in outputs:
        for role, names in output.join.items():
            keys = [f"k_{name}" for name in names]
            alone = _base(work, output).anti_join(_looked_up(work, output, role), keys)
            counts[role] = counts.get(role, 0) + work.connection.to_pyarrow(alone.count()).as_py()
    return counts


def write_set_aside(work: Work, target: Path) -> None:
    """Every row set aside, as it was, with its number and reason."""
    with pq.ParquetWriter(target, SET_ASIDE) as writer:
        for role, assigned in work.sources.items():
            for one in assigned:
                for batch in _aside_batches(work, role, one.snapshot):
                    writer.write_table(batch)


def _aside_batches(work: Work, role: str, taken: Snapshot) -> Iterator[pa.Table]:
    if taken.broken:
        rows = [
            {"source_file": taken.name, "source_row": row, "role": role, "reason": why, "raw": raw}
            for row, why, raw in taken.broken
        ]
        yield pa.Table.from_pylist(rows, schema=SET_ASIDE)
    if role not in work.bad:
        return
    bad = work.bad[role]
    mine = bad.filter(bad[FILE] == taken.name)
    path = next(iter(_staged_paths(taken)))
    staged = work.connection.read_parquet(
        str(path), **({} if taken.numbered else {"file_row_number": True})
    )
    number = staged[STAGED_ROW] if taken.numbered else staged.file_row_number + 1
    raw = staged.select(
        **{ROW: number.cast("int64")},
        **{f"c{place}": staged[f"c{place}"] for place in range(len(taken.header))},
    )
    found = raw.inner_join(mine, ROW).order_by(ROW)
    for batch in work.connection.to_pyarrow_batches(found):
        yield _as_aside(batch, taken, role)


def _staged_paths(taken: Snapshot) -> Iterator[Path]:
    """The staged file, which has another name once degrees were added to it."""
    degrees = taken.staged.with_suffix(".degrees.parquet")
    yield degrees if degrees.is_file() else taken.staged


def _as_aside(batch: pa.RecordBatch, taken: Snapshot, role: str) -> pa.Table:
    rows = [
        {
            "source_file": taken.name,
            "source_row": line[ROW],
            "role": role,
            "reason": line["reason"],
            "raw": json.dumps(
                [[name, line[f"c{place}"]] for place, name in enumerate(taken.header)],
                ensure_ascii=False,
            ),
        }
        for line in batch.to_pylist()
    ]
    return pa.Table.from_pylist(rows, schema=SET_ASIDE)
