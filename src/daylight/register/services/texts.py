"""Import a wording, let a person settle its doubts, put it in force, carry duties over."""

import re
from collections import defaultdict

from django.db import transaction

from daylight.errors import DaylightError
from daylight.register import record
from daylight.register.choices import DecreeStatus, Lineage, VersionStage
from daylight.register.importer.grammar import Duty, defined_terms, duties, kind
from daylight.register.importer.propose import RATED, Proposal, propose
from daylight.register.importer.timing import Timing, default_timing
from daylight.register.models import (
    Deadline,
    DecreeVersion,
    Definition,
    Paragraph,
    Requirement,
    Section,
    Wording,
)
from daylight.register.record import Author
from daylight.register.rules.deadlines import offset
from daylight.register.rules.versions import Step, Text, compare, likeness
from daylight.register.services.evidence import place
from daylight.register.storage import write_once

SPACE = 100  # between the orders of paragraphs, so that one can be parted from another
POLICY = re.compile(r"\bpolic(?:y|ies)\b", re.I)
SAME_DUTY = 0.5  # a duty this alike under the same paragraph keeps its identity


class TextFault(DaylightError):
    """A text that cannot be put in force yet."""


@transaction.atomic
def import_text(
    version: DecreeVersion, author: Author, *, name: str, content: bytes
) -> DecreeVersion:
    """Store what a file proposes as a version, new and accepted by no one yet."""
    proposal = propose(name, content)
    version.source_name = name
    version.source_sha256 = proposal.sha256
    version.accounting = _accounting(proposal)
    version.pages = list(proposal.pages)
    write_once(place(proposal.sha256), content)
    record.create(version, author)
    _store_paragraphs(version, proposal, author)
    return version


def _accounting(proposal: Proposal) -> dict[str, object]:
    return {
        "lines_read": proposal.lines_read,
        "counts": proposal.accounting,
        "aside": [list(one) for one in proposal.aside if one[0] != "blank"],
        "mended": [list(one) for one in proposal.mended],
        "front": list(proposal.front),
    }


def _store_paragraphs(version: DecreeVersion, proposal: Proposal, author: Author) -> None:
    sections = record.create_all(
        [
            Section(version=version, number=one.number, title=one.title, order=order)
            for order, one in enumerate(proposal.sections)
        ],
        author,
    )
    rows = [
        Paragraph(
            version=version,
            section=sections[one.found.section],
            number=one.found.number,
            order=order * SPACE,
            text=one.found.text,
            kind=one.kind,
            page=one.found.page,
            doubt="\n".join(one.found.doubts),
            checked=not one.found.doubts,
        )
        for order, one in enumerate(proposal.paragraphs)
    ]
    record.create_all(rows, author)


def steps(before: DecreeVersion, version: DecreeVersion) -> list[Step]:
    """What a version does to each paragraph of the one before it."""
    return compare(
        [_text(paragraph) for paragraph in _live(before)],
        [_text(paragraph) for paragraph in _live(version)],
    )


def _match(before: DecreeVersion, version: DecreeVersion, author: Author) -> None:
    old = {one.number: one for one in _live(before)}
    new = {one.number: one for one in _live(version)}
    for step in steps(before, version):
        if step.after and step.before:
            record.change(
                new[step.after],
                author,
                before=old[step.before],
                lineage=step.lineage,
            )


def _live(version: DecreeVersion) -> list[Paragraph]:
    return list(version.paragraphs.filter(joined=False).select_related("section"))


def _text(paragraph: Paragraph) -> Text:
    return Text(paragraph.number, paragraph.section.title.casefold(), paragraph.text)


def _store_terms(version: DecreeVersion, author: Author) -> None:
    terms = [
        Definition(paragraph=paragraph, term=term)
        for paragraph in _live(version)
        for term in defined_terms(paragraph.text)
    ]
    record.create_all(terms, author)


