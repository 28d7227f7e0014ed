"""A date that is known to the year only is of that year, and of no month or weekday."""

from datetime import date

import ibis
import pyarrow as pa

from daylight import engine
from daylight.reduce.derive import derived

KEYS = ("year", "quarter", "month", "week", "weekday")
DAY = date(2020, 4, 1)


def keys(precision: str | None) -> list[bool]:
    """Which keys are known."""
    rows = pa.table(
        {
            "incident_date": pa.array([DAY], pa.date32()),
            "date_precision": pa.array([precision], pa.string()),
        }
    )
    connection = engine.duckdb()
    made = derived(ibis.memtable(rows), KEYS).select(*KEYS)
    found = connection.to_pyarrow(made).to_pylist()[0]
    connection.disconnect()
    return [found[key] is not None for key in KEYS]


def test_no_key_is_finer_than_the_date() -> None:
    assert keys(None) == keys("day") == [True, True, True, True, True]
    assert keys("month") == [True, True, True, False, False]
    assert keys("quarter") == [True, True, False, False, False]
    assert keys("year") == [True, False, False, False, False]
