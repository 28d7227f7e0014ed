"""The only module that names a database engine."""

from pathlib import Path
from typing import Any

import ibis

from daylight.errors import EngineError


def duckdb(
    *, threads: int | None = None, memory: str | None = None, temp: Path | None = None
) -> Any:
    """An in-memory DuckDB connection, the embedded default.

    Parameters
    ----------
    threads
        Worker threads; DuckDB's own choice (one per core) without it.
    memory
        Memory limit such as `4GB`; beyond it DuckDB spills to `temp`.
    """
    settings: dict[str, Any] = {"preserve_insertion_order": True}
    if threads is not None:
        settings["threads"] = threads
    if memory is not None:
        settings["memory_limit"] = memory
    if temp is not None:
        settings["temp_directory"] = str(temp)
    return ibis.duckdb.connect(**settings)


def spark(session: Any) -> Any:
    """An Ibis connection over a Spark session that the caller made (extra `spark`)."""
    try:
        return ibis.pyspark.connect(session)
    except ModuleNotFoundError as problem:
        raise EngineError(
            "Spark is not installed: install daylight[spark] and Java 17"
        ) from problem
