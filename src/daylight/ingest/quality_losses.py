"""Whether what could not be read falls unevenly on groups."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from daylight.ingest.answerable import Share
from daylight.ingest.audit import GroupRows, IngestAudit
from daylight.ingest.losses import UNKNOWN

BY_CHANCE = 3
"""Standard errors beyond which a group's share is not called chance; a few groups are looked at."""
FEWEST = 5
"""Rows that chance would have taken from a group, without which three errors mean nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Rows of every group that were set aside, or kept with a blanked cell.

    Parameters
    ----------
    kind
        `set aside` or `blanked`.
    groups
        For each group, rows lost of rows read.
    uneven
        Groups that lost a larger or smaller share than the others, beyond chance.
    unknown
        Rows lost whose group is not known; where they are many, nothing can be said.
    """

    recipe: str
    role: str
    kind: str
    count: int
    of: int
    groups: tuple[Share, ...]
    uneven: tuple[str, ...]
    unknown: int

    @property
    def is_told(self) -> bool:
        """Whether the groups of most of these rows are known, and there are enough to compare."""
        if 2 * self.unknown > self.count or len(self.groups) < 2:
            return False
        known = sum(one.of for one in self.groups)
        lost = sum(one.count for one in self.groups)
        return sum(lost * one.of / known >= FEWEST for one in self.groups) > 1


def loss_by_group(audits: Sequence[IngestAudit]) -> tuple[Loss, ...]:
    """Of every kind of file of which something was lost, how that falls on groups."""
    return tuple(loss for audit in audits for loss in _of_audit(audit))


def _of_audit(audit: IngestAudit) -> Iterator[Loss]:
    kinds: dict[str, Callable[[GroupRows], int]] = {
        "set aside": lambda one: one.set_aside,
        "blanked": lambda one: one.with_blanked,
    }
    for role in dict.fromkeys(one.role for one in audit.groups):
        lines = [one for one in audit.groups if one.role == role]
        for kind, lost in kinds.items():
            count = sum(map(lost, lines))
            if not count:
                continue
            known = [one for one in lines if one.group != UNKNOWN]
            groups = tuple(Share(name=one.group, count=lost(one), of=one.rows) for one in known)
            yield Loss(
                recipe=audit.recipe,
                role=role,
                kind=kind,
                count=count,
                of=sum(one.rows for one in lines),
                groups=groups,
                uneven=tuple(one.name for one in groups if _is_off(one, groups)),
                unknown=count - sum(one.count for one in groups),
            )


def _is_off(one: Share, groups: Sequence[Share]) -> bool:
    """Whether a group lost another share than the others together, by more than chance."""
    others, of = (
        sum(group.count for group in groups) - one.count,
        sum(group.of for group in groups) - one.of,
    )
    if not one.of or not of:
        return False
    whole = (one.count + others) / (one.of + of)
    if whole * one.of < FEWEST or whole in {0, 1}:
        return False
    error = sqrt(whole * (1 - whole) * (1 / one.of + 1 / of))
    return abs(one.count / one.of - others / of) > BY_CHANCE * error
