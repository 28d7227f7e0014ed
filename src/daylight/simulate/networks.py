"""Officers named together, whose later events follow, or do not follow, their colleagues' past."""

import numpy as np

from daylight.data.cells import Cells

UNITS = 10
OFFICERS = 16
"""In each unit."""


def colleagues(
    rng: np.random.Generator,
    *,
    effect: float = 0.0,
    unit_spread: float = 0.0,
    months: int = 24,
) -> Cells:
    """Units of officers over months; pairs are named together at random within a unit.

    Officers have lasting rates of their own (gamma). A complaint against one officer alone comes
    at that rate times exp(effect × share of past colleagues with events without the officer), and
    times the unit's factor, log-normal with standard deviation `unit_spread`; joint complaints
    come more often in units with more events.
    """
    n = UNITS * OFFICERS
    unit = np.repeat(np.arange(UNITS), OFFICERS)
    factor = np.exp(unit_spread * rng.standard_normal(UNITS))
    own = rng.gamma(2.0, 0.04, n) * factor[unit]
    shared = np.zeros((n, n), dtype=np.int64)
    total = np.zeros(n, dtype=np.int64)
    columns: dict[str, list[object]] = {
        name: []
        for name in ("officer", "month", "unit", "events", "peers", "exposed_peers", "past_events")
    }
    for t in range(months):
        met = shared > 0
        peers = met.sum(axis=1)
        exposed = (met & (total[None, :] > shared)).sum(axis=1)
        share = np.divide(exposed, peers, out=np.zeros(n), where=peers > 0)
        alone = rng.poisson(own * np.exp(effect * share))
        joint = _joint(rng, factor)
        events = alone + joint.sum(axis=1)
        for name, values in (
            ("officer", np.arange(n)),
            ("month", [f"{2015 + t // 12}-{t % 12 + 1:02d}"] * n),
            ("unit", [f"unit {u}" for u in unit]),
            ("events", events),
            ("peers", peers),
            ("exposed_peers", exposed),
            ("past_events", total),
        ):
            columns[name] += list(values)
        shared += joint
        total = total + events
    return Cells.from_columns(columns, by=("officer", "month", "unit"))


def _joint(rng: np.random.Generator, factor: np.ndarray) -> np.ndarray:
    """Complaints that name two officers of one unit, both drawn at random."""
    n = len(factor) * OFFICERS
    joint = np.zeros((n, n), dtype=np.int64)
    for u, complaints in enumerate(rng.poisson(0.5 * factor)):
        for _ in range(complaints):
            i, j = u * OFFICERS + rng.choice(OFFICERS, 2, replace=False)
            joint[i, j] += 1
            joint[j, i] += 1
    return joint
