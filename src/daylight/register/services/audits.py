"""Draw, review blind, adjudicate, close."""

import csv
import hashlib
import io
import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from daylight.errors import DaylightError
from daylight.register import record
from daylight.register.choices import Answer, AuditStage, VerdictRule
from daylight.register.models import Audit, Review, SampleItem
from daylight.register.record import Author
from daylight.register.rules import audits

FRAME_ROWS = 100_000
REVIEWERS = 2


class AuditFault(DaylightError):
    """An audit step out of turn."""


def read_frame(text: str) -> dict[str, str]:
    """A frame from CSV: one file per line, its pseudonym and its stratum."""
    frame: dict[str, str] = {}
    for number, row in enumerate(csv.reader(io.StringIO(text.strip())), start=1):
        name, stratum = (*(cell.strip() for cell in row), "all")[:2] if row else ("", "")
        if not name or name in frame:
            fault = "is named twice" if name else "is blank"
            raise AuditFault(f"frame, line {number}: the file {name} {fault}")
        frame[name] = stratum or "all"
    if len(frame) > FRAME_ROWS:
        raise AuditFault(f"a frame holds at most {FRAME_ROWS} files")
    return frame


@transaction.atomic
def draw(audit: Audit, author: Author, *, revision: int, size: int, seed: str) -> Audit:
    """Fix the plan and draw the sample: from here on neither frame, rule nor seed can change."""
    if audit.stage != AuditStage.PLANNED:
        raise AuditFault("the sample was already drawn")
    if not seed.strip():
        raise AuditFault("a draw needs a seed that others can use to repeat it")
    files = audits.draw(audit.frame, size, seed.strip())
    digest = hashlib.sha256(json.dumps(audit.frame, sort_keys=True).encode()).hexdigest()
    record.create_all(
        [
            SampleItem(audit=audit, pseudonym=file, stratum=audit.frame[file], order=order)
            for order, file in enumerate(files, start=1)
        ],
        author,
    )
    return record.change(
        audit,
        author,
        revision=revision,
        stage=AuditStage.DRAWN,
        size=size,
        seed=seed.strip(),
        frame_sha256=digest,
    )


@transaction.atomic
def review(item: SampleItem, author: Author, answer: Answer, why: str) -> Review:
    """One reviewer's answer; a second one reviews without seeing the first, a third is refused."""
    if item.audit.stage != AuditStage.DRAWN:
        raise AuditFault("files are reviewed after the draw and before the audit is closed")
    given = list(Review.objects.select_for_update().filter(item=item))
    if any(one.reviewer_id == author.user.pk for one in given):
        raise AuditFault("you have already reviewed this file")
    if len(given) >= REVIEWERS:
        raise AuditFault("two reviewers have already reviewed this file")
    if answer == Answer.FAIL and not why.strip():
        raise AuditFault("say why the file fails")
    return record.create(
        Review(item=item, reviewer=author.user, answer=answer, why=why.strip()), author
    )


def adjudicate(
    item: SampleItem, author: Author, answer: Answer, why: str, *, revision: int
) -> SampleItem:
    """Settle a disagreement; the two reviews stay as they are."""
    answers = {one.answer for one in item.reviews.all()}
    if len(answers) < REVIEWERS:
        raise AuditFault("there is no disagreement to settle")
    if item.audit.stage != AuditStage.DRAWN:
        raise AuditFault("the audit is closed")
    return record.change(
        item, author, revision=revision, adjudicated=answer, adjudication=why.strip()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditProgress:
    """How far an audit is, how reviewers agree, and what may be said."""

    reviewed_once: int
    reviewed_twice: int
    items: int
    unsettled: int
    agreement: audits.Agreement | None
    agreed_enough: bool
    verdict: audits.Verdict | None
    why_no_verdict: str


def standing(audit: Audit) -> AuditProgress:
    """Where an audit stands; no verdict while files are open or reviewers disagree too much."""
    items = list(audit.items.prefetch_related("reviews"))
    pairs = [[one.answer for one in item.reviews.all()] for item in items]
    twice = [pair for pair in pairs if len(pair) == REVIEWERS]
    agreement = audits.agreement([a for a, _ in twice], [b for _, b in twice]) if twice else None
    enough = agreement is not None and agreement.sufficient(float(audit.kappa_floor))
    settled = [_settled(item, pair) for item, pair in zip(items, pairs, strict=True)]
    unsettled = sum(
        len(set(pair)) == REVIEWERS and not item.adjudicated
        for item, pair in zip(items, pairs, strict=True)
    )
    why = _why_none(items, twice, unsettled, agreement, enough)
    return AuditProgress(
        reviewed_once=sum(bool(pair) for pair in pairs),
        reviewed_twice=len(twice),
        items=len(items),
        unsettled=unsettled,
        agreement=agreement,
        agreed_enough=enough,
        verdict=None if why else _verdict(audit, settled),
        why_no_verdict=why,
    )


def _settled(item: SampleItem, pair: list[str]) -> str:
    if item.adjudicated:
        return str(item.adjudicated)
    return pair[0] if pair and len(set(pair)) == 1 else ""


def _why_none(
    items: list[Any],
    twice: list[list[str]],
    unsettled: int,
    agreement: audits.Agreement | None,
    enough: bool,
) -> str:
    if not items:
        return "no sample has been drawn"
    if len(twice) < len(items):
        return f"{len(items) - len(twice)} files await a second review"
    if not enough and agreement is not None:
        shown = "has no value" if agreement.kappa is None else f"is {agreement.kappa:.2f}"
        return (
            f"the reviewers do not agree enough (kappa {shown}): sharpen the instrument and review "
            "again; adjudication alone does not mend it"
        )
    return f"{unsettled} disagreements await adjudication" if unsettled else ""


def _verdict(audit: Audit, settled: list[str]) -> audits.Verdict | None:
    judged = [answer for answer in settled if answer != Answer.NOT_APPLICABLE]
    if not judged:
        return None
    return audits.verdict(
        VerdictRule(audit.rule),
        passed=judged.count(Answer.PASS),
        n=len(judged),
        threshold=float(audit.threshold),
        population=len(audit.frame) if len(settled) == len(audit.frame) else None,
    )


def as_stored(found: AuditProgress, audit: Audit) -> dict[str, Any]:
    """The verdict with the rule it was reached by, as plain values; or why there is none."""
    plain = {} if found.verdict is None else json.loads(json.dumps(asdict(found.verdict)))
    return {
        "rule": str(audit.rule),
        "threshold": str(audit.threshold),
        "kappa_floor": str(audit.kappa_floor),
        "why_no_verdict": found.why_no_verdict,
        "verdict": plain,
    }


def close(audit: Audit, author: Author, *, revision: int) -> Audit:
    """End an audit; its verdict, or the reason there is none, stands."""
    found = standing(audit)
    if audit.stage != AuditStage.DRAWN or found.reviewed_twice < found.items or found.unsettled:
        raise AuditFault(found.why_no_verdict or "the audit cannot be closed")
    return record.change(
        audit,
        author,
        revision=revision,
        stage=AuditStage.CLOSED,
        closed_on=timezone.localdate(),
        verdict=as_stored(found, audit),
    )
