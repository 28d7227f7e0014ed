"""Where officers' rates differ: between departments, districts, units or officers within them."""

from dataclasses import replace
from typing import Any

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import Basis, BasisKind
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Refusal, Result
from daylight.model.intervals import Interval
from daylight.model.method import Method, Needs
from daylight.model.officers.level_bounds import NoLevel, Reach, component, margin, share
from daylight.model.officers.listed import only_with_events, roster_needed
from daylight.model.officers.nested import (
    Nested,
    components,
    dispersion,
    effective,
    largest,
    left_out,
    nested,
)
from daylight.model.officers.records import spread
from daylight.model.officers.shuffled import Chance, sure_chance

NAME = "variance-by-level"
LEVELS = ("agency", "district", "unit")
MIN_OFFICERS = 30
MIN_EVENTS = 60
SHUFFLES = 400

VARIANCE_COMPONENT = Quantity(
    name="variance_component",
    scale=Scale.INDEX,
    about=About.AGENCY,
    unit="events",
    keys=("between",),
)
VARIANCE_SHARE = replace(VARIANCE_COMPONENT, name="variance_share", scale=Scale.PROPORTION)
CHANCE_SHARE = replace(VARIANCE_SHARE, name="chance_share", keys=())


def variance_by_level(
    cells: Cells, *, level: float = 0.95, seed: int = 20_210_528, shuffles: int = SHUFFLES
) -> Result | Refusal:
    """Where officers' rates differ: between departments, districts, units or officers within them.

    Estimand: the variance of the underlying rate, relative to its mean squared, that arises at
    each level, and its share of the whole; and the share of the spread of counts that is chance.
    Method: products of deviations from the rate of the period, for pairs of different periods of
    officers who share a level but not the next one, estimate what that level and those above
    explain; an officer's own pairs of periods give the last level. Events that come in bursts
    within a period leave both as they are. A level's interval is the jackknife over the largest
    groups that number at least eight, widened upwards to the chi-square bound of so many groups; a
    share's bounds come from those of the components, one-sided at none and at all. The p-value of a
    level comes from dealing what lies in its groups anew within the group above; for officers, from
    dealing each period's deviations anew. An officer who served in several units is held in each
    for the time there. Without periods bursts and officers look alike: an officer's own square less
    the count then bounds the last level from above, and it has no p-value and no lower bound.
    Refuses: fewer than 30 officers or 60 events; no level besides the officer and no periods; a
    list of officers with an event only.
    Reference: Henderson (1953), Biometrics 9:226–252, moments, from pairs of periods.
    """
    names = tuple(name for name in LEVELS if name in cells.by)
    held = _nested(cells, names)
    if not (names or held.repeated) or len(held.x) < MIN_OFFICERS or held.x.sum() < MIN_EVENTS:
        return Refusal(
            code="too-few-to-share-out",
            facts={
                "least_officers": MIN_OFFICERS,
                "least_events": MIN_EVENTS,
                "levels": LEVELS,
                "officers": len(held.x),
                "events": int(held.x.sum()),
                "there": tuple(held.names),
            },
        )
    if only_with_events(held.x, held.e):
        return roster_needed(len(held.x))
    return of_nested(
        held,
        level=level,
        seed=seed,
        shuffles=shuffles,
        has_exposure="exposure" in cells.measures,
    )


def of_nested(
    held: Nested,
    *,
    level: float,
    seed: int,
    shuffles: int,
    has_exposure: bool,
) -> Result:
    """The components of officers already sorted into their levels."""
    rng = np.random.default_rng(seed)
    chances = [sure_chance(held, i, shuffles, rng) for i in range(len(held.names))]
    p_values: list[float | None] = [chance.p_value for chance in chances]
    if not held.repeated:
        p_values[-1] = None
    reaches = _reaches(held, chances, p_values, level)
    return Result(
        estimates=_estimates(held, reaches, p_values, [len(c.draws) for c in chances]),
        diagnostics={
            "officers": len(held.x),
            "events": float(held.x.sum()),
            "levels": ", ".join(held.names),
            "periods": held.x.shape[1],
            "dispersion_within_periods": dispersion(held) if held.repeated else None,
            "exposure_used": has_exposure,
        },
        notes=_notes(held, reaches),
    )


