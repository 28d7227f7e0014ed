"""A frozen record from a TOML table whose keys are exactly the record's fields."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

from daylight.errors import MissingFile, RecipeError

T = TypeVar("T")


def toml(path: Path, section: str) -> dict[str, Any]:
    """The one section of a TOML file; RecipeError where it is another kind of recipe."""
    if not path.is_file():
        raise MissingFile(f"{path}: no such file")
    try:
        plain = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as problem:
        raise RecipeError(f"{path}: not TOML: {problem}") from problem
    if list(plain) != [section]:
        raise RecipeError(f"{path}: must hold [{section}] and nothing else; it has {list(plain)}")
    return dict(plain[section])


def record(kind: type[T], plain: Mapping[str, Any], where: str) -> T:
    """The record; unknown and missing keys are named."""
    known = {part.name: part for part in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(plain) - set(known)):
        raise RecipeError(f"{where}: no key {', '.join(unknown)}; possible: {', '.join(known)}")
    lacking = [
        name
        for name, part in known.items()
        if name not in plain and part.default is MISSING and part.default_factory is MISSING
    ]
    if lacking:
        raise RecipeError(f"{where}: {', '.join(lacking)} must be given")
    return kind(**{name: _frozen(value) for name, value in plain.items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list) else value
