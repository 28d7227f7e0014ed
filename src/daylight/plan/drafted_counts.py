"""A study of published counts just drafted: what they can be asked, and what they lack."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from daylight.ingest.decisions.aggregated import keys_of, measures_of
from daylight.ingest.decisions.record import DraftDecisions
from daylight.ingest.decisions.toml_text import comment, quoted
from daylight.ingest.drafting.proposal import FileProposal
from daylight.model.methods import METHODS
from daylight.plan.drafted_study import REFERENCE

COUNTS = "counts.toml"


def counts_study_text(
    proposal: FileProposal, decisions: DraftDecisions, files: Sequence[str]
) -> str:
    """study.toml for published counts, as far as they are decided."""
    return "\n".join(_lines(proposal, decisions, files)) + "\n"


def _lines(
    proposal: FileProposal, decisions: DraftDecisions, files: Sequence[str]
) -> Iterator[str]:
    agency = decisions.answer("agency") or "Unnamed agency"
    yield comment("Written from decisions.toml by `daylight decide`.")
    file = Path(files[0]).name
    yield f"title = {quoted(f'{agency}: {file}')}"
    yield f"reference = {quoted(_reference(decisions))}"
    yield comment("Name here the questions that the study is made to answer, before it is run:")
    yield "primary = []"
    yield ""
    yield "[department]"
    yield f"name = {quoted(agency)}"
    yield ""
    yield "[[sources]]"
    yield 'name = "published"'
    yield f"counts = {quoted(COUNTS)}"
    held = {*keys_of(proposal, decisions)}, {*measures_of(proposal, decisions)}
    lacks: dict[str, str] = {}
    for name in METHODS:
        needs = METHODS[name].needs
        if needs.noun != "cells" or not needs.measures or not needs.by:
            continue
        missing = [key for key in needs.by if key not in held[0]]
        missing += [measure for measure in needs.measures if measure not in held[1]]
        if missing:
            lacks[name] = ", ".join(missing)
            continue
        yield ""
        yield comment(METHODS[name].question)
        yield "[[questions]]"
        yield f"id = {quoted(name)}"
        yield f"method = {quoted(name)}"
    yield ""
    yield comment("Not asked, because the counts do not tell:")
    for name, missing_ones in lacks.items():
        yield comment(f"- {missing_ones}: {METHODS[name].question}")


def _reference(decisions: DraftDecisions) -> str:
    """White where the counts know it, else the first group they name."""
    words = [
        word
        for one in decisions.decisions
        if one.id.startswith("codes ") and "black" in one.allowed
        for word in one.words.values()
        if word in one.allowed[:-2]
    ]
    return REFERENCE if REFERENCE in words or not words else words[0]
