"""What the clocks of a place show, and when they change."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

SEASON_DAYS = 30
"""Days before and after a clock change that the daylight-saving comparison keeps (OPP)."""

A_DAY = 86400


def clock_seasons(days: Iterable[date], zone: ZoneInfo) -> dict[date, str]:
    """Date → `2012 spring` or `2012 fall` within thirty days of that clock change."""
    days = list(days)
    changes: list[tuple[date, str]] = []
    for year in sorted({day.year for day in days}):
        first = date(year, 1, 1)
        for offset in range(365):
            before, after = (
                _noon_offset(first + timedelta(days=offset + step), zone) for step in (0, 1)
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


def _noon_offset(day: date, zone: ZoneInfo) -> timedelta:
    found = datetime(day.year, day.month, day.day, 12, tzinfo=zone).utcoffset()
    return found or timedelta()


def offsets(instants: npt.NDArray[np.float64], zone: ZoneInfo) -> npt.NDArray[np.float64]:
    """Seconds by which the zone's clocks are ahead of UTC at seconds since 1970; NaN where NaN."""
    known = np.isfinite(instants)
    if not known.any():
        return np.full(instants.shape, np.nan)
    first, last = (int(end // A_DAY) for end in (instants[known].min(), instants[known].max()))
    starts = [float(first * A_DAY)]
    values = [_offset(first * A_DAY, zone)]
    for day in range(first, last + 1):
        after = _offset((day + 1) * A_DAY, zone)
        if after != values[-1]:
            starts.append(float(_change(day * A_DAY, (day + 1) * A_DAY, zone)))
            values.append(after)
    at = np.searchsorted(starts, np.where(known, instants, starts[0]), side="right") - 1
    return np.where(known, np.array(values, dtype=np.float64)[at], np.nan)


def _offset(instant: int, zone: ZoneInfo) -> int:
    found = datetime.fromtimestamp(instant, UTC).astimezone(zone).utcoffset()
    return int((found or timedelta()).total_seconds())


def _change(before: int, after: int, zone: ZoneInfo) -> int:
    """The first second of the new time, between two instants of different offset."""
    old = _offset(before, zone)
    while after - before > 1:
        middle = (before + after) // 2
        before, after = (middle, after) if _offset(middle, zone) == old else (before, middle)
    return after
