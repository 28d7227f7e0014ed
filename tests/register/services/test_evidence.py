from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from daylight.register.choices import Classification, DataState, EvidenceKind
from daylight.register.models import Decree, Evidence, Measure, MeasureValue, Period
from daylight.register.record import Author
from daylight.register.selectors.measures import looked_at
from daylight.register.services import evidence, measures
from daylight.register.services.evidence import BadUpload
from daylight.register.services.measures import RunFault


def who(name: str) -> Author:
    return Author(User.objects.get(username=name), "test", name)


BAD = [
    ("x.exe", b"MZ", "not taken"),
    ("x.html", b"<script>", "not taken"),
    ("x.svg", b"<svg/>", "not taken"),
    ("x.pdf", b"<script>", "not that of a .pdf"),
    ("x.csv", b"\x00\x01", "not that of a .csv"),
    ("x.txt", b"", "empty"),
    ("x.docx", b"PK\x03\x04 word/vbaProject.bin", "macros"),
    ("x.png", b"GIF89a", "not that of a .png"),
]


@pytest.mark.parametrize(("name", "content", "words"), BAD)
@pytest.mark.usefixtures("register")
def test_a_file_that_is_not_what_it_says_is_refused(name: str, content: bytes, words: str) -> None:
    with pytest.raises(BadUpload, match=words):
        evidence.check_upload(name, content)


@pytest.mark.usefixtures("register")
def test_a_file_that_is_too_large_is_refused(settings_upload: None) -> None:
    with pytest.raises(BadUpload, match="at most"):
        evidence.check_upload("x.txt", b"x" * 20)


@pytest.fixture
def settings_upload(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    monkeypatch.setattr(settings, "UPLOAD_BYTES", 10)


NAMES = [
    ("../../etc/passwd.txt", "passwd.txt"),
    ("C:\\x\\y.csv", "y.csv"),
    ("<b>.txt", "b.txt"),
    ("....txt", "file.txt"),
]


@pytest.mark.parametrize(("name", "safe"), NAMES)
@pytest.mark.usefixtures("register")
def test_a_name_cannot_lead_anywhere(name: str, safe: str) -> None:
    assert evidence.check_upload(name, b"text") == safe


def test_evidence_is_kept_under_its_hash_and_checked_when_read(riverbend: Path) -> None:
    stored = evidence.add(
        who("department"), name="p.txt", content=b"policy", title="P", kind=EvidenceKind.POLICY,
        decree=Decree.objects.get(slug="riverbend"), classification=Classification.PARTY,
    )  # fmt: skip
    place = evidence.place(stored.sha256)
    assert place.is_relative_to(riverbend)
    assert (place.suffix, place.stat().st_mode & 0o077) == ("", 0)
    assert evidence.content_of(stored) == b"policy"
    place.write_bytes(b"forged")
    with pytest.raises(BadUpload, match="no longer matches"):
        evidence.content_of(stored)


@pytest.mark.usefixtures("riverbend")
def test_the_demonstration_has_a_measure_in_every_state_of_data() -> None:
    states = set(MeasureValue.objects.values_list("data_state", flat=True))
    assert states == {str(state) for state in DataState}


@pytest.mark.usefixtures("riverbend")
def test_a_measure_takes_its_number_from_the_run_and_a_refusal_is_not_a_blank() -> None:
    linked = MeasureValue.objects.filter(measure__question="hits").last()
    assert (linked.value, linked.low, linked.high, linked.n) == (0.22, 0.18, 0.26, 412)
    refused = MeasureValue.objects.filter(measure__question="consent").last()
    assert (refused.data_state, refused.value) == (DataState.NOT_USABLE, None)
    assert "It takes 30 searches by consent; there are 11." in refused.note


@pytest.mark.usefixtures("riverbend")
def test_a_run_without_the_estimate_or_outside_the_folder_is_refused() -> None:
    measure, period = Measure.objects.get(question="hits"), Period.objects.get(order=5)
    measure.group = "martian"
    with pytest.raises(RunFault, match="no estimate hit_rate of martian"):
        measures.read_from_run(measure, period, who("data_unit"), "riverbend-2026")
    with pytest.raises(RunFault, match="no finished run"):
        measures.read_from_run(measure, period, who("data_unit"), "../../etc")


@pytest.mark.usefixtures("riverbend")
def test_data_that_are_not_collected_give_no_number() -> None:
    measure, period = Measure.objects.get(question="hits"), Period.objects.get(order=5)
    with pytest.raises(RunFault, match="give no number"):
        measures.enter(
            measure, period, who("data_unit"), data_state=DataState.NOT_COLLECTED, value=0.1
        )
    assert Evidence.objects.count() == 3


@pytest.mark.usefixtures("riverbend")
def test_periods_of_a_measure_are_read_together_and_shown() -> None:
    """Every look after the first; a result entered for two periods is one result."""
    measure = Measure.objects.get(question="hits")
    assert looked_at(measure.values.all()) == []
    for order, value in ((4, 0.22), (5, 0.36)):
        measures.enter(
            measure, Period.objects.get(order=order), who("data_unit"),
            data_state=DataState.USABLE, run_sha256=f"{order}", value=value,
            low=value - 0.02, high=value + 0.02, level=0.95, n=1600, scale="proportion",
        )  # fmt: skip
    looks = looked_at(measure.values.all())
    assert looks[-1].period == Period.objects.get(order=5).name
    client = Client()
    client.force_login(User.objects.get(username="data_unit"))
    page = client.get(reverse("measures", args=("riverbend",))).content.decode()
    assert "All periods together" in page
    assert looks[-1].reading in page
