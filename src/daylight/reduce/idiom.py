"""The two or three expressions that every reduction is made of, safe on every engine."""

from collections.abc import Sequence
from typing import Any

from daylight.vocabulary import UNKNOWN


def tally(condition: Any) -> Any:
    """How many rows meet a condition; a blank does not meet it.

    Not `count(where=)`: when the whole group is blank Spark answers null and DuckDB 0. Over an
    empty table a sum is null, hence the second fill.
    """
    return condition.fill_null(False).cast("int64").sum().fill_null(0)


def keyed(table: Any, by: Sequence[str]) -> Any:
    """The table with the blanks of its text keys spelled `unknown`, ready to group by."""
    schema = table.schema()
    texts = {name: table[name].fill_null(UNKNOWN) for name in by if schema[name].is_string()}
    return table.mutate(**texts) if texts else table


def day_part(minute: Any) -> Any:
    """Minute of the day → one of six equal parts of it."""
    import ibis

    return ibis.cases(
        (minute < 240, "00-04"),
        (minute < 480, "04-08"),
        (minute < 720, "08-12"),
        (minute < 960, "12-16"),
        (minute < 1200, "16-20"),
        (minute < 1440, "20-24"),
    )
