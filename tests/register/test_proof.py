"""The log proves: replayed, compared, signed and printed outside; and two persons are two."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from daylight.register import anchor, record, replay
from daylight.register.choices import Role
from daylight.register.models import Change, Decree, Period
from daylight.register.permissions import make_person
from daylight.register.record import Author
from daylight.register.replay import Differs
from daylight.register.services import releases
from daylight.register.services.releases import ReleaseFault

PASSWORD = "a password for tests only"  # noqa: S105 -- of accounts that live for one test
pytestmark = pytest.mark.usefixtures("riverbend")


def sql(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def test_the_log_replays_into_every_record() -> None:
    assert replay.compare() > 1900


EDITS = [
    "UPDATE register_standing SET state='met'",
    "UPDATE register_assessment SET narrative='x' WHERE id=3",
    "UPDATE register_paragraph SET text='x' WHERE id=7",
    "UPDATE register_evidence SET sha256='0' WHERE id=1",
    "UPDATE register_audit SET threshold=0.5",
    "INSERT INTO register_source (revision, created_at, kind, title, issued_on, note, decree_id)"
    " SELECT 1, created_at, kind, 'x', issued_on, '', decree_id FROM register_source",
    "DELETE FROM register_statement WHERE id=1",
]


@pytest.mark.parametrize("edit", EDITS)
def test_a_record_changed_behind_the_log_is_found(edit: str) -> None:
    sql(edit)
    record.verify()  # the log itself is whole
    with pytest.raises(Differs):
        replay.compare()


def rewrite() -> None:
    """What an attacker with the database alone can do: alter the log and seal all of it anew."""
    sql("DROP TRIGGER change_no_update")
    previous = ""
    for entry in Change.objects.order_by("id"):
        entry.reason = "rewritten" if entry.pk == 50 else entry.reason
        entry.previous = previous
        entry.seal = previous = record._seal(entry)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE register_change SET reason=%s, previous=%s, seal=%s WHERE id=%s",
                [entry.reason, entry.previous, entry.seal, entry.pk],
            )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE register_chain SET head=%s", [previous])


def test_a_log_rewritten_and_sealed_anew_does_not_hold_the_head_printed_before() -> None:
    printed = str(anchor.current())
    rewrite()
    record.verify()  # every seal fits: this alone proves nothing
    with pytest.raises(anchor.NotInLog, match="rewritten"):
        anchor.check(printed)


def test_a_head_that_this_deployment_did_not_sign_is_refused() -> None:
    found = anchor.current()
    forged = anchor.Anchor(found.entries, found.seal, "0" * 64)
    with pytest.raises(anchor.NotInLog, match="did not sign"):
        anchor.check(str(forged))


def test_a_head_printed_earlier_stands_after_the_log_grew() -> None:
    printed = str(anchor.current())
    record.note(record.command_line("x"), kind="download", about="x", act="download")
    assert str(anchor.check(printed)) == printed


def acts(kind: str) -> list[str]:
    return list(Change.objects.filter(kind=kind).order_by("-id").values_list("act", flat=True))


def test_signing_in_and_being_refused_are_logged() -> None:
    page, client = reverse("login"), Client()
    client.post(page, {"username": "monitor", "password": "wrong"})
    client.post(page, {"username": "monitor", "password": PASSWORD})
    assert acts("account")[:2] == ["sign-in", "refused"]


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def test_an_account_and_its_roles_are_logged_with_who_gave_them() -> None:
    administrator = signed_in("administrator")
    fields = {"username": "new", "full_name": "N", "password": "a long new password 1"}
    administrator.post(reverse("person-add"), {**fields, "roles": ["expert"]})
    person = User.objects.get(username="new")
    administrator.post(
        reverse("person-roles", args=(person.pk,)), {"roles": ["monitor"], "active": ""}
    )
    rows = Change.objects.filter(kind="account", object_id=str(person.pk)).order_by("id")
    assert [(row.act, row.by.username) for row in rows] == [
        ("create", "administrator"), ("change", "administrator"),
        ("change", "administrator"), ("change", "administrator"),
    ]  # fmt: skip
    assert rows[2].fields == {"roles": [["expert"], ["monitor"]]}
    assert rows[3].fields == {"active": [True, False]}


@pytest.mark.parametrize("name", ["ratings-csv", "ratings-json"])
def test_what_is_taken_away_is_logged(name: str) -> None:
    before = len(acts("download"))
    assert signed_in("court").get(reverse(name, args=("riverbend",))).status_code == 200
    assert len(acts("download")) == before + 1


def test_nobody_approves_through_an_account_they_made() -> None:
    boss = make_person("boss", PASSWORD, Role.ADMINISTRATOR, Role.MONITOR)
    by = Author(boss, "test", "monitor")
    sock = make_person("sock", PASSWORD, Role.PLAINTIFF, by=by)
    decree = Decree.objects.get(slug="riverbend")
    period = Period.objects.get(order=4)
    release = releases.prepare(decree, period, by)
    with pytest.raises(ReleaseFault, match="two people who are independent"):
        releases.approve(release, Author(sock, "ok"), revision=release.revision)
    theirs = releases.prepare(decree, period, Author(sock, "test"))
    with pytest.raises(ReleaseFault, match="two people who are independent"):
        releases.approve(theirs, Author(boss, "ok"), revision=theirs.revision)
    third = User.objects.get(username="plaintiff")
    done = releases.approve(release, Author(third, "ok"), revision=release.revision)
    assert done.approved_by == third
