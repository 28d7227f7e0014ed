"""What a method is given from a file that a study names: a panel, a survey, published figures."""

import inspect
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from daylight.model.method import Method

READERS = {
    "panel": "daylight.data.panel:Panel.read",
    "sample": "daylight.data.sample:Sample.read",
    "figures": "daylight.data.figures:Figures.read",
}

RECIPES = {
    "panel": "daylight.ingest.panel:read_panel",
    "sample": "daylight.ingest.survey:read_survey",
}
"""What reads a panel or a survey whose files, columns and codes a TOML file declares."""


def read_noun(method: Method, path: Path, settings: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The panel or survey in a file, and the settings that remain for the method."""
    if path.suffix == ".toml":
        return _loaded(RECIPES[method.needs.noun])(path), settings
    reader: Callable[..., Any] = _loaded(READERS[method.needs.noun])
    columns = set(inspect.signature(reader).parameters) - set(method.own_settings)
    reading = {name: value for name, value in settings.items() if name in columns}
    rest = {name: value for name, value in settings.items() if name not in columns}
    return reader(path, **reading), rest


def _loaded(home: str) -> Any:
    """What `module:name` names, its module imported only now."""
    module, _, names = home.partition(":")
    found: Any = import_module(module)
    for name in names.split("."):
        found = getattr(found, name)
    return found
