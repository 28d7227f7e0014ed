"""Series whose variance and autocorrelation are known: months of force, days of stops."""

import numpy as np
import numpy.typing as npt

from daylight.data.cells import Cells

Array = npt.NDArray[np.float64]


def lognormal_series(rng: np.random.Generator, n: int, *, variance: float, lag_1: float) -> Array:
    """Positive levels with mean 1, the given variance, and the given correlation of neighbours.

    exp of an AR(1) whose correlation r solves exp(s² r) − 1 = lag_1 (exp(s²) − 1), where
    s² = log(1 + variance), so that both hold exactly for the levels themselves.
    """
    if variance <= 0:
        return np.ones(n)
    s2 = np.log1p(variance)
    rho = np.log1p(lag_1 * variance) / s2
    shocks = rng.standard_normal(n) * np.sqrt(1 - rho**2)
    z = np.empty(n)
    z[0] = rng.standard_normal()
    for t in range(1, n):
        z[t] = rho * z[t - 1] + shocks[t]
    levels: Array = np.exp(np.sqrt(s2) * z - s2 / 2)
    return levels


def monthly_counts(
    rng: np.random.Generator, *, months: int, mean: float, dispersion: float, lag_1: float
) -> Array:
    """Counts with variance `dispersion` times the mean and lag-1 autocorrelation `lag_1`.

    Monthly force of Chicago, Seattle, New Orleans and New Jersey's large agencies has dispersion 9
    to 22 and lag-1 autocorrelation .2 to .7 about its trend. Counts are Poisson about a level, so
    that no autocorrelation above (dispersion − 1) / dispersion can be asked for.
    """
    if dispersion <= 1:
        return rng.poisson(mean, months).astype(np.float64)
    of_levels = lag_1 * dispersion / (dispersion - 1)
    if of_levels >= 1:
        raise ValueError("so much autocorrelation needs more dispersion")
    levels = lognormal_series(rng, months, variance=(dispersion - 1) / mean, lag_1=of_levels)
    return rng.poisson(mean * levels).astype(np.float64)


def month_cells(counts: Array, *, first_year: int = 2015, measure: str = "people") -> Cells:
    """Counts of consecutive months as cells by month."""
    names = [f"{first_year + t // 12}-{t % 12 + 1:02d}" for t in range(len(counts))]
    return Cells.from_columns({"month": names, measure: counts.astype(int).tolist()}, by=("month",))
