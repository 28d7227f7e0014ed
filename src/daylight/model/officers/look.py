"""One look back at officers' records from one month, and what came later."""

from typing import NamedTuple

from daylight.model.arrays import Array, Mask


class Look(NamedTuple):
    """One look back from one month: who is in service, what each rule says, what came later.

    `later` counts the events of the following `months`, of officers in service and of others.
    """

    until: int
    months: int
    at_risk: Mask
    later: Array
    wait: Array
    scores: dict[str, Array]
