"""A department as real ones are: officers, nights and places that differ, and blanks.

The figures of `REALISTIC` were measured on published records: the traffic stops of Nashville in
2001–2007 (officers, days, workload), and blanks on those of Minneapolis in 2017–2018.
`CLEAN` switches all of it off, and is the department of textbooks: every stop on its own. Whatever
is switched on, no group is treated differently unless `search_ratio` or `find_ratio` says so: the
truth is `search_chance` and `find_chance`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from daylight.simulate.series import lognormal_series
from daylight.simulate.stops import Rng, SimulatedRows

Array = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

DAYS_IN_MONTH = 30
RESIDENTS_PER_STOP = 10


class Likeness(NamedTuple):
    """Intraclass correlation of outcomes: how alike those of an officer, a day, a place are."""

    officer: float = 0.0
    day: float = 0.0
    place: float = 0.0


class Workload(NamedTuple):
    """Who makes the stops.

    Parameters
    ----------
    top_tenth
        Share of the stops that the busiest tenth of officers would make if all served throughout;
        .1 when all are equally busy.
    on_duty
        Chance that an officer works on a given day.
    turnover
        Share of officers who join after the first day; as many leave before the last.
    home
        Share of an officer's stops that are made in the place of the assignment.
    transfers
        Share of officers whose assignment changes half-way.
    """

    top_tenth: float = 0.1
    on_duty: float = 1.0
    turnover: float = 0.0
    home: float = 0.0
    transfers: float = 0.0


class Calendar(NamedTuple):
    """How unequal days and months are.

    Parameters
    ----------
    dispersion
        Variance of the number of stops a day over its mean; 1 for Poisson.
    monthly
        Share of that excess that belongs to months rather than single days.
    lag_1
        Correlation of neighbouring months' levels.
    """

    dispersion: float = 1.0
    monthly: float = 0.0
    lag_1: float = 0.0


class Spread(NamedTuple):
    """Standard deviations on the log scale.

    Parameters
    ----------
    place, officer
        Of a group's share, from place to place, and of its stops, from officer to officer.
    people
        Of the number of people, from place to place.
    """

    place: float = 0.5
    officer: float = 0.0
    people: float = 0.3


class Blanks(NamedTuple):
    """Chance that race is blank after a stop without a search and after one with a search."""

    without_search: float = 0.0
    with_search: float = 0.0


NOT_ALIKE, ALL_EQUAL, POISSON, PLACES_DIFFER, NO_BLANKS = (
    Likeness(),
    Workload(),
    Calendar(),
    Spread(),
    Blanks(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RealisticDepartment:
    """A department whose truth is known and whose records are as unruly as real ones.

    Parameters
    ----------
    groups
        Group → share of residents, and of stops.
    search_ratio, find_ratio
        Group → factor on its chance of a search, and of a find when searched.
    stops
        Expected in all.
    searches, finds
        How alike the outcomes of one officer, one day and one place are.
    """

    groups: dict[str, float] = field(
        default_factory=lambda: {"white": 0.5, "black": 0.35, "hispanic": 0.15}
    )
    stops: int = 30_000
    days: int = 360
    officers: int = 300
    places: int = 12
    search_rate: float = 0.1
    find_rate: float = 0.25
    search_ratio: dict[str, float] = field(default_factory=dict)
    find_ratio: dict[str, float] = field(default_factory=dict)
    searches: Likeness = NOT_ALIKE
    finds: Likeness = NOT_ALIKE
    workload: Workload = ALL_EQUAL
    calendar: Calendar = POISSON
    spread: Spread = PLACES_DIFFER
    blanks: Blanks = NO_BLANKS

    def search_chance(self, group: str) -> float:
        """The true chance that a stopped member of the group is searched."""
        return self.search_rate * self.search_ratio.get(group, 1.0)

    def find_chance(self, group: str) -> float:
        """The true chance that a search of a member of the group finds something."""
        return self.find_rate * self.find_ratio.get(group, 1.0)


CLEAN = RealisticDepartment()
"""Every stop on its own: Poisson counts, one officer like another, nothing blank."""

REALISTIC = RealisticDepartment(
    searches=Likeness(officer=0.14, day=0.012, place=0.01),
    finds=Likeness(officer=0.067, day=0.008, place=0.005),
    workload=Workload(top_tenth=0.5, on_duty=0.6, turnover=0.2, home=0.7, transfers=0.1),
    calendar=Calendar(dispersion=70.0, monthly=0.15, lag_1=0.5),
    spread=Spread(place=0.5, officer=0.3, people=0.3),
    blanks=Blanks(without_search=0.237, with_search=0.019),
)
"""As measured: officers' intraclass correlation of searches .14 and finds .067, of days .012 and
.008; stops a day with variance 70 times the mean; half of the stops by a tenth of the officers;
race blank in 23.7 % of stops without a search and 1.9 % with one."""

COMPLETE = replace(REALISTIC, blanks=NO_BLANKS)
"""The same with race recorded in every stop, so that recorded rates are the true ones."""


class Roster(NamedTuple):
    """Each officer's first and last day of service, and places before and after the middle."""

    first: Integers
    last: Integers
    early_place: Integers
    late_place: Integers


