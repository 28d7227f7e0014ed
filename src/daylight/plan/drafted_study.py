"""A study of records just drafted: what they can be asked, and what they lack for the rest."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from daylight.ingest.decisions.ask import middle, word_of
from daylight.ingest.decisions.decision import IGNORED, OPEN
from daylight.ingest.decisions.record import DraftDecisions
from daylight.ingest.decisions.settle import Settled, codes_of
from daylight.ingest.decisions.toml_text import comment, quoted, value
from daylight.ingest.drafting.proposal import FileProposal
from daylight.model.methods import METHODS
from daylight.plan.records import Yield, lacking, needed
from daylight.plan.study import Question
from daylight.reduce.reduction import Reduction
from daylight.reduce.reductions import REDUCTIONS

REFERENCE = "white"
RECIPE = "recipe.toml"


OF_NO_RECORDS = frozenset({"effects", "published", "trust"})
"""Subjects whose methods take panels, published figures and samples; they need not be loaded."""
COUNTED_BY = {
    "stops": "officer_searches",
    "force": "officer_force",
    "allegations": "officer_events",
}
"""Table → the reduction by which questions about officers are asked of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CanAsk:
    """A question about the records, and what they lack for it; nothing where they answer it."""

    question: Question
    lacks: tuple[str, ...] = ()


def counted(table: str) -> Iterator[tuple[Question, Reduction]]:
    """Every method that can count a table, with the plainest question for it."""
    for name, entry in METHODS.entries.items():
        if entry.subject in OF_NO_RECORDS:
            continue
        needs = METHODS[name].needs
        if needs.noun != "cells" or needs.reduction not in REDUCTIONS:
            continue
        record = REDUCTIONS[needs.reduction]
        if record.name in COUNTED_BY.values() and table in COUNTED_BY:
            record = REDUCTIONS[COUNTED_BY[table]]
        if record.tables[0] == table and set(needs.measures) <= set(record.counts):
            reduction = "" if record.name == needs.reduction else record.name
            yield Question(id=name, method=name, reduction=reduction), record


def uses(table: str) -> dict[str, tuple[str, ...]]:
    """Canonical column of a table → the questions that cannot be answered without it."""
    found: dict[str, tuple[str, ...]] = {}
    for question, record in counted(table):
        method = METHODS[question.method]
        for columns in needed(question, method, record).values():
            for column in columns:
                found[column] = (*found.get(column, ()), method.question)
    return found


def asked(table: str, columns: Iterable[str], *, has_place: bool) -> list[CanAsk]:
    """What these records can be asked, those that lack nothing first."""
    made = Yield({table: frozenset(columns)})
    found = []
    for question, record in counted(table):
        lacks = lacking(question, record, made, has_place=has_place)
        missing = tuple(dict.fromkeys(lack.missing for lack in lacks))
        found.append(CanAsk(question=question, lacks=missing))
    return sorted(found, key=lambda one: len(one.lacks))


def study_text(
    proposal: FileProposal, decisions: DraftDecisions, settled: Settled, files: Sequence[str]
) -> str:
    """study.toml for these files, as far as the recipe is decided."""
    return "\n".join(_lines(proposal, decisions, settled, files)) + "\n"


def _lines(
    proposal: FileProposal, decisions: DraftDecisions, settled: Settled, files: Sequence[str]
) -> Iterator[str]:
    agency = decisions.answer("agency") or "Unnamed agency"
    place = [middle(proposal, "latitude"), middle(proposal, "longitude")]
    has_place = None not in place
    held = settled.columns if decisions.open else settled.read
    found = asked(proposal.table, held, has_place=has_place) if proposal.table else []
    yield comment("Written from decisions.toml by `daylight decide`.")
    yield f"title = {quoted(f'{agency}: {_named(files)}')}"
    yield f"reference = {quoted(reference(decisions, settled))}"
    yield comment("Name here the questions that the study is made to answer, before it is run:")
    yield "primary = []"
    yield ""
    yield "[department]"
    yield f"name = {quoted(agency)}"
    yield f"timezone = {quoted(decisions.answer('timezone') or 'UTC')}"
    if has_place:
        yield comment("the middle of the coordinates in the file, for the sun")
        yield f"latitude = {place[0]}"
        yield f"longitude = {place[1]}"
    yield ""
    yield "[[sources]]"
    yield 'name = "records"'
    yield f"recipe = {quoted(RECIPE)}"
    yield f"files = {value(list(files))}"
    yield comment("What cannot be read is set aside, kept in a file and counted in the report:")
    yield "quarantine = true"
    for one in found:
        yield from _question(one)
    yield from _unanswered(found)


def _question(one: CanAsk) -> Iterator[str]:
    if one.lacks:
        return
    yield ""
    yield comment(METHODS[one.question.method].question)
    yield "[[questions]]"
    yield f"id = {quoted(one.question.id)}"
    yield f"method = {quoted(one.question.method)}"
    if one.question.reduction:
        yield f"reduction = {quoted(one.question.reduction)}"


def _unanswered(found: Sequence[CanAsk]) -> Iterator[str]:
    """The questions left out, by what is missing for them."""
    missing: dict[str, list[str]] = {}
    for one in found:
        if one.lacks:
            missing.setdefault(", ".join(one.lacks), []).append(
                METHODS[one.question.method].question
            )
    if missing:
        yield ""
        yield comment("Not asked, because the recipe reads nothing for:")
    for names, questions in sorted(missing.items(), key=lambda item: -len(item[1])):
        yield comment(f"- {names}:")
        yield from (comment(f"    {question}") for question in questions)


def _named(files: Sequence[str]) -> str:
    names = [Path(name).name for name in files]
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more files"


def reference(decisions: DraftDecisions, settled: Settled) -> str:
    """White where the records know it, else the group with most rows."""
    column = settled.columns.get("subject_race")
    rows: dict[str, int] = {}
    if column is not None:
        decision = decisions[codes_of(column)]
        words: Mapping[str, str] = decision.words if decision is not None else {}
        for code in column.codes:
            word = words.get(code.value) or word_of(code.word, ignored=code.ignored)
            if word not in {OPEN, IGNORED}:
                rows[word] = rows.get(word, 0) + code.rows
    return REFERENCE if REFERENCE in rows or not rows else max(rows, key=lambda word: rows[word])
