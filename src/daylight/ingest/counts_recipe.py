"""How a published table of counts is read: a TOML file with one section, [counts]."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from daylight.errors import RecipeError
from daylight.ingest.toml_record import record, toml
from daylight.schema.tables import TABLES

PERIODS = ("year", "quarter", "month", "week", "weekday", "hour", "day_part", "period")
FURTHER = ("age_group", "received_year", "closed", "group", "agency", "source", "benchmark")
KEYS = frozenset(name for table in TABLES.values() for name in table.names) | {*PERIODS, *FURTHER}
"""Names that counts may be told apart by; what they hold is text, years too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LongCount:
    """One count of a long table: its column, and the rows that are of it.

    Parameters
    ----------
    where
        Column → values: rows with other values count for something else.
    """

    count: str
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class WideColumn:
    """A column of a wide table: the counts of one measure for fixed keys, such as one group."""

    column: str
    count: str
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsRecipe:
    """How one published table becomes counts by group.

    Parameters
    ----------
    keys
        Key → the column that holds it.
    measures
        Count → its column, or `{ count = column, where = { column = [values] } }`.
    columns
        Counts that stand in columns of their own for each group, year or the like.
    codes
        Key → value as written → its word.
    others
        Column of a `where` → values that no count asks for, such as the "no" of a yes/no column;
        any further value stops the reading.
    leave
        Column → values of rows that are no group of their own: totals.
    withheld
        Marks in place of a number that the publisher withheld; such rows are set aside.
    """

    file: str
    title: str = ""
    publisher: str = ""
    licence: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, LongCount] = field(default_factory=dict)
    columns: tuple[WideColumn, ...] = ()
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    others: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    leave: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    withheld: tuple[str, ...] = ()
    delimiter: str = ","
    encoding: str = ""
    sheet: str = ""
    skip_lines: int = 0
    notes: tuple[str, ...] = ()

    @property
    def read(self) -> tuple[str, ...]:
        """Every column of the file that is looked at."""
        named = [*self.keys.values(), *self.leave]
        for one in self.measures.values():
            named += [one.count, *one.where]
        named += [one.column for one in self.columns]
        return tuple(dict.fromkeys(named))


def load_counts(path: Path) -> CountsRecipe:
    """The recipe in that file; RecipeError where it contradicts itself."""
    plain = toml(path, "counts")
    measures = {
        name: record(
            LongCount, {"count": one} if isinstance(one, str) else one, f"{path} measure {name}"
        )
        for name, one in plain.pop("measures", {}).items()
    }
    columns = [_wide(one, f"{path} columns") for one in plain.pop("columns", [])]
    recipe = record(CountsRecipe, {**plain, "measures": measures, "columns": columns}, str(path))
    keys = {*recipe.keys, *(key for one in recipe.columns for key in one.keys)}
    faults = []
    if not recipe.measures and not recipe.columns:
        faults.append("name at least one count under [counts.measures] or [[counts.columns]]")
    if unknown := sorted(keys - KEYS):
        faults.append(
            f"key {', '.join(unknown)} is not a name that counts can be told apart by, such as "
            "subject_race, officer_id, district, year"
        )
    if unread := sorted(set(recipe.codes) - keys):
        faults.append(f"codes are given for {', '.join(unread)}, which is not a key")
    if faults:
        raise RecipeError(f"{path}: " + "; ".join(faults))
    return recipe


def _wide(plain: Mapping[str, Any], where: str) -> WideColumn:
    own = {name: value for name, value in plain.items() if name in {"column", "count"}}
    keys = {name: str(value) for name, value in plain.items() if name not in own}
    return record(WideColumn, {**own, "keys": keys}, where)
