"""From when to when records reach, by the dates in the canonical tables of a run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from daylight.model.methods import METHODS
from daylight.plan.study import Question
from daylight.reduce.reductions import REDUCTIONS
from daylight.schema.tables import TABLES

CLOSE = 31
"""Days by which two periods that are told to be the same may begin or end apart."""

AGENCY = "agency_id"
"""The one column that says whose records rows are, and not which rows are meant."""


@dataclass(frozen=True, slots=True)
class RecordSpan:
    """The first and the last date of some records."""

    first: date
    last: date

    def is_like(self, other: "RecordSpan") -> bool:
        """Whether both begin and end at about the same time."""
        apart = (abs((self.first - other.first).days), abs((self.last - other.last).days))
        return max(apart) <= CLOSE

    def overlaps(self, other: "RecordSpan") -> bool:
        """Whether any day is in both."""
        return self.first <= other.last and other.first <= self.last


def span_of_run(folder: Path, sources: Iterable[str]) -> RecordSpan | None:
    """From the first date in any table to the last; None where no table has dates."""
    return _joined(one for name in sources for one in _spans(folder / "ingest" / name, TABLES, ()))


def span_of_question(folder: Path, sources: Iterable[str], asked: Question) -> RecordSpan | None:
    """The same of what a question counts: of the agencies it names, where it names some."""
    name = asked.reduction or METHODS[asked.method].needs.reduction
    if name not in REDUCTIONS:
        return None
    read = REDUCTIONS[name].tables[:1]
    agencies = tuple(str(one) for one in asked.only.get(AGENCY, ()))
    return _joined(
        one for source in sources for one in _spans(folder / "ingest" / source, read, agencies)
    )


def _spans(folder: Path, tables: Iterable[str], agencies: tuple[str, ...]) -> Iterator[RecordSpan]:
    for name in tables:
        path = folder / f"{name}.parquet"
        if name not in TABLES or not path.is_file():
            continue
        for column in TABLES[name].columns:
            if column.kind == "date" and (found := _span(path, column.name, agencies)):
                yield found


def _span(path: Path, column: str, agencies: tuple[str, ...]) -> RecordSpan | None:
    chosen = [(AGENCY, "in", list(agencies))] if agencies else None
    held = pq.read_schema(path).names
    if column not in held or (chosen and AGENCY not in held):
        return None
    dates = pq.read_table(path, columns=[column], filters=chosen)[column]
    ends = pc.min_max(dates.cast(pa.date32()))
    if ends["min"].as_py() is None:
        return None
    return RecordSpan(ends["min"].as_py(), ends["max"].as_py())


def _joined(spans: Iterable[RecordSpan]) -> RecordSpan | None:
    found = list(spans)
    if not found:
        return None
    return RecordSpan(min(one.first for one in found), max(one.last for one in found))
