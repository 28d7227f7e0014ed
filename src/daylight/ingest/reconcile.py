"""The account of a run: rows in, rows kept, rows set aside, codes seen."""

from collections.abc import Mapping, Sequence

from daylight import engine
from daylight.errors import RowsLost
from daylight.ingest.audit import IngestAudit, SetAside, SourceFile, TableWritten
from daylight.ingest.recipe import Recipe
from daylight.ingest.roles import Assigned
from daylight.ingest.work import Work


def reconcile(work: Work, aside: Sequence[SetAside], tables: Sequence[TableWritten]) -> IngestAudit:
    """Reconcile what was read with what was written."""
    work.say("reconciling")
    kept = {role: engine.count(work.connection, work.good[role]) for role in work.rows}
    _hold_against_tables(work.recipe, kept, tables)
    files = [
        _source_file(work.recipe, role, one)
        for role, assigned in work.sources.items()
        for one in assigned
    ]
    return IngestAudit(
        recipe=work.recipe.slug,
        publisher=work.recipe.publisher,
        files=tuple(files),
        rows_read=sum(file.rows for file in files),
        rows_kept=sum(kept.values()),
        set_aside=tuple(aside),
        tables=tuple(tables),
        codes=tuple(work.codes),
        notes=work.recipe.notes,
        key_mark=work.key_mark,
    )


def _hold_against_tables(
    recipe: Recipe, kept: Mapping[str, int], tables: Sequence[TableWritten]
) -> None:
    """A table that takes every row of one role must have as many rows as were kept."""
    written = {table.name: table.rows for table in tables}
    for name, rows in written.items():
        outputs = [output for output in recipe.tables if output.table.name == name]
        if any(one.explode or one.group or one.only or one.without for one in outputs):
            continue
        wanted = sum(kept[output.role] for output in outputs)
        if rows != wanted:
            raise RowsLost(
                f"{recipe.slug}: {wanted} rows were kept for {name}, but {rows} were written. "
                "This is a defect of Daylight; please report it"
            )


def _source_file(recipe: Recipe, role: str, one: Assigned) -> SourceFile:
    taken = one.snapshot
    used = recipe.columns(role)
    read = {one.names[name] for name in used if name in one.names}
    return SourceFile(
        name=taken.name,
        role=role,
        sha256=taken.sha256,
        rows=taken.rows + len(taken.broken),
        layout=one.layout,
        encoding=taken.encoding,
        unread=tuple(name for name in taken.header if name and name not in read),
        absent=tuple(name for name in used if name not in one.names),
    )
