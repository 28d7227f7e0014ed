"""Searches and what they found."""

from typing import Any

from daylight.data.clustering import STOP_CLUSTERS
from daylight.reduce.idiom import keyed, number, tally
from daylight.reduce.reduction import Reduction


def searches(stops: Any, by: tuple[str, ...]) -> Any:
    """Stops, searches and hits, by group.

    `searches_unknown` counts stops whose search field is blank and `hits_unknown` searches whose
    outcome is, so that a method can bound a rate instead of treating a blank as "no".
    """
    stops = keyed(stops, by)
    searched = stops.search_conducted
    found = stops.contraband_found
    return stops.group_by(list(by)).aggregate(
        stops=number(stops),
        searches=tally(searched, stops),
        searches_unknown=tally(searched.isnull(), stops),
        hits=tally(searched & found, stops),
        hits_unknown=tally(searched & found.isnull(), stops),
    )


SEARCHES = Reduction(
    name="searches",
    tables=("stops",),
    run=searches,
    unit="person stopped",
    total="stops",
    clusters=STOP_CLUSTERS,
    reads=("search_conducted", "contraband_found"),
    counts={
        "stops": "persons stopped",
        "searches": "persons or vehicles searched",
        "searches_unknown": "stops whose search field is blank",
        "hits": "searches that found contraband",
        "hits_unknown": "searches whose outcome is blank",
    },
)
