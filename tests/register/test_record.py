from datetime import date

import pytest
from django.db import DatabaseError, connection

from daylight.errors import DaylightError
from daylight.register import record
from daylight.register.models import Change, Decree, Source, Unrecorded
from daylight.register.record import NoReason, Stale, command_line

pytestmark = pytest.mark.usefixtures("register")


def a_decree() -> Decree:
    decree = Decree(slug="x", title="X", jurisdiction="X", plaintiff_type="none", status="entered")
    return record.create(decree, command_line("first"))


def test_a_change_without_author_and_reason_is_refused() -> None:
    decree = a_decree()
    decree.title = "Y"
    for attempt in (
        decree.save,
        decree.delete,
        Decree.objects.all().delete,
        lambda: Decree.objects.update(title="Y"),
        lambda: Decree.objects.bulk_create([decree]),
        lambda: Decree.objects.bulk_update([decree], ["title"]),
    ):
        with pytest.raises(Unrecorded):
            attempt()
    with pytest.raises(NoReason):
        record.change(decree, command_line("  "), title="Z")
    assert Decree.objects.get().title == "X"


def test_the_second_of_two_edits_of_one_revision_is_refused() -> None:
    one, other = a_decree(), Decree.objects.get()
    record.change(one, command_line("mine"), title="mine")
    with pytest.raises(Stale):
        record.change(other, command_line("yours"), title="yours")
    assert Decree.objects.get().title == "mine"
    assert Change.objects.count() == 2


def test_the_log_holds_before_after_and_why() -> None:
    decree = record.change(a_decree(), command_line("renamed"), title="Y", note="")
    entry = record.history(decree)[0]
    assert (entry.reason, entry.fields) == ("renamed", {"title": ["X", "Y"]})
    assert record.verify() == 2


@pytest.mark.parametrize(
    "sql", ["UPDATE register_change SET reason='x'", "DELETE FROM register_change"]
)
def test_the_database_itself_refuses_to_alter_the_log(sql: str) -> None:
    a_decree()
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_altered_log_is_found_out() -> None:
    a_decree()
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER change_no_update")
        cursor.execute("UPDATE register_change SET reason='something else'")
    with pytest.raises(DaylightError, match="altered at entry 1"):
        record.verify()


def test_a_log_cut_at_the_end_is_found_out() -> None:
    record.change(a_decree(), command_line("renamed"), title="Y")
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER change_no_delete")
        cursor.execute("DELETE FROM register_change WHERE id = 2")
    with pytest.raises(DaylightError, match="was cut"):
        record.verify()


def test_many_records_share_one_entry() -> None:
    decree = a_decree()
    rows = [
        Source(decree=decree, kind="legal_note", title=str(n), issued_on=date(2025, 12, 10))
        for n in range(1000)
    ]
    assert len(record.create_all(rows, command_line("loaded"))) == 1000
    assert Change.objects.count() == 2
    assert record.verify() == 2
