"""Simulated records of the lessons: truths that are known, read by the public methods."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from daylight import Cells, answer
from daylight.data.comparison import Comparison, Family
from daylight.data.estimate import Estimate
from daylight.data.result import Result
from daylight.data.variants import DEALT
from daylight.model.multiplicity import correct_by_family
from daylight.report.refusals import why_not

GROUPS = ("black", "white")
LEVEL = 0.05
Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Interval(NamedTuple):
    """A 95 % interval, in points, of one department in which nothing differs."""

    low: float
    high: float

    @property
    def misses(self) -> bool:
        """Whether it leaves out no difference, which is the truth."""
        return self.low > 0 or self.high < 0


def alike(seed: int, officers: int = 60, stops: int = 40_000) -> Cells:
    """A department whose every officer searches both groups alike, and officers differ."""
    rng = np.random.default_rng(seed)
    pace = np.exp(rng.normal(0, 1.2, officers))
    volume = rng.poisson(stops * pace / pace.sum())
    rate, share = rng.beta(0.55, 5.6, officers), rng.beta(6.3, 9.4, officers)
    black = rng.binomial(volume, share)
    held = np.stack([black, volume - black], axis=1)
    searches = rng.binomial(held, rate[:, None])
    return Cells.from_columns(
        {
            "subject_race": list(GROUPS) * officers,
            "officer_id": [f"o{i}" for i in range(officers) for _ in GROUPS],
            "stops": held.ravel().tolist(),
            "searches": searches.ravel().tolist(),
        },
        by=("subject_race", "officer_id"),
    )


def gap(cells: Cells, name: str = "search_rate_difference", variant: str | None = None) -> Estimate:
    """The difference of search rates that the method gives."""
    result = answer("search-rate", cells)
    if not isinstance(result, Result):
        raise SystemExit(f"no difference in the simulated records: {why_not(result).why}")
    return result.one(name, variant=variant, subject_race="black")


def departments(count: int = 24) -> dict[str, list[Interval]]:
    """Intervals of the same departments: stops as independent, and officers together."""
    found: dict[str, list[Interval]] = {
        "each stop by itself": [],
        "each officer’s stops together": [],
    }
    for seed in range(count):
        cells = alike(seed)
        bare = cells.collapse("subject_race")
        together = bare.with_clusterings(
            cells.clustered_by({"officer_id": "officer_id"}).clusterings
        )
        for name, given in zip(found, (bare, together), strict=True):
            one = gap(given)
            found[name].append(Interval(100 * one.low, 100 * one.high))
    return found


def blank(share: dict[str, float], seed: int = 3, stops: int = 40_000) -> Cells:
    """Stops in which both groups are searched alike; race is blank only where nobody was."""
    rng = np.random.default_rng(seed)
    table: dict[str, tuple[int, int]] = {}
    unknown = 0
    for group in GROUPS:
        searches = int(rng.binomial(stops, 0.1))
        lost = int(rng.binomial(stops - searches, share[group]))
        table[group] = (stops - lost, searches)
        unknown += lost
    table["unknown"] = (unknown, 0)
    return Cells.from_columns(
        {
            "subject_race": list(table),
            "stops": [held for held, _ in table.values()],
            "searches": [found for _, found in table.values()],
            "search_unknown": [0] * len(table),
        },
        by=("subject_race",),
    )


FORMS = {
    "Race blank for 40 % of unsearched Black and 20 % of unsearched white people": {
        "black": 0.4,
        "white": 0.2,
    },
    "Race blank for 30 % of everybody not searched": {"black": 0.3, "white": 0.3},
}


def readings(share: dict[str, float]) -> dict[str, tuple[float, float, float]]:
    """What is printed of it, in points: value, low, high."""
    cells = blank(share)
    bounds = gap(cells, "search_rate_difference_bounds")
    told = {
        "stops with race": gap(cells),
        "blanks dealt": gap(cells, variant=DEALT),
        "blanks at their worst": bounds,
    }
    return {name: (100 * e.value, 100 * e.low, 100 * e.high) for name, e in told.items()}


class Padded(NamedTuple):
    """The corrected p-value of one question when others are asked as well."""

    others: int
    in_one_family: float
    declared: float


RAW = 0.004


def padded(most: int = 40, seed: int = 5) -> list[Padded]:
    """One question at p = .004, beside more and more questions on which nothing differs."""
    rng = np.random.default_rng(seed)
    chance = rng.uniform(0.05, 1, most)
    found = []
    for others in range(most + 1):
        corrected = []
        for is_primary in (False, True):
            asked = {
                f"further {i}": Comparison(p_value=float(p), fact=i, family=Family.FORCE)
                for i, p in enumerate(chance[:others])
            }
            asked["asked"] = Comparison(
                p_value=RAW, fact="asked", family=Family.FORCE, is_primary=is_primary
            )
            corrected.append(correct_by_family(asked)["asked"].p_adjusted)
        found.append(Padded(others, *corrected))
    return found


class Officers(NamedTuple):
    """A simulated department: its name, its officers' rates, the size of a burst."""

    name: str
    differ: bool
    burst: float


