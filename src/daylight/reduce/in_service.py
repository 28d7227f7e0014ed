"""Events of officers by month of service: those without any event count too, in their unit then."""

from typing import Any

import ibis

from daylight.reduce.reduction import Reduction
from daylight.schema.vocabulary import UNKNOWN

KEYS = ("officer", "period", "month", "unit", "officer_race", "officer_sex")
OFFICERS = ("officer_race", "officer_sex")
NONE, ONE = (ibis.literal(number, type="int64") for number in (0, 1))


def complaints_in_service(
    allegations: Any, assignments: Any, officers: Any, by: tuple[str, ...]
) -> Any:
    """Complaints per officer, with the months in service as exposure; dated by their receipt."""
    dated = allegations.received_date
    rows = _rows(allegations, allegations.complaint_id, dated)
    return _in_service(rows, assignments, officers, by)


def force_in_service(force: Any, assignments: Any, officers: Any, by: tuple[str, ...]) -> Any:
    """Force incidents per officer, with the months in service as exposure."""
    rows = _rows(force, force.incident_id, force.incident_date)
    return _in_service(rows, assignments, officers, by)


def _rows(table: Any, event: Any, dated: Any) -> Any:
    """Officer, event and month of the rows that have all three."""
    rows = table.select(officer=table.officer_id, event=event, month=_month(dated))
    known = rows.officer.re_search(r"\S") & rows.month.notnull() & rows.event.notnull()
    return rows.filter(known.fill_null(False))


def _in_service(rows: Any, assignments: Any, officers: Any, by: tuple[str, ...]) -> Any:
    """Every officer in every month of the record in which the roster has the officer.

    A month counts once, for the unit joined last. Events in months when the roster does not have
    the officer are kept, with unit `unknown` and no exposure. Blank dates: an assignment without
    a first day begins when the officer was hired; one without either is left out.
    """
    events = rows.group_by(["officer", "month"]).aggregate(
        unit=ibis.null("string"), events=rows.event.nunique(), exposure=NONE
    )
    served = _served(assignments, officers, rows.select(month=rows.month).distinct())
    both = served.union(events)
    both = both.group_by(["officer", "month"]).aggregate(
        unit=both.unit.max().fill_null(UNKNOWN),
        events=both.events.sum(),
        exposure=both.exposure.sum(),
    )
    both = both.mutate(outside=ibis.ifelse(both.exposure == 0, both.events, 0))
    people = officers.group_by(officer=officers.officer_id).aggregate(
        **{name: officers[name].max() for name in OFFICERS}
    )
    both = both.left_join(people, "officer").drop("officer_right")
    keyed = {name: both[name].fill_null(UNKNOWN) for name in OFFICERS}
    both = both.mutate(**keyed, period=both.month // 12)
    both = both.mutate(period=both.period.cast("string"), month=_label(both.month))
    return both.group_by(list(by)).aggregate(
        events=both.events.sum(),
        events_out_of_service=both.outside.sum(),
        exposure=both.exposure.sum().cast("float64"),
    )


def _served(assignments: Any, officers: Any, months: Any) -> Any:
    """Officer, month and the unit joined last, for every month of the record in service."""
    people = officers.group_by(person=officers.officer_id).aggregate(
        hired=officers.hired_date.min(), left=officers.left_date.max()
    )
    rows = assignments.left_join(people, [("officer_id", "person")])
    rows = rows.select(
        officer=rows.officer_id,
        unit=rows.unit,
        since=_month(ibis.coalesce(rows.from_date, rows.hired)),
        until=_month(rows.to_date),
        gone=_month(rows.left),
    )
    rows = rows.filter(rows.since.notnull())
    rows = rows.cross_join(months)
    # A blank last day is an assignment that lasts.
    lasts = (rows.until >= rows.month).fill_null(True) & (rows.gone >= rows.month).fill_null(True)
    rows = rows.filter((rows.since <= rows.month) & lasts)
    # The number of the month before the unit's name, so that the latest is the greatest.
    rows = rows.mutate(held=rows.since.cast("string").lpad(6, "0") + rows.unit.fill_null(UNKNOWN))
    latest = rows.group_by(["officer", "month"]).aggregate(held=rows.held.max())
    return latest.select("officer", "month", unit=latest.held.substr(6), events=NONE, exposure=ONE)


def _month(date: Any) -> Any:
    """Months since the year 0."""
    return date.year().cast("int64") * 12 + date.month().cast("int64") - 1


def _label(month: Any) -> Any:
    """2017-03."""
    year, rest = (month // 12).cast("string"), (month % 12 + 1).cast("string").lpad(2, "0")
    return year + "-" + rest


COUNTS = {
    "events_out_of_service": "those in months when the roster does not have the officer",
    "exposure": "months in which the roster has the officer",
}

IN_SERVICE: tuple[Reduction, ...] = (
    Reduction(
        name="complaints_in_service",
        tables=("allegations", "assignments", "officers"),
        run=complaints_in_service,
        unit="allegation against one officer",
        counts={"events": "complaints that name the officer, by month of receipt", **COUNTS},
        limited_to=KEYS,
        derives=KEYS,
        optional=("officers",),
    ),
    Reduction(
        name="force_in_service",
        tables=("force", "assignments", "officers"),
        run=force_in_service,
        unit="use of force by one officer on one person",
        counts={"events": "incidents in which the officer used force", **COUNTS},
        limited_to=KEYS,
        derives=KEYS,
        optional=("officers",),
    ),
)
