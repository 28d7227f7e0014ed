"""Ratings as a reader wants them: what changed first, the full chart, counts with their rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from daylight.register.choices import LevelState, ScaleKind, Stage
from daylight.register.models import Assessment, Decree, Level, Paragraph, Period, Requirement
from daylight.register.rules import scores, states
from daylight.register.rules.states import ChangeKind

Key = tuple[int, int]  # requirement, period


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One requirement in one period, in words."""

    text: str
    lost: tuple[str, ...] = ()
    change: ChangeKind = ChangeKind.SAME
    stage: str = Stage.FILED

    @property
    def css(self) -> str:
        """The class that marks a loss or a gain; the words say it too."""
        return self.change.value.replace(" ", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One requirement over all periods."""

    requirement: Requirement
    paragraph: Paragraph
    act: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingsChart:
    """Every requirement in every period that may be read."""

    periods: tuple[Period, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One level of one requirement that is not what it was."""

    requirement: Requirement
    level: Level
    kind: ChangeKind
    before: str
    after: str
    reason: str
    narrative: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One level's counts in a period and in the one before it."""

    level: Level
    tally: states.Tally
    before: states.Tally | None

    @property
    def not_judged(self) -> int:
        """Deferred, suspended, not applicable or not assessed."""
        return self.tally.total - self.tally.rated

    @property
    def difference(self) -> int | None:
        """How many more meet the level than before; negative is a loss."""
        return self.tally.met - self.before.met if self.before else None


def periods_seen(decree: Decree, stages: Sequence[Stage]) -> list[Period]:
    """The periods whose ratings a reader may see, oldest first."""
    return list(decree.periods.filter(stage__in=stages))


def _assessments(
    decree: Decree, stages: Sequence[Stage], periods: Sequence[Period | None] = ()
) -> dict[Key, Assessment]:
    """All assessments that may be read, or only those of some periods."""
    rows = Assessment.objects.filter(requirement__decree=decree, stage__in=stages)
    if periods:
        rows = rows.filter(period__in=[one.pk for one in periods if one])
    found = rows.select_related("wording__paragraph").prefetch_related("standings__level")
    return {(one.requirement_id, one.period_id): one for one in found}


def _by_level(assessment: Assessment | None) -> dict[int, Any]:
    return {one.level_id: one for one in assessment.standings.all()} if assessment else {}


def describe(assessment: Assessment, kind: str) -> tuple[str, tuple[str, ...]]:
    """An assessment in a few words, and the levels that are lost."""
    standings = sorted(assessment.standings.all(), key=lambda one: one.level.order)
    met = [one.level.label for one in standings if one.state == LevelState.MET]
    lost = tuple(one.level.label for one in standings if one.state == LevelState.LOST)
    apart = [one for one in standings if LevelState(one.state) not in states.JUDGED]
    if apart and not met:
        return LevelState(apart[0].state).label, lost
    if not met:
        return ("none met" if kind != ScaleKind.LABEL else "no label"), lost
    return met[-1], lost


def chart(decree: Decree, stages: Sequence[Stage], *, until: Period | None = None) -> RatingsChart:
    """The full paragraph chart, or that up to a period, in the words that were rated then."""
    periods = [
        one for one in periods_seen(decree, stages) if until is None or one.order <= until.order
    ]
    found = _assessments(decree, stages)
    kind = decree.scale.kind if decree.scale else ""
    rows = []
    for requirement in decree.requirements.all():
        mine = [found.get((requirement.pk, period.pk)) for period in periods]
        latest = next((one for one in reversed(mine) if one), None)
        if latest is None:
            continue
        rows.append(
            Row(
                requirement=requirement,
                paragraph=latest.wording.paragraph,
                act=latest.wording.act,
                cells=_cells(mine, kind),
            )
        )
    return RatingsChart(periods=tuple(periods), rows=tuple(rows))


def _cells(mine: Sequence[Assessment | None], kind: str) -> tuple[Cell | None, ...]:
    cells: list[Cell | None] = []
    before: Assessment | None = None
    for one in mine:
        if one is None:
            cells.append(None)
            continue
        text, lost = describe(one, kind)
        cells.append(Cell(text=text, lost=lost, change=_gravest(before, one), stage=one.stage))
        before = one
    return tuple(cells)


def _gravest(before: Assessment | None, after: Assessment) -> ChangeKind:
    if before is None:
        return ChangeKind.FIRST
    old = _by_level(before)
    kinds = {
        states.change(LevelState(old[level].state) if level in old else None, LevelState(new.state))
        for level, new in _by_level(after).items()
    }
    return next((kind for kind in ChangeKind if kind in kinds), ChangeKind.SAME)


def previous(decree: Decree, period: Period, stages: Sequence[Stage]) -> Period | None:
    """The readable period before another."""
    rows = decree.periods.filter(stage__in=stages, order__lt=period.order)
    found: Period | None = rows.order_by("-order").first()
    return found


def changes(decree: Decree, period: Period, stages: Sequence[Stage]) -> list[Changed]:
    """What changed since the period before, losses first; unchanged levels are left out."""
    earlier = previous(decree, period, stages)
    found = _assessments(decree, stages, [period, earlier])
    changed: list[Changed] = []
    for requirement in decree.requirements.all():
        after = found.get((requirement.pk, period.pk))
        before = found.get((requirement.pk, earlier.pk)) if earlier else None
        if after and (before or earlier is None):
            changed.extend(_changed(requirement, before, after))
    order = list(ChangeKind)
    return sorted(changed, key=lambda one: order.index(one.kind))


def _changed(
    requirement: Requirement, before: Assessment | None, after: Assessment
) -> list[Changed]:
    old = _by_level(before)
    rows = []
    for level, new in _by_level(after).items():
        was = LevelState(old[level].state) if level in old else None
        kind = states.change(was, LevelState(new.state))
        if kind not in (ChangeKind.SAME, ChangeKind.FIRST):
            rows.append(
                Changed(
                    requirement=requirement,
                    level=new.level,
                    kind=kind,
                    before=was.label if was else "",
                    after=LevelState(new.state).label,
                    reason=new.reason,
                    narrative=after.narrative,
                )
            )
    return rows


def counts(decree: Decree, period: Period, stages: Sequence[Stage]) -> list[Count]:
    """How many requirements meet each level, this period and the one before."""
    if decree.scale is None:
        return []
    earlier = previous(decree, period, stages)
    found = _assessments(decree, stages, [period, earlier])
    return [
        Count(
            level=level,
            tally=_tally(level, period, found),
            before=_tally(level, earlier, found) if earlier else None,
        )
        for level in decree.scale.levels.all()
    ]


def _tally(level: Level, period: Period, found: dict[Key, Assessment]) -> states.Tally:
    rows = [_by_level(one).get(level.pk) for key, one in found.items() if key[1] == period.pk]
    return states.tally(level.label, [LevelState(row.state) for row in rows if row])


def score(decree: Decree, period: Period, stages: Sequence[Stage]) -> scores.PointScore | None:
    """The points of a label scale, only where the scale itself gives points."""
    if decree.scale is None or decree.scale.kind != ScaleKind.LABEL:
        return None
    points = {
        level.label: Fraction(level.points)
        for level in decree.scale.levels.all()
        if level.points is not None
    }
    items = [
        scores.Rated(
            scale=decree.scale.slug,
            label=describe(one, ScaleKind.LABEL)[0],
            weight=Fraction(one.requirement.weight),
        )
        for one in _assessments(decree, stages, [period]).values()
    ]
    rated = [item for item in items if item.label in points]
    return scores.score(rated, points) if rated else None
