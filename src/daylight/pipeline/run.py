"""Carry a study along the line: ingest → reduce → model → report, into one folder."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from daylight import __version__
from daylight.data.cells import Cells
from daylight.data.figures import Figures
from daylight.data.panel import Panel
from daylight.data.result import SCHEMA, Outcome, Refusal, Result
from daylight.data.sample import Sample
from daylight.errors import StudyError
from daylight.ingest import ingest
from daylight.ingest.audit import IngestAudit
from daylight.ingest.quality import Quality, quality, release_level
from daylight.ingest.quality_losses import loss_by_group
from daylight.ingest.quality_notices import file_notices
from daylight.ingest.recipe import load
from daylight.ingest.second_count import MonthCompared, second_count
from daylight.model.methods import named
from daylight.pipeline.atomic import replaced, staged
from daylight.pipeline.call import FileKeys, answered, read_input
from daylight.pipeline.publish import publish
from daylight.plan.primary import Declaration
from daylight.plan.study import Progress, Question, Run, Source, Study
from daylight.plan.validate import recipe_of, refuse_faults
from daylight.reduce.count import count
from daylight.reduce.reduction import Place
from daylight.report.quality_page import State
from daylight.schema.tables import TABLES

PLAN = "study.toml"
RECORD = "run.json"


def run(study: Study | str | Path, out: str | Path, *, progress: Progress | None = None) -> Run:
    """Carry out a whole study (or the study file of that path) into a folder.

    Parameters
    ----------
    out
        The run folder. Whatever run was there stays whole until the new one is finished.
    progress
        Told the stage and what is in hand.
    """
    plan = study if isinstance(study, Study) else Study.read(study)
    say = progress or _silent
    refuse_faults(plan)
    declaration = Declaration.of(plan, _earlier(Path(out)))
    with staged(Path(out)) as folder:
        (folder / PLAN).write_bytes(plan.text)
        audits = {source.name: _ingest(plan, source, folder, say) for source in plan.sources}
        outcomes = _answers(plan, folder, audits, say)
        say("report", "index.html")
        unworded = publish(plan, folder, audits, outcomes, declaration)
        for name in unworded:
            say("report", f"{name} could not be put into words; the other questions stand")
        _record(plan, folder, audits, Told(outcomes, declaration, unworded))
    return Run.open(out)


def report_again(folder: str | Path) -> Run:
    """Write the report of a finished run anew from its results; the results stay as they are."""
    finished = Run.open(folder)
    plan = Study.read(finished.folder / PLAN)
    audits = {s.name: IngestAudit.read(finished.folder / "ingest" / s.name) for s in plan.sources}
    outcomes = {question.id: finished.outcome(question.id) for question in plan.questions}
    declaration = Declaration.of(plan, finished.record)
    with replaced(finished.folder / "report") as scratch:
        unworded = publish(plan, scratch, audits, outcomes, declaration)
    _record(plan, finished.folder, audits, Told(outcomes, declaration, unworded))
    return finished


class Told(NamedTuple):
    """What a run led to: its outcomes, what it had declared, what no words were found for."""

    outcomes: Mapping[str, Outcome]
    declaration: Declaration
    unworded: tuple[str, ...]


def _earlier(out: Path) -> Mapping[str, Any] | None:
    """The record of the run that stands where this one will; None where there is none."""
    try:
        found: dict[str, Any] = json.loads((out / RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found


def count_tables(reduction: str, folder: str | Path, by: Sequence[str], **settings: Any) -> Cells:
    """Count the canonical tables under a folder by group; settings as in `reduce.count.count`."""
    return count(reduction, tables_under([Path(folder)]), by, **settings)


def _silent(stage: str, what: str) -> None:
    """Progress for callers who did not ask for any."""


def _ingest(study: Study, source: Source, folder: Path, say: Progress) -> IngestAudit:
    files = [name if ":" in name else str(study.folder / name) for name in source.files]
    say("ingest", source.name)
    return ingest(
        load(recipe_of(study, source)),
        files,
        folder / "ingest" / source.name,
        quarantine=source.quarantine,
        progress=lambda what: say("ingest", f"{source.name}: {what}"),
    )


def _answers(
    study: Study, folder: Path, audits: Mapping[str, IngestAudit], say: Progress
) -> dict[str, Outcome]:
    """Every question's outcome; the same count is made once."""
    counts = Counts(study, folder, audits)
    outcomes: dict[str, Outcome] = {}
    for name in ("reduce", "model"):
        (folder / name).mkdir()
    for question in study.questions:
        method = named(question.method)
        settings = dict(question.settings)
        say("reduce", question.id)
        match method.needs.noun:
            case "results":
                given: Any = tuple(outcomes[name] for name in question.after)
            case "cells":
                given = counts.of(question)
            case _:
                given, settings = read_input(
                    method, study.folder / question.file, FileKeys(), settings
                )
                _keep(given, folder / "ingest" / _named(question.file))
        say("model", question.id)
        outcome = answered(method, given, _shared(study), settings)
        (folder / "model" / f"{question.id}.json").write_text(outcome.to_json(), encoding="utf-8")
        outcomes[question.id] = outcome
    return outcomes


def _keep(given: Panel | Sample | Figures, folder: Path) -> None:
    """The tables of a panel, a survey or published figures, once for each file."""
    if folder.exists():
        return
    folder.mkdir(parents=True)
    for name, table in given.tables().items():
        pq.write_table(table, folder / f"{name}.parquet")


