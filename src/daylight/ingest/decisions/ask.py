"""A proposal → the decisions that a person must take, few and in order."""

from collections.abc import Iterator, Mapping

from daylight.ingest.decisions import aggregated
from daylight.ingest.decisions.boxes import boxes_of
from daylight.ingest.decisions.decision import IGNORED, OPEN, DraftAnswer, DraftDecision
from daylight.ingest.decisions.further import further
from daylight.ingest.decisions.moments import formats, is_moment
from daylight.ingest.decisions.record import DraftDecisions
from daylight.ingest.decisions.settle import (
    ACCEPT,
    CODES,
    COLUMNS,
    EACH,
    FIRST,
    NONE,
    REST,
    Settled,
    about,
    asked_alone,
    codes_of,
    marked,
    settle,
)
from daylight.ingest.drafting.proposal import Candidate, ColumnProposal, FileProposal
from daylight.schema.columns import Column
from daylight.schema.tables import TABLES

SHOWN = 6
LISTED = 12
MOST_TABLES = 2
"""Code tables with open values that are asked about one by one."""
ZONES = (
    ("America/New_York", "Eastern time", -85.0, -67.0),
    ("America/Chicago", "Central time", -101.0, -85.0),
    ("America/Denver", "Mountain time", -114.0, -101.0),
    ("America/Los_Angeles", "Pacific time", -125.0, -114.0),
    ("Europe/London", "United Kingdom", -8.0, 2.0),
)
"""Zone, its name, and the longitudes that are mostly in it."""
Uses = Mapping[str, tuple[str, ...]]
"""Canonical column → the questions that cannot be answered without it."""


def ask(proposal: FileProposal, before: DraftDecisions, uses: Uses) -> DraftDecisions:
    """Everything to be decided about these files, with what was decided already.

    Parameters
    ----------
    before
        Earlier decisions: they are kept as far as they still mean the same, and say whether a
        person wants to look at groups one by one.
    """
    made = [one.kept(before[one.id]) for one in _all(proposal, before, uses)]
    return DraftDecisions(files=before.files, decisions=tuple(made), written=before.written)


def _all(proposal: FileProposal, before: DraftDecisions, uses: Uses) -> Iterator[DraftDecision]:
    yield from aggregated.grain(proposal)
    if before.answer(aggregated.GRAIN) == aggregated.COUNTS:
        yield from aggregated.decisions_of(proposal)
        yield from aggregated.code_tables(proposal, before)
        yield _agency()
        return
    table = _table(proposal)
    yield table
    if not proposal.table or (proposal.table_question and not before.answer(table.id)):
        return  # nothing stands before the table does
    yield from _grain(proposal)
    yield from _columns(proposal, before, uses)
    settled = settle(proposal, before, uses)
    yield from further(proposal, settled.known, uses)
    for name, one in settled.columns.items():
        canonical = TABLES[proposal.table].column(name)
        if is_moment(canonical) and name == one.column:
            yield from formats(canonical, one)
    yield from _codes(proposal, before, settled, uses)
    yield _agency()
    yield _zone(proposal)


def _table(proposal: FileProposal) -> DraftDecision:
    named = [one for one in proposal.tables if one.table]
    choices = [
        DraftAnswer(
            answer=one.table,
            label=TABLES[one.table].row,
            because=tuple(reason.text for reason in one.reasons),
        )
        for one in named
    ]
    return DraftDecision(
        id="table",
        question="What is a row of this file?",
        evidence=tuple(filter(None, (*proposal.notes, proposal.table_question))),
        choices=tuple(choices),
        default="" if proposal.table_question else proposal.table,
        free="the name of another table that `daylight schema` lists",
    )


def _grain(proposal: FileProposal) -> Iterator[DraftDecision]:
    table = TABLES[proposal.table]
    named = [name for name in proposal.missing if table.column(name).kind == "text"]
    if not proposal.grain_question and not named:
        return
    row = table.row
    choices = [DraftAnswer(answer="row", label=f"every row is {row}")]
    key = proposal.proposed(table.key[0])
    if proposal.grain_question and key is not None:
        together = DraftAnswer(
            answer="together",
            label=f"rows with the same {key.name} are {row}, written several times",
            follows="they become one row; what differs among them is blank, and a yes in any of "
            "them is a yes",
        )
        choices.append(together)
    yield DraftDecision(
        id="grain",
        question=f"Is every row of the file {row}?",
        evidence=tuple(
            filter(
                None,
                (
                    proposal.grain_question,
                    f"no column holds {', '.join(named)}: rows are named by file and number"
                    if named
                    else "",
                ),
            )
        ),
        choices=tuple(choices),
        default="" if proposal.grain_question else "row",
        column=key.name if key is not None else "",
    )


