"""Where officers' rates differ: between departments, districts, units or officers within them."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from daylight.cells import Cells
from daylight.model.method import Method, Needs
from daylight.result import Estimate, Note, Refusal, Result, Scale

Array = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

NAME = "variance-by-level"
LEVELS = ("agency", "district", "unit")
FEWEST_OFFICERS = 30
FEWEST_EVENTS = 60
RESAMPLES = 400


class Nested(NamedTuple):
    """Officers within levels: `path[l]` numbers each officer's group at level l, officers last."""

    x: Array
    e: Array
    path: tuple[Whole, ...]
    names: tuple[str, ...]


def variance_by_level(
    cells: Cells, *, level: float = 0.95, seed: int = 20_210_528
) -> Result | Refusal:
    """Where officers' rates differ: between departments, districts, units or officers within them.

    Estimand: the variance of the underlying rate, relative to its mean squared, that arises at
    each level, and its share of the whole; and the share of the spread of counts that is chance.
    Method: products of deviations from the overall rate for pairs of officers who share a level
    but not the next one estimate what that level and those above explain, without Poisson noise;
    an officer's own squared deviation less the count gives the last level. Bootstrap over the
    largest groups that number at least eight. The p-value of a level comes from shuffling what
    lies in its groups between them; for officers, from Poisson counts at their unit's rate. One
    odd unit among ten shows in the p-value, not in the interval, which leaves it out a third of
    the time.
    Refuses: fewer than 30 officers or 60 events, or no level besides the officer.
    Reference: Henderson (1953), Biometrics 9:226–252, moments, with Poisson noise removed.
    """
    nested = _nested(cells)
    if len(nested.names) < 2 or len(nested.x) < FEWEST_OFFICERS or nested.x.sum() < FEWEST_EVENTS:
        return Refusal(
            method=NAME,
            reason="too few officers, events or levels to share out differences",
            needed=f"{FEWEST_OFFICERS} officers, {FEWEST_EVENTS} events and one of "
            f"{', '.join(LEVELS)} besides the officer",
            found=f"{len(nested.x)} officers, {nested.x.sum():.0f} events, levels "
            f"{', '.join(nested.names)}",
            provenance=cells.provenance,
        )
    rng = np.random.default_rng(seed)
    value = components(nested)
    draws = np.array([components(_redrawn(nested, rng)) for _ in range(RESAMPLES)])
    return Result(
        method=NAME,
        estimates=_estimates(nested, value, draws, _p_values(nested, value, rng), level),
        level=level,
        seed=seed,
        diagnostics={
            "officers": len(nested.x),
            "events": float(nested.x.sum()),
            "levels": ", ".join(nested.names),
            "exposure_used": "exposure" in cells.measures,
        },
        notes=_notes(nested),
        provenance=cells.provenance,
    )


def _nested(cells: Cells) -> Nested:
    """Each officer under the unit where most of the officer's exposure (else events) was."""
    names = tuple(name for name in LEVELS if name in cells.by)
    known = cells.collapse(*names, "officer").without_unknown("officer", *names)
    x = known.counts("events")
    e = known.counts("exposure") if "exposure" in known.measures else np.ones(len(x))
    x, e, held = x[e > 0], e[e > 0], e > 0
    path: list[Whole] = []
    above = np.zeros(len(x), dtype=np.int64)
    for name in (*names, "officer"):
        _, code = np.unique(known.keys(name)[held].astype(str), return_inverse=True)
        _, above = np.unique(above * (code.max(initial=0) + 1) + code, return_inverse=True)
        path.append(above)
    return Nested(x, e, tuple(path), (*names, "officer"))


def components(nested: Nested) -> Array:
    """Relative variance that each level adds, then the share of the spread that is chance."""
    mu = nested.x.sum() / nested.e.sum()
    d, m = nested.x - mu * nested.e, mu * nested.e
    shared = []
    for upper, lower in zip(nested.path[:-1], nested.path[1:], strict=True):
        over = _pairs(d, upper) - _pairs(d, lower)
        under = _pairs(m, upper) - _pairs(m, lower)
        shared.append(over / under if under > 0 else 0.0)
    own = float((d**2 - nested.x).sum() / (m**2).sum())
    added = np.diff([0.0, *shared, own])
    return np.array([*added, min(1.0, float(nested.x.sum() / max((d**2).sum(), 1e-12)))])


def _pairs(values: Array, group: Whole) -> float:
    """Sum over groups of the squared total."""
    return float((np.bincount(group, values) ** 2).sum())


