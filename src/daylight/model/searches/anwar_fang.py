"""Whether officers of different races rank the groups they search differently."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.quantity import Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.clustered_rates import CLUSTERS, Trials, difference, trials_of
from daylight.model.clustered_rates import DIFFERENCE as DIFFERENCE_OF_SHARES
from daylight.model.crosstab import GROUP, Crosstab, crosstab, group_quantity
from daylight.model.events import HITS as FOUND
from daylight.model.events import SEARCHES as SEARCHED
from daylight.model.events import Events
from daylight.model.intervals import no_interval, two_sided_p
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

OFFICER_RACE, OTHER_OFFICER = "officer_race", "other_officer_race"
MIN_N = 30


class Rate(NamedTuple):
    """Events in trials, and what is estimated of them."""

    of: Events
    difference: Quantity
    reversal: Quantity


DIFFERENCE = replace(
    group_quantity("search_rate_difference_between_officers", Scale.DIFFERENCE),
    keys=(GROUP, OFFICER_RACE, OTHER_OFFICER),
)
REVERSAL = replace(DIFFERENCE, name="search_rate_rank_reversal", scale=Scale.PROBABILITY)
SEARCHES = Rate(SEARCHED, DIFFERENCE, REVERSAL)
HITS = Rate(
    FOUND,
    replace(DIFFERENCE, name="hit_rate_difference_between_officers", unit="searches"),
    replace(REVERSAL, name="hit_rate_rank_reversal", unit="searches"),
)


def rank_order(cells: Cells, *, level: float = 0.95, min_n: int = MIN_N) -> Outcome:
    """Whether the order of officers' search and hit rates depends on who is stopped.

    Estimand: for each pair of officer races, the difference of their search (hit) rates towards
    each group; and whether it has one sign for one group and the other for another.
    Method: Newcombe intervals of as many independent stops as those of officers and days amount to
    (`model.clusters`), without which officers of two races are found to differ where they are
    alike; the reversal's p is that of the likelihood-ratio test for a
    qualitative interaction, the larger of two one-sided p-values in the better direction.
    Refuses: fewer than two officer races with `min_n` stops of each of two groups.
    Reference: Anwar & Fang (2006), American Economic Review 96:127-151, tests of section III;
    Gail & Simon (1985), Biometrics 41:361-372.
    """
    table = crosstab(cells, within=(OFFICER_RACE,))
    found = [
        estimate
        for rate in (SEARCHES, HITS)
        for estimate in _by_officers(table, rate, level, min_n)
    ]
    tested = sum(e.scale is Scale.PROBABILITY for e in found)
    if not tested:
        return Refusal(
            code="too-few-officer-races",
            facts={"least": min_n, "officer_races": tuple(str(value) for (value,) in table.strata)},
        )
    return Result(
        estimates=tuple(found),
        diagnostics={"reversals_tested": tested},
        notes=(Note(code="relative-only"),),
    )


def _by_officers(table: Crosstab, rate: Rate, level: float, min_n: int) -> Iterator[Estimate]:
    """Officers of every two races compared: their rates towards each group, then the order."""
    every = {g: trials_of(table, rate.of, g) for g in table.groups if g != UNKNOWN}
    officers = [(i, str(race)) for i, (race,) in enumerate(table.strata) if race != UNKNOWN]
    for (i, own), (j, other) in combinations(officers, 2):
        races = {OFFICER_RACE: own, OTHER_OFFICER: other}
        pairs = {group: trials.against(i, j) for group, trials in every.items()}
        enough = {g: one for g, one in pairs.items() if one.counts[0, 1::2].min() >= min_n}
        z = {}
        for group, trials in enough.items():
            x, n, x0, n0 = trials.counts[0]
            model_z = _z(x, n, x0, n0)
            found = difference(trials, level, two_sided_p(model_z))
            z[group] = _at_most(model_z, trials)
            yield found.estimate(
                rate.difference,
                n=n + n0,
                keys={GROUP: group, **races},
                compared_with=other,
            )
        for one, base in combinations(enough, 2):
            p = reversal_p(z[one], z[base])
            yield no_interval(p).estimate(
                rate.reversal,
                n=sum(enough[g].counts[0, 1::2].sum() for g in (one, base)),
                keys={GROUP: one, **races},
                compared_with=base,
                p_value=p,
            )


def _at_most(z: float, trials: Trials) -> float:
    """The z that has the p of the clustered t, where that is nearer to zero."""
    x, n, x0, n0 = trials.counts[0]
    se = float(np.sqrt(x * (n - x) / n**3 + x0 * (n0 - x0) / n0**3))
    known = trials.uncertainty(DIFFERENCE_OF_SHARES, se)
    if not known.is_testable:
        return 0.0
    p = known.p(x / n - x0 / n0, two_sided_p(z))
    return float(np.sign(z) * stats.norm.isf((1.0 if p is None else p) / 2))


def _z(x: float, n: float, x0: float, n0: float) -> float:
    """Unpooled z of two shares, each with half an event and half a non-event added."""
    p, p0 = (x + 0.5) / (n + 1), (x0 + 0.5) / (n0 + 1)
    return float((p - p0) / np.sqrt(p * (1 - p) / n + p0 * (1 - p0) / n0))


def reversal_p(z: float, z0: float) -> float:
    """p of "the two differences do not have opposite signs", both directions allowed.

    Not doubled: where one difference is large only one direction can be rejected, and where both
    are small the two together are rejected far more rarely than one (Gail & Simon 1985).
    """
    return float(min(max(stats.norm.sf(s * z), stats.norm.sf(-s * z0)) for s in (1, -1)))


METHOD = Method(
    name="anwar-fang",
    needs=Needs(
        reduction="searches",
        by=(GROUP, OFFICER_RACE),
        measures=("stops", "searches", "hits"),
        optional_measures=("searches_unknown", "hits_unknown"),
        clusters=CLUSTERS,
    ),
    run=rank_order,
    quantities=tuple(q for rate in (SEARCHES, HITS) for q in (rate.difference, rate.reversal)),
    basis=INDEPENDENT,
    refuses_when="officers of fewer than two races have 30 stops of two groups",
    assumptions=(
        "officers of different races meet like people: same places, same hours, same duties",
    ),
    overturned_by=("officers of different races posted to different places or duties",),
    cannot_say=(
        "which officers depart from one standard",
        "that all officers hold one standard when the order is the same",
    ),
    reference="Anwar & Fang (2006), American Economic Review 96:127-151",
)
