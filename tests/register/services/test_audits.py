"""Audits: blind double review, agreement that fails, a verdict under the rule chosen before."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from daylight.register import record
from daylight.register.choices import Answer, VerdictRule
from daylight.register.models import Audit, Decree
from daylight.register.record import Author
from daylight.register.rules.audits import INCONCLUSIVE, MET_CONFIDENT
from daylight.register.services import audits
from daylight.register.services.audits import AuditFault

pytestmark = pytest.mark.usefixtures("riverbend")


def who(name: str) -> Author:
    return Author(User.objects.get(username=name), "test", name)


def planned(size: int = 20, **fields: Any) -> Audit:
    decree = Decree.objects.get(slug="riverbend")
    plain: dict[str, Any] = {
        "decree": decree, "requirement": decree.requirements.get(code="48"),
        "period": decree.periods.get(order=5), "title": "Belts", "question": "Fastened?",
        "instrument_version": "1", "frame_query": "all", "rule": VerdictRule.LOWER_BOUND,
        "frame": {f"T{n}": "all" for n in range(200)},
    }  # fmt: skip
    audit = record.create(Audit(**{**plain, **fields}), who("auditor"))
    return audits.draw(audit, who("auditor"), revision=audit.revision, size=size, seed="7")


def answer(audit: Audit, first: list[Answer], second: list[Answer]) -> None:
    for item, a, b in zip(audit.items.all(), first, second, strict=True):
        audits.review(item, who("auditor"), a, "seen")
        audits.review(item, who("expert"), b, "seen")


def test_the_demonstration_audit_is_met_with_confidence_on_92_of_93() -> None:
    found = audits.standing(Audit.objects.get(title__startswith="Seat belts"))
    assert found.verdict is not None
    assert (found.verdict.passed, found.verdict.n) == (92, 93)
    assert found.verdict.word == MET_CONFIDENT


def test_no_verdict_while_files_await_a_second_review() -> None:
    audit = planned()
    audits.review(audit.items.first(), who("auditor"), Answer.PASS, "")
    found = audits.standing(audit)
    assert found.verdict is None
    assert "await a second review" in found.why_no_verdict


def test_reviewers_who_do_not_agree_give_no_verdict_even_when_adjudicated() -> None:
    audit = planned()
    turn = [Answer.PASS, Answer.FAIL]
    answer(audit, turn * 10, [Answer.PASS] * 20)
    for item in audit.items.all():
        if len({review.answer for review in item.reviews.all()}) == 2:
            audits.adjudicate(item, who("monitor"), Answer.PASS, "seen", revision=item.revision)
    found = audits.standing(audit)
    assert found.verdict is None
    assert "do not agree enough (kappa is 0.00)" in found.why_no_verdict


def test_17_of_17_is_inconclusive_for_95() -> None:
    audit = planned(17)
    answer(audit, [Answer.PASS] * 17, [Answer.PASS] * 17)
    verdict = audits.standing(audit).verdict
    assert verdict is not None
    assert (verdict.word, verdict.satisfied) == (INCONCLUSIVE, False)


def test_the_plan_is_fixed_by_the_draw() -> None:
    audit = planned()
    assert audit.frame_sha256
    with pytest.raises(AuditFault, match="already drawn"):
        audits.draw(audit, who("auditor"), revision=audit.revision, size=5, seed="8")


def test_the_same_person_cannot_review_twice_and_a_third_not_at_all() -> None:
    item = planned().items.first()
    audits.review(item, who("auditor"), Answer.PASS, "")
    with pytest.raises(AuditFault, match="already reviewed"):
        audits.review(item, who("auditor"), Answer.PASS, "")
    audits.review(item, who("expert"), Answer.PASS, "")
    with pytest.raises(AuditFault, match="two reviewers"):
        audits.review(item, who("monitor"), Answer.PASS, "")


def test_a_failure_needs_its_reason() -> None:
    with pytest.raises(AuditFault, match="why"):
        audits.review(planned().items.first(), who("auditor"), Answer.FAIL, " ")


def test_an_open_audit_cannot_be_closed() -> None:
    audit = planned()
    with pytest.raises(AuditFault, match="second review"):
        audits.close(audit, who("monitor"), revision=audit.revision)


@pytest.mark.parametrize(("text", "words"), [("a,x\na,y", "named twice"), ("a\n,x", "is blank")])
def test_a_frame_with_a_fault_is_refused_with_its_line(text: str, words: str) -> None:
    with pytest.raises(AuditFault, match=f"line 2.*{words}"):
        audits.read_frame(text)
