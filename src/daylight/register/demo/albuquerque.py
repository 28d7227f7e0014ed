"""Albuquerque's ratings, 270 paragraphs in 13 monitor reports, read from a file the user has.

The file holds ratings only. The decree's text is not part of it: each paragraph carries a stand-in
that says so. The reports' dates are not in the file either and stay blank.
"""

from collections import defaultdict
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
from django.db import transaction

from daylight.errors import BadValue, MissingColumn
from daylight.register import record
from daylight.register.choices import (
    DecreeStatus,
    LevelState,
    Plaintiff,
    Stage,
    TextStatus,
    VersionStage,
)
from daylight.register.models import (
    Assessment,
    Decree,
    DecreeVersion,
    Level,
    Paragraph,
    Period,
    Requirement,
    Section,
    Standing,
    Wording,
)
from daylight.register.record import Author, command_line
from daylight.register.rules import states
from daylight.register.scales import add_scale

COLUMNS = {"paragraph", "title", "imr", "score"}
ENTERED = date(2014, 11, 14)
SLUG = "albuquerque"
Scores = dict[int, dict[int, int]]


@transaction.atomic
def load(path: Path) -> Decree:
    """Enter the ratings with their real history; once."""
    stored = Decree.objects.filter(slug=SLUG).first()
    if stored:
        return stored
    scores, titles = read(path)
    author = command_line(f"ratings loaded from {path.name}")
    decree = _decree(author)
    wordings = _paragraphs(decree, titles, path.name, author)
    periods = _periods(decree, sorted({imr for row in scores.values() for imr in row}), author)
    _rate(decree, scores, wordings, periods, author)
    return decree


def read(path: Path) -> tuple[Scores, dict[int, str]]:
    """Scores by paragraph and report, and titles; 0 none, 1 primary, 2 secondary, 3 operational."""
    table = pq.read_table(path)
    missing = COLUMNS - set(table.column_names)
    if missing:
        raise MissingColumn(f"{path.name} has no column {', '.join(sorted(missing))}")
    scores: Scores = defaultdict(dict)
    titles: dict[int, str] = {}
    for row in table.to_pylist():
        if row["score"] not in (0, 1, 2, 3):
            raise BadValue(f"{path.name}: ¶ {row['paragraph']} has the score {row['score']}")
        scores[row["paragraph"]][row["imr"]] = row["score"]
        titles[row["paragraph"]] = row["title"]
    return scores, titles


def _decree(author: Author) -> Decree:
    return record.create(
        Decree(
            slug=SLUG,
            title="United States v. City of Albuquerque",
            jurisdiction="Albuquerque, New Mexico",
            court="D.N.M.",
            docket="1:14-cv-01025",
            plaintiff_type=Plaintiff.US_DOJ,
            status=DecreeStatus.AMENDED,
            scale=add_scale("primary-secondary-operational", author),
            note="Ratings as coded from the monitor’s reports by others. Paragraph numbers are "
            "real; the text shown is a stand-in, and the reports’ dates are not recorded here.",
        ),
        author,
    )


def _paragraphs(
    decree: Decree, titles: dict[int, str], source: str, author: Author
) -> dict[int, Wording]:
    version = record.create(
        DecreeVersion(
            decree=decree,
            name="Stand-in for the agreement",
            in_force_from=ENTERED,
            source_name=source,
            source_sha256="",
            text_status=TextStatus.SYNTHETIC,
            stage=VersionStage.ACCEPTED,
        ),
        author,
    )
    section = record.create(Section(version=version, title="All paragraphs", order=0), author)
    paragraphs = record.create_all(
        [
            Paragraph(
                version=version,
                section=section,
                number=str(number),
                order=number,
                text=f"Stand-in for paragraph {number} ({title}). The court’s words are not here.",
                checked=True,
            )
            for number, title in sorted(titles.items())
        ],
        author,
    )
    requirements = record.create_all(
        [Requirement(decree=decree, code=one.number, order=one.order) for one in paragraphs],
        author,
    )
    wordings = record.create_all(
        [
            Wording(
                requirement=requirement,
                paragraph=paragraph,
                actor="APD",
                modal="shall",
                act=titles[int(paragraph.number)],
                span_start=0,
                span_end=len(paragraph.text),
                confirmed=True,
            )
            for requirement, paragraph in zip(requirements, paragraphs, strict=True)
        ],
        author,
    )
    return {int(one.paragraph.number): one for one in wordings}


def _periods(decree: Decree, reports: list[int], author: Author) -> dict[int, Period]:
    rows = [
        Period(decree=decree, name=f"IMR-{number}", order=number, stage=Stage.FILED)
        for number in reports
    ]
    return {one.order: one for one in record.create_all(rows, author)}


def _rate(
    decree: Decree,
    scores: Scores,
    wordings: dict[int, Wording],
    periods: dict[int, Period],
    author: Author,
) -> None:
    levels = list(decree.scale.levels.all())
    keys = [(number, imr) for number in sorted(scores) for imr in sorted(scores[number])]
    assessments = record.create_all(
        [
            Assessment(
                wording=wordings[number],
                requirement=wordings[number].requirement,
                period=periods[imr],
                stage=Stage.FILED,
            )
            for number, imr in keys
        ],
        author,
    )
    standings: list[Standing] = []
    before: dict[int, dict[int, states.LevelStanding]] = defaultdict(dict)
    for (number, imr), assessment in zip(keys, assessments, strict=True):
        rows = _standings(levels, scores[number][imr], imr, before[number])
        for row in rows:
            row.assessment = assessment
        standings += rows
    record.create_all(standings, author)


def _standings(
    levels: list[Level], reached: int, imr: int, before: dict[int, states.LevelStanding]
) -> list[Standing]:
    """Where each level of one paragraph stands in a report; `before` is carried along."""
    found = []
    climbed = states.climb([level.label for level in levels], reached)
    for level in levels:
        state = LevelState.MET if climbed[level.label] else LevelState.NOT_MET
        was = before.get(level.pk, states.LevelStanding())
        now = states.move(was, state, on=None, reason=f"Rated lower in IMR-{imr}.")
        before[level.pk] = now
        lost = now.state == LevelState.LOST
        found.append(
            Standing(
                level=level,
                state=now.state,
                reason=now.reason if lost else "",
            )
        )
    return found
