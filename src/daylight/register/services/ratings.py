"""Assess, send to the parties, file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import transaction

from daylight.errors import DaylightError
from daylight.register import record
from daylight.register.choices import (
    DecreeStatus,
    LevelState,
    OrderEffect,
    OrderStage,
    ScaleKind,
    Stage,
)
from daylight.register.models import (
    Assessment,
    CourtOrder,
    Level,
    Period,
    Requirement,
    Standing,
    Wording,
)
from daylight.register.record import Author
from daylight.register.rules import numbers, states
from daylight.register.rules.versions import NoVersion
from daylight.register.services.filings import freeze


class RatingFault(DaylightError):
    """A rating that the rules do not allow."""


def wording_in(requirement: Requirement, period: Period) -> Wording:
    """The requirement as worded on the period's last day; only a confirmed wording is rated."""
    decree = requirement.decree
    accepted = decree.accepted()
    if not accepted:
        raise NoVersion("no text of this decree has been accepted yet")
    if period.ends is None and len(accepted) > 1:
        raise RatingFault(f"{period} has no last day, so its wording cannot be told")
    version = decree.version_on(period.ends) if period.ends else accepted[0]
    found = requirement.wordings.filter(paragraph__version=version, rejected=False).first()
    if found is None:
        raise RatingFault(f"{requirement} is not part of {version}")
    if not found.confirmed:
        raise RatingFault(f"no person has confirmed the wording of {requirement} in {version}")
    if not found.assessable:
        raise RatingFault(f"{requirement} was confirmed as not assessable")
    return found


def standings_before(requirement: Requirement, period: Period) -> dict[int, states.LevelStanding]:
    """Where each level stood after the last earlier period in which it was assessed."""
    rows = Standing.objects.filter(
        assessment__requirement=requirement, assessment__period__order__lt=period.order
    ).order_by("assessment__period__order")
    return {row.level_id: as_rule(row) for row in rows}


def as_rule(row: Standing) -> states.LevelStanding:
    """A stored standing as the rules see it."""
    return states.LevelStanding(
        state=LevelState(row.state),
        achieved_on=row.achieved_on,
        lost_on=row.lost_on,
        reason=row.reason,
    )


@dataclass(frozen=True, slots=True)
class Draft:
    """What a monitor found: a state per level, the narrative, and why a level was lost."""

    found: Mapping[Level, LevelState]
    narrative: str
    technical_assistance: str = ""
    reason: str = ""


@transaction.atomic
def assess(
    requirement: Requirement,
    period: Period,
    author: Author,
    draft: Draft,
    *,
    revision: int | None = None,
) -> Assessment:
    """Write or revise a draft: one finding per level, on the wording in force at period's end."""
    _check_open(period)
    _check_not_terminated(requirement)
    _check_scale(requirement, draft.found)
    stored = _write(requirement, period, author, draft, revision)
    before = standings_before(requirement, period)
    for level, state in draft.found.items():
        standing = states.move(
            before.get(level.pk, states.LevelStanding()), state, on=period.ends, reason=draft.reason
        )
        if standing.state == LevelState.MET:
            standing = replace(standing, reason="")  # the reason given is that of a loss
        _stand(stored, level, standing, author)
    return stored


def _write(
    requirement: Requirement,
    period: Period,
    author: Author,
    draft: Draft,
    revision: int | None,
) -> Assessment:
    stored = Assessment.objects.filter(requirement=requirement, period=period).first()
    if stored is None:
        return record.create(
            Assessment(
                wording=wording_in(requirement, period),
                requirement=requirement,
                period=period,
                narrative=draft.narrative,
                technical_assistance=draft.technical_assistance,
                stage=period.stage,
            ),
            author,
        )
    return record.change(
        stored,
        author,
        revision=revision,
        narrative=draft.narrative,
        technical_assistance=draft.technical_assistance,
    )


def _stand(
    assessment: Assessment, level: Level, standing: states.LevelStanding, author: Author
) -> None:
    fields: dict[str, Any] = {
        "state": standing.state,
        "achieved_on": standing.achieved_on,
        "lost_on": standing.lost_on,
        "reason": standing.reason,
    }
    row = assessment.standings.filter(level=level).first()
    if row is None:
        record.create(Standing(assessment=assessment, level=level, **fields), author)
    elif any(getattr(row, name) != value for name, value in fields.items()):
        record.change(row, author, **fields)


def _check_open(period: Period) -> None:
    if period.decree.never_entered:
        raise RatingFault("this decree was never entered: nothing in it can be rated")
    if period.stage == Stage.FILED:
        raise RatingFault(f"{period} was filed; a filed rating is changed by the next period only")


