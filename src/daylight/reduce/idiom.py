"""The two or three expressions that every reduction is made of, safe on every engine."""

from collections.abc import Sequence
from typing import Any

from daylight.reduce.derive import derived
from daylight.schema.vocabulary import UNKNOWN

ALIKE = "rows_alike"
"""How many rows one row of a cube stands for (`reduce.alike`)."""


def tally(condition: Any, rows: Any = None) -> Any:
    """How many rows meet a condition; a blank does not meet it.

    Not `count(where=)`: when the whole group is blank Spark answers null and DuckDB 0. Over an
    empty table a sum is null, hence the second fill.

    Parameters
    ----------
    rows
        The table, where it may be a cube, each of whose rows counts for all it stands for.
    """
    ones = condition.fill_null(False).cast("int64")
    if rows is not None and ALIKE in rows.columns:
        ones = ones * rows[ALIKE]
    return ones.sum().fill_null(0)


def number(rows: Any) -> Any:
    """How many rows a table has, or a cube stands for."""
    return rows[ALIKE].sum().fill_null(0) if ALIKE in rows.columns else rows.count()


def keyed(table: Any, by: Sequence[str]) -> Any:
    """The table ready to group by: derived keys added, blanks of text keys spelled `unknown`."""
    table = derived(table, by)
    schema = table.schema()
    texts = {
        name: table[name].nullif("").fill_null(UNKNOWN) for name in by if schema[name].is_string()
    }
    return table.mutate(**texts) if texts else table
