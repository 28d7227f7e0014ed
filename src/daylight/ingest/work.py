"""What one run of ingest holds, and the views of a role's rows that its steps share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any

import ibis

from daylight.ingest import recode
from daylight.ingest.audit import CodeSeen
from daylight.ingest.canonical_value import Recoded
from daylight.ingest.recipe import Recipe
from daylight.ingest.recipe_parts import ColumnReading, Output
from daylight.ingest.recode import POSITION
from daylight.ingest.roles import Assigned

HEADER = "daylight_header"
OUT = "daylight_out"
"""True for rows that are no records, or are left out; nothing else is asked of them."""


@dataclass(slots=True, kw_only=True)
class Work:
    """What one run holds.

    Parameters
    ----------
    rows
        Role → every row that was staged, as an Ibis table.
    bad
        Role → file, row and reason of the rows set aside, where there are any.
    good
        Role → the rows that are kept.
    codes
        Every value of every coded column.
    undecided
        Role, column and list of codes, where the column holds a value that the list lacks.
    """

    connection: Any
    recipe: Recipe
    scratch: Path
    sources: dict[str, list[Assigned]]
    rows: dict[str, Any]
    good: dict[str, Any]
    key: str
    key_mark: str
    bad: dict[str, Any]
    say: Callable[[str], None]
    codes: list[CodeSeen]
    undecided: set[tuple[str, str, str]]


def stacked(parts: Sequence[Any]) -> Any:
    """Tables one under the other, in this order (`ibis.union` of several turns them round)."""
    return reduce(lambda upper, lower: upper.union(lower, distinct=False), parts)


def exploded(rows: Any, recipe: Recipe, output: Output) -> Any:
    """One row per item of the aligned lists, with its position."""
    if not output.explode:
        return rows
    lists = {name: rows[name].fill_null("").split(output.separator) for name in output.explode}
    longest = ibis.greatest(*(items.length() for items in lists.values()))
    decoded = tuple(recode.decoded_name(name, "") for name in output.explode)
    kept = {
        name: rows[name]
        for name in rows.columns
        if name not in lists and not name.startswith(decoded)
    }
    apart = rows.select(
        **kept,
        **{name: items.unnest() for name, items in lists.items()},
        **{POSITION: ibis.range(1, longest + 1).unnest()},
    )
    return apart.mutate(**{name: recode.written(apart[name], recipe.blank) for name in lists})


def members(rows: Any, output: Output) -> Any | None:
    """Whether a row belongs to the table; None where every row does."""
    if not output.only:
        return None
    conditions = [
        rows[name].isin(list(values)).fill_null(False) for name, values in output.only.items()
    ]
    return reduce(and_, conditions)


def recoded(work: Work, rows: Any, output: Output, name: str, reading: ColumnReading) -> Recoded:
    """The canonical value of a column, in the table's time zone and under the key of this run."""
    recipe = work.recipe
    if output.timezone:
        recipe = replace(recipe, timezone=output.timezone)
    return recode.recode(rows, recipe, reading, output.table.column(name), key=work.key)
