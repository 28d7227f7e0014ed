"""Run a reduction over canonical Parquet tables: SQL in, reconciled Cells out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import ibis

from daylight import engine
from daylight.data.cells import Cells
from daylight.data.clustering import MOST_BLANK, PLACES, Clustering
from daylight.data.provenance import Provenance
from daylight.errors import CellsError, MissingFile, StudyError
from daylight.reduce.derive import derivable, derived
from daylight.reduce.reduction import Place, Reduction
from daylight.reduce.reductions import named
from daylight.schema.tables import TABLES, types

EXCLUDED = re.compile(r"EXCLUDE \(([^)]*)\)")


def count(
    reduction: str,
    files: Mapping[str, Sequence[Path]],
    by: Sequence[str],
    *,
    only: Mapping[str, Sequence[Any]] | None = None,
    sources: Mapping[str, str] | None = None,
    place: Place | None = None,
    clusters: Sequence[str] = (),
    connection: Any = None,
) -> Cells:
    """Count canonical tables by group.

    Parameters
    ----------
    reduction
        Name of a reduction.
    files
        Canonical table → its Parquet files.
    by
        Keys to count by.
    only
        Column → values to keep; other rows are left out and counted by reason.
    sources
        File name → hash, carried into the provenance.
    place
        Where the department is, for tables that are computed (such as the sun's times).
    clusters
        Columns that say which rows go together (officer, day); the cells hold the same counts told
        apart by each of them, numbered.
    """
    record = named(reduction)
    by = tuple(dict.fromkeys((*by, *record.always)))
    con = connection if connection is not None else engine.duckdb()
    schemas = {name: _bind(con, name, files, record) for name in record.tables if name in TABLES}
    first = _unbound(record.tables[0], schemas)
    kept, dropped = _filtered(con, first, only or {}, record.name)
    others = [
        _unbound(name, schemas) if name in TABLES else _computed(con, record, name, kept, place)
        for name in record.tables[1:]
    ]
    _refuse_unknown_keys(record, by, kept, others)
    expression = record.run(kept, *others, by=by)
    rows_read = _rows(con, first)
    provenance = Provenance(
        origin=record.name,
        sources=dict(sources or {}),
        rows_read=rows_read,
        rows_kept=rows_read - sum(dropped.values()),
        rows_dropped=dropped,
        sql=_sql(expression),
    )
    told = _recorded(con, kept, [key for key in clusters if key in record.clusters], by)
    tables = (kept, *others)
    clusterings = [_clustering(con, record, key, by, tables) for key in told]
    if clusterings and record.of_clusters is None:  # the counts are their own sums over clusters
        cells = replace(clusterings[0].cells.collapse(*by), provenance=provenance)
    else:
        cells = Cells.from_arrow(engine.table(con, expression), by=by, provenance=provenance)
    _reconcile(record, cells)
    return cells.with_clusterings(clusterings)


def _recorded(con: Any, table: Any, keys: Sequence[str], by: Sequence[str]) -> list[str]:
    """The keys that are recorded at all, and of several places only the first that mostly is.

    A place among the keys of the counts stands for all: what is told apart needs no cluster.
    """
    table = derived(table, tuple(keys))
    keys = [key for key in keys if key in table.columns and key not in by]
    if not keys:
        return []
    filled = {key: table[key].count() for key in keys}
    found = engine.table(con, table.aggregate(rows=table.count(), **filled)).to_pylist()[0]
    places = [k for k in keys if k in PLACES and found[k] >= (1 - MOST_BLANK) * found["rows"]]
    chosen = [] if set(by) & set(PLACES) else places[:1]
    return [key for key in keys if key in chosen or (key not in PLACES and found[key])]


def _clustering(
    con: Any, record: Reduction, key: str, by: Sequence[str], tables: Sequence[Any]
) -> Clustering:
    """The same counts told apart by one more column, whose values become numbers."""
    expression = (record.of_clusters or record.run)(*tables, by=(*by, key))
    return Clustering.of(Cells.from_arrow(engine.table(con, expression), by=(*by, key)), key)


def _sql(expression: Any) -> str:
    """The query as text, the same text every time: ibis keeps left-out columns in a set."""
    text = str(ibis.to_sql(expression, dialect="duckdb"))
    return EXCLUDED.sub(lambda found: f"EXCLUDE ({', '.join(sorted(found[1].split(', ')))})", text)


def _bind(con: Any, name: str, files: Mapping[str, Sequence[Path]], record: Reduction) -> Any:
    """Let the connection know a canonical table, refusing one whose columns have other types."""
    paths = [str(path) for path in files.get(name, ())]
    if not paths and name in record.optional:
        return _empty(con, name)
    if not paths:
        raise MissingFile(f"no source holds the table {name!r}; add one that yields it")
    for path in files[name]:
        if path.is_file():
            engine.parquet_schema(path)
    table = con.read_parquet(paths, table_name=name)
    found = dict(table.schema().items())
    wanted = ibis.schema(types(TABLES[name]))
    wrong = [
        f"{column} ({found.get(column, 'missing')}, not {kind})"
        for column, kind in wanted.items()
        if found.get(column) is None or found[column].copy(nullable=True) != kind
    ]
    if wrong:
        raise CellsError(f"{paths[0]}: not a canonical {name} table: {', '.join(wrong)}")
    return wanted


SQL_TYPES = {
    "string": "STRING",
    "int64": "BIGINT",
    "float64": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


def _empty(con: Any, name: str) -> Any:
    """A table without rows, for one that the study lacks and the reduction can do without.

    Plain SQL that both engines read: ibis 12 cannot make such a table on DuckDB 2.
    """
    kinds = types(TABLES[name])
    columns = ", ".join(
        f"CAST(NULL AS {SQL_TYPES[kind]}) AS {name}" for name, kind in kinds.items()
    )
    con.raw_sql(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT {columns} WHERE 1 = 0")
    return ibis.schema(kinds)


def _unbound(name: str, schemas: Mapping[str, Any]) -> Any:
    return ibis.table(schemas[name], name=name)


def _computed(con: Any, record: Reduction, name: str, kept: Any, place: Place | None) -> Any:
    if place is None:
        raise StudyError(f"{record.name}: the table {name!r} needs the department's place and zone")
    con.create_view(name, ibis.memtable(record.computed[name](con, kept, place)), overwrite=True)
    return ibis.table(con.table(name).schema(), name=name)


def _filtered(
    con: Any, table: Any, only: Mapping[str, Sequence[Any]], origin: str
) -> tuple[Any, dict[str, int]]:
    """Rows whose named columns hold a wanted value; the others counted, in that order."""
    dropped: dict[str, int] = {}
    table = derived(table, tuple(only))
    for column, values in only.items():
        if column not in table.columns:
            raise StudyError(
                f"{origin}: `only` names {column!r}, which {table.get_name()} does not have"
            )
        before = _rows(con, table)
        table = table.filter(table[column].isin(list(values)).fill_null(False))
        dropped[f"{column} not among {', '.join(map(str, values))}"] = before - _rows(con, table)
    return table, dropped


def _rows(con: Any, table: Any) -> int:
    return engine.count(con, table)


def _refuse_unknown_keys(
    record: Reduction, by: Sequence[str], first: Any, others: Sequence[Any]
) -> None:
    columns = {name for table in (first, *others) for name in table.columns}
    known = set(record.limited_to) or (
        columns | set(record.derives) | set(derivable(first.columns))
    )
    if unknown := [key for key in by if key not in known]:
        raise StudyError(
            f"{record.name}: cannot count by {', '.join(unknown)}; "
            f"known keys are {', '.join(sorted(known - {'source_file', 'source_row'}))}"
        )


def _reconcile(record: Reduction, cells: Cells) -> None:
    """The counts of the unit must add up to the rows that were kept."""
    if not record.total:
        return
    counted = cells.total(record.total) if len(cells) else 0
    if counted != cells.provenance.rows_kept:
        raise CellsError(
            f"{record.name}: {cells.provenance.rows_kept} rows kept, but {record.total} adds up to "
            f"{counted:.0f}; a row was lost or counted twice"
        )
