"""Canonical tables, and the rows set aside, as Parquet files."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.datatypes as dt
import pyarrow as pa
import pyarrow.parquet as pq

from daylight import engine
from daylight.ingest import recode
from daylight.ingest.audit import TableWritten
from daylight.ingest.parquet import write_parquet
from daylight.ingest.pick import picked
from daylight.ingest.recipe_parts import ColumnReading, Output
from daylight.ingest.recode import FILE, POSITION, ROW
from daylight.ingest.snapshot import ROW as STAGED_ROW
from daylight.ingest.snapshot import Snapshot
from daylight.ingest.work import Work, cell, entries, exploded, members, stacked
from daylight.schema.tables import Column

SET_ASIDE = pa.schema(
    [
        ("source_file", pa.string()),
        ("source_row", pa.int64()),
        ("role", pa.string()),
        ("reason", pa.string()),
        ("columns", pa.string()),
        ("raw", pa.string()),
    ]
)


@ibis.udf.scalar.builtin(signature=((dt.Array(dt.string),), dt.string))
def to_json(cells):  # type: ignore[no-untyped-def]
    """DuckDB: JSON text."""


def write_tables(work: Work, ready: Path) -> Iterator[TableWritten]:
    """Write every table the recipe makes into `ready`."""
    made: dict[str, list[Output]] = {}
    for output in work.recipe.tables:
        made.setdefault(output.table.name, []).append(output)
    for name, outputs in made.items():
        work.say(f"writing {name}")
        rows, blanks = _write_table(work, outputs, ready / f"{name}.parquet")
        yield TableWritten(
            name=name,
            rows=rows,
            blanks=blanks,
            unmatched=_unmatched(work, outputs),
            skipped=_skipped(work, outputs),
        )


def _write_table(work: Work, outputs: Sequence[Output], target: Path) -> tuple[int, dict[str, int]]:
    """Rows written, and how many of them are null in each column.

    Columns that no output fills are not asked of the database: to carry nulls through it costs
    more than to write everything else.
    """
    columns = outputs[0].table.columns
    filled = [column for column in columns if any(_fills(one, column) for one in outputs)]
    rows = stacked([_table(work, output, filled) for output in outputs])
    schema = ibis.schema({one.name: recode.TYPES[one.kind] for one in columns}).to_pyarrow()
    blanks = Counter(dict.fromkeys(schema.names, 0))

    def whole() -> Iterator[pa.RecordBatch]:
        for batch in engine.batches(work.connection, rows):
            made = dict(zip(batch.schema.names, batch.columns, strict=True))
            cells = [made.get(one.name, pa.nulls(batch.num_rows, one.type)) for one in schema]
            blanks.update(
                {name: cell.null_count for name, cell in zip(schema.names, cells, strict=True)}
            )
            yield pa.record_batch(cells, schema=schema)

    write_parquet(
        whole(),
        target,
        schema,
        compression="snappy",
        told=lambda rows: work.say(f"writing {target.stem}: {rows:,} rows"),
    )
    return pq.read_metadata(target).num_rows, dict(blanks)


def _fills(output: Output, column: Column) -> bool:
    return column.name in output.columns or column.name in {"source_file", "source_row"}


def _base(work: Work, output: Output) -> Any:
    """The table's own columns, with the keys that join others to it."""
    rows = exploded(work.good[output.role], work.recipe, output)
    for choose in (members, entries):
        chosen = choose(rows, output)
        rows = rows if chosen is None else rows.filter(chosen)
    own = {
        part: cell(work, rows, output, part, (name, reading))
        for part, name, reading in output.readings(output.role)
    }
    own |= _asked(rows, output, output.role)
    keys = _keys(rows, {n for names in output.join.values() for n in names})
    groups = _keys(rows, set(output.group), mark="g_")
    base = rows.select(**own, **keys, **groups, **{name: rows[name] for name in _order(output)})
    return _grouped(base, output, list(keys), list(groups)) if output.group else base


def _order(output: Output) -> list[str]:
    """What the rows of a table stand in order of."""
    return [FILE, ROW, POSITION] if output.takes_apart and not output.group else [FILE, ROW]


def _keys(rows: Any, names: set[str], mark: str = "k_") -> dict[str, Any]:
    return {f"{mark}{name}": rows[name] for name in sorted(names)}


def _grouped(base: Any, output: Output, keys: Sequence[str], groups: Sequence[str]) -> Any:
    """One row per group; what differs inside a group is picked as the recipe says."""
    columns = {
        part: base[part].min()
        if set(reading.columns) <= set(output.group) and reading.columns
        else picked(base[part], reading, output.table.column(name), _asked_of(base, part, reading))
        for part, name, reading in output.readings(output.role)
    }
    first = ibis.struct({FILE: base[FILE], ROW: base[ROW]}).min()
    return base.group_by(list(groups)).aggregate(
        **columns,
        **{key: base[key].min() for key in keys},
        **{FILE: first[FILE], ROW: first[ROW]},
    )


