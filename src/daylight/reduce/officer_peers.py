"""Whom each officer was named with in earlier months, and how many of those had events."""

from typing import Any

import ibis

from daylight.errors import StudyError
from daylight.reduce.derive import month
from daylight.reduce.reduction import Reduction
from daylight.schema.vocabulary import UNKNOWN

KEYS = ("officer_id", "month", "unit")
MONTH_LENGTH = 7


def officer_peers(allegations: Any, by: tuple[str, ...]) -> Any:
    """Each officer in each later month: events then, and colleagues named with before.

    A row stands for every month of the record after the officer's first, with or without events;
    the unit is the one recorded last before it. The month is that of the incident, else that of the
    complaint's receipt. A colleague counts as having had events only for
    complaints that did not name the officer too: the shared complaint itself says nothing.
    """
    if stray := [key for key in by if key not in KEYS]:
        raise StudyError(
            f"officer_peers counts by {', '.join(KEYS)}; it cannot count by {', '.join(stray)}"
        )
    named = _named(allegations)
    rows = _past(_months(named), named)
    return rows.group_by(list(by)).aggregate(
        events=rows.events.sum(),
        peers=rows.peers.sum(),
        exposed_peers=rows.exposed_peers.sum(),
        past_events=rows.past_events.sum(),
    )


def _named(table: Any) -> Any:
    """Officer, complaint, month and unit, where officer and month are known; one row each."""
    table = table.mutate(incident_date=ibis.coalesce(table.incident_date, table.received_date))
    rows = table.select(
        officer_id=table.officer_id,
        scene=table.complaint_id,
        month=month(table),
        unit=table.unit.fill_null(UNKNOWN),
    )
    known = rows.officer_id.re_search(r"\S") & rows.month.notnull() & rows.scene.notnull()
    rows = rows.filter(known.fill_null(False))
    # A complaint received in several months, or an officer in several units, counts once.
    return rows.group_by(["officer_id", "scene"]).aggregate(
        month=rows.month.min(), unit=rows.unit.max()
    )


def _months(named: Any) -> Any:
    """Every officer in every recorded month from the officer's first on."""
    firsts = named.group_by("officer_id").aggregate(first=named.month.min())
    months = named.select(month=named.month).distinct()
    spine = firsts.cross_join(months)
    return spine.filter(spine.month >= spine.first)


def _past(spine: Any, named: Any) -> Any:
    """The months after each officer's first, with what was known before each."""
    events = named.group_by(["officer_id", "month"]).aggregate(
        events=named.scene.nunique(), dated_unit=(named.month + named.unit).max()
    )
    pairs = _pairs(named)
    met = pairs.group_by(["officer_id", "met"]).aggregate(new_peers=pairs.count())
    seen = pairs.filter(pairs.exposed.notnull())
    exposed = seen.group_by(["officer_id", "exposed"]).aggregate(new_exposed=seen.count())
    rows = spine
    for part in (
        events,
        met.select("officer_id", "new_peers", month=met.met),
        exposed.select("officer_id", "new_exposed", month=exposed.exposed),
    ):
        rows = rows.left_join(part, ["officer_id", "month"]).drop("officer_id_right", "month_right")
    before = ibis.window(group_by="officer_id", order_by="month", preceding=(None, 1))
    rows = rows.mutate(
        events=rows.events.fill_null(0),
        peers=rows.new_peers.fill_null(0).sum().over(before),
        exposed_peers=rows.new_exposed.fill_null(0).sum().over(before),
        past_events=rows.events.fill_null(0).sum().over(before),
        unit=rows.dated_unit.max().over(before).substr(MONTH_LENGTH),
    )
    return rows.filter(rows.month > rows.first)


def _pairs(named: Any) -> Any:
    """Officer and colleague: the month they were first named together, and first exposed.

    `exposed` is the later of that month and the month of the colleague's first complaint without
    the officer; null where there is none.
    """
    other = named.select(peer=named.officer_id, scene=named.scene)
    joint = named.join(other, "scene")
    joint = joint.filter(joint.officer_id != joint.peer)
    pairs = joint.group_by(["officer_id", "peer"]).aggregate(met=joint.month.min())
    theirs = named.select(peer=named.officer_id, own_scene=named.scene, own_month=named.month)
    events = pairs.join(theirs, "peer")
    shared = joint.select(officer_id=joint.officer_id, peer=joint.peer, own_scene=joint.scene)
    alone = events.anti_join(shared, ["officer_id", "peer", "own_scene"])
    firsts = alone.group_by(["officer_id", "peer"]).aggregate(alone=alone.own_month.min())
    both = pairs.left_join(firsts, ["officer_id", "peer"])
    # Not greatest(): it passes over a null on one engine.
    exposed = ibis.ifelse(both.alone > both.met, both.alone, both.met)
    return both.select(
        officer_id=both.officer_id,
        met=both.met,
        exposed=ibis.ifelse(both.alone.notnull(), exposed, ibis.null("string")),
    )


OFFICER_PEERS = Reduction(
    name="officer_peers",
    tables=("allegations",),
    run=officer_peers,
    unit="allegation against one officer",
    counts={
        "events": "complaints that name the officer in the month",
        "peers": "colleagues named with the officer in complaints of earlier months",
        "exposed_peers": "those of them with a complaint without the officer in earlier months",
        "past_events": "complaints that name the officer in earlier months",
    },
    derives=("officer_id", "month"),
)
