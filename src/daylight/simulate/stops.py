"""Stops and searches with known truth: who is on the road, who is stopped, searched, found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from daylight.data.cells import Cells
from daylight.schema.tables import STOPS, types
from daylight.schema.vocabulary import UNKNOWN

Rng = np.random.Generator
Array = npt.NDArray[np.float64]

ARROW = {
    "string": pa.string(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
FIRST_DAY = date(2017, 1, 1)


def _date(day: int) -> date:
    return FIRST_DAY + timedelta(days=int(day))


def _district(place: int) -> str:
    return f"district {place:02d}"


def _officer(number: int) -> str:
    return f"officer {number:03d}"


COLUMNS = {"officer_id": "officer", "stop_date": "day", "district": "place"}
"""Key of the canonical table → column of `SimulatedRows`."""

LABELS: dict[str, Callable[[int], str]] = {
    "officer_id": _officer,
    "stop_date": lambda day: _date(day).isoformat(),
    "district": _district,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedDepartment:
    """A department whose truth is known.

    Parameters
    ----------
    residents
        Group → residents of each place.
    stop_rate
        Chance that a resident is stopped in the year, before any gap.
    stop_gap
        Group → factor on its stop rate.
    dark_effect
        What darkness adds to the log of a group's stop rate, per group; zero for no veil.
    risk
        Group → (a, b) of the beta distribution of risk among the stopped.
    threshold
        Group → risk above which a person is searched; the same number for all is one standard.
    places
        Number of places; group shares and risks differ from place to place.
    """

    residents: dict[str, int]
    stop_rate: float = 0.1
    stop_gap: dict[str, float] | None = None
    dark_effect: dict[str, float] | None = None
    risk: dict[str, tuple[float, float]] | None = None
    threshold: dict[str, float] | None = None
    places: int = 12
    officers: int = 40

    def of(self, what: dict[str, float] | None, group: str, default: float) -> float:
        """A group's number, or the default."""
        return default if what is None else what.get(group, default)


NULL = SimulatedDepartment(residents={"white": 60_000, "black": 30_000, "hispanic": 20_000})
"""No difference of any kind between groups, other than where they live."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedRows:
    """Simulated stops as arrays, and the population behind them."""

    group: npt.NDArray[np.object_]
    place: npt.NDArray[np.int64]
    day: npt.NDArray[np.int64]
    minute: npt.NDArray[np.int64]
    officer: npt.NDArray[np.int64]
    searched: npt.NDArray[np.bool_]
    found: npt.NDArray[np.bool_]
    population: dict[str, npt.NDArray[np.int64]]

    def __len__(self) -> int:
        """Number of stops."""
        return len(self.group)


def simulate_stops(department: SimulatedDepartment, *, seed: int) -> SimulatedRows:
    """One year of stops; nothing but the department's settings makes groups differ."""
    rng = np.random.default_rng(seed)
    lean = np.exp(rng.normal(0, 0.5, (len(department.residents), department.places)))
    busy = np.exp(rng.normal(0, 0.3, department.places))
    parts: list[dict[str, Any]] = []
    population = {}
    for row, (group, residents) in enumerate(department.residents.items()):
        people = np.round(residents * lean[row] / lean[row].sum()).astype(np.int64)
        population[group] = people
        rate = department.stop_rate * department.of(department.stop_gap, group, 1.0) * busy
        place = np.repeat(np.arange(department.places), rng.poisson(people * rate))
        parts.append(_stops_of(department, group, place, rng))
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    return SimulatedRows(**joined, population=population)


def _stops_of(
    department: SimulatedDepartment, group: str, place: npt.NDArray[np.int64], rng: Rng
) -> dict[str, Any]:
    """Times, searches and finds of one group's stops."""
    n = len(place)
    day = rng.integers(0, 365, n)
    minute = np.clip(rng.normal(1110, 200, n), 0, 1439).astype(np.int64)
    effect = department.of(department.dark_effect, group, 0.0)
    if effect:
        dark = minute >= dusk_minute(day)
        kept = rng.random(n) < np.where(dark, np.exp(min(effect, 0.0)), np.exp(min(-effect, 0.0)))
        place, day, minute = place[kept], day[kept], minute[kept]
    n = len(place)
    a, b = (department.risk or {}).get(group, (1.0, 9.0))
    risk = rng.beta(a, b, n)
    searched = risk > department.of(department.threshold, group, 0.25)
    return {
        "group": np.full(n, group, dtype=object),
        "place": place,
        "day": day,
        "minute": minute,
        "officer": rng.integers(0, department.officers, n),
        "searched": searched,
        "found": searched & (rng.random(n) < risk),
    }