def _store_duties(version: DecreeVersion, before: DecreeVersion | None, author: Author) -> None:
    carried = _earlier(before)
    paragraphs = _live(version)
    defaults = [default_timing(one.text, one.number) for one in paragraphs]
    default = next((one for one in defaults if one), None)
    for paragraph in paragraphs:
        found = duties(paragraph.text) if paragraph.kind in RATED else []
        for duty, code in zip(found, codes(paragraph.number, found), strict=True):
            old = _same_duty(carried, paragraph, duty)
            requirement = old.requirement if old else _new_requirement(version, code, author)
            settled = bool(old) and paragraph.lineage in (Lineage.UNCHANGED, Lineage.MOVED)
            record.create(_wording(requirement, paragraph, duty, old, settled), author)
            timing = duty.timing or (default if POLICY.search(duty.act) else None)
            if old is None and timing:
                record.create(_deadline(requirement, timing, version), author)


def codes(number: str, found: list[Duty]) -> list[str]:
    """The codes of a paragraph's duties: its number alone, with the sub-item, or counted."""
    if len(found) == 1 and not found[0].mark:
        return [number]
    return [f"{number}({duty.mark or order})" for order, duty in enumerate(found, start=1)]


def _earlier(before: DecreeVersion | None) -> dict[int, list[Wording]]:
    found: dict[int, list[Wording]] = defaultdict(list)
    if before:
        rows = Wording.objects.filter(paragraph__version=before, rejected=False)
        for wording in rows.select_related("requirement", "paragraph"):
            found[wording.paragraph_id].append(wording)
    return found


def _same_duty(
    earlier: dict[int, list[Wording]], paragraph: Paragraph, duty: Duty
) -> Wording | None:
    candidates = earlier.get(paragraph.before_id or 0, [])
    words = paragraph.text[duty.start : duty.end]
    scored = [(likeness(old.span, words), -order) for order, old in enumerate(candidates)]
    best = max(scored, default=(0.0, 0))
    if best[0] < SAME_DUTY:
        return None
    return candidates.pop(-best[1])


def _new_requirement(version: DecreeVersion, code: str, author: Author) -> Requirement:
    taken = set(version.decree.requirements.values_list("code", flat=True))
    free = next(c for c in (code, *(f"{code}-{n}" for n in range(2, 99))) if c not in taken)
    return record.create(
        Requirement(decree=version.decree, code=free, order=len(taken)),
        author,
    )


def _wording(
    requirement: Requirement, paragraph: Paragraph, duty: Duty, old: Wording | None, settled: bool
) -> Wording:
    confirmed = bool(settled and old and old.confirmed)
    return Wording(
        requirement=requirement,
        paragraph=paragraph,
        actor=duty.actor[:200],
        modal=duty.modal,
        act=duty.act,
        condition=duty.condition,
        assessable=old.assessable if settled and old else duty.assessable,
        span_start=duty.start,
        span_end=duty.end,
        confidence=duty.confidence,
        confirmed=confirmed,
        confirmed_by=old.confirmed_by if confirmed and old else None,
    )


def _deadline(requirement: Requirement, timing: Timing, version: DecreeVersion) -> Deadline:
    effective = version.decree.effective_date
    from_effective = timing.anchor.lower() == "effective date" and effective
    due = offset(timing.offset).after(effective) if from_effective and timing.offset else None
    return Deadline(
        requirement=requirement,
        phrase=timing.phrase[:300],
        anchor=timing.anchor or "not stated",
        anchor_date=effective if from_effective else None,
        offset=timing.offset,
        recurrence=timing.recurrence,
        original_due=due,
    )


@transaction.atomic
def check(paragraph: Paragraph, author: Author, *, revision: int, **fields: object) -> Paragraph:
    """A person settles the doubts of one paragraph, mending its number, kind or text if needed."""
    if paragraph.version.stage != VersionStage.PROPOSED:
        raise TextFault("an accepted text does not change; import the amended text instead")
    return record.change(paragraph, author, revision=revision, checked=True, **fields)


@transaction.atomic
def mend_section(section: Section, author: Author, *, revision: int, **fields: object) -> Section:
    """A person puts a heading's number or title right."""
    if section.version.stage != VersionStage.PROPOSED:
        raise TextFault("an accepted text does not change; import the amended text instead")
    return record.change(section, author, revision=revision, **fields)


