"""Where officers' rates differ: between departments, districts, units or officers within them."""

from dataclasses import replace
from typing import Any

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.estimate import Basis, BasisKind
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.intervals import Interval
from daylight.model.method import Method, Needs
from daylight.model.officers.nested import Nested, by_chance, components, largest, left_out, nested
from daylight.model.officers.records import exposure_of

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
WIDEST = 30.0
"""Logarithm of the widest factor an interval can have."""


def variance_by_level(
    cells: Cells, *, level: float = 0.95, seed: int = 20_210_528, shuffles: int = SHUFFLES
) -> Result | Refusal:
    """Where officers' rates differ: between departments, districts, units or officers within them.

    Estimand: the variance of the underlying rate, relative to its mean squared, that arises at
    each level, and its share of the whole; and the share of the spread of counts that is chance.
    Method: products of deviations from the overall rate for pairs of officers who share a level
    but not the next one estimate what that level and those above explain, without Poisson noise;
    an officer's own squared deviation less the count gives the last level. Interval from
    leaving out, one at a time, the largest groups that number at least eight, on the log scale
    where chance does not explain the level (a share on the log-odds scale). The p-value of a level
    comes from shuffling what lies in its groups, within the group above; for officers, from
    Poisson counts at their unit's rate. An officer who served in several units is held in each for
    the time there.
    Refuses: fewer than 30 officers or 60 events, or no level besides the officer.
    Reference: Henderson (1953), Biometrics 9:226–252, moments, with Poisson noise removed.
    """
    held = _nested(cells)
    if len(held.names) < 2 or len(held.x) < MIN_OFFICERS or held.x.sum() < MIN_EVENTS:
        return Refusal(
            reason="too few officers, events or levels to share out differences",
            needed=f"{MIN_OFFICERS} officers, {MIN_EVENTS} events and one of "
            f"{', '.join(LEVELS)} besides the officer",
            found=f"{len(held.x)} officers, {held.x.sum():.0f} events, levels "
            f"{', '.join(held.names)}",
        )
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
    value = components(held)
    p_values = [_p_value(held, i, value[i], shuffles, rng) for i in range(len(held.names))]
    return Result(
        estimates=_estimates(held, value, left_out(held), p_values, level),
        diagnostics={
            "officers": len(held.x),
            "events": float(held.x.sum()),
            "levels": ", ".join(held.names),
            "exposure_used": has_exposure,
        },
        notes=_notes(held),
    )


def _nested(cells: Cells) -> Nested:
    names = tuple(name for name in LEVELS if name in cells.by)
    known = cells.collapse(*names, "officer_id").without_unknown("officer_id", *names)
    x = known.counts("events")
    e = exposure_of(known)
    held = e > 0
    labels = tuple(known.keys(name)[held].astype(str) for name in (*names, "officer_id"))
    return nested(x[held], e[held], labels, (*names, "officer"))


def _p_value(
    held: Nested, depth: int, found: float, shuffles: int, rng: np.random.Generator
) -> float:
    """How often chance alone gives a level as large a component."""
    drawn = by_chance(held, depth, shuffles, rng)
    return float((1 + (drawn >= found).sum()) / (shuffles + 1))


def _estimates(
    held: Nested, value: Array, without: Array, p_values: list[float], level: float
) -> tuple[Estimate, ...]:
    found = []
    depth, clusters = largest(held)
    key = "officer_id" if held.names[depth] == "officer" else held.names[depth]
    basis = Basis(kind=BasisKind.CLUSTERED, key=key, clusters=clusters)
    about: dict[str, Any] = {"n": held.x.sum(), "basis": basis}
    shares, shares_without = _shares(value[:-1]), _shares(without[:, :-1])
    beyond = [p <= 1 - level for p in p_values]
    for i, name in enumerate(held.names):
        own = _component(value[i], without[:, i], level, beyond=beyond[i])
        share = _share(shares[i], shares_without[:, i], level)
        low = share[0] if beyond[i] else 0.0
        high = share[1] if any(beyond[:i] + beyond[i + 1 :]) else 1.0
        component, part = Interval.of(value[i], *own), Interval.of(shares[i], low, high)
        keys = {"between": name}
        found += [
            component.estimate(VARIANCE_COMPONENT, keys=keys, p_value=p_values[i], **about),
            part.estimate(VARIANCE_SHARE, keys=keys, **about),
        ]
    low, high = _component(value[-1], without[:, -1], level, beyond=True)
    chance = Interval.of(value[-1], low, min(1.0, high))
    return (*found, chance.estimate(CHANCE_SHARE, **about))


def _error(without: Array, level: float) -> float:
    """The margin of an interval from leaving out groups."""
    n = len(without)
    error = np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum())
    return float(stats.t.ppf((1 + level) / 2, n - 1) * error)


def _component(value: float, without: Array, level: float, *, beyond: bool) -> tuple[float, float]:
    """On the log scale where chance does not explain the component; else it may be none."""
    margin = _error(without, level)
    if beyond and value > 0:
        factor = float(np.exp(min(margin / value, WIDEST)))
        return value / factor, value * factor
    return min(value - margin, 0.0), value + margin


def _share(value: float, without: Array, level: float) -> tuple[float, float]:
    """On the log-odds scale, so that a share stays between 0 and 1."""
    if not 0 < value < 1:
        return min(value, float(without.min())), max(value, float(without.max()))
    margin = _error(without, level) / (value * (1 - value))
    odds = np.log(value / (1 - value))
    low, high = 1 / (1 + np.exp(-np.clip([odds - margin, odds + margin], -WIDEST, WIDEST)))
    return float(low), float(high)


def _shares(components_: Array) -> Array:
    """Each level's share of the differences that are not chance; below zero counts as none."""
    positive = np.maximum(components_, 0.0)
    total = positive.sum(axis=-1, keepdims=True)
    return np.asarray(positive / np.where(total > 0, total, 1.0))


def _notes(held: Nested) -> tuple[Note, ...]:
    if "agency" in held.names:
        return ()
    return (Note(code="department-wide-shift-invisible"),)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_searches",
        by=("unit", "officer_id"),
        measures=("events",),
        optional_by=("agency", "district"),
        optional_measures=("exposure",),
    ),
    run=variance_by_level,
    quantities=(VARIANCE_COMPONENT, VARIANCE_SHARE, CHANCE_SHARE),
    refuses_when="there are fewer than 30 officers, 60 events, or no level besides the officer",
    assumptions=("given the rates, events are independent and as variable as a Poisson count",),
    overturned_by=(
        "events that come in clusters of one incident, which look like differences of officers",
        "assignments that differ between units, if exposure does not measure them",
    ),
    cannot_say=("a practice common to the whole department, unless other departments are given",),
    reference="Henderson (1953), Biometrics 9:226–252, with Poisson noise removed",
)
