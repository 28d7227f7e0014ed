"""Force: people on whom it was used, and what they can be compared with."""

from collections.abc import Sequence
from typing import Any

import ibis

from daylight.data.clustering import FORCE_CLUSTERS, FORCE_COUNT_CLUSTERS
from daylight.reduce.derive import derivable, derived
from daylight.reduce.idiom import keyed, tally
from daylight.reduce.reduction import Reduction
from daylight.reduce.severity import is_shown, severity_rank

ALL = "all"
"""Where a table has no such key, its counts stand under this value."""


def force(force: Any, stops: Any, population: Any, arrests: Any, by: tuple[str, ...]) -> Any:
    """People on whom force was used, with the residents, stops and arrests of the same groups.

    A person is counted once per incident however many officers and actions the records hold, and
    falls under the keys of the row with the most serious kind of force.
    `people_in_stop_period` and `people_in_arrest_period` count only incidents on days that the
    stop or arrest records cover, so that a rate never divides five years by one.
    """
    parts = (
        _people(force, stops, arrests, by),
        _contacts(stops, by, "stops"),
        _residents(population, force, by),
        _contacts(arrests, by, "arrests"),
    )
    counted = ibis.union(*(_filled(part, by) for part in parts))
    return _grouped(counted, by).aggregate(**{name: counted[name].sum() for name in COUNTS})


def force_by_cluster(
    force: Any, stops: Any, _population: Any, arrests: Any, by: tuple[str, ...]
) -> Any:
    """The same told apart by the last key, without residents, whom no officer and no day makes.

    A day of the force records is the same day of stops and of arrests.
    """
    cluster = by[-1]
    days = {"stops": stops, "arrests": arrests}
    if cluster == "incident_date":
        days = {
            "stops": stops.mutate(incident_date=stops.stop_date),
            "arrests": arrests.mutate(incident_date=arrests.arrest_date),
        }
    parts = (
        _people(force, stops, arrests, by),
        *(_contacts(rows, by, name) for name, rows in days.items()),
    )
    counted = ibis.union(*(_filled(part, by) for part in parts))
    told = {name: counted[name].sum() for name in COUNTS if name not in OF_RESIDENTS}
    return counted.group_by(by).aggregate(**told)


def force_kinds(actions: Any, by: tuple[str, ...]) -> Any:
    """What was done: force actions by kind, and people by kind.

    A person can meet several kinds in one incident. `people` counts each person once, under the
    most serious kind; `people_with` counts the person under every kind met. A weapon that was
    drawn or pointed is a kind of its own (`firearm_pointed`), below every kind that was used.
    """
    group = tuple(dict.fromkeys((*by, "force_kind")))
    ranked = derived(actions, group).mutate(
        person_key=person_key(actions), kind_rank=severity_rank(actions)
    )
    use = ranked.force_use.fill_null("pointed")
    ranked = ranked.mutate(
        force_kind=ibis.ifelse(is_shown(ranked), ranked.force_kind + "_" + use, ranked.force_kind)
    )
    window = ibis.window(
        group_by="person_key",
        order_by=[ibis.desc("kind_rank"), "source_file", "source_row"],
    )
    within = ibis.window(
        group_by=["person_key", "force_kind"], order_by=["source_file", "source_row"]
    )
    marked = ranked.mutate(
        is_worst=ibis.row_number().over(window) == 0,
        is_first=ibis.row_number().over(within) == 0,
    )
    marked = keyed(marked, group)
    return marked.group_by(list(group)).aggregate(
        actions=marked.count(),
        people=tally(marked.is_worst),
        people_with=tally(marked.is_first),
    )


def person_key(rows: Any) -> Any:
    """One person in one incident.

    A subject's identifier decides where it holds across the reports of an incident. Where it is
    blank, or only numbers the subjects within a report (it then begins with the report's own
    identifier), people of an incident who are alike in race, sex and age are taken to be one;
    those of one report are still told apart.
    """
    described = description(rows)
    if described is None:
        return rows.incident_id + "|" + rows.subject_id.fill_null("-")
    place = ibis.dense_rank().over(
        ibis.window(
            group_by=[rows.incident_id, rows.report_id, described], order_by=rows.subject_id
        )
    )
    by_description = described + "|" + place.cast("string")
    return (
        rows.incident_id
        + "|"
        + ibis.ifelse(is_described(rows), by_description, rows.subject_id.fill_null(described))
    )


def description(rows: Any) -> Any:
    """Race, sex and age as one text, or None for a table that does not hold all three."""
    names = ("subject_race", "subject_sex", "subject_age_years")
    if not {*names, "report_id"} <= set(rows.columns):
        return None
    race, sex, age = (rows[name].cast("string").fill_null("-") for name in names)
    return race + "/" + sex + "/" + age


def is_described(rows: Any) -> Any:
    """Whether a row's person is known by description alone."""
    within_report = rows.subject_id.startswith(rows.report_id).fill_null(False)
    return rows.subject_id.isnull() | within_report


