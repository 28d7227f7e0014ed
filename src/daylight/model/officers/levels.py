"""Where officers' rates differ: between departments, districts, units or officers within them."""

from typing import Any

import numpy as np
import numpy.typing as npt

from daylight.cells import Cells
from daylight.model.method import Method, Needs
from daylight.model.officers.nested import Nested, by_chance, components, nested, redrawn
from daylight.provenance import Provenance
from daylight.result import Estimate, Note, Refusal, Result, Scale

Array = npt.NDArray[np.float64]

NAME = "variance-by-level"
LEVELS = ("agency", "district", "unit")
FEWEST_OFFICERS = 30
FEWEST_EVENTS = 60
RESAMPLES = 400


def variance_by_level(
    cells: Cells, *, level: float = 0.95, seed: int = 20_210_528, resamples: int = RESAMPLES
) -> Result | Refusal:
    """Where officers' rates differ: between departments, districts, units or officers within them.

    Estimand: the variance of the underlying rate, relative to its mean squared, that arises at
    each level, and its share of the whole; and the share of the spread of counts that is chance.
    Method: products of deviations from the overall rate for pairs of officers who share a level
    but not the next one estimate what that level and those above explain, without Poisson noise;
    an officer's own squared deviation less the count gives the last level. Bootstrap over the
    largest groups that number at least eight. The p-value of a level comes from shuffling what
    lies in its groups, within the group above; for officers, from Poisson counts at their unit's
    rate. An officer who served in several units is held in each for the time there. One odd unit
    among ten shows in the p-value, not in the interval, which leaves it out a third of the time.
    Refuses: fewer than 30 officers or 60 events, or no level besides the officer.
    Reference: Henderson (1953), Biometrics 9:226–252, moments, with Poisson noise removed.
    """
    held = _nested(cells)
    if len(held.names) < 2 or len(held.x) < FEWEST_OFFICERS or held.x.sum() < FEWEST_EVENTS:
        return Refusal(
            method=NAME,
            reason="too few officers, events or levels to share out differences",
            needed=f"{FEWEST_OFFICERS} officers, {FEWEST_EVENTS} events and one of "
            f"{', '.join(LEVELS)} besides the officer",
            found=f"{len(held.x)} officers, {held.x.sum():.0f} events, levels "
            f"{', '.join(held.names)}",
            provenance=cells.provenance,
        )
    return of_nested(
        held,
        level=level,
        seed=seed,
        resamples=resamples,
        has_exposure="exposure" in cells.measures,
        provenance=cells.provenance,
    )


def of_nested(
    held: Nested,
    *,
    level: float,
    seed: int,
    resamples: int,
    has_exposure: bool,
    provenance: Provenance,
) -> Result:
    """The components of officers already sorted into their levels."""
    rng = np.random.default_rng(seed)
    value = components(held)
    draws = redrawn(held, resamples, rng)
    p_values = [_p_value(held, i, value[i], resamples, rng) for i in range(len(held.names))]
    return Result(
        method=NAME,
        estimates=_estimates(held, value, draws, p_values, level),
        level=level,
        seed=seed,
        diagnostics={
            "officers": len(held.x),
            "events": float(held.x.sum()),
            "levels": ", ".join(held.names),
            "exposure_used": has_exposure,
        },
        notes=_notes(held),
        provenance=provenance,
    )


def _nested(cells: Cells) -> Nested:
    names = tuple(name for name in LEVELS if name in cells.by)
    known = cells.collapse(*names, "officer").without_unknown("officer", *names)
    x = known.counts("events")
    e = known.counts("exposure") if "exposure" in known.measures else np.ones(len(x))
    held = e > 0
    labels = tuple(known.keys(name)[held].astype(str) for name in (*names, "officer"))
    return nested(x[held], e[held], labels, (*names, "officer"))


def _p_value(
    held: Nested, depth: int, found: float, shuffles: int, rng: np.random.Generator
) -> float:
    """How often chance alone gives a level as large a component."""
    drawn = by_chance(held, depth, shuffles, rng)
    return float((1 + (drawn >= found).sum()) / (shuffles + 1))


def _estimates(
    held: Nested, value: Array, draws: Array, p_values: list[float], level: float
) -> tuple[Estimate, ...]:
    n = int(held.x.sum())

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
    for i, name in enumerate(held.names):
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


def _notes(held: Nested) -> tuple[Note, ...]:
    if "agency" in held.names:
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
