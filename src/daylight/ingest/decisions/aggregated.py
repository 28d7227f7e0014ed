"""A file whose rows are counts and not events: noticed, asked about, and read as counts."""

import re
from collections.abc import Iterator, Mapping

from daylight.ingest.counts import NUMBER, TOTAL, vocabulary
from daylight.ingest.decisions.decision import IGNORED, DraftAnswer, DraftDecision
from daylight.ingest.decisions.record import DraftDecisions
from daylight.ingest.decisions.toml_text import comment, key, quoted, value
from daylight.ingest.drafting.coding import exact
from daylight.ingest.drafting.names import plain as words
from daylight.ingest.drafting.proposal import ColumnProposal, FileProposal
from daylight.ingest.drafting.seen import is_unrecorded
from daylight.schema.vocabulary import UNKNOWN

GRAIN = "rows"
COUNTS, EVENTS = "counts", "events"
COUNTED = "count of"
"""First words of the id of the decision on what a count is of."""
SPLIT = "split"
CALLED = re.compile(
    r"(count|counts|total|number|n|num|frequency|sum|stops?|incidents?|searches|hits|events|cases|arrests|citations|frisks|warnings)"
    r"|(number|count|total|no|num) .*|.* (count|counts|total|number)"
)
"""How publishers call a column of counts, in lower case."""
NAMED = re.compile(r"(.*\b(id|code|year|month|age|zip|beat|district|badge|hour|lat|lon)\b.*)")
KINDS = ("stops", "searches", "hits", "frisks", "citations", "arrests", "forces", "events")
KEYS = ("subject_race", "subject_sex", "age_group", "district", "agency_id", "year", "quarter")
MOST_KEYS = 60
YEAR = re.compile(r"(19|20)\d\d")


def is_counts(decisions: DraftDecisions) -> bool:
    """Whether a person said that the rows are counts of many."""
    return decisions.answer(GRAIN) == COUNTS


def measures_of(proposal: FileProposal, decisions: DraftDecisions) -> dict[str, str]:
    """Count → the column of the file it is in, as far as that is decided."""
    found = {}
    for one in counts_of(proposal):
        if measure := decisions.answer(f"{COUNTED} {one.name}"):
            found[measure] = one.name
            for other in proposal.columns:
                said = decisions.answer(f"key {other.name}")
                if _splits(said):
                    found[said.removeprefix(SPLIT).strip()] = one.name
    return found


def keys_of(proposal: FileProposal, decisions: DraftDecisions) -> dict[str, str]:
    """Key → the column of the file that holds it, as far as that is decided."""
    told = {one.name: decisions.answer(f"key {one.name}") for one in proposal.columns}
    return {
        said: name for name, said in told.items() if said and said != "none" and not _splits(said)
    }


def counts_of(proposal: FileProposal) -> list[ColumnProposal]:
    """Columns that hold counts, where all others could tell groups apart; none for events."""
    filled = [one for one in proposal.columns if one.name and one.written]
    found = [one for one in filled if _is_count(one)]
    rest = [one for one in told_apart(proposal) if one not in found]
    return found if rest and all(_could_tell(one) for one in rest) else []


def told_apart(proposal: FileProposal) -> list[ColumnProposal]:
    """The columns that could tell counts apart: not those that only number the rows."""
    return [
        one
        for one in proposal.columns
        if one.name
        and one.written
        and not (one.distinct == one.rows and all(text.isdigit() for text, _ in one.values))
    ]


def _could_tell(one: ColumnProposal) -> bool:
    return one.distinct <= MOST_KEYS or (2 * one.distinct <= one.rows and not one.formats)


def _is_count(one: ColumnProposal) -> bool:
    name = words(one.name)
    return (
        CALLED.fullmatch(name) is not None
        and NAMED.fullmatch(name) is None
        and all(NUMBER.fullmatch(text) for text, _ in one.values)
        and any(text not in {"0", "1"} for text, _ in one.values)
    )


