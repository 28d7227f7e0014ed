"""Whether officers of different races rank the groups they search differently."""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.crosstab import GROUP, Crosstab, crosstab
from daylight.model.intervals import risk_difference
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "anwar-fang"
OFFICER = "officer_race"
MIN_N = 30
RATES = {"search_rate": ("searches", "stops"), "hit_rate": ("hits", "searches")}


def rank_order(cells: Cells, *, level: float = 0.95, min_n: int = MIN_N) -> Outcome:
    """Whether the order of officers' search and hit rates depends on who is stopped.

    Estimand: for each pair of officer races, the difference of their search (hit) rates towards
    each group; and whether it has one sign for one group and the other for another.
    Method: Newcombe intervals; the reversal's p is that of the likelihood-ratio test for a
    qualitative interaction, the larger of two one-sided p-values in the better direction.
    Refuses: fewer than two officer races with `min_n` stops of each of two groups.
    Reference: Anwar & Fang (2006), American Economic Review 96:127-151, tests of section III;
    Gail & Simon (1985), Biometrics 41:361-372.
    """
    whole = crosstab(cells, within=(OFFICER,))
    found = [
        estimate
        for rate, (event, trials) in RATES.items()
        for estimate in _rate(whole, rate, event, trials, level, min_n)
    ]
    reversals = [e for e in found if e.name.endswith("rank_reversal")]
    if not reversals:
        officers = ", ".join(str(value) for (value,) in whole.strata)
        return Refusal(
            method=NAME,
            reason="there are not two officer races with enough stops of two groups",
            needed=f"{min_n} stops of two groups by officers of two races",
            found=f"officers: {officers}",
            provenance=cells.provenance,
        )
    return Result(
        method=NAME,
        estimates=tuple(found),
        level=level,
        diagnostics={"reversals_tested": len(reversals)},
        notes=(RELATIVE_ONLY,),
        provenance=cells.provenance,
    )


def _rate(
    table: Crosstab, rate: str, event: str, trials: str, level: float, min_n: int
) -> Iterator[Estimate]:
    officers = [str(value) for (value,) in table.strata]
    groups = [group for group in table.groups if group != UNKNOWN]
    x = {group: table.of(event, group) for group in groups}
    n = {group: _trials(table, trials, group) for group in groups}
    pairs = combinations([i for i, name in enumerate(officers) if name != UNKNOWN], 2)
    for i, j in pairs:
        enough = [g for g in groups if min(n[g][i], n[g][j]) >= min_n]
        z = {}
        for group in enough:
            counts = (x[group][i], n[group][i], x[group][j], n[group][j])
            z[group] = _z(*counts)
            gap = risk_difference(*counts, level=level)
            yield untyped(
                name=f"{rate}_difference_between_officers",
                group=group,
                reference=f"{officers[j]} officers",
                stratum=f"{officers[i]} officers",
                value=float(gap.value),
                low=float(gap.low),
                high=float(gap.high),
                level=level,
                scale=Scale.DIFFERENCE,
                n=int(counts[1] + counts[3]),
                p_value=float(2 * stats.norm.sf(abs(z[group]))),
            )
        for one, other in combinations(enough, 2):
            p = reversal_p(z[one], z[other])
            yield untyped(
                name=f"{rate}_rank_reversal",
                group=one,
                reference=other,
                stratum=f"{officers[i]} and {officers[j]} officers",
                value=p,
                low=float("nan"),
                high=float("nan"),
                level=level,
                scale=Scale.PROBABILITY,
                n=int(sum(n[g][i] + n[g][j] for g in (one, other))),
                p_value=p,
            )


def _trials(
    table: Crosstab, trials: str, group: str
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Trials whose answer was recorded."""
    blank = {"stops": "searches_unknown", "searches": "hits_unknown"}[trials]
    known = table.of(trials, group)
    return known - table.of(blank, group) if blank in table.counts else known


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


RELATIVE_ONLY = Note(
    code="relative-only",
    text="A reversed order would mean that officers of different races hold the groups to "
    "standards in a different order. The same order for all officers is compatible with every "
    "officer favouring the same group.",
)

METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="searches",
        by=(GROUP, OFFICER),
        measures=("stops", "searches", "hits"),
        optional_measures=("searches_unknown", "hits_unknown"),
    ),
    run=rank_order,
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
