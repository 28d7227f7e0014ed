"""In how few places stops are made, and whether groups are stopped in the same ones."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import optimize
from scipy.special import erf

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, RESAMPLED
from daylight.data.quantity import Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.crosstab import (
    GROUP,
    Whom,
    compare_groups,
    crosstab,
    group_quantity,
    one_group_only,
)
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
    Method: intervals by resampling stops within groups. Few stops alone make places look unlike,
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
            reason="too few places or stops",
            needed=f"a place key with {FEWEST_PLACES} places, {FEWEST_STOPS} stops of two groups",
            found=f"{int(known.sum())} places; " + ", ".join(sorted(kept)),
        )
    again = _Resampling(np.random.default_rng(seed), resamples, level)
    lost = float(table.counts["stops"][:, ~known].sum())
    return Result(
        estimates=compare_groups(kept, reference, again.top, again.unlike),
        diagnostics={"places": int(known.sum()), "key": key, "stops_without_place": int(lost)},
        notes=tuple(_notes(lost, float(table.counts["stops"].sum()))),
    )


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
        drawn = self.rng.multinomial(int(x.sum()), x / x.sum(), size=self.resamples)
        return drawn.astype(np.float64)

    def interval(self, value: float, drawn: Array, steepness: float = 1.0) -> Interval:
        """Normal bounds from the resamples' standard error, for their mean is biased upwards."""
        margin = steepness * float(np.std(drawn)) * normal_quantile(self.level)
        return Interval.of(value, max(value - margin, 0.0), min(value + margin, 1.0))

    def top(self, x: Array, whom: Whom) -> Iterator[Estimate]:
        bounded = self.interval(float(top_tenth(x)), top_tenth(self.draw(x)))
        yield bounded.estimate(TOP_TENTH, n=x.sum(), **whom)

    def unlike(self, x: Array, x0: Array, whom: Whom) -> Iterator[Estimate]:
        counted, shared = float(dissimilarity(x, x0)), whom | {"n": x.sum() + x0.sum()}
        both = (x + x0).astype(np.int64)
        drawn = self.rng.multivariate_hypergeometric(both, int(x.sum()), size=self.resamples)
        by_chance = dissimilarity(drawn.astype(float), (both - drawn).astype(float))
        p = float((1 + (by_chance >= counted - 1e-12).sum()) / (self.resamples + 1))
        value, steepness = without_chance(x, x0)
        again = dissimilarity(self.draw(x), self.draw(x0))
        index = self.interval(value, again, steepness)
        if p >= 1 - self.level:
            index = index._replace(low=np.zeros(()))
        yield index.estimate(DISSIMILARITY, p_value=p, **shared)
        yield no_interval(counted).estimate(AS_COUNTED, basis=FIXED, **shared)
        tail = (1 - self.level) / 2
        low, high = np.quantile(by_chance, [tail, 1 - tail])
        yield Interval.of(by_chance.mean(), low, high).estimate(BY_CHANCE, **shared)


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
