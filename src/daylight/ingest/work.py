"""What one run of ingest holds, and the views of a role's rows that its steps share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from pathlib import Path
from typing import Any

import ibis

from daylight.ingest import recode
from daylight.ingest.audit import CodeSeen
from daylight.ingest.canonical_value import Recoded
from daylight.ingest.date_format import CELLS
from daylight.ingest.decoding import decoded_name, written
from daylight.ingest.recipe import Recipe
from daylight.ingest.recipe_parts import ColumnReading, Output, Unpivot
from daylight.ingest.recode import POSITION, TYPES
from daylight.ingest.roles import Assigned

HEADER = "daylight_header"
EMPTY = "daylight_empty"
AT_END = "daylight_at_end"
"""True for rows below the last that holds anything."""
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
    blanked
        Place of an output and part of it, in which cells that cannot be read become blank.
    lost
        Role → file, row, column and raw text of those cells.
    typed
        Roles with a file that holds real dates, as workbooks do.
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
    blanked: set[tuple[int, str]]
    lost: dict[str, Any]
    typed: set[str]

    def place(self, output: Output) -> int:
        """The place of an output in the recipe."""
        return next(place for place, one in enumerate(self.recipe.tables) if one is output)


def stacked(parts: Sequence[Any]) -> Any:
    """Tables one under the other, in this order (`ibis.union` of several turns them round)."""
    return reduce(lambda upper, lower: upper.union(lower, distinct=False), parts)


def exploded(rows: Any, recipe: Recipe, output: Output) -> Any:
    """One row per item of the aligned lists, or per box that says yes, with its position."""
    if output.unpivot is not None:
        return _boxes(rows, recipe, output.unpivot)
    if not output.explode:
        return rows
    lists = {name: rows[name].fill_null("").split(output.separator) for name in output.explode}
    longest = ibis.greatest(*(items.length() for items in lists.values()))
    decoded = tuple(decoded_name(name, "") for name in output.explode)
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
    return apart.mutate(**{name: written(apart[name], recipe.blank) for name in lists})


def _boxes(rows: Any, recipe: Recipe, boxes: Unpivot) -> Any:
    """One row per box that says yes; the box's name is in a column of its own."""
    codes = recipe.codes[boxes.codes]
    ticked = [
        recode.word(rows, name, boxes.codes, codes)
        .cast("boolean")
        .fill_null(False)
        .ifelse(ibis.literal(name), ibis.null("string"))
        for name in boxes.columns
    ]
    names = ibis.array(ticked).filter(lambda name: name.notnull())
    kept = {name: rows[name] for name in rows.columns}
    return rows.select(
        **kept,
        **{boxes.name: names.unnest(), POSITION: ibis.range(1, names.length() + 1).unnest()},
    )


def entries(rows: Any, output: Output) -> Any | None:
    """Whether an item is an entry of the table; None where every one is."""
    if not output.skip:
        return None
    return ~reduce(
        or_,
        [rows[name].isin(list(values)).fill_null(False) for name, values in output.skip.items()],
    )


def cell(work: Work, rows: Any, output: Output, part: str, named: tuple[str, ColumnReading]) -> Any:
    """The canonical value of a part; blank where it cannot be read and that was accepted."""
    name, reading = named
    made = recoded(work, rows, output, name, reading)
    if (work.place(output), part) not in work.blanked or not made.problems:
        return made.value
    wrong = reduce(or_, [one.condition.fill_null(False) for one in made.problems])
    return wrong.ifelse(ibis.null(TYPES[output.table.column(name).kind]), made.value)


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
    if reading.formats and (reading.role or output.role) in work.typed:
        reading = replace(reading, formats=(*reading.formats, *CELLS))
    if output.timezone:
        recipe = replace(recipe, timezone=output.timezone)
    return recode.recode(rows, recipe, reading, output.table.column(name), key=work.key)
