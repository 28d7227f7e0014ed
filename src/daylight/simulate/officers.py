"""Departments whose trouble is known: nobody's, a few officers', one unit's, or everybody's."""

from enum import StrEnum

import numpy as np

from daylight.data.cells import Cells


class Trouble(StrEnum):
    """Where the events above the ordinary come from."""

    NONE = "none"
    INDIVIDUALS = "individuals"
    UNIT = "unit"
    DEPARTMENT = "department"


AGENCIES, UNITS, OFFICERS = 10, 10, 30
PERIODS = 6
FACTOR = 4.0
SHARE_OF_INDIVIDUALS = 0.05


def drawn(
    trouble: Trouble, rng: np.random.Generator, *, rate: float = 0.02, periods: int = PERIODS
) -> tuple[np.ndarray, np.ndarray]:
    """Events and exposure of ten departments of ten units of thirty officers over some years.

    `events` are Poisson with `exposure` (stops) times a rate that is four times the ordinary one
    for 5 % of the first department's officers, for one of its units, or for all of it.
    """
    shape = (AGENCIES, UNITS, OFFICERS)
    rates = np.full(shape, rate)
    if trouble is Trouble.INDIVIDUALS:
        rates[0][rng.random(shape[1:]) < SHARE_OF_INDIVIDUALS] *= FACTOR
    elif trouble is Trouble.UNIT:
        rates[0, 0] *= FACTOR
    elif trouble is Trouble.DEPARTMENT:
        rates[0] *= FACTOR
    exposure = rng.gamma(4.0, 25.0, size=(*shape, 1)).round() * np.ones(periods) + 1
    return rng.poisson(rates[..., None] * exposure), exposure


def departments(trouble: Trouble, *, seed: int, rate: float = 0.02) -> Cells:
    """The same as cells by agency, unit, officer and period; the first agency has the trouble."""
    events, exposure = drawn(trouble, np.random.default_rng(seed), rate=rate)
    a, u, o, t = (axis.ravel() for axis in np.indices(events.shape))
    return Cells.from_columns(
        {
            "agency": [f"agency {i}" for i in a],
            "unit": [f"unit {i}" for i in u],
            "officer_id": [f"{i}-{j}-{k}" for i, j, k in zip(a, u, o, strict=True)],
            "period": (2011 + t).tolist(),
            "events": events.ravel().tolist(),
            "exposure": exposure.ravel().tolist(),
        },
        by=("agency", "unit", "officer_id", "period"),
    )
