"""What needs a person: overdue deadlines, silent requirements, open answers, gaps in the data."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from daylight.register.choices import DataState, Decision
from daylight.register.models import (
    CommentWindow,
    Deadline,
    Decree,
    EvidenceLink,
    MeasureValue,
    Period,
    Recommendation,
    Requirement,
    Wording,
)
from daylight.register.rules import alerts
from daylight.register.rules.alerts import Alert
from daylight.register.rules.deadlines import Due, is_overdue, next_due, recurrence
from daylight.register.services.deadlines import due


def live_requirements(decree: Decree, on: date) -> list[Requirement]:
    """Requirements that people confirmed in the wording now in force and that have not ended."""
    version = decree.current()
    if version is None or decree.never_entered:
        return []
    live = decree.requirements.filter(
        wordings__paragraph__version=version,
        wordings__confirmed=True,
        wordings__assessable=True,
    )
    return [one for one in live.distinct() if one.ended_on is None or one.ended_on > on]


def ended_periods(decree: Decree, on: date) -> list[Period]:
    """Periods that are over, oldest first; one without dates counts as over."""
    return [one for one in decree.periods.all() if one.ends is None or one.ends < on]


def standing_alerts(decree: Decree, on: date) -> list[Alert]:
    """Everything overdue or silent, gravest first."""
    return [
        *_overdue(decree, on),
        *_silent(decree, on),
        *_data_gaps(decree),
        *_unanswered(decree, on),
        *_closing(decree, on),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedDeadline:
    """A deadline with its three dates and the next time it recurs."""

    deadline: Deadline
    due: Due
    next: date | None
    overdue: bool


def deadlines(decree: Decree, on: date) -> list[DatedDeadline]:
    """All deadlines of requirements that have not ended."""
    rows = Deadline.objects.filter(requirement__decree=decree, requirement__ended_on=None)
    found = rows.select_related("requirement__decree").prefetch_related("extensions")
    return [dated(one, on) for one in found]


def dated(deadline: Deadline, on: date) -> DatedDeadline:
    """One deadline as of a day."""
    now = due(deadline)
    rules = recurrence(deadline.recurrence) if deadline.recurrence else ()
    coming = next_due(now.now, rules, on) if now.now else None
    return DatedDeadline(
        deadline=deadline, due=now, next=coming, overdue=is_overdue(now, deadline.done_on, on)
    )


def _overdue(decree: Decree, on: date) -> list[Alert]:
    return [
        Alert(
            kind="overdue",
            subject=f"¶ {one.deadline.requirement.code}",
            text=f"was due {one.due.now:%-d %b %Y} and is not marked done",
            link=one.deadline.requirement.get_absolute_url(),
        )
        for one in deadlines(decree, on)
        if one.overdue
    ]


def _silent(decree: Decree, on: date) -> list[Alert]:
    periods = [one.pk for one in ended_periods(decree, on)]
    live = {one.code: one for one in live_requirements(decree, on)}
    found: dict[str, set[int]] = defaultdict(set)
    links = EvidenceLink.objects.filter(
        requirement__decree=decree, evidence__withdrawn_on=None
    ).values_list("requirement__code", "period_id")
    for code, period in links:
        found[code].add(period)
    silent = alerts.no_evidence(periods, {code: frozenset(found[code]) for code in live})
    return [
        Alert(
            kind="no evidence",
            subject=f"¶ {code}",
            text=f"no evidence in the last {count} periods",
            link=live[code].get_absolute_url(),
        )
        for code, count in silent.items()
    ]


def _data_gaps(decree: Decree) -> list[Alert]:
    latest: dict[int, MeasureValue] = {}
    rows = MeasureValue.objects.filter(measure__requirement__decree=decree)
    for value in rows.order_by("period__order").select_related("measure__requirement__decree"):
        latest[value.measure_id] = value
    return [
        Alert(
            kind="data",
            subject=value.measure.name,
            text=alerts.data_gap(DataState(value.data_state)),
            link=value.measure.requirement.get_absolute_url(),
        )
        for value in latest.values()
        if value.data_state != DataState.USABLE
    ]


def _unanswered(decree: Decree, on: date) -> list[Alert]:
    rows = Recommendation.objects.filter(decree=decree, decision=Decision.OPEN, answer_due__lt=on)
    return [
        Alert(
            kind="unanswered",
            subject=one.made_by,
            text=f"a recommendation was to be answered by {one.answer_due:%-d %b %Y}",
            link=reverse("recommendations", args=(decree.slug,)),
        )
        for one in rows
    ]


def _closing(decree: Decree, on: date) -> list[Alert]:
    rows = CommentWindow.objects.filter(decree=decree, opens__lte=on, closes__gte=on)
    return [
        Alert(
            kind="comments",
            subject=one.subject,
            text=f"comments close {one.closes:%-d %b %Y}",
            link=reverse("windows", args=(decree.slug,)),
        )
        for one in rows
        if alerts.comment_closes_soon(one.closes, on)
    ]


def unconfirmed(decree: Decree) -> int:
    """Proposed duties of the wording in force that wait for a person."""
    version = decree.current()
    rows = Wording.objects.filter(paragraph__version=version, confirmed=False, rejected=False)
    return int(rows.count()) if version else 0
