"""The counts that the questions of one run ask for, each made once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from daylight.data.cells import Cells
from daylight.data.result import Refusal
from daylight.errors import StudyError
from daylight.ingest.audit import IngestAudit
from daylight.model.methods import named
from daylight.plan.records import of_counts, shortfall
from daylight.plan.study import Question, Source, Study
from daylight.reduce.count import Counter
from daylight.reduce.reduction import Place
from daylight.schema.tables import TABLES


class ShortCounts(StudyError):
    """Published counts do not hold what a question needs.

    Parameters
    ----------
    refusal
        The same, as the question's outcome.
    """

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one run, each made once."""

    study: Study
    folder: Path
    audits: Mapping[str, IngestAudit]
    made: dict[tuple[Any, ...], Cells] = field(default_factory=dict)
    counters: dict[tuple[str, ...], Counter] = field(default_factory=dict)

    def of(self, question: Question) -> Cells:
        """What a question asks to be counted, kept with its SQL under the question's name."""
        method = named(question.method)
        if published := of_counts(self.study, question):
            return self._kept(question, self._published(question, published[0]))
        reduction = question.reduction or method.needs.reduction
        by = question.by or method.needs.by
        only = tuple(sorted((k, tuple(v)) for k, v in question.only.items()))
        place = place_of(self.study, question)
        records = tuple(source.name for source in self.study.sources if not source.counts)
        names = question.sources or records
        clusters = tuple(name for name in method.needs.clusters if name not in by)
        key = (reduction, by, only, names, place, clusters)
        if key not in self.made:
            self.made[key] = self._counter(tuple(names)).of(
                reduction, by, only=question.only, place=place, clusters=clusters
            )
        return self._kept(question, self.made[key])

    def _counter(self, names: tuple[str, ...]) -> Counter:
        """The one that knows the tables of these sources."""
        if names not in self.counters:
            folders = [self.folder / "ingest" / name for name in names]
            sources = {f.name: f.sha256 for name in names for f in self.audits[name].files}
            self.counters[names] = Counter(tables_under(folders), sources)
        return self.counters[names]

    def _kept(self, question: Question, cells: Cells) -> Cells:
        kept = self.folder / "reduce"
        cells.write(kept / f"{question.id}.parquet")
        (kept / f"{question.id}.sql").write_text(cells.provenance.sql + "\n", encoding="utf-8")
        return cells

    def _published(self, question: Question, source: Source) -> Cells:
        """What a question asks of counts that were published."""
        if (short := shortfall(self.study, question)) is not None:
            raise ShortCounts(short)
        method = named(question.method)
        found = Cells.read(self.folder / "ingest" / source.name / "counts.parquet")
        chosen = found.pick(**{key: list(values) for key, values in question.only.items()})
        by = question.by or method.needs.by
        told = {key: key for key in method.needs.clusters if key in chosen.by and key not in by}
        return chosen.collapse(*dict.fromkeys((*by, *told))).clustered_by(told)


def place_of(study: Study, question: Question) -> Place | None:
    """Where the sun is looked up for a question: its own place, else the department's."""
    if question.place:
        return Place(**question.place)
    where = study.department
    if where.latitude is None or where.longitude is None:
        return None
    return Place(where.latitude, where.longitude, where.timezone)


def tables_under(folders: Sequence[Path]) -> dict[str, list[Path]]:
    """Canonical table → its Parquet files, wherever they lie below the folders."""
    found: dict[str, list[Path]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.parquet")):
            if path.stem in TABLES:
                found.setdefault(path.stem, []).append(path)
    return found
