"""Stops by light and clock time, for the veil of darkness."""

from typing import Any

from daylight.data.clustering import STOP_CLUSTERS
from daylight.reduce.idiom import keyed
from daylight.reduce.reduction import Place, Reduction
from daylight.reduce.sun import point_columns, sun_table

OUTSIDE = -1
"""Clock minute of a stop outside the window, or whose time was not recorded."""


def darkness(stops: Any, sun: Any, by: tuple[str, ...]) -> Any:
    """Stops by whether it was light or dark where and when they were made.

    `window` tells stops at clock times that are light on some dates and dark on others
    (`evening`, `morning`) from all others, whose clock minute is not told apart.
    """
    rows = stops.mutate(**point_columns(stops))
    lit = rows.left_join(sun, ["sun_date", "sun_lat", "sun_lon"])
    lit = lit.mutate(second=lit.stop_minute * 60)
    lit = lit.mutate(**{name: KEYS[name](lit) for name in KEYS if name in by})
    lit = keyed(lit, by)
    return lit.group_by(list(by)).aggregate(stops=lit.count())


def _light(rows: Any, dawn: Any, dusk: Any) -> Any:
    """Daylight between sunrise and sunset, dark outside dawn and dusk, twilight between."""
    import ibis

    second = rows.second
    return ibis.cases(
        (second.isnull() | (rows.sunset.isnull() & rows.sunrise.isnull()), ibis.null("string")),
        ((second >= rows.sunrise) & (second < rows.sunset), "daylight"),
        ((second >= dusk) | (second < dawn), "dark"),
        else_="twilight",
    )


def _window(rows: Any, prefix: str) -> Any:
    import ibis

    second = rows.second
    inside = {
        part: (second >= rows[f"{prefix}{part}_start"]) & (second <= rows[f"{prefix}{part}_end"])
        for part in ("evening", "morning")
    }
    return ibis.cases(
        (second.isnull() | rows.evening_start.isnull(), ibis.null("string")),
        (inside["evening"], "evening"),
        (inside["morning"], "morning"),
        else_="other",
    )


def _clock(rows: Any, minute: Any) -> Any:
    """The clock minute of stops in any of the windows."""
    import ibis

    inside = _window(rows, "").isin(["evening", "morning"])
    inside = inside | _window(rows, "nautical_").isin(["evening", "morning"])
    inside = inside | _window(rows, "agency_").isin(["evening", "morning"])
    return ibis.ifelse(inside.fill_null(False), minute.fill_null(OUTSIDE), OUTSIDE)


KEYS = {
    "darkness": lambda rows: _light(rows, rows.dawn, rows.dusk),
    "darkness_nautical": lambda rows: _light(rows, rows.nautical_dawn, rows.nautical_dusk),
    "window": lambda rows: _window(rows, ""),
    "window_nautical": lambda rows: _window(rows, "nautical_"),
    "window_agency": lambda rows: _window(rows, "agency_"),
    "clock_minute": lambda rows: _clock(rows, rows.stop_minute),
    "clock_minute_5": lambda rows: _clock(rows, (rows.stop_minute + 2) // 5 * 5),
}


def sun(connection: Any, stops: Any, place: Place) -> Any:
    """The sun's table for the stops that are counted."""
    return sun_table(stops, place, connection.to_pyarrow)


DARKNESS = Reduction(
    name="darkness",
    tables=("stops", "sun"),
    run=darkness,
    unit="person stopped",
    total="stops",
    clusters=STOP_CLUSTERS,
    counts={"stops": "persons stopped"},
    computed={"sun": sun},
    computes=("clock_season",),
    derives=tuple(KEYS),
)
