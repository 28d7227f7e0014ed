"""A proposal and what was decided about it → which column of the file is read as which."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from daylight.ingest.decisions.further import EVERY_ROW, FURTHER, pairs
from daylight.ingest.decisions.record import DraftDecisions
from daylight.ingest.drafting.coding import exact, list_of
from daylight.ingest.drafting.proposal import CodeChoice, ColumnProposal, FileProposal
from daylight.ingest.drafting.seen import is_unrecorded
from daylight.schema.tables import TABLES

ACCEPT, EACH, NONE, FIRST = "accept", "each", "none", "first"
COLUMNS, REST, CODES = "columns", "rest", "open codes"
NAMES_PEOPLE = frozenset({"officer_id", "subject_id", "respondent_id"})
"""Canonical columns that name a person, and are replaced by a keyed hash."""
MOST_ASKED = 2
"""Columns in doubt that are asked about one by one; what is left is asked about together."""


def about(column: ColumnProposal) -> str:
    """The id of the decision on one column."""
    return f"column {column.name}"


def codes_of(column: ColumnProposal) -> str:
    """The id of the decision on one code table."""
    return f"codes {column.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Which column of the file is read as which canonical one, and what is still open.

    Parameters
    ----------
    read
        Canonical column → the file's column, decided or not in doubt.
    doubtful
        Canonical column → the file's column that may be it, until a person has decided.
    known
        Both, without those that only a person recognised.
    """

    read: Mapping[str, ColumnProposal]
    doubtful: Mapping[str, ColumnProposal]
    known: Mapping[str, ColumnProposal]

    @property
    def columns(self) -> dict[str, ColumnProposal]:
        """All of them, decided or not."""
        return {**self.doubtful, **self.read}


def marked(proposal: FileProposal, uses: Mapping[str, tuple[str, ...]]) -> list[ColumnProposal]:
    """Columns in doubt, those that most questions rest on first."""
    found = [one for one in proposal.read if one.question]
    return sorted(found, key=lambda one: -len(uses.get(one.column, ())))


def asked_alone(
    proposal: FileProposal, decisions: DraftDecisions, uses: Mapping[str, tuple[str, ...]]
) -> list[ColumnProposal]:
    """Columns that get a decision each: the weightiest in doubt, or all where a person wishes."""
    doubtful = marked(proposal, uses)
    needed = [one for one in doubtful if TABLES[proposal.table].column(one.column).required]
    weighty = [one for one in doubtful if uses.get(one.column) and one not in needed]
    weighty = [*needed, *weighty[:MOST_ASKED]]
    if decisions.answer(REST) == EACH:
        weighty = doubtful
    sure = [one for one in proposal.read if not one.question]
    return [*weighty, *(sure if decisions.answer(COLUMNS) == EACH else ())]


def settle(
    proposal: FileProposal, decisions: DraftDecisions, uses: Mapping[str, tuple[str, ...]]
) -> Settled:
    """What the decisions come to; a canonical column is read from one column of the file."""
    read: dict[str, ColumnProposal] = {}
    doubtful: dict[str, ColumnProposal] = {}
    alone = asked_alone(proposal, decisions, uses)
    for one in (*alone, *(one for one in proposal.read if one not in alone)):
        column = _decided(one, decisions, alone=one in alone)
        if column is None:
            _take(doubtful, one)
        elif column != NONE:
            _take(read, _as(one, column, proposal.table))
    known = {**doubtful, **read}
    columns = {one.name: one for one in proposal.columns}
    for name, canonical in pairs(decisions.answer(FURTHER)):
        if name == EVERY_ROW:
            read[canonical] = ColumnProposal(name="", place=-1, column=canonical)
        elif name in columns:
            read[canonical] = _as(columns[name], canonical, proposal.table)
    open_ones = {name: one for name, one in doubtful.items() if name not in read}
    return Settled(read=read, doubtful=open_ones, known=known)


def _decided(one: ColumnProposal, decisions: DraftDecisions, *, alone: bool) -> str | None:
    """What a column is read as, `none` where it is not read; None while that is open."""
    if alone:
        return decisions.answer(about(one)) or None
    group = decisions.answer(REST if one.question else COLUMNS)
    if group in {ACCEPT, FIRST}:
        return one.column
    return NONE if group == NONE else None


def _as(one: ColumnProposal, column: str, table: str) -> ColumnProposal:
    """The same column, read as another canonical column than was proposed first."""
    if column == one.column or column not in TABLES[table].names:
        return one
    listed = list_of(TABLES[table].column(column))
    held = [(code.value, code.rows) for code in one.codes] or one.values
    return replace(
        one,
        column=column,
        block="",
        also=(),
        formats=(),
        pad=0,
        question="",
        codes_question="",
        pseudonym=column in NAMES_PEOPLE,
        codes=tuple(_code(listed, value, rows) for value, rows in held) if listed else (),
    )


def _code(listed: str, value: str, rows: int) -> CodeChoice:
    word = exact(listed, value)
    return CodeChoice(
        value=value, rows=rows, word=word, ignored=word is None and is_unrecorded(value)
    )


def _take(found: dict[str, ColumnProposal], one: ColumnProposal) -> None:
    for name in (one.column, *one.also):
        found.setdefault(name, one)
