"""A proposal and what was decided → recipe.toml; what is open stays marked `decide`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from daylight.ingest.decisions.ask import code_tables, is_coded, values_of, word_of
from daylight.ingest.decisions.boxes import (
    ACTIONS,
    KIND,
    SHARED,
    KindBoxes,
    box_codes,
    boxes_of,
    is_inside,
    most_serious,
    taken_apart,
)
from daylight.ingest.decisions.decision import IGNORED
from daylight.ingest.decisions.moments import format_of, is_moment
from daylight.ingest.decisions.record import DraftDecisions
from daylight.ingest.decisions.settle import ACCEPT, CODES, NONE, Settled, codes_of
from daylight.ingest.decisions.toml_text import comment, key, quoted, value
from daylight.ingest.drafting.proposal import ColumnProposal, FileProposal
from daylight.ingest.drafting.recipe_text import BLANKS
from daylight.ingest.drafting.seen import is_unrecorded
from daylight.ingest.recipe import DECIDE
from daylight.schema.columns import Column
from daylight.schema.tables import TABLES

YES_NO = {"yes": True, "no": False}
ROLE = "records"


def recipe_text(proposal: FileProposal, decisions: DraftDecisions, settled: Settled) -> str:
    """The recipe, as far as it is decided."""
    return "\n".join(_lines(proposal, decisions, settled)) + "\n"


def _lines(proposal: FileProposal, decisions: DraftDecisions, settled: Settled) -> Iterator[str]:
    agency = decisions.answer("agency")
    yield comment("Written from decisions.toml by `daylight decide`; a change here is kept only")
    yield comment("as long as you do not run it again.")
    yield f"title = {quoted(', '.join(Path(name).name for name in proposal.files))}"
    yield f"publisher = {quoted(agency)}"
    yield 'licence = "not stated"'
    yield f"agency = {quoted(agency)}"
    yield f"timezone = {quoted(decisions.answer('timezone') or 'UTC')}"
    yield f"blank = {value(_blanks(decisions, settled))}"
    marks = [one.question for one in decisions.open if one.id in MARKED_AT_HEAD]
    if marks:
        yield f"{DECIDE} = {quoted(' '.join(marks))}"
    yield ""
    yield f"[files.{ROLE}]"
    for name, held, usual in (
        ("delimiter", proposal.delimiter, ","),
        ("sheets", proposal.sheets, ()),
        ("skip_lines", proposal.skip_lines, 0),
    ):
        if held != usual:
            yield f"{name} = {value(held)}"
    if proposal.table and not _is_table_open(proposal, decisions):
        yield from _codes(proposal, decisions, settled)
        yield from _columns(proposal, decisions, settled)


MARKED_AT_HEAD = ("table", "agency", "timezone", "grain")


def _is_table_open(proposal: FileProposal, decisions: DraftDecisions) -> bool:
    return bool(proposal.table_question) and not decisions.answer("table")


def _blanks(decisions: DraftDecisions, settled: Settled) -> list[str]:
    """Spellings of a blank, less those that some column uses as a code."""
    used = {code for one in decisions.decisions for code, word in one.words.items() if _means(word)}
    used |= {code.value for one in settled.columns.values() for code in one.codes if code.word}
    return [blank for blank in BLANKS if blank not in used]


def _codes(proposal: FileProposal, decisions: DraftDecisions, settled: Settled) -> Iterator[str]:
    boxes = _boxes(proposal, settled)
    if boxes is not None:
        yield from box_codes(boxes, proposal.table)
    for name, column in code_tables(proposal, settled):
        if _is_left(decisions, column):
            continue
        decision = decisions[codes_of(column)]
        words = {one.value: word_of(one.word, ignored=one.ignored) for one in column.codes}
        if decision is not None:
            words = dict(decision.words)
        elif decisions.answer(CODES) == ACCEPT:
            words = {code: word or IGNORED for code, word in words.items()}
        yield ""
        yield f"[codes.{name}]"
        known = {code: YES_NO.get(word, word) for code, word in words.items() if _means(word)}
        yield f"known = {value(known)}"
        yield f"ignored = {value([code for code, word in words.items() if word == IGNORED])}"
        if mark := _code_mark(column, decisions):
            yield f"{DECIDE} = {quoted(mark)}"


def _means(word: str) -> bool:
    return word not in {"", IGNORED}


def _is_left(decisions: DraftDecisions, column: ColumnProposal) -> bool:
    if decisions[codes_of(column)] is not None:
        return decisions.answer(codes_of(column)) == NONE
    is_open = not column.codes or not all(one.decided for one in column.codes)
    return is_open and decisions.answer(CODES) == NONE


def _code_mark(column: ColumnProposal, decisions: DraftDecisions) -> str:
    """What is open about a code table; empty where nothing is."""
    decision = decisions[codes_of(column)]
    if decision is not None:
        if decision.undecided:
            return f"what is {', '.join(decision.undecided)}?"
        return "" if decision.answer else decision.question
    group = decisions[CODES]
    is_open = not all(one.decided for one in column.codes) or not column.codes
    return group.question if is_open and group is not None and not group.answer else ""


def _columns(proposal: FileProposal, decisions: DraftDecisions, settled: Settled) -> Iterator[str]:
    table = TABLES[proposal.table]
    named = settled.columns.get(table.key[0])
    together = named if decisions.answer("grain") == "together" else None
    boxes = _boxes(proposal, settled)
    is_apart = boxes is not None and table.name == ACTIONS
    yield ""
    if together is not None or is_apart:
        yield f"[tables.{table.name}]"
    if together is not None:
        yield f"group = {value([together.name])}"
    elif boxes is not None and is_apart:
        yield taken_apart(boxes, _names(proposal))[0]
    yield f"[tables.{table.name}.columns]"
    for canonical in table.columns:
        reading = _read(canonical, decisions, settled)
        if boxes is not None:
            reading = _with_boxes(canonical, reading, (boxes, proposal))
        if reading is not None:
            yield f"{key(canonical.name)} = {value(_picked(canonical, reading, together))}"
    if boxes is not None and not is_apart:
        yield from _actions(taken_apart(boxes, _names(proposal)), decisions, settled)
    yield from _unread(proposal, settled, boxes)


def _picked(
    canonical: Column, reading: dict[str, Any], together: ColumnProposal | None
) -> dict[str, Any]:
    """The reading with which of several rows' values counts, where rows are taken together."""
    if together is None or reading.get("source") in {None, together.name}:
        return reading
    return {**reading, "pick": "any" if canonical.kind == "bool" else "only"}


