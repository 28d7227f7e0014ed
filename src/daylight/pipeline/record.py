"""run.json: what was run, on what, by which code, and the hash of every file that it left."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daylight import __version__
from daylight.data.result import SCHEMA, Outcome, Refusal, Result
from daylight.ingest.audit import IngestAudit
from daylight.pipeline import fingerprints, manifest
from daylight.plan.primary import Declaration
from daylight.plan.study import Question, Study
from daylight.report.formats.formats import PAGE, chosen, language
from daylight.report.language import Language

PLAN = "study.toml"
RECORD = manifest.RUN


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How a report is written.

    Parameters
    ----------
    language
        What it is written in.
    formats
        What is written besides the page and its data.
    pdf_engine
        What lays out a PDF; empty for the first that is there.
    """

    language: Language = Language.ENGLISH
    formats: tuple[str, ...] = (PAGE,)
    pdf_engine: str = ""

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> "Making":
        """How the report of a finished run was written."""
        told = record.get("report", {})
        return cls(
            language=language(told.get("language", Language.ENGLISH.value)),
            formats=chosen(told.get("formats", (PAGE,))),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a run led to, and how it was told.

    Parameters
    ----------
    unworded
        Questions that no words were found for.
    quarantine
        Whether rows that cannot be read were set aside in every source, whatever the study says.
    exposed
        What could be worked out of the report, which therefore was not written; empty where it was.
    """

    outcomes: Mapping[str, Outcome]
    declaration: Declaration
    unworded: tuple[str, ...] = ()
    making: Making = Making()
    quarantine: bool = False
    exposed: str = ""


def write_record(study: Study, folder: Path, audits: Mapping[str, IngestAudit], told: Told) -> None:
    """Write run.json; it holds no clock times and is sealed."""
    manifest.write(folder, RECORD, inputs(study, audits, told))


def inputs(study: Study, audits: Mapping[str, IngestAudit], told: Told) -> dict[str, Any]:
    """All that a run's record says besides the hashes of its files."""
    return {
        "daylight": __version__,
        "schema": SCHEMA,
        "title": study.title,
        "study_sha256": study.sha256,
        "level": study.level,
        "alpha": study.alpha,
        "reference": study.reference,
        "seed": study.seed,
        "quarantine": told.quarantine,
        "primary": told.declaration.to_dict(),
        "sources": {
            name: [{"file": f.name, "sha256": f.sha256, "rows": f.rows} for f in audit.files]
            for name, audit in audits.items()
        },
        "recipes": {one.name: fingerprints.recipe_print(study, one) for one in study.sources},
        "ingest_code": fingerprints.code_of_ingest(),
        "questions": [_question(question, told) for question in study.questions],
        **told_as(told),
    }


def told_as(told: Told) -> dict[str, Any]:
    """What a record says of a report: which words and formats, made by which code."""
    return {
        "unworded": list(told.unworded),
        "report": {
            "daylight": __version__,
            "code": fingerprints.code_of_report(),
            "language": told.making.language.value,
            "formats": list(told.making.formats),
            **({"exposed": told.exposed} if told.exposed else {}),
        },
    }


def _question(question: Question, told: Told) -> dict[str, Any]:
    return {
        "id": question.id,
        "method": question.method,
        "outcome": _kind(told.outcomes[question.id]),
        "code": fingerprints.code_of(question),
    }


def _kind(outcome: Outcome) -> str:
    match outcome:
        case Result():
            return "result"
        case Refusal():
            return "refusal"
