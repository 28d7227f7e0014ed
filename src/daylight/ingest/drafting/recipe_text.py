"""A proposal → a recipe as TOML, the evidence in comments, open questions as `decide` marks."""

import json
from collections.abc import Iterator

from daylight.ingest.drafting.coding import list_of
from daylight.ingest.drafting.proposal import Candidate, CodeChoice, ColumnProposal, FileProposal
from daylight.schema.tables import TABLES, Column

BLANKS = ("NULL", "NA", "N/A", "(null)", "-", "NaN", "None")
SHOWN = 5
UNIQUE_IN = frozenset({"stops", "arrests", "deaths", "officers", "complaints", "force_incidents"})
LONG = 60


def toml(value: object) -> str:
    """A value as TOML writes it; a line break in a header becomes an escape."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def comment(text: str) -> str:
    """A text that stays on the one line of its comment."""
    return "".join(mark if mark.isprintable() else " " for mark in " ".join(text.split()))


def recipe_text(proposal: FileProposal) -> str:
    """The recipe that a proposal amounts to."""
    return "\n".join(_lines(proposal)) + "\n"


def _lines(proposal: FileProposal) -> Iterator[str]:
    yield from _head(proposal)
    yield "[files.records]"
    yield from _file(proposal)
    yield ""
    if proposal.grain_question:
        yield "[files.decide_grain]"
        yield f"decide = {toml(proposal.grain_question)}"
        yield ""
    if not proposal.table:
        yield from _unread(proposal)
        return
    for one in proposal.read:
        yield from _codes(one, proposal.canonical(one.column))
    yield f"[tables.{proposal.table}.columns]"
    for one in proposal.read:
        yield _evidence(one)
        yield f"{one.column} = {_reading(one, proposal.canonical(one.column))}"
        for name in one.also:
            yield _evidence_of(one, name)
            yield f"{name} = {_also(one, name)}"
    yield from _missing(proposal)
    yield from _unread(proposal)


def _head(proposal: FileProposal) -> Iterator[str]:
    recognised = len(list(proposal.read))
    of = sum(bool(one.name) for one in proposal.columns)
    if proposal.table:
        yield f"# A draft. {recognised} of {of} columns recognised, as table {proposal.table}."
    else:
        yield f"# A draft. 0 columns recognised of {of}: the rows fit no table."
        yield "# If they do, name it: daylight draft --table stops FILE (list: daylight schema)"
        yield "# If names are in another language, write the recipe by hand from the list below."
    for ranked in proposal.tables:
        name = ranked.table or f"none of them: {ranked.kind}"
        why = "; ".join(reason.text for reason in ranked.reasons)
        yield f"# table {comment(name)}: {ranked.score:.1f}; {comment(why)}"
    for note in proposal.notes:
        yield f"# noticed: {comment(note)}"
    yield 'title = ""'
    yield 'publisher = ""'
    yield 'licence = ""'
    yield 'agency = ""'
    yield 'timezone = "UTC"'
    yield f"blank = {toml(_blanks(proposal))}"
    if proposal.table_question:
        yield f"decide = {toml(_table_mark(proposal))}"
    yield "[files.decide_origin]"
    yield (
        'decide = "who published this and under what licence; in which time zone are its times? '
        'Fill in the lines above and delete this section"'
    )
    yield ""


def _table_mark(proposal: FileProposal) -> str:
    second = [one.table for one in proposal.tables if one.table and one.table != proposal.table]
    named = proposal.table or "stops"
    other = f" or --table {second[0]}" if second and proposal.table else ""
    return f"{proposal.table_question}; once you know: daylight draft --table {named}{other} FILE"


def _blanks(proposal: FileProposal) -> list[str]:
    """Spellings of nothing, without any that is a code in a column that is read."""
    codes = {code.value.upper() for one in proposal.read for code in one.codes if not code.ignored}
    return [blank for blank in BLANKS if blank.upper() not in codes]


def _file(proposal: FileProposal) -> Iterator[str]:
    if proposal.delimiter != ",":
        yield f"delimiter = {toml(proposal.delimiter)}"
    if proposal.skip_lines:
        yield f"skip_lines = {proposal.skip_lines}"
    if proposal.sheets:
        yield f"sheets = {toml(list(proposal.sheets))}"
    if proposal.table not in UNIQUE_IN:
        return
    key = TABLES[proposal.table].key
    for one in proposal.read:
        names_row = one.column in key and one.column.endswith("_id") and one.unmarked
        if names_row and one.written == one.rows == one.distinct:
            yield f"unique = [{toml(one.name)}]"


def _codes(one: ColumnProposal, column: Column) -> Iterator[str]:
    if not list_of(column):
        return
    yield f"[codes.{column.name}]"
    words = [code for code in one.codes if code.word is not None]
    pairs = ", ".join(f"{toml(code.value)} = {toml(code.word)}" for code in words)
    yield f"known = {{ {pairs} }}" if pairs else "known = {}"
    ignored = [code.value for code in one.codes if code.ignored and code.value not in BLANKS]
    yield f"ignored = {toml(ignored)}"
    yield from _guesses(one.codes)
    if one.codes_question:
        yield f"decide = {toml(one.codes_question)}"
    yield ""


def _guesses(codes: tuple[CodeChoice, ...]) -> Iterator[str]:
    for code in codes:
        if not code.decided and code.candidates:
            words = " or ".join(str(toml(word)) for word in code.candidates)
            yield f"# {comment(toml(code.value))} = {words}? {comment(code.reason)}"


def _evidence(one: ColumnProposal) -> str:
    sure = "medium" if one.question else "high"
    if one.question and (not one.candidates or one.candidates[0].score < 0.6):
        sure = "low"
    chosen = one.candidates[0]
    why = "; ".join(reason.text for reason in chosen.reasons)
    others = "".join(f"; or {_named(other)}" for other in one.candidates[1:])
    return f"# {comment(one.name)} → {one.column}: {sure} confidence; {comment(why + others)}"


def _evidence_of(one: ColumnProposal, name: str) -> str:
    why = "the same column, as it is written" if name.endswith("_raw") else "its time of day"
    return f"# {comment(one.name)} → {name}: high confidence; {why}"


def _named(other: Candidate) -> str:
    return other.column or f"none ({other.kind})"


def _reading(one: ColumnProposal, column: Column) -> str:
    parts = [f"source = {toml(one.name)}"]
    if list_of(column):
        parts.append(f"codes = {toml(column.name)}")
    if one.formats and column.name != "period":
        parts.append(f"formats = {toml(list(one.formats))}")
        parts += [f"pad = {one.pad}"] if one.pad else []
    if one.pseudonym:
        parts.append("pseudonym = true")
    if one.question:
        parts.append(f"decide = {toml(one.question)}")
    return "{ " + ", ".join(parts) + " }"


def _also(one: ColumnProposal, name: str) -> str:
    parts = [f"source = {toml(one.name)}"]
    if found := (one.formats_of or {}).get(name):
        parts.append(f"formats = {toml(list(found))}")
    if one.question:
        parts.append(f"decide = {toml(one.question)}")
    return "{ " + ", ".join(parts) + " }"


def _missing(proposal: FileProposal) -> Iterator[str]:
    """Required columns that nothing was found for."""
    for name in proposal.missing:
        if name.endswith("_id"):
            yield (
                f"{name} = {{ row_id = true, "
                f'decide = "no column names the row; is file and row enough?" }}'
            )
        else:
            meaning = TABLES[proposal.table].column(name).meaning
            question = f"no column was found for {name} ({meaning}): write it for the whole file"
            yield f'{name} = {{ constant = "", decide = {toml(question)} }}'


def _unread(proposal: FileProposal) -> Iterator[str]:
    """What is not read: its name, what it seems to be, its values, and a table to fill in."""
    left = [one for one in proposal.unread if one.name]
    if not left:
        return
    yield ""
    yield f"# not read: {comment(', '.join(one.name for one in left))}"
    for one in left:
        may_be = " or ".join(_named(other) for other in one.candidates) or "nothing that is known"
        shown = ", ".join(f"{value[:LONG]} ({rows})" for value, rows in one.values[:SHOWN])
        yield f"# {comment(one.name)}: {comment(may_be)}; {comment(shown) or 'empty'}"
        if one.codes:
            pairs = ", ".join(f'{toml(code.value)} = ""' for code in one.codes)
            yield f"#   known = {{ {comment(pairs)} }}"