def _unread(proposal: FileProposal, settled: Settled, boxes: KindBoxes | None) -> Iterator[str]:
    used = {id(one) for one in settled.columns.values()}
    left = [
        one
        for one in proposal.columns
        if id(one) not in used and one.name and not (boxes and is_inside(proposal, one))
    ]
    if left:
        yield ""
        yield comment("Not read, with their most frequent values:")
        yield from (comment(f"- {one.name}: {values_of(one)}") for one in left)


def _with_boxes(
    canonical: Column, reading: dict[str, Any] | None, given: tuple[KindBoxes, FileProposal]
) -> dict[str, Any] | None:
    """The reading of a column, where columns of the file are boxes of kinds of force."""
    boxes, proposal = given
    if proposal.table == ACTIONS:
        added = taken_apart(boxes, _names(proposal))[1]
        mine = added.get(canonical.name)
    else:
        mine = most_serious(boxes) if canonical.name == KIND else None
    if mine is None:
        return reading
    mark = (reading or {}).get(DECIDE)
    return {**mine, DECIDE: mark} if mark else mine


def _boxes(proposal: FileProposal, settled: Settled) -> KindBoxes | None:
    """Columns that together say which kinds of force were used, as far as they are settled."""
    first = settled.columns.get(KIND)
    return boxes_of(proposal, first) if first is not None else None


def _names(proposal: FileProposal) -> tuple[str, ...]:
    return tuple(one.name for one in proposal.columns)


def _actions(
    apart: tuple[str, dict[str, dict[str, Any]]], decisions: DraftDecisions, settled: Settled
) -> Iterator[str]:
    """Beside the row with its most serious kind, a row for every kind of force that was used."""
    line, added = apart
    yield ""
    yield f"[tables.{ACTIONS}]"
    yield line
    yield f"[tables.{ACTIONS}.columns]"
    for name in SHARED:
        reading = _read(TABLES["force"].column(name), decisions, settled)
        if reading is not None:
            yield f"{key(name)} = {value(reading)}"
    yield from (f"{key(name)} = {value(reading)}" for name, reading in added.items())


def _read(canonical: Column, decisions: DraftDecisions, settled: Settled) -> dict[str, Any] | None:
    """How a canonical column is read; None where it is not."""
    column = settled.columns.get(canonical.name)
    if column is None:
        is_needed = canonical.required and canonical.name != "source_file"
        return _unnamed(canonical) if is_needed else None
    if not column.name:
        return {"constant": True}
    coded = is_coded(canonical)
    if coded and (_is_left(decisions, column) or canonical.name != column.column):
        return None
    reading = _reading(canonical, column)
    if is_moment(canonical) and canonical.name == column.column:
        reading |= _formatted(column, decisions)
    if canonical.name not in settled.read:
        reading[DECIDE] = column.question or f"is {column.name} this?"
    return reading


def _unnamed(canonical: Column) -> dict[str, Any]:
    """A required column that the file does not have: the row's own name, or a mark."""
    if canonical.kind == "text":
        return {"row_id": True}
    return {DECIDE: f"no column was found for {canonical.name}: {canonical.meaning}"}


def _formatted(column: ColumnProposal, decisions: DraftDecisions) -> dict[str, Any]:
    """What was decided about a column's dates or times, or that it is open."""
    decision = decisions[format_of(column)]
    if decision is None:
        return {}
    return {"formats": [decision.answer]} if decision.answer else {DECIDE: decision.question}


def _reading(canonical: Column, column: ColumnProposal) -> dict[str, Any]:
    reading: dict[str, Any] = {"source": column.name}
    if is_coded(canonical):
        reading["codes"] = canonical.name
    is_time = is_moment(canonical)
    formats = column.formats
    if canonical.name != column.column:
        formats = (column.formats_of or {}).get(canonical.name, column.formats)
    if is_time:
        if formats:
            reading["formats"] = list(formats)
        if column.pad and canonical.name == column.column:
            reading["pad"] = column.pad
    if canonical.kind in {"int", "float"} and not is_time:
        unsaid = [text for text, _ in column.values if is_unrecorded(text)]
        reading |= {"ignored": unsaid} if unsaid else {}
    if column.pseudonym and canonical.name == column.column:
        reading["pseudonym"] = True
    return reading
