"""Text columns → canonical values, and the values that no canonical column can hold.

Every reading gives an Ibis expression for its value and the problems it may meet; a problem is an
expression too, so that all of them are counted in one pass and none stops the query.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

import ibis
import ibis.expr.datatypes as dt

from daylight.errors import UnknownCode
from daylight.ingest.canonical_value import Problem, Recoded
from daylight.ingest.moment import BAD_DATE, bad_moment, moment, parsed
from daylight.ingest.number import number, ranged
from daylight.ingest.recipe import Recipe
from daylight.ingest.recipe_parts import Codes, ColumnReading, Output, Word
from daylight.schema.tables import Column

FILE = "daylight_file"
ROW = "daylight_row"
POSITION = "daylight_position"
SPACE = ord(" ")
ONLY = "only"
TYPES = {"text": "string", "int": "int64", "float": "float64", "bool": "boolean", "date": "date"}

UNKNOWN_CODE = "unknown code"
NO_RULE = "combination without a rule"
MISSING = "required value missing"
DUPLICATE = "duplicate identifier"
HEADER_ROW = "header repeated as a row"
EMPTY_ROW = "empty row"
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
        made = _years(rows, reading)
    elif reading.product:
        made = _product(rows, reading, column)
    else:
        made = _single(rows, recipe, reading, column, key)
    typed = Recoded(value=made.value.cast(TYPES[column.kind]), problems=made.problems)
    return ranged(typed, reading, column)


def written(text: Any, blanks: Sequence[str], *, padded: bool = True) -> Any:
    """Text without its surrounding blanks; null where nothing is written.

    Of a column that `is_padded` in no row, the text is already that.
    """
    return _without(text.strip() if padded else text, ("", *blanks) if padded else blanks)


def is_padded(text: Any) -> Any:
    """Whether any text of a column is empty or may begin or end with a blank.

    Every blank is a character up to the space, and so is what an empty text has for its first.
    A database that keeps texts in a dictionary does this once for each of them.
    """
    return (text.ascii_str().min() <= SPACE) | (text.reverse().ascii_str().min() <= SPACE)


def plain(rows: Any, reading: ColumnReading, name: str) -> Any:
    """The text of one column; null where nothing is written."""
    return _without(rows[name], reading.blank)


def decoded_name(column: str, codes: str) -> str:
    """The column of a role's view in which a coded column is already decoded."""
    return f"{column} as {codes}"


def joined(rows: Any, reading: ColumnReading) -> Any:
    """The text of the source columns, joined; null where one of them is blank."""
    parts = [_agreed(plain(rows, reading, name), reading) for name in reading.source]
    if reading.fill:
        parts = [part.fill_null(reading.fill) for part in parts]
    text = reduce(lambda left, right: left + reading.glue + right, parts)
    return text.lpad(reading.pad, "0") if reading.pad else text


def _agreed(text: Any, reading: ColumnReading) -> Any:
    """The only item of a cell that may pack several; null where they differ."""
    if not reading.separator or (reading.codes and reading.pick != ONLY):
        return text
    items = _items(text, reading)
    return (items.unique().length() == 1).ifelse(items[0], ibis.null("string"))


def _items(text: Any, reading: ColumnReading) -> Any:
    items = text.split(reading.separator).map(lambda item: item.strip())
    return items.filter(lambda item: item != "")


def decode(text: Any, codes: Codes) -> Any:
    """The word of a code; null for codes that are ignored or unknown."""
    words = _folded(codes)
    if not words:
        return ibis.null("string")
    spelled = text.lower() if codes.fold_case else text
    if len(words) == 1:
        ((code, word),) = words.items()
        return (spelled == code).ifelse(ibis.literal(word), ibis.null())
    return spelled.cases(*words.items())


def is_decided(text: Any, codes: Codes) -> Any:
    """Whether the recipe provides for this code at all."""
    listed = [*_folded(codes), *(_fold(code, codes) for code in codes.ignored)]
    return (text.lower() if codes.fold_case else text).isin(listed)


def _fold(code: str, codes: Codes) -> str:
    return code.lower() if codes.fold_case else code


def _folded(codes: Codes) -> dict[str, Word]:
    return {_fold(code, codes): word for code, word in codes.decided.items()}


def _code_problem(text: Any, codes: Codes, column: str, name: str) -> Problem:
    return Problem(
        reason=UNKNOWN_CODE,
        column=column,
        condition=text.notnull() & ~is_decided(text, codes),
        value=text,
        error=UnknownCode,
        remedy=f"decide on it in [codes.{name}]: known, fixable or ignored",
        codes=name,
    )


def _coded(
    rows: Any, recipe: Recipe, reading: ColumnReading, column: str, name: str
) -> tuple[Any, Problem]:
    text = plain(rows, reading, column)
    codes = recipe.codes[name]
    return word(rows, column, name, codes), _code_problem(text, codes, column, name)


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
    pairs = [
        _coded(rows, recipe, reading, column, name) for column, name in reading.combine.items()
    ]
    words = [value.cast("string") for value, _ in pairs]
    fits = [_fits(words, rule[:-1]) for rule in reading.rules]
    results = [
        ibis.null("string") if rule[-1] == "" else ibis.literal(rule[-1]) for rule in reading.rules
    ]
    shown = reduce(
        lambda left, right: left + " + " + right,
        [plain(rows, reading, column).fill_null("blank") for column in reading.combine],
    )
    without = Problem(
        reason=NO_RULE,
        column=" + ".join(reading.combine),
        condition=~reduce(or_, fits),
        value=shown,
        error=UnknownCode,
        remedy="add a rule for it",
    )
    return Recoded(
        value=ibis.cases(*zip(fits, results, strict=True)),
        problems=(*(problem for _, problem in pairs), without),
    )


