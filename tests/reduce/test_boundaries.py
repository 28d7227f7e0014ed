"""Keys that are cut at boundaries: each minute of the day, each age, each day of a leap year."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from daylight.reduce.count import count
from daylight.schema.vocabulary import SearchBasis
from tests.reduce.canonical import canonical


def keyed(tmp_path: Path, column: str, values: Sequence[Any], key: str) -> list[str]:
    """What each value of a column is counted under, asked through a reduction."""
    rows = [{"stop_id": str(i), column: value} for i, value in enumerate(values)]
    path = canonical("stops", tmp_path / "s.parquet", rows)
    # By id as well: every row stays its own cell.
    cells = count("searches", {"stops": [path]}, ["stop_id", key])
    found = {row["stop_id"]: row[key] for row in cells.table.to_pylist()}
    return [str(found[str(i)]) for i in range(len(values))]


DAY = range(24 * 60)
LEAP = [dt.date(2016, 1, 1) + dt.timedelta(days=i) for i in range(366)]
ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
BANDS = [(0, 15), (16, 19), (20, 29), (30, 39), (40, 49)]


def part_of_day(minute: int) -> str:
    first = minute // 60 // 4 * 4
    return f"{first:02d}-{first + 4:02d}"


def band(age: int) -> str:
    return next((f"{low}-{high}" for low, high in BANDS if low <= age <= high), "50+")


def minutes_of(duration: float) -> str:
    return str(min(round(duration), 240))


KEYS: dict[str, tuple[str, Sequence[Any], Callable[[Any], str]]] = {
    "day_part": ("stop_minute", DAY, part_of_day),
    "hour": ("stop_minute", DAY, lambda minute: f"{minute // 60:02d}"),
    "age_group": ("subject_age_years", range(121), band),
    "month": ("stop_date", LEAP, lambda day: f"{day:%Y-%m}"),
    "quarter": ("stop_date", LEAP, lambda day: f"{day:%Y}-Q{(day.month + 2) // 3}"),
    "weekday": ("stop_date", LEAP, lambda day: ENGLISH[day.weekday()]),
    "whole_minutes": ("duration_minutes", [n + 0.3 for n in range(300)], minutes_of),
}


@pytest.mark.parametrize("key", KEYS)
def test_every_value_is_counted_where_the_definition_puts_it(tmp_path: Path, key: str) -> None:
    column, values, expected = KEYS[key]
    assert keyed(tmp_path, column, values, key) == [expected(value) for value in values]


GROUNDS = [
    (conducted, basis)
    for conducted in (True, False, None)
    for basis in (None, *(ground.value for ground in SearchBasis))
]


def choice(conducted: bool | None, basis: str | None) -> str:
    if basis is not None:
        return "yes" if SearchBasis(basis).is_discretionary else "no"
    return "no search" if conducted is False else "unknown"


def test_every_ground_of_a_search_left_a_choice_or_did_not(tmp_path: Path) -> None:
    rows = [
        {"stop_id": str(i), "search_conducted": conducted, "search_basis": basis}
        for i, (conducted, basis) in enumerate(GROUNDS)
    ]
    path = canonical("stops", tmp_path / "s.parquet", rows)
    cells = count("searches", {"stops": [path]}, ["stop_id", "discretionary"])
    found = {row["stop_id"]: row["discretionary"] for row in cells.table.to_pylist()}
    assert found == {str(i): choice(*ground) for i, ground in enumerate(GROUNDS)}
