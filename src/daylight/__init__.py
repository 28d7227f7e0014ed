"""Police oversight by evidence: raw records in, findings with their uncertainty and limits out.

Importing this package loads nothing heavy: each name below is fetched when first used.

>>> import daylight
>>> run = daylight.run("study.toml", "out")            # doctest: +SKIP
>>> run.outcome("search-rate").tidy().to_pandas()      # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from daylight.data.cells import Cells
    from daylight.data.panel import Panel
    from daylight.data.result import Estimate, Note, Refusal, Result, Scale
    from daylight.data.sample import Sample
    from daylight.errors import DaylightError
    from daylight.ingest import ingest as ingest_files
    from daylight.pipeline.call import answer_file
    from daylight.pipeline.call import ask as answer
    from daylight.pipeline.run import count_tables, run
    from daylight.plan.finished import Run
    from daylight.plan.study import Department, Question, Source, Study

__version__ = "0.1.0"

__all__ = [
    "Cells",
    "DaylightError",
    "Department",
    "Estimate",
    "Note",
    "Panel",
    "Question",
    "Refusal",
    "Result",
    "Run",
    "Sample",
    "Scale",
    "Source",
    "Study",
    "answer",
    "answer_file",
    "count_tables",
    "ingest_files",
    "run",
]

_HOMES = {
    "Cells": "daylight.data.cells:Cells",
    "DaylightError": "daylight.errors:DaylightError",
    "Department": "daylight.plan.study:Department",
    "Estimate": "daylight.data.result:Estimate",
    "Note": "daylight.data.result:Note",
    "Panel": "daylight.data.panel:Panel",
    "Question": "daylight.plan.study:Question",
    "Refusal": "daylight.data.result:Refusal",
    "Result": "daylight.data.result:Result",
    "Run": "daylight.plan.finished:Run",
    "Sample": "daylight.data.sample:Sample",
    "Scale": "daylight.data.result:Scale",
    "Source": "daylight.plan.study:Source",
    "Study": "daylight.plan.study:Study",
    "answer": "daylight.pipeline.call:ask",
    "answer_file": "daylight.pipeline.call:answer_file",
    "count_tables": "daylight.pipeline.run:count_tables",
    "ingest_files": "daylight.ingest:ingest",
    "run": "daylight.pipeline.run:run",
}


def __getattr__(name: str) -> Any:
    """Fetch a public name from its home on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module 'daylight' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    """The public names."""
    return [*__all__, "__version__"]
