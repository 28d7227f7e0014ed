"""Many values of one group as one value."""

from typing import Any

import ibis

from daylight.ingest.recipe_parts import ColumnReading
from daylight.schema.tables import TYPES, Column


def picked(value: Any, reading: ColumnReading, column: Column, asked: Any = None) -> Any:
    """Many values of one group as one value.

    Parameters
    ----------
    asked
        Which rows are asked; all of them without it. Where none is, nothing is known.
    """
    if reading.pick == "most":
        rank = value.cases(*((word, place) for place, word in enumerate(reading.order))).min(
            where=asked
        )
        return rank.cases(*enumerate(reading.order))
    if reading.pick == "any":
        true = value.fill_null(False).cast("int64").sum(where=asked) > 0
        open_ = value.isnull().cast("int64").sum(where=asked) > 0
        if asked is not None:
            open_ = open_ | ~(asked.fill_null(False).cast("int64").sum() > 0)
        return ibis.cases((true, True), (open_, ibis.null("boolean")), else_=False)
    if reading.pick == "count":
        times = value.count(where=asked)
        return times if asked is None else times.nullif(0)
    if reading.pick == "max":
        return value.max(where=asked)
    low = value.min(where=asked)
    if reading.pick == "min":
        return low
    return (low == value.max(where=asked)).ifelse(low, ibis.null(TYPES[column.kind]))
