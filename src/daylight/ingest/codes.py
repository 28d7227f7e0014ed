"""Which codes the files hold, how often, and what the recipe decided on each."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from daylight import engine
from daylight.ingest.audit import CodeSeen
from daylight.ingest.decoding import decoded_name
from daylight.ingest.error_cell import ERRORS
from daylight.ingest.recipe import Recipe
from daylight.ingest.recipe_parts import Codes, ColumnReading, Output, Word
from daylight.ingest.recode import FILE, ROW, coded_columns
from daylight.ingest.recode import asked as rows_asked
from daylight.ingest.snapshot import ROW as STAGED_ROW
from daylight.ingest.work import OUT, Work

MOST_VALUES = 50_000
"""A column with more distinct values than this is not a column of codes."""
MOST_LISTED = 2_000
BATCH = 1 << 18
NONE = pa.nulls(0, pa.int64())

Asked = tuple[str, str, str]
"""Role, column and list of codes."""


def count_codes(work: Work) -> tuple[list[CodeSeen], set[Asked]]:
    """Every value of every coded column, and the columns with a value that was not decided.

    What stands in a repeated header or in a row that is left out is no code. To find these rows
    takes a look at every column, so it is done only where the recipe leaves rows out or a column
    holds its own name; elsewhere an empty row counts as a blank.
    """
    recipe = work.recipe
    asked: dict[Asked, tuple[Output, ColumnReading]] = {}
    among: dict[Asked, list[ColumnReading]] = {}
    for output in recipe.tables:
        for role, column, name, reading in coded_columns(output):
            asked.setdefault((role, column, name), (output, reading))
            among.setdefault((role, column, name), []).append(reading)
    counted = {
        role: _values(work, role, {column for where, column, _ in asked if where == role})
        for role in work.rows
    }
    seen: list[CodeSeen] = []
    undecided: set[Asked] = set()
    for (role, column, name), (output, reading) in asked.items():
        readings = among[role, column, name]
        values = counted[role][column]
        if all(one.where for one in readings):
            values = _among(work, role, column, readings)
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


def _values(work: Work, role: str, columns: set[str]) -> dict[str, Counter[str | None]]:
    """Column → its values as written in records, over all files of a role."""
    left_out = _left_out(work, role) if _may_leave_out(work.recipe, role) else {}
    counts = _counted(work, role, columns, left_out)
    if not left_out and _holds_a_header(work, role, counts):
        counts = _counted(work, role, columns, _left_out(work, role))
    for column in columns & set(work.recipe.files[role].whole):
        whole = Counter[str | None]()
        for value, count in counts[column].items():
            whole[value and value.strip().removesuffix(".0")] += count
        counts[column] = whole
    if any(one.snapshot.errors for one in work.sources[role]):
        for found in counts.values():
            found[None] += sum(found.pop(error, 0) for error in ERRORS)
    return counts


def _among(
    work: Work, role: str, column: str, readings: Sequence[ColumnReading]
) -> Counter[str | None]:
    """The values of a column in the rows that any of the readings asks."""
    rows = work.rows[role]
    wanted = [condition for one in readings if (condition := rows_asked(rows, one)) is not None]
    chosen = rows.filter(reduce(or_, wanted) & ~rows[OUT])
    counted = chosen.group_by(value=chosen[decoded_name(column, "")]).aggregate(
        times=chosen.count()
    )
    lines = engine.table(work.connection, counted).to_pylist()
    return Counter({line["value"]: line["times"] for line in lines})


def _may_leave_out(recipe: Recipe, role: str) -> bool:
    """Whether rows may belong to no table."""
    return bool(recipe.files[role].leave) or all(one.only for one in recipe.outputs(role))


def _holds_a_header(work: Work, role: str, counts: Mapping[str, Mapping[str | None, int]]) -> bool:
    """Whether a column holds its own name."""
    return any(
        one.names[column] in values
        for one in work.sources[role]
        for column, values in counts.items()
        if column in one.names
    )


def _counted(
    work: Work, role: str, columns: set[str], left_out: Mapping[str, pa.Array]
) -> dict[str, Counter[str | None]]:
    counts: dict[str, Counter[str | None]] = {column: Counter() for column in columns}
    for one in work.sources[role]:
        taken = one.snapshot
        left = left_out.get(taken.name, NONE)
        present = {
            column: f"c{taken.header.index(one.names[column])}"
            for column in sorted(columns)
            if column in one.names
        }
        for column in columns - set(present):
            counts[column][None] += taken.rows - len(left)
        _add(counts, taken.staged, present, left)
    return counts


def _left_out(work: Work, role: str) -> dict[str, pa.Array]:
    """File → the numbers of its rows that are no records."""
    rows = work.rows[role]
    found = engine.table(work.connection, rows.filter(rows[OUT]).select(FILE, ROW))
    return {
        name: found.filter(pc.field(FILE) == name)[ROW].combine_chunks()
        for name in found[FILE].unique().to_pylist()
    }


def _add(
    counts: dict[str, Counter[str | None]],
    staged: Path,
    present: Mapping[str, str],
    left: pa.Array,
) -> None:
    places = sorted(set(present.values()))
    if not places:
        return
    with pq.ParquetFile(staged, read_dictionary=places, pre_buffer=False) as file:
        for batch in file.iter_batches(BATCH, columns=[STAGED_ROW, *places]):
            kept = batch
            if len(left):
                kept = batch.filter(pc.invert(pc.is_in(batch.column(STAGED_ROW), left)))
            for column, place in present.items():
                if len(counts[column]) <= MOST_VALUES:
                    _count(counts[column], kept.column(place))


def _count(values: Counter[str | None], column: pa.Array) -> None:
    for pair in pc.value_counts(column):
        values[pair["values"].as_py()] += pair["counts"].as_py()


def _decided(
    recipe: Recipe,
    codes: Codes,
    reading: ColumnReading,
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
            if code == "" and codes.blank_is != "":
                word = codes.blank_is
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
