import datetime as dt
from pathlib import Path
from typing import Any

from daylight.reduce.count import count
from tests.reduce.canonical import canonical


def counted(tmp_path: Path, rows: list[dict[str, Any]], *by: str) -> list[dict[str, Any]]:
    stops = [{"stop_id": str(i), **row} for i, row in enumerate(rows)]
    cells = count("searches", {"stops": [canonical("stops", tmp_path / "s.parquet", stops)]}, by)
    return [{key: row[key] for key in (*by, "stops")} for row in cells.table.to_pylist()]


def test_the_calendar_is_read_from_the_local_date(tmp_path: Path) -> None:
    sunday = {"stop_date": dt.date(2017, 3, 5), "stop_minute": 1439}
    assert counted(
        tmp_path, [sunday], "year", "quarter", "month", "weekday", "hour", "day_part"
    ) == [
        {
            "year": "2017",
            "quarter": "2017-Q1",
            "month": "2017-03",
            "weekday": "sunday",
            "hour": "23",
            "day_part": "20-24",
            "stops": 1,
        }
    ]


def test_a_blank_date_time_or_age_is_unknown(tmp_path: Path) -> None:
    keys = ("year", "quarter", "month", "weekday", "hour", "day_part", "age_group")
    assert counted(tmp_path, [{}], *keys) == [dict.fromkeys(keys, "unknown") | {"stops": 1}]


def test_midnight_is_hour_zero(tmp_path: Path) -> None:
    assert counted(tmp_path, [{"stop_minute": 0}], "hour", "day_part") == [
        {"hour": "00", "day_part": "00-04", "stops": 1}
    ]


def test_ages_fall_in_bands_whose_lower_end_belongs_to_them(tmp_path: Path) -> None:
    rows = [{"subject_age_years": age} for age in (15, 16, 19, 20, 49, 50)]
    found = {row["age_group"]: row["stops"] for row in counted(tmp_path, rows, "age_group")}
    assert found == {"0-15": 1, "16-19": 2, "20-29": 1, "40-49": 1, "50+": 1}


def test_a_search_without_a_ground_is_neither_discretionary_nor_not(tmp_path: Path) -> None:
    rows = [
        {"search_conducted": True, "search_basis": "consent"},
        {"search_conducted": True, "search_basis": "inventory"},
        {"search_conducted": True},
        {"search_conducted": False},
        {},
    ]
    found = {row["discretionary"]: row["stops"] for row in counted(tmp_path, rows, "discretionary")}
    assert found == {"yes": 1, "no": 1, "no search": 1, "unknown": 2}


def test_rows_can_be_left_out_by_a_derived_key(tmp_path: Path) -> None:
    rows = [{"stop_id": "a", "stop_date": dt.date(2016, 1, 1)}, {"stop_id": "b"}]
    path = canonical("stops", tmp_path / "s.parquet", rows)
    cells = count("searches", {"stops": [path]}, ["subject_race"], only={"year": ["2016"]})
    assert cells.provenance.rows_dropped == {"year not among 2016": 1}
