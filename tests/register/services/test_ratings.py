from datetime import date

import pytest

from daylight.register import record
from daylight.register.choices import Authority, DecreeStatus, LevelState, Role, Stage
from daylight.register.models import (
    CourtOrder,
    Deadline,
    Decree,
    Level,
    Period,
    Requirement,
    Standing,
)
from daylight.register.record import Stale, command_line
from daylight.register.rules.deadlines import BadDeadline
from daylight.register.scales import SCALES, add_scale
from daylight.register.services import deadlines, ratings
from daylight.register.services.ratings import RatingFault

pytestmark = pytest.mark.usefixtures("riverbend")
WHY = command_line("test")


def decree() -> Decree:
    return Decree.objects.get(slug="riverbend")


def levels() -> list[Level]:
    return list(decree().scale.levels.all())


def a_period(order: int = 6) -> Period:
    return record.create(
        Period(decree=decree(), name="Sixth", order=order, ends=date(2027, 3, 1)), WHY
    )


def ladder(reached: int) -> dict[Level, LevelState]:
    return {
        level: LevelState.MET if position < reached else LevelState.NOT_MET
        for position, level in enumerate(levels())
    }


def test_the_demonstration_shows_losses_with_date_and_reason() -> None:
    lost = Standing.objects.filter(state=LevelState.LOST)
    assert lost.exists()
    assert all(row.lost_on and row.reason and row.achieved_on for row in lost)


def test_a_filed_rating_does_not_change() -> None:
    requirement = decree().requirements.get(code="9")
    with pytest.raises(RatingFault, match="was filed"):
        ratings.assess(
            requirement, Period.objects.get(order=4), WHY, ratings.Draft(ladder(1), narrative="x")
        )


def test_a_period_is_filed_from_the_parties_with_a_docket_reference_and_in_order() -> None:
    draft, before = a_period(), Period.objects.get(order=5)
    filing = {"filed_on": date(2027, 4, 30), "docket_ref": "Doc. 200"}
    with pytest.raises(RatingFault, match="before the parties"):
        ratings.file(draft, WHY, revision=draft.revision, **filing)
    ratings.send(draft, WHY, revision=draft.revision)
    with pytest.raises(RatingFault, match="earlier period"):
        ratings.file(draft, WHY, revision=draft.revision, **filing)
    with pytest.raises(RatingFault, match="docket"):
        ratings.file(
            before, WHY, revision=before.revision, filed_on=date(2026, 11, 1), docket_ref=" "
        )
    ratings.file(before, WHY, revision=before.revision, **filing)
    ratings.file(draft, WHY, revision=draft.revision, **filing)
    assert {a.stage for a in before.assessments.all()} == {Stage.FILED}


def test_a_filing_is_all_or_nothing() -> None:
    period = Period.objects.get(order=5)
    with pytest.raises(Stale):
        ratings.file(period, WHY, revision=99, filed_on=date(2026, 11, 1), docket_ref="Doc. 1")
    assert {a.stage for a in period.assessments.all()} == {Stage.PARTY}


def test_a_rung_cannot_be_met_over_an_unmet_one() -> None:
    requirement = decree().requirements.get(code="9")
    found = dict(zip(levels(), (LevelState.MET, LevelState.NOT_MET, LevelState.MET), strict=True))
    with pytest.raises(RatingFault, match="rung"):
        ratings.assess(requirement, a_period(), WHY, ratings.Draft(found, narrative="x"))


@pytest.mark.parametrize("slug", sorted(SCALES))
def test_three_kinds_of_scale_over_the_same_requirements(slug: str) -> None:
    requirement = decree().requirements.get(code="9")
    scale = add_scale(slug, WHY)
    record.change(decree(), WHY, scale=scale)
    requirement.refresh_from_db()
    first, *rest = scale.levels.all()
    period = a_period()
    ratings.assess(requirement, period, WHY, ratings.Draft({first: LevelState.MET}, narrative="x"))
    stored = requirement.assessments.get(period=period)
    assert [row.level.label for row in stored.standings.all()] == [first.label]
    if scale.kind == "label":
        with pytest.raises(RatingFault, match="one label"):
            ratings.assess(
                requirement,
                period,
                WHY,
                ratings.Draft({first: LevelState.MET, rest[0]: LevelState.MET}, narrative="x"),
            )


