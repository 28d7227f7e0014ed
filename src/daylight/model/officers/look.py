"""One look back at officers' records from one month, and what came later."""

from typing import NamedTuple

from daylight.model.arrays import Array, Mask


class Look(NamedTuple):
    """One look back from one month: who is at risk, what each rule says, what came later."""

    until: int
    at_risk: Mask
    later: Array
    wait: Array
    scores: dict[str, Array]
