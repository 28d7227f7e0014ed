"""Lists that hold only officers with an event: found, and what is refused on them."""

from daylight.data.result import Refusal
from daylight.model.arrays import Array

MISSING = 3.0
"""So many officers without an event are expected where it is no accident that none is listed."""


def unseen(x: Array) -> float:
    """How many officers without an event there must be at least, beside those with some.

    Estimand: a lower bound of the number of officers with no event.
    Method: Chao's, from the numbers with one event and with two; it holds however officers' rates
    or exposures differ, and errs low where events come in bursts.
    Refuses: never.
    Reference: Chao (1987), Biometrics 43:783–791, bias-corrected.
    """
    one, two = float((x == 1).sum()), float((x == 2).sum())
    return one * (one - 1) / (2 * (two + 1))


def only_with_events(x: Array, e: Array) -> bool:
    """Whether a list holds only officers with an event.

    Estimand: whether the officers without an event were left out.
    Method: none is listed, though the few events of the others say that there must be at least
    three; where three are expected, that there is none has a chance of 5 %.
    Refuses: never.
    Reference: Chao (1987), as for `unseen`.
    """
    held = x[e > 0]
    return len(held) > 0 and bool((held > 0).all()) and unseen(held) >= MISSING


def roster_needed(officers: int) -> Refusal:
    """The refusal of a method that officers without an event are needed for."""
    return Refusal(
        reason="the list holds only officers with an event, so that what all officers do is not "
        "in it",
        needed="a roster: every officer who served, with or without an event (with `assignments` "
        "the reductions complaints_in_service and force_in_service count them)",
        found=f"{officers} officers, all with an event",
    )