def _redrawn(nested: Nested, rng: np.random.Generator) -> Nested:
    """The largest groups that number at least eight, drawn with replacement."""
    sizes = [len(np.unique(groups)) for groups in nested.path]
    depth = next((i for i, size in enumerate(sizes) if size >= 8), len(sizes) - 1)
    members = [np.flatnonzero(nested.path[depth] == g) for g in range(sizes[depth])]
    drawn = rng.integers(0, sizes[depth], sizes[depth])
    rows = np.concatenate([members[g] for g in drawn])
    copy = np.repeat(np.arange(len(drawn)), [len(members[g]) for g in drawn])
    path: list[Whole] = []
    for i, groups in enumerate(nested.path):
        # Copies of a drawn group are groups of their own; what lies above them stays.
        label = groups[rows] if i < depth else groups[rows] * len(drawn) + copy
        path.append(np.unique(label, return_inverse=True)[1])
    return Nested(nested.x[rows], nested.e[rows], tuple(path), nested.names)


def _p_values(nested: Nested, value: Array, rng: np.random.Generator) -> list[float]:
    """How often chance alone gives each level as large a component."""
    found = []
    for i in range(len(nested.names)):
        by_chance = np.array([components(_by_chance(nested, i, rng))[i] for _ in range(RESAMPLES)])
        found.append(float((1 + (by_chance >= value[i]).sum()) / (RESAMPLES + 1)))
    return found


def _by_chance(nested: Nested, depth: int, rng: np.random.Generator) -> Nested:
    """The same officers where level `depth` means nothing."""
    if depth == len(nested.names) - 1:
        unit = nested.path[-2]
        rate = np.bincount(unit, nested.x) / np.bincount(unit, nested.e)
        return nested._replace(x=rng.poisson(rate[unit] * nested.e).astype(np.float64))
    _, first, child = np.unique(nested.path[depth + 1], return_index=True, return_inverse=True)
    shuffled = rng.permutation(nested.path[depth][first])[child]
    return nested._replace(path=(*nested.path[:depth], shuffled, *nested.path[depth + 1 :]))


def _estimates(
    nested: Nested, value: Array, draws: Array, p_values: list[float], level: float
) -> tuple[Estimate, ...]:
    n = int(nested.x.sum())

    def one(
        name: str, group: str, here: float, values: Array, scale: Scale, p: float | None = None
    ) -> Estimate:
        low, high = np.nanquantile(values, [(1 - level) / 2, (1 + level) / 2])
        return Estimate(
            name=name,
            group=group,
            value=here,
            low=min(here, float(low)),
            high=max(here, float(high)),
            level=level,
            scale=scale,
            n=n,
            p_value=p,
        )

    share, shares = _shares(value[:-1]), _shares(draws[:, :-1])
    found: list[Any] = []
    for i, name in enumerate(nested.names):
        found.append(
            one("variance_component", name, value[i], draws[:, i], Scale.INDEX, p_values[i])
        )
        found.append(one("variance_share", name, share[i], shares[:, i], Scale.PROPORTION))
    found.append(one("chance_share", "all", value[-1], draws[:, -1], Scale.PROPORTION))
    return tuple(found)


def _shares(components_: Array) -> Array:
    """Each level's share of the differences that are not chance; below zero counts as none."""
    positive = np.maximum(components_, 0.0)
    total = positive.sum(axis=-1, keepdims=True)
    return np.asarray(positive / np.where(total > 0, total, 1.0))


def _notes(nested: Nested) -> tuple[Note, ...]:
    if "agency" in nested.names:
        return ()
    return (
        Note(
            code="department-wide-shift-invisible",
            text="Officers are compared with officers of the same department. A practice that all "
            "of them share moves nothing here; comparisons with other departments, or with what "
            "the circumstances would lead one to expect, are needed to see it.",
        ),
    )


METHOD = Method(
    name=NAME,
    subject="officers",
    question="Do rates differ between officers, between units, or between departments?",
    needs=Needs(
        reduction="officer_searches",
        by=("unit", "officer"),
        measures=("events",),
        optional_by=("agency", "district"),
        optional_measures=("exposure",),
    ),
    run=variance_by_level,
    refuses_when="there are fewer than 30 officers, 60 events, or no level besides the officer",
    assumptions=("given the rates, events are independent and as variable as a Poisson count",),
    overturned_by=(
        "events that come in clusters of one incident, which look like differences of officers",
        "assignments that differ between units, if exposure does not measure them",
    ),
    cannot_say=("a practice common to the whole department, unless other departments are given",),
    reference="Henderson (1953), Biometrics 9:226–252, with Poisson noise removed",
)