ONE_AT_A_TIME = (
    "counts are read from one file and one sheet: to read these as counts, draft each by itself"
)


def grain(proposal: FileProposal) -> Iterator[DraftDecision]:
    """Whether a row is an event or a count of many, where the columns look like counts."""
    found = counts_of(proposal)
    if found:
        names = ", ".join(one.name for one in found)
        several = len(proposal.sheets) > 1 or len(proposal.files) > 1
        counted = DraftAnswer(
            answer=COUNTS,
            label=f"a count of many, in {names}",
            follows="the file is read as published counts",
        )
        yield DraftDecision(
            id=GRAIN,
            question="Is a row one event, or a count of many?",
            evidence=(
                f"{names} holds whole numbers and is called as counts are",
                "the other columns have few different values, as those have that tell groups apart",
                *([ONE_AT_A_TIME] if several else []),
            ),
            choices=(
                *([] if several else [counted]),
                DraftAnswer(answer=EVENTS, label="one event", follows="every row counts once"),
            ),
        )


def decisions_of(proposal: FileProposal) -> Iterator[DraftDecision]:
    """What is to be decided about a file of counts."""
    counts = counts_of(proposal)
    for one in counts:
        yield DraftDecision(
            id=f"{COUNTED} {one.name}",
            question=f"What does {one.name} count?",
            evidence=(_shown(one), *_blank(one)),
            choices=tuple(DraftAnswer(answer=kind, label=kind) for kind in KINDS),
            free="another name for what is counted",
            column=one.name,
        )
    for one in told_apart(proposal):
        if one not in counts:
            yield from _of_key(one)


def _blank(one: ColumnProposal) -> tuple[str, ...]:
    left = one.rows - one.written
    said = f"{left:,} rows hold no number: they are set aside as not published, and counted"
    return (said,) if left else ()


def _of_key(one: ColumnProposal) -> Iterator[DraftDecision]:
    usual = _usual(one)
    is_split = all(isinstance(exact("bool", text), bool) for text, _ in one.values)
    splits = tuple(
        DraftAnswer(
            answer=f"{SPLIT} {kind}",
            label=f"it says yes or no to {kind}: its yes are counted as {kind}",
        )
        for kind in KINDS[1:7]
        if is_split
    )
    yield DraftDecision(
        id=f"key {one.name}",
        question=f"What does {one.name} tell apart?",
        evidence=(_shown(one),),
        choices=(
            *(DraftAnswer(answer=name, label=name) for name in usual),
            *splits,
            DraftAnswer(answer="none", label="nothing that is asked about: added up"),
        ),
        default=usual[0] if len(usual) == 1 and not is_split else "",
        free=f"another key, such as {', '.join(KEYS)}",
        column=one.name,
    )


def _usual(one: ColumnProposal) -> tuple[str, ...]:
    if one.column in KEYS:
        return (one.column,)
    if all(YEAR.fullmatch(text) for text, _ in one.values):
        return ("year",)
    name = words(one.name)
    told = {exact("race", text) for text, _ in one.values} - {None}
    if "race" in name or "ethnic" in name or len(told) >= 2:
        return ("subject_race",)
    if "sex" in name or "gender" in name:
        return ("subject_sex",)
    return ()


def code_tables(proposal: FileProposal, decisions: DraftDecisions) -> Iterator[DraftDecision]:
    """The words of the race and sex columns, with total rows to be left out."""
    for one in proposal.columns:
        name = decisions.answer(f"key {one.name}")
        listed = {"subject_race": "race", "subject_sex": "sex"}.get(name)
        if listed is None:
            continue
        held = {text: _word(text, listed) for text, _ in one.values}
        yield DraftDecision(
            id=f"codes {one.name}",
            question=f"What do the values of {one.name} mean, as {name}?",
            evidence=tuple(
                f"{text} seems to add up the others: leave it out"
                for text in held
                if TOTAL.fullmatch(text)
            ),
            choices=(DraftAnswer(answer="accept", label="as written below"),),
            words=held,
            allowed=(*sorted(vocabulary(name)), IGNORED, LEAVE),
            column=one.name,
        )


