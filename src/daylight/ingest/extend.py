"""A recipe of one's own that changes another: `extends = "dallas_force"`.

Only what differs is written; nothing of the other recipe is copied, so that its later editions
count. Tables of TOML are joined key by key, and everything else is replaced, save where joining
would contradict: a code decided anew is taken out of its old list, a column read anew is read in
the new way alone, and layouts are tried before those of the other.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from daylight.errors import RecipeError

EXTENDS = "extends"
WITHOUT = "without"
"""Columns (`table.column`) or whole tables of the other recipe that are not read."""
DEEPEST = 8
LISTS = ("known", "fixable", "ignored")

Finder = Callable[[str | Path], tuple[dict[str, Any], str]]
"""Name or path of a recipe → what it says, and where it stands."""


def extended(plain: Mapping[str, Any], origin: str, find: Finder, depth: int = 0) -> dict[str, Any]:
    """The plain recipe with whatever it extends underneath; itself where it extends nothing.

    Parameters
    ----------
    origin
        The file it was read from; a path in `extends` is relative to its folder.
    find
        Name or path → the plain recipe and where it stands.
    """
    if EXTENDS not in plain:
        if WITHOUT in plain:
            raise RecipeError(f"{origin}: `without` takes away from what `extends` names; give it")
        return dict(plain)
    name = plain[EXTENDS]
    if not isinstance(name, str) or depth >= DEEPEST:
        raise RecipeError(
            f"{origin}: extends is {name!r}; give the name of a recipe (`daylight recipes`) or a "
            "TOML file beside this one, which must not lead back here"
        )
    beside = Path(origin).parent / name
    below, where = find(beside if beside.is_file() else name)
    base = extended(below, where, find, depth + 1)
    own = {key: value for key, value in plain.items() if key not in {EXTENDS, WITHOUT}}
    base = _without(base, plain.get(WITHOUT, []), origin)
    return _joined(base, own, origin)


def _without(base: dict[str, Any], names: Any, origin: str) -> dict[str, Any]:
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise RecipeError(f'{origin}: without is a list such as ["stops.subject_age_years"]')
    tables = {name: _copied(one) for name, one in base.get("tables", {}).items()}
    for one in names:
        table, _, column = one.partition(".")
        parts = _parts(tables.get(table, []))
        there = [part for part in parts if not column or column in part.get("columns", {})]
        if not there:
            raise RecipeError(
                f"{origin}: without names {one}, which is not read; it reads "
                f"{', '.join(_read(tables))}"
            )
        if not column:
            del tables[table]
        for part in there:
            part.get("columns", {}).pop(column, None)
    return {**base, "tables": tables}


def _copied(table: Any) -> Any:
    if isinstance(table, list):
        return [_copied(part) for part in table]
    return {**table, "columns": dict(table.get("columns", {}))}


def _parts(table: Any) -> list[dict[str, Any]]:
    return table if isinstance(table, list) else [table]


def _read(tables: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}.{column}"
        for name, table in tables.items()
        for part in _parts(table)
        for column in part.get("columns", {})
    ]


def _joined(base: dict[str, Any], own: Mapping[str, Any], origin: str) -> dict[str, Any]:
    made = {**base, **{key: value for key, value in own.items() if key not in SECTIONS}}
    for section, join in SECTIONS.items():
        below, above = base.get(section, {}), own.get(section, {})
        if not isinstance(above, Mapping):
            raise RecipeError(f"{origin}: [{section}] must be tables such as [{section}.NAME]")
        made[section] = {**below}
        for name, part in above.items():
            where = f"{origin} [{section}.{name}]"
            made[section][name] = join(below[name], part, where) if name in below else part
    return made


def _file(base: Any, own: Any, where: str) -> Any:
    """A file's keys one by one; own layouts are tried first."""
    if not isinstance(own, Mapping):
        raise RecipeError(f"{where}: must be a table")
    layouts = [*own.get("layouts", []), *base.get("layouts", [])]
    return {**base, **own, **({"layouts": layouts} if layouts else {})}


def _codes(base: Any, own: Any, where: str) -> Any:
    """Codes decided anew leave their old list."""
    if not isinstance(own, Mapping):
        raise RecipeError(f"{where}: must be a table")
    anew = {code for name in LISTS for code in own.get(name, ())}
    made = {**base, **own}
    for name in ("known", "fixable"):
        kept = {code: word for code, word in base.get(name, {}).items() if code not in anew}
        made[name] = {**kept, **own.get(name, {})}
    ignored = [code for code in base.get("ignored", []) if code not in anew]
    made["ignored"] = [*ignored, *own.get("ignored", [])]
    return made


def _table(base: Any, own: Any, where: str) -> Any:
    """A table's columns one by one, each read in the new way alone."""
    if isinstance(own, list):
        return own
    if isinstance(base, list):
        raise RecipeError(
            f"{where}: is made {len(base)} times; write all of them anew, each as [[…]]"
        )
    columns = {**base.get("columns", {}), **own.get("columns", {})}
    return {**base, **own, "columns": columns}


SECTIONS = {"files": _file, "codes": _codes, "tables": _table}
