"""Search rates with stops of unrecorded race given to groups as surname and place make likely."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.quantity import Scale
from daylight.data.result import Estimate, Fact, Note, Outcome, Refusal, Result
from daylight.data.variants import ALL_LIKELY, AS_LIKELY
from daylight.model.arrays import Array, IntArray, Mask
from daylight.model.clustered_rates import CLUSTERS, Trials, bounded
from daylight.model.clusters import Rows, Statistic
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    Whom,
    compare_groups,
    crosstab,
    group_quantity,
    one_group_only,
)
from daylight.model.intervals import two_sided_p
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

LIKELY = "likely_race"
MILLION = 1_000_000
MIN_N = 30
"""Stops of a group, recorded and likely, below which nothing is said of it."""

RATE = group_quantity("search_rate_with_likely_races", Scale.PROPORTION)
DIFFERENCE = replace(RATE, name="search_rate_difference_with_likely_races", scale=Scale.DIFFERENCE)
ERROR = replace(DIFFERENCE, name="likely_race_error")


def likely_race(cells: Cells, *, level: float = 0.95, reference: str = "white") -> Outcome:
    """Search rates of groups, their stops of unrecorded race given as surname and place say.

    Estimand: the difference in P(search | stopped, group) over all stops whose race is recorded or
    can be guessed.
    Method: a stop of unrecorded race counts for every group with the chance that surname and place
    give it (the weighting estimator; no stop is put wholly into the likeliest group). What the
    chances are off shows where race is recorded: by so many times as there the recorded searches
    of a group exceed those by chance the blank ones are raised, and so the stops without a search.
    The jackknife of the whole carries the error of that correction. Beside it stand the difference
    without it, and with every stop by chance, so that the form has no part in it.
    Refuses: fewer than 30 stops of the reference or of all others, recorded and likely; no stop of
    unrecorded race with a likely one; no stop that has both a recorded race and a likely one.
    Reference: Elliott et al. (2009); Chen et al. (2019), eqs. 3 and 5.
    """
    table = crosstab(cells, within=(LIKELY,))
    if refusal := one_group_only(table, reference):
        return refusal
    groups = [name for name in table.groups if name != UNKNOWN]
    parts = {name: parts_of(table, name) for name in groups}
    kept = {name: one for name, one in parts.items() if _is_enough(PartsOfGroup(*one.counts[0]))}
    if reference not in kept or len(kept) < 2:
        sums = [PartsOfGroup(*one.counts[0]) for one in parts.values()]
        return Refusal(
            code="too-few-likely",
            facts={
                "least": MIN_N,
                "recorded": int(sum(one.n for one in sums)),
                "likely": round(float(sum(one.blank_n for one in sums))),
                "both": int(sum(one.told_n for one in sums)),
            },
        )
    told_of = _diagnostics(table)
    left_out = told_of["unrecorded"] - told_of["unrecorded_and_likely"]
    compared = _ByChance(level, left_out / max(told_of["stops"], 1))
    estimates = compare_groups(kept, reference, compared.own, compared.with_reference)
    return Result(
        estimates=estimates,
        diagnostics=told_of,
        notes=tuple(_notes(estimates, table, sorted(set(parts) - set(kept)))),
    )


class PartsOfGroup(NamedTuple):
    """Searches and stops of one group: whose race is recorded; blank, by chance; and both ways.

    Parameters
    ----------
    x, n
        Recorded as of the group.
    blank_x, blank_n
        Unrecorded, in the parts that are likely of the group.
    told_x, told_n, guessed_x, guessed_n
        Of the stops with a recorded race and a likely one: recorded, and likely, as of the group.
    """

    x: Array
    n: Array
    blank_x: Array
    blank_n: Array
    told_x: Array
    told_n: Array
    guessed_x: Array
    guessed_n: Array


MEASURES = ("search_parts", "stop_parts", "search_parts_unknown")
WIDTH = len(PartsOfGroup._fields)


def parts_of(table: Crosstab, *groups: str) -> Trials:
    """(1, 8G) the sums of groups, and the same by officer and day."""
    strata = [str(stratum[0]) for stratum in table.strata]
    whole = np.arange(len(strata))
    columns = [
        _columns({g: _pair(table, g) for g in table.groups}, _Likely(strata, whole), group)
        for group in groups
    ]
    rows = []
    for one in table.clusters:
        pairs = {
            name: [one.of(measure, i) for measure in MEASURES]
            for i, name in enumerate(table.groups)
        }
        by_race = {
            g: np.column_stack([x, n - blank]) / MILLION for g, (x, n, blank) in pairs.items()
        }
        counts = [_columns(by_race, _Likely(strata, one.stratum), group) for group in groups]
        rows.append(Rows(one.key, one.cluster, np.zeros_like(one.stratum), np.hstack(counts)))
    return Trials(np.hstack(columns).sum(axis=0)[None], tuple(rows))


class _Likely(NamedTuple):
    """Names of likely races, and which of them each row is of."""

    names: list[str]
    row: IntArray

    def is_of(self, name: str) -> Mask:
        """(N, 1) whether a row is of it."""
        return np.array([one == name for one in self.names])[self.row][:, None]


def _pair(table: Crosstab, group: str) -> Array:
    searches = table.of("search_parts", group)
    stops = table.recorded("stop_parts", "search_parts_unknown", group)
    return np.column_stack([searches, stops]) / MILLION


def _columns(by_race: dict[str, Array], likely: _Likely, group: str) -> Array:
    """(N, 8) what each row adds to the sums of a group."""
    own = by_race[group]
    blank = by_race.get(UNKNOWN, np.zeros_like(own))
    recorded: Array = np.sum([pair for name, pair in by_race.items() if name != UNKNOWN], axis=0)
    is_group = likely.is_of(group)
    return np.hstack([own, blank * is_group, own * ~likely.is_of(UNKNOWN), recorded * is_group])


def _is_enough(one: PartsOfGroup) -> bool:
    return bool(min(one.n, one.told_n, one.guessed_n) >= MIN_N and one.blank_n > 0)


class Ends(NamedTuple):
    """Stops of one group that ended in a search and otherwise, and at most their variances."""

    searched: Array
    others: Array
    searched_variance: Array
    others_variance: Array

    @property
    def rate(self) -> Array:
        """The share that ended in a search."""
        return np.asarray(self.searched / (self.searched + self.others))

    @property
    def se(self) -> float:
        """At most the standard error of that share, were stops independent.

        A part of a stop varies less than a whole one, so that of as many whole stops is no less.
        """
        n = self.searched + self.others
        both = self.others**2 * self.searched_variance + self.searched**2 * self.others_variance
        return float(np.sqrt(both) / n**2)


def corrected(one: PartsOfGroup) -> Ends:
    """Blanks by chance, each end corrected by what the chances are off where race is recorded."""
    parts = []
    for own, blank, told, guessed in (
        (one.x, one.blank_x, one.told_x, one.guessed_x),
        (
            one.n - one.x,
            one.blank_n - one.blank_x,
            one.told_n - one.told_x,
            one.guessed_n - one.guessed_x,
        ),
    ):
        known = (told > 0) & (guessed > 0)
        told, guessed = np.where(known, told, 1.0), np.where(known, guessed, 1.0)
        off = told / guessed
        given = blank * off
        parts.append((own + given, own + given * off + given**2 * (1 / told + 1 / guessed)))
    (searched, first), (others, second) = parts
    return Ends(searched, others, first, second)


def as_likely(one: PartsOfGroup) -> Ends:
    """Blanks by chance, as the chances are."""
    searched, n = one.x + one.blank_x, one.n + one.blank_n
    return Ends(searched, n - searched, searched, n - searched)


def all_likely(one: PartsOfGroup) -> Ends:
    """Every stop by chance, whatever race is recorded."""
    searched, n = one.guessed_x + one.blank_x, one.guessed_n + one.blank_n
    return Ends(searched, n - searched, searched, n - searched)


def told(one: PartsOfGroup) -> Ends:
    """Stops with a recorded race and a likely one, as recorded."""
    return Ends(one.told_x, one.told_n - one.told_x, one.told_x, one.told_n - one.told_x)


def guessed(one: PartsOfGroup) -> Ends:
    """The same stops by chance."""
    others = one.guessed_n - one.guessed_x
    return Ends(one.guessed_x, others, one.guessed_x, others)


def _same(counts: Array) -> Array:
    return counts


def _sums(columns: Array) -> tuple[PartsOfGroup, ...]:
    parts = np.moveaxis(columns, -1, 0)
    return tuple(PartsOfGroup(*parts[at : at + WIDTH]) for at in range(0, len(parts), WIDTH))


def _level(columns: Array) -> Array:
    (one,) = _sums(columns)
    return corrected(one).rate


def _apart(way: Callable[[PartsOfGroup], Ends]) -> Callable[[Array], Array]:
    def value(columns: Array) -> Array:
        one, base = _sums(columns)
        return np.asarray(way(one).rate - way(base).rate)

    return value


def _off(columns: Array) -> Array:
    return np.asarray(_apart(guessed)(columns) - _apart(told)(columns))


WAYS = ((corrected, None), (as_likely, AS_LIKELY), (all_likely, ALL_LIKELY))


@dataclass(frozen=True, slots=True)
class _ByChance:
    """How groups compare; `missing` is the share of stops that neither race nor chance places."""

    level: float
    missing: float

    def own(self, trials: Trials, whom: Whom) -> Iterator[Estimate]:
        (one,) = _sums(trials.counts[0])
        ends = corrected(one)
        statistic = Statistic(_same, _level, is_level=True)
        found = bounded(trials, statistic, (float(ends.rate), ends.se), self.level)
        about = whom | {"missing_share": self.missing}
        yield found.estimate(RATE, n=float(one.n + one.blank_n), **about)

    def with_reference(self, trials: Trials, base: Trials, whom: Whom) -> Iterator[Estimate]:
        both = beside(trials, base)
        sums = _sums(both.counts[0])
        n = float(sum(one.n + one.blank_n for one in sums))
        about = whom | {"n": n, "missing_share": self.missing}
        for way, variant in WAYS:
            statistic = Statistic(_same, _apart(way))
            value, se = statistic.of(both.counts), _error(way, sums)
            p = two_sided_p(value / se) if variant is None and se > 0 else None
            found = bounded(both, statistic, (value, se), self.level, p)
            yield found.estimate(DIFFERENCE, variant=variant, **about)
        statistic = Statistic(_same, _off)
        off = statistic.of(both.counts), math.hypot(_error(guessed, sums), _error(told, sums))
        recorded = about | {"n": float(sum(one.told_n for one in sums))}
        yield bounded(both, statistic, off, self.level).estimate(ERROR, **recorded)


def _error(way: Callable[[PartsOfGroup], Ends], sums: tuple[PartsOfGroup, ...]) -> float:
    return math.hypot(*(way(one).se for one in sums))


def beside(one: Trials, base: Trials) -> Trials:
    """The sums of two groups side by side, in all and in every cluster."""
    rows = tuple(
        own._replace(counts=np.hstack([own.counts, other.counts]))
        for own, other in zip(one.clusterings, base.clusterings, strict=True)
    )
    return Trials(np.hstack([one.counts, base.counts]), rows, one.decides)


def _diagnostics(table: Crosstab) -> dict[str, int]:
    unknown = table.of("stop_parts", UNKNOWN) / MILLION
    named = np.array([stratum[0] != UNKNOWN for stratum in table.strata], dtype=bool)
    return {
        "stops": round(float(sum(table.totals("stop_parts").values())) / MILLION),
        "unrecorded": round(float(unknown.sum())),
        "unrecorded_and_likely": round(float(unknown[named].sum())),
    }


def _notes(estimates: tuple[Estimate, ...], table: Crosstab, few: list[str]) -> Iterator[Note]:
    yield Note(code="guessed-by-name")
    for one in estimates:
        if one.quantity == ERROR and not one.low <= 0 <= one.high:
            facts: dict[str, Fact] = {"group": str(one.keys[GROUP]), "off": one.value}
            yield Note(code="guess-follows-event", facts=facts)
    told = _diagnostics(table)
    if told["unrecorded_and_likely"] < told["unrecorded"]:
        left = 1 - told["unrecorded_and_likely"] / told["unrecorded"]
        yield Note(code="neither-name-nor-place", facts={"share": left})
    if few:
        yield Note(code="too-few-stops", facts={"groups": tuple(few), "min_n": MIN_N})


METHOD = Method(
    name="search-rate-by-likely-race",
    needs=Needs(
        reduction="likely_races",
        by=(GROUP, LIKELY),
        measures=("stop_parts", "search_parts"),
        optional_measures=("search_parts_unknown",),
        clusters=CLUSTERS,
    ),
    run=likely_race,
    refuses_when="fewer than 30 stops of a group and the reference have a recorded race and a "
    "likely one, or no stop without a recorded race has a likely one",
    assumptions=(
        "among stops that ended the same way, surname and place are off by as much where race is "
        "not recorded as where it is",
        "the lists describe the people who were stopped",
    ),
    overturned_by=(
        "race left blank for other people of one surname and place than it is recorded for",
        "people stopped who live elsewhere than where they were stopped",
    ),
    cannot_say=("the race of any one person", "why race was not recorded"),
    reference="Elliott, Morrison, Fremont, McCaffrey, Pantoja & Lurie (2009), Health Services and "
    "Outcomes Research Methodology 9:69-83; Chen, Kallus, Mao, Svacha & Udell (2019), Fairness, "
    "Accountability, and Transparency, 339-348",
    quantities=(RATE, DIFFERENCE, ERROR),
    basis=INDEPENDENT,
)
