"""Hashes of what a number rests on besides records: recipes, and the code of each step."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

import daylight
from daylight.ingest.recipe import load
from daylight.model.methods import METHODS
from daylight.plan.study import Question, Source, Study, recipe_of
from daylight.reduce.reductions import REDUCTIONS

PACKAGE = Path(daylight.__file__).parent

IMPORT = re.compile(r"^\s*from (daylight[\w.]*) import (\([^)]*\)|[^\n]*)", re.MULTILINE)
NAME = re.compile(r"\w+")

COUNTS = frozenset({"reduce", "schema", "data"})
"""Rooms whose code decides a count."""

NUMBERS = frozenset({"model", "data", "schema"})
"""Rooms whose code decides a number."""


def code_of_ingest() -> str:
    """The hash of the code that reads files."""
    return _hash(_below("ingest", "schema"))


def code_of_report() -> str:
    """The hash of the code that words, grades and draws answers."""
    return _hash(_below("report"))


def code_of(question: Question) -> dict[str, str]:
    """The hashes of the code that counted for a question and of the code that answered it.

    They cover the modules of its own method and reduction and all that these import, so that a
    change to one method is no change of another.
    """
    method = METHODS[question.method]
    name = question.reduction or method.needs.reduction
    counted = "" if name not in REDUCTIONS else _reduce(name)
    return {"reduce": counted, "model": _model(question.method)}


def recipe_print(study: Study, source: Source) -> str:
    """The hash of what a recipe says, whatever file it stands in; empty where there is none."""
    if not source.recipe:
        return ""
    plain = asdict(load(recipe_of(study, source)))
    plain.pop("path")
    said = json.dumps(plain, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


@cache
def _model(method: str) -> str:
    return _hash(_behind(f"daylight.model.{METHODS.entries[method].home}", NUMBERS))


@cache
def _reduce(reduction: str) -> str:
    own = _behind(f"daylight.reduce.{REDUCTIONS.entries[reduction].home}", COUNTS)
    own |= _behind("daylight.reduce.count", COUNTS)
    return _hash(own | {PACKAGE / "engine.py", *(PACKAGE / "schema").glob("*.toml")})


def _below(*rooms: str) -> set[Path]:
    """The code of whole rooms; recipes and templates are no code."""
    return {path for room in rooms for path in (PACKAGE / room).rglob("*.py")}


@cache
def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _hash(paths: set[Path]) -> str:
    lines = [f"{path.relative_to(PACKAGE).as_posix()} {_hash_of(path)}" for path in sorted(paths)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _behind(module: str, rooms: frozenset[str]) -> set[Path]:
    """The files of a module and of everything it imports from these rooms, itself included."""
    found: set[Path] = set()
    waiting = [module]
    while waiting:
        path = _file(waiting.pop())
        if path is None or path in found or path.relative_to(PACKAGE).parts[0] not in rooms:
            continue
        found.add(path)
        waiting += _imports(path)
    return found


def _file(module: str) -> Path | None:
    """Where a module of the package stands; None for what is none."""
    below = PACKAGE.joinpath(*module.split(".")[1:])
    for path in (below.with_suffix(".py"), below / "__init__.py"):
        if path.is_file():
            return path
    return None


@cache
def _imports(path: Path) -> tuple[str, ...]:
    """Every module that a file may import; what is named without being one is no file."""
    return tuple(_imported(path.read_text("utf-8")))


def _imported(code: str) -> Iterator[str]:
    for module, names in IMPORT.findall(code):
        yield module
        yield from (f"{module}.{name}" for name in NAME.findall(names))
