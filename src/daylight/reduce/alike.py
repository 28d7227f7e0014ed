"""Rows that are alike in all that a count reads, counted once: the cube it is rolled up from.

Most rows agree in the few columns that a count looks at. They are told apart by those columns as
they are stored, in one scan; blanks, months and whatever else a count makes of them is then worked
out once for each kind of row instead of once for each row.
"""

from collections.abc import Sequence
from typing import Any

from daylight.reduce.derive import DATES, DERIVED, MINUTES, READS
from daylight.reduce.idiom import ALIKE

SPANS = {"year": "Y", "quarter": "Q", "month": "M"}
"""Keys that follow from the first day of a span of time, longest first: each holds the next."""
PARTS = {"day_part": 240, "hour": 60}
"""Keys that follow from the first minute of a part of the day; each holds the next."""

PRECISION = "date_precision"
"""What a date is exact to: a key finer than that cannot be made from it."""

Columns = dict[str, Any]


def columns_alike(table: Any, by: Sequence[str], reads: Sequence[str]) -> Columns:
    """The columns that rows must agree in to be counted alike.

    A key that is made from a column stands for itself, or is replaced by that column made as
    coarse as the keys allow: the first day of the month gives the same month.
    """
    found = {name: table[name] for name in (*reads, *by) if name in table.columns}
    made = [key for key in by if key not in table.columns]
    spans = [key for key in SPANS if key in made]
    parts = [key for key in PARTS if key in made]
    if spans and (date := _first(DATES, table)) not in found:
        found[date] = table[date].truncate(SPANS[spans[-1]])
    if spans and PRECISION in table.columns:
        found[PRECISION] = table[PRECISION]
    if parts and (minute := _first(MINUTES, table)) not in found:
        found[minute] = table[minute] // PARTS[parts[-1]] * PARTS[parts[-1]]
    others = [key for key in made if key not in (*spans, *parts)]
    return found | {key: DERIVED[key](table) for key in others}


def stored_columns(table: Any, keys: Sequence[str]) -> tuple[str, ...]:
    """The stored columns from which keys of a table follow."""
    found: list[str] = []
    for key in keys:
        if key in table.columns:
            found.append(key)
        elif key in READS and READS[key] is not MINUTES:
            found += READS[key]
        else:
            found.append(_first(MINUTES if key in READS else DATES, table))
            found += [PRECISION] if key not in READS and PRECISION in table.columns else []
    return tuple(dict.fromkeys(found))


def alike(table: Any, columns: Columns) -> Any:
    """The kinds of rows of a table, and how many there are of each."""
    return table.group_by(**columns).aggregate(**{ALIKE: table.count()})


def _first(names: Sequence[str], table: Any) -> str:
    return next(name for name in names if name in table.columns)
