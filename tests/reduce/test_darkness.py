import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import suncalc

from daylight.reduce.clock import clock_seasons
from daylight.reduce.count import count
from daylight.reduce.reduction import Place
from daylight.reduce.sun import sun_times
from tests.reduce.canonical import canonical

EASTERN = ZoneInfo("America/New_York")
PHILADELPHIA = Place(39.9525839, -75.1652215, "America/New_York")
SECONDS_BETWEEN_ALGORITHMS = 150  # suncalc is up to 147 s later than NOAA there in 2017


def second(text: str) -> int:
    hours, minutes, seconds = map(int, text.split(":"))
    return 3600 * hours + 60 * minutes + seconds


# Printed in the Open Policing tutorial (suncalc, Philadelphia): date, sunset, civil dusk.
PRINTED = [
    ("2017-06-27", "20:34:40", "21:07:26"),
    ("2017-06-26", "20:34:39", "21:07:26"),
    ("2017-12-07", "16:36:53", "17:07:09"),
    ("2017-12-06", "16:36:56", "17:07:09"),
]


@pytest.mark.parametrize(("day", "sunset", "dusk"), PRINTED)
def test_sunset_and_dusk_are_within_the_known_distance_of_the_printed_times(
    day: str, sunset: str, dusk: str
) -> None:
    found = sun_times(dt.date.fromisoformat(day), *PHILADELPHIA[:2], EASTERN)
    assert found.sunset is not None
    assert found.dusk is not None
    assert 0 <= second(sunset) - found.sunset <= SECONDS_BETWEEN_ALGORITHMS
    assert 0 <= second(dusk) - found.dusk <= SECONDS_BETWEEN_ALGORITHMS


@pytest.mark.parametrize(("day", "sunset", "dusk"), PRINTED)
def test_the_printed_times_are_those_of_suncalc_to_the_second(
    day: str, sunset: str, dusk: str
) -> None:
    noon = dt.datetime.fromisoformat(day).replace(hour=12, tzinfo=EASTERN)
    times = suncalc.get_times(noon, PHILADELPHIA.longitude, PHILADELPHIA.latitude)
    for event, printed in (("sunset", sunset), ("dusk", dusk)):
        local = times[event].replace(tzinfo=dt.UTC).astimezone(EASTERN)
        assert f"{local:%H:%M:%S}" == printed


def test_the_sun_that_does_not_set_low_enough_has_no_dusk() -> None:
    found = sun_times(dt.date(2016, 6, 20), 61.2, -149.9, ZoneInfo("America/Anchorage"))
    assert found.dusk is None
    assert found.sunset is not None


def test_times_are_of_the_clock_on_the_day_of_a_clock_change() -> None:
    before, after = (
        sun_times(dt.date(2017, 3, day), *PHILADELPHIA[:2], EASTERN) for day in (11, 12)
    )
    assert before.dusk is not None
    assert after.dusk is not None
    assert 3600 < after.dusk - before.dusk < 3600 + 120


def test_seasons_are_thirty_days_around_a_clock_change() -> None:
    days = [dt.date(2017, 3, 12) + dt.timedelta(days=d) for d in (-31, -30, 30, 31)]
    assert clock_seasons(days, EASTERN) == {days[1]: "2017 spring", days[2]: "2017 spring"}
    assert clock_seasons([dt.date(2017, 11, 5)], EASTERN) == {dt.date(2017, 11, 5): "2017 fall"}
    assert clock_seasons([dt.date(2017, 3, 12)], ZoneInfo("America/Phoenix")) == {}


def counted(tmp_path: Path, rows: list[dict[str, Any]], *by: str) -> list[tuple[Any, ...]]:
    stops = [{"stop_id": str(i), **row} for i, row in enumerate(rows)]
    path = canonical("stops", tmp_path / "s.parquet", stops)
    cells = count("darkness", {"stops": [path]}, by, place=PHILADELPHIA)
    return [tuple(row[key] for key in (*by, "stops")) for row in cells.table.to_pylist()]


JUNE, DECEMBER = dt.date(2017, 6, 27), dt.date(2017, 12, 7)


def test_the_same_minute_is_daylight_in_june_and_dark_in_december(tmp_path: Path) -> None:
    rows = [{"stop_date": day, "stop_minute": 19 * 60} for day in (JUNE, DECEMBER)]
    found = counted(tmp_path, rows, "stop_date", "darkness", "window", "clock_minute")
    assert found == [
        ("2017-06-27", "daylight", "evening", 1140, 1),
        ("2017-12-07", "dark", "evening", 1140, 1),
    ]


def test_between_sunset_and_dusk_it_is_twilight(tmp_path: Path) -> None:
    row = {"stop_date": JUNE, "stop_minute": 20 * 60 + 50}
    keys = ("darkness", "darkness_nautical")
    assert counted(tmp_path, [row], *keys) == [("twilight", "twilight", 1)]
    later = row | {"stop_minute": 21 * 60 + 20}
    assert counted(tmp_path, [later], *keys) == [("dark", "twilight", 1)]


def test_a_stop_without_date_or_time_is_kept_as_unknown(tmp_path: Path) -> None:
    rows = [{"stop_date": JUNE}, {"stop_minute": 1140}, {"stop_date": JUNE, "stop_minute": 720}]
    found = counted(tmp_path, rows, "darkness", "window", "clock_minute")
    assert sorted(found) == [("daylight", "other", -1, 1), ("unknown", "unknown", -1, 2)]


def test_a_stop_with_coordinates_takes_the_sun_of_its_own_place(tmp_path: Path) -> None:
    # Pittsburgh is in the same zone, five degrees west: its sun sets twenty minutes later.
    row = {"stop_date": JUNE, "stop_minute": 20 * 60 + 40}
    there = row | {"latitude": 40.44, "longitude": -80.0}
    assert sorted(counted(tmp_path, [row, there], "darkness")) == [
        ("daylight", 1),
        ("twilight", 1),
    ]


def test_a_coordinate_on_another_continent_is_not_believed(tmp_path: Path) -> None:
    row = {"stop_date": JUNE, "stop_minute": 20 * 60 + 50, "latitude": 0.0, "longitude": 0.0}
    assert counted(tmp_path, [row], "darkness") == [("twilight", 1)]


def test_minutes_round_to_the_nearest_five_for_replication(tmp_path: Path) -> None:
    rows = [{"stop_date": day, "stop_minute": m} for day in (JUNE, DECEMBER) for m in (1142, 1143)]
    assert counted(tmp_path, rows, "clock_minute_5") == [(1140, 2), (1145, 2)]
