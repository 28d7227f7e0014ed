"""Events of two groups some of whose fields were left blank, and what the blanks could change."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class GroupCount:
    """One group's trials: with the event, with its field left blank, all."""

    x: float
    m: float
    n: float

    @property
    def recorded(self) -> float:
        """Trials whose field was filled in."""
        return self.n - self.m


def blank_bounds(one: GroupCount, base: GroupCount, blank: GroupCount) -> tuple[float, float]:
    """The least and the greatest difference that the blanks allow.

    A blank event may be either; a trial of unrecorded race may belong to either group. The
    greatest difference gives every possible event to the group and every possible non-event to
    the reference; the least does the reverse.
    """

    def extreme(up: GroupCount, down: GroupCount) -> float:
        as_hit = np.arange(blank.m + 1)  # of those with neither race nor event recorded
        hits, misses = blank.x + as_hit, blank.n - blank.x - as_hit
        most = (up.x + up.m + hits) / (up.n + hits)
        return float((most - down.x / (down.n + misses)).max())

    return -extreme(base, one), extreme(one, base)
