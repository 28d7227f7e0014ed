"""What a person asks of a report, as the pipeline takes it."""

from dataclasses import replace
from pathlib import Path

from daylight.pipeline.record import Making
from daylight.plan.finished import Run
from daylight.report.formats import formats as known


def making(
    run: Path,
    *,
    formats: str | None = None,
    language: str | None = None,
    pdf_engine: str | None = None,
) -> Making:
    """Formats and language as asked for; what was not asked for stays as the run has it."""
    found = Making.of(Run.open(run).record)
    if formats is not None:
        names = [name.strip() for name in formats.split(",") if name.strip()]
        found = replace(found, formats=known.chosen(names))
    if language is not None:
        found = replace(found, language=known.language(language))
    return replace(found, pdf_engine=pdf_engine or "")
