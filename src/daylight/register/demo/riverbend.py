"""A register filled with a synthetic decree: two wordings, five periods, a loss, an open draft."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from daylight.register import record
from daylight.register.choices import DecreeStatus, LevelState, Plaintiff, Role, TextStatus
from daylight.register.demo import amendment
from daylight.register.models import Decree, DecreeVersion, Level, Period, Requirement
from daylight.register.record import Author
from daylight.register.scales import add_scale
from daylight.register.services import ratings, texts

FIRST_TEXT = Path(__file__).with_name("decree.txt")
EFFECTIVE = date(2024, 3, 2)
AMENDED = date(2025, 9, 2)
PERIODS = (
    ("First report", date(2024, 3, 2), date(2024, 9, 1)),
    ("Second report", date(2024, 9, 2), date(2025, 3, 1)),
    ("Third report", date(2025, 3, 2), date(2025, 9, 1)),
    ("Fourth report", date(2025, 9, 2), date(2026, 3, 1)),
    ("Fifth report", date(2026, 3, 2), date(2026, 9, 1)),
)
SILENT = "33"  # the requirement nobody ever gives evidence for


def by(people: dict[Role, Any], role: Role, why: str) -> Author:
    """A demonstration account as the author of a change."""
    return Author(people[role], why, role.value)


def add_decree(people: dict[Role, Any]) -> Decree:
    """The decree with its first wording, every doubt settled and every duty confirmed."""
    monitor = by(people, Role.MONITOR, "set up for the demonstration")
    decree = record.create(
        Decree(
            slug="riverbend",
            title="State of Example v. City of Riverbend",
            jurisdiction="Riverbend (a city that does not exist)",
            court="Demonstration District Court",
            docket="9:24-cv-00042-SYN",
            plaintiff_type=Plaintiff.STATE_AG,
            status=DecreeStatus.ENTERED,
            effective_date=EFFECTIVE,
            scale=add_scale("policy-training-practice", monitor),
            note="Everything about this decree is invented, for learning and for tests.",
        ),
        monitor,
    )
    version = texts.import_text(
        DecreeVersion(
            decree=decree,
            name="Agreement",
            doc_no="12-1",
            filed=EFFECTIVE,
            in_force_from=EFFECTIVE,
            text_status=TextStatus.SYNTHETIC,
        ),
        monitor.because("import of the agreement"),
        name="agreement.txt",
        content=FIRST_TEXT.read_bytes(),
    )
    settle(version, monitor)
    return decree


def settle(version: DecreeVersion, monitor: Author) -> None:
    """Settle every doubt, accept the text and confirm every duty, as people would one by one."""
    settled = monitor.because("compared with the filed document")
    for paragraph in version.paragraphs.filter(checked=False, joined=False):
        text = paragraph.text.replace("hara**ing", "harassing").replace("RPO", "RPD")
        text = text.replace(" Mission 'A. Community Police Commission", "")
        text = text.replace(" [email protected]", ".")
        fields = {"text": text} if text != paragraph.text else {}
        texts.check(paragraph, settled, revision=paragraph.revision, **fields)
    texts.accept(version, settled, revision=version.revision)
    confirmed = monitor.because("read against the paragraph")
    for paragraph in version.paragraphs.filter(joined=False):
        for wording in paragraph.wordings.filter(confirmed=False, rejected=False):
            texts.confirm(wording, confirmed, revision=wording.revision)


def amend(decree: Decree, people: dict[Role, Any]) -> DecreeVersion:
    """The amended wording: 38.b moved, ¶ 13 reworded, ¶¶ 45 and 52 deleted."""
    monitor = by(people, Role.MONITOR, "import of the amended agreement")
    first = decree.accepted()[0]
    rows = [
        (paragraph.section.number, paragraph.number, paragraph.text)
        for paragraph in first.paragraphs.filter(joined=False).select_related("section")
    ]
    headings = [(section.number, section.title) for section in first.sections.all()]
    version = texts.import_text(
        DecreeVersion(
            decree=decree,
            name="Agreement as amended",
            doc_no="88",
            filed=AMENDED,
            in_force_from=AMENDED,
            text_status=TextStatus.SYNTHETIC,
        ),
        monitor,
        name="agreement-as-amended.txt",
        content=amendment.amended(rows, headings).encode(),
    )
    moved = version.paragraphs.get(number="44")
    texts.part(
        moved, monitor.because("¶ 38.b stands here now"), revision=moved.revision, number="38.b"
    )
    settle(version, monitor)
    return version


def add_periods(decree: Decree, people: dict[Role, Any]) -> list[Period]:
    """Five half-years."""
    monitor = by(people, Role.MONITOR, "the monitoring plan's calendar")
    return [
        record.create(
            Period(
                decree=decree,
                name=name,
                order=order,
                starts=starts,
                ends=ends,
                draft_due=_later(ends, 30),
                comments_due=_later(ends, 45),
                filing_due=_later(ends, 60),
            ),
            monitor,
        )
        for order, (name, starts, ends) in enumerate(PERIODS, start=1)
    ]


def _later(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() + days)


@transaction.atomic
def rate(period: Period, people: dict[Role, Any]) -> None:
    """Draft ratings for every requirement that can be rated in a period."""
    monitor = by(people, Role.MONITOR, f"assessment for the {period.name.lower()}")
    levels = list(period.decree.scale.levels.all())
    for requirement in period.decree.requirements.filter(ended_on=None):
        wording = requirement.wordings.filter(paragraph__version=version_of(period)).first()
        if wording and wording.confirmed and wording.assessable:
            _rate_one(requirement, period, levels, monitor)


def version_of(period: Period) -> DecreeVersion:
    """The wording in force on a period's last day."""
    version: DecreeVersion = period.decree.version_on(period.ends)
    return version


def _rate_one(
    requirement: Requirement, period: Period, levels: list[Level], monitor: Author
) -> None:
    reached = rung(requirement.code, period.order)
    found = {
        level: LevelState.MET if position < reached else LevelState.NOT_MET
        for position, level in enumerate(levels)
    }
    ratings.assess(
        requirement,
        period,
        monitor,
        ratings.Draft(
            found,
            narrative=f"Synthetic narrative for {requirement.code}: {reached} of 3 levels are met.",
            reason="The refresher training of this period was not delivered.",
        ),
    )


def rung(code: str, order: int) -> int:
    """How far a requirement has climbed by a period; a few fall back by one in the fourth."""
    pace = int(hashlib.sha256(code.encode()).hexdigest()[:4], 16)
    climbed = min(3, max(0, order - pace % 3))
    if code == SILENT:
        return 0
    falls = order >= 4 and pace % 7 == 0
    return max(0, climbed - 1) if falls else climbed


def file_periods(periods: list[Period], people: dict[Role, Any]) -> None:
    """Rate and file all but the last period; the last is before the parties."""
    for period in periods:
        rate(period, people)
        monitor = by(people, Role.MONITOR, "sent to the parties")
        ratings.send(period, monitor, revision=period.revision)
        if period is not periods[-1]:
            ratings.file(
                period,
                monitor.because("filed with the court"),
                revision=period.revision,
                filed_on=period.filing_due,
                docket_ref=f"Doc. {20 + 20 * period.order}",
            )
