"""Departments whose trouble is known: nobody's, a few officers', one unit's, or everybody's."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from daylight.data.cells import Cells


class Trouble(StrEnum):
    """Where the events above the ordinary come from."""

    NONE = "none"
    INDIVIDUALS = "individuals"
    UNIT = "unit"
    DEPARTMENT = "department"


SHARE_OF_INDIVIDUALS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How many serve where, for how long, and what else varies besides the trouble.

    Parameters
    ----------
    factor
        By how much the rate of the trouble lies above the ordinary one.
    rate
        Ordinary events per unit of exposure.
    burst
        Mean number of events of one burst; bursts come as a Poisson count, each with one event and
        a Poisson number of further ones.
    apart
        Standard deviation of the logarithm of departments' rates.
    assigned
        Standard deviation of the logarithm of units' rates that comes from what they are sent to
        do, and that exposure does not measure.
    alike
        Whether ordinary officers have one rate; else their rates spread by a tenth of the mean.
    """

    factor: float = 4.0
    rate: float = 0.02
    periods: int = 6
    agencies: int = 10
    units: int = 10
    officers: int = 30
    burst: float = 1.0
    apart: float = 0.0
    assigned: float = 0.0
    alike: bool = True


ORDINARY = Setting()


def rates_of(trouble: Trouble, rng: np.random.Generator, setting: Setting) -> np.ndarray:
    """(agencies × units × officers) events per unit of exposure; the first agency's trouble."""
    shape = (setting.agencies, setting.units, setting.officers)
    rates = np.full(shape, setting.rate)
    if setting.apart:
        rates *= np.exp(rng.normal(0.0, setting.apart, (setting.agencies, 1, 1)))
        rates[0] = setting.rate
    if setting.assigned:
        rates *= np.exp(rng.normal(0.0, setting.assigned, (*shape[:2], 1)))
    if not setting.alike:
        rates *= rng.gamma(100.0, 0.01, shape)
    if trouble is Trouble.INDIVIDUALS:
        rates[0][rng.random(shape[1:]) < SHARE_OF_INDIVIDUALS] *= setting.factor
    elif trouble is Trouble.UNIT:
        rates[0, 0] *= setting.factor
    elif trouble is Trouble.DEPARTMENT:
        rates[0] *= setting.factor
    return rates


def drawn(
    trouble: Trouble, rng: np.random.Generator, setting: Setting = ORDINARY
) -> tuple[np.ndarray, np.ndarray]:
    """Events and exposure by agency, unit, officer and year.

    `events` come with `exposure` (stops) times a rate that lies above the ordinary one for 5 % of
    the first department's officers, for one of its units, or for all of it; by default four times,
    in ten departments of ten units of thirty officers, as independent events.
    """
    rates = rates_of(trouble, rng, setting)
    served = rng.gamma(4.0, 25.0, size=(*rates.shape, 1)).round()
    exposure = served * np.ones(setting.periods) + 1
    bursts = rng.poisson(rates[..., None] * exposure / setting.burst)
    return bursts + rng.poisson((setting.burst - 1) * bursts), exposure


def departments(trouble: Trouble, *, seed: int, setting: Setting = ORDINARY) -> Cells:
    """The same as cells by agency, unit, officer and period; the first agency has the trouble."""
    events, exposure = drawn(trouble, np.random.default_rng(seed), setting)
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
