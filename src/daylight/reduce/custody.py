"""Transports in custody: injuries, belts, cameras, time and distance against the expected."""

from typing import Any

import ibis

from daylight.data.clustering import TRANSPORT_CLUSTERS
from daylight.reduce.idiom import keyed, tally
from daylight.reduce.reduction import Reduction

SLACK_MINUTES = 10.0
SLACK_MILES = 2.0
TIMES_EXPECTED = 1.5
"""A transport is long when it took more than 1.5 times the expected plus this slack."""


def transports(transports: Any, by: tuple[str, ...]) -> Any:
    """Transports in custody and what was recorded in them, by group.

    Every count has beside it the transports for which the records cannot say. An injury found at
    intake counts only where none was recorded before departure.
    """
    rows = keyed(transports, by)
    counts: dict[str, Any] = {}
    for name, condition in _conditions(rows).items():
        counts[name] = tally(condition)
        counts[f"{name}_unknown"] = tally(condition.isnull())
    grouped = rows.group_by(list(by)) if by else rows
    return grouped.aggregate(transports=rows.count(), **counts)


def _conditions(rows: Any) -> dict[str, Any]:
    belted = rows.belt_used
    return {
        "injured_in_transport": rows.injury_during,
        "injured_at_intake": rows.injury_at_intake & ~rows.injury_before,
        "belted": belted,
        "unbelted_not_refused": ~belted & ~rows.belt_refused,
        "camera_working": rows.camera_working,
        # Not `notnull()` alone: Spark cannot read the `IS NOT NULL IS NULL` of its blanks.
        "second_officer": ibis.ifelse(rows.second_officer_id.notnull(), True, False),
        "prone": rows.position.lower() == "prone",
        "long_time": rows.duration_minutes > rows.expected_minutes * TIMES_EXPECTED + SLACK_MINUTES,
        "long_distance": rows.distance_miles > rows.expected_miles * TIMES_EXPECTED + SLACK_MILES,
        "unlogged_stops": rows.recorded_stops > rows.logged_stops,
        "medical_complaint": rows.medical_complaint,
        "medical_aid_late": rows.medical_aid_minutes > SLACK_MINUTES,
    }


MEANINGS = {
    "injured_in_transport": "transports in which an injury was recorded",
    "injured_at_intake": "transports after which intake found an injury not recorded before",
    "belted": "transports with the seat belt used",
    "unbelted_not_refused": "transports without a belt that the person did not refuse",
    "camera_working": "transports with a working inside camera",
    "second_officer": "transports with a second officer named",
    "prone": "transports face down",
    "long_time": "transports much longer than the expected route takes",
    "long_distance": "transports much farther than the expected route",
    "unlogged_stops": "transports with more stops tracked than logged",
    "medical_complaint": "transports in which medical help was asked for or seen to be needed",
    "medical_aid_late": "transports in which that help took more than ten minutes",
}

TRANSPORTS = Reduction(
    name="transports",
    tables=("transports",),
    run=transports,
    unit="transport in custody",
    total="transports",
    clusters=TRANSPORT_CLUSTERS,
    counts={
        "transports": "transports in custody",
        **MEANINGS,
        **{f"{name}_unknown": f"{name}: the records cannot say" for name in MEANINGS},
    },
)