def _check_not_terminated(requirement: Requirement) -> None:
    if requirement.ended_on:
        raise RatingFault(f"{requirement} ended on {requirement.ended_on}: {requirement.ended_why}")


def _check_scale(requirement: Requirement, found: Mapping[Level, LevelState]) -> None:
    scale = requirement.decree.scale
    if scale is None:
        raise RatingFault("the decree has no rating scale yet")
    if any(level.scale_id != scale.pk for level in found):
        raise RatingFault("a level of another scale was given; scales are never mixed")
    met = [found[level] == LevelState.MET for level in sorted(found, key=lambda one: one.order)]
    if scale.kind == ScaleKind.LABEL and sum(met) > 1:
        raise RatingFault("a requirement carries one label")
    if scale.kind == ScaleKind.LADDER and states.skipped_rungs(met):
        raise RatingFault("a rung of the ladder is met while one below it is not")


@transaction.atomic
def send(period: Period, author: Author, *, revision: int) -> Period:
    """Show the draft to the parties."""
    if period.stage != Stage.DRAFT:
        raise RatingFault(f"{period} is already {period.get_stage_display()}")
    _move(period, author, Stage.PARTY)
    return record.change(period, author, revision=revision, stage=Stage.PARTY)


@transaction.atomic
def file(
    period: Period, author: Author, *, revision: int, filed_on: date, docket_ref: str
) -> Period:
    """File a period: its ratings can be read by everyone here and no longer change."""
    if period.stage != Stage.PARTY:
        raise RatingFault(f"{period} must be before the parties before it is filed")
    if period.decree.never_entered:
        raise RatingFault("this decree was never entered: nothing of it can be filed")
    if not docket_ref.strip():
        raise RatingFault("a filing needs its docket reference")
    if Period.objects.filter(decree=period.decree, order__lt=period.order).exclude(
        stage=Stage.FILED
    ):
        raise RatingFault("an earlier period has not been filed")
    _move(period, author, Stage.FILED, filed_on=filed_on)
    filed = record.change(
        period,
        author,
        revision=revision,
        stage=Stage.FILED,
        filed_on=filed_on,
        docket_ref=docket_ref.strip(),
    )
    freeze(filed, author)
    return filed


def _move(period: Period, author: Author, stage: Stage, **fields: Any) -> None:
    for assessment in period.assessments.all():
        record.change(assessment, author, stage=stage, **fields)


@transaction.atomic
def order(stored: CourtOrder, author: Author) -> CourtOrder:
    """Enter a motion or order; one that was granted takes its effect."""
    affected = _affected(stored)
    entered = record.create(stored, author)
    if stored.stage != OrderStage.GRANTED:
        return entered
    effect = OrderEffect(stored.effect)
    if effect in (OrderEffect.TERMINATE, OrderEffect.TERMINATE_PARTLY):
        for requirement in affected:
            record.change(requirement, author, ended_on=stored.filed, ended_why=str(stored)[:200])
    status = {
        OrderEffect.TERMINATE: DecreeStatus.TERMINATED,
        OrderEffect.TERMINATE_PARTLY: DecreeStatus.PARTIALLY_TERMINATED,
        OrderEffect.DISMISS: DecreeStatus.DISMISSED_BEFORE_ENTRY,
        OrderEffect.AMEND: DecreeStatus.AMENDED,
    }.get(effect)
    if status:
        _set_status(stored, status, author)
    return entered


def _set_status(stored: CourtOrder, status: DecreeStatus, author: Author) -> None:
    decree = stored.decree
    if status == DecreeStatus.DISMISSED_BEFORE_ENTRY and decree.status != DecreeStatus.PROPOSED:
        status = DecreeStatus.TERMINATED
    ended = status in (DecreeStatus.TERMINATED, DecreeStatus.DISMISSED_BEFORE_ENTRY)
    record.change(decree, author, status=status, ended_on=stored.filed if ended else None)


def _affected(stored: CourtOrder) -> list[Requirement]:
    live = stored.decree.requirements.filter(ended_on=None)
    if not stored.paragraphs.strip():
        return list(live)
    version = stored.decree.version_on(stored.filed)
    existing = version.paragraphs.filter(joined=False).values_list("number", flat=True)
    named = numbers.expand(stored.paragraphs, existing)
    return list(
        live.filter(
            wordings__paragraph__version=version, wordings__paragraph__number__in=named
        ).distinct()
    )
