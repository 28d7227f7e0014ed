"""Stops beside the population they are held against."""

from typing import Any

from daylight.data.clustering import STOP_CLUSTERS
from daylight.errors import StudyError
from daylight.reduce.idiom import keyed
from daylight.reduce.reduction import Reduction

PLACES = ("agency_id", "county", "district", "beat", "neighborhood")
"""Stop columns that a population's `place_kind` may name."""

WHOLE = "all"
RESIDENTS = "residents"


def stop_rates(stops: Any, population: Any, by: tuple[str, ...]) -> Any:
    """Stops and population, by group and, when a place column is asked for, by place.

    Stops and people are counted apart and laid over each other key by key, so a place that only
    one of the two tables knows stays in the counts with zero on the other side. Without a place
    column the rows of place kind `all` are used, and where a benchmark has none, the sum over
    its places. With several benchmarks, each holds all stops.
    """
    place = _place(by)
    people = _people(population, place, by)
    keys = [name for name in by if name != "benchmark"]
    rows = keyed(stops, keys)
    counted = rows.group_by(keys).aggregate(stops=rows.count())
    counted = counted.mutate(population=_zero(), population_margin_squared=_zero())
    if "benchmark" in by:
        counted = counted.cross_join(people.select("benchmark").distinct())
    columns = [*by, "stops", "population", "population_margin_squared"]
    both = counted.select(columns).union(people.mutate(stops=_zero()).select(columns))
    return both.group_by(list(by)).aggregate(
        **{name: both[name].sum().cast("int64") for name in columns[len(by) :]}
    )


def stops_alone(stops: Any, population: Any, by: tuple[str, ...]) -> Any:
    """The stops without the population, which no officer and no day has made.

    The last key is the one that tells them apart.
    """
    keys = [name for name in by if name != "benchmark"]
    rows = keyed(stops, keys)
    counted = rows.group_by(keys).aggregate(stops=rows.count())
    if "benchmark" in by:
        own = by[:-1]
        people = _people(population, _place(own), own)
        counted = counted.cross_join(people.select("benchmark").distinct())
    return counted.select([*by, "stops"])


def _place(by: tuple[str, ...]) -> str | None:
    """The place column among the keys; a population knows no other keys."""
    places = [name for name in by if name in PLACES]
    strange = [name for name in by if name not in (*PLACES, "subject_race", "benchmark")]
    if strange or len(places) > 1 or "subject_race" not in by:
        raise StudyError(
            f"stop_rates cannot be counted by {', '.join(by)}: a population is known by "
            f"subject_race, benchmark and one of {', '.join(PLACES)}; use these keys"
        )
    return places[0] if places else None


def _people(population: Any, place: str | None, by: tuple[str, ...]) -> Any:
    """The population rows that fit the keys, with the keys' own names."""
    rows = population.filter(population.subject_race.notnull())
    rows = rows.mutate(benchmark=rows.benchmark.fill_null(RESIDENTS))
    if place is not None:
        rows = rows.filter(rows.place_kind == place).mutate(**{place: rows.place})
    else:
        rows = _widest(rows)
    margin = rows.margin.fill_null(0.0)
    rows = rows.mutate(
        people=rows.population.cast("int64").fill_null(0),
        margin_squared=(margin * margin).round().cast("int64"),
    )
    kept = [name for name in by if name in rows.columns]
    return rows.group_by(kept).aggregate(
        population=rows.people.sum(), population_margin_squared=rows.margin_squared.sum()
    )


def _widest(rows: Any) -> Any:
    """Of each benchmark the rows for the whole, or else those of one place kind."""
    import ibis

    is_whole = (rows.place_kind == WHOLE).cast("int64")
    kinds = rows.group_by("benchmark").aggregate(
        wholes=is_whole.sum().fill_null(0), first_kind=rows.place_kind.min()
    )
    kinds = kinds.select(
        benchmark=kinds.benchmark,
        wanted=ibis.ifelse(kinds.wholes > 0, WHOLE, kinds.first_kind),
    )
    joined = rows.join(kinds, "benchmark")
    return joined.filter(joined.place_kind == joined.wanted).drop("wanted")


def _zero() -> Any:
    import ibis

    return ibis.literal(0, type="int64")


STOP_RATES = Reduction(
    name="stop_rates",
    tables=("stops", "population"),
    run=stop_rates,
    unit="person stopped",
    clusters=STOP_CLUSTERS,
    of_clusters=stops_alone,
    counts={
        "stops": "persons stopped",
        "population": "people of the benchmark, or events where the benchmark counts events",
        "population_margin_squared": "square of the published 90 % margin of error, added up",
    },
)
