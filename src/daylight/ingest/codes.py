"""Which codes the files hold, how often, and what the recipe decided on each."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import ibis

from daylight import engine
from daylight.ingest.audit import CodeSeen
from daylight.ingest.reading import Codes, Output, Reading, Word
from daylight.ingest.recipe import Recipe
from daylight.ingest.recode import coded_columns, decoded_name
from daylight.ingest.work import OUT, Work

MOST_VALUES = 50_000
"""A column with more distinct values than this is not a column of codes."""
MOST_LISTED = 2_000

Asked = tuple[str, str, str]
"""Role, column and list of codes."""


def count_codes(work: Work) -> tuple[list[CodeSeen], set[Asked]]:
    """Every value of every coded column, and the columns with a value that was not decided.

    What stands in a repeated header or in a row that is left out is no code; an empty row counts
    as a blank.
    """
    recipe = work.recipe
    asked: dict[Asked, tuple[Output, Reading]] = {}
    for output in recipe.tables:
        for role, column, name, reading in coded_columns(output):
            asked.setdefault((role, column, name), (output, reading))
    counted = {
        (role, column): _values(work, role, column)
        for role, column in dict.fromkeys((role, column) for role, column, _ in asked)
    }
    seen: list[CodeSeen] = []
    undecided: set[Asked] = set()
    for (role, column, name), (output, reading) in asked.items():
        values = counted[role, column]
        split = output.separator if column in output.explode else reading.separator
        found = _decided(recipe, recipe.codes[name], reading, values, split)
        listed = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        seen += [
            CodeSeen(role=role, column=column, code=code, status=status, word=word, count=count)
            for (code, status, word), count in listed[:MOST_LISTED]
        ]
        if len(values) > MOST_VALUES or any(status == "unknown" for _, status, _ in found):
            undecided.add((role, column, name))
    return seen, undecided


def _values(work: Work, role: str, column: str) -> dict[str | None, int]:
    """The values of a column as written, the most frequent first, and how often each occurs."""
    rows, role_of = work.rows[role], work.recipe.files[role]
    found = _counted(work, rows, column)
    headers = {one.names.get(column) for one in work.sources[role]} - {None}
    some_left_out = role_of.leave or all(output.only for output in work.recipe.outputs(role))
    if some_left_out or headers & set(found):
        return _counted(work, rows.filter(~rows[OUT]), column)
    return found


def _counted(work: Work, rows: Any, column: str) -> dict[str | None, int]:
    values = rows.select(value=rows[decoded_name(column, "")])
    counted = values.group_by("value").aggregate(times=values.count())
    most = counted.order_by([ibis.desc("times"), "value"]).limit(MOST_VALUES + 1)
    table = engine.table(work.connection, most)
    return dict(zip(table["value"].to_pylist(), table["times"].to_pylist(), strict=True))


def _decided(
    recipe: Recipe,
    codes: Codes,
    reading: Reading,
    values: Mapping[str | None, int],
    split: str,
) -> Counter[tuple[str, str, str]]:
    """Code, status and word → how often."""
    blanks = {"", *recipe.blank, *reading.blank, *reading.ignored}
    found = Counter[tuple[str, str, str]]()
    for value, count in values.items():
        for raw in _items(value, split):
            code = raw.strip()
            status, word = _status(codes, None if code in blanks else code)
            if status == "known" and raw != code and not split:
                status = "fixed"
            shown = str(word).lower() if isinstance(word, bool) else str(word or "")
            found["" if code in blanks else code, status, shown] += count
    return found


def _items(value: str | None, split: str) -> Iterator[str]:
    yield from (value or "").split(split) if split else [value or ""]


def _status(codes: Codes, code: str | None) -> tuple[str, Word | None]:
    if code is None:
        return "blank", None
    if code in codes.ignored:
        return "ignored", None
    if code in codes.known:
        return "known", codes.known[code]
    decided = {key.lower(): word for key, word in codes.decided.items()}
    if code in codes.fixable or (codes.fold_case and code.lower() in decided):
        return "fixed", codes.word(code) if code in codes.fixable else decided[code.lower()]
    if codes.fold_case and code.lower() in {name.lower() for name in codes.ignored}:
        return "ignored", None
    return "unknown", None
