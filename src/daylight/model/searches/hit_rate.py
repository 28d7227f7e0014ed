"""How often searches find something: the outcome test, pooled and within places and grounds."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, INDEPENDENT
from daylight.data.facts.searches import HitRateFacts
from daylight.data.quantity import Scale
from daylight.data.result import Estimate, Note, Outcome, Result
from daylight.model.blanks import GroupCount, blank_bounds
from daylight.model.clustered_rates import (
    CLUSTERS,
    Trials,
    difference,
    ratio,
    share,
    stratified_difference,
    trials_of,
)
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    Whom,
    against,
    blank_group_note,
    crosstab,
    one_group_only,
    unknown_share,
)
from daylight.model.events import HITS
from daylight.model.intervals import Interval
from daylight.model.mantel_haenszel import mantel_haenszel
from daylight.model.method import Method, Needs
from daylight.model.searches import grounds
from daylight.model.searches.grounds import DIFFERENCE, equality_p
from daylight.model.too_few import too_few
from daylight.schema.vocabulary import UNKNOWN

MIN_N = 10
PLACES = ("district", "beat", "neighborhood", "place")
BLANK = 0.1
"""Share of a group's searches without an outcome above which a note says so."""

HIT_RATE = replace(DIFFERENCE, name="hit_rate", scale=Scale.PROPORTION)
RATIO = replace(DIFFERENCE, name="hit_rate_ratio", scale=Scale.RATIO)
BOUNDS = replace(DIFFERENCE, name="hit_rate_difference_bounds", is_bound=True)
WITHIN = replace(DIFFERENCE, name="hit_rate_difference_within")


def hit_rates(
    cells: Cells, *, level: float = 0.95, reference: str = "white", min_n: int = MIN_N
) -> Outcome:
    """Share of searches that found contraband, by group, and how the groups compare.

    Estimand: P(contraband | searched, group), its difference from and ratio to the reference
    group's; the same difference within strata of the other keys; and, where the ground of the
    search is a key, within each ground.
    Method: Wilson and Newcombe intervals of as many independent searches as those of officers and
    days amount to (`model.clusters`), Fisher's exact p (the pooled z beyond 10,000 searches) or the
    clustered one, whichever is larger; Mantel–Haenszel within strata; Kitagawa's split of the
    pooled difference into a part due to hit rates on the same ground and a part due to the mix of
    grounds.
    Refuses: no reference group, or fewer than `min_n` searches of known outcome in two groups.
    Reference: Becker (1957); Knowles, Persico & Todd (2001); infra-marginality: Ayres (2002),
    Simoiu, Corbett-Davies & Goel (2017); Kitagawa (1955).
    """
    table = crosstab(cells, within=())
    if refusal := one_group_only(table, reference):
        return refusal
    counts = {group: _group(table, group) for group in table.groups}
    blank = counts.pop(UNKNOWN, GroupCount(0, 0, 0))
    kept = {g: c for g, c in counts.items() if c.recorded >= min_n}
    if reference not in kept or len(kept) < 2:
        return too_few(
            "too-few-searches",
            min_n,
            reference,
            {group: count.recorded for group, count in counts.items()},
        )
    estimates = [
        share(trials_of(table, HITS, group), level).estimate(
            HIT_RATE, n=c.recorded, keys={GROUP: group}, missing_share=c.m / c.n
        )
        for group, c in kept.items()
    ]
    others = [group for group in kept if group != reference]
    within, ground = crosstab(cells), grounds.table_of(cells)
    for group in others:
        whom = against(group, reference)
        trials = trials_of(table, HITS, group, reference)
        estimates += _compare(trials, kept[group], kept[reference], level, whom)
        estimates += _bounds(kept[group], kept[reference], blank, whom)
        estimates += _within(within, level, min_n, whom)
        estimates += grounds.by_ground(ground, whom, level, min_n)
    moved = list(_without_one_place(cells, others, reference))
    return Result(
        estimates=tuple(estimates),
        facts=HitRateFacts(
            ground=grounds.ground_of(cells), within=tuple(k for k in cells.by if k != GROUP)
        ),
        diagnostics={
            "searches": int(table.counts["searches"].sum()),
            "searches_unknown_outcome": int(sum(c.m for c in (*counts.values(), blank))),
            **{name: value for one in moved for name, value in one.diagnostics},
        },
        notes=(
            INFRA_MARGINALITY,
            *blank_group_note(unknown_share(table, "searches"), "searches"),
            *_left_out(counts, kept),
            *(one.note for one in moved if one.matters),
            *grounds.opposite_ways(estimates),
            *grounds.grounds_disagree(estimates),
        ),
    )


def _group(table: Crosstab, group: str) -> GroupCount:
    searches, hits = table.of("searches", group).sum(), table.of("hits", group).sum()
    recorded = table.recorded("searches", "hits_unknown", group).sum()
    return GroupCount(float(hits), float(searches - recorded), float(searches))


def _shared(one: GroupCount, base: GroupCount, whom: Whom) -> Whom:
    return whom | {
        "n": one.recorded + base.recorded,
        "missing_share": (one.m + base.m) / (one.n + base.n),
    }


