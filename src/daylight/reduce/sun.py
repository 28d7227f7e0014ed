"""When the sun rose and set where stops were made, as local seconds of the day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from daylight.reduce.clock import A_DAY, clock_seasons, offsets
from daylight.reduce.reduction import Place
from daylight.reduce.solar import crossing, refraction

Array = npt.NDArray[np.float64]

SEMIDIAMETER, CIVIL, NAUTICAL = 16 / 60, 6.0, 12.0
"""Degrees below the horizon, as seen through the air, at which the sun sets (its middle, half its
width down) and each twilight ends. Reckoned without the air, a twilight ends some seventeen seconds
sooner; set at NOAA's fixed 0.833 degrees, the sun sets some fifteen seconds later."""

NO_POINT = 9999
"""Tenths of a degree of a stop without coordinates: it takes the department's own point."""

FARTHEST_DEGREES = 10.0
"""A coordinate farther than this from the department is taken for a wrong one."""

POINTS_AT_ONCE = 256
"""Places whose windows are reckoned together: their days fit a processor's memory."""

EVENTS = {
    "dawn": (CIVIL, True),
    "sunrise": (SEMIDIAMETER, True),
    "sunset": (SEMIDIAMETER, False),
    "dusk": (CIVIL, False),
    "nautical_dawn": (NAUTICAL, True),
    "nautical_dusk": (NAUTICAL, False),
}
"""Event → how far below the horizon the sun is then seen, and whether it rises."""


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
    at = (np.array([day], "datetime64[D]"), np.array([latitude]), np.array([longitude]))
    return Day(**{name: _whole(local_seconds(name, *at, zone))[0] for name in EVENTS})


def local_seconds(
    event: str, day: npt.NDArray[np.datetime64], latitude: Array, longitude: Array, zone: ZoneInfo
) -> Array:
    """Local seconds of the day of an event of `EVENTS`; days and places broadcast."""
    seen, rising = EVENTS[event]
    below = seen + refraction(-seen)
    midnight = day.astype("datetime64[s]").astype(np.float64)
    # Where clocks and sun are a day apart (the Aleutians' west), the day of UTC is another one.
    apart = np.round((longitude * 240 - offsets(midnight + A_DAY / 2, zone)) / A_DAY)
    days = day + apart.astype("timedelta64[D]")
    seconds = crossing(days, latitude, longitude, below=below, rising=rising) + apart * A_DAY
    return seconds + offsets(midnight + seconds, zone)


def sun_table(stops: Any, place: Place, ask: Any) -> pa.Table:
    """The sun's times for every date and point of the stops, with the windows of that point.

    A window runs from the earliest to the latest dusk (dawn) that the dates of the stops have:
    the clock times that are light on some days and dark on others. `agency_…` windows are the
    widest over all points.
    """
    asked = ask(points(stops).distinct()).to_pydict()
    found = list(map(Point, asked["sun_lat"], asked["sun_lon"]))
    every = sorted(set(found))
    zone = ZoneInfo(place.timezone)
    kept = [row for row, day in enumerate(asked["sun_date"]) if day is not None]
    dates = [asked["sun_date"][row] for row in kept]
    days = sorted(set(dates))
    windows = _windows(days, _degrees(every, place), zone)
    number = {point: at for at, point in enumerate(every)}
    at = np.array([number[found[row]] for row in kept], dtype=np.int64)
    latitude, longitude = _degrees(every, place)
    when = np.array(dates, "datetime64[D]")
    seasons = clock_seasons(days, zone)
    columns: dict[str, Sequence[Any]] = {
        "sun_date": dates,
        "sun_lat": [asked["sun_lat"][row] for row in kept],
        "sun_lon": [asked["sun_lon"][row] for row in kept],
        "clock_season": [seasons.get(day, "none") for day in dates],
    }
    for event in EVENTS:
        columns[event] = _whole(local_seconds(event, when, latitude[at], longitude[at], zone))
    for name, seconds in windows.items():
        columns[name] = _whole(seconds[at])
        if name.startswith(("evening", "morning")):
            widest = np.fmin if name.endswith("start") else np.fmax
            columns[f"agency_{name}"] = _whole(np.full(len(at), _over(widest, seconds)))
    return pa.table(columns, schema=SUN)


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


def _tenths(both: Any, degrees: Any) -> Any:
    import ibis

    return ibis.ifelse(both, (degrees * 10).round().cast("int64"), NO_POINT)


def _degrees(points: Sequence[Point], place: Place) -> tuple[Array, Array]:
    """Latitudes and longitudes of points; the department's own for one too far from it."""
    both = np.array(points, dtype=np.float64).reshape(-1, 2) / 10
    own = np.array([place.latitude, place.longitude])
    is_far = np.abs(both - own).max(axis=1) > FARTHEST_DEGREES
    both[is_far] = own
    return both[:, 0], both[:, 1]


WINDOWS = {
    "evening": "dusk",
    "morning": "dawn",
    "nautical_evening": "nautical_dusk",
    "nautical_morning": "nautical_dawn",
}


def _windows(days: Iterable[date], at: tuple[Array, Array], zone: ZoneInfo) -> dict[str, Array]:
    """Earliest and latest of each twilight's end, over one date of each calendar day."""
    calendar = list({(day.month, day.day): day for day in days}.values())
    when = np.array(calendar, "datetime64[D]")[:, None]
    latitude, longitude = at
    found = {
        f"{window}_{end}": np.full(len(latitude), np.nan)
        for window in WINDOWS
        for end in ("start", "end")
    }
    for first in range(0, len(latitude) if calendar else 0, POINTS_AT_ONCE):
        some = slice(first, first + POINTS_AT_ONCE)
        for window, event in WINDOWS.items():
            seconds = local_seconds(event, when, latitude[some], longitude[some], zone)
            found[f"{window}_start"][some] = np.fmin.reduce(seconds, axis=0)
            found[f"{window}_end"][some] = np.fmax.reduce(seconds, axis=0)
    return found


def _over(pick: np.ufunc, seconds: Array) -> float:
    return float(pick.reduce(seconds, initial=np.nan))


def _whole(seconds: Array) -> list[int | None]:
    """Whole seconds; None where there is none."""
    return [round(second) if second == second else None for second in seconds.tolist()]


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
