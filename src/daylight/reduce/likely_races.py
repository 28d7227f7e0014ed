"""Stops by recorded race and by the race that a surname and a place make likely."""

from functools import reduce
from operator import add
from typing import Any

import ibis

from daylight.data.clustering import STOP_CLUSTERS
from daylight.reduce.idiom import keyed
from daylight.reduce.reduction import Reduction
from daylight.schema.census import GROUPS, PEOPLE
from daylight.schema.vocabulary import UNKNOWN

LIKELY = "likely_race"
WHOLE = 1_000_000
"""Parts of one stop, which counts for every likely race with as many as its chance says."""


def likely_races(stops: Any, by: tuple[str, ...]) -> Any:
    """Parts of stops and of searches, by recorded race and by likely race.

    The chance of group g is S(g) C(g) / N(g), made to add up to one: of bearers of the surname the
    share S, of residents of the place the number C, of people of the country the number N. One of
    the two that is not known says nothing; of a stop with neither, all parts are `unknown`. A
    chance becomes a whole number of parts, so that what is summed are whole numbers. Blank shares
    of a surname share what its other groups leave.
    Reference: Elliott et al. (2009), Health Services and Outcomes Research Methodology 9:69-83.
    """
    keys = [key for key in by if key != LIKELY]
    rows = keyed(stops, keys)
    parts = _parts(rows)
    ends = {
        "stop_parts": ibis.literal(1),
        "search_parts": rows.search_conducted.fill_null(False).cast("int64"),
        "search_parts_unknown": rows.search_conducted.isnull().cast("int64"),
    }
    sums = {
        f"{name} {group}": (part * end).sum().fill_null(0)
        for group, part in parts.items()
        for name, end in ends.items()
    }
    summed = rows.group_by(keys).aggregate(**sums)
    by_group = [
        summed.select(
            *keys,
            **{LIKELY: ibis.literal(group)},
            **{name: summed[f"{name} {group}"].cast("int64") for name in ends},
        )
        for group in parts
    ]
    found = ibis.union(*by_group)
    return found.filter(found.stop_parts > 0).select(*by, *ends)


def _parts(rows: Any) -> dict[str, Any]:
    """Likely race → how many parts of a stop are of it; they add up to a whole stop."""
    surname = {g: rows[f"surname_percent_{g}"] for g in GROUPS}
    place = {g: rows[f"place_people_{g}"] for g in GROUPS}
    blank = _sum(one.isnull().cast("int64") for one in surname.values())
    rest = ibis.greatest(100 - _sum(one.fill_null(0) for one in surname.values()), 0)
    named = blank < len(GROUPS)
    placed = _sum(one.fill_null(0) for one in place.values()) > 0
    chance = {
        g: named.ifelse(ibis.coalesce(surname[g], rest / blank.nullif(0)), 100 * PEOPLE[g] / NATION)
        * placed.ifelse(place[g].fill_null(0), float(PEOPLE[g]))
        / PEOPLE[g]
        for g in GROUPS
    }
    whole = _sum(chance.values()).nullif(0)
    known = (named | placed) & whole.notnull()
    parts = {
        g: known.ifelse((WHOLE * one / whole).floor().cast("int64"), 0)
        for g, one in chance.items()
        if g != "other"
    }
    left = WHOLE - _sum(parts.values())
    return {**parts, "other": known.ifelse(left, 0), UNKNOWN: known.ifelse(0, left)}


def _sum(values: Any) -> Any:
    return reduce(add, values)


NATION = sum(PEOPLE.values())

LIKELY_RACES = Reduction(
    name="likely_races",
    tables=("stops",),
    run=likely_races,
    unit="person stopped",
    clusters=STOP_CLUSTERS,
    always=("subject_race", LIKELY),
    derives=(LIKELY,),
    counts={
        "stop_parts": "persons stopped, in millionths",
        "search_parts": "persons or vehicles searched, in millionths",
        "search_parts_unknown": "stops whose search field is blank, in millionths",
    },
)
