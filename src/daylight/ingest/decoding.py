"""The text of a cell, and the word of its code: what every reading of a column begins with."""

from collections.abc import Sequence
from functools import reduce
from operator import and_
from typing import Any

import ibis

from daylight.errors import UnknownCode
from daylight.ingest.canonical_value import Problem
from daylight.ingest.recipe_parts import Codes, ColumnReading, Word

SPACE = ord(" ")
UNKNOWN_CODE = "unknown code"


def written(text: Any, blanks: Sequence[str], *, padded: bool = True) -> Any:
    """Text without its surrounding blanks; null where nothing is written.

    Of a column that `is_padded` in no row, the text is already that.
    """
    return without(text.strip() if padded else text, ("", *blanks) if padded else blanks)


def is_padded(text: Any) -> Any:
    """Whether any text of a column is empty or may begin or end with a blank.

    Every blank is a character up to the space, and so is what an empty text has for its first.
    A database that keeps texts in a dictionary does this once for each of them.
    """
    return (text.ascii_str().min() <= SPACE) | (text.reverse().ascii_str().min() <= SPACE)


def plain(rows: Any, reading: ColumnReading, name: str) -> Any:
    """The text of one column; null where nothing is written."""
    return without(rows[name], reading.blank)


def decoded_name(column: str, codes: str) -> str:
    """The column of a role's view in which a coded column is already decoded."""
    return f"{column} as {codes}"


def decoded(texts: Any, column: str, codes: Codes) -> Any:
    """The word of a coded column of a role, and of an empty box where the codes say what it says.

    An empty box is one with nothing in it, in a file that has the column.
    """
    value = decode(texts[column], codes)
    if codes.blank_is == "":
        return value
    raw = texts[decoded_name(column, "")]
    empty = texts[present_name(column)] & (raw.isnull() | (raw.strip() == ""))
    return empty.ifelse(ibis.literal(codes.blank_is), value)


def present_name(column: str) -> str:
    """The column of a role's view that says whether the row's file has this one."""
    return f"{column} is there"


def decode(text: Any, codes: Codes) -> Any:
    """The word of a code; null for codes that are ignored or unknown."""
    words = folded(codes)
    if not words:
        return ibis.null("string")
    spelled = text.lower() if codes.fold_case else text
    if len(words) == 1:
        ((code, word),) = words.items()
        return (spelled == code).ifelse(ibis.literal(word), ibis.null())
    return spelled.cases(*words.items())


def is_decided(text: Any, codes: Codes) -> Any:
    """Whether the recipe provides for this code at all."""
    listed = [*folded(codes), *(_fold(code, codes) for code in codes.ignored)]
    return (text.lower() if codes.fold_case else text).isin(listed)


def _fold(code: str, codes: Codes) -> str:
    return code.lower() if codes.fold_case else code


def folded(codes: Codes) -> dict[str, Word]:
    """Every accepted spelling, in the case that is compared, → its word."""
    return {_fold(code, codes): word for code, word in codes.decided.items()}


def code_problem(text: Any, codes: Codes, column: str, name: str) -> Problem:
    """The problem of a code that nobody decided on."""
    return Problem(
        reason=UNKNOWN_CODE,
        column=column,
        condition=text.notnull() & ~is_decided(text, codes),
        value=text,
        error=UnknownCode,
        remedy=f"decide on it in [codes.{name}]: known, fixable or ignored",
        codes=name,
    )


def rule_fits(words: Sequence[Any], pattern: Sequence[str]) -> Any:
    """Whether a rule's pattern fits the words of several columns."""
    conditions = [
        word.isnull() if wanted == "-" else (word == wanted).fill_null(False)
        for word, wanted in zip(words, pattern, strict=True)
        if wanted != "*"
    ]
    return reduce(and_, conditions) if conditions else ibis.literal(True)


def by_rules(fits: Sequence[Any], reading: ColumnReading) -> Any:
    """The result of the first rule that fits."""
    results = [
        ibis.null("string") if rule[-1] == "" else ibis.literal(rule[-1]) for rule in reading.rules
    ]
    return ibis.cases(*zip(fits, results, strict=True))


def without(text: Any, ignored: Sequence[str]) -> Any:
    """The text, or null where it is one of these."""
    # Not a NULLIF per value: each doubles what the database has to bind.
    return text.isin(list(ignored)).ifelse(ibis.null("string"), text) if ignored else text
