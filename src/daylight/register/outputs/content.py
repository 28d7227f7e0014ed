"""A report as blocks of text and tables, before anyone decides between DOCX, PDF and HTML."""

from dataclasses import dataclass

from daylight.register import anchor
from daylight.register.choices import Stage, TextStatus
from daylight.register.models import Decree, Period
from daylight.register.rules.states import ChangeKind
from daylight.register.selectors import ratings
from daylight.register.services.filings import version_of


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3."""

    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph of text."""

    text: str


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with its header row."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Prose | TableBlock


def report(decree: Decree, period: Period, stages: list[Stage]) -> list[Block]:
    """A period's report: what changed first, then counts, then every paragraph once."""
    return [
        *_front(decree, period),
        *_changes(decree, period, stages),
        *_counts(decree, period, stages),
        *_chart(decree, period, stages),
        *_narratives(period, stages),
        *_anchor(),
    ]


def _anchor() -> list[Block]:
    """The log's head, so that nobody can rewrite what this report rests on unseen."""
    return [
        Heading("The register’s log", 2),
        Prose(
            "Every change in the register is sealed with the one before it. Whoever holds this "
            "report can have the register checked against this head "
            "(daylight register verify --head …):"
        ),
        Prose(str(anchor.current())),
    ]


def banner(period: Period) -> str:
    """Where a figure comes from: who says it, when it was filed, and that it is no ruling."""
    if period.stage != Stage.FILED:
        return f"{period.get_stage_display().upper()}. Not filed. Not a ruling of the court."
    filed = f"{period.filed_on:%-d %B %Y}" if period.filed_on else "date not recorded"
    return (
        f"Source: the monitor’s assessment, {period.docket_ref or 'no docket reference'}, filed "
        f"{filed}. It is the monitor’s view, not a ruling of the court."
    )


def text_note(period: Period) -> str:
    """What the text of the decree was on the period's last day, in words."""
    version = version_of(period)
    if version is None:
        return "No text of this decree has been accepted."
    return f"Text of the decree: {version}, {TextStatus(version.text_status).label}."


def _front(decree: Decree, period: Period) -> list[Block]:
    dated = period.starts and period.ends
    days = f"{period.starts:%-d %B %Y} to {period.ends:%-d %B %Y}" if dated else ""
    where = ", ".join(part for part in (decree.court, decree.docket) if part)
    return [
        Heading(f"{period.name}: {decree.title}", 1),
        Prose(where),
        *([Prose(f"Period: {days}.")] if days else []),
        Prose(banner(period)),
        Prose(text_note(period)),
    ]


def _changes(decree: Decree, period: Period, stages: list[Stage]) -> list[Block]:
    previous = ratings.previous(decree, period, stages)
    blocks: list[Block] = [Heading("What changed", 2)]
    if previous is None:
        return [*blocks, Prose("This is the first period; there is nothing to compare it with.")]
    found = ratings.changes(decree, period, stages)
    if not found:
        return [*blocks, Prose(f"Nothing changed since {previous}.")]
    for kind in ChangeKind:
        rows = tuple(
            (f"¶ {one.requirement.code}", one.level.label, one.before, one.after, one.reason)
            for one in found
            if one.kind == kind
        )
        if rows:
            blocks += [
                Heading(f"{kind.value.capitalize()} since {previous} ({len(rows)})", 3),
                TableBlock(("Requirement", "Level", "Before", "Now", "Reason"), rows),
            ]
    return blocks


def _counts(decree: Decree, period: Period, stages: list[Stage]) -> list[Block]:
    rows = tuple(
        (
            count.level.label,
            str(count.tally.met),
            str(count.tally.rated),
            str(count.tally.total - count.tally.rated),
            _percent(count.tally.percent_of_rated),
            "" if count.difference is None else f"{count.difference:+d}",
        )
        for count in ratings.counts(decree, period, stages)
    )
    rule = decree.scale.rule if decree.scale else ""
    return [
        Heading("Counts by level", 2),
        Prose(f"Rule: {rule} Every requirement counts once. Levels are never averaged."),
        TableBlock(("Level", "Met", "Judged", "Not judged", "Of judged", "Change"), rows),
    ]


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.1f} %"


def _chart(decree: Decree, period: Period, stages: list[Stage]) -> list[Block]:
    chart = ratings.chart(decree, stages, until=period)
    position = next((i for i, one in enumerate(chart.periods) if one.pk == period.pk), None)
    if position is None:
        return []
    rows = tuple(
        (f"¶ {row.requirement.code}", row.act[:160], _cell(row.cells[position]))
        for row in chart.rows
        if row.cells[position]
    )
    return [
        Heading("Every requirement", 2),
        TableBlock(("Requirement", "What it asks", "Level"), rows),
    ]


def _cell(cell: ratings.Cell | None) -> str:
    if cell is None:
        return ""
    return f"{cell.text} (lost: {', '.join(cell.lost)})" if cell.lost else cell.text


def _narratives(period: Period, stages: list[Stage]) -> list[Block]:
    rows = period.assessments.filter(stage__in=stages).select_related("requirement")
    blocks: list[Block] = [Heading("Assessments", 2)]
    for one in rows.prefetch_related("requirement__statements"):
        blocks += [Heading(f"¶ {one.requirement.code}", 3), Prose(one.narrative)]
        blocks += [
            Prose(f"The {each.role} says: {each.text}")
            for each in one.requirement.statements.all()
            if each.period_id == period.pk
        ]
        if one.technical_assistance:
            blocks.append(Prose(f"Technical assistance: {one.technical_assistance}"))
    return blocks
