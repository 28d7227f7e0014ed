"""How stops ended."""

from typing import Any

from daylight.data.clustering import STOP_CLUSTERS
from daylight.reduce.idiom import keyed, number, tally
from daylight.reduce.reduction import Reduction

ENDS = {
    "searches": "search_conducted",
    "frisks": "frisk_performed",
    "citations": "citation_issued",
    "warnings": "warning_issued",
    "arrests": "arrest_made",
    "forces": "force_used",
}


def outcomes(stops: Any, by: tuple[str, ...]) -> Any:
    """Stops and what followed, by group; each count with the stops where it was left blank."""
    rows = keyed(stops, by)
    counts = {}
    for measure, column in ENDS.items():
        counts[measure] = tally(rows[column], rows)
        counts[f"{measure}_unknown"] = tally(rows[column].isnull(), rows)
    return rows.group_by(list(by)).aggregate(stops=number(rows), **counts)


OUTCOMES = Reduction(
    name="outcomes",
    tables=("stops",),
    run=outcomes,
    unit="person stopped",
    total="stops",
    clusters=STOP_CLUSTERS,
    reads=tuple(ENDS.values()),
    counts={
        "stops": "persons stopped",
        "searches": "persons or vehicles searched",
        "searches_unknown": "stops whose search field is blank",
        "frisks": "persons patted down",
        "frisks_unknown": "stops whose frisk field is blank",
        "citations": "stops with a citation",
        "citations_unknown": "stops whose citation field is blank",
        "warnings": "stops with a warning",
        "warnings_unknown": "stops whose warning field is blank",
        "arrests": "stops that ended in an arrest",
        "arrests_unknown": "stops whose arrest field is blank",
        "forces": "stops with force",
        "forces_unknown": "stops whose force field is blank",
    },
)
