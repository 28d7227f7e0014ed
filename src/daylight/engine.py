"""The only module that names a database engine."""

import os
import tempfile
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from daylight.errors import EngineError, UnreadableFile

MEMORY = "2GB"
"""What DuckDB may hold before it spills; the rest of a laptop is for everything else."""


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
            "Spark is not installed: install daylight[spark] and Java 17"
        ) from problem


def parquet_schema(path: Path) -> Any:
    """The columns of a Parquet file; `UnreadableFile` where it is damaged or something else."""
    try:
        return pq.read_schema(path)
    except (pa.ArrowException, OSError) as problem:
        raise UnreadableFile(f"{path.name}: a damaged Parquet file: {problem}") from problem


def csv_to_parquet(
    connection: Any, source: Path, target: Path, columns: list[str], *, delimiter: str, header: bool
) -> None:
    """Copy a clean UTF-8 CSV file to Parquet, every field as text, in file order.

    Raises `EngineError` at the first row that does not fit; the caller then reads with patience.
    """
    fields = ", ".join(f"'{name}': 'VARCHAR'" for name in columns)
    reader = (
        f"read_csv('{_quoted(source)}', columns={{{fields}}}, auto_detect=false, "
        f"header={str(header).lower()}, delim='{_quoted(delimiter)}', quote='\"', escape='\"', "
        "strict_mode=true, null_padding=false, ignore_errors=false)"
    )
    _copy(connection, "*", reader, target)


def parquet_to_text(connection: Any, source: Path, target: Path, columns: list[str]) -> None:
    """Copy a Parquet file with every column as text, renamed in order to `columns`."""
    reader = f"read_parquet('{_quoted(source)}')"
    found = _run(connection, f"DESCRIBE FROM {reader}")
    texts = [
        f"{_as_text(name, kind)} AS {new}"
        for (name, kind, *_), new in zip(found.fetchall(), columns, strict=True)
    ]
    _copy(connection, ", ".join(texts), reader, target)


def _copy(connection: Any, columns: str, reader: str, target: Path) -> None:
    query = f"SELECT {columns} FROM {reader}"  # noqa: S608 - names and paths are quoted above
    to = f"TO '{_quoted(target)}' (FORMAT parquet, COMPRESSION snappy)"
    _run(connection, f"COPY ({query}) {to}")


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


def _run(connection: Any, sql: str) -> Any:
    import duckdb as engine

    try:
        return connection.raw_sql(sql)
    except engine.Error as problem:
        raise EngineError(str(problem)) from problem
