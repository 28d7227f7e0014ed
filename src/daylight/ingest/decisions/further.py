"""Columns that the draft did not recognise and a person does."""

from collections.abc import Iterator, Mapping

from daylight.ingest.decisions.boxes import is_inside
from daylight.ingest.decisions.decision import DraftAnswer, DraftDecision
from daylight.ingest.drafting.proposal import ColumnProposal, FileProposal
from daylight.schema.tables import TABLES

FURTHER = "further"
NOTHING = "none"
EVERY_ROW = "every row"
"""In place of a column: what is true of every row, such as that it is a search."""
SHOWN = 6


def pairs(answer: str) -> list[tuple[str, str]]:
    """Column of the file and canonical column, for each `COLUMN = NAME` of an answer."""
    if answer in {"", NOTHING}:
        return []
    parts = (part.rpartition("=") for part in answer.split(";"))
    return [
        (column.strip(), name.strip()) if equals else (name.strip(), "")
        for column, equals, name in parts
    ]


def further(
    proposal: FileProposal, read: Mapping[str, ColumnProposal], uses: Mapping[str, tuple[str, ...]]
) -> Iterator[DraftDecision]:
    """Whether a column that is not read is one that questions wait for."""
    left = [
        one for one in proposal.unread if one.name and one.written and not is_inside(proposal, one)
    ]
    table = TABLES[proposal.table]
    wanted = [name for name in uses if name in table.names and name not in read]
    if not left or not wanted:
        return
    wanted.sort(key=lambda name: -len(uses[name]))
    yield DraftDecision(
        id=FURTHER,
        question="Is a column that is not read one of those that questions wait for?",
        evidence=(
            "not read:",
            *(f"  {one.name} ({_values(one)})" for one in left),
            "waited for:",
            *(
                f"  {name}: {table.column(name).meaning} ({len(uses[name])} questions)"
                for name in wanted
            ),
        ),
        choices=(DraftAnswer(answer=NOTHING, label="no, none of them"),),
        default=NOTHING,
        free="COLUMN = NAME, several with a semicolon between: Arrest = arrest_made; of what is "
        "true of all: every row = search_conducted",
    )


def _values(one: ColumnProposal) -> str:
    shown = ", ".join(value[:30] for value, _ in one.values[:SHOWN])
    return f"{shown} …" if one.distinct > SHOWN else shown
