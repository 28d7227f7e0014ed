"""Carry a study along the line: ingest → reduce → model → report, into one folder."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from daylight.compare.runs import compare
from daylight.data.cells import Cells
from daylight.errors import DisclosureError, StudyError
from daylight.ingest import ingest
from daylight.ingest.audit import IngestAudit
from daylight.ingest.counts import read_counts
from daylight.ingest.quality import Quality, quality, release_level
from daylight.ingest.quality_losses import loss_by_group
from daylight.ingest.quality_notices import file_notices
from daylight.ingest.recipe import load
from daylight.ingest.second_count import MonthCompared, second_count
from daylight.pipeline.answers import answers
from daylight.pipeline.atomic import staged
from daylight.pipeline.changes import earlier_run, write_changes
from daylight.pipeline.counts import tables_under
from daylight.pipeline.publish import ReportPlace, publish
from daylight.pipeline.record import PLAN, RECORD, Told, write_record
from daylight.plan.finished import Run
from daylight.plan.primary import Declaration
from daylight.plan.study import Progress, Source, Study, recipe_of
from daylight.plan.validate import refuse_faults
from daylight.reduce.count import count
from daylight.report.quality_page import State


def run(
    study: Study | str | Path,
    out: str | Path,
    *,
    quarantine: bool = False,
    since: str | Path | None = None,
    progress: Progress | None = None,
) -> Run:
    """Carry out a whole study (or the study file of that path) into a folder.

    Where something that is to stay unknown could be worked out of the report, the run has none, and
    `exposed` says what.

    Parameters
    ----------
    out
        The run folder. Whatever run was there stays whole until the new one is finished.
    quarantine
        Set rows that cannot be read aside in every source, whatever the study says of each.
    since
        An earlier run: the report then says what changed since, and why.
    progress
        Told the stage and what is in hand.
    """
    plan = study if isinstance(study, Study) else Study.read(study)
    say = progress or _silent
    if quarantine:
        sources = tuple(replace(source, quarantine=True) for source in plan.sources)
        plan = replace(plan, sources=sources)
    refuse_faults(plan)
    declaration = Declaration.of(plan, _earlier(Path(out)))
    before = None if since is None else earlier_run(since, plan)
    with staged(Path(out)) as folder:
        (folder / PLAN).write_bytes(plan.text)
        audits = {source.name: _ingest(plan, source, folder, say) for source in plan.sources}
        outcomes = answers(plan, folder, audits, say)
        say("report", "index.html")
        told = Told(outcomes=outcomes, declaration=declaration, quarantine=quarantine)
        told = _published(plan, folder, audits, told)
        if before is not None and not told.exposed:
            say("report", f"what changed since {before.folder.name}")
            write_changes(folder, compare(before, Run.open(folder)))
            told = _published(plan, folder, audits, told)
        if told.exposed:
            say("report", "none: a reader could work out what is to stay unknown")
        for name in told.unworded:
            say("report", f"{name} could not be put into words; the other questions stand")
    return Run.open(out)


def _published(study: Study, folder: Path, audits: Mapping[str, IngestAudit], told: Told) -> Told:
    """Write the report and the record of a run; how it was told.

    Where something that is to stay unknown could be worked out of the report, the run is kept
    without it.
    """
    place = ReportPlace(run=folder, into=folder / "report")
    try:
        printed = publish(study, place, audits, told.outcomes, told.declaration)
        told = replace(told, unworded=printed.unworded)
    except DisclosureError as found:
        shutil.rmtree(place.into, ignore_errors=True)
        told = replace(told, exposed=str(found))
    write_record(study, folder, audits, told)
    return told


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
    say("ingest", source.name)
    if source.counts:
        published = read_counts(study.folder / source.counts)
        published.write(folder / "ingest" / source.name)
        return published.audit
    files = [study.path(name) for name in source.files]
    return ingest(
        load(recipe_of(study, source)),
        files,
        folder / "ingest" / source.name,
        quarantine=source.quarantine,
        progress=lambda what: say("ingest", f"{source.name}: {what}"),
    )


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