def _nested(cells: Cells, names: tuple[str, ...]) -> Nested:
    period = ("period",) if "period" in cells.by else ()
    keys = (*names, "officer_id", *period)
    known = cells.collapse(*keys).without_unknown(*keys)
    labels = np.array([known.keys(name).astype(str) for name in (*names, "officer_id")])
    rows, row = np.unique(labels, axis=1, return_inverse=True)
    x, e, _ = spread(known, np.asarray(row, dtype=np.int64).ravel(), rows.shape[1])
    x = np.where(e > 0, x, 0.0)
    held = e.sum(axis=1) > 0
    return nested(x[held], e[held], tuple(label[held] for label in rows), (*names, "officer"))


def _reaches(
    held: Nested, chances: list[Chance], p_values: list[float | None], level: float
) -> list[Reach]:
    """Each level's component with its bounds."""
    value, without = components(held), left_out(held)
    found = []
    for i, chance in enumerate(chances):
        p = p_values[i]
        none = NoLevel(float(chance.draws.std()), effective(held, i))
        found.append(
            component(
                float(value[i]),
                margin(without[:, i], level),
                none,
                level,
                beyond=p is not None and p <= 1 - level,
            )
        )
    lasting = margin(without[:, -1], level)
    chance_share = float(value[-1])
    low, high = max(0.0, chance_share - lasting), min(1.0, chance_share + lasting)
    return [*found, Reach(chance_share, low, high if held.repeated else 1.0, False)]


def _estimates(
    held: Nested, reaches: list[Reach], p_values: list[float | None], draws: list[int]
) -> tuple[Estimate, ...]:
    depth, clusters = largest(held)
    key = "officer_id" if held.names[depth] == "officer" else held.names[depth]
    basis = Basis(kind=BasisKind.CLUSTERED, key=key, clusters=clusters)
    about: dict[str, Any] = {"n": held.x.sum(), "basis": basis}
    *parts, chance = reaches
    told = len(parts) > 1 and any(part.beyond for part in parts)
    found = []
    for i, (name, part) in enumerate(zip(held.names, parts, strict=True)):
        keys = {"between": name}
        own = Interval.of(part.value, part.low, part.high)
        tested = about | {"basis": replace(basis, draws=draws[i]), "p_value": p_values[i]}
        found.append(own.estimate(VARIANCE_COMPONENT, keys=keys, **tested))
        if told:
            found.append(Interval.of(*share(parts, i)).estimate(VARIANCE_SHARE, keys=keys, **about))
    of_chance = Interval.of(chance.value, chance.low, chance.high)
    return (*found, of_chance.estimate(CHANCE_SHARE, **about))


def _notes(held: Nested, reaches: list[Reach]) -> tuple[Note, ...]:
    notes = []
    if not any(part.beyond for part in reaches[:-1]):
        notes.append(Note(code="nothing-to-share-out"))
    if not held.repeated:
        notes.append(Note(code="bursts-look-like-officers"))
    if "agency" not in held.names:
        notes.append(Note(code="department-wide-shift-invisible"))
    return tuple(notes)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_searches",
        by=("unit", "officer_id"),
        measures=("events",),
        optional_by=("agency", "district", "period"),
        optional_measures=("exposure",),
    ),
    run=variance_by_level,
    quantities=(VARIANCE_COMPONENT, VARIANCE_SHARE, CHANCE_SHARE),
    refuses_when="there are fewer than 30 officers or 60 events, no level besides the officer and "
    "no periods, or only officers with an event are listed",
    assumptions=(
        "events of one period say nothing of those of another, given the officers' rates",
        "without periods, for the upper bound of officers: events no less variable than a Poisson "
        "count",
    ),
    overturned_by=(
        "bursts that last from one period into the next",
        "without periods, incidents that many officers of one unit share, which then look like "
        "units that differ",
        "assignments that differ between units, if exposure does not measure them",
    ),
    cannot_say=("a practice common to the whole department, unless other departments are given",),
    reference="Henderson (1953), Biometrics 9:226–252, from pairs of periods",
)
