"""Text columns → canonical values, and the values that no canonical column can hold.

Every reading gives an Ibis expression for its value and the problems it may meet; a problem is an
expression too, so that all of them are counted in one pass and none stops the query.
"""

from collections.abc import Iterator, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from daylight.errors import UnknownCode
from daylight.ingest.canonical_value import Problem, Recoded
from daylight.ingest.cell_list import (
    NO_RULE,
    agreed,
    coded_list,
    combined_lists,
    items_of,
)
from daylight.ingest.decoding import (
    by_rules,
    code_problem,
    decode,
    decoded_name,
    plain,
    rule_fits,
    without,
)
from daylight.ingest.moment import BAD_DATE, bad_moment, local, moment
from daylight.ingest.number import number, ranged
from daylight.ingest.recipe import Recipe
from daylight.ingest.recipe_parts import Codes, ColumnReading, Output
from daylight.schema.tables import Column

FILE = "daylight_file"
ROW = "daylight_row"
POSITION = "daylight_position"
COUNT = "count"
TYPES = {"text": "string", "int": "int64", "float": "float64", "bool": "boolean", "date": "date"}

MISSING = "required value missing"
DUPLICATE = "duplicate identifier"
HEADER_ROW = "header repeated as a row"
EMPTY_ROW = "empty row"
NO_RECORD = "nothing in it can be read"
EMPTY_END = "empty row at the end"
"""Nothing is lost with it, and nobody is stopped by it."""
NO_TABLE = "belongs to no table"


@ibis.udf.scalar.builtin(signature=((dt.string,), dt.string))
def sha256(text):  # type: ignore[no-untyped-def]
    """DuckDB: SHA-256 in hexadecimal."""


def recode(
    rows: Any, recipe: Recipe, reading: ColumnReading, column: Column, *, key: str = ""
) -> Recoded:
    """The canonical value of a column for every row of a role."""
    if reading.constant is not None:
        made = Recoded(value=ibis.literal(reading.constant))
    elif reading.row_id:
        made = Recoded(value=rows[FILE] + ":" + rows[ROW].cast("string"))
    elif reading.position:
        made = Recoded(value=rows[POSITION])
    elif reading.any_of or reading.all_of:
        made = _yes_or_no(rows, recipe, reading)
    elif reading.combine:
        made = _combined(rows, recipe, reading)
    elif reading.years_between:
        made = _years(rows, recipe, reading)
    elif reading.product:
        made = _product(rows, reading, column)
    else:
        made = _single(rows, recipe, reading, column, key)
    made = _among(made, asked(rows, reading))
    typed = Recoded(value=made.value.cast(TYPES[column.kind]), problems=made.problems)
    return ranged(typed, reading, column)


def _among(made: Recoded, rows_asked: Any | None) -> Recoded:
    """The value and its problems among the rows that are asked."""
    if rows_asked is None:
        return made
    return Recoded(
        value=rows_asked.ifelse(made.value, ibis.null()),
        problems=tuple(one.narrowed(rows_asked) for one in made.problems),
    )


def joined(rows: Any, reading: ColumnReading) -> Any:
    """The text of the source columns, joined; null where one of them is blank."""
    parts = [agreed(plain(rows, reading, name), reading) for name in reading.source]
    if reading.fill:
        parts = [part.fill_null(reading.fill) for part in parts]
    text = reduce(lambda left, right: left + reading.glue + right, parts)
    return text.lpad(reading.pad, "0") if reading.pad else text


def _coded(
    rows: Any, recipe: Recipe, reading: ColumnReading, column: str, name: str
) -> tuple[Any, Problem]:
    text = plain(rows, reading, column)
    codes = recipe.codes[name]
    return word(rows, column, name, codes), code_problem(text, codes, column, name)


def word(rows: Any, column: str, name: str, codes: Codes) -> Any:
    """The decoded column, from the role's view where it is there."""
    known = decoded_name(column, name)
    return rows[known] if known in rows.columns else decode(rows[column], codes)


def _yes_or_no(rows: Any, recipe: Recipe, reading: ColumnReading) -> Recoded:
    """Columns joined by "or" or "and" in three-valued logic, which is SQL's own."""
    pairs = [
        _coded(rows, recipe, reading, name, reading.codes)
        for name in (*reading.any_of, *reading.all_of)
    ]
    values = [value.cast("boolean") for value, _ in pairs]
    return Recoded(
        value=reduce(or_ if reading.any_of else and_, values),
        problems=tuple(problem for _, problem in pairs),
    )