def _people(force: Any, stops: Any, arrests: Any, by: tuple[str, ...]) -> Any:
    rows = derived(force, by).mutate(person_key=person_key(force), kind_rank=severity_rank(force))
    for name, period in (
        ("stop", _period(stops, "stop_date")),
        ("arrest", _period(arrests, "arrest_date")),
    ):
        rows = rows.cross_join(period)
        inside = (rows.incident_date >= rows.first_day) & (rows.incident_date <= rows.last_day)
        rows = rows.mutate(**{f"in_{name}_period": inside}).drop("first_day", "last_day")
    window = ibis.window(
        group_by="person_key",
        order_by=[ibis.desc("kind_rank"), "source_file", "source_row"],
    )
    rows = rows.mutate(is_person=ibis.row_number().over(window) == 0)
    keys = [name for name in by if name in rows.schema().names]
    rows = keyed(rows, keys)
    incident = rows.group_by([*keys, "incident_id"]).aggregate(
        force_rows=rows.count(),
        people=tally(rows.is_person),
        people_by_description=tally(rows.is_person & is_described(rows)),
        people_in_stop_period=tally(rows.is_person & rows.in_stop_period),
        people_in_arrest_period=tally(rows.is_person & rows.in_arrest_period),
    )
    return _grouped(incident, keys).aggregate(
        force_rows=incident.force_rows.sum(),
        people=incident.people.sum(),
        people_squared=(incident.people * incident.people).sum(),
        people_by_description=incident.people_by_description.sum(),
        people_in_stop_period=incident.people_in_stop_period.sum(),
        people_in_arrest_period=incident.people_in_arrest_period.sum(),
    )


def _contacts(rows: Any, by: tuple[str, ...], name: str) -> Any:
    made = derived(rows, [key for key in by if key in derivable(rows.columns)])
    keys = [key for key in by if key in made.schema().names]
    grouped = keyed(made, keys)
    return _grouped(grouped, keys).aggregate(**{name: grouped.count()})


def _residents(population: Any, force: Any, by: tuple[str, ...]) -> Any:
    """Residents by race and place, and the counts that were published by race and place.

    Rows for everybody together serve only when no race is asked for. Without a place among the
    keys, the rows for the whole agency are used, or else the sum of its places.
    """
    with_race = "subject_race" in by
    place = next((key for key in by if key in PLACES), None)
    rows = population
    if with_race:
        rows = rows.filter(rows.subject_race.notnull())
    else:
        together = population.aggregate(together=tally(population.subject_race.isnull()))
        rows = rows.cross_join(together)
        rows = rows.filter(rows.subject_race.isnull() | (rows.together == 0)).drop("together")
    if place:
        rows = rows.filter(rows.place_kind == place).mutate(**{place: rows.place})
    else:
        widest = rows.aggregate(widest_kind=rows.place_kind.min())
        rows = rows.cross_join(widest)
        rows = rows.filter(rows.place_kind == rows.widest_kind)
    days = force.aggregate(
        days=force.incident_date.max().delta(force.incident_date.min(), unit="day")
    )
    rows = rows.cross_join(days)
    keys = [key for key in by if key == "subject_race" or key == place]
    benchmark = rows.benchmark.fill_null("residents")
    persons = rows.population.fill_null(0)
    kinds = {
        "residents": persons,
        "exposure_resident_days": persons * (rows.days.fill_null(-1) + 1),
        "calls": persons,
        "arrests": persons,
        "stops": persons,
    }
    counts = {
        name: ibis.ifelse(benchmark == ("residents" if "resident" in name else name), number, 0)
        .cast("int64")
        .sum()
        for name, number in kinds.items()
    }
    return _grouped(keyed(rows, keys), keys).aggregate(**counts)


def _grouped(rows: Any, keys: Sequence[str]) -> Any:
    return rows.group_by(list(keys)) if keys else rows


def _period(rows: Any, date: str) -> Any:
    return rows.aggregate(first_day=rows[date].min(), last_day=rows[date].max())


def _filled(part: Any, by: tuple[str, ...]) -> Any:
    """One part with all keys and all counts, so that the parts can be stacked."""
    names = part.schema().names
    schema = part.schema()
    keys = {
        key: part[key].cast("string") if key in names else ibis.literal(ALL).cast("string")
        for key in by
    }
    counts = {
        name: part[name].fill_null(0).cast("int64")
        if name in schema
        else ibis.literal(0).cast("int64")
        for name in COUNTS
    }
    return part.select(**keys, **counts)


PLACES = ("agency_id", "county", "district", "beat", "neighborhood")

COUNTS = {
    "force_rows": "rows of the force records (one officer, one person, or one action)",
    "people": "people on whom force was used, once per incident",
    "people_squared": "the same, squared per incident and added up: how far incidents cluster",
    "people_by_description": "those told apart by race, sex and age alone",
    "people_in_stop_period": "those in incidents on days that the stop records cover",
    "people_in_arrest_period": "those in incidents on days that the arrest records cover",
    "residents": "residents",
    "exposure_resident_days": "residents times days of the force records",
    "stops": "persons stopped",
    "arrests": "persons arrested",
    "calls": "calls for service",
}

OF_RESIDENTS = ("residents", "exposure_resident_days", "calls")
"""Counts that no officer, day or place has a part in: they were published for a whole."""

FORCE = Reduction(
    name="force",
    tables=("force", "stops", "population", "arrests"),
    optional=("stops", "population", "arrests"),
    run=force,
    unit="force record",
    total="force_rows",
    clusters=FORCE_COUNT_CLUSTERS,
    of_clusters=force_by_cluster,
    counts=COUNTS,
)

KIND_COUNTS = {
    "actions": "force records of this kind",
    "people": "people for whom this kind is the most serious one",
    "people_with": "people on whom this kind was used, alone or with others",
}

FORCE_KINDS = Reduction(
    name="force_kinds",
    always=("force_kind",),
    tables=("force",),
    run=force_kinds,
    unit="force record",
    total="actions",
    clusters=FORCE_CLUSTERS,
    counts=KIND_COUNTS,
)

FORCE_ACTION_KINDS = Reduction(
    name="force_action_kinds",
    always=("force_kind",),
    tables=("force_actions",),
    run=force_kinds,
    unit="force action",
    total="actions",
    clusters=FORCE_CLUSTERS,
    counts=KIND_COUNTS,
)

COUNTED_BY_KIND = (FORCE, FORCE_KINDS, FORCE_ACTION_KINDS)
