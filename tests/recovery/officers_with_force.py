"""Departments whose officers differ in how often and how they use force, counted by officer."""

from dataclasses import dataclass

import numpy as np

from daylight.data.cells import Cells
from tests.recovery.officers_own_rates import GROUPS, OfficersOwnRates, beta
from tests.recovery.truth import Rng

SHARE = 0.4
"""The share of stops, and of residents, that is of the first group."""


@dataclass(frozen=True, kw_only=True)
class OfficersWithForce:
    """A department whose officers each have rates of their own, and treat both groups alike.

    Parameters
    ----------
    rate, unlike
        People with force per stop, and how far officers differ in it: the standard deviation of
        their rates over the mean.
    likeness
        Intraclass correlation of officers in how they use force.
    factor
        How many times as often force is used on the first group, under every officer.
    more
        What the chance of an answer of the first group has more: grave force, force in a stop.
    """

    officers: int
    stops: int = 60_000
    rate: float = 0.03
    unlike: float = 1.0
    likeness: float = 0.1
    share: float = 0.3
    factor: float = 1.0
    more: float = 0.0

    def stopped(self, rng: Rng) -> np.ndarray:  # type: ignore[type-arg]
        """(officers, groups) stops."""
        one = OfficersOwnRates(officers=self.officers, stops=self.stops, years=1)
        return one.stopped(rng)[:, :, 0]

    def rates(self, rng: Rng) -> Cells:
        """People with force beside stops and residents."""
        n = self.stopped(rng)
        shape = self.unlike**-2
        own = rng.gamma(shape, self.rate / shape, self.officers)
        people = rng.poisson(n * own[:, None] * np.array([self.factor, 1.0]))
        cells = by_officer(force_rows=people, people=people, people_in_stop_period=people, stops=n)
        residents = {"subject_race": list(GROUPS), "residents": [40_000, 60_000]}
        beside = Cells.from_columns(residents, by=["subject_race"])
        return with_measure(cells, beside, "residents")

    def answers(self, rng: Rng, trials: str, event: str, size: int = 4_000) -> Cells:
        """Events among trials of each officer and group."""
        n = OfficersWithForce(officers=self.officers, stops=size).stopped(rng)
        chance = beta(rng, self.share, self.likeness, self.officers)
        own = np.clip(np.stack([chance + self.more, chance], axis=1), 0, 1)
        return by_officer(**{trials: n, event: rng.binomial(n, own)})

    def severity(self, rng: Rng) -> Cells:
        """People with force on three levels, each officer with a leaning of their own."""
        n = OfficersWithForce(officers=self.officers, stops=4_000).stopped(rng)
        leaning = rng.normal(0, 0.8, self.officers)
        ends = np.array([0.3, 2.0])
        eta = leaning[:, None] + self.more * np.array([1.0, 0.0])
        above = 1 / (1 + np.exp(ends[None, None, :] - eta[:, :, None]))
        p = np.stack([1 - above[..., 0], above[..., 0] - above[..., 1], above[..., 1]], axis=-1)
        counts = rng.multinomial(n, p)
        officer, group, level = (v.ravel() for v in np.indices(counts.shape))
        columns = {
            "subject_race": [GROUPS[i] for i in group.tolist()],
            "severity_four": [str(1 + i) for i in level.tolist()],
            "officer_id": [f"o{i}" for i in officer.tolist()],
            "people": counts.ravel(),
        }
        cells = Cells.from_columns(columns, by=["subject_race", "severity_four", "officer_id"])
        return cells.clustered_by({"officer_id": "officer_id"})


def by_officer(**counts: np.ndarray) -> Cells:  # type: ignore[type-arg]
    """Cells of (officers, groups) arrays."""
    officer, group = (v.ravel() for v in np.indices(next(iter(counts.values())).shape))
    columns = {
        "subject_race": [GROUPS[i] for i in group.tolist()],
        "officer_id": [f"o{i}" for i in officer.tolist()],
        **{name: values.ravel() for name, values in counts.items()},
    }
    cells = Cells.from_columns(columns, by=["subject_race", "officer_id"])
    return cells.clustered_by({"officer_id": "officer_id"})


def with_measure(cells: Cells, beside: Cells, name: str) -> Cells:
    """The cells with one measure more, which no officer has a part in."""
    columns = {n: cells.table[n].to_pylist() for n in (*cells.by, *cells.measures)}
    whole = Cells.from_columns({**columns, name: beside.table[name].to_pylist()}, by=cells.by)
    return whole.with_clusterings(cells.clusterings)
