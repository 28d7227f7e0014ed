"""What changed from one run of an agency to the next, by what both publish."""

from collections.abc import Sequence
from dataclasses import dataclass

from daylight.compare.runs import compared
from daylight.report.wording.changes import changed, summed_up
from daylight.site.told import PublishedRun, ToldRun

MOST_TOLD = 60
"""Changes that a page tells at most; the others are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteChanges:
    """The difference between a run and the one before it.

    Parameters
    ----------
    summed_up
        How many findings changed, appeared and vanished.
    sentences
        Each with its question's id.
    left
        How many more there are.
    """

    before: ToldRun
    summed_up: str
    sentences: tuple[tuple[str, str], ...]
    left: int = 0


def changes_of(told: ToldRun, others: Sequence[ToldRun]) -> SiteChanges | None:
    """What changed since the last earlier run of the agency that asks one of the same questions."""
    before = _before(told, others)
    if before is None:
        return None
    found = compared(_published(before), _published(told))
    return SiteChanges(
        before=before,
        summed_up=summed_up(found.changes, found.same),
        sentences=tuple((one.question, changed(one)) for one in found.changes[:MOST_TOLD]),
        left=max(0, len(found.changes) - MOST_TOLD),
    )


def _before(told: ToldRun, others: Sequence[ToldRun]) -> ToldRun | None:
    asked = {(one.id, one.method) for one in told.questions}
    earlier = [
        one
        for one in others
        if one.run.agency == told.run.agency
        and one.run.order < told.run.order
        and asked & {(q.id, q.method) for q in one.questions}
    ]
    return max(earlier, key=lambda one: one.run.order, default=None)


def _published(told: ToldRun) -> PublishedRun:
    return PublishedRun(folder=told.run.again.run.folder, told=told)
