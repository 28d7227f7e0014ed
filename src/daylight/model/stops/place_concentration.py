"""In how few places stops are made, and whether groups are stopped in the same ones."""

from collections.abc import Iterator

import numpy as np

from daylight.cells import Cells
from daylight.model.crosstab import GROUP, Array, crosstab, no_reference
from daylight.model.intervals import normal_quantile
from daylight.model.method import Method, Needs
from daylight.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.vocabulary import UNKNOWN

NAME = "place-concentration"
PLACES = ("beat", "neighborhood", "district", "county", "place")
FEWEST_PLACES = 5
FEWEST_STOPS = 100
RESAMPLES = 1000


def place_concentration(
    cells: Cells, *, level: float = 0.95, reference: str = "white", seed: int = 1955
) -> Outcome:
    """How concentrated each group's stops are in place, and how unlike two groups' places are.

    Estimand: the share of a group's stops made in the tenth of places with most of them; and the
    index of dissimilarity, the share of a group's stops that would have to be made elsewhere to
    have the reference group's places.
    Method: intervals by resampling stops within groups; dissimilarity beside its value, and with
    the p-value, under random assignment of stops to groups (both margins fixed), as few
    stops alone make places look unlike.
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
    found = [_top(g, x, level, rng) for g, x in kept.items()]
    for group, x in kept.items():
        if group != reference:
            found += _unlike(group, x, reference, kept[reference], level, rng)
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


def _resampled(x: Array, rng: np.random.Generator) -> Array:
    return rng.multinomial(int(x.sum()), x / x.sum(), size=RESAMPLES).astype(np.float64)


def _bounds(value: float, drawn: Array, level: float) -> tuple[float, float]:
    """Normal bounds from the spread of resamples, whose own mean is biased upwards."""
    half = float(np.std(drawn)) * normal_quantile(level)
    return max(value - half, 0.0), min(value + half, 1.0)


def _top(group: str, x: Array, level: float, rng: np.random.Generator) -> Estimate:
    value = float(top_tenth(x))
    low, high = _bounds(value, top_tenth(_resampled(x, rng)), level)
    return Estimate(
        name="share_in_top_tenth_of_places",
        group=group,
        value=value,
        low=low,
        high=high,
        level=level,
        scale=Scale.PROPORTION,
        n=int(x.sum()),
    )


def _unlike(
    group: str, x: Array, reference: str, x0: Array, level: float, rng: np.random.Generator
) -> Iterator[Estimate]:
    value = float(dissimilarity(x, x0))
    low, high = _bounds(value, dissimilarity(_resampled(x, rng), _resampled(x0, rng)), level)
    both = (x + x0).astype(np.int64)
    drawn = rng.multivariate_hypergeometric(both, int(x.sum()), size=RESAMPLES)
    by_chance = dissimilarity(drawn.astype(float), (both - drawn).astype(float))
    tail = (1 - level) / 2
    for name, centre, ends, p in (
        (
            "dissimilarity",
            value,
            (low, high),
            float((1 + (by_chance >= value).sum()) / (RESAMPLES + 1)),
        ),
        (
            "dissimilarity_by_chance",
            float(by_chance.mean()),
            tuple(float(np.quantile(by_chance, q)) for q in (tail, 1 - tail)),
            None,
        ),
    ):
        yield Estimate(
            name=name,
            group=group,
            reference=reference,
            value=centre,
            low=min(ends[0], centre),
            high=max(ends[1], centre),
            level=level,
            scale=Scale.INDEX,
            n=int(x.sum() + x0.sum()),
            p_value=p,
        )


def _notes(lost: float, stops: float) -> tuple[Note, ...]:
    if lost <= 0.02 * stops:
        return ()
    text = f"{100 * lost / stops:.1f} % of stops have no place and are in none of these numbers."
    return (Note(code="blank-place", text=text),)


METHOD = Method(
    name=NAME,
    subject="stops",
    question="In how few places are stops made, and are groups stopped in the same places?",
    needs=Needs(
        reduction="searches",
        by=(GROUP, "district"),
        measures=("stops",),
        optional_by=("beat", "neighborhood", "county"),
    ),
    run=place_concentration,
    refuses_when="fewer than 5 places, or fewer than 100 stops of two groups",
    assumptions=("places are comparable in size; where they are not, the shares follow the map",),
    overturned_by=("another division into places",),
    cannot_say=("why officers are where they are", "how many people live or drive there"),
    reference="Duncan & Duncan (1955), American Sociological Review 20:210-217",
)
