"""What of officers' differences lasts from period to period, for methods that look at the whole."""

import numpy as np

from daylight.data.cells import Cells
from daylight.model.officers.chance import LOG_K, GammaRates
from daylight.model.officers.level_bounds import NoLevel, component, margin
from daylight.model.officers.nested import Nested, components, effective, left_out, nested
from daylight.model.officers.records import period_grid
from daylight.model.officers.shuffled import by_chance

SHUFFLES = 199
SEED = 20_210_528


def lasting(cells: Cells) -> Nested | None:
    """Officers by period, where there are two periods at least; else nothing."""
    grid = period_grid(cells)
    e = grid.exposure
    x = np.where(e > 0, grid.events, 0.0)
    held = e.sum(axis=1) > 0
    if x.shape[1] < 2 or held.sum() < 2 or not x.sum():
        return None
    return nested(x[held], e[held], (np.arange(held.sum(), dtype=np.float64),), ("officer",))


def gamma_that_lasts(held: Nested, level: float) -> GammaRates:
    """Gamma rates as spread as what persists between periods.

    Estimand: the shape k of a gamma distribution of rates, 1 over their lasting relative variance.
    Method: products of an officer's periods, their jackknife and chi-square bounds.
    Refuses: never; k at the end of the range means that the data do not bound it there.
    Reference: as for the components by level.
    """
    found = by_chance(held, 0, SHUFFLES, np.random.default_rng(SEED))
    spread = component(
        float(components(held)[0]),
        margin(left_out(held)[:, 0], level),
        NoLevel(float(found.draws.std()), effective(held, 0)),
        level,
        beyond=found.p_value <= 1 - level,
    )
    least, most = np.exp(LOG_K)
    k, high, low = (
        float(np.clip(1 / max(v, 1e-12), least, most))
        for v in (spread.value, spread.low, spread.high)
    )
    return GammaRates(float(held.x.sum() / held.e.sum()), k, low, high)
