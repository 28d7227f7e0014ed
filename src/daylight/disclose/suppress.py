"""Which published numbers to withhold so that no small count can be worked out, at least cost.

Small counts are protected where what is published leaves open that there is nobody at all, or that
the count is not small, and where it cannot be narrowed to fewer than `minimum` values. What is
withheld is found by an integer program. Each time a count of the plan is still too narrow, the
prices of the linear program that narrows it name published numbers of which one at least must go;
that is a constraint, and the program is solved again (Fischetti and Salazar-González 2001).
"""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from daylight.disclose.bounds import CountReach, reaches
from daylight.disclose.forms import DisclosurePlan
from daylight.errors import DaylightError

SLACK = 1e-6
"""How exactly a linear program is believed."""

ROUNDS = 400
"""The integer program is solved this many times at most; after that one number a round goes."""

EXACT = 1000
"""A part with more items is solved greedily: a round withholds the cheapest of each cut."""


def is_protected(reach: CountReach, minimum: int) -> bool:
    """Whether a count of which this is known may be nobody or many, and is not pinned down."""
    is_open = reach.low <= SLACK or reach.high >= minimum - SLACK
    return is_open and reach.high - reach.low >= minimum - 1 - SLACK


def suppressed(plan: DisclosurePlan, minimum: int) -> frozenset[str]:
    """The items to withhold; DaylightError where withholding everything would not be enough."""
    gone: set[str] = set()
    for part in plan.components():
        gone |= _suppressed(part, minimum)
    return frozenset(gone)


def exposed(plan: DisclosurePlan, minimum: int) -> dict[str, CountReach]:
    """The small counts that a reader of the plan can work out, with what is known of them."""
    found: dict[str, CountReach] = {}
    for part in plan.components():
        known = reaches(part, sorted(part.small))
        found |= {name: r for name, r in known.items() if not is_protected(r, minimum)}
    return found


def _suppressed(part: DisclosurePlan, minimum: int) -> frozenset[str]:
    items = part.items
    place = {item: i for i, item in enumerate(items)}
    cost = np.array([part.cost.get(item, 1.0) for item in items])
    cuts: list[frozenset[str]] = []
    gone: frozenset[str] = frozenset()
    for tried in range(ROUNDS + len(items)):
        narrow = exposed(part.without(gone), minimum)
        if not narrow:
            return _needed(part, gone, minimum) if len(items) > EXACT else gone
        new = {reach.keepers for reach in narrow.values()}
        if frozenset() in new:
            name = next(n for n, reach in narrow.items() if not reach.keepers)
            raise DaylightError(
                f"{name}: what was published before, or totals that all readers know, give this "
                "small count away whatever is withheld now; publish nothing of this question, or "
                "raise the level at which it is counted (a larger place, a longer period)"
            )
        cuts += sorted(new, key=sorted)
        if len(items) > EXACT or tried >= ROUNDS:
            gone |= {min(cut, key=lambda item: (cost[place[item]], item)) for cut in new}
        else:
            gone = _cheapest(cuts, place, cost)
    raise DaylightError("no set of published numbers protects every small count")


def _cheapest(
    cuts: Sequence[frozenset[str]], place: dict[str, int], cost: np.ndarray
) -> frozenset[str]:
    rows = [i for i, cut in enumerate(cuts) for _ in cut]
    columns = [place[item] for cut in cuts for item in sorted(cut)]
    cover = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(cuts), len(place)))
    answer = milp(
        cost,
        integrality=np.ones(len(place)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(cover, lb=1),
    )
    if answer.x is None:
        raise DaylightError(f"the integer program found no answer: {answer.message}")
    return frozenset(item for item, i in place.items() if answer.x[i] > 0.5)


def _needed(part: DisclosurePlan, gone: frozenset[str], minimum: int) -> frozenset[str]:
    """What is withheld without need is shown again, the dearest first."""
    kept = set(gone)
    for item in sorted(gone, key=lambda item: (-part.cost.get(item, 1.0), item)):
        if not exposed(part.without(kept - {item}), minimum):
            kept.remove(item)
    return frozenset(kept)
