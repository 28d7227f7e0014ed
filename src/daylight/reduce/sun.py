"""When the sun rose and set where stops were made, as local seconds of the day."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pyarrow as pa
from astral import Observer
from astral.sun import dawn, dusk, sunrise, sunset

from daylight.reduce.reduction import Place

CIVIL, NAUTICAL = 6.0, 12.0
"""Degrees below the horizon at which each twilight ends."""

NO_POINT = 9999
"""Tenths of a degree of a stop without coordinates: it takes the department's own point."""

FARTHEST_DEGREES = 10.0
"""A coordinate farther than this from the department is taken for a wrong one."""

SEASON_DAYS = 30
"""Days before and after a clock change that the daylight-saving comparison keeps (OPP)."""


class Point(NamedTuple):
    """A place to the tenth of a degree (about 11 km, half a minute of sun), in tenths."""

    latitude: int
    longitude: int


class Day(NamedTuple):
    """Local seconds of one day's events, None where the sun does not get there."""

    dawn: int | None
    sunrise: int | None
    sunset: int | None
    dusk: int | None
    nautical_dawn: int | None
    nautical_dusk: int | None


def sun_times(day: date, latitude: float, longitude: float, zone: ZoneInfo) -> Day:
    """The day's events at a point, by the NOAA algorithm.

    A dusk after midnight is more than 86,400 seconds, as it belongs to the evening before.
    """
    there = Observer(latitude, longitude)
    return Day(
        dawn=_second(day, zone, dawn, there, CIVIL),
        sunrise=_second(day, zone, sunrise, there),
        sunset=_second(day, zone, sunset, there),
        dusk=_second(day, zone, dusk, there, CIVIL),
        nautical_dawn=_second(day, zone, dawn, there, NAUTICAL),
        nautical_dusk=_second(day, zone, dusk, there, NAUTICAL),
    )


def sun_table(stops: Any, place: Place, ask: Any) -> pa.Table:
    """The sun's times for every date and point of the stops, with the windows of that point.

    A window runs from the earliest to the latest dusk (dawn) that the dates of the stops have:
    the clock times that are light on some days and dark on others. `agency_…` windows are the
    widest over all points.
    """
    asked = ask(points(stops).distinct()).to_pylist()
    days = sorted({row["sun_date"] for row in asked if row["sun_date"] is not None})
    zone = ZoneInfo(place.timezone)
    windows = {
        point: _windows(days, *_degrees(point, place), zone)
        for point in sorted({Point(row["sun_lat"], row["sun_lon"]) for row in asked})
    }
    widest = _widest(windows.values())
    seasons = clock_seasons(days, zone)
    rows = [
        {
            "sun_date": row["sun_date"],
            "sun_lat": row["sun_lat"],
            "sun_lon": row["sun_lon"],
            "clock_season": seasons.get(row["sun_date"], "none"),
            **sun_times(
                row["sun_date"],
                *_degrees(Point(row["sun_lat"], row["sun_lon"]), place),
                zone,
            )._asdict(),
            **windows[Point(row["sun_lat"], row["sun_lon"])],
            **widest,
        }
        for row in asked
        if row["sun_date"] is not None
    ]
    return pa.Table.from_pylist(rows, schema=SUN)


def points(stops: Any) -> Any:
    """Date and point of each stop, as the key that joins it to the sun's table."""
    return stops.select(**point_columns(stops))


def point_columns(stops: Any) -> dict[str, Any]:
    """The three joining columns of a stops table."""
    both = stops.latitude.notnull() & stops.longitude.notnull()
    return {
        "sun_date": stops.stop_date,
        "sun_lat": _tenths(both, stops.latitude),
        "sun_lon": _tenths(both, stops.longitude),
    }


def clock_seasons(days: Iterable[date], zone: ZoneInfo) -> dict[date, str]:
    """Date → `2012 spring` or `2012 fall` within thirty days of that clock change."""
    days = list(days)
    changes: list[tuple[date, str]] = []
    for year in sorted({day.year for day in days}):
        first = date(year, 1, 1)
        for offset in range(365):
            before, after = (
                _offset(first + timedelta(days=offset + step), zone) for step in (0, 1)
            )
            if after != before:
                season = "spring" if after > before else "fall"
                changes.append((first + timedelta(days=offset + 1), f"{year} {season}"))
    return {
        day: season
        for day in days
        for change, season in changes
        if abs((day - change).days) <= SEASON_DAYS
    }


def _offset(day: date, zone: ZoneInfo) -> timedelta:
    found = datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset()
    return found or timedelta()


def _second(day: date, zone: ZoneInfo, event: Any, there: Observer, *angle: float) -> int | None:
    try:
        moment = event(there, day, *angle, tzinfo=zone)
    except ValueError:  # the sun does not get that low, or that high, on this day
        return None
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    elapsed = moment.astimezone(UTC) - midnight.astimezone(UTC)
    shift = moment.utcoffset() - midnight.utcoffset()  # a clock change before the event
    seconds: float = (elapsed + shift).total_seconds()
    return round(seconds)


def _tenths(both: Any, degrees: Any) -> Any:
    import ibis

    return ibis.ifelse(both, (degrees * 10).round().cast("int64"), NO_POINT)


def _degrees(point: Point, place: Place) -> tuple[float, float]:
    latitude, longitude = point.latitude / 10, point.longitude / 10
    is_far = max(abs(latitude - place.latitude), abs(longitude - place.longitude))
    if is_far > FARTHEST_DEGREES:
        return place.latitude, place.longitude
    return latitude, longitude


WINDOWS = {
    "evening": "dusk",
    "morning": "dawn",
    "nautical_evening": "nautical_dusk",
    "nautical_morning": "nautical_dawn",
}


def _windows(
    days: list[date], latitude: float, longitude: float, zone: ZoneInfo
) -> dict[str, int | None]:
    """Earliest and latest of each twilight's end, over one date of each calendar day."""
    calendar = {(day.month, day.day): day for day in days}.values()
    times = [sun_times(day, latitude, longitude, zone) for day in calendar]
    found: dict[str, int | None] = {}
    for window, event in WINDOWS.items():
        seconds = [getattr(time, event) for time in times if getattr(time, event) is not None]
        found[f"{window}_start"] = min(seconds, default=None)
        found[f"{window}_end"] = max(seconds, default=None)
    return found


def _widest(windows: Iterable[Mapping[str, int | None]]) -> dict[str, int | None]:
    windows = list(windows)
    found: dict[str, int | None] = {}
    for window in ("evening", "morning"):
        for end, pick in (("start", min), ("end", max)):
            seconds = [w[f"{window}_{end}"] for w in windows]
            known = [second for second in seconds if second is not None]
            found[f"agency_{window}_{end}"] = pick(known, default=None)
    return found


SUN = pa.schema(
    [
        ("sun_date", pa.date32()),
        ("sun_lat", pa.int64()),
        ("sun_lon", pa.int64()),
        ("clock_season", pa.string()),
        *((event, pa.int64()) for event in Day._fields),
        *((f"{window}_{end}", pa.int64()) for window in WINDOWS for end in ("start", "end")),
        *(
            (f"agency_{window}_{end}", pa.int64())
            for window in ("evening", "morning")
            for end in ("start", "end")
        ),
    ]
)
