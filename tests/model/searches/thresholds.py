"""Counts made by officers with known thresholds, written apart from the engine they test."""

import numpy as np
import numpy.typing as npt
from scipy import special, stats

from daylight.data.cells import Cells

Array = npt.NDArray[np.float64]
GROUPS = ("white", "black", "hispanic", "asian")


def beta_rates(phi: Array, lam: Array, t: Array) -> tuple[Array, Array]:
    """Search and hit rate when risk ~ Beta(λφ, λ(1 − φ)) and people above t are searched."""
    a, b = lam * phi, lam * (1 - phi)
    searched = special.betaincc(a, b, t)
    return searched, phi * special.betaincc(a + 1, b, t) / searched


def discriminant_rates(phi: Array, delta: Array, t: Array) -> tuple[Array, Array]:
    """Search and hit rate when signals above t are searched."""
    hit, miss = phi * stats.norm.sf(t - delta), (1 - phi) * stats.norm.sf(t)
    return hit + miss, hit / (hit + miss)


def cells(stops: npt.NDArray[np.int64], rates: tuple[Array, Array], seed: int) -> Cells:
    """Binomial searches and hits, group × place."""
    rng = np.random.default_rng(seed)
    searches = rng.binomial(stops, rates[0])
    hits = rng.binomial(searches, rates[1])
    rows, columns = np.indices(stops.shape)
    return Cells.from_columns(
        {
            "place": [f"p{d:03d}" for d in columns.ravel()],
            "subject_race": [GROUPS[g] for g in rows.ravel()],
            "stops": stops.ravel(),
            "searches": searches.ravel(),
            "hits": hits.ravel(),
        },
        by=["place", "subject_race"],
    )


def department(
    *, groups: int = 3, places: int = 12, seed: int = 1, gap: float = 0.0, most: int = 20_000
) -> tuple[Cells, Array]:
    """A department of the beta family with priors' own spreads, and its true thresholds.

    Every group's thresholds spread around 15 %; the groups after the first have theirs moved by
    `gap` on the logit scale, and risk that differs from the first group's.
    """
    rng = np.random.default_rng(seed)
    group, place = np.arange(groups)[:, None], np.arange(places)[None]
    logit_phi = -3.5 + 0.2 * group + np.where(place > 0, rng.normal(0, 0.25, (1, places)), 0)
    log_lam = 2.0 - 0.3 * group + np.where(place > 0, rng.normal(0, 0.5, (1, places)), 0)
    logit_t = -1.7 + gap * (group > 0) + rng.normal(0, 0.2, (groups, places))
    t = special.expit(logit_t)
    stops = rng.integers(500, most, (groups, places))
    stops[:, 0] = most
    rates = beta_rates(special.expit(logit_phi), np.exp(log_lam), t)
    return cells(stops, rates, seed), t
