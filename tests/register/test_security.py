"""The hardened defaults, held by tests."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from daylight.register import record
from daylight.register.models import Comment, CommentWindow, Decree, Evidence, Wording
from daylight.register.record import command_line

PASSWORD = "a password for tests only"  # noqa: S105 -- of accounts that live for one test


def client_of(name: str, **settings: bool) -> Client:
    client = Client(**settings)
    client.force_login(User.objects.get(username=name))
    return client


def test_the_production_setting_passes_djangos_own_check(tmp_path: Path) -> None:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("DAYLIGHT_")}
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={
            **clean,
            "DJANGO_SETTINGS_MODULE": "daylight.register.settings",
            "DAYLIGHT_REGISTER": str(tmp_path),
            "DAYLIGHT_REGISTER_HOSTS": "register.example.org",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("riverbend")
def test_a_form_from_elsewhere_is_refused() -> None:
    client = client_of("monitor", enforce_csrf_checks=True)
    answer = client.post(reverse("period-add", args=("riverbend",)), {"name": "x"})
    assert answer.status_code == 403
    assert b"too old or was not sent from this site" in answer.content


@pytest.mark.usefixtures("riverbend")
def test_every_page_forbids_scripts_frames_and_caching() -> None:
    answer = client_of("monitor").get(reverse("decree", args=("riverbend",)))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "no-store" in answer["Cache-Control"]
    assert b"<script" not in answer.content


@pytest.mark.usefixtures("riverbend")
def test_the_session_cookie_is_out_of_reach_of_scripts() -> None:
    client = Client()
    answer = client.post("/login/", {"username": "monitor", "password": PASSWORD})
    assert answer.status_code == 302
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


@pytest.mark.usefixtures("riverbend")
def test_the_sixth_wrong_password_is_not_even_looked_at() -> None:
    client = Client()
    for _ in range(5):
        answer = client.post("/login/", {"username": "monitor", "password": "wrong"})
        assert answer.status_code == 422
    assert client.post("/login/", {"username": "monitor", "password": PASSWORD}).status_code == 429
    other = client.post("/login/", {"username": "court", "password": PASSWORD})
    assert other.status_code == 302


@pytest.mark.usefixtures("riverbend")
@pytest.mark.parametrize(
    "password", ["short", "12345678901234567", "passwordpassword1", "union-union-un"]
)
def test_a_weak_password_is_refused(password: str) -> None:
    answer = client_of("administrator").post(
        "/people/add/",
        {"username": "union-union-u", "full_name": "N", "password": password, "roles": "union"},
    )
    weak = password != "passwordpassword1"  # noqa: S105 -- long, and on no list
    assert (answer.status_code == 422) is weak


@pytest.mark.usefixtures("riverbend")
def test_the_last_administrator_cannot_lock_themselves_out() -> None:
    admin = User.objects.get(username="administrator")
    client = client_of("administrator")
    answer = client.post(reverse("person-roles", args=(admin.pk,)), {"roles": ["court"]})
    assert answer.status_code == 422
    assert b"ask another administrator" in answer.content


@pytest.mark.usefixtures("riverbend")
def test_evidence_comes_back_only_as_a_download() -> None:
    client = client_of("department")
    upload = SimpleUploadedFile("x.txt", b"<script>alert(1)</script>", "text/html")
    answer = client.post(
        reverse("evidence-add", args=("riverbend",)),
        {"file": upload, "title": "T", "kind": "log", "classification": "party", "reason": "r"},
    )
    assert answer.status_code == 302
    stored = Evidence.objects.get(title="T")
    got = client.get(reverse("download", args=("riverbend", stored.pk)))
    assert got["Content-Type"] == "application/octet-stream"
    assert got["Content-Disposition"] == 'attachment; filename="x.txt"'
    assert "sandbox" in got["Content-Security-Policy"]


@pytest.mark.usefixtures("riverbend")
@pytest.mark.parametrize("name", ["x.html", "x.svg", "x.exe", "x.pdf"])
def test_an_upload_that_could_run_is_refused_with_words(name: str) -> None:
    upload = SimpleUploadedFile(name, b"<script>alert(1)</script>", "application/pdf")
    answer = client_of("department").post(
        reverse("evidence-add", args=("riverbend",)),
        {"file": upload, "title": "T", "kind": "log", "classification": "party", "reason": "r"},
    )
    assert answer.status_code == 422
    assert not Evidence.objects.filter(title="T").exists()


@pytest.mark.usefixtures("riverbend")
def test_words_of_others_are_shown_as_words() -> None:
    stored = Evidence.objects.first()
    record.change(stored, command_line("test"), title="<img src=x onerror=alert(1)>",
                  classification="public")  # fmt: skip
    page = client_of("union").get(reverse("evidence", args=("riverbend",))).content
    assert b"<img src=x" not in page
    assert b"&lt;img src=x" in page


def open_window() -> CommentWindow:
    today = timezone.localdate()
    return record.change(CommentWindow.objects.get(), command_line("t"), opens=today, closes=today)


@pytest.mark.usefixtures("riverbend")
def test_the_public_may_comment_but_is_slowed_down_and_read_first() -> None:
    address = reverse("public-comment", args=("riverbend", open_window().pk))
    client = Client()
    for number in range(5):
        assert client.post(address, {"text": f"comment {number}"}).status_code == 302
    assert client.post(address, {"text": "one more"}).status_code == 429
    assert Comment.objects.filter(stage="received").count() == 5
    page = client_of("union").get(reverse("windows", args=("riverbend",))).content
    assert b"comment 0" not in page


@pytest.mark.usefixtures("riverbend")
def test_a_machine_that_fills_the_hidden_field_is_thanked_and_ignored() -> None:
    address = reverse("public-comment", args=("riverbend", open_window().pk))
    assert Client().post(address, {"text": "buy", "website": "http://x"}).status_code == 302
    assert not Comment.objects.filter(text="buy").exists()


@pytest.mark.usefixtures("riverbend")
def test_a_closed_window_takes_no_comment() -> None:
    window = record.change(CommentWindow.objects.get(), command_line("t"), opens="2020-01-01",
                           closes="2020-02-01")  # fmt: skip
    address = reverse("public-comment", args=("riverbend", window.pk))
    assert Client().post(address, {"text": "late"}).status_code == 404


@pytest.mark.usefixtures("riverbend")
def test_two_people_editing_at_once_see_both_versions_and_lose_none() -> None:
    wording = Wording.objects.exclude(assessments__stage="filed").filter(rejected=False).last()
    before = wording.act
    address = reverse("confirm", args=("riverbend", wording.pk))
    fields = {"actor": "RPD", "modal": "will", "act": "first act", "condition": "",
              "assessable": "on", "reason": "r", "revision": wording.revision}  # fmt: skip
    first, second = client_of("monitor"), client_of("expert")
    assert first.post(address, fields).status_code == 302
    answer = second.post(address, {**fields, "act": "second act"})
    assert answer.status_code == 409
    assert b"first act" in answer.content
    assert b"second act" in answer.content
    wording.refresh_from_db()
    assert wording.act == "first act"
    merged = second.post(address, {**fields, "act": "both acts", "revision": wording.revision})
    assert merged.status_code == 302
    assert [one.fields["act"] for one in record.history(wording)[:2]] == [
        ["first act", "both acts"],
        [before, "first act"],
    ]


@pytest.mark.usefixtures("riverbend")
def test_a_change_without_a_reason_is_refused_by_the_form() -> None:
    address = reverse("decree-change", args=("riverbend",))
    decree = Decree.objects.get(slug="riverbend")
    answer = client_of("monitor").post(address, {"title": "x", "revision": decree.revision})
    assert answer.status_code == 422
    decree.refresh_from_db()
    assert decree.title != "x"


@pytest.mark.usefixtures("riverbend")
def test_nobody_reads_outside_the_released_folder() -> None:
    for name in ("../secret-key", "..%2Fsecret-key", "%2e%2e/secret-key"):
        assert Client().get(f"/public/riverbend/{name}").status_code == 404
