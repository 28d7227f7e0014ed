"""The two or three expressions that every reduction is made of, safe on every engine."""

from collections.abc import Sequence
from typing import Any

from daylight.reduce.derive import derived
from daylight.schema.vocabulary import UNKNOWN


def tally(condition: Any) -> Any:
    """How many rows meet a condition; a blank does not meet it.

    Not `count(where=)`: when the whole group is blank Spark answers null and DuckDB 0. Over an
    empty table a sum is null, hence the second fill.
    """
    return condition.fill_null(False).cast("int64").sum().fill_null(0)


def keyed(table: Any, by: Sequence[str]) -> Any:
    """The table ready to group by: derived keys added, blanks of text keys spelled `unknown`."""
    table = derived(table, by)
    schema = table.schema()
    texts = {
        name: table[name].nullif("").fill_null(UNKNOWN) for name in by if schema[name].is_string()
    }
    return table.mutate(**texts) if texts else table
