"""A run as anybody may read it, in one language: its public report, and what it says as data."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from daylight.data.result import Outcome
from daylight.disclose import manifest
from daylight.errors import DisclosureError
from daylight.pipeline.publish import ReportPlace
from daylight.pipeline.record import Making
from daylight.plan.finished import Run
from daylight.report.context import AnsweredQuestion, ClaimLink, ReportContext
from daylight.report.front import ShortAnswer, Unanswered
from daylight.report.headline import chosen
from daylight.report.language import Language, speaking
from daylight.report.page import fit_to_publish, put_public, write
from daylight.report.public import PublicReport, public_report
from daylight.report.unanswered import unanswered
from daylight.site.download import without_queries, write_queries
from daylight.site.lean import placed
from daylight.site.runs import SiteRun


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldRun:
    """One run in one language, as its public report tells it.

    Parameters
    ----------
    shown
        What the report shows: nothing in it is to be withheld.
    folder
        Where the report was written.
    names
        Groups and places that are to be named nowhere.
    """

    run: SiteRun
    shown: ReportContext
    folder: Path
    names: tuple[str, ...]
    answers: tuple[ShortAnswer, ...]
    cannot_answer: tuple[Unanswered, ...]

    @property
    def questions(self) -> tuple[AnsweredQuestion, ...]:
        """Its questions in the study's order."""
        return self.shown.questions

    def asked(self, question: str) -> AnsweredQuestion:
        """One of its questions."""
        return next(one for one in self.questions if one.id == question)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRun(Run):
    """A run whose findings and answers are those that were published.

    Two of them are compared without touching what either withholds.
    """

    told: ToldRun

    def findings(self) -> list[dict[str, Any]]:
        """The findings of the public report."""
        plain = json.loads((self.told.folder / "findings.json").read_text("utf-8"))
        return list(plain["findings"])

    def outcome(self, question: str) -> Outcome:
        """The answer of the public report."""
        return self.told.asked(question).outcome


def tell(
    run: SiteRun,
    language: Language,
    folder: Path,
    earlier: Sequence[Path] = (),
    claims: Sequence[ClaimLink] = (),
) -> ToldRun:
    """Write a run's public report into a folder, and say what it shows.

    Parameters
    ----------
    earlier
        Public reports of the same site that count some of the same records.
    claims
        Public claims that were put to it, as its report reaches their pages.
    """
    with speaking(language):
        try:
            shown, names = _written(_public(run, run.again.told(language), claims), folder, earlier)
        except DisclosureError as problem:
            raise DisclosureError(f"{run.given} ({run.agency}): {problem}") from problem
        except Exception:  # noqa: BLE001  a question that no page can be made of
            careful = _public(run, _printed(run, language), claims)
            shown, names = _written(careful, folder, earlier)
        page = folder / "index.html"
        page.write_text(placed(page.read_text("utf-8"), run), encoding="utf-8")
        return ToldRun(
            run=run,
            shown=shown,
            folder=folder,
            names=names,
            answers=chosen(shown.questions),
            cannot_answer=unanswered(shown),
        )


def _public(run: SiteRun, told: ReportContext, claims: Sequence[ClaimLink]) -> ReportContext:
    """What a report says, for anybody to read."""
    raised = run.minimum_cell > run.again.study.minimum_cell
    return replace(
        told,
        is_public=True,
        minimum_cell=run.minimum_cell,
        public_claims=tuple(claims),
        changes=() if raised else told.changes,
    )


def _printed(run: SiteRun, language: Language) -> ReportContext:
    """What the report of a run says once it was printed, and what cannot be printed was refused."""
    with TemporaryDirectory(prefix="daylight-site-") as scratch:
        place = ReportPlace(run=run.again.run.folder, into=Path(scratch))
        return run.again.print_into(place, Making(language=language)).context


def _written(
    public: ReportContext, folder: Path, earlier: Sequence[Path]
) -> tuple[ReportContext, tuple[str, ...]]:
    if not public.minimum_cell:
        write(folder, without_queries(public))
        write_queries(public, folder)
        return fit_to_publish(public), ()
    fit = public_report(public, [manifest.read(path) for path in earlier])
    lean = PublicReport(without_queries(fit.context), fit.view)
    put_public(folder, lean, earlier=earlier)
    write_queries(fit.context, folder)
    return fit.context, fit.view.names
