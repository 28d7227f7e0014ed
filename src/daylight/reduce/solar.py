"""When the sun crosses a height above or below the horizon, for many days and places at once.

The arithmetic is NOAA's solar calculator (after Meeus, Astronomical Algorithms, 1991), which NOAA
states to be good to a minute between the 72nd parallels. Times are of UTC; `sun` makes them local.
"""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Days = npt.NDArray[np.datetime64]

EPOCH = np.datetime64("2000-01-01", "D")
"""Half a day before J2000, from which the formulas count centuries."""

CENTURY = 36525.0
LAST_PARALLEL = 89.8
"""Degrees of latitude beyond which a day has no east or west to rise in."""

ROUNDS = 3
"""The sun moves while it sets: each round reckons its place at the time the last one found."""

HORIZON = 0.833
"""Degrees below the horizon at which NOAA has the sun rise and set: 34′ of air, 16′ of sun."""


def crossing(day: Days, latitude: Array, longitude: Array, *, below: float, rising: bool) -> Array:
    """Seconds after 00:00 UTC of each day at which the sun's middle is so far below the horizon.

    Before midnight (below zero) or after the next (above 86,400) where the place's own day is
    not UTC's; NaN where the sun does not get there. Days and places broadcast.

    Parameters
    ----------
    below
        Degrees by geometry, without the air: `HORIZON` for sunrise and sunset, 6 and 12 for the
        twilights.
    rising
        The crossing of the morning, or that of the evening.
    """
    start = (day.astype("datetime64[D]") - EPOCH).astype(np.float64) - 0.5
    north = np.radians(np.clip(latitude, -LAST_PARALLEL, LAST_PARALLEL))
    zenith = np.radians(90 + below)
    days_after = 0.5 - longitude / 360
    for _ in range(ROUNDS):
        declination, minutes_ahead = _place(start + days_after)
        cosine = np.cos(zenith) - np.sin(north) * np.sin(declination)
        cosine = cosine / (np.cos(north) * np.cos(declination))
        angle = np.degrees(np.arccos(np.where(np.abs(cosine) <= 1, cosine, np.nan)))
        turned = angle if rising else -angle
        days_after = 0.5 - (longitude + turned) / 360 - minutes_ahead / 1440
    return np.asarray(days_after * 86400)


def refraction(height: float) -> float:
    """Degrees by which air lifts a body at a height of at most five degrees (NOAA's formula)."""
    if height <= -0.575:
        return float(-20.774 / np.tan(np.radians(height)) / 3600)
    terms = 1735 + height * (-518.2 + height * (103.4 + height * (-12.79 + height * 0.711)))
    return terms / 3600


def _place(days: Array) -> tuple[Array, Array]:
    """The sun's declination in radians, and how many minutes a sundial is ahead of the mean."""
    t = days / CENTURY
    longitude = np.radians((280.46646 + t * (36000.76983 + t * 0.0003032)) % 360)
    anomaly = np.radians(357.52911 + t * (35999.05029 - 0.0001537 * t))
    eccentricity = 0.016708634 - t * (0.000042037 + 0.0000001267 * t)
    centre = (
        np.sin(anomaly) * (1.914602 - t * (0.004817 + 0.000014 * t))
        + np.sin(2 * anomaly) * (0.019993 - 0.000101 * t)
        + np.sin(3 * anomaly) * 0.000289
    )
    node = np.radians(125.04 - 1934.136 * t)
    apparent = longitude + np.radians(centre - 0.00569 - 0.00478 * np.sin(node))
    arcseconds = 21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))
    tilt = np.radians(23 + (26 + arcseconds / 60) / 60 + 0.00256 * np.cos(node))
    declination = np.arcsin(np.sin(tilt) * np.sin(apparent))
    y = np.tan(tilt / 2) ** 2
    equation = (
        y * np.sin(2 * longitude)
        - 2 * eccentricity * np.sin(anomaly)
        + 4 * eccentricity * y * np.sin(anomaly) * np.cos(2 * longitude)
        - 0.5 * y**2 * np.sin(4 * longitude)
        - 1.25 * eccentricity**2 * np.sin(2 * anomaly)
    )
    return declination, 4 * np.degrees(equation)