def _columns(proposal: FileProposal, before: DraftDecisions, uses: Uses) -> Iterator[DraftDecision]:
    sure = [one for one in proposal.read if not one.question]
    if sure:
        yield DraftDecision(
            id=COLUMNS,
            question="Are these columns what they seem to be?",
            evidence=tuple(line for one in sure for line in _lines(one)),
            choices=(
                DraftAnswer(answer=ACCEPT, label="yes, all of them"),
                DraftAnswer(answer=EACH, label="look at each of them"),
            ),
            default=ACCEPT,
        )
    alone = asked_alone(proposal, before, uses)
    for one in alone:
        yield _column(proposal, one, uses)
    rest = [one for one in marked(proposal, uses) if one not in alone]
    if rest or before.answer(REST) == EACH:
        yield DraftDecision(
            id=REST,
            question="These columns are in doubt, and few questions rest on them. Read them?",
            evidence=tuple(
                line for one in rest for line in (f"{_line(one)}: {one.question}", *_words(one))
            ),
            choices=(
                DraftAnswer(answer=NONE, label="no, leave them unread"),
                DraftAnswer(answer=FIRST, label="yes, as they are listed"),
                DraftAnswer(answer=EACH, label="look at each of them"),
            ),
            default=NONE,
        )


def _line(one: ColumnProposal) -> str:
    return f"{one.name} is read as {' and '.join((one.column, *one.also))} ({values_of(one)})"


def values_of(one: ColumnProposal) -> str:
    """The most frequent values of a column, as words."""
    shown = ", ".join(value[:40] for value, _ in one.values[:SHOWN])
    return f"{shown} …" if one.distinct > SHOWN else shown


def _column(proposal: FileProposal, one: ColumnProposal, uses: Uses) -> DraftDecision:
    offered = {candidate.column: candidate for candidate in one.candidates if candidate.column}
    offered.setdefault(one.column, Candidate(column=one.column, score=0.0))
    choices = [
        DraftAnswer(
            answer=name,
            label=TABLES[proposal.table].column(name).meaning,
            because=tuple(reason.text for reason in candidate.reasons),
            follows=_follows(uses.get(name, ())),
        )
        for name, candidate in offered.items()
        if name in TABLES[proposal.table].names
    ]
    kinds = [candidate.kind for candidate in one.candidates if candidate.kind]
    none = DraftAnswer(
        answer=NONE, label=f"none of these{f': {kinds[0]}' if kinds else ''}; not read"
    )
    filled = f"filled in {one.written:,} of {one.rows:,} rows, {one.distinct:,} different values"
    asked = f"What is the column {one.name}?"
    told = (one.question, values_of(one), filled, *_words(one))
    if boxes := boxes_of(proposal, one):
        asked = f"Are {', '.join(boxes.kinds)} the kinds of force that were used?"
        told = (one.question, *boxes.lines)
    return DraftDecision(
        id=about(one),
        question=asked,
        evidence=tuple(filter(None, told)),
        choices=(*choices, none),
        default="" if one.question else one.column,
        free=f"the name of another column that `daylight schema {proposal.table}` lists",
        column=one.name,
    )


def _follows(questions: tuple[str, ...]) -> str:
    if not questions:
        return ""
    more = f" and {len(questions) - 2} more" if len(questions) > 2 else ""
    return f"needed for: {' '.join(questions[:2])}{more}"


def _codes(
    proposal: FileProposal, before: DraftDecisions, settled: Settled, uses: Uses
) -> Iterator[DraftDecision]:
    """Code tables with open values: the weightiest by themselves, the others together."""
    tables = open_tables(proposal, settled, uses)
    alone = tables if before.answer(CODES) == EACH else tables[:MOST_TABLES]
    if before.answer(COLUMNS) == EACH:
        alone = [*alone, *(pair for pair in code_tables(proposal, settled) if pair not in tables)]
    for name, column in alone:
        yield _code_table(proposal, name, column)
    rest = [pair for pair in tables if pair not in alone]
    if rest or before.answer(CODES) == EACH:
        yield DraftDecision(
            id=CODES,
            question="These values say nothing that is known, and few questions rest on them. "
            "Count them as not recorded?",
            evidence=tuple(
                f"{column.name} as {name}: {_counted(column, _open(column))}"
                for name, column in rest
            ),
            choices=(
                DraftAnswer(answer=ACCEPT, label="yes, as not recorded; the report counts them"),
                DraftAnswer(answer=NONE, label="no, leave these columns unread"),
                DraftAnswer(answer=EACH, label="look at each table"),
            ),
        )


