"""Dates and times of any declared format and zone → local dates and minutes."""

from typing import Any

import ibis
import ibis.expr.datatypes as dt

from daylight.errors import BadValue
from daylight.ingest.canonical_value import Problem, Recoded
from daylight.ingest.recipe import Recipe
from daylight.ingest.recipe_parts import ColumnReading
from daylight.schema.tables import Column

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A date outside is a date misread: DuckDB reads `1/1/01` as year 1 where four digits are asked."""
EXCEL = "excel"
BAD_DATE = "impossible date"
BAD_TIME = "impossible time"


@ibis.udf.scalar.builtin(signature=((dt.string, dt.string), dt.Timestamp()))
def try_strptime(text, form):  # type: ignore[no-untyped-def]
    """DuckDB: a moment, or null where the text is none."""


@ibis.udf.scalar.builtin(
    name="timezone", signature=((dt.string, dt.Timestamp()), dt.Timestamp("UTC"))
)
def instant(zone, clock):  # type: ignore[no-untyped-def]
    """DuckDB: the instant at which clocks of a zone showed this."""


@ibis.udf.scalar.builtin(
    name="timezone", signature=((dt.string, dt.Timestamp("UTC")), dt.Timestamp())
)
def clock_in(zone, moment):  # type: ignore[no-untyped-def]
    """DuckDB: what clocks of a zone showed at an instant."""


def moment(text: Any, recipe: Recipe, reading: ColumnReading, column: Column, name: str) -> Recoded:
    """A local date, or a local minute of the day."""
    is_time = column.kind == "int"
    found = ibis.coalesce(*(parsed(text, form, is_time=is_time) for form in reading.formats))
    value = found
    if reading.zone and reading.zone != recipe.timezone:
        value = clock_in(recipe.timezone, instant(reading.zone, found))
    problem = bad_moment(text, found, reading, name, BAD_TIME if is_time else BAD_DATE)
    made = value.hour().cast("int64") * 60 + value.minute() if is_time else value.date()
    return Recoded(value=made, problems=(problem,))


def bad_moment(text: Any, found: Any, reading: ColumnReading, name: str, reason: str) -> Problem:
    """The problem of a text that none of the declared formats fits."""
    return Problem(
        reason=reason,
        column=name,
        condition=text.notnull() & found.isnull(),
        value=text,
        error=BadValue,
        remedy=f"none of the formats {', '.join(reading.formats)} fits",
    )


def parsed(text: Any, form: str, *, is_time: bool) -> Any:
    """The moment a text shows in a format, or null where it shows none that can be true."""
    if form == EXCEL:
        pattern = r"^([0-9]{5}(\.[0-9]+)?|0?\.[0-9]+|0)$" if is_time else r"^[0-9]{5}(\.[0-9]+)?$"
        days = text.re_search(pattern).ifelse(text.try_cast("float64"), ibis.null())
        seconds = (days * 86400).round().cast("int64")
        return ibis.timestamp("1899-12-30 00:00:00") + seconds.as_interval("s")
    found = try_strptime(text, form)
    if is_time and "%Y" not in form and "%y" not in form:
        return found
    year = found.year()
    return ((year >= FIRST_YEAR) & (year <= LAST_YEAR)).ifelse(found, ibis.null())