DEPARTMENTS = (
    Officers("a few officers differ", differ=True, burst=1.0),
    Officers("all alike, events in bursts", differ=False, burst=2.5),
    Officers("all alike, events one by one", differ=False, burst=1.0),
)


def halves(one: Officers, officers: int = 4000, seed: int = 11) -> tuple[float, float]:
    """Share of the events that the top tenth of the first half has in it, and in the second."""
    rng = np.random.default_rng(seed)
    rate = np.full(officers, 3.0)
    if one.differ:
        rate[: officers // 20] *= 4
    counts = []
    for _ in range(2):
        incidents = rng.poisson(rate / one.burst)
        extra = rng.poisson((one.burst - 1) * incidents)
        counts.append(incidents + extra)
    first, second = counts
    order = np.lexsort((rng.random(officers), -first))
    top = order[: officers // 10]
    return float(first[top].sum() / first.sum()), float(second[top].sum() / second.sum())


def ordinary(events: Counts, trials: int, baseline: int) -> Flags:
    """(series, looks) whether an ordinary 95 % interval of the change leaves out no change.

    All periods since the baseline against it, by the plain error of a difference of shares.
    """
    before, since = events[:, :baseline].sum(axis=1), events[:, baseline:].cumsum(axis=1)
    looks = np.arange(1, since.shape[1] + 1)
    one, other = before / (baseline * trials), since / (looks * trials)
    variance = one * (1 - one) / (baseline * trials)
    error = np.sqrt(variance[:, None] + other * (1 - other) / (looks * trials))
    away: Flags = np.abs(other - one[:, None]) > 1.959964 * error
    return away


def for_every_look(events: Counts, trials: int, baseline: int) -> Flags:
    """The same of the intervals of `sequential-monitoring`."""
    quarters = [f"{2015 + q // 4}-Q{q % 4 + 1}" for q in range(events.shape[1])]
    found = []
    for counted in events.tolist():
        cells = Cells.from_columns(
            {"quarter": quarters, "stops": [trials] * len(quarters), "searches": counted},
            by=["quarter"],
        )
        result = answer("sequential-monitoring", cells, against={"baseline": baseline})
        if not isinstance(result, Result):
            raise SystemExit(f"no monitoring of the simulated records: {why_not(result).why}")
        changes = result.named("share_change_from_baseline")
        found.append([e.low > 0 or e.high < 0 for e in changes if e.variant is None])
    return np.array(found)


def alarms(
    series: int = 400, quarters: int = 28, baseline: int = 4, seed: int = 2
) -> dict[str, list[float]]:
    """Share of quiet series in which some interval has left out no change, by number of looks."""
    trials = 1_000
    events = np.random.default_rng(seed).binomial(trials, 0.08, (series, quarters))
    away = {
        "made for one look": ordinary(events, trials, baseline),
        "made for every look": for_every_look(events, trials, baseline),
    }
    return {
        name: np.logical_or.accumulate(flags, axis=1).mean(axis=0).tolist()
        for name, flags in away.items()
    }