def code_tables(proposal: FileProposal, settled: Settled) -> list[tuple[str, ColumnProposal]]:
    """The coded columns that are read, or may be."""
    return [
        (name, column)
        for name, column in settled.columns.items()
        if column.name
        and is_coded(TABLES[proposal.table].column(name))
        and name == column.column
        and boxes_of(proposal, column) is None
    ]


def open_tables(
    proposal: FileProposal, settled: Settled, uses: Uses
) -> list[tuple[str, ColumnProposal]]:
    """Those with a value that has no word, weightiest first."""
    found = [
        (name, column)
        for name, column in code_tables(proposal, settled)
        if _open(column) or column.codes_question or not column.codes
    ]
    return sorted(found, key=lambda pair: -len(uses.get(pair[0], ())))


def _counted(column: ColumnProposal, values: list[str]) -> str:
    rows = {one.value: one.rows for one in column.codes}
    shown = "; ".join(f"{value} ({rows.get(value, 0):,} rows)" for value in values[:LISTED])
    return f"{shown} and {len(values) - LISTED} more" if len(values) > LISTED else shown


def is_coded(column: Column) -> bool:
    """Whether a canonical column holds words of a vocabulary, or yes and no."""
    return column.vocabulary is not None or column.kind == "bool"


def word_of(word: str | bool | None, *, ignored: bool = False) -> str:
    """A proposed meaning as a word that a person types."""
    if ignored:
        return IGNORED
    if isinstance(word, bool):
        return "yes" if word else "no"
    return word or OPEN


def _open(column: ColumnProposal) -> list[str]:
    return [one.value for one in column.codes if not one.decided]


def _lines(one: ColumnProposal) -> Iterator[str]:
    yield _line(one)
    yield from _words(one)


def _words(one: ColumnProposal) -> Iterator[str]:
    """What the column's codes are taken to mean, where that is known of each."""
    if one.codes and not _open(one) and not one.codes_question:
        said = (
            f"{code.value} ({code.rows:,}) = "
            + ("not recorded" if code.ignored else word_of(code.word))
            for code in one.codes
        )
        yield f"  {'; '.join(said)}"


def _code_table(proposal: FileProposal, name: str, column: ColumnProposal) -> DraftDecision:
    canonical = TABLES[proposal.table].column(name)
    words: tuple[str, ...] = ("yes", "no")
    if canonical.vocabulary is not None:
        words = tuple(word.value for word in canonical.vocabulary)
    codes = column.codes
    held = {one.value: word_of(one.word, ignored=one.ignored) for one in codes}
    if not codes:
        held = dict.fromkeys((value for value, _ in column.values), OPEN)
    few = f"only the {len(held)} most frequent of {column.distinct:,} values are listed"
    return DraftDecision(
        id=codes_of(column),
        question=f"What do the values of {column.name} mean, as {name} ({canonical.meaning})?",
        evidence=tuple(
            filter(
                None,
                (
                    column.codes_question if not _open(column) else "",
                    few if column.distinct > len(held) else "",
                    _counted(column, list(held)) if column.codes else values_of(column),
                    *(f"{one.value}: {one.reason}" for one in codes if len(one.candidates) > 1),
                ),
            )
        ),
        choices=(
            DraftAnswer(answer=ACCEPT, label="as written below"),
            DraftAnswer(answer=NONE, label=f"do not read {column.name} as {name}"),
        ),
        words=held,
        maybe={
            one.value: word_of(one.candidates[0])
            for one in codes
            if not one.decided and one.candidates
        },
        allowed=(*words, IGNORED),
        column=column.name,
    )


def _agency() -> DraftDecision:
    return DraftDecision(
        id="agency",
        question="Which agency do these records come from?",
        free="its name, such as Riverbend Police Department",
    )


def _zone(proposal: FileProposal) -> DraftDecision:
    longitude = middle(proposal, "longitude")
    offered = [
        DraftAnswer(
            answer=zone,
            label=name,
            because=(f"the coordinates of the file lie about {longitude:.1f} degrees",)
            if longitude is not None and west <= longitude < east
            else (),
        )
        for zone, name, west, east in ZONES
    ]
    return DraftDecision(
        id="timezone",
        question="Which clock are the dates and times of the file kept by?",
        choices=tuple(sorted(offered, key=lambda one: not one.because)),
        free="a time zone such as America/Phoenix",
    )


def middle(proposal: FileProposal, column: str) -> float | None:
    """The middle of the most frequent coordinates of the file; None where there are none."""
    found = proposal.proposed(column)
    numbers = []
    for text, _ in found.values if found is not None else ():
        try:
            numbers.append(float(text))
        except ValueError:
            continue
    numbers = sorted(number for number in numbers if 1 < abs(number) <= 180)
    return numbers[len(numbers) // 2] if numbers else None
