"""A finished run read again: its report anew, in another language or for others to read."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from daylight.compare.runs import compare
from daylight.data.result import Outcome
from daylight.disclose import manifest as releases
from daylight.disclose.check import check as check_disclosure
from daylight.errors import DaylightError, StudyError
from daylight.ingest.audit import IngestAudit
from daylight.pipeline import manifest
from daylight.pipeline.atomic import replaced, staged
from daylight.pipeline.changes import CHANGES, earlier_run, write_changes
from daylight.pipeline.claim_links import CLAIMS
from daylight.pipeline.publish import PrintedReport, ReportPlace, publish, telling
from daylight.pipeline.record import PLAN, RECORD, Making, Told, told_as
from daylight.plan.finished import Run
from daylight.plan.primary import Declaration
from daylight.plan.study import Study
from daylight.report.context import ReportContext
from daylight.report.formats.formats import PAGE, Wanted, write_formats
from daylight.report.language import Language, speaking
from daylight.report.page import FILES

UNREADABLE = (AttributeError, TypeError, ValueError)
"""What reading a file raises that somebody else has written."""

CARRIED = (CLAIMS, CHANGES)
"""Files of a run folder that its report rests on besides results."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """A finished run as its folder keeps it; nothing is counted again."""

    run: Run
    study: Study
    audits: Mapping[str, IngestAudit]
    outcomes: Mapping[str, Outcome]
    declaration: Declaration

    @classmethod
    def of(cls, folder: str | Path) -> Self:
        """The run in a folder, with its plan, its accounts of rows and its answers."""
        run = Run.open(folder)
        try:
            _refuse_changed(run)
            return cls._read(run)
        except (DaylightError, OSError, ArithmeticError, LookupError, *UNREADABLE) as fault:
            raise StudyError(
                f"{run.folder}: what its report rests on is not whole: {fault}. `daylight verify "
                f"{run.folder}` names every file that is missing or changed; put it back, or make "
                f"the run again: daylight run STUDY.toml --out {run.folder}"
            ) from fault

    @classmethod
    def _read(cls, run: Run) -> Self:
        study = Study.read(run.folder / PLAN)
        return cls(
            run=run,
            study=study,
            audits={
                s.name: IngestAudit.read(run.folder / "ingest" / s.name) for s in study.sources
            },
            outcomes={question.id: run.outcome(question.id) for question in study.questions},
            declaration=Declaration.of(study, run.record),
        )

    def print_into(self, place: ReportPlace, making: Making) -> PrintedReport:
        """Write the report and its formats where they belong, as a making says."""
        with speaking(making.language):
            printed = publish(self.study, place, self.audits, self.outcomes, self.declaration)
            wanted = Wanted(making.formats, making.pdf_engine)
            write_formats(printed.context, wanted, place.into)
        if minimum := self.study.minimum_cell:
            check_disclosure(place.into, minimum, earlier=place.earlier, names=printed.names)
        return printed

    def told(self, language: Language) -> ReportContext:
        """What its report says in a language; nothing is written.

        A question that no page can be made of is refused only where the report is printed.
        """
        with speaking(language):
            return telling(
                self.study, self.run.folder, self.audits, self.outcomes, self.declaration
            )


def _refuse_changed(run: Run) -> None:
    """StudyError where plan, accounts or answers are not those that the run left.

    A report of others would be sealed as if the run had come to them.
    """
    for name, digest in run.record["files"].items():
        path = run.folder / name
        is_basis = name == PLAN or name.startswith("model/") or name.endswith("/audit.json")
        if is_basis and not path.is_file():
            raise StudyError(f"{name} is missing")
        if is_basis and manifest.hashed(path) != digest:
            raise StudyError(f"{name} is not as it was written")


def carried(folder: Path, scratch: Path) -> None:
    """Take along what a report rests on besides results, where it is written anew."""
    for name in CARRIED:
        if (folder / name).is_file():
            shutil.copyfile(folder / name, scratch / name)


def report_again(
    folder: str | Path, making: Making | None = None, *, since: str | Path | None = None
) -> Run:
    """Write the report of a finished run anew from its results; the results stay as they are.

    Parameters
    ----------
    making
        In which language and formats; as it was written before where that is not said.
    since
        An earlier run: the report then says what changed since, and why.
    """
    again = Reread.of(folder)
    run = again.run
    how = making or Making.of(run.record)
    changed = None if since is None else compare(earlier_run(since, again.study), run)
    with replaced(run.folder / "report") as scratch:
        carried(run.folder, scratch)
        if changed is not None:
            write_changes(scratch, changed)
        printed = again.print_into(ReportPlace(run=scratch, into=scratch / "report"), how)
    if changed is not None:
        write_changes(run.folder, changed)
    told = Told(
        outcomes=again.outcomes,
        declaration=again.declaration,
        unworded=printed.unworded,
        making=how,
    )
    kept = {k: v for k, v in run.record.items() if k not in {"files", manifest.SEAL}}
    anew = {"primary": again.declaration.to_dict(), **told_as(told)}
    manifest.write(run.folder, RECORD, kept | anew)
    return run


def publish_apart(
    folder: str | Path, out: Path, making: Making, *, earlier: Sequence[str | Path] = ()
) -> Path:
    """Write the report of a finished run for anybody to read into a folder of its own.

    What must be withheld is withheld, records and counts stay behind, and `publication.json` lists
    every file with its hash. Nothing is written where something withheld could be worked out.

    Parameters
    ----------
    earlier
        Folders (or their `release.json`) that were published of these records before: readers may
        have kept them, and must learn nothing from both together.
    """
    again = Reread.of(folder)
    _refuse_places(again.run.folder, out)
    before = _released(again.study, earlier)
    with staged(out, manifest.PUBLICATION) as scratch:
        place = ReportPlace(run=again.run.folder, into=scratch, is_apart=True, earlier=before)
        again.print_into(place, making)
        if PAGE not in making.formats:
            for name in FILES:
                (scratch / name).unlink()
        manifest.write(scratch, manifest.PUBLICATION, _published(again, making, before))
    return out


def _released(study: Study, earlier: Sequence[str | Path]) -> tuple[Path, ...]:
    """The `release.json` of every earlier release; an error where one cannot be taken account of.

    Each is read here, before anything is made, and whole.
    """
    if earlier and not study.minimum_cell:
        raise StudyError(
            "earlier releases are of no account here, because the study withholds nothing: set "
            "`minimum_cell` in it and run it again, or leave --earlier out"
        )
    found = []
    for given in map(Path, earlier):
        path = given / releases.NAME if given.is_dir() else given
        releases.read(path)
        found.append(path)
    return tuple(found)


def _published(again: Reread, making: Making, before: tuple[Path, ...]) -> dict[str, Any]:
    """What the record of a published report says; the run is named by its own seal."""
    return {
        "daylight": again.run.record["daylight"],
        "title": again.study.title,
        "run": again.run.record.get(manifest.SEAL, ""),
        "minimum_cell": again.study.minimum_cell,
        "earlier": [manifest.hashed(path) for path in before],
        **told_as(Told(outcomes={}, declaration=again.declaration, making=making)),
    }


def _refuse_places(run: Path, out: Path) -> None:
    """A published folder stands beside the run: within it, it would be handed on with records."""
    there, own = out.resolve(), run.resolve()
    if there == own or own in there.parents or there in own.parents:
        raise StudyError(
            f"{out}: is the run, within it or around it; give a folder of its own, such as "
            f"{run.parent / (run.name + '-public')}"
        )
    if (there / RECORD).exists():
        raise StudyError(f"{out}: holds a run, which would be replaced; give another folder")