def _combined(rows: Any, recipe: Recipe, reading: ColumnReading) -> Recoded:
    """The first rule that fits the words of several columns."""
    if reading.separator:
        return combined_lists(rows, recipe, reading)
    pairs = [
        _coded(rows, recipe, reading, column, name) for column, name in reading.combine.items()
    ]
    words = [value.cast("string") for value, _ in pairs]
    fits = [rule_fits(words, rule[:-1]) for rule in reading.rules]
    without = Problem(
        reason=NO_RULE,
        column=" + ".join(reading.combine),
        condition=~reduce(or_, fits),
        value=_shown(rows, reading),
        error=UnknownCode,
        remedy="add a rule for it",
    )
    return Recoded(
        value=by_rules(fits, reading), problems=(*(problem for _, problem in pairs), without)
    )


def _shown(rows: Any, reading: ColumnReading) -> Any:
    return reduce(
        lambda left, right: left + " + " + right,
        [plain(rows, reading, column).fill_null("blank") for column in reading.combine],
    )


def _product(rows: Any, reading: ColumnReading, column: Column) -> Recoded:
    numbers = [
        number(without(plain(rows, reading, name), reading.ignored), name, reading)
        for name in reading.product
    ]
    value = reduce(lambda left, right: left * right, [made.value for made in numbers])
    return Recoded(
        value=value.round() if column.kind == "int" else value,
        problems=tuple(problem for made in numbers for problem in made.problems),
    )


def _years(rows: Any, recipe: Recipe, reading: ColumnReading) -> Recoded:
    """Years from the first date to the second."""
    dates, problems = [], []
    for name in reading.years_between:
        text = without(plain(rows, reading, name), reading.ignored)
        tried = [local(text, form, recipe, reading, is_time=False) for form in reading.formats]
        found = ibis.coalesce(*tried)
        dates.append(found)
        problems.append(bad_moment(text, found, reading, name, BAD_DATE))
    days = dates[1].epoch_seconds().cast("float64") - dates[0].epoch_seconds().cast("float64")
    return Recoded(value=(days / (86400 * 365.25)).round(2), problems=tuple(problems))


def _single(rows: Any, recipe: Recipe, reading: ColumnReading, column: Column, key: str) -> Recoded:
    text = without(joined(rows, reading), reading.ignored)
    name = reading.glue.join(reading.source)
    if reading.pick == COUNT and not reading.codes and column.kind == "int":
        return Recoded(value=_counted(rows, reading))
    if reading.codes and reading.separator:
        return coded_list(rows, text, recipe, reading, name)
    if reading.codes:
        codes = recipe.codes[reading.codes]
        single = len(reading.source) == 1 and not reading.pad and not reading.ignored
        value = word(rows, name, reading.codes, codes) if single else decode(text, codes)
        return Recoded(value=value, problems=(code_problem(text, codes, name, reading.codes),))
    if reading.formats and column.kind != "float":
        return moment(text, recipe, reading, column, name)
    if column.kind in {"int", "float"}:
        return number(text, name, reading, whole=column.kind == "int")
    return Recoded(value=_hashed(text, key) if reading.pseudonym else text)


def _counted(rows: Any, reading: ColumnReading) -> Any:
    """How many a cell lists; one for a cell that says anything, where there is no list."""
    text = without(plain(rows, reading, reading.source[0]), reading.ignored)
    if reading.separator:
        return items_of(text, reading).length()
    return text.notnull().ifelse(1, ibis.null("int64"))


def _hashed(text: Any, key: str) -> Any:
    """A pseudonym: the value twice through SHA-256 under a secret key, shortened."""
    return sha256(ibis.literal(key) + sha256(ibis.literal(key) + text)).substr(0, 16)


def coded_columns(output: Output) -> Iterator[tuple[str, str, str, ColumnReading]]:
    """Role, column, list of codes and reading, for every coded column of a table."""
    if output.unpivot is not None:
        for box in output.unpivot.columns:
            reading = ColumnReading(source=(box,), codes=output.unpivot.codes)
            yield output.role, box, output.unpivot.codes, reading
    made = "" if output.unpivot is None else output.unpivot.name
    for role in (output.role, *output.join):
        for _, _, reading in output.readings(role):
            pairs: Mapping[str, str] = reading.combine or (
                dict.fromkeys(reading.columns, reading.codes) if reading.codes else {}
            )
            for column, name in pairs.items():
                if len(reading.source) <= 1 and column != made:
                    yield role, column, name, reading


def asked(rows: Any, reading: ColumnReading) -> Any | None:
    """Which rows a reading asks; None where it asks all."""
    if not reading.where:
        return None
    return reduce(
        and_,
        [rows[name].isin(list(values)).fill_null(False) for name, values in reading.where.items()],
    )
