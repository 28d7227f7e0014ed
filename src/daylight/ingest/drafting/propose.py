"""Files → a proposal: the one entrance of this room."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from daylight.errors import SourceError
from daylight.ingest.drafting import moments
from daylight.ingest.drafting.blocks import ColumnBlock, blocks
from daylight.ingest.drafting.coding import MOST_CODES, codes, list_of, raw_codes
from daylight.ingest.drafting.decode import Decoded, decode
from daylight.ingest.drafting.doubts import question
from daylight.ingest.drafting.proposal import (
    Candidate,
    CodeChoice,
    ColumnProposal,
    FileProposal,
    TableCandidate,
)
from daylight.ingest.drafting.reading import File, read
from daylight.ingest.drafting.score import Scored, none_of, scored
from daylight.ingest.drafting.seen import Seen
from daylight.ingest.drafting.tables import CLEAR, GENERIC, LEAST, SURE, candidates, evidence
from daylight.ingest.drafting.values import facts
from daylight.schema.tables import TABLES, Column

SHOWN = 12
FIRST_FEW = 3
ALONE = frozenset({"stops", "arrests", "deaths", "officers", "complaints"})
"""Tables of which one identifier names a row, as far as most files go."""
ASK_REPEATS = 1.02
CORE, FEWEST = 2, 2


def propose(files: Sequence[str | Path], *, table: str = "") -> FileProposal:
    """What these files seem to hold; all of them must have the same header.

    Parameters
    ----------
    table
        The canonical table, where a person has decided it; chosen by the evidence otherwise.
    """
    if table and table not in TABLES:
        raise SourceError(f"there is no table {table}; one of {', '.join(TABLES)}")
    return proposal(read(files), table=table)


def proposal(file: File, *, table: str = "") -> FileProposal:
    """The same for a file that was read."""
    found = blocks(file.columns)
    decoded = {name: decode(name, file.columns) for name in TABLES}
    ranked = candidates(decoded, evidence(file.columns, file.names), found)
    chosen = table or (ranked[0].table if ranked[0].score >= LEAST else "")
    if chosen and not table and _hardly(decoded[chosen], found):
        chosen = ""
    doubt = "" if table else _table_question(ranked, chosen)
    if chosen and not table and not doubt and not _has_core(decoded[chosen], found):
        doubt = f"is this table {chosen}? none of its own columns is plainly there"
    if not chosen:
        return _nothing(file, ranked, doubt)
    one = _with_blocks(decoded[chosen], file.columns, found)
    columns = tuple(_column(seen, one, file, found, doubt) for seen in file.columns)
    filled = {name for column in columns for name in (column.column, *column.also)}
    return FileProposal(
        files=file.names,
        table=chosen,
        tables=ranked[:FIRST_FEW],
        table_question=doubt,
        columns=columns,
        missing=tuple(
            column.name
            for column in TABLES[chosen].columns
            if column.required and column.name not in filled and column.name != "source_file"
        ),
        grain_question=_grain(chosen, columns),
        delimiter=file.delimiter,
        skip_lines=file.skip_lines,
        sheets=file.sheets,
        rows=file.rows,
        notes=(
            *file.notes,
            *(_said(block, file.columns) for block in found if chosen in block.tables),
            *_numbered(file.columns),
        ),
    )


def _hardly(one: Decoded, found: Sequence[ColumnBlock]) -> bool:
    """Whether next to nothing of a file would be read."""
    return len(one.chosen) < FEWEST and not any(one.table in block.tables for block in found)


def _has_core(one: Decoded, found: Sequence[ColumnBlock]) -> bool:
    """Whether a column that few other files have is recognised by name and values."""
    own = [s for s in one.chosen.values() if s.column not in GENERIC and s.two_agree]
    return len(own) >= CORE or any(one.table in block.tables for block in found)


def _said(block: ColumnBlock, columns: Sequence[Seen]) -> str:
    names = [columns[place].name for place in block.members]
    shown = ", ".join(" ".join(name.split())[:40] for name in names[:4])
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return f"{len(names)} columns are {block.what} for {block.column}: {shown}{more}"


def _numbered(columns: Sequence[Seen]) -> Iterator[str]:
    """Columns that say of a second or third what others say of the first: those are not read."""
    first = {(seen.said.words, seen.said.roles) for seen in columns if seen.said.index <= 1}
    further = [
        seen
        for seen in columns
        if seen.said.index > 1 and seen.written and (seen.said.words, seen.said.roles) in first
    ]
    if further:
        rows = max(seen.written for seen in further)
        shown = ", ".join(seen.name for seen in further[:4])
        more = f" and {len(further) - 4} more" if len(further) > 4 else ""
        yield (
            f"columns are numbered, and a row is read as of the first alone: {shown}{more} are "
            f"left, in {rows:,} rows"
        )


def _table_question(ranked: Sequence[TableCandidate], chosen: str) -> str:
    """What must be settled about the table; the kinds of none are rivals too."""
    if not chosen:
        return "which table is this, if any?"
    if ranked[0].score < SURE:
        return f"is this table {chosen}? little speaks for it"
    near = [one for one in ranked[1:] if one.score * CLEAR > ranked[0].score and one.score > 0]
    if near:
        other = near[0].table or f"none of them ({near[0].kind})"
        return f"is this table {chosen}? {other} fits almost as well"
    return ""


def _nothing(file: File, ranked: Sequence[TableCandidate], doubt: str) -> FileProposal:
    columns = tuple(_unread(seen, decode_none(seen)) for seen in file.columns)
    return FileProposal(
        files=file.names, tables=tuple(ranked[:FIRST_FEW]), table_question=doubt, columns=columns,
        delimiter=file.delimiter, skip_lines=file.skip_lines, sheets=file.sheets, rows=file.rows,
        notes=file.notes,
    )  # fmt: skip


def decode_none(seen: Seen) -> tuple[Candidate, ...]:
    """The kind of none of a column, as its only candidate."""
    return (none_of(seen),)


def _with_blocks(one: Decoded, columns: Sequence[Seen], found: Sequence[ColumnBlock]) -> Decoded:
    """The decoded file with the first column of each block standing for the block."""
    chosen = dict(one.chosen)
    for block in found:
        if one.table not in block.tables:
            continue
        held = {
            scored_.column: place for place, scored_ in chosen.items() if place not in block.members
        }
        for place in block.members:
            chosen.pop(place, None)
        if block.column in held and block.column not in {"outcome_value", "population"}:
            continue
        if block.column in held:
            chosen.pop(held[block.column])
        first = min(block.members)
        column = TABLES[one.table].column(block.column)
        base = scored(one.table, column, columns[first])
        chosen[first] = Scored(columns[first], block.column, 0.8, 0.8, base.fit, block.what)
    return Decoded(one.table, chosen, one.every, one.none, one.rivals)


def _column(
    seen: Seen, one: Decoded, file: File, found: Sequence[ColumnBlock], doubt: str
) -> ColumnProposal:
    block = next((b for b in found if seen.place in b.members and one.table in b.tables), None)
    choice = one.chosen.get(seen.place)
    three = _three(seen, one, choice)
    if choice is None:
        plain = _unread(seen, three)
        if block is None:
            return plain
        return replace(plain, block=block.stem, block_value=block.members[seen.place])
    asked = question(choice, one, file.columns)
    if block is not None:
        together = f"{len(block.members)} columns are {block.what}: are they one thing?"
        asked = together if block.column == "force_kind" else asked or together
    if doubt and not asked:
        asked = f"is this {choice.column}? settle the table first: {doubt}"
    return _chosen(seen, one, choice, three, (asked, block))


def _chosen(
    seen: Seen,
    one: Decoded,
    choice: Scored,
    three: tuple[Candidate, ...],
    rest: tuple[str, ColumnBlock | None],
) -> ColumnProposal:
    asked, block = rest
    column = TABLES[one.table].column(choice.column)
    also, formats_of = _also(seen, one, column)
    shown, pad = _formats(column, seen)
    made = codes(column, seen)
    if not asked and list_of(column) and not any(code.word is not None for code in made):
        asked = f"is this {column.name}? none of its values is a known code"
    if not asked and _is_moment(column) and not shown:
        asked = f"which date or time format: {', '.join(list(seen.telling)[:3])}"
    return ColumnProposal(
        name=seen.name, place=seen.place, values=seen.ranked[:SHOWN], distinct=len(seen.values),
        written=seen.written, rows=seen.rows, candidates=three, column=choice.column, also=also,
        question=asked, formats=shown, formats_of=formats_of, pad=pad, codes=made,
        codes_question=_codes_question(made, seen),
        block=block.stem if block else "",
        block_value=block.members[seen.place] if block else "",
        pseudonym=choice.column in {"officer_id", "subject_id", "respondent_id"},
    )  # fmt: skip


def _is_moment(column: Column) -> bool:
    return column.kind == "date" or column.name.endswith("_minute")


def _formats(column: Column, seen: Seen) -> tuple[tuple[str, ...], int]:
    if column.name == "period":
        found, _ = moments.formats(seen.telling, is_time=False)
        return found or moments.partial(seen.telling), 0
    if not _is_moment(column):
        return (), 0
    found, pad = moments.formats(seen.telling, is_time=column.kind != "date")
    if not found and column.kind == "date":
        return moments.partial(seen.telling), 0
    return found, pad


def _also(
    seen: Seen, one: Decoded, column: Column
) -> tuple[tuple[str, ...], Mapping[str, tuple[str, ...]] | None]:
    """Further canonical columns that the same column of the file fills."""
    filled = {choice.column for choice in one.chosen.values()}
    names = TABLES[one.table].names
    raw = f"{column.name}_raw"
    if raw in names and raw not in filled:
        return (raw,), None
    minute = column.name.replace("_date", "_minute")
    if column.kind == "date" and minute in names and minute not in filled:
        found = facts(seen).dates
        if moments.has_clock(found) and not moments.only_midnight(seen.telling):
            return (minute,), {minute: found}
    return (), None


def _codes_question(made: Sequence[CodeChoice], seen: Seen) -> str:
    if not made:
        return ""
    if len(seen.values) > MOST_CODES:
        return f"{len(seen.values)} distinct values: are these codes at all?"
    left = [code for code in made if not code.decided]
    if not left:
        return ""
    shown = ", ".join(f"{code.value} ({code.rows} rows)" for code in left)
    return f"known, fixable or ignored: {shown}"


def _three(seen: Seen, one: Decoded, choice: Scored | None) -> tuple[Candidate, ...]:
    """The first three candidates, the chosen one first, the kind of none where it belongs."""
    none = one.none[seen.place]
    ranked = [found for found in one.every[seen.place] if found.score > 0]
    if choice is not None:
        ranked = [choice, *(found for found in ranked if found.column != choice.column)]
    made = [found.candidate() for found in ranked[:FIRST_FEW]]
    if choice is None and none.score >= (made[0].score if made else 0.0):
        made = [none, *made]
    elif none.score > 0:
        place = next((n for n, c in enumerate(made) if n and c.score < none.score), len(made))
        made.insert(max(place, 1), none)
    return tuple(made[:FIRST_FEW])


def _unread(seen: Seen, three: tuple[Candidate, ...]) -> ColumnProposal:
    coded = 1 < len(seen.values) <= MOST_CODES and seen.repeats > 1.5
    return ColumnProposal(
        name=seen.name, place=seen.place, values=seen.ranked[:SHOWN], distinct=len(seen.values),
        written=seen.written, rows=seen.rows, candidates=three,
        codes=raw_codes(seen) if coded else (),
    )  # fmt: skip


def _grain(table: str, columns: Sequence[ColumnProposal]) -> str:
    """What a row is, where the identifier that should name it repeats."""
    if table not in ALONE:
        return ""
    key = TABLES[table].key[-1 if table == "deaths" else 0]
    for column in columns:
        if (
            column.column == key
            and column.distinct
            and column.written > ASK_REPEATS * column.distinct
        ):
            return (
                f"{column.name} repeats: {column.written} rows hold {column.distinct} values. "
                "Is a row one person, one violation, one search, one officer, or a duplicate?"
            )
    return ""
