"""In how few places stops are made, and whether groups are stopped in the same ones."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import optimize
from scipy.special import erf

from daylight.data.cells import Cells
from daylight.data.clustering import FEWEST_CLUSTERS, WEEK
from daylight.data.estimate import FIXED, RESAMPLED, Basis, BasisKind
from daylight.data.quantity import Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    Whom,
    compare_groups,
    crosstab,
    group_quantity,
    one_group_only,
)
from daylight.model.draws import counted
from daylight.model.intervals import Interval, no_interval, normal_quantile
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "place-concentration"
PLACES = ("beat", "neighborhood", "district", "county", "place")
FEWEST_PLACES = 5
FEWEST_STOPS = 100
RESAMPLES = 1000
STEEPEST = 5.0
"""Near zero the corrected index answers to the counts without bound; beyond this it is cut."""

MANY_LOST = 0.02
"""Share of stops without a place above which a note says so."""

TOP_TENTH = group_quantity("share_in_top_tenth_of_places", Scale.PROPORTION)
DISSIMILARITY = group_quantity("dissimilarity", Scale.INDEX)
AS_COUNTED = group_quantity("dissimilarity_as_counted", Scale.INDEX)
BY_CHANCE = group_quantity("dissimilarity_by_chance", Scale.INDEX)


def place_concentration(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    seed: int = 1955,
    resamples: int = RESAMPLES,
) -> Outcome:
    """How concentrated each group's stops are in place, and how unlike two groups' places are.

    Estimand: the share of a group's stops made in the tenth of places with most of them; and the
    index of dissimilarity, the share of a group's stops that would have to be made elsewhere to
    have the reference group's places.
    Method: intervals by resampling stops within groups, as many as those of whole weeks amount to
    where weeks are known. Few stops alone make places look unlike,
    so what chance adds is taken out of the dissimilarity; beside it stand the index as counted and
    that under random assignment of stops to groups (both margins fixed), which gives the p-value
    and puts the lower limit at zero where it is not small.
    Refuses: fewer than 5 places, or 100 stops of the reference or of every other group.
    Reference: Duncan & Duncan (1955), American Sociological Review 20:210-217; Carrington & Troske
    (1997), Journal of Business & Economic Statistics 15:402-409.
    """
    key = next((name for name in PLACES if name in cells.by), None)
    table = crosstab(cells, within=() if key is None else (key,))
    if refusal := one_group_only(table, reference):
        return refusal
    known = np.array([place != (UNKNOWN,) for place in table.strata], dtype=bool)
    groups = {g: table.of("stops", g)[known] for g in table.groups if g != UNKNOWN}
    kept = {g: x for g, x in groups.items() if x.sum() >= FEWEST_STOPS}
    if key is None or known.sum() < FEWEST_PLACES or reference not in kept or len(kept) < 2:
        return Refusal(
            code="too-few-places",
            facts={
                "least_places": FEWEST_PLACES,
                "least_stops": FEWEST_STOPS,
                "places": int(known.sum()),
                "groups": tuple(sorted(kept)),
            },
        )
    weeks = {g: _by_week(table, g)[:, known] for g in kept}
    stops = {g: Stops(x, weeks[g]) for g, x in kept.items()}
    again = _Resampling(np.random.default_rng(seed), resamples, level)
    lost = float(table.counts["stops"][:, ~known].sum())
    return Result(
        estimates=compare_groups(stops, reference, again.top, again.unlike),
        diagnostics={"places": int(known.sum()), "key": key, "stops_without_place": int(lost)},
        notes=tuple(_notes(lost, float(table.counts["stops"].sum()))),
    )


@dataclass(frozen=True, slots=True)
class Stops:
    """A group's (P,) stops by place, and (G, P) the same by week; no rows where none is known."""

    x: Array
    weeks: Array

    def share(self) -> tuple[Array, Array]:
        """(P,) shares of places, and (G, P) the same without each week."""
        rest = self.x - self.weeks
        return self.x / self.x.sum(), rest / np.maximum(rest.sum(axis=1, keepdims=True), 1)


def _by_week(table: Crosstab, group: str) -> Array:
    """(G, S) stops of a group by week and place; stops of no recorded week are one more."""
    shape = (0, len(table.strata))
    for one in table.clusters:
        if one.key == WEEK and group in table.groups:
            code = np.where(one.cluster < 0, one.cluster.max() + 1, one.cluster)
            shape = (int(code.max()) + 1, len(table.strata))
            at = code * shape[1] + one.stratum
            own = one.of("stops", table.groups.index(group))
            sums = np.bincount(at, own, minlength=shape[0] * shape[1])
            return np.asarray(sums.reshape(shape), dtype=np.float64)
    return np.zeros(shape)


def design_effect(*groups: Stops) -> float:
    """How many times as much the shares of places scatter as if stops were independent.

    Of one group, or of the difference between two. The delete-one-week variance of the shares over
    that of multinomial ones, both added up over places: the first-order correction of Rao & Scott
    (1981), Journal of the American Statistical Association 76:221-230. One where no week is known.
    """
    weeks = min(len(group.weeks) for group in groups)
    if weeks < 2:
        return 1.0
    without, expected, sign = np.zeros((1, 1)), 0.0, 1.0
    for group in groups:
        share, rest = group.share()
        without = without + sign * rest
        expected += float((share * (1 - share)).sum()) / float(group.x.sum())
        sign = -1.0
    away = without - without.mean(axis=0)
    return max(float((weeks - 1) / weeks * (away**2).sum() / expected), 1.0)