class Records(NamedTuple):
    """The stops and who could have made them."""

    rows: SimulatedRows
    roster: Roster


class TownAndOfficers(NamedTuple):
    """Residents, and how ready each officer is to stop a member of each group."""

    people: Integers
    """(groups, places)"""
    busy: Array
    """(officers,): an officer's pace"""
    ready: Array
    """(groups, officers), on average 1"""


class StopKeys(NamedTuple):
    """Day, officer, place and group of every stop, as numbers."""

    day: Integers
    officer: Integers
    place: Integers
    group: Integers


def simulate(department: RealisticDepartment, *, seed: int) -> Records:
    """The stops of a department and its roster; the same seed gives the same."""
    rng = np.random.default_rng(seed)
    town = _town(rng, department)
    roster = _roster(rng, department, town.people.sum(axis=0))
    stops = _stops(rng, department, town, roster)
    searched = _outcome(
        rng, stops, department.searches, _chances(department, department.search_chance)
    )
    found = _outcome(rng, stops, department.finds, _chances(department, department.find_chance))
    blank = rng.random(len(stops.day)) < np.where(
        searched, department.blanks.with_search, department.blanks.without_search
    )
    names = np.array([*department.groups, None], dtype=object)
    rows = SimulatedRows(
        group=names[np.where(blank, len(department.groups), stops.group)],
        place=stops.place,
        day=stops.day,
        minute=_minutes(rng, department, stops.officer),
        officer=stops.officer,
        searched=searched,
        found=searched & found,
        population={group: town.people[row] for row, group in enumerate(department.groups)},
    )
    return Records(rows, roster)


def _town(rng: Rng, department: RealisticDepartment) -> TownAndOfficers:
    """Who lives where, how busy each officer is, whom each is ready to stop."""
    spread = department.spread
    shares = np.array(list(department.groups.values()))
    size = (len(shares), department.places)
    lean = np.exp(spread.place * rng.standard_normal(size))
    lean *= np.exp(spread.people * rng.standard_normal(department.places))
    people = shares[:, None] * lean / lean.sum(axis=1, keepdims=True)
    total = RESIDENTS_PER_STOP * department.stops
    ready = rng.standard_normal((len(shares), department.officers)) * spread.officer
    return TownAndOfficers(
        people=np.maximum(np.round(total * people), 1).astype(np.int64),
        busy=rng.permutation(_paces(department.officers, department.workload.top_tenth)),
        ready=np.exp(ready - spread.officer**2 / 2),
    )


def _paces(officers: int, top_tenth: float) -> Array:
    """Log-normal paces of which the highest tenth add up to the share: sigma = z(.9) + z(share)."""
    sigma = ndtri(0.9) + ndtri(top_tenth)
    paces: Array = np.exp(sigma * ndtri((np.arange(officers) + 0.5) / officers))
    return paces


def _roster(rng: Rng, department: RealisticDepartment, people: Integers) -> Roster:
    """When each officer serves and where; assignments go where people are."""
    n, days, workload = department.officers, department.days, department.workload
    joins = rng.random(n) < workload.turnover
    leaves = rng.random(n) < workload.turnover
    first = np.where(joins, rng.integers(0, days, n), 0)
    last = np.where(leaves, rng.integers(0, days, n), days - 1)
    places = rng.choice(len(people), size=(2, n), p=people / people.sum())
    moved = rng.random(n) < workload.transfers
    return Roster(
        first=np.minimum(first, last),
        last=np.maximum(first, last),
        early_place=places[0],
        late_place=np.where(moved, places[1], places[0]),
    )


def _stops(
    rng: Rng, department: RealisticDepartment, town: TownAndOfficers, roster: Roster
) -> StopKeys:
    """Day by day: how many stops, by whom, where and of whom."""
    shares = town.people / town.people.sum(axis=0)
    drawn = town.ready.T @ shares  # (officers, places): stops of anybody there, per unit of pace
    everywhere = town.people.sum(axis=0) / town.people.sum()
    level = np.average(drawn @ everywhere, weights=town.busy)
    counts = rng.poisson(level * _levels(rng, department))
    day = np.repeat(np.arange(department.days), counts)
    officer = _officers(rng, department, town.busy * (drawn @ everywhere), roster, counts)
    at_home = rng.random(len(day)) < department.workload.home
    early = day < department.days / 2
    home = np.where(early, roster.early_place[officer], roster.late_place[officer])
    place = np.where(at_home, home, rng.choice(len(everywhere), size=len(day), p=everywhere))
    weights = town.ready[:, officer] * shares[:, place]
    below = np.cumsum(weights, axis=0) / weights.sum(axis=0)
    group = (rng.random(len(day)) > below[:-1]).sum(axis=0)
    return StopKeys(day, officer, place, group)


