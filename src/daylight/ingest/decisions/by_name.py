"""A proposal from names of columns and known codes, as `ingest/draft.py` makes them."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from daylight.errors import SourceError
from daylight.ingest import draft, hints
from daylight.ingest.drafting.proposal import (
    Candidate,
    CodeChoice,
    ColumnProposal,
    Evidence,
    Proposal,
    Reason,
    TableCandidate,
)
from daylight.schema.tables import TABLES


def propose(files: Sequence[str | Path], *, table: str = "") -> Proposal:
    """What these files seem to hold; all of them must have the same header."""
    if not files:
        raise SourceError("no file was given to draft a recipe from")
    with TemporaryDirectory() as folder:
        headers = [draft._look(path, Path(folder) / str(n)) for n, path in enumerate(files)]
    first, delimiter = headers[0]
    if any([seen.name for seen in other] != [seen.name for seen in first] for other, _ in headers):
        raise SourceError("the files have different headers; draft each kind by itself")
    merged = [
        draft._merged([columns[place] for columns, _ in headers]) for place in range(len(first))
    ]
    best, scores = draft._table_of(merged)
    ranked = sorted(scores, key=lambda name: -scores[name])
    unsure = not table and scores[ranked[0]] - scores[ranked[1]] <= 1
    chosen = table or best
    choices = list(draft._choices(chosen, merged)) if chosen in hints.NAMES else []
    found = {choice.column.name for choice in choices}
    return Proposal(
        files=tuple(str(path) for path in files),
        table=chosen,
        tables=tuple(
            TableCandidate(
                table=name,
                score=scores[name] / max(len(merged), 1),
                reasons=(
                    Reason(evidence=Evidence.TABLE, text=f"{scores[name]} columns recognised"),
                ),
            )
            for name in ranked[:3]
        ),
        table_question="another table fits almost as well" if unsure else "",
        columns=tuple(_column(n, seen, choices) for n, seen in enumerate(merged)),
        missing=tuple(
            column.name
            for column in TABLES[chosen].columns
            if column.required and column.name not in found and column.name != "source_file"
        ),
        delimiter=delimiter,
        rows=max((seen.rows for seen in merged), default=0),
    )


def _column(place: int, seen: draft.Seen, choices: Sequence[draft.DraftChoice]) -> ColumnProposal:
    own = [choice for choice in choices if choice.seen is seen]
    ranked = sorted(seen.values, key=lambda value: (-seen.values[value], value))
    base = ColumnProposal(
        name=seen.name,
        place=place,
        values=tuple((value, seen.values[value]) for value in ranked[: draft.MOST_CODES]),
        distinct=len(seen.values),
        written=seen.written,
        rows=seen.rows,
    )
    if not own:
        return base
    first = own[0]
    formats: list[str] = []
    pad = 0
    if first.column.kind == "date" or first.column.name.endswith("_minute"):
        formats, pad = draft._formats(first.column, seen)
    coded = first.column.vocabulary is not None or first.column.kind == "bool"
    return ColumnProposal(
        **{name: getattr(base, name) for name in ("name", "place", "values", "distinct")},
        written=base.written,
        rows=base.rows,
        candidates=(
            Candidate(
                column=first.column.name,
                score={"high": 0.9, "medium": 0.6, "low": 0.3}[first.sure],
                reasons=(Reason(evidence=Evidence.NAME, text=first.why),),
            ),
        ),
        column=first.column.name,
        also=tuple(choice.column.name for choice in own[1:]),
        question=first.doubt,
        formats=tuple(formats),
        formats_of={
            choice.column.name: tuple(draft._formats(choice.column, seen)[0])
            for choice in own[1:]
            if choice.column.kind == "date" or choice.column.name.endswith("_minute")
        },
        pad=pad,
        codes=tuple(_codes(first, ranked[: draft.MOST_CODES])) if coded else (),
        pseudonym=first.column.name == "officer_id",
    )


def _codes(choice: draft.DraftChoice, ranked: Sequence[str]) -> list[CodeChoice]:
    yes_no = hints.YES_NO if choice.column.kind == "bool" else {}
    meant = draft.LISTS.get(choice.column.name, yes_no)
    return [
        CodeChoice(
            value=value,
            rows=choice.seen.values[value],
            word=meant.get(value.lower()),
            ignored=value.lower() not in meant and value.lower() in hints.UNRECORDED,
        )
        for value in ranked
    ]
