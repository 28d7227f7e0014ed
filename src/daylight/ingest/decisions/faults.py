"""What is wrong with an answer that a person typed, before anything is made of it."""

from collections.abc import Callable
from zoneinfo import available_timezones

from daylight.ingest.decisions.decision import DraftDecision
from daylight.ingest.decisions.further import EVERY_ROW, FURTHER, pairs
from daylight.ingest.decisions.moments import FORMAT, reads_all
from daylight.ingest.drafting.proposal import FileProposal
from daylight.schema.tables import TABLES


def fault(proposal: FileProposal, decision: DraftDecision) -> str:
    """Why the answer cannot stand; empty where it can."""
    if decision.answer in {choice.answer for choice in decision.choices}:
        wrong = [word for word in decision.words.values() if word not in (*decision.allowed, "")]
        return f"{wrong[0]!r} is no word of {decision.id}" if wrong else ""
    judge = JUDGES.get(decision.id.partition(" ")[0])
    return judge(proposal, decision) if judge is not None else ""


def _table(_: FileProposal, decision: DraftDecision) -> str:
    if decision.answer in TABLES:
        return ""
    return f"there is no table {decision.answer!r}; there are {', '.join(TABLES)}"


def _column(proposal: FileProposal, decision: DraftDecision) -> str:
    names = TABLES[proposal.table].names
    if decision.answer in names:
        return ""
    return f"{proposal.table} has no column {decision.answer!r}; it has {', '.join(names)}"


def _further(proposal: FileProposal, decision: DraftDecision) -> str:
    there = {one.name for one in proposal.columns}
    for column, name in pairs(decision.answer):
        if not name:
            return f"{column!r}: write COLUMN = NAME, several with a semicolon between"
        if column not in {*there, EVERY_ROW}:
            return f"the file has no column {column!r}"
        if column == EVERY_ROW and name in TABLES[proposal.table].names:
            kind = TABLES[proposal.table].column(name).kind
            return "" if kind == "bool" else f"{name} is no yes or no; name a column for it"
        if name not in TABLES[proposal.table].names:
            return f"{proposal.table} has no column {name!r}; see daylight schema {proposal.table}"
    return ""


def _zone(_: FileProposal, decision: DraftDecision) -> str:
    known = decision.answer in available_timezones()
    return "" if known else f"there is no time zone {decision.answer!r}, as in America/Phoenix"


def _format(proposal: FileProposal, decision: DraftDecision) -> str:
    column = next((one for one in proposal.columns if one.name == decision.column), None)
    if column is None or not column.values:
        return f"the file has no values of {decision.column!r} to be read"
    if reads_all(column, decision.answer):
        return ""
    return f"{decision.answer} does not read {column.values[0][0]!r}"


JUDGES: dict[str, Callable[[FileProposal, DraftDecision], str]] = {
    "table": _table,
    "column": _column,
    FURTHER: _further,
    "timezone": _zone,
    FORMAT: _format,
}
"""First word of a decision's id → what judges a typed answer."""
