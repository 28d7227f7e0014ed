"""Lists that hold only officers with an event: found, and what is refused on them."""

import numpy as np

from daylight.data.result import Refusal
from daylight.model.arrays import Array
from daylight.model.officers.nested import dispersion, nested

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


def without_any(x: Array, e: Array) -> float:
    """How many identical officers would have no event, their events in bursts as the record's.

    Estimand: the expected number of officers with no event; officers who differ have more.
    Method: negative binomial, its variance over the mean that of what does not persist between
    periods (Poisson where there are none), at the rate of those listed, which is too high.
    Refuses: never.
    Reference: as for `dispersion`.
    """
    held = nested(x, e, (np.arange(len(x), dtype=np.float64),), ("officer",))
    over = dispersion(held) - 1
    bursts = np.log1p(over) / over if over > 1e-9 else 1.0
    mean = e.sum(axis=1) * x.sum() / e.sum()
    return float(np.exp(-mean * bursts).sum())


def only_with_events(x: Array, e: Array) -> bool:
    """Whether a list (officers × periods) holds only officers with an event.

    Estimand: whether the officers without an event were left out.
    Method: none is listed, though there must be at least three, by the few events of the others or
    by the bursts of their events; where three are expected, that there is none has a chance of 5 %.
    Refuses: never.
    Reference: Chao (1987), as for `unseen`.
    """
    held = e.sum(axis=1) > 0
    x, e = np.where(e > 0, x, 0.0)[held], e[held]
    total = x.sum(axis=1)
    if not len(x) or (total == 0).any():
        return False
    return max(unseen(total), without_any(x, e)) >= MISSING


def roster_needed(officers: int) -> Refusal:
    """The refusal of a method that officers without an event are needed for."""
    return Refusal(code="roster-needed", facts={"officers": officers})
