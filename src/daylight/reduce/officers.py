"""Events per officer: complaints, force, searches, and who did what at which scene."""

from collections.abc import Sequence
from typing import Any

from daylight.reduce.idiom import keyed, tally
from daylight.reduce.reduction import Reduction
from daylight.schema.vocabulary import UNKNOWN, Disposition

OFFICER, PERIOD, SCENE, MONTH = "officer_id", "period", "scene", "month"
DERIVES = (PERIOD, SCENE)


def officer_events(allegations: Any, by: tuple[str, ...]) -> Any:
    """Complaints per officer: an officer named several times in one complaint counts once."""
    rows = _named(allegations, by)
    return rows.group_by(list(by)).aggregate(
        events=rows.complaint_id.nunique(),
        allegations=rows.count(),
        sustained=tally(rows.disposition == Disposition.SUSTAINED),
    )


def officer_force(force: Any, by: tuple[str, ...]) -> Any:
    """Force incidents per officer: one incident counts once however many subjects it had."""
    rows = _named(force, by)
    return rows.group_by(list(by)).aggregate(
        events=rows.incident_id.nunique(), force_rows=rows.count()
    )


def officer_searches(stops: Any, by: tuple[str, ...]) -> Any:
    """Searches per officer with the officer's stops as exposure.

    Searches that are blank count as none; `searches_unknown` says how many are.
    """
    rows = _named(stops, by)
    return rows.group_by(list(by)).aggregate(
        events=tally(rows.search_conducted),
        searches_unknown=tally(rows.search_conducted.isnull()),
        exposure=rows.count(),
    )


def officer_frisks(stops: Any, by: tuple[str, ...]) -> Any:
    """Frisks per officer with the officer's stops as exposure; a blank counts as none.

    `frisks_unknown` says how many are blank.
    """
    rows = _named(stops, by)
    return rows.group_by(list(by)).aggregate(
        events=tally(rows.frisk_performed),
        frisks_unknown=tally(rows.frisk_performed.isnull()),
        exposure=rows.count(),
    )


def officer_scenes(force: Any, by: tuple[str, ...]) -> Any:
    """Rows of force by scene, officer and severity; a blank severity is left as unknown."""
    table = _named(force, by)
    if "severity" in by:
        table = table.mutate(severity=table.severity.cast("string").fill_null(UNKNOWN))
    return table.group_by(list(by)).aggregate(events=table.count())


def _named(table: Any, by: Sequence[str]) -> Any:
    """The table with `officer_id`, `period` (calendar year) and `scene` where they are asked for.

    Complaints go by the month of receipt: on the day of the incident nobody knew of them.
    """
    import ibis

    columns: dict[str, Any] = {}
    if OFFICER in by:
        columns[OFFICER] = _name(table.officer_id)
    if SCENE in by:
        columns[SCENE] = _name(table.incident_id)
    if PERIOD in by:
        date = next(
            n for n in ("received_date", "stop_date", "incident_date") if n in table.columns
        )
        columns[PERIOD] = table[date].year().cast("string")
    if MONTH in by and "received_date" in table.columns:
        table = table.mutate(incident_date=ibis.coalesce(table.received_date, table.incident_date))
    return keyed(table.mutate(**columns) if columns else table, by)


def _name(column: Any) -> Any:
    """An identifier, or `unknown` where it is null or holds only spaces."""
    import ibis

    return ibis.ifelse(column.re_search(r"\S"), column, UNKNOWN).fill_null(UNKNOWN)


OFFICER_REDUCTIONS = (
    Reduction(
        name="officer_events",
        tables=("allegations",),
        run=officer_events,
        unit="allegation against one officer",
        counts={
            "events": "complaints that name the officer",
            "allegations": "allegations against the officer",
            "sustained": "allegations that were sustained",
        },
        total="allegations",
        derives=(PERIOD,),
    ),
    Reduction(
        name="officer_force",
        tables=("force",),
        run=officer_force,
        unit="use of force by one officer on one person",
        counts={
            "events": "incidents in which the officer used force",
            "force_rows": "persons on whom the officer used force, incident by incident",
        },
        total="force_rows",
        derives=DERIVES,
    ),
    Reduction(
        name="officer_searches",
        tables=("stops",),
        run=officer_searches,
        unit="person stopped",
        counts={
            "events": "searches by the officer",
            "searches_unknown": "stops whose search field is blank",
            "exposure": "persons the officer stopped",
        },
        total="exposure",
        derives=(PERIOD,),
    ),
    Reduction(
        name="officer_frisks",
        tables=("stops",),
        run=officer_frisks,
        unit="person stopped",
        counts={
            "events": "frisks by the officer",
            "frisks_unknown": "stops whose frisk field is blank",
            "exposure": "persons the officer stopped",
        },
        total="exposure",
        derives=(PERIOD,),
    ),
    Reduction(
        name="officer_scenes",
        tables=("force",),
        run=officer_scenes,
        unit="use of force by one officer on one person",
        counts={"events": "rows of force by the officer at the scene at that severity"},
        total="events",
        derives=DERIVES,
    ),
)
