"""The only module that names a database engine."""

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from daylight.errors import EngineError, UnreadableFile

MEMORY = "2GB"
"""What DuckDB may hold before it spills; the rest of a laptop is for everything else."""
ROWS = 1 << 17
"""How many rows are handed on at once."""


def duckdb(*, threads: int | None = None, memory: str = MEMORY, temp: Path | None = None) -> Any:
    """An in-memory DuckDB connection, the embedded default.

    Parameters
    ----------
    threads
        Worker threads; DuckDB's own choice (one per core) without it.
    memory
        Memory limit; beyond it DuckDB spills to `temp`.
    temp
        Folder for what spills; the system's own place for temporary files without it. It is made
        when first needed and removed with the connection.
    """
    spill = temp or Path(tempfile.gettempdir()) / f"daylight-spill-{os.getpid()}"
    settings: dict[str, Any] = {
        "preserve_insertion_order": True,
        "memory_limit": memory,
        "temp_directory": str(spill),
    }
    if threads is not None:
        settings["threads"] = threads
    return ibis.duckdb.connect(**settings)


def spark(session: Any) -> Any:
    """An Ibis connection over a Spark session that the caller made (extra `spark`)."""
    try:
        return ibis.pyspark.connect(session)
    except ModuleNotFoundError as problem:
        raise EngineError(
            "Spark is not installed: install daylight-oversight[spark] and Java 17"
        ) from problem


def parquet_schema(path: Path) -> Any:
    """The columns of a Parquet file; `UnreadableFile` where it is damaged or something else."""
    try:
        return pq.read_schema(path)
    except (pa.ArrowException, OSError) as problem:
        raise UnreadableFile(f"{path.name}: a damaged Parquet file: {problem}") from problem


def batches(connection: Any, expression: Any) -> pa.RecordBatchReader:
    """The rows of an Ibis expression over stored tables and files, in order, as they are made."""
    return _read(connection, connection.compile(expression))


def table(connection: Any, expression: Any) -> pa.Table:
    """The whole result of an Ibis expression, in the types that Ibis says it has.

    On DuckDB without Ibis's own way there, which loads pandas first.
    """
    if connection.name != "duckdb":
        return connection.to_pyarrow(expression)
    made = _read(connection, connection.compile(expression)).read_all()
    return made.cast(expression.schema().to_pyarrow())


def count(connection: Any, rows: Any) -> int:
    """How many rows an Ibis table has."""
    return int(table(connection, rows.aggregate(rows=rows.count())).column("rows")[0].as_py())


def texts(connection: Any, source: Path, columns: Sequence[str]) -> pa.RecordBatchReader:
    """A Parquet file with every column as text, renamed in order to `columns`.

    `EngineError` where the file cannot be read; damage further on shows as it is read.
    """
    reader = f"read_parquet('{_quoted(source)}')"
    kinds = _read(connection, f"DESCRIBE FROM {reader}").read_all().to_pylist()
    shown = [
        f"{_as_text(kind['column_name'], kind['column_type'])} AS {new}"
        for kind, new in zip(kinds, columns, strict=True)
    ]
    query = f"SELECT {', '.join(shown)} FROM {reader}"  # noqa: S608 - quoted above
    return _read(connection, query)


def _as_text(name: str, kind: str) -> str:
    """A column as the text that a CSV export of it would hold; whole numbers without `.0`."""
    column = '"' + name.replace('"', '""') + '"'
    if kind in {"DOUBLE", "FLOAT"}:
        whole = f"{column} = floor({column}) AND abs({column}) < 9e15"
        return (
            f"CASE WHEN isnan({column}) THEN NULL WHEN {whole} "
            f"THEN CAST(CAST({column} AS BIGINT) AS VARCHAR) ELSE CAST({column} AS VARCHAR) END"
        )
    return f"CAST({column} AS VARCHAR)"


def _quoted(value: str | Path) -> str:
    return str(value).replace("'", "''")


def _read(connection: Any, sql: str) -> pa.RecordBatchReader:
    import duckdb as engine

    try:
        return connection.con.sql(sql).to_arrow_reader(ROWS)
    except engine.Error as problem:
        raise EngineError(str(problem)) from problem
