"""Dates that are known to the month, quarter or year only, and the column that says so."""

from collections.abc import Mapping
from dataclasses import replace

from daylight.ingest.date_format import is_partial
from daylight.ingest.recipe_parts import ColumnReading
from daylight.schema.tables import Table

PRECISION = "date_precision"


def main_date(table: Table) -> str:
    """The date whose exactness `date_precision` says; empty where the table has none."""
    if PRECISION not in table.names:
        return ""
    return next(column.name for column in table.columns if column.kind == "date")


def is_main(table: Table, column: str) -> bool:
    """Whether this date may be known to the month, quarter or year only."""
    return column == main_date(table)


def with_precision(table: Table, columns: Mapping[str, ColumnReading]) -> dict[str, ColumnReading]:
    """The readings, with one more that carries how exact the date is, where that differs."""
    reading = columns.get(main_date(table))
    if reading is None or PRECISION in columns:
        return dict(columns)
    parts = reading.first_of or (reading,)
    if not any(is_partial(part.formats) for part in parts):
        return dict(columns)
    exact = (
        replace(reading, first_of=tuple(replace(part, precision=True) for part in reading.first_of))
        if reading.first_of
        else replace(reading, precision=True)
    )
    return {**columns, PRECISION: exact}
