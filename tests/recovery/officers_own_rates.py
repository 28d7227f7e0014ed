"""Departments in which officers differ, counted by officer.

Volumes, leanings and rates are those measured on the traffic stops of Nashville, 2001–2007: a tenth
of the officers make half of the stops, officers' own search rates have an intraclass correlation of
.14 and their find rates one of .067.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from daylight.data.cells import Cells
from tests.recovery.truth import Rng

GROUPS = ("black", "white")
TOP_TENTH = 0.5


@dataclass(frozen=True, kw_only=True)
class OfficersOwnRates:
    """A department whose officers each search at a rate of their own.

    Parameters
    ----------
    difference
        What a stop of a Black person has more, as chance of a search, under every officer.
    """

    officers: int
    stops: int = 60_000
    rate: float = 0.09
    difference: float = 0.0
    search_likeness: float = 0.14
    find_rate: float = 0.25
    find_likeness: float = 0.067
    years: int = 2

    def draw(self, rng: Rng) -> Cells:
        """Counts by group and year, clustered by officer."""
        n = self.stopped(rng)
        base = beta(rng, self.rate, self.search_likeness, self.officers)
        chance = np.clip(np.stack([base + self.difference, base], axis=1), 0, 1)
        searches = rng.binomial(n, chance[:, :, None])
        finds = beta(rng, self.find_rate, self.find_likeness, self.officers)
        hits = rng.binomial(searches, finds[:, None, None])
        return counted(n, searches, hits)

    def stopped(self, rng: Rng) -> np.ndarray:  # type: ignore[type-arg]
        """(officers, groups, years) stops: unlike volumes, unlike shares of the groups."""
        sigma = ndtri(0.9) + ndtri(TOP_TENTH)
        pace = np.exp(sigma * ndtri((np.arange(self.officers) + 0.5) / self.officers))
        volume = rng.poisson(self.stops * pace / pace.sum())
        share = beta(rng, 0.4, 0.06, self.officers)
        black = rng.binomial(volume, share)
        by_group = np.stack([black, volume - black], axis=1)
        return rng.multinomial(by_group, np.full(self.years, 1 / self.years))


def beta(rng: Rng, mean: float, likeness: float, size: int) -> np.ndarray:  # type: ignore[type-arg]
    strength = 1 / likeness - 1
    return rng.beta(mean * strength, (1 - mean) * strength, size)


def counted(n: np.ndarray, searches: np.ndarray, hits: np.ndarray) -> Cells:  # type: ignore[type-arg]
    """Cells of (officers, groups, years) arrays."""
    officer, group, year = (v.ravel() for v in np.indices(n.shape))
    columns = {
        "subject_race": [GROUPS[i] for i in group.tolist()],
        "year": (2014 + year).tolist(),
        "officer_id": [f"o{i}" for i in officer.tolist()],
        "stops": n.ravel(),
        "searches": searches.ravel(),
        "hits": hits.ravel(),
    }
    cells = Cells.from_columns(columns, by=["subject_race", "year", "officer_id"])
    return cells.clustered_by({"officer_id": "officer_id"})