def _asked(rows: Any, output: Output, role: str) -> dict[str, Any]:
    """For every part that asks some rows only, which."""
    return {
        f"asked {part}": recode.asked(rows, reading)
        for part, _, reading in output.readings(role)
        if reading.where
    }


def _asked_of(table: Any, part: str, reading: ColumnReading) -> Any | None:
    return table[f"asked {part}"] if reading.where else None


def _looked_up(work: Work, output: Output, role: str) -> Any:
    """The columns of a joined role, one row per key."""
    rows = work.good[role]
    parts = list(output.readings(role))
    values = {
        part: cell(work, rows, output, part, (name, reading)) for part, name, reading in parts
    }
    values |= _asked(rows, output, role)
    keys = _keys(rows, set(output.join[role]))
    table = rows.select(**values, **keys)
    if role not in output.many:
        return table
    return table.group_by(list(keys)).aggregate(
        **{
            part: picked(
                table[part], reading, output.table.column(name), _asked_of(table, part, reading)
            )
            for part, name, reading in parts
        }
    )


def _table(work: Work, output: Output, columns: Sequence[Column]) -> Any:
    """These columns of the canonical table as one expression, in this order."""
    table = _base(work, output)
    for role, names in output.join.items():
        looked_up = _looked_up(work, output, role)
        keys = [f"k_{name}" for name in names]
        table = table.left_join(looked_up, keys).drop(*[name + "_right" for name in keys])
    if output.join or output.group:
        table = table.order_by(_order(output))
    return table.select(**{column.name: _column(table, output, column) for column in columns})


def _column(table: Any, output: Output, column: Column) -> Any:
    kind = recode.TYPES[column.kind]
    reading = output.columns.get(column.name)
    if reading is not None and reading.first_of:
        parts = [table[f"{column.name} {place}"] for place in range(len(reading.first_of))]
        return ibis.coalesce(*parts).cast(kind)
    if reading is not None:
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
            counts[role] = counts.get(role, 0) + engine.count(work.connection, alone)
    return counts


def _skipped(work: Work, outputs: Sequence[Output]) -> dict[str, int]:
    """Items that are no entry of the table → how many were passed over."""
    counts: dict[str, int] = {}
    for output in outputs:
        for name, values in output.skip.items():
            rows = exploded(work.good[output.role], work.recipe, output)
            member = members(rows, output)
            found = rows[name].isin(list(values)).fill_null(False)
            chosen = rows.filter(found if member is None else found & member)
            counted = chosen.group_by(value=chosen[name]).aggregate(times=chosen.count())
            for line in engine.table(work.connection, counted.order_by("value")).to_pylist():
                label = f"{name}: {line['value']}"
                counts[label] = counts.get(label, 0) + line["times"]
    return counts


def write_set_aside(work: Work, target: Path) -> None:
    """Every row set aside, as it was, with its number and reason."""
    broken = _broken(work)
    parts = [ibis.memtable(pa.Table.from_pylist(broken, schema=SET_ASIDE))] if broken else []
    for role, assigned in work.sources.items():
        if role in work.bad:
            parts += [_aside(work, role, one.snapshot) for one in assigned]
    if not parts:
        write_parquet([], target, SET_ASIDE, compression="snappy")
        return
    rows = stacked([part.select(*SET_ASIDE.names) for part in parts])
    work.connection.to_parquet(rows.order_by(["role", "source_file", "source_row"]), target)


def _broken(work: Work) -> list[dict[str, Any]]:
    """Rows that did not fit their header, put apart on reading."""
    return [
        {
            "source_file": one.snapshot.name,
            "source_row": row,
            "role": role,
            "reason": reason,
            "columns": json.dumps(one.snapshot.header, ensure_ascii=False),
            "raw": raw,
        }
        for role, assigned in work.sources.items()
        for one in assigned
        for row, reason, raw in one.snapshot.broken
    ]


def _aside(work: Work, role: str, taken: Snapshot) -> Any:
    """Rows of one file that were set aside, with all their cells as a JSON list."""
    bad = work.bad[role]
    mine = bad.filter(bad[FILE] == taken.name)
    staged = work.connection.read_parquet(str(taken.staged))
    cells = ibis.array([staged[f"c{place}"] for place in range(len(taken.header))])
    found = staged.select(
        **{ROW: staged[STAGED_ROW], "raw": to_json(cells).cast("string")}
    ).inner_join(mine, ROW)
    return found.select(
        source_file=found[FILE],
        source_row=found[ROW],
        role=ibis.literal(role),
        reason=found.reason,
        columns=ibis.literal(json.dumps(taken.header, ensure_ascii=False)),
        raw=found.raw,
    )
