"""The account of a run: rows in, rows kept, rows set aside, codes seen."""

from collections.abc import Mapping, Sequence

from daylight import engine
from daylight.errors import RowsLost
from daylight.ingest.audit import IngestAudit, SetAside, SourceFile, TableWritten
from daylight.ingest.error_cell import ERRORS
from daylight.ingest.losses import losses
from daylight.ingest.recipe import Recipe
from daylight.ingest.roles import Assigned
from daylight.ingest.snapshot import Snapshot
from daylight.ingest.work import Work


def reconcile(work: Work, aside: Sequence[SetAside], tables: Sequence[TableWritten]) -> IngestAudit:
    """Reconcile what was read with what was written."""
    work.say("reconciling")
    kept = {role: engine.count(work.connection, work.good[role]) for role in work.rows}
    _hold_against_tables(work.recipe, kept, tables)
    lost = losses(work)
    files = [
        _source_file(work, role, one) for role, assigned in work.sources.items() for one in assigned
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
        blanked=lost.blanked,
        groups=lost.groups,
        notes=(*work.recipe.notes, *_evidence(work.recipe)),
        key_mark=work.key_mark,
    )


def _hold_against_tables(
    recipe: Recipe, kept: Mapping[str, int], tables: Sequence[TableWritten]
) -> None:
    """A table that takes every row of one role must have as many rows as were kept."""
    written = {table.name: table.rows for table in tables}
    for name, rows in written.items():
        outputs = [output for output in recipe.tables if output.table.name == name]
        if any(
            output.takes_apart or output.group or output.only or output.skip for output in outputs
        ):
            continue
        wanted = sum(kept[output.role] for output in outputs)
        if rows != wanted:
            raise RowsLost(
                f"{recipe.slug}: {wanted} rows were kept for {name}, but {rows} were written. "
                "This is a defect of Daylight; please report it"
            )


def _evidence(recipe: Recipe) -> list[str]:
    """Why an empty box speaks, where one does."""
    return [
        f"An empty box of `{name}` is read as {str(codes.blank_is).lower()}: {codes.because}."
        for name, codes in recipe.codes.items()
        if codes.blank_is != ""
    ]


def _source_file(work: Work, role: str, one: Assigned) -> SourceFile:
    taken = one.snapshot
    used = work.recipe.columns(role)
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
        unread_sheets=_unread_sheets(work, taken),
        errors=_errors(work, taken),
    )


def _unread_sheets(work: Work, taken: Snapshot) -> tuple[str, ...]:
    """Sheets of a workbook that no role reads."""
    read = {
        one.snapshot.sheet
        for assigned in work.sources.values()
        for one in assigned
        if one.snapshot.sha256 == taken.sha256
    }
    return tuple(name for name in taken.other_sheets if name not in read)


def _errors(work: Work, taken: Snapshot) -> dict[str, int]:
    """Column → cells that show an error of the spreadsheet."""
    if not taken.errors:
        return {}
    staged = work.connection.read_parquet(str(taken.staged))
    places = {place: f"c{place}" for place in range(len(taken.header))}
    sums = {
        name: staged[name].isin(list(ERRORS)).fill_null(False).cast("int64").sum()
        for name in places.values()
    }
    found = engine.table(work.connection, staged.aggregate(**sums)).to_pylist()[0]
    return {taken.header[place]: found[name] for place, name in places.items() if found[name]}
