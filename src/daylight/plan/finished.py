"""Run: the folder that holds everything a study led to."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from daylight.data import notebook
from daylight.data.result import SCHEMA, Outcome, from_json
from daylight.errors import StudyError


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished study: a folder with `ingest/ reduce/ model/ report/ run.json`."""

    folder: Path

    @classmethod
    def open(cls, folder: str | Path) -> Self:
        """Open a run folder; StudyError where it is not a finished one."""
        folder = Path(folder)
        if not (folder / "run.json").exists():
            raise StudyError(
                f"{folder}: not a finished run (run.json is missing); make one with `daylight run`"
            )
        opened = cls(folder=folder)
        try:
            layout = opened.record.get("schema")
        except (ValueError, AttributeError) as fault:
            raise StudyError(
                f"{folder}/run.json: damaged, not what `daylight run` wrote ({fault}); make the "
                f"run again: daylight run STUDY.toml --out {folder}"
            ) from fault
        if layout != SCHEMA:
            raise StudyError(
                f"{folder}: an earlier version of Daylight made this run, and its results have "
                f"another layout; make it again: daylight run STUDY.toml --out {folder}"
            )
        return opened

    @property
    def report(self) -> Path:
        """The findings report."""
        return self.folder / "report" / "index.html"

    @property
    def exposed(self) -> str:
        """What could be worked out of its report, for which it has none; empty where it has one."""
        return str(self.record.get("report", {}).get("exposed", ""))

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions, in the study's order."""
        return tuple(question["id"] for question in self.record["questions"])

    @property
    def record(self) -> dict[str, Any]:
        """What was run: versions, hashes, settings."""
        plain: dict[str, Any] = json.loads((self.folder / "run.json").read_text("utf-8"))
        return plain

    def outcome(self, question: str) -> Outcome:
        """The result, or the refusal, of one question."""
        path = self.folder / "model" / f"{question}.json"
        if not path.exists():
            raise StudyError(
                f"{self.folder}: no question {question!r}; it has {', '.join(self.questions)}"
            )
        return from_json(path.read_text("utf-8"))

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Every estimate for any library that reads Arrow: `polars.DataFrame(run)`."""
        return self.estimates().__arrow_c_stream__(requested_schema)

    def _repr_html_(self) -> str:
        """Its questions and how each ended, as a notebook shows them."""
        record = self.record
        asked = record["questions"]
        rows = ((one["id"], one["method"], one["outcome"]) for one in asked)
        return notebook.table(record["title"], ("question", "method", "outcome"), rows, len(asked))

    def estimates(self) -> pa.Table:
        """Every estimate of the run, one row each, as an Arrow table."""
        return pq.read_table(self._of_report("estimates.parquet"))

    def findings(self) -> list[dict[str, Any]]:
        """The findings as plain values."""
        path = self._of_report("findings.json")
        try:
            return list(json.loads(path.read_text("utf-8"))["findings"])
        except (ValueError, KeyError, TypeError) as fault:
            raise StudyError(
                f"{path}: damaged, not what Daylight wrote ({fault}); write it anew from the run's "
                f"results: daylight report {self.folder}"
            ) from fault

    def _of_report(self, name: str) -> Path:
        """A file of its report; StudyError where it has none."""
        path = self.folder / "report" / name
        if path.is_file():
            return path
        if self.exposed:
            raise StudyError(f"{self.folder}: has no report; {self.exposed}")
        raise StudyError(
            f"{path}: is missing; write the report anew from the run's results: "
            f"daylight report {self.folder}"
        )
