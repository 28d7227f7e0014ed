"""A finished run read again: its report anew, in another language or for others to read."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Self

from daylight.compare.runs import compare
from daylight.data.result import Outcome
from daylight.errors import StudyError
from daylight.ingest.audit import IngestAudit
from daylight.pipeline import manifest
from daylight.pipeline.atomic import replaced, staged
from daylight.pipeline.changes import CHANGES, write_changes
from daylight.pipeline.claim_links import CLAIMS
from daylight.pipeline.publish import PrintedReport, publish, telling
from daylight.pipeline.record import PLAN, RECORD, Making, Told, told_as
from daylight.plan.primary import Declaration
from daylight.plan.study import Run, Study
from daylight.report.context import ReportContext
from daylight.report.formats.formats import PAGE, Wanted, write_formats
from daylight.report.language import Language, speaking
from daylight.report.page import FILES, write

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

    def print_into(self, folder: Path, making: Making) -> PrintedReport:
        """Write the report and its formats into `folder/report`, as a making says."""
        carried(self.run.folder, folder)
        with speaking(making.language):
            printed = publish(self.study, folder, self.audits, self.outcomes, self.declaration)
            wanted = Wanted(making.formats, making.pdf_engine)
            write_formats(printed.context, wanted, folder / "report")
        return printed

    def told(self, language: Language) -> ReportContext:
        """What its report says in a language; nothing is written.

        A question that no page can be made of is refused only where the report is printed.
        """
        with speaking(language):
            return telling(
                self.study, self.run.folder, self.audits, self.outcomes, self.declaration
            )


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
    if since is not None:
        write_changes(run.folder, compare(Run.open(since), run))
    with replaced(run.folder / "report") as scratch:
        printed = again.print_into(scratch, how)
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


def publish_apart(folder: str | Path, out: Path, making: Making) -> Path:
    """Write the report of a finished run for anybody to read into a folder of its own.

    What must be withheld is withheld, records and counts stay behind, and `publication.json` lists
    every file with its hash. Nothing is written where something withheld could be worked out.
    """
    again = Reread.of(folder)
    _refuse_places(again.run.folder, out)
    with staged(out, manifest.PUBLICATION) as scratch:
        printed = again.print_into(scratch, replace(making, formats=(PAGE,)))
        public = replace(
            printed.context,
            is_public=True,
            minimum_cell=again.study.minimum_cell,
            public_claims=(),  # their pages lie where they were reached from the run
        )
        _lay_out(scratch, public, making)
        check_disclosure(scratch, again.study.minimum_cell)
        if PAGE not in making.formats:
            for name in FILES:
                (scratch / name).unlink()
        manifest.write(scratch, manifest.PUBLICATION, _published(again, making))
    return out


def _lay_out(scratch: Path, public: ReportContext, making: Making) -> None:
    """The page, its data and its formats at the top of the folder, and nothing else."""
    for path in sorted(scratch.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    with speaking(making.language):
        write(scratch, public)
        write_formats(public, Wanted(making.formats, making.pdf_engine), scratch)


def check_disclosure(folder: Path, minimum_cell: int) -> None:
    """Refuse a folder from which something withheld could be worked out."""
    if minimum_cell and find_spec("daylight.disclose") is not None:
        import_module("daylight.disclose.check").check(folder, minimum_cell)


def _published(again: Reread, making: Making) -> dict[str, Any]:
    """What the record of a published report says; the run is named by its own seal."""
    return {
        "daylight": again.run.record["daylight"],
        "title": again.study.title,
        "run": again.run.record.get(manifest.SEAL, ""),
        "minimum_cell": again.study.minimum_cell,
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