def _named(file: str) -> str:
    """A folder name that no other file of the study has: its path, without the suffix."""
    return "_".join(part for part in Path(file).with_suffix("").parts if part not in {"..", "/"})


def _shared(study: Study) -> dict[str, Any]:
    """What a study decides for all its methods."""
    return {"level": study.level, "reference": study.reference, "seed": study.seed}


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of one run, each made once."""

    study: Study
    folder: Path
    audits: Mapping[str, IngestAudit]
    made: dict[tuple[Any, ...], Cells] = field(default_factory=dict)

    def of(self, question: Question) -> Cells:
        """What a question asks to be counted, kept with its SQL under the question's name."""
        method = named(question.method)
        reduction = question.reduction or method.needs.reduction
        by = question.by or method.needs.by
        only = tuple(sorted((k, tuple(v)) for k, v in question.only.items()))
        place = _place(self.study, question)
        names = question.sources or tuple(source.name for source in self.study.sources)
        clusters = tuple(name for name in method.needs.clusters if name not in by)
        key = (reduction, by, only, names, place, clusters)
        if key not in self.made:
            self.made[key] = count(
                reduction,
                tables_under([self.folder / "ingest" / name for name in names]),
                by,
                only=question.only,
                sources={f.name: f.sha256 for name in names for f in self.audits[name].files},
                place=place,
                clusters=clusters,
            )
        cells = self.made[key]
        kept = self.folder / "reduce"
        cells.write(kept / f"{question.id}.parquet")
        (kept / f"{question.id}.sql").write_text(cells.provenance.sql + "\n", encoding="utf-8")
        return cells


def state_of_records(folder: Path) -> list[Quality]:
    """Blanks, repeats, oddities and gaps of every canonical table under a folder."""
    found = tables_under([folder])
    if not found:
        raise StudyError(f"{folder}: holds no canonical table; make some with `daylight ingest`")
    return [quality(path, name=name) for name, paths in found.items() for path in paths]


def state(folder: Path, second: str | None = None, sworn: tuple[int, int] | None = None) -> State:
    """All that can be said of a folder of records.

    Parameters
    ----------
    second
        `TABLE=FILE`: a second count by month to lay beside the table.
    sworn
        Sworn officers of the agencies that take part, and of all.
    """
    tables = state_of_records(folder)
    audits = audits_under(folder)
    return State(
        title=folder.resolve().name,
        tables=tables,
        audits=audits,
        losses=loss_by_group(audits),
        notices=file_notices(audits),
        compared=beside(tables, second) if second else None,
        released=release_level(*sworn) if sworn else "",
        sworn=sworn,
    )


def beside(tables: Sequence[Quality], given: str) -> tuple[str, tuple[MonthCompared, ...]]:
    """The table named in `TABLE=FILE`, month by month beside the count in the file."""
    named, equals, path = given.partition("=")
    chosen = [one for one in tables if one.months and (not equals or one.table == named)]
    if len(chosen) != 1:
        listed = ", ".join(one.table for one in tables if one.months) or "none"
        raise StudyError(f"{given}: name one table with dates, as TABLE=FILE; there are: {listed}")
    return chosen[0].table, chosen[0].compare(second_count(Path(path if equals else given)))


def audits_under(folder: Path) -> list[IngestAudit]:
    """The account of every ingest whose tables lie under a folder."""
    return [IngestAudit.read(path) for path in sorted(folder.rglob("audit.json"))]


def tables_under(folders: Sequence[Path]) -> dict[str, list[Path]]:
    """Canonical table → its Parquet files, wherever they lie below the folders."""
    found: dict[str, list[Path]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.parquet")):
            if path.stem in TABLES:
                found.setdefault(path.stem, []).append(path)
    return found


def _place(study: Study, question: Question) -> Place | None:
    if question.place:
        return Place(**question.place)
    where = study.department
    if where.latitude is None or where.longitude is None:
        return None
    return Place(where.latitude, where.longitude, where.timezone)


def _record(study: Study, folder: Path, audits: Mapping[str, IngestAudit], told: Told) -> None:
    """run.json: what was run, on what, and the hash of every file it left; no clock times."""
    plain = {
        "daylight": __version__,
        "schema": SCHEMA,
        "title": study.title,
        "study_sha256": study.sha256,
        "level": study.level,
        "alpha": study.alpha,
        "reference": study.reference,
        "seed": study.seed,
        "primary": told.declaration.to_dict(),
        "sources": {
            name: [{"file": f.name, "sha256": f.sha256, "rows": f.rows} for f in audit.files]
            for name, audit in audits.items()
        },
        "questions": [
            {
                "id": question.id,
                "method": question.method,
                "outcome": _kind(told.outcomes[question.id]),
            }
            for question in study.questions
        ],
        "unworded": list(told.unworded),
        "files": {
            str(path.relative_to(folder)): _sha256(path)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path != folder / RECORD
        },
    }
    text = json.dumps(plain, indent=2, ensure_ascii=False) + "\n"
    scratch = folder / f".{RECORD}"
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(folder / RECORD)


def _kind(outcome: Outcome) -> str:
    match outcome:
        case Result():
            return "result"
        case Refusal():
            return "refusal"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
