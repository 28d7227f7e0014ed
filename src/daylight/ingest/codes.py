"""Which codes the files hold, how often, and what the recipe decided on each."""

from collections import Counter
from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from daylight.ingest.audit import CodeSeen
from daylight.ingest.reading import Codes, Output, Reading, Word
from daylight.ingest.recipe import Recipe
from daylight.ingest.recode import coded_columns
from daylight.ingest.roles import Assigned

MOST_VALUES = 50_000
"""A column with more distinct values than this is not a column of codes."""
MOST_LISTED = 2_000
BATCH = 1 << 18

Asked = tuple[str, str, str]
"""Role, column and list of codes."""


def count_codes(
    recipe: Recipe, sources: Mapping[str, list[Assigned]]
) -> tuple[list[CodeSeen], set[Asked]]:
    """Every value of every coded column, and the columns with a value that was not decided."""
    asked: dict[Asked, tuple[Output, Reading]] = {}
    for output in recipe.tables:
        for role, column, name, reading in coded_columns(output):
            asked.setdefault((role, column, name), (output, reading))
    counted = {
        role: _values(
            recipe, role, assigned, {column for where, column, _ in asked if where == role}
        )
        for role, assigned in sources.items()
    }
    seen: list[CodeSeen] = []
    undecided: set[Asked] = set()
    for (role, column, name), (output, reading) in asked.items():
        values = counted[role][column]
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


def _values(
    recipe: Recipe, role: str, assigned: list[Assigned], columns: set[str]
) -> dict[str, Counter[str | None]]:
    """Column → its values as written, over all files of a role."""
    counts: dict[str, Counter[str | None]] = {column: Counter() for column in columns}
    for one in assigned:
        taken = one.snapshot
        present = {
            column: f"c{taken.header.index(one.names[column])}"
            for column in sorted(columns)
            if column in one.names
        }
        for column in columns - set(present):
            counts[column][None] += taken.rows
        _add(counts, taken.staged, present)
        for column in present:
            counts[column].pop(one.names[column], None)
    for column in columns & set(recipe.files[role].whole):
        whole = Counter[str | None]()
        for value, count in counts[column].items():
            whole[value and value.strip().removesuffix(".0")] += count
        counts[column] = whole
    return counts


def _add(
    counts: dict[str, Counter[str | None]], staged: object, present: Mapping[str, str]
) -> None:
    places = sorted(set(present.values()))
    if not places:
        return
    with pq.ParquetFile(staged, read_dictionary=places) as file:
        for batch in file.iter_batches(BATCH, columns=places):
            for column, place in present.items():
                if len(counts[column]) <= MOST_VALUES:
                    _count(counts[column], batch.column(place))


def _count(values: Counter[str | None], column: pa.Array) -> None:
    for pair in pc.value_counts(column):
        values[pair["values"].as_py()] += pair["counts"].as_py()


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
