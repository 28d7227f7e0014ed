"""Departments whose trouble is known: nobody's, a few officers', one unit's, or everybody's."""

from enum import StrEnum

import numpy as np

from daylight.cells import Cells


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


def departments(trouble: Trouble, *, seed: int, rate: float = 0.02) -> Cells:
    """Ten departments of ten units of thirty officers over six years; the first has the trouble.

    `events` are Poisson with `exposure` (stops) times a rate that is four times the ordinary one
    for 5 % of the first department's officers, for one of its units, or for all of it.
    """
    rng = np.random.default_rng(seed)
    shape = (AGENCIES, UNITS, OFFICERS)
    rates = np.full(shape, rate)
    if trouble is Trouble.INDIVIDUALS:
        rates[0][rng.random(shape[1:]) < SHARE_OF_INDIVIDUALS] *= FACTOR
    elif trouble is Trouble.UNIT:
        rates[0, 0] *= FACTOR
    elif trouble is Trouble.DEPARTMENT:
        rates[0] *= FACTOR
    exposure = rng.gamma(4.0, 25.0, size=(*shape, 1)).round() * np.ones(PERIODS) + 1
    events = rng.poisson(rates[..., None] * exposure)
    a, u, o, t = (axis.ravel() for axis in np.indices(events.shape))
    return Cells.from_columns(
        {
            "agency": [f"agency {i}" for i in a],
            "unit": [f"unit {i}" for i in u],
            "officer": [f"{i}-{j}-{k}" for i, j, k in zip(a, u, o, strict=True)],
            "period": (2011 + t).tolist(),
            "events": events.ravel().tolist(),
            "exposure": exposure.ravel().tolist(),
        },
        by=("agency", "unit", "officer", "period"),
    )