def top_tenth(x: Array) -> Array:
    """Share of stops in the tenth of places (rounded up) with most of them, on the last axis."""
    count = int(np.ceil(x.shape[-1] / 10))
    most = np.sort(x, axis=-1)[..., -count:]
    return np.asarray(most.sum(axis=-1) / x.sum(axis=-1))


def dissimilarity(x: Array, x0: Array) -> Array:
    """½ Σ |x/Σx − x₀/Σx₀| over the last axis."""
    share, share0 = x / x.sum(axis=-1, keepdims=True), x0 / x0.sum(axis=-1, keepdims=True)
    return np.asarray(0.5 * np.abs(share - share0).sum(axis=-1))


def _folded(c: float, gap: Array, se: Array) -> float:
    """Half the mean sum of |N(c gap, se²)|: the index that counts are expected to show."""
    z = c * gap / se
    return float(
        (se * (np.sqrt(2 / np.pi) * np.exp(-(z**2) / 2) + z * erf(z / np.sqrt(2)))).sum() / 2
    )


def without_chance(x: Array, x0: Array) -> tuple[float, float]:
    """The dissimilarity less what chance adds to it, and how steeply it answers to the counts.

    Counts scatter, so even like places look unlike. The gaps between shares are shrunk by the one
    factor with which the index to be expected is the index that was counted.
    """
    mixed = (x + x0) / (x + x0).sum()
    se = np.sqrt(mixed * (1 - mixed) * (1 / x.sum() + 1 / x0.sum()))
    gap = np.abs(x / x.sum() - x0 / x0.sum())[se > 0]
    se, counted = se[se > 0], float(dissimilarity(x, x0))
    if _folded(0, gap, se) >= counted:
        return 0.0, STEEPEST
    factor = float(optimize.brentq(lambda c: _folded(c, gap, se) - counted, 0, 1))
    rise = (_folded(1.01 * factor, gap, se) - _folded(0.99 * factor, gap, se)) / (0.02 * factor)
    return factor * counted, float(min(counted / rise, STEEPEST))


@dataclass(frozen=True, slots=True)
class _Resampling:
    """Stops drawn again within groups, so many times."""

    rng: np.random.Generator
    resamples: int
    level: float

    def draw(self, x: Array) -> Array:
        drawn = self.rng.multinomial(max(round(x.sum()), 1), x / x.sum(), size=self.resamples)
        return drawn.astype(np.float64)

    def interval(self, value: float, drawn: Array, steepness: float = 1.0) -> Interval:
        """Normal bounds from the resamples' standard error, for their mean is biased upwards."""
        margin = steepness * float(np.std(drawn)) * normal_quantile(self.level)
        return Interval.of(value, max(value - margin, 0.0), min(value + margin, 1.0))

    def top(self, stops: Stops, whom: Whom) -> Iterator[Estimate]:
        effect = design_effect(stops)
        bounded = self.interval(float(top_tenth(stops.x)), top_tenth(self.draw(stops.x / effect)))
        yield bounded.estimate(TOP_TENTH, n=stops.x.sum(), basis=_basis(stops, effect), **whom)

    def unlike(self, stops: Stops, base: Stops, whom: Whom) -> Iterator[Estimate]:
        observed, n = float(dissimilarity(stops.x, base.x)), stops.x.sum() + base.x.sum()
        effect = design_effect(stops, base)
        basis = _basis(stops, effect)
        x, x0 = stops.x / effect, base.x / effect
        both = np.round(x + x0).astype(np.int64)
        size = min(round(x.sum()), int(both.sum()))

        def split(count: int) -> Array:
            drawn = self.rng.multivariate_hypergeometric(both, size, size=count)
            return dissimilarity(drawn.astype(float), (both - drawn).astype(float))

        p, by_chance = counted(split, observed - 1e-12, self.resamples)
        value, steepness = without_chance(x, x0)
        again = dissimilarity(self.draw(x), self.draw(x0))
        index = self.interval(value, again, steepness)
        if p >= 1 - self.level:
            index = index._replace(low=np.zeros(()))
        few = 0 < len(stops.weeks) < FEWEST_CLUSTERS
        shared = whom | {"n": n, "basis": basis}
        yield index.estimate(DISSIMILARITY, p_value=None if few else p, **shared)
        yield no_interval(observed).estimate(AS_COUNTED, **shared | {"basis": FIXED})
        tail = (1 - self.level) / 2
        low, high = np.quantile(by_chance, [tail, 1 - tail])
        yield Interval.of(by_chance.mean(), low, high).estimate(BY_CHANCE, **shared)


def _basis(stops: Stops, effect: float) -> Basis:
    """What the interval allows for: whole weeks where they are known."""
    if not len(stops.weeks):
        return Basis(kind=BasisKind.RESAMPLED, lacks=WEEK)
    weeks, factor = len(stops.weeks), float(np.sqrt(effect))
    return Basis(kind=BasisKind.RESAMPLED, key=WEEK, clusters=weeks, factor=factor)


def _notes(lost: float, stops: float) -> Iterator[Note]:
    if lost > MANY_LOST * stops:
        yield Note(code="blank-place", facts={"share": lost / stops})


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="searches",
        by=(GROUP,),
        measures=("stops",),
        optional_by=PLACES,
        clusters=(WEEK,),
    ),
    run=place_concentration,
    refuses_when="there is no place key (name one in `by`), fewer than 5 places, or fewer than 100 "
    "stops of two groups",
    assumptions=("places are comparable in size; where they are not, the shares follow the map",),
    overturned_by=("another division into places",),
    cannot_say=("why officers are where they are", "how many people live or drive there"),
    reference="Duncan & Duncan (1955), American Sociological Review 20:210-217",
    quantities=(TOP_TENTH, DISSIMILARITY, AS_COUNTED, BY_CHANCE),
    basis=RESAMPLED,
)
