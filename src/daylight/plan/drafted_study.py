"""A study of records just drafted: what they can be asked, and what they lack for the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from daylight.ingest.decisions.ask import middle, word_of
from daylight.ingest.decisions.decision import IGNORED, OPEN
from daylight.ingest.decisions.record import Decisions
from daylight.ingest.decisions.settle import Settled, codes_of
from daylight.ingest.decisions.toml_text import comment, quoted, value
from daylight.ingest.drafting.proposal import Proposal
from daylight.model.methods import METHODS
from daylight.plan.records import Yield, lacking, needed
from daylight.plan.study import Question
from daylight.reduce.reductions import REDUCTIONS

REFERENCE = "white"
RECIPE = "recipe.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question that the records can answer, or what they lack for it."""

    method: str
    lacks: tuple[str, ...] = ()


def counted() -> Iterator[tuple[str, Question]]:
    """Every method that counts records, with the plainest question for it."""
    for name in METHODS:
        needs = METHODS[name].needs
        if needs.noun == "cells" and needs.reduction in REDUCTIONS:
            yield name, Question(id=name, method=name)


def uses(table: str) -> dict[str, tuple[str, ...]]:
    """Canonical column of a table → the questions that cannot be answered without it."""
    found: dict[str, tuple[str, ...]] = {}
    for name, question in counted():
        record = REDUCTIONS[METHODS[name].needs.reduction]
        if table in record.tables:
            for columns in needed(question, METHODS[name], record).values():
                for column in columns:
                    found[column] = (*found.get(column, ()), METHODS[name].question)
    return found


def asked(table: str, settled: Settled, *, has_place: bool) -> list[Asked]:
    """What these records can be asked, those that lack nothing first."""
    made = Yield({table: frozenset(settled.read)})
    found = []
    for name, question in counted():
        record = REDUCTIONS[METHODS[name].needs.reduction]
        if table in record.tables:
            lacks = lacking(question, record, made, has_place=has_place)
            found.append(Asked(method=name, lacks=tuple(lack.what for lack in lacks)))
    return sorted(found, key=lambda one: len(one.lacks))


def study_text(
    proposal: Proposal, decisions: Decisions, settled: Settled, files: Sequence[str]
) -> str:
    """study.toml for these files, as far as the recipe is decided."""
    return "\n".join(_lines(proposal, decisions, settled, files)) + "\n"


def _lines(
    proposal: Proposal, decisions: Decisions, settled: Settled, files: Sequence[str]
) -> Iterator[str]:
    agency = decisions.answer("agency") or "Unnamed agency"
    place = [middle(proposal, "latitude"), middle(proposal, "longitude")]
    has_place = None not in place
    found = asked(proposal.table, settled, has_place=has_place) if proposal.table else []
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
    for one in found:
        if not one.lacks:
            yield ""
            yield comment(METHODS[one.method].question)
            yield "[[questions]]"
            yield f"id = {quoted(one.method)}"
            yield f"method = {quoted(one.method)}"
    if lacking_ones := [one for one in found if one.lacks]:
        yield ""
        yield comment("These records cannot answer:")
        for one in lacking_ones:
            yield comment(f"- {METHODS[one.method].question} {'; '.join(one.lacks)}")


def _named(files: Sequence[str]) -> str:
    names = [Path(name).name for name in files]
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more files"


def reference(decisions: Decisions, settled: Settled) -> str:
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
