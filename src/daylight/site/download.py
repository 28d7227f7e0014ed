"""What of a report is data: its findings, its estimates and its queries, as one archive."""

import zipfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from daylight.report.context import AnsweredQuestion, ReportContext
from daylight.report.language import say

ARCHIVE = "data.zip"

QUERIES = "queries.txt"

HELD = ("findings.json", "estimates.parquet", QUERIES)

UNDATED = (1980, 1, 1, 0, 0, 0)


def without_queries(shown: ReportContext) -> ReportContext:
    """The report with a line in place of each query: all of them stand in the archive."""
    return replace(shown, questions=tuple(_without_query(one) for one in shown.questions))


def _without_query(question: AnsweredQuestion) -> AnsweredQuestion:
    rows = question.outcome.provenance
    if not rows.sql:
        return question
    said = say(
        f"-- The query stands in {QUERIES}, within {ARCHIVE}, under {question.id}.",
        f"-- La consulta está en {QUERIES}, dentro de {ARCHIVE}, bajo {question.id}.",
    )
    outcome = replace(question.outcome, provenance=replace(rows, sql=said))
    return replace(question, outcome=outcome)


def write_queries(shown: ReportContext, folder: Path) -> None:
    """Every query of a report in one file, each under its question."""
    told = [
        f"-- {one.id}\n{one.outcome.provenance.sql.strip()}\n"
        for one in shown.questions
        if one.outcome.provenance.sql
    ]
    (folder / QUERIES).write_text("\n".join(told), encoding="utf-8")


def packed(folders: Iterable[Path]) -> None:
    """Put the data of every report into an archive, with no date in it."""
    for folder in folders:
        with zipfile.ZipFile(folder / ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in HELD:
                entry = zipfile.ZipInfo(name, UNDATED)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, (folder / name).read_bytes())
        for name in HELD:
            (folder / name).unlink()
