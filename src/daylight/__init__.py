"""Police oversight by evidence: raw records in, findings with their uncertainty and limits out.

Importing this package loads nothing heavy: each name below is fetched when first used.

>>> import daylight
>>> run = daylight.run("study.toml", "out")            # doctest: +SKIP
>>> run.outcome("search-rate").tidy().to_pandas()      # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from daylight.asking import answer_file
    from daylight.asking import ask as answer
    from daylight.cells import Cells
    from daylight.errors import DaylightError
    from daylight.ingest import ingest as ingest_files
    from daylight.line import count_tables, run
    from daylight.panel import Panel
    from daylight.result import Estimate, Note, Refusal, Result, Scale
    from daylight.sample import Sample
    from daylight.study import Department, Question, Run, Source, Study

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
    "Cells": "daylight.cells:Cells",
    "DaylightError": "daylight.errors:DaylightError",
    "Department": "daylight.study:Department",
    "Estimate": "daylight.result:Estimate",
    "Note": "daylight.result:Note",
    "Panel": "daylight.panel:Panel",
    "Question": "daylight.study:Question",
    "Refusal": "daylight.result:Refusal",
    "Result": "daylight.result:Result",
    "Run": "daylight.study:Run",
    "Sample": "daylight.sample:Sample",
    "Scale": "daylight.result:Scale",
    "Source": "daylight.study:Source",
    "Study": "daylight.study:Study",
    "answer": "daylight.asking:ask",
    "answer_file": "daylight.asking:answer_file",
    "count_tables": "daylight.line:count_tables",
    "ingest_files": "daylight.ingest:ingest",
    "run": "daylight.line:run",
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
