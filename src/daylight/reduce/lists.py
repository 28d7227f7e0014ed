"""The same events on two lists: deaths on two counts, force in reports and in complaints."""

from typing import Any

import ibis

from daylight.data.clustering import ARREST_CLUSTERS
from daylight.reduce.idiom import keyed, tally
from daylight.reduce.reduction import Reduction

DAYS_APART = 1
YEARS_APART = 1
YES, NO = "yes", "no"


def death_lists(deaths: Any, by: tuple[str, ...]) -> Any:
    """Deaths on the first list, on the second, and on both.

    The lists are the two names of `list_name`, in alphabetical order. Two entries can be one death
    when their dates are at most a day and their ages at most a year apart and nothing recorded on
    both contradicts. Each entry is linked to its best partner, and only if it is that partner's
    best too; agreement on the day, the age, the sex, the race and the county decides.
    """
    names = deaths.aggregate(name_a=deaths.list_name.min(), name_b=deaths.list_name.max())
    both = deaths.cross_join(names)
    a = both.filter(both.list_name == both.name_a)
    b = both.filter((both.list_name == both.name_b) & (both.name_a != both.name_b))
    links = _links(a, b)
    a_side = a.left_join(links.select(death_id=links.a_id, partner=links.b_id), "death_id")
    b_side = b.left_join(links.select(death_id=links.b_id, partner=links.a_id), "death_id")
    sides = a_side.mutate(
        list_a=ibis.literal(YES), list_b=ibis.ifelse(a_side.partner.notnull(), YES, NO)
    ).select(*deaths.columns, "list_a", "list_b")
    alone = b_side.filter(b_side.partner.isnull())
    alone = alone.mutate(list_a=ibis.literal(NO), list_b=ibis.literal(YES))
    rows = keyed(sides.union(alone.select(*deaths.columns, "list_a", "list_b")), by)
    keys = list(dict.fromkeys(("list_a", "list_b", *by)))
    return rows.group_by(keys).aggregate(events=rows.count()).select(*by, "events")


def _links(a: Any, b: Any) -> Any:
    """Mutually best pairs of entries, as their two identifiers."""
    left = a.select(**{f"a_{name}": a[name] for name in COMPARED})
    right = b.select(**{f"b_{name}": b[name] for name in COMPARED})
    pairs = left.cross_join(right)
    apart = pairs.a_death_date.delta(pairs.b_death_date, unit="day").abs()
    years = (pairs.a_subject_age_years - pairs.b_subject_age_years).abs()
    possible = (apart <= DAYS_APART).fill_null(False) & (years <= YEARS_APART).fill_null(True)
    score = (apart == 0).fill_null(False).cast("int64") + (years == 0).fill_null(False).cast(
        "int64"
    )
    for name in ("subject_sex", "subject_race", "county"):
        same = pairs[f"a_{name}"] == pairs[f"b_{name}"]
        possible = possible & same.fill_null(True)
        score = score + same.fill_null(False).cast("int64")
    pairs = pairs.mutate(score=score, possible=possible)
    pairs = pairs.filter(pairs.possible)
    best = {
        f"{side}_place": ibis.row_number().over(
            ibis.window(
                group_by=f"{side}_death_id",
                order_by=[ibis.desc("score"), f"{other}_death_id"],
            )
        )
        for side, other in (("a", "b"), ("b", "a"))
    }
    pairs = pairs.mutate(**best)
    mutual = pairs.filter((pairs.a_place == 0) & (pairs.b_place == 0))
    return mutual.select(a_id=mutual.a_death_id, b_id=mutual.b_death_id)


COMPARED = (
    "death_id",
    "death_date",
    "subject_age_years",
    "subject_sex",
    "subject_race",
    "county",
)

DEATH_LISTS = Reduction(
    name="death_lists",
    tables=("deaths",),
    run=death_lists,
    unit="entry of a list of deaths",
    derives=("list_a", "list_b"),
    counts={"events": "deaths, each once however many lists hold it"},
)