@transaction.atomic
def part(paragraph: Paragraph, author: Author, *, revision: int, number: str) -> Paragraph:
    """Make a paragraph of its own out of what follows a number inside another paragraph."""
    if paragraph.version.stage != VersionStage.PROPOSED:
        raise TextFault("an accepted text does not change; import the amended text instead")
    head, mark, tail = paragraph.text.partition(f" {number}. ")
    if not mark or not tail.strip():
        raise TextFault(f"paragraph {paragraph.number} does not hold “{number}. …”")
    rows = paragraph.version.paragraphs.filter(joined=False)
    if rows.filter(number=number).exists():
        raise TextFault(f"there is already a paragraph {number} in this text")
    after = rows.filter(order__gt=paragraph.order).order_by("order").first()
    place = (paragraph.order + (after.order if after else paragraph.order + 2 * SPACE)) // 2
    record.change(paragraph, author, revision=revision, text=head.strip(), checked=True)
    return record.create(
        Paragraph(
            version=paragraph.version,
            section=paragraph.section,
            number=number,
            order=place,
            text=tail.strip(),
            kind=kind(tail, paragraph.section.title),
            page=paragraph.page,
            doubt=f"parted from paragraph {paragraph.number} by a person",
            checked=True,
        ),
        author,
    )


@transaction.atomic
def join(paragraph: Paragraph, author: Author, *, revision: int) -> Paragraph:
    """Make a paragraph that is none part of the one before it."""
    if paragraph.version.stage != VersionStage.PROPOSED:
        raise TextFault("an accepted text does not change; import the amended text instead")
    rows = paragraph.version.paragraphs.filter(joined=False, order__lt=paragraph.order)
    before = rows.order_by("-order").first()
    if before is None:
        raise TextFault("there is no paragraph before this one to join it to")
    record.change(paragraph, author, revision=revision, joined=True, checked=True)
    text = f"{before.text} {paragraph.number}. {paragraph.text}"
    return record.change(before, author, text=text)


@transaction.atomic
def accept(version: DecreeVersion, author: Author, *, revision: int) -> DecreeVersion:
    """Put a text in force from its date, and propose what it requires of whom.

    Every doubt must have been settled by a person. A duty whose words did not change keeps the
    confirmation it had; every other waits for a person.
    """
    open_doubts = version.paragraphs.filter(checked=False, joined=False).count()
    if open_doubts:
        raise TextFault(f"{open_doubts} paragraphs still hold doubts that no person has settled")
    decree = version.decree
    before = decree.current()
    if before and before.in_force_from >= version.in_force_from:
        raise TextFault(f"it must take force after {before}, in force from {before.in_force_from}")
    accepted = record.change(version, author, revision=revision, stage=VersionStage.ACCEPTED)
    if before:
        _match(before, version, author)
    _store_terms(version, author)
    _store_duties(version, before, author)
    if before:
        _end_deleted(before, version, author)
        if decree.status == DecreeStatus.ENTERED:
            record.change(decree, author, status=DecreeStatus.AMENDED)
    return accepted


def _end_deleted(before: DecreeVersion, version: DecreeVersion, author: Author) -> None:
    kept = Wording.objects.filter(paragraph__version=version, rejected=False)
    gone = Requirement.objects.filter(wordings__paragraph__version=before, ended_on=None).exclude(
        pk__in=kept.values("requirement")
    )
    for requirement in gone.distinct():
        record.change(
            requirement,
            author,
            ended_on=version.in_force_from,
            ended_why=f"deleted by {version}"[:200],
        )


@transaction.atomic
def discard(version: DecreeVersion, author: Author, *, revision: int) -> DecreeVersion:
    """Set a proposed text aside for good; it stays in the log."""
    if version.stage != VersionStage.PROPOSED:
        raise TextFault("an accepted text cannot be discarded")
    return record.change(version, author, revision=revision, stage=VersionStage.DISCARDED)


def confirm(wording: Wording, author: Author, *, revision: int, **fields: object) -> Wording:
    """A person confirms that the decree asks this, with any correction made on the way."""
    return record.change(
        wording,
        author,
        revision=revision,
        confirmed=True,
        rejected=False,
        confirmed_by=author.user,
        **fields,
    )


def reject(wording: Wording, author: Author, *, revision: int) -> Wording:
    """A person says that the decree asks no such thing; the proposal stays on record."""
    return record.change(wording, author, revision=revision, confirmed=False, rejected=True)


def deleted(version: DecreeVersion, before: DecreeVersion) -> list[Paragraph]:
    """The paragraphs of an earlier version that are gone in this one."""
    kept = version.paragraphs.exclude(before=None).values("before")
    return list(before.paragraphs.filter(joined=False).exclude(pk__in=kept))
