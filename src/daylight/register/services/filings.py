"""What a filing rests on, frozen; and what is still missing before one."""

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from daylight.register import record
from daylight.register.choices import AuditStage
from daylight.register.models import (
    Assessment,
    Audit,
    Chain,
    DecreeVersion,
    EvidenceLink,
    Filing,
    Period,
    Wording,
)
from daylight.register.record import Author


@dataclass(frozen=True, slots=True)
class Gap:
    """One kind of thing that a period lacks, and the requirements it is about."""

    what: str
    codes: tuple[str, ...]


def version_of(period: Period) -> DecreeVersion | None:
    """The text in force on a period's last day; None before any was accepted."""
    accepted = period.decree.accepted()
    if not accepted:
        return None
    if period.ends is None:
        return accepted[0] if len(accepted) == 1 else accepted[-1]
    in_force = [one for one in accepted if one.in_force_from <= period.ends]
    return in_force[-1] if in_force else accepted[0]


def missing(period: Period) -> list[Gap]:
    """What a filing of this period would lack, each kind with its requirements."""
    words = Wording.objects.filter(
        paragraph__version=version_of(period), rejected=False, requirement__ended_on=None
    )
    rows = list(words.select_related("requirement"))
    rated = set(period.assessments.values_list("requirement_id", flat=True))
    evidenced = set(period.links.values_list("requirement_id", flat=True))
    open_audits = period.audits.exclude(stage=AuditStage.CLOSED).select_related("requirement")
    due = [one for one in rows if one.confirmed and one.assessable]
    found = [
        Gap("not confirmed by a person", _codes(one for one in rows if not one.confirmed)),
        Gap("not rated", _codes(one for one in due if one.requirement_id not in rated)),
        Gap(
            "rated without any evidence of this period",
            _codes(
                one
                for one in due
                if one.requirement_id in rated and one.requirement_id not in evidenced
            ),
        ),
        Gap("with an audit that is not closed", _codes(open_audits)),
    ]
    return [gap for gap in found if gap.codes]


def _codes(rows: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.requirement.code for one in rows))


def freeze(period: Period, author: Author) -> Filing:
    """Store everything a period rests on as one record, with its hash and the log's head."""
    chain = Chain.objects.get(pk=1)
    content = json.loads(json.dumps(_content(period), cls=DjangoJSONEncoder))
    return record.create(
        Filing(
            period=period,
            content=content,
            sha256=digest(content),
            entries=chain.count,
            head=chain.head,
        ),
        author,
    )


def digest(content: Any) -> str:
    """The hash of a filing's content."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def _content(period: Period) -> dict[str, Any]:
    decree, version = period.decree, version_of(period)
    names = ("name", "order", "starts", "ends", "filed_on", "docket_ref")
    assessments = period.assessments.select_related("requirement", "wording__paragraph")
    return {
        "decree": {name: getattr(decree, name) for name in ("title", "court", "docket", "status")},
        "period": {name: getattr(period, name) for name in names},
        "text": _version(version) if version else None,
        "missing": [{"what": gap.what, "requirements": list(gap.codes)} for gap in missing(period)],
        "ratings": [
            _rating(one)
            for one in assessments.select_related(
                "wording__confirmed_by", "wording__paragraph__version", "method"
            ).prefetch_related("standings__level")
        ],
        "statements": [
            {
                "requirement": one.requirement.code,
                "by": one.author.get_username(),
                "role": one.role,
                "text": one.text,
            }
            for one in period.statements.select_related("requirement", "author")
        ],
        "evidence": [
            _evidence(one) for one in period.links.select_related("requirement", "evidence")
        ],
        "audits": [_audit(one) for one in period.audits.select_related("requirement")],
    }


def _version(version: DecreeVersion) -> dict[str, Any]:
    names = ("name", "doc_no", "in_force_from", "source_sha256", "text_status")
    return {name: getattr(version, name) for name in names}


def _rating(one: Assessment) -> dict[str, Any]:
    words = one.wording
    return {
        "requirement": one.requirement.code,
        "weight": one.requirement.weight,
        "version": words.paragraph.version.name,
        "paragraph": words.paragraph.number,
        "text": words.paragraph.text,
        **{name: getattr(words, name) for name in ("actor", "modal", "act", "condition")},
        "confirmed_by": words.confirmed_by.get_username() if words.confirmed_by else "",
        "method": one.method.code if one.method else "",
        "narrative": one.narrative,
        "technical_assistance": one.technical_assistance,
        "levels": [
            {
                "level": row.level.label,
                "definition": row.level.definition,
                "state": row.state,
                "achieved_on": row.achieved_on,
                "lost_on": row.lost_on,
                "reason": row.reason,
            }
            for row in one.standings.all()
        ],
    }


def _evidence(link: EvidenceLink) -> dict[str, Any]:
    names = ("title", "kind", "classification", "sha256", "filename")
    return {
        "requirement": link.requirement.code,
        "proves": link.proves,
        **{name: getattr(link.evidence, name) for name in names},
    }


def _audit(audit: Audit) -> dict[str, Any]:
    names = ("title", "stage", "closed_on", "rule", "threshold", "frame_sha256", "seed", "verdict")
    return {
        "requirement": audit.requirement.code,
        **{name: getattr(audit, name) for name in names},
    }
