"""Every question of a study answered in turn; one that fails is refused, and the others stand."""

import traceback
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from daylight import __version__
from daylight.data.clustering import OFFICER
from daylight.data.figures import Figures
from daylight.data.panel import Panel
from daylight.data.result import Outcome, Refusal
from daylight.data.sample import Sample
from daylight.errors import DaylightError
from daylight.ingest.audit import IngestAudit
from daylight.model.methods import named
from daylight.pipeline.call import FileKeys, answered, read_input
from daylight.pipeline.counts import Counts, ShortCounts
from daylight.plan.study import Progress, Question, Study
from daylight.report.refusals import why_not


def answers(
    study: Study, folder: Path, audits: Mapping[str, IngestAudit], say: Progress
) -> dict[str, Outcome]:
    """Question id → its outcome; the same count is made once.

    Whatever a question fails at, in its counts, its file or its method, becomes a refusal with
    the reason; an interruption by the user is not caught.
    """
    counts = Counts(study, folder, audits)
    outcomes: dict[str, Outcome] = {}
    for name in ("reduce", "model"):
        (folder / name).mkdir()
    for question in study.questions:
        try:
            outcome = _answer(question, counts, outcomes, say)
        except Exception as problem:  # noqa: BLE001  one question may not end a run
            outcome = failed(question, problem, folder)
            say("model", f"{question.id} is refused: {why_not(outcome).why}")
        (folder / "model" / f"{question.id}.json").write_text(outcome.to_json(), encoding="utf-8")
        outcomes[question.id] = outcome
    return outcomes


def failed(question: Question, problem: Exception, folder: Path) -> Refusal:
    """The refusal of a question that could not be counted, read or computed.

    Parameters
    ----------
    folder
        The unfinished run's, whose own path is of no use to a reader and left out of the reason.
    """
    if isinstance(problem, ShortCounts):
        return replace(problem.refusal, method=question.method, version=__version__)
    if isinstance(problem, DaylightError):
        code = "records-or-settings"
        facts = {"said": str(problem).replace(f"{folder}/", "")}
    else:
        code = "computation-failed"
        frames = traceback.extract_tb(problem.__traceback__)
        where = f"{Path(frames[-1].filename).name}, line {frames[-1].lineno}" if frames else ""
        facts = {"fault": f"{type(problem).__name__}: {problem}", "where": where}
    return Refusal(code=code, facts=facts, method=question.method, version=__version__)


def _answer(
    question: Question, counts: Counts, earlier: Mapping[str, Outcome], say: Progress
) -> Outcome:
    study, method = counts.study, named(question.method)
    settings = dict(question.settings)
    say("reduce", question.id)
    match method.needs.noun:
        case "results":
            given: Any = tuple(earlier[name] for name in question.after)
        case "cells":
            given = counts.of(question)
        case _:
            path = study.folder / question.file
            given, settings = read_input(method, path, FileKeys(), settings)
            _keep(given, counts.folder / "ingest" / _named(question.file))
    say("model", question.id)
    return with_officers(answered(method, given, _shared(study), settings), study)


def with_officers(outcome: Outcome, study: Study) -> Outcome:
    """The same with how many rows each officer has, where records do not say whose they are."""
    officers, rows = study.department.officers, outcome.provenance.rows_kept
    if isinstance(outcome, Refusal) or not officers or not rows:
        return outcome
    told = tuple(
        replace(one, basis=replace(one.basis, each=rows / officers))
        if one.basis.lacks == OFFICER
        else one
        for one in outcome.estimates
    )
    return replace(outcome, estimates=told)


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
