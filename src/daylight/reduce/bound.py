"""Canonical tables made known to a database, each once."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from daylight import engine
from daylight.errors import CellsError, MissingFile
from daylight.reduce.reduction import Reduction
from daylight.schema.tables import TABLES, types

SQL_TYPES = {
    "string": "STRING",
    "int64": "BIGINT",
    "float64": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


def bind(con: Any, name: str, files: Mapping[str, Sequence[Path]], record: Reduction) -> Any:
    """Let the connection know a canonical table, refusing one whose columns have other types.

    Its columns and their types; `MissingFile` where the reduction cannot do without it.
    """
    import ibis

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


def _empty(con: Any, name: str) -> Any:
    """A table without rows, for one that the study lacks and the reduction can do without.

    Plain SQL that both engines read: ibis 12 cannot make such a table on DuckDB 2.
    """
    import ibis

    kinds = types(TABLES[name])
    columns = ", ".join(
        f"CAST(NULL AS {SQL_TYPES[kind]}) AS {name}" for name, kind in kinds.items()
    )
    con.raw_sql(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT {columns} WHERE 1 = 0")
    return ibis.schema(kinds)
