"""In how few places stops are made, and whether groups are stopped in the same ones."""

from collections.abc import Iterator

import numpy as np
from scipy import optimize
from scipy.special import erf

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array
from daylight.model.crosstab import GROUP, crosstab, no_reference
from daylight.model.intervals import normal_quantile
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "place-concentration"
PLACES = ("beat", "neighborhood", "district", "county", "place")
FEWEST_PLACES = 5
FEWEST_STOPS = 100
RESAMPLES = 1000
STEEPEST = 5.0
"""Near zero the corrected index answers to the counts without bound; beyond this it is cut."""


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
    if refusal := no_reference(NAME, table, reference, cells):
        return refusal
    known = np.array([place != (UNKNOWN,) for place in table.strata], dtype=bool)
    groups = {g: table.of("stops", g)[known] for g in table.groups if g != UNKNOWN}
    kept = {g: x for g, x in groups.items() if x.sum() >= FEWEST_STOPS}
    if key is None or known.sum() < FEWEST_PLACES or reference not in kept or len(kept) < 2:
        return Refusal(
            method=NAME,
            reason="too few places or stops",
            needed=f"a place key with {FEWEST_PLACES} places, {FEWEST_STOPS} stops of two groups",
            found=f"{int(known.sum())} places; " + ", ".join(sorted(kept)),
            provenance=cells.provenance,
        )
    rng = np.random.default_rng(seed)
    found = [_top(g, x, level, _resampled(x, rng, resamples)) for g, x in kept.items()]
    for group, x in kept.items():
        if group != reference:
            found += _unlike(group, x, reference, kept[reference], level, rng, resamples)
    lost = float(table.counts["stops"][:, ~known].sum())
    return Result(
        method=NAME,
        estimates=tuple(found),
        level=level,
        reference=reference,
        seed=seed,
        diagnostics={"places": int(known.sum()), "key": key, "stops_without_place": int(lost)},
        notes=_notes(lost, float(table.counts["stops"].sum())),
        provenance=cells.provenance,
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


def _resampled(x: Array, rng: np.random.Generator, resamples: int) -> Array:
    return rng.multinomial(int(x.sum()), x / x.sum(), size=resamples).astype(np.float64)


def _bounds(value: float, drawn: Array, level: float) -> tuple[float, float]:
    """Normal bounds from the spread of resamples, whose own mean is biased upwards."""
    half = float(np.std(drawn)) * normal_quantile(level)
    return max(value - half, 0.0), min(value + half, 1.0)


def _top(group: str, x: Array, level: float, again: Array) -> Estimate:
    value = float(top_tenth(x))
    low, high = _bounds(value, top_tenth(again), level)
    return untyped(
        name="share_in_top_tenth_of_places",
        group=group,
        value=value,
        low=low,
        high=high,
        level=level,
        scale=Scale.PROPORTION,
        n=int(x.sum()),
    )


def _folded(c: float, gap: Array, spread: Array) -> float:
    """Half the mean sum of |N(c gap, spread²)|: the index that counts are expected to show."""
    z = c * gap / spread
    return float(
        (spread * (np.sqrt(2 / np.pi) * np.exp(-(z**2) / 2) + z * erf(z / np.sqrt(2)))).sum() / 2
    )


def without_chance(x: Array, x0: Array) -> tuple[float, float]:
    """The dissimilarity less what chance adds to it, and how steeply it answers to the counts.

    Counts scatter, so even like places look unlike. The gaps between shares are shrunk by the one
    factor with which the index to be expected is the index that was counted.
    """
    mixed = (x + x0) / (x + x0).sum()
    spread = np.sqrt(mixed * (1 - mixed) * (1 / x.sum() + 1 / x0.sum()))
    gap = np.abs(x / x.sum() - x0 / x0.sum())[spread > 0]
    spread, counted = spread[spread > 0], float(dissimilarity(x, x0))
    if _folded(0, gap, spread) >= counted:
        return 0.0, STEEPEST
    factor = float(optimize.brentq(lambda c: _folded(c, gap, spread) - counted, 0, 1))
    rise = (_folded(1.01 * factor, gap, spread) - _folded(0.99 * factor, gap, spread)) / (
        0.02 * factor
    )
    return factor * counted, float(min(counted / rise, STEEPEST))


def _unlike(
    group: str,
    x: Array,
    reference: str,
    x0: Array,
    level: float,
    rng: np.random.Generator,
    resamples: int,
) -> Iterator[Estimate]:
    counted = float(dissimilarity(x, x0))
    both = (x + x0).astype(np.int64)
    drawn = rng.multivariate_hypergeometric(both, int(x.sum()), size=resamples)
    by_chance = dissimilarity(drawn.astype(float), (both - drawn).astype(float))
    p = float((1 + (by_chance >= counted - 1e-12).sum()) / (resamples + 1))
    value, steepness = without_chance(x, x0)
    again = dissimilarity(_resampled(x, rng, resamples), _resampled(x0, rng, resamples))
    half = steepness * float(np.std(again)) * normal_quantile(level)
    low = 0.0 if p >= 1 - level else max(value - half, 0.0)
    tail = (1 - level) / 2
    chance = [float(np.quantile(by_chance, q)) for q in (tail, 1 - tail)]

    def estimate(name: str, value: float, low: float, high: float, p: float | None) -> Estimate:
        return untyped(
            name=name,
            group=group,
            reference=reference,
            value=value,
            low=low,
            high=high,
            level=level,
            scale=Scale.INDEX,
            n=int(x.sum() + x0.sum()),
            p_value=p,
        )

    yield estimate("dissimilarity", value, low, min(value + half, 1.0), p)
    yield estimate("dissimilarity_as_counted", counted, float("nan"), float("nan"), None)
    centre = float(by_chance.mean())
    yield estimate(
        "dissimilarity_by_chance", centre, min(chance[0], centre), max(chance[1], centre), None
    )


def _notes(lost: float, stops: float) -> tuple[Note, ...]:
    if lost <= 0.02 * stops:
        return ()
    text = f"{100 * lost / stops:.1f} % of stops have no place and are in none of these numbers."
    return (Note(code="blank-place", text=text),)


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
)