def force_and_complaints(force: Any, allegations: Any, by: tuple[str, ...]) -> Any:
    """Officers' days with a force report, with a complaint about force, and with both.

    A complaint is about force when its allegation or its category says so; days and officers that
    were not recorded cannot be matched and are left out.
    """
    about = allegations.allegation.lower().contains("force").fill_null(
        False
    ) | allegations.allegation_group.lower().contains("force").fill_null(False)
    reported = _officer_days(force).mutate(in_force=1, in_complaint=0)
    complained = _officer_days(allegations.filter(about)).mutate(in_force=0, in_complaint=1)
    days = reported.union(complained)
    days = days.group_by(["officer_id", "incident_date"]).aggregate(
        in_force=days.in_force.max(), in_complaint=days.in_complaint.max()
    )
    days = days.mutate(
        list_force=ibis.ifelse(days.in_force == 1, YES, NO),
        list_complaint=ibis.ifelse(days.in_complaint == 1, YES, NO),
    )
    rows = keyed(days, by)
    return rows.group_by(list(by)).aggregate(events=rows.count())


def _officer_days(rows: Any) -> Any:
    named = rows.filter(rows.officer_id.notnull() & rows.incident_date.notnull())
    return named.select("officer_id", "incident_date").distinct()


FORCE_AND_COMPLAINTS = Reduction(
    name="force_and_complaints",
    tables=("force", "allegations"),
    run=force_and_complaints,
    unit="force record",
    derives=("list_force", "list_complaint"),
    limited_to=("list_force", "list_complaint", "officer_id", "incident_date", "year", "month"),
    counts={"events": "days of one officer with a force report or a complaint about force"},
)


def resisting_without_force(arrests: Any, force: Any, by: tuple[str, ...]) -> Any:
    """Arrests for resisting, and those on whose day the officer filed no force report.

    Also the officers' months with such an arrest, and those without any force report.
    """
    says = arrests.offense.lower().contains("resist").fill_null(False)
    resisting = arrests.filter(
        (says | arrests.resisting_charge_only.fill_null(False))
        & arrests.officer_id.notnull()
        & arrests.arrest_date.notnull()
    )
    days = _officer_days(force).mutate(has_report=1)
    months = days.mutate(month_key=days.incident_date.truncate("month"))
    months = months.select("officer_id", "month_key").distinct().mutate(has_month=1)
    rows = resisting.mutate(
        incident_date=resisting.arrest_date, month_key=resisting.arrest_date.truncate("month")
    )
    rows = rows.left_join(days, ["officer_id", "incident_date"]).drop(
        "officer_id_right", "incident_date_right"
    )
    rows = rows.left_join(months, ["officer_id", "month_key"]).drop(
        "officer_id_right", "month_key_right"
    )
    first = ibis.row_number().over(
        ibis.window(group_by=["officer_id", "month_key"], order_by=["source_file", "source_row"])
    )
    rows = keyed(rows.mutate(is_month=first == 0), by)
    grouped = rows.group_by(list(by)) if by else rows
    return grouped.aggregate(
        resisting_arrests=rows.count(),
        resisting_arrests_without_force=tally(rows.has_report.isnull()),
        officer_months=tally(rows.is_month),
        officer_months_without_force=tally(rows.is_month & rows.has_month.isnull()),
    )


RESISTING_WITHOUT_FORCE = Reduction(
    name="resisting_without_force",
    tables=("arrests", "force"),
    run=resisting_without_force,
    unit="arrest",
    clusters=ARREST_CLUSTERS,
    counts={
        "resisting_arrests": "arrests for resisting",
        "resisting_arrests_without_force": "those on whose day the officer reported no force",
        "officer_months": "months of one officer with such an arrest",
        "officer_months_without_force": "those in which the officer reported no force at all",
    },
)