def _fits(words: Sequence[Any], pattern: Sequence[str]) -> Any:
    conditions = [
        word.isnull() if wanted == "-" else (word == wanted).fill_null(False)
        for word, wanted in zip(words, pattern, strict=True)
        if wanted != "*"
    ]
    return reduce(and_, conditions) if conditions else ibis.literal(True)


def _product(rows: Any, reading: ColumnReading, column: Column) -> Recoded:
    numbers = [
        number(_without(plain(rows, reading, name), reading.ignored), name, reading)
        for name in reading.product
    ]
    value = reduce(lambda left, right: left * right, [made.value for made in numbers])
    return Recoded(
        value=value.round() if column.kind == "int" else value,
        problems=tuple(problem for made in numbers for problem in made.problems),
    )


def _years(rows: Any, reading: ColumnReading) -> Recoded:
    """Years from the first date to the second."""
    dates, problems = [], []
    for name in reading.years_between:
        text = _without(plain(rows, reading, name), reading.ignored)
        found = ibis.coalesce(*(parsed(text, form, is_time=False) for form in reading.formats))
        dates.append(found)
        problems.append(bad_moment(text, found, reading, name, BAD_DATE))
    days = dates[1].epoch_seconds().cast("float64") - dates[0].epoch_seconds().cast("float64")
    return Recoded(value=(days / (86400 * 365.25)).round(2), problems=tuple(problems))


def _single(rows: Any, recipe: Recipe, reading: ColumnReading, column: Column, key: str) -> Recoded:
    text = _without(joined(rows, reading), reading.ignored)
    name = reading.glue.join(reading.source)
    if reading.codes and reading.separator:
        return _list(rows, text, recipe, reading, name)
    if reading.codes:
        codes = recipe.codes[reading.codes]
        single = len(reading.source) == 1 and not reading.pad and not reading.ignored
        value = word(rows, name, reading.codes, codes) if single else decode(text, codes)
        return Recoded(value=value, problems=(_code_problem(text, codes, name, reading.codes),))
    if reading.formats and column.kind != "float":
        return moment(text, recipe, reading, column, name)
    if column.kind in {"int", "float"}:
        return number(text, name, reading, whole=column.kind == "int")
    return Recoded(value=_hashed(text, key) if reading.pseudonym else text)


def _hashed(text: Any, key: str) -> Any:
    """A pseudonym: the value twice through SHA-256 under a secret key, shortened."""
    return sha256(ibis.literal(key) + sha256(ibis.literal(key) + text)).substr(0, 16)


def _list(rows: Any, text: Any, recipe: Recipe, reading: ColumnReading, name: str) -> Recoded:
    """A cell that packs several codes: how many, any, the only one, or the most serious."""
    codes = recipe.codes[reading.codes]
    whole = _without(plain(rows, reading, name), reading.ignored)
    items = _items(whole, reading).filter(lambda item: ~item.isin(recipe.blank))
    strange = items.filter(lambda item: ~is_decided(item, codes))
    problem = Problem(
        reason=UNKNOWN_CODE,
        column=name,
        condition=(strange.length() > 0).fill_null(False),
        value=strange.join(reading.separator),
        error=UnknownCode,
        remedy=f"decide on it in [codes.{reading.codes}]: known, fixable or ignored",
        codes=reading.codes,
    )
    if reading.pick == ONLY:
        return Recoded(value=decode(text, codes), problems=(problem,))
    if reading.pick == "count":
        return Recoded(value=items.length(), problems=(problem,))
    ranked: list[Word] = list(reading.order) or [True, False]
    if reading.pick in {"max", "min"}:
        ranked = sorted(set(codes.known.values()), reverse=reading.pick == "max")
    accepted = {
        word: [code for code, found in _folded(codes).items() if found == word] for word in ranked
    }
    fold = codes.fold_case
    cases = [
        (_holds(items, spelled, fold=fold), ibis.literal(word))
        for word, spelled in accepted.items()
        if spelled
    ]
    return Recoded(value=ibis.cases(*cases), problems=(problem,))


def _holds(items: Any, spelled: Sequence[str], *, fold: bool) -> Any:
    matching = items.filter(lambda item: (item.lower() if fold else item).isin(list(spelled)))
    return (matching.length() > 0).fill_null(False)


def _without(text: Any, ignored: Sequence[str]) -> Any:
    # Not a NULLIF per value: each doubles what the database has to bind.
    return text.isin(list(ignored)).ifelse(ibis.null("string"), text) if ignored else text


def picked(value: Any, reading: ColumnReading, column: Column) -> Any:
    """Many values of one group as one value."""
    if reading.pick == "most":
        rank = value.cases(*((word, place) for place, word in enumerate(reading.order))).min()
        return rank.cases(*enumerate(reading.order))
    if reading.pick == "any":
        true = value.fill_null(False).cast("int64").sum() > 0
        open_ = value.isnull().cast("int64").sum() > 0
        return ibis.cases((true, True), (open_, ibis.null("boolean")), else_=False)
    if reading.pick == "count":
        return value.count()
    if reading.pick == "max":
        return value.max()
    low = value.min()
    if reading.pick == "min":
        return low
    return (low == value.max()).ifelse(low, ibis.null(TYPES[column.kind]))


def coded_columns(output: Output) -> Iterator[tuple[str, str, str, ColumnReading]]:
    """Role, column, list of codes and reading, for every coded column of a table."""
    for role in (output.role, *output.join):
        for _, _, reading in output.readings(role):
            pairs: Mapping[str, str] = reading.combine or (
                dict.fromkeys(reading.columns, reading.codes) if reading.codes else {}
            )
            for column, name in pairs.items():
                if len(reading.source) <= 1:
                    yield role, column, name, reading
