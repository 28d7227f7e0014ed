"""A filed period holds with everything it rests on; nobody changes it by the side door."""

from datetime import date
from io import BytesIO

import docx
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from daylight.register import record
from daylight.register.choices import AuditStage, Stage
from daylight.register.models import (
    Assessment,
    Audit,
    Comment,
    Decree,
    Evidence,
    EvidenceLink,
    Filing,
    Level,
    Period,
    Standing,
    Wording,
)
from daylight.register.record import Frozen, command_line
from daylight.register.services import filings

pytestmark = pytest.mark.usefixtures("riverbend", "contexts")
WHY = command_line("test")


def client_of(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def given(form: object) -> dict[str, object]:
    """What a browser would send back of a form as it was shown."""
    values = {name: form[name].value() for name in form.fields}  # type: ignore[attr-defined]
    return {name: value for name, value in values.items() if value is not None}


def filed() -> Period:
    return Period.objects.get(order=4)


SIDE_DOORS = [
    (lambda: filed(), {"name": "Renamed"}),
    (lambda: filed(), {"ends": date(2030, 1, 1)}),
    (lambda: Wording.objects.filter(assessments__period=filed()).first(), {"act": "altered"}),
    (lambda: Assessment.objects.filter(period=filed()).first(), {"narrative": "altered"}),
    (lambda: Standing.objects.filter(assessment__period=filed()).first(), {"reason": "altered"}),
    (lambda: Evidence.objects.filter(links__period=filed()).first(), {"classification": "x"}),
    (lambda: EvidenceLink.objects.filter(period=filed()).first(),
     {"note": "altered"}),
    (lambda: Level.objects.first(), {"definition": "altered"}),
    (lambda: Filing.objects.first(), {"content": {}}),
]  # fmt: skip


@pytest.mark.parametrize(("find", "fields"), SIDE_DOORS)
def test_what_a_filed_period_rests_on_does_not_change(find: object, fields: dict) -> None:
    thing = find()  # type: ignore[operator]
    with pytest.raises(Frozen, match="a filed period rests on it"):
        record.change(thing, WHY, **fields)


def test_a_hearing_may_still_be_set_after_filing() -> None:
    assert record.change(filed(), WHY, hearing_on=date(2030, 1, 1)).hearing_on.year == 2030


def test_the_page_says_why_and_what_to_do_instead() -> None:
    address = reverse("period-change", args=("riverbend", filed().pk))
    client = client_of("monitor")
    form = client.get(address).context["form"]
    answer = client.post(address, {**given(form), "name": "Renamed", "reason": "x"})
    assert answer.status_code == 422
    assert b"Add a new entry that cites this one instead" in answer.content


def test_a_filing_holds_the_words_the_evidence_and_the_levels_as_they_were() -> None:
    filing = filed().filing
    assert filing.sha256 == filings.digest(filing.content)
    one = next(each for each in filing.content["ratings"] if each["requirement"] == "9")
    stored = Assessment.objects.get(period=filed(), requirement__code="9")
    assert one["text"] == stored.wording.paragraph.text
    assert one["act"] == stored.wording.act
    assert len(one["levels"]) == stored.standings.count()
    assert filing.content["text"]["name"] == filed().decree.version_on(filed().ends).name


def test_each_report_cites_the_text_in_force_in_its_period() -> None:
    client = client_of("monitor")
    for period in Period.objects.filter(stage=Stage.FILED):
        answer = client.get(reverse("report", args=("riverbend", period.pk, "docx")))
        lines = [one.text for one in docx.Document(BytesIO(answer.content)).paragraphs]
        version = period.assessments.first().wording.paragraph.version
        assert any(line.startswith(f"Text of the decree: {version},") for line in lines)


def test_a_closed_audit_keeps_its_verdict_with_its_rule() -> None:
    audit = Audit.objects.filter(stage=AuditStage.CLOSED).first()
    assert audit is not None
    assert audit.verdict["rule"] == audit.rule
    assert audit.verdict["verdict"]["n"] > 0
    with pytest.raises(Frozen):
        record.change(audit, WHY, threshold="0.5")


def test_two_people_drafting_one_rating_see_both_texts_and_either_can_save() -> None:
    period = Period.objects.get(stage=Stage.PARTY)
    stored = Assessment.objects.filter(period=period)[3]
    address = reverse("assess", args=("riverbend", period.pk, stored.requirement.code))
    monitor, expert = client_of("monitor"), client_of("expert")
    mine = {**given(monitor.get(address).context["form"]), "narrative": "MINE", "reason": "y"}
    theirs = {**given(expert.get(address).context["form"]), "narrative": "THEIRS", "reason": "x"}
    assert expert.post(address, theirs).status_code == 302
    answer = monitor.post(address, mine)
    assert answer.status_code == 409
    assert ("Narrative", "MINE", "THEIRS") in [
        (str(name).capitalize(), a, b) for name, a, b in answer.context["rows"]
    ]
    assert monitor.post(address, given(answer.context["form"])).status_code == 302
    stored.refresh_from_db()
    assert stored.narrative == "MINE"
    assert record.history(stored)[0].fields["narrative"] == ["THEIRS", "MINE"]


def test_filing_says_what_is_missing_and_asks() -> None:
    period = Period.objects.get(stage=Stage.PARTY)
    address = reverse("file", args=("riverbend", period.pk))
    client = client_of("monitor")
    shown = client.get(address)
    assert b"rated without any evidence of this period" in shown.content
    fields = {**given(shown.context["form"]), "filed_on": "2026-10-31", "docket_ref": "Doc. 9",
              "reason": "file"}  # fmt: skip
    assert client.post(address, {**fields, "knowing": ""}).status_code == 422
    assert client.post(address, {**fields, "knowing": "on"}).status_code == 302
    content = Period.objects.get(pk=period.pk).filing.content
    assert content["missing"]
    assert len(content["evidence"]) == period.links.count() > 0
    assert len(content["statements"]) == period.statements.count() > 0


def test_a_decree_that_was_never_entered_is_not_filed() -> None:
    period = Period.objects.get(stage=Stage.PARTY)
    record.change(Decree.objects.get(slug="riverbend"), WHY, status="proposed")
    client = client_of("monitor")
    address = reverse("file", args=("riverbend", period.pk))
    fields = {"filed_on": "2026-10-31", "docket_ref": "D", "knowing": "on", "reason": "x"}
    answer = client.post(address, {**given(client.get(address).context["form"]), **fields})
    assert answer.status_code == 422
    assert b"never entered" in answer.content


def test_a_register_of_the_version_before_migrates_with_its_data() -> None:
    kept = {period.pk: period.name for period in Period.objects.all()}
    call_command("migrate", "register", "0002", verbosity=0)
    call_command("migrate", "register", verbosity=0)
    assert {period.pk: period.name for period in Period.objects.all()} == kept
    assert not Filing.objects.exists()  # nothing is made up for what was filed before
    client = client_of("monitor")
    for name in ("period", "prepare"):
        address = reverse(name, args=("riverbend", filed().pk))
        assert client.get(address).status_code == 200


def test_two_first_drafts_of_one_rating_meet_too() -> None:
    period = Period.objects.get(stage=Stage.PARTY)
    stored = Assessment.objects.filter(period=period)[3]
    address = reverse("assess", args=("riverbend", period.pk, stored.requirement.code))
    client = client_of("monitor")
    opened_before = given(client.get(address).context["form"])
    opened_before.pop("revision")
    answer = client.post(address, {**opened_before, "narrative": "MINE", "reason": "y"})
    assert answer.status_code == 409
    assert answer.context["rows"]


def test_a_decision_on_a_comment_is_reconciled() -> None:
    comment = Comment.objects.first()
    address = reverse("comment-decide", args=("riverbend", comment.pk))
    client = client_of("monitor")
    fields = {"revision": comment.revision, "stage": "published", "reason": "x"}
    assert client.post(address, {**fields, "answer": "THEIRS"}).status_code == 302
    answer = client.post(address, {**fields, "answer": "MINE"})
    assert answer.status_code == 409
    assert b"THEIRS" in answer.content
    assert client.post(address, given(answer.context["form"])).status_code == 302
    comment.refresh_from_db()
    assert comment.answer == "MINE"
