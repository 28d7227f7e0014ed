"""The account of a run: rows in, rows kept, rows set aside, codes seen."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import ibis

from daylight.errors import RowsLost
from daylight.ingest import recode
from daylight.ingest.audit import Audit, CodeSeen, SetAside, SourceFile, TableWritten
from daylight.ingest.reading import Reading
from daylight.ingest.recipe import Recipe
from daylight.ingest.roles import Assigned
from daylight.ingest.work import HEADER, Work, exploded

MOST_CODES = 2000


def account(work: Work, aside: Sequence[SetAside], tables: Sequence[TableWritten]) -> Audit:
    """Reconcile what was read with what was written."""
    work.say("reconciling")
    kept = {role: work.connection.to_pyarrow(work.good[role].count()).as_py() for role in work.rows}
    _hold_against_tables(work.recipe, kept, tables)
    files = [
        _source_file(work.recipe, role, one)
        for role, assigned in work.sources.items()
        for one in assigned
    ]
    return Audit(
        recipe=work.recipe.slug,
        publisher=work.recipe.publisher,
        files=tuple(files),
        rows_read=sum(file.rows for file in files),
        rows_kept=sum(kept.values()),
        set_aside=tuple(aside),
        tables=tuple(tables),
        codes=tuple(_codes_seen(work)),
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
        if any(output.explode or output.group or output.only for output in outputs):
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


def _codes_seen(work: Work) -> Iterator[CodeSeen]:
    work.say("counting codes")
    seen: set[tuple[str, str, str]] = set()
    for output in work.recipe.tables:
        for role, column, name, reading in recode.coded_columns(output):
            if (role, column, name) in seen:
                continue
            seen.add((role, column, name))
            view = work.rows[role].filter(~work.rows[role][HEADER])
            if column in output.explode:
                view = exploded(view, output)
            yield from _codes_of(work, role, column, name, view, reading)


def _codes_of(
    work: Work, role: str, column: str, name: str, rows: Any, reading: Reading
) -> Iterator[CodeSeen]:
    codes = work.recipe.codes[name]
    raw = rows.select(raw=rows[column])
    if reading.separator:
        raw = raw.select(raw=raw.raw.fill_null("").split(reading.separator).unnest())
    text = recode.plain(raw, work.recipe, reading, "raw")
    raw = raw.select(code=text, odd=(raw.raw != text).fill_null(False))
    counted = raw.group_by("code").aggregate(
        times=raw.count(), odd=raw.odd.cast("int64").sum().fill_null(0)
    )
    ordered = counted.order_by([ibis.desc("times"), "code"]).limit(MOST_CODES)
    for line in work.connection.to_pyarrow(ordered).to_pylist():
        code, times, odd = line["code"], line["times"], line["odd"]
        status, word = _status(codes, code)
        if status == "known" and odd:
            yield _seen(role, column, code, "fixed", word, odd)
            times -= odd
        if times:
            yield _seen(role, column, code or "", status, word, times)


def _seen(role: str, column: str, code: str, status: str, word: Any, count: int) -> CodeSeen:
    text = str(word).lower() if isinstance(word, bool) else str(word or "")
    return CodeSeen(role=role, column=column, code=code, status=status, word=text, count=count)


def _status(codes: Any, code: str | None) -> tuple[str, Any]:
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