def _levels(rng: Rng, department: RealisticDepartment) -> Array:
    """Expected stops of each day: a month's level times the day's own."""
    calendar, mean = department.calendar, department.stops / department.days
    excess = np.log1p((calendar.dispersion - 1) / mean)
    months = -(-department.days // DAYS_IN_MONTH)
    month = lognormal_series(
        rng, months, variance=np.expm1(calendar.monthly * excess), lag_1=calendar.lag_1
    )
    own = lognormal_series(
        rng, department.days, variance=np.expm1((1 - calendar.monthly) * excess), lag_1=0.0
    )
    return mean * np.repeat(month, DAYS_IN_MONTH)[: department.days] * own


def _officers(
    rng: Rng, department: RealisticDepartment, pace: Array, roster: Roster, counts: Integers
) -> Integers:
    """The officer of every stop: somebody in service and on duty, by pace."""
    drawn = []
    for day, count in enumerate(counts.tolist()):
        serving = (roster.first <= day) & (day <= roster.last)
        duty = serving & (rng.random(len(pace)) < department.workload.on_duty)
        weights = np.cumsum(pace * (duty if duty.any() else serving))
        drawn.append(np.searchsorted(weights, rng.random(count) * weights[-1], side="right"))
    return np.concatenate(drawn).astype(np.int64)


def _chances(department: RealisticDepartment, chance: Callable[[str], float]) -> Array:
    """One chance a group."""
    return np.array([chance(group) for group in department.groups])


def _outcome(
    rng: Rng, stops: StopKeys, likeness: Likeness, chances: Array
) -> npt.NDArray[np.bool_]:
    """Yes or no for every stop, with the given chances and intraclass correlations exactly.

    The chance is a mixture of levels of the officer, the day and the place, each beta with the mean
    of the group with the highest chance and intraclass correlation s², where s is the sum of the
    roots of the three; the weight of each is its root over s. Other groups have the same levels
    times their factor.
    """
    top = float(chances.max())
    roots = np.sqrt(np.array(likeness))
    total = float(roots.sum())
    if total >= 1.0:
        raise ValueError("the roots of the intraclass correlations must add up to less than 1")
    level = np.full(len(stops.day), top)
    if total > 0:
        weights = roots / total
        level = np.zeros(len(stops.day))
        for weight, of in zip(weights, (stops.officer, stops.day, stops.place), strict=True):
            level += weight * _beta(rng, top, total**2, int(of.max(initial=0)) + 1)[of]
    return rng.random(len(level)) < level * (chances / top)[stops.group]


def _beta(rng: Rng, mean: float, likeness: float, size: int) -> Array:
    """Levels with the mean and with variance `likeness` × mean × (1 − mean)."""
    strength = 1 / likeness - 1
    return rng.beta(mean * strength, (1 - mean) * strength, size)


def _minutes(rng: Rng, department: RealisticDepartment, officer: Integers) -> Integers:
    """Minute of the day: officers keep to their shifts where they differ at all."""
    alike = department.workload.on_duty == 1.0
    shift = np.full(department.officers, 1110.0)
    if not alike:
        shift = rng.choice([600.0, 1080.0, 1320.0], size=department.officers)
    minute = shift[officer] + rng.normal(0, 200 if alike else 120, len(officer))
    return np.mod(minute, 1440).astype(np.int64)


def intraclass(events: Sequence[int] | Array, trials: Sequence[int] | Array) -> float:
    """Intraclass correlation of yes-or-no outcomes by cluster, by analysis of variance.

    Searle, Casella & McCulloch (1992), Variance Components; Ridout, Demétrio & Firth (1999),
    Biometrics 55.
    """
    y, n = np.asarray(events, dtype=float), np.asarray(trials, dtype=float)
    y, n = y[n > 0], n[n > 0]
    between = float((n * (y / n - y.sum() / n.sum()) ** 2).sum() / (len(n) - 1))
    within = float((y * (1 - y / n)).sum() / (n.sum() - len(n)))
    typical = float((n.sum() - (n**2).sum() / n.sum()) / (len(n) - 1))
    return (between - within) / (between + (typical - 1) * within)
