"""How a level of a requirement moves between states, and what changed between two periods."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from daylight.errors import DaylightError
from daylight.register.choices import State

OUT_OF_SIGHT = frozenset(
    {State.DEFERRED, State.NOT_APPLICABLE, State.SUSPENDED, State.SELF_MONITORED}
)
JUDGED = frozenset({State.MET, State.NOT_MET, State.LOST})

# Once met, a level can stop being met only by being lost: it never slides back in silence.
MOVES: Mapping[State, frozenset[State]] = {
    State.NOT_ASSESSED: frozenset(State) - {State.LOST},
    State.UNDER_ASSESSMENT: frozenset(State) - {State.LOST, State.NOT_ASSESSED},
    State.NOT_MET: frozenset(State) - {State.LOST, State.NOT_ASSESSED},
    State.MET: frozenset({State.MET, State.LOST, State.TERMINATED}) | OUT_OF_SIGHT,
    State.LOST: frozenset({State.LOST, State.MET, State.UNDER_ASSESSMENT, State.TERMINATED})
    | OUT_OF_SIGHT,
    **{state: frozenset(State) - {State.NOT_ASSESSED} for state in OUT_OF_SIGHT},
    State.TERMINATED: frozenset({State.TERMINATED}),
}


class BadMove(DaylightError):
    """A state that cannot follow the one before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one level stands, since when, and why."""

    state: State = State.NOT_ASSESSED
    achieved_on: date | None = None
    lost_on: date | None = None
    reason: str = ""


def move(before: Standing, state: State, *, on: date | None, reason: str = "") -> Standing:
    """The standing after a new finding; the date first met and the date lost are carried.

    A level that was met before its monitoring was suspended and is then found wanting is lost.
    """
    held = before.state == State.MET or (before.achieved_on and not before.lost_on)
    if state == State.NOT_MET and (held or before.state == State.LOST):
        state = State.LOST
    if state not in MOVES[before.state] and not _resumes(before, state):
        raise BadMove(f"{state.label} cannot follow {before.state.label}")
    if state == State.LOST and before.state != State.LOST and not reason:
        raise BadMove("a level that is lost needs a reason")
    if state == State.MET:
        kept = before.achieved_on if before.achieved_on and not before.lost_on else on
        return Standing(state=state, achieved_on=kept, reason=reason)
    if state == State.LOST:
        lost = before.lost_on or on
        return Standing(
            state=state,
            achieved_on=before.achieved_on,
            lost_on=lost,
            reason=reason or before.reason,
        )
    return Standing(
        state=state, achieved_on=before.achieved_on, lost_on=before.lost_on, reason=reason
    )


def _resumes(before: Standing, state: State) -> bool:
    return state == State.LOST and before.achieved_on is not None


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


class Change(StrEnum):
    """What happened to a level between two periods, the gravest first."""

    LOST = "lost"
    GAINED = "gained"
    REGAINED = "regained"
    OTHER = "other change"
    FIRST = "first rating"
    SAME = "unchanged"


def change(before: State | None, after: State) -> Change:
    """What happened between two filings; a fall is always a loss, never noise."""
    if before is None:
        return Change.FIRST
    if before == after:
        return Change.SAME
    if after == State.LOST or (before == State.MET and after == State.NOT_MET):
        return Change.LOST
    if after == State.MET:
        return Change.REGAINED if before == State.LOST else Change.GAINED
    return Change.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts by state for one level, with the denominator written out."""

    level: str
    states: Mapping[State, int]

    @property
    def met(self) -> int:
        """How many meet the level."""
        return self.states.get(State.MET, 0)

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


def tally(level: str, states: Sequence[State]) -> Tally:
    """Count the states of one level; levels are never added together or averaged."""
    return Tally(level=level, states=dict(Counter(states)))
