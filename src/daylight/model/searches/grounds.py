"""Hit rates by the ground of the search: on each ground, and what the mix of grounds makes."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.quantity import Scale
from daylight.data.result import Estimate, Fact, Note
from daylight.model.clustered_rates import bounded, difference, trials_of
from daylight.model.crosstab import GROUP, Crosstab, Whom, crosstab, group_quantity
from daylight.model.events import HITS
from daylight.model.intervals import pooled_z, two_sided_p
from daylight.model.kitagawa import MIX, PART, RATES, kitagawa

EXACT_UP_TO = 10_000
"""Searches up to which the p-value is Fisher's exact one."""

GROUNDS = ("search_basis", "discretionary")

DIFFERENCE = group_quantity("hit_rate_difference", Scale.DIFFERENCE, unit="searches")
BY_GROUND = replace(DIFFERENCE, name="hit_rate_difference_by_ground")
SAME_GROUND = replace(DIFFERENCE, name="hit_rate_difference_same_ground")
MIX_OF_GROUNDS = replace(DIFFERENCE, name="hit_rate_difference_mix_of_grounds")
PART_OF_GROUND = replace(DIFFERENCE, name="hit_rate_difference_part_of_ground")
QUANTITIES = (BY_GROUND, SAME_GROUND, MIX_OF_GROUNDS, PART_OF_GROUND)


def ground_of(cells: Cells) -> str | None:
    """The key that holds the ground of a search, or None."""
    return next((name for name in GROUNDS if name in cells.by), None)


def equality_p(x: float, n: float, x0: float, n0: float) -> float:
    """Two-sided p that two shares are equal: exact for small numbers, pooled z for large."""
    if x + x0 == 0 or x + x0 == n + n0:
        return 1.0
    if n + n0 <= EXACT_UP_TO:
        table = [[x, n - x], [x0, n0 - x0]]
        return float(min(1.0, stats.fisher_exact(np.array(table, dtype=np.int64)).pvalue))
    return two_sided_p(pooled_z(x, n, x0, n0))


def table_of(cells: Cells) -> Crosstab | None:
    """Groups by the ground of a search; None where that is no key."""
    ground = ground_of(cells)
    return None if ground is None else crosstab(cells, within=(ground,))


def by_ground(table: Crosstab | None, whom: Whom, level: float, min_n: int) -> Iterator[Estimate]:
    """The difference on each ground of a search, and the split of the pooled one.

    Parameters
    ----------
    table
        Groups by ground; nothing follows where the ground is not known.
    whom
        The group, and what it is compared with.
    """
    if table is None:
        return
    (ground,) = table.within
    group, reference = whom["keys"][GROUP], whom["compared_with"]
    a, c = table.of("hits", group), table.of("hits", reference)
    n1, n0 = (table.recorded("searches", "hits_unknown", g) for g in (group, reference))
    on = [{GROUP: group, ground: value} for (value,) in table.strata]
    trials = trials_of(table, HITS, group, reference)
    for i in np.flatnonzero(np.minimum(n1, n0) >= min_n):
        p = equality_p(a[i], n1[i], c[i], n0[i])
        yield difference(trials.within(int(i)), level, p).estimate(
            BY_GROUND, n=n1[i] + n0[i], **whom | {"keys": on[i]}
        )
    split = kitagawa(a, n1, c, n0)
    whom = whom | {"n": n1.sum() + n0.sum()}
    se = float(np.sqrt(split.rates_variance))
    p_rates = two_sided_p(split.rates / se) if se > 0 else None
    yield bounded(trials, RATES, (split.rates, se), level, p_rates).estimate(
        SAME_GROUND, variant=f"by {ground}", **whom
    )
    se = float(np.sqrt(split.mix_variance))
    yield bounded(trials, MIX, (split.mix, se), level).estimate(
        MIX_OF_GROUNDS, variant=f"by {ground}", **whom
    )
    for i in np.flatnonzero(np.isfinite(split.parts)):
        part = float(split.parts[i]), float(np.sqrt(split.parts_variance[i]))
        yield bounded(trials.marked(int(i)), PART, part, level).estimate(
            PART_OF_GROUND, **whom | {"keys": on[i]}
        )


def opposite_ways(estimates: list[Estimate]) -> Iterator[Note]:
    """A note where the pooled difference and that on the same ground point different ways."""
    pooled, same, mix = (
        {e.keys[GROUP]: e.value for e in estimates if e.quantity == quantity}
        for quantity in (DIFFERENCE, SAME_GROUND, MIX_OF_GROUNDS)
    )
    for group, value in same.items():
        if pooled[group] * value < 0:
            facts = {"group": group, "pooled": pooled[group], "same": value, "mix": mix[group]}
            yield Note(code="mix-of-grounds", facts=facts)


def grounds_disagree(estimates: list[Estimate]) -> Iterator[Note]:
    """A note where one ground clearly points the other way than all searches together."""
    clear = [e for e in estimates if e.low > 0 or e.high < 0]
    for pooled in (e for e in clear if e.quantity == DIFFERENCE):
        group = pooled.keys[GROUP]
        own = [e for e in clear if e.quantity == BY_GROUND and e.keys[GROUP] == group]
        own.sort(key=lambda e: -abs(e.value))
        against = [e for e in own if e.value * pooled.value < 0]
        if against:
            along = [e for e in own if e.value * pooled.value > 0]
            facts: dict[str, Fact] = {"group": group, "pooled": pooled.value}
            yield Note(
                code="grounds-disagree",
                facts=facts | _listed("against", against) | _listed("along", along),
            )


def _listed(way: str, estimates: list[Estimate]) -> dict[str, Fact]:
    """Grounds with their differences and numbers of searches."""
    return {
        way: tuple(value for e in estimates for key, value in e.keys.items() if key in GROUNDS),
        f"{way}_difference": tuple(e.value for e in estimates),
        f"{way}_searches": tuple(e.n for e in estimates),
    }