def _compare(
    trials: Trials, one: GroupCount, base: GroupCount, level: float, whom: Whom
) -> Iterator[Estimate]:
    """Difference and ratio of two groups."""
    shared = _shared(one, base, whom)
    p = equality_p(one.x, one.recorded, base.x, base.recorded)
    yield difference(trials, level, p).estimate(DIFFERENCE, **shared)
    if base.x > 0:
        yield ratio(trials, level, p).estimate(RATIO, **shared)


def _bounds(one: GroupCount, base: GroupCount, blank: GroupCount, whom: Whom) -> Iterator[Estimate]:
    """What the blanks could make of the difference."""
    if one.m + base.m + blank.n > 0:
        low, high = blank_bounds(one, base, blank)
        possible = Interval.of(one.x / one.recorded - base.x / base.recorded, low, high)
        yield possible.estimate(BOUNDS, basis=FIXED, **_shared(one, base, whom))


def _within(table: Crosstab, level: float, min_n: int, whom: Whom) -> Iterator[Estimate]:
    """The difference within strata of every other key."""
    if len(table.strata) < 2:
        return
    group, reference = whom["keys"][GROUP], whom["compared_with"]
    a, c = table.of("hits", group), table.of("hits", reference)
    n1, n0 = (table.recorded("searches", "hits_unknown", g) for g in (group, reference))
    shared = (n1 > 0) & (n0 > 0)
    pooled = mantel_haenszel(a, n1, c, n0)
    if n1[shared].sum() >= min_n and np.isfinite(pooled.difference_variance):
        tested = pooled if np.isfinite(pooled.p) else replace(pooled, p=1.0)
        trials = trials_of(table, HITS, group, reference)
        yield stratified_difference(trials, tested, level).estimate(
            WITHIN,
            n=(n1 + n0)[shared].sum(),
            variant=f"within {', '.join(table.within)}",
            **whom,
        )


class WithoutPlace(NamedTuple):
    """A pooled difference, and what it is without the place that moves it most."""

    group: str
    difference: float
    place: str
    without: float

    @property
    def matters(self) -> bool:
        """Whether the place makes more than half of the difference."""
        return abs(self.without - self.difference) > abs(self.difference) / 2

    @property
    def diagnostics(self) -> tuple[tuple[str, float | str], ...]:
        """As they are printed."""
        return (
            (f"difference {self.group}", self.difference),
            (f"difference {self.group} without one place", self.without),
            (f"place left out for {self.group}", self.place),
        )

    @property
    def note(self) -> Note:
        """What a reader is told."""
        return Note(code="one-place", facts=self._asdict())


def _without_one_place(cells: Cells, groups: list[str], reference: str) -> Iterator[WithoutPlace]:
    """The pooled difference without each place in turn: where it moves most."""
    place = next((k for k in PLACES if k in cells.by), None)
    if place is None:
        return
    table = crosstab(cells, within=(place,))
    if len(table.strata) < 3:
        return
    c, n0 = table.of("hits", reference), table.recorded("searches", "hits_unknown", reference)
    for group in groups:
        a, n1 = table.of("hits", group), table.recorded("searches", "hits_unknown", group)
        with np.errstate(divide="ignore", invalid="ignore"):
            without = (a.sum() - a) / (n1.sum() - n1) - (c.sum() - c) / (n0.sum() - n0)
            whole = a.sum() / n1.sum() - c.sum() / n0.sum()
        if np.isfinite(without).all():
            i = int(np.abs(without - whole).argmax())
            yield WithoutPlace(group, float(whole), str(table.strata[i][0]), float(without[i]))


def _left_out(counts: dict[str, GroupCount], kept: dict[str, GroupCount]) -> Iterator[Note]:
    """What was too small, and what was left blank."""
    if small := sorted(set(counts) - set(kept)):
        yield Note(code="too-few-searches", facts={"groups": tuple(small)})
    most = max(c.m / c.n for c in kept.values())
    if most > BLANK:
        yield Note(code="blank-search-outcome", facts={"share": most})


INFRA_MARGINALITY = Note(code="infra-marginality")

METHOD = Method(
    name="outcome",
    needs=Needs(
        reduction="searches",
        by=(GROUP,),
        measures=("searches", "hits"),
        optional_by=("district", "beat", "neighborhood", "county", "search_basis", "discretionary"),
        optional_measures=("hits_unknown", "stops"),
        clusters=CLUSTERS,
    ),
    run=hit_rates,
    quantities=(HIT_RATE, DIFFERENCE, RATIO, BOUNDS, WITHIN, *grounds.QUANTITIES),
    basis=INDEPENDENT,
    refuses_when="fewer than 10 searches of known outcome of the reference or of any other group",
    assumptions=(
        "contraband is looked for and recorded alike for all groups",
        "searches with the least suspicion are as likely to find something in every group",
    ),
    overturned_by=(
        "groups searched on different grounds or in different places",
        "a threshold test that shows one standard for all",
    ),
    cannot_say=(
        "at what suspicion officers searched each group",
        "whether a search was lawful",
    ),
    reference="Knowles, Persico & Todd (2001), Journal of Political Economy 109:203-229; on "
    "infra-marginality Simoiu, Corbett-Davies & Goel (2017), Annals of Applied Statistics 11",
)