def dusk_minute(day: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """A plain year of dusks, 17:00 at midwinter to 21:00 at midsummer."""
    return np.round(1140 - 120 * np.cos(2 * np.pi * (day + 10) / 365)).astype(np.int64)


def as_table(rows: SimulatedRows) -> pa.Table:
    """The stops as a canonical table."""
    n = len(rows)
    columns: dict[str, Any] = {
        "stop_id": [f"s{i}" for i in range(n)],
        "stop_date": [_date(d) for d in rows.day.tolist()],
        "stop_minute": rows.minute.tolist(),
        "district": [_district(p) for p in rows.place],
        "subject_race": rows.group.tolist(),
        "officer_id": [_officer(o) for o in rows.officer],
        "search_conducted": rows.searched.tolist(),
        "contraband_found": np.where(rows.searched, rows.found, False).tolist(),
        "source_file": ["simulated"] * n,
        "source_row": list(range(1, n + 1)),
    }
    kinds = types(STOPS)
    return pa.table(
        {name: pa.array(columns.get(name, [None] * n), ARROW[kind]) for name, kind in kinds.items()}
    )


def search_cells(rows: SimulatedRows, *keys: str) -> Cells:
    """Stops, searches and hits by group and keys, without the detour through a database.

    Keys are `officer_id`, `stop_date` and `district`, as in the canonical table; without any, by
    place. A blank race is `unknown`, as in counted records.
    """
    by = keys or ("district",)
    counts = _count(rows, tuple(COLUMNS[key] for key in by), ones=np.ones(len(rows)))
    columns: dict[str, list[Any]] = {"subject_race": [key[0] for key in counts]}
    for at, name in enumerate(by, start=1):
        columns[name] = [LABELS[name](key[at]) for key in counts]
    for at, measure in enumerate(("stops", "searches", "hits")):
        columns[measure] = [int(v[at]) for v in counts.values()]
    return Cells.from_columns(columns, by=("subject_race", *by))


def stop_rate_cells(rows: SimulatedRows) -> Cells:
    """Stops and residents by group and place."""
    stops = _count(rows, ("place",), ones=np.ones(len(rows)))
    keys = [(g, p) for g, people in rows.population.items() for p in range(len(people))]
    return Cells.from_columns(
        {
            "subject_race": [g for g, _ in keys],
            "district": [_district(p) for _, p in keys],
            "stops": [int(stops[key][0]) if key in stops else 0 for key in keys],
            "population": [int(rows.population[g][p]) for g, p in keys],
        },
        by=("subject_race", "district"),
    )


def darkness_cells(rows: SimulatedRows) -> Cells:
    """Stops by group, light and clock minute in the hours that are sometimes dark."""
    dusk = dusk_minute(rows.day)
    light = np.where(rows.minute >= dusk, "dark", np.where(rows.minute < dusk - 30, "daylight", ""))
    inside = (rows.minute >= 1020) & (rows.minute <= 1260) & (light != "")
    keys = list(zip(rows.group[inside], light[inside], rows.minute[inside] // 5 * 5, strict=True))
    counts: dict[tuple[Any, ...], int] = {}
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    return Cells.from_columns(
        {
            "subject_race": [key[0] for key in counts],
            "darkness": [str(key[1]) for key in counts],
            "clock_minute": [int(key[2]) for key in counts],
            "stops": list(counts.values()),
        },
        by=("subject_race", "darkness", "clock_minute"),
    )


def _count(rows: SimulatedRows, keys: tuple[str, ...], ones: Array) -> dict[tuple[Any, ...], Array]:
    """Group and keys → stops, searches, hits."""
    recorded = np.where(rows.group == None, UNKNOWN, rows.group)  # noqa: E711 (elementwise)
    groups, code = np.unique(recorded.astype(str), return_inverse=True)
    label = code.astype(np.int64)
    sizes = []
    for key in keys:
        values = getattr(rows, key)
        sizes.append(int(values.max()) + 1)
        label = label * sizes[-1] + values
    sums = np.column_stack(
        [np.bincount(label, weights=v) for v in (ones, rows.searched * ones, rows.found * ones)]
    )
    found = {}
    for at in np.flatnonzero(sums[:, 0]).tolist():
        rest, parts = at, []
        for size in reversed(sizes):
            rest, part = divmod(rest, size)
            parts.append(part)
        found[(str(groups[rest]), *reversed(parts))] = sums[at]
    return found
