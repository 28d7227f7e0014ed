"""How a level of a requirement moves between states, and what changed between two periods."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from daylight.errors import DaylightError
from daylight.register.choices import LevelState

OUT_OF_SIGHT = frozenset(
    {
        LevelState.DEFERRED,
        LevelState.NOT_APPLICABLE,
        LevelState.SUSPENDED,
        LevelState.SELF_MONITORED,
    }
)
JUDGED = frozenset({LevelState.MET, LevelState.NOT_MET, LevelState.LOST})

# Once met, a level can stop being met only by being lost: it never slides back in silence.
MOVES: Mapping[LevelState, frozenset[LevelState]] = {
    LevelState.NOT_ASSESSED: frozenset(LevelState) - {LevelState.LOST},
    LevelState.UNDER_ASSESSMENT: frozenset(LevelState) - {LevelState.LOST, LevelState.NOT_ASSESSED},
    LevelState.NOT_MET: frozenset(LevelState) - {LevelState.LOST, LevelState.NOT_ASSESSED},
    LevelState.MET: frozenset({LevelState.MET, LevelState.LOST, LevelState.TERMINATED})
    | OUT_OF_SIGHT,
    LevelState.LOST: frozenset(
        {LevelState.LOST, LevelState.MET, LevelState.UNDER_ASSESSMENT, LevelState.TERMINATED}
    )
    | OUT_OF_SIGHT,
    **{state: frozenset(LevelState) - {LevelState.NOT_ASSESSED} for state in OUT_OF_SIGHT},
    LevelState.TERMINATED: frozenset({LevelState.TERMINATED}),
}


class BadMove(DaylightError):
    """A state that cannot follow the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelStanding:
    """Where one level stands, since when, and why."""

    state: LevelState = LevelState.NOT_ASSESSED
    achieved_on: date | None = None
    lost_on: date | None = None
    reason: str = ""


def move(
    before: LevelStanding, state: LevelState, *, on: date | None, reason: str = ""
) -> LevelStanding:
    """The standing after a new finding; the date first met and the date lost are carried.

    A level that was met before its monitoring was suspended and is then found wanting is lost.
    """
    held = before.state == LevelState.MET or (before.achieved_on and not before.lost_on)
    if state == LevelState.NOT_MET and (held or before.state == LevelState.LOST):
        state = LevelState.LOST
    if state not in MOVES[before.state] and not _resumes(before, state):
        raise BadMove(f"{state.label} cannot follow {before.state.label}")
    if state == LevelState.LOST and before.state != LevelState.LOST and not reason:
        raise BadMove("a level that is lost needs a reason")
    if state == LevelState.MET:
        kept = before.achieved_on if before.achieved_on and not before.lost_on else on
        return LevelStanding(state=state, achieved_on=kept, reason=reason)
    if state == LevelState.LOST:
        lost = before.lost_on or on
        return LevelStanding(
            state=state,
            achieved_on=before.achieved_on,
            lost_on=lost,
            reason=reason or before.reason,
        )
    return LevelStanding(
        state=state, achieved_on=before.achieved_on, lost_on=before.lost_on, reason=reason
    )


def _resumes(before: LevelStanding, state: LevelState) -> bool:
    return state == LevelState.LOST and before.achieved_on is not None


def climb(levels: Sequence[str], reached: int) -> dict[str, bool]:
    """What a ladder's single score says of each rung: reached rungs are met, those above are not.

    `reached` counts rungs from the bottom; 0 is none.
    """
    if not 0 <= reached <= len(levels):
        raise BadMove(f"a ladder of {len(levels)} levels cannot be at level {reached}")
    return {level: rung < reached for rung, level in enumerate(levels)}


def skipped_rungs(met: Sequence[bool]) -> bool:
    """Whether a ladder claims a rung without one below it, bottom first."""
    return any(above and not below for below, above in pairwise(met))


class ChangeKind(StrEnum):
    """What happened to a level between two periods, the gravest first."""

    LOST = "lost"
    GAINED = "gained"
    REGAINED = "regained"
    OTHER = "other change"
    FIRST = "first rating"
    SAME = "unchanged"


def change(before: LevelState | None, after: LevelState) -> ChangeKind:
    """What happened between two filings; a fall is always a loss, never noise."""
    if before is None:
        return ChangeKind.FIRST
    if before == after:
        return ChangeKind.SAME
    if after == LevelState.LOST or (before == LevelState.MET and after == LevelState.NOT_MET):
        return ChangeKind.LOST
    if after == LevelState.MET:
        return ChangeKind.REGAINED if before == LevelState.LOST else ChangeKind.GAINED
    return ChangeKind.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts by state for one level, with the denominator written out."""

    level: str
    states: Mapping[LevelState, int]

    @property
    def met(self) -> int:
        """How many meet the level."""
        return self.states.get(LevelState.MET, 0)

    @property
    def rated(self) -> int:
        """How many were judged: met, not met or lost."""
        return sum(self.states.get(state, 0) for state in JUDGED)

    @property
    def total(self) -> int:
        """All requirements, rated or not."""
        return sum(self.states.values())

    @property
    def percent_of_rated(self) -> float | None:
        """Share of the judged ones that meet the level; None when none was judged."""
        return 100 * self.met / self.rated if self.rated else None


def tally(level: str, states: Sequence[LevelState]) -> Tally:
    """Count the states of one level; levels are never added together or averaged."""
    return Tally(level=level, states=dict(Counter(states)))