LEAVE = "leave"
"""The word of a value that adds up others and is left out."""


def _word(text: str, listed: str) -> str:
    if TOTAL.fullmatch(text):
        return LEAVE
    word = exact(listed, text)
    return str(word) if word else IGNORED if is_unrecorded(text) else ""


def _shown(one: ColumnProposal) -> str:
    more = " …" if one.distinct > 8 else ""
    return ", ".join(text for text, _ in one.values[:8]) + more


def counts_text(proposal: FileProposal, decisions: DraftDecisions, file: str) -> str:
    """counts.toml, as far as it is decided; what is open is marked, so that it does not load."""
    return "\n".join(_lines(proposal, decisions, file)) + "\n"


def _lines(proposal: FileProposal, decisions: DraftDecisions, file: str) -> Iterator[str]:
    told = {one.name: decisions.answer(f"key {one.name}") for one in proposal.columns}
    told = {name: said for name, said in told.items() if said and said != "none"}
    splits = {n: said.removeprefix(SPLIT).strip() for n, said in told.items() if _splits(said)}
    keys = {name: said for name, said in told.items() if name not in splits}
    yield comment("Written from decisions.toml by `daylight decide`.")
    yield "[counts]"
    yield f"file = {quoted(file)}"
    yield f"publisher = {quoted(decisions.answer('agency'))}"
    for name, held in (
        ("delimiter", proposal.delimiter),
        ("sheet", next(iter(proposal.sheets), "")),
        ("skip_lines", proposal.skip_lines),
    ):
        yield f"{name} = {value(held)}"
    if any(one.written < one.rows for one in counts_of(proposal)):
        yield 'withheld = [""]'
    yield "[counts.keys]"
    yield from (f"{key(said)} = {quoted(name)}" for name, said in keys.items())
    yield from _measures(proposal, decisions, splits)
    yield from _codes(decisions, keys)


def _measures(
    proposal: FileProposal, decisions: DraftDecisions, splits: Mapping[str, str]
) -> Iterator[str]:
    yield "[counts.measures]"
    for one in counts_of(proposal):
        if measure := decisions.answer(f"{COUNTED} {one.name}"):
            yield f"{key(measure)} = {quoted(one.name)}"
            for name, kind in splits.items():
                where = {name: _saying(proposal, name, yes=True)}
                yield f"{key(kind)} = {value({'count': one.name, 'where': where})}"
    if splits:
        yield "[counts.others]"
        yield from (f"{key(name)} = {value(_saying(proposal, name, yes=False))}" for name in splits)


def _codes(decisions: DraftDecisions, keys: Mapping[str, str]) -> Iterator[str]:
    left: dict[str, list[str]] = {}
    for name, said in keys.items():
        decision = decisions[f"codes {name}"]
        if decision is None:
            continue
        yield f"[counts.codes.{key(said)}]"
        for text, word in decision.words.items():
            if word not in {"", LEAVE}:
                yield f"{key(text)} = {quoted(UNKNOWN if word == IGNORED else word)}"
        left[name] = [text for text, word in decision.words.items() if word == LEAVE]
    if any(left.values()):
        yield "[counts.leave]"
        yield from (f"{key(name)} = {value(texts)}" for name, texts in left.items() if texts)


def _splits(told: str) -> bool:
    return told.startswith(f"{SPLIT} ")


def _saying(proposal: FileProposal, name: str, *, yes: bool) -> list[str]:
    """The values of a yes/no column that say the one or the other; blanks are neither."""
    column = next(one for one in proposal.columns if one.name == name)
    return [text for text, _ in column.values if exact("bool", text) is yes]