def test_levels_of_another_scale_are_refused() -> None:
    other = add_scale("five-labels", WHY).levels.first()
    with pytest.raises(RatingFault, match="never mixed"):
        ratings.assess(
            decree().requirements.get(code="9"),
            a_period(),
            WHY,
            ratings.Draft({other: LevelState.MET}, narrative="x"),
        )


def an_order(**fields: object) -> CourtOrder:
    plain = {"decree": decree(), "doc_no": "300", "filed": date(2026, 10, 1), "stage": "granted",
             "summary": "x"}  # fmt: skip
    return CourtOrder(**{**plain, **fields})


def test_a_partial_termination_ends_the_paragraphs_in_its_range() -> None:
    live = decree().requirements.filter(ended_on=None).count()
    ratings.order(an_order(effect="terminate_partly", paragraphs="¶¶ 34-43"), WHY)
    ended = decree().requirements.filter(ended_on=date(2026, 10, 1))
    numbers = {w.paragraph.number for r in ended for w in r.wordings.all()}
    assert numbers == {"34", "35", "36", "37", "38", "39", "40", "41", "42", "43"} | (
        {"38.b"} if "38.b" in numbers else set()
    )
    assert decree().status == DecreeStatus.PARTIALLY_TERMINATED
    assert decree().requirements.filter(ended_on=None).count() == live - ended.count()
    with pytest.raises(RatingFault, match="ended on"):
        ratings.assess(ended.first(), a_period(), WHY, ratings.Draft(ladder(1), narrative="x"))


def test_a_motion_alone_changes_nothing() -> None:
    ratings.order(an_order(effect="terminate", stage="motion"), WHY)
    assert decree().status == DecreeStatus.AMENDED


def test_a_decree_dismissed_before_entry_never_bound_anyone() -> None:
    lakeside = Decree.objects.get(slug="lakeside")
    assert lakeside.status == DecreeStatus.DISMISSED_BEFORE_ENTRY
    assert lakeside.never_entered
    requirement = record.create(Requirement(decree=lakeside, code="1"), WHY)
    period = record.create(Period(decree=lakeside, name="P", order=1), WHY)
    with pytest.raises(RatingFault, match="never entered"):
        ratings.assess(requirement, period, WHY, ratings.Draft({}, narrative="x"))


def a_deadline() -> Deadline:
    found = Deadline.objects.get(requirement__code="26", requirement__decree=decree())
    return record.change(found, WHY, plan_due=date(2026, 3, 1))


def test_the_importer_dates_a_deadline_from_the_effective_date() -> None:
    found = Deadline.objects.get(requirement__code="26", requirement__decree=decree())
    assert found.original_due == date(2025, 9, 2)


def test_seven_days_hold_once_all_three_have_agreed_and_the_court_may_go_further() -> None:
    deadline = a_deadline()
    asked = deadlines.ask(deadline, WHY, date(2026, 3, 8), Role.MONITOR)
    assert deadlines.due(deadline).now == date(2026, 3, 1)
    deadlines.agree(asked, WHY, Role.PLAINTIFF, revision=asked.revision)
    deadlines.agree(asked, WHY, Role.CITY, revision=asked.revision)
    assert deadlines.due(deadline).extended == date(2026, 3, 8)
    with pytest.raises(BadDeadline):
        deadlines.ask(deadline, WHY, date(2026, 3, 9), Role.MONITOR)
    order = ratings.order(an_order(effect="extend_deadline"), WHY)
    deadlines.by_order(deadline, WHY, date(2026, 9, 1), order)
    shown = deadlines.due(deadline)
    assert (shown.original, shown.plan, shown.extended) == (
        date(2025, 9, 2), date(2026, 3, 1), date(2026, 9, 1),
    )  # fmt: skip
    assert deadline.extensions.last().authority == Authority.COURT
    others = Deadline.objects.exclude(pk=deadline.pk)
    assert not any(deadlines.due(other).extended for other in others)


def test_an_order_that_was_only_asked_for_extends_nothing() -> None:
    motion = ratings.order(an_order(effect="extend_deadline", stage="motion"), WHY)
    with pytest.raises(BadDeadline, match="not granted"):
        deadlines.by_order(a_deadline(), WHY, date(2026, 9, 1), motion)
