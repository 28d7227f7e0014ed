"""Put one method to one input, from memory or from a file made by anybody."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from daylight.data.cells import Cells, columns_of
from daylight.data.result import Outcome
from daylight.errors import CellsError, StudyError
from daylight.model.method import SHARED, Method
from daylight.model.methods import named

READERS = {"panel": "daylight.data.panel:Panel.read", "sample": "daylight.data.sample:Sample.read"}

RECIPES = {
    "panel": "daylight.ingest.panel:read_panel",
    "sample": "daylight.ingest.survey:read_survey",
}
"""What reads a panel or a survey whose files, columns and codes a TOML file declares."""


def ask(method: str, given: Any, **settings: Any) -> Outcome:
    """Answer with a method from cells, a panel or a sample.

    Parameters
    ----------
    given
        `Cells`, `Panel` or `Sample`, as the method needs, or earlier results for a method that
        weighs them.
    settings
        `level`, `reference`, `seed` and the method's own.
    """
    return answered(named(method), given, {}, settings)


def _loaded(home: str) -> Any:
    """What `module:name` names, its module imported only now."""
    module, _, names = home.partition(":")
    found: Any = import_module(module)
    for name in names.split("."):
        found = getattr(found, name)
    return found


def answer_file(
    method: str,
    path: str | Path,
    *,
    by: Sequence[str] = (),
    shared: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Outcome:
    """Answer with a method from a Parquet or CSV file made by anybody.

    Parameters
    ----------
    by
        Key columns of counts, where the method's own are not enough to tell rows apart.
    shared
        `level`, `reference` and `seed`, given to the method when it takes them.
    settings
        The method's own settings; for a panel or a survey also which columns are which.
    """
    record = named(method)
    given, own = read_input(record, Path(path), by, dict(settings or {}))
    return answered(record, given, shared or {}, own)


def answered(
    method: Method, given: Any, shared: Mapping[str, Any], settings: Mapping[str, Any]
) -> Outcome:
    """Run a method with the shared settings it takes and its own."""
    accepted = method.own_settings
    listed = ", ".join(accepted) or "none"
    if unknown := [name for name in settings if name not in (*accepted, *SHARED)]:
        raise StudyError(f"{method.name}: no setting {', '.join(unknown)}; it has {listed}")
    parameters = {parameter.name for parameter in method.parameters}
    asked = {**shared, **settings}
    if problems := [*method.wrong_kinds(asked)]:
        raise StudyError(f"{method.name}: {'; '.join(problems)}")
    return method(given, **{name: value for name, value in asked.items() if name in parameters})


def read_input(
    record: Method, path: Path, by: Sequence[str], settings: dict[str, Any]
) -> tuple[Any, dict[str, Any]]:
    """What a method needs, read from a file, and the settings that remain for the method."""
    if record.needs.noun == "results":
        raise StudyError(f"{record.name} weighs earlier answers: name it in a study, with `after`")
    if record.needs.noun == "cells":
        return _cells(record, path, by), settings
    if path.suffix == ".toml":
        return _loaded(RECIPES[record.needs.noun])(path), settings
    reader: Callable[..., Any] = _loaded(READERS[record.needs.noun])
    columns = set(inspect.signature(reader).parameters) - set(record.own_settings)
    reading = {name: value for name, value in settings.items() if name in columns}
    rest = {name: value for name, value in settings.items() if name not in columns}
    return reader(path, **reading), rest


def _cells(record: Method, path: Path, by: Sequence[str]) -> Cells:
    """The counts a method needs; keys it does not use are added up."""
    needs = record.needs
    present = columns_of(path)
    if lacking := [name for name in (*needs.by, *needs.measures) if name not in present]:
        raise CellsError(
            f"{path}: {record.name} needs the column {', '.join(lacking)}; "
            f"the file has {', '.join(present)}"
        )
    measures = tuple(n for n in (*needs.measures, *needs.optional_measures) if n in present)
    used = tuple(n for n in (*needs.by, *needs.optional_by) if n in present)
    further = [name for name, kind in present.items() if kind == "text" and name not in measures]
    cells = Cells.read(path, by=tuple(dict.fromkeys((*by, *used, *further))), measures=measures)
    return cells.collapse(*(tuple(by) or used))
