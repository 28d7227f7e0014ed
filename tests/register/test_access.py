"""Role × object × action, every cell through HTTP, against a table typed here by hand."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import URLPattern, reverse

from daylight.register.choices import Role
from daylight.register.models import (
    Assessment,
    Audit,
    Change,
    ClockPause,
    Comment,
    CommentWindow,
    Deadline,
    DeadlineExtension,
    Decree,
    Evidence,
    Measure,
    Paragraph,
    Period,
    Recommendation,
    Release,
    SampleItem,
    Scale,
    Section,
    Source,
    SustainmentClock,
    Wording,
)
from daylight.register.rules.access import CLASSES, MAY, STAGES
from daylight.register.urls import urlpatterns

# Columns: administrator, monitor, expert, auditor, plaintiff, city, department, data unit,
# union, commission, court. x: may; a dot: may not.
TABLE = """
decree.view            x x x x x x x x x x x
decree.add             x x . . . . . . . . .
decree.change          . x . . . . . . . . .
text.import            . x . . . . . . . . .
text.check             . x x . . . . . . . .
text.accept            . x . . . . . . . . .
requirement.view       x x x x x x x x x x x
requirement.confirm    . x x . . . . . . . .
deadline.change        . x . . . . . . . . .
extension.agree        . x . . x x . . . . .
order.add              . x . . . . . . . . x
scale.view             x x x x x x x x x x x
scale.change           . x . . . . . . . . .
period.view            x x x x x x x x x x x
period.change          . x . . . . . . . . .
period.send            . x . . . . . . . . .
period.file            . x . . . . . . . . .
assessment.view        x x x x x x x x x x x
assessment.change      . x x . . . . . . . .
statement.write        . . . . . x x . . . .
clock.change           . x . . . . . . . . .
audit.view             . x x x x x x . . . x
audit.plan             . x . x . . . . . . .
audit.draw             . x . x . . . . . . .
audit.review           . x x x . . . . . . .
audit.close            . x . . . . . . . . .
evidence.view          x x x x x x x x x x x
evidence.add           . . . . . x x x . . .
evidence.change        . . . . . . x x . . .
measure.view           x x x x x x x x x x x
measure.change         . x . . . . . x . . .
measure.read           . . . . . . . x . . .
window.change          . x . . . . . . . x .
comment.view           x x x x x x x x x x x
comment.write          . . . . x x x . x x .
comment.decide         . x . . . . . . . . .
recommendation.view    x x x x x x x x x x x
recommendation.add     . x . . x . . . . x .
recommendation.answer  . . . . . x x . . . .
release.view           x x x x x x x x x x x
release.prepare        . x . . . . . . . . .
release.approve        x x . . x . . . . . .
release.withdraw       . x . . . . . . . . .
report.filed           x x x x x x x x x x x
report.draft           . x x . . . . . . . .
export.everything      . x . . . . . . . . .
log.view               . x . . . . . . . . .
people.change          x . . . . . . . . . .
source.change          . x . . . . . . . . .
"""
EXPECTED = {
    line.split()[0]: {
        role for role, mark in zip(Role, line.split()[1:], strict=True) if mark == "x"
    }
    for line in TABLE.strip().splitlines()
}
OPEN_TO_ALL = {"login", "logout", "health", "public", "public-file", "public-comment"}
SIGNED_IN = {"home", "password"}
PATTERNS: dict[str, URLPattern] = {pattern.name: pattern for pattern in urlpatterns}


def test_the_rules_say_what_the_table_says() -> None:
    assert {deed: set(allowed) for deed, allowed in MAY.items()} == EXPECTED


def test_every_page_names_its_deed_and_every_deed_has_a_page() -> None:
    deeds = {
        name: getattr(pattern.callback, "deed", None)
        for name, pattern in PATTERNS.items()
        if name not in OPEN_TO_ALL | SIGNED_IN
    }
    assert all(deeds.values()), [name for name, deed in deeds.items() if not deed]
    # report.draft is a condition inside the report's page and has a test of its own.
    assert set(deeds.values()) == set(EXPECTED) - {"report.draft"}


def addresses() -> dict[str, tuple[Any, ...]]:
    """An object for every address, one that every reader of its kind may see."""
    decree = Decree.objects.get(slug="riverbend")
    filed, period = Period.objects.get(order=4), Period.objects.get(order=5)
    version = decree.current()
    assert version is not None
    pk: dict[str, Any] = {
        "version": version, "accept": version, "discard": version,
        "check": Paragraph.objects.first(), "part": Paragraph.objects.first(),
        "join": Paragraph.objects.first(),
        "section": Section.objects.first(), "original": version,
        "confirm": Wording.objects.first(), "reject": Wording.objects.first(),
        "extend": Deadline.objects.exclude(original_due=None).first(),
        "agree": DeadlineExtension.objects.first(),
        "period": filed, "period-change": period, "send": period, "file": period,
        "prepare": filed, "evidence-one": Evidence.objects.get(classification="public"),
        "download": Evidence.objects.get(classification="public"),
        "evidence-change": Evidence.objects.get(classification="public"),
        "link": Evidence.objects.get(classification="public"),
        "audit": Audit.objects.first(), "draw": Audit.objects.first(),
        "next-file": Audit.objects.first(), "close": Audit.objects.first(),
        "review": SampleItem.objects.first(), "adjudicate": SampleItem.objects.first(),
        "measure-change": Measure.objects.first(), "measure-value": Measure.objects.first(),
        "window-change": CommentWindow.objects.first(), "comment": CommentWindow.objects.first(),
        "comment-decide": Comment.objects.first(),
        "recommendation-answer": Recommendation.objects.first(),
        "clock-change": SustainmentClock.objects.first(),
        "pause-add": SustainmentClock.objects.first(), "source-change": Source.objects.first(),
        "method-change": decree.methods.first(),
        "approve": Release.objects.first(), "withdraw": Release.objects.first(),
    }  # fmt: skip
    found: dict[str, tuple[Any, ...]] = {
        name: ("riverbend", one.pk) for name, one in pk.items() if one
    }
    found |= {
        "paragraph": ("riverbend", "9"),
        "requirement": ("riverbend", "26"),
        "deadline-add": ("riverbend", "26"),
        "deadline": ("riverbend", "26", Deadline.objects.get(requirement__code="26").pk),
        "statement": ("riverbend", "26"),
        "assess": ("riverbend", period.pk, "26"),
        "report": ("riverbend", filed.pk, "pdf"),
        "preview": ("riverbend", Release.objects.first().pk, "index.html"),
        "level-add": (Scale.objects.first().pk,),
        "person-roles": (User.objects.get(username="union").pk,),
    }
    for name in ("people", "person-add", "log", "everything", "scales", "scale-add",
                 "decree-add"):  # fmt: skip
        found[name] = ()
    return found


def guarded() -> list[tuple[str, str, str]]:
    places = addresses()
    return [
        (name, pattern.callback.deed, reverse(name, args=places.get(name, ("riverbend",))))
        for name, pattern in PATTERNS.items()
        if name not in OPEN_TO_ALL | SIGNED_IN
    ]


def client_of(name: str) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(User.objects.get(username=name))
    return client


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.usefixtures("complete")
def test_each_role_opens_what_it_may_and_nothing_else(role: Role) -> None:
    client = client_of(role)
    wrong: list[str] = []
    for name, deed, address in guarded():
        answer = client.get(address)
        good = (200, 302) if role in EXPECTED[deed] else (403,)
        if answer.status_code not in good:
            wrong.append(f"GET {name} ({deed}): {answer.status_code}, expected {good}")
    assert not wrong


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.usefixtures("complete")
def test_no_role_writes_what_it_may_not(role: Role) -> None:
    client = client_of(role)
    before = Change.objects.count()
    wrong = [
        f"POST {name} ({deed}): {status}"
        for name, deed, address in guarded()
        if role not in EXPECTED[deed]
        and (status := client.post(address, {"reason": "intrusion"}).status_code) != 403
    ]
    assert not wrong
    assert Change.objects.count() == before


@pytest.mark.usefixtures("complete")
def test_without_an_account_every_page_leads_to_the_sign_in() -> None:
    client = Client()
    before = Change.objects.count()
    for name, _, address in [*guarded(), ("home", "", "/"), ("password", "", "/password/")]:
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code == 302, name
            assert answer["Location"].startswith("/login/?next="), name
    assert Change.objects.count() == before


def draft_period() -> Period:
    from daylight.register import record
    from daylight.register.choices import LevelState
    from daylight.register.record import command_line
    from daylight.register.services import ratings

    decree = Decree.objects.get(slug="riverbend")
    why = command_line("test")
    period = record.create(Period(decree=decree, name="Sixth", order=6, ends="2027-03-01"), why)
    period.refresh_from_db()
    first = decree.scale.levels.first()
    ratings.assess(
        decree.requirements.get(code="9"),
        period,
        why,
        ratings.Draft({first: LevelState.MET}, narrative="SECRET DRAFT NARRATIVE"),
    )
    return period


SEES_DRAFT = {Role.MONITOR, Role.EXPERT}
SEES_PARTY_DRAFT = SEES_DRAFT | {Role.PLAINTIFF, Role.CITY, Role.DEPARTMENT}


def readers(word: str, pages: Callable[[Client], list[Any]]) -> set[Role]:
    found = set()
    for role in Role:
        for answer in pages(client_of(role)):
            if word.encode() in answer.content:
                found.add(role)
    return found


@pytest.mark.usefixtures("riverbend")
def test_a_draft_is_read_by_the_monitors_team_only_and_then_by_the_parties() -> None:
    from daylight.register.record import command_line
    from daylight.register.services import ratings

    period = draft_period()

    def pages(client: Client) -> list[Any]:
        return [
            client.get(reverse("requirement", args=("riverbend", "9"))),
            client.get(reverse("period", args=("riverbend", period.pk))),
            client.get(reverse("chart", args=("riverbend",))),
            client.get(reverse("decree", args=("riverbend",))),
        ]

    assert readers("SECRET DRAFT NARRATIVE", pages) == SEES_DRAFT
    for role in Role:
        answer = client_of(role).get(reverse("report", args=("riverbend", period.pk, "docx")))
        assert answer.status_code == (200 if role in SEES_DRAFT else 403), role
    ratings.send(period, command_line("test"), revision=period.revision)
    assert readers("SECRET DRAFT NARRATIVE", pages) == SEES_PARTY_DRAFT
    assert set(STAGES["draft"]) == SEES_DRAFT  # type: ignore[index]
    assert set(STAGES["party"]) == SEES_PARTY_DRAFT  # type: ignore[index]


CLASS_TABLE = {
    "public": set(Role),
    "party": set(Role) - {Role.ADMINISTRATOR, Role.UNION, Role.COMMISSION},
    "monitor": {Role.MONITOR, Role.EXPERT, Role.AUDITOR, Role.DEPARTMENT, Role.DATA_UNIT},
    "sealed": {Role.MONITOR, Role.DEPARTMENT, Role.COURT},
}


@pytest.mark.parametrize("grade", CLASS_TABLE)
@pytest.mark.usefixtures("riverbend")
def test_evidence_is_opened_by_its_class(grade: str) -> None:
    from daylight.register import record
    from daylight.register.record import command_line

    stored = Evidence.objects.first()
    record.change(stored, command_line("test"), classification=grade, title="CLASSIFIED TITLE")
    for role in Role:
        client = client_of(role)
        allowed = role in CLASS_TABLE[grade]
        for name in ("evidence-one", "download"):
            answer = client.get(reverse(name, args=("riverbend", stored.pk)))
            assert answer.status_code == (200 if allowed else 403), (role, name)
        listed = client.get(reverse("evidence", args=("riverbend",)))
        assert (b"CLASSIFIED TITLE" in listed.content) is allowed, role
    assert {str(key): set(value) for key, value in CLASSES.items()} == CLASS_TABLE


@pytest.mark.usefixtures("riverbend")
def test_an_assessor_cannot_touch_evidence_and_the_agency_cannot_touch_ratings() -> None:
    assert not EXPECTED["evidence.change"] & (EXPECTED["assessment.change"])
    assert not EXPECTED["evidence.add"] & EXPECTED["assessment.change"]
    stored = Assessment.objects.filter(stage="party").first()
    for role in ("department", "city", "data_unit"):
        address = reverse("assess", args=("riverbend", stored.period_id, stored.requirement.code))
        assert client_of(role).post(address, {"narrative": "x"}).status_code == 403
    for role in ("monitor", "expert", "auditor"):
        evidence = Evidence.objects.get(classification="public")
        address = reverse("evidence-change", args=("riverbend", evidence.pk))
        assert client_of(role).post(address, {"title": "x"}).status_code == 403


@pytest.mark.usefixtures("riverbend")
def test_a_person_with_two_roles_may_do_what_either_may() -> None:
    from daylight.register.permissions import set_roles

    person = User.objects.get(username="union")
    set_roles(person, [Role.UNION, Role.COURT])
    assert client_of("union").get(reverse("order-add", args=("riverbend",))).status_code == 200
    assert ClockPause.objects.count() == 0


@pytest.mark.usefixtures("complete")
def test_nothing_of_a_decree_opens_through_the_address_of_another() -> None:
    """One person with every role, so that only the decree in the address stands in the way."""
    from daylight.register.record import Author, create

    creator = User.objects.get(username="monitor")
    create(Decree(slug="elsewhere", title="Another decree"), Author(creator, "test", "monitor"))
    everyone = User.objects.create_user("everyone", password="x" * 20)
    everyone.groups.set(Group.objects.all())
    client = client_of("everyone")
    inside = {name: args for name, args in addresses().items() if args and args[0] == "riverbend"}
    assert len(inside) > 40
    opened = {
        name: status
        for name, args in inside.items()
        if (status := client.get(reverse(name, args=("elsewhere", *args[1:]))).status_code) != 404
    }
    assert not opened
