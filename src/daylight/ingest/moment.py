"""Dates and times of any declared format and zone → local dates and minutes."""

from typing import Any

import ibis
import ibis.expr.datatypes as dt

from daylight.errors import BadValue
from daylight.ingest.canonical_value import Problem, Recoded
from daylight.ingest.date_format import (
    EPOCH,
    EPOCH_MS,
    EPOCHS,
    EXCEL,
    QUARTER,
    is_instant,
    precision,
    quarter_pattern,
)
from daylight.ingest.recipe import Recipe
from daylight.ingest.recipe_parts import ColumnReading
from daylight.schema.tables import Column

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""A date outside is a date misread: DuckDB reads `1/1/01` as year 1 where four digits are asked."""
FIRST_SECOND, LAST_SECOND = -2_208_988_800, 4_133_894_400
"""The same in seconds from the start of 1970, with a little room."""
WRITTEN = {EPOCH: "^-?[0-9]{1,10}$", EPOCH_MS: "^-?[0-9]{11,13}$"}
"""Seconds of a recent year have ten digits and milliseconds thirteen: the one is not the other."""
BAD_DATE = "impossible date"
BAD_TIME = "impossible time"


@ibis.udf.scalar.builtin(signature=((dt.string, dt.string), dt.Timestamp()))
def try_strptime(text, form):  # type: ignore[no-untyped-def]
    """DuckDB: a moment, or null where the text is none."""


@ibis.udf.scalar.builtin(
    name="try_strptime", signature=((dt.string, dt.string), dt.Timestamp("UTC"))
)
def try_strptime_instant(text, form):  # type: ignore[no-untyped-def]
    """DuckDB: an instant by a format with an offset, or null where the text is none."""


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
    """A local date, or a local minute of the day.

    Of a format with an offset (`%z`), or counted in seconds, the instant is known: it is shown as
    the clocks of the department had it. Others are clock times of `zone`, or of the department.
    """
    is_time = column.kind == "int" and not reading.frequency
    tried = [
        (form, local(text, form, recipe, reading, is_time=is_time)) for form in reading.formats
    ]
    found = ibis.coalesce(*(value for _, value in tried))
    problem = bad_moment(text, found, reading, name, BAD_TIME if is_time else BAD_DATE)
    if reading.precision:
        exact = ibis.cases(*((value.notnull(), precision(form)) for form, value in tried))
        return Recoded(value=exact, problems=(problem,))
    if reading.frequency:
        return Recoded(value=_period(found, reading.frequency), problems=(problem,))
    made = found.hour().cast("int64") * 60 + found.minute() if is_time else found.date()
    return Recoded(value=made, problems=(problem,))


def _period(found: Any, frequency: str) -> Any:
    """The running number of the year, quarter or month."""
    of_year = {"year": (1, 12), "quarter": (4, 3), "month": (12, 1)}
    many, long = of_year[frequency]
    return found.year().cast("int64") * many + (found.month().cast("int64") - 1) // long


def local(text: Any, form: str, recipe: Recipe, reading: ColumnReading, *, is_time: bool) -> Any:
    """The moment that a text shows in one format, on the clocks of the department."""
    if is_instant(form):
        return clock_in(recipe.timezone, _instant(text, form))
    found = parsed(text, form, is_time=is_time)
    if reading.zone and reading.zone != recipe.timezone:
        return clock_in(recipe.timezone, instant(reading.zone, found))
    return found


def _instant(text: Any, form: str) -> Any:
    if form in EPOCHS:
        digits = text.re_search(WRITTEN[form]).ifelse(text.try_cast("int64"), ibis.null())
        seconds = (digits // EPOCHS[form]).cast("int64")
        in_reach = (seconds >= FIRST_SECOND) & (seconds <= LAST_SECOND)
        found = instant("UTC", seconds_after(in_reach.ifelse(seconds, ibis.null("int64"))))
    else:
        found = try_strptime_instant(text.re_replace("[Zz]$", "+00:00"), form)
    clock = clock_in("UTC", found)
    return _in_reach(clock).ifelse(found, ibis.null())


def seconds_after(seconds: Any) -> Any:
    """The clock time so many seconds after the start of 1970."""
    return ibis.timestamp("1970-01-01 00:00:00") + seconds.as_interval("s")


def bad_moment(text: Any, found: Any, reading: ColumnReading, name: str, reason: str) -> Problem:
    """The problem of a text that none of the declared formats fits."""
    return Problem(
        reason=reason,
        column=name,
        condition=text.notnull() & found.isnull(),
        value=text,
        error=BadValue,
        remedy=f"none of the formats {', '.join(dict.fromkeys(reading.formats))} fits",
    )


def parsed(text: Any, form: str, *, is_time: bool) -> Any:
    """The moment a text shows in a format, or null where it shows none that can be true."""
    if form == EXCEL:
        pattern = r"^([0-9]{5}(\.[0-9]+)?|0?\.[0-9]+|0)$" if is_time else r"^[0-9]{5}(\.[0-9]+)?$"
        days = text.re_search(pattern).ifelse(text.try_cast("float64"), ibis.null())
        seconds = (days * 86400).round().cast("int64")
        return ibis.timestamp("1899-12-30 00:00:00") + seconds.as_interval("s")
    if QUARTER in form:
        return _quarter(text, form)
    found = try_strptime(text, form)
    if is_time and "%Y" not in form and "%y" not in form:
        return found
    return _in_reach(found).ifelse(found, ibis.null())


def _in_reach(found: Any) -> Any:
    year = found.year()
    return (year >= FIRST_YEAR) & (year <= LAST_YEAR)


def _quarter(text: Any, form: str) -> Any:
    """The first day of a quarter."""
    pattern, year, quarter = quarter_pattern(form)
    month = (text.re_extract(pattern, quarter).try_cast("int64") - 1) * 3 + 1
    first = text.re_extract(pattern, year) + "-" + month.cast("string").lpad(2, "0") + "-01"
    return parsed(first, "%Y-%m-%d", is_time=False)
