"""Findings and estimates as an SQLite file, and its description for Datasette."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pyarrow as pa

from daylight.report.formats.columns import column_words
from daylight.report.formats.formats import Given
from daylight.report.formats.tables import estimates_table, findings_table
from daylight.report.language import say

DATABASE = "report"
"""The name under which Datasette serves it: that of the file."""

VERSION_AT = 96
"""Where a database file says which SQLite wrote it last."""

_KINDS = (
    (pa.types.is_integer, "INTEGER"),
    (pa.types.is_boolean, "INTEGER"),
    (pa.types.is_floating, "REAL"),
)


def write(given: Given) -> None:
    """Write report.sqlite and metadata.json."""
    tables = {"findings": findings_table(given), "estimates": estimates_table(given)}
    path = given.folder / f"{DATABASE}.sqlite"
    path.unlink(missing_ok=True)
    held = sqlite3.connect(path)
    try:
        held.execute("PRAGMA page_size = 4096")
        for name, table in tables.items():
            _fill(held, name, table)
        _describe(held, tables)
        _about(held, given)
        held.execute("CREATE INDEX estimates_question ON estimates (question)")
        held.execute("CREATE INDEX findings_question ON findings (question)")
        held.commit()
    finally:
        held.close()
    _unstamp(path)
    text = json.dumps(metadata(given, tables), indent=2, ensure_ascii=False) + "\n"
    (given.folder / "metadata.json").write_text(text, encoding="utf-8")


def metadata(given: Given, tables: dict[str, pa.Table]) -> dict[str, Any]:
    """What Datasette shows of the database: title, tables and the meaning of every column."""
    told = {
        "findings": say(
            "Every finding with its number, and every question without an answer.",
            "Cada hallazgo con su número, y cada pregunta sin respuesta.",
        ),
        "estimates": say(
            "Every estimate of every answer, one row each.",
            "Cada estimación de cada respuesta, una por fila.",
        ),
    }
    return {
        "title": given.context.title,
        "source": f"{given.context.department}, {given.context.period}",
        "databases": {
            DATABASE: {
                "tables": {
                    name: {
                        "description": told[name],
                        "columns": {c: column_words(name, c) for c in table.column_names},
                    }
                    for name, table in tables.items()
                }
            }
        },
    }


def _fill(held: sqlite3.Connection, name: str, table: pa.Table) -> None:
    columns = ", ".join(f"{_quoted(f.name)} {_kind(f.type)}" for f in table.schema)
    held.execute(f"CREATE TABLE {_quoted(name)} ({columns})")
    places = ", ".join("?" * table.num_columns)
    rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
    held.executemany(f"INSERT INTO {_quoted(name)} VALUES ({places})", rows)  # noqa: S608  ours


def _describe(held: sqlite3.Connection, tables: dict[str, pa.Table]) -> None:
    """A table of what each column means, for those who open the file without Datasette."""
    held.execute('CREATE TABLE "columns" ("table" TEXT, "column" TEXT, "meaning" TEXT)')
    held.executemany(
        'INSERT INTO "columns" VALUES (?, ?, ?)',
        [
            (name, column, column_words(name, column))
            for name, table in tables.items()
            for column in table.column_names
        ],
    )


def _about(held: sqlite3.Connection, given: Given) -> None:
    """What the report is of, and what it declared."""
    held.execute('CREATE TABLE "about" ("what" TEXT, "said" TEXT)')
    found = given.findings
    rows = [(key, str(found[key])) for key in ("title", "department", "period", "version", "level")]
    rows += [("plan", said) for said in found["plan"]]
    held.executemany('INSERT INTO "about" VALUES (?, ?)', rows)


def _unstamp(path: Path) -> None:
    """Write no version of SQLite into the file: it says nothing of the report."""
    with path.open("r+b") as file:
        file.seek(VERSION_AT)
        file.write(bytes(4))


def _kind(kind: Any) -> str:
    return next((name for fits, name in _KINDS if fits(kind)), "TEXT")


def _quoted(name: str) -> str:
    """A name as SQL takes it, whatever stands in it."""
    return '"' + name.replace('"', '""') + '"'
