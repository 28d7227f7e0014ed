"""Text → numbers, and numbers held against the range of their canonical column."""

import re
from functools import reduce
from operator import or_
from typing import Any

import ibis

from daylight.errors import BadValue
from daylight.ingest.canonical_value import Problem, Recoded
from daylight.ingest.recipe_parts import ColumnReading
from daylight.schema.tables import Column

LARGEST = 9e15
"""Beyond it a floating number no longer holds every whole number."""
DEGREES = "dms"
SIXTY = 60

NOT_NUMBER = "not a number"
OUT_OF_RANGE = "out of range"


def number(text: Any, name: str, reading: ColumnReading, *, whole: bool = False) -> Recoded:
    """The number that a text spells, and the problem of a text that spells none."""
    if reading.thousands:
        text = _joined(text, reading.thousands)
    # Not a pattern: matching one costs more than the whole cast.
    spelled = text.contains("e") | text.contains("E") | text.contains("_")
    value = spelled.ifelse(ibis.null(), text.try_cast("float64"))
    if DEGREES in reading.formats:
        value = ibis.coalesce(value, _degrees(text))
    fits = value.abs() < LARGEST
    value = ((fits & (value.floor() == value)) if whole else fits).ifelse(value, ibis.null())
    problem = Problem(
        reason=NOT_NUMBER,
        column=name,
        condition=text.notnull() & value.isnull(),
        value=text,
        error=BadValue,
        remedy="list it under `ignored` or `blank` of the column if it says nothing",
    )
    return Recoded(value=-value.abs() if reading.negative else value, problems=(problem,))


def _joined(text: Any, mark: str) -> Any:
    """A number without the marks between its thousands, where they stand between thousands."""
    escaped = re.escape(mark)
    grouped = text.re_search(rf"^[-+]?[0-9]{{1,3}}({escaped}[0-9]{{3}})+(\.[0-9]+)?$")
    return grouped.ifelse(text.replace(mark, ""), text)


def _degrees(text: Any) -> Any:
    """Degrees, minutes and seconds such as `41 21 00.6`, `-93° 15' 20"` or `93 15 20 W`."""
    pattern = (
        r"^([NSEWnsew]?)\s*([-−]?)([0-9]{1,3})[ °:]+([0-9]{1,2})"
        r"(?:[ '′:]+([0-9]{1,2}(?:\.[0-9]+)?))?[\"″']*\s*([NSEWnsew]?)$"
    )
    whole, minutes = (text.re_extract(pattern, group).try_cast("float64") for group in (3, 4))
    seconds = text.re_extract(pattern, 5).try_cast("float64").fill_null(0.0)
    letters = (text.re_extract(pattern, 1) + text.re_extract(pattern, 6)).upper()
    signed = text.re_extract(pattern, 2) != ""
    sixtieths = (minutes < SIXTY) & (seconds <= SIXTY) & (letters.length() <= 1)
    clear = sixtieths & ~(signed & letters.isin(["S", "W"]))
    size = clear.ifelse(whole + minutes / 60 + seconds / 3600, ibis.null())
    return (signed | letters.isin(["S", "W"])).ifelse(-size, size)


def ranged(made: Recoded, reading: ColumnReading, column: Column) -> Recoded:
    """Hold a number against the range of its canonical column."""
    if column.kind not in {"int", "float"} or reading.constant is not None or reading.position:
        return made
    bounds = []
    if column.minimum is not None:
        bounds.append(made.value < column.minimum)
    if column.maximum is not None:
        bounds.append(made.value > column.maximum)
    if not bounds:
        return made
    outside = reduce(or_, bounds).fill_null(False)
    if reading.outside == "ignore":
        return Recoded(value=outside.ifelse(ibis.null(), made.value), problems=made.problems)
    problem = Problem(
        reason=OUT_OF_RANGE,
        column=" ".join(reading.columns),
        condition=outside,
        value=made.value.cast("string"),
        error=BadValue,
        remedy=(
            f'{column.name} is {_span(column)}; say outside = "ignore" if such values say nothing'
        ),
    )
    return Recoded(value=made.value, problems=(*made.problems, problem))


def _span(column: Column) -> str:
    low = "" if column.minimum is None else f"at least {column.minimum:g}"
    high = "" if column.maximum is None else f"at most {column.maximum:g}"
    return " and ".join(part for part in (low, high) if part)
