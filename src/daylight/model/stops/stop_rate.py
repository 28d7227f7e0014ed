"""Stops held against the people who could have been stopped."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT, Basis, BasisKind, Key
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Diagnostic, Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array, Mask
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    Whom,
    blank_group_note,
    compare_groups,
    crosstab,
    group_quantity,
    one_group_only,
    unknown_share,
)
from daylight.model.intervals import (
    Interval,
    log_wald,
    poisson_rate,
    rate_ratio,
    rate_ratio_p,
    rate_ratio_ps,
    two_sided_t,
)
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "stop-rate"
RESIDENTS = "residents"
COUNTED = (
    "crashes",
    "arrests",
    "calls",
    "descriptions",
    "stops",
    "offenses",
    "citations",
    "past",
    "agency",
    "agencies",
)
"""A benchmark with one of these words in its name is itself a count and carries counting error.

Such as `not-at-fault crashes`, `calls for service`, `suspect descriptions`, `own past`.
"""

FEWEST_PLACES = 10
"""Below this a variance between places is too uncertain to use."""

MOE_Z = 1.645
"""The American Community Survey publishes 90 % margins of error."""

RATE = group_quantity("stop_rate", Scale.RATE)
RATIO = group_quantity("stop_rate_ratio", Scale.RATIO)
WITHIN = replace(RATIO, name="stop_rate_ratio_within_places")
IN_PLACE = replace(RATIO, name="stop_rate_ratio_in_place", about=About.PLACE)


def stop_rates(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    counted: Sequence[str] = COUNTED,
) -> Outcome:
    """Stop rates of each group against one or more benchmarks, and their ratios.

    Estimand: stops per member of the benchmark, and that rate divided by the reference group's.
    Method: exact Poisson interval of a rate and exact conditional interval of a ratio when the
    benchmark is known; a log-normal interval that adds the benchmark's own sampling error when
    it is a sample or a count; with places, the variance between places replaces both where it
    is the larger, and a Mantel–Haenszel ratio compares groups within places.
    Refuses: no reference group, or a benchmark without members of it.
    Reference: Ridgeway & MacDonald (2010); Greenland & Robins (1985) for the pooled ratio.
    """
    whole = crosstab(cells, within=())
    if refusal := one_group_only(whole, reference):
        return refusal
    every = [
        _Against(part, benchmark, reference, level, is_counted(benchmark, counted))
        for benchmark, part in _benchmarks(cells)
    ]
    estimates = [estimate for one in every for estimate in one.estimates()]
    if not estimates:
        return Refusal(
            reason="the benchmark does not hold the reference group",
            needed=f"a population of {reference} and of another group, in the same places",
            found="no place with both",
        )
    diagnostics: dict[str, Diagnostic] = {
        "unknown_race_stops": int(whole.of("stops", UNKNOWN).sum())
    }
    for one in every:
        diagnostics |= one.diagnostics()
    return Result(
        estimates=tuple(estimates),
        diagnostics=diagnostics,
        notes=(
            *dict.fromkeys(note for one in every for note in one.notes()),
            *blank_group_note(unknown_share(whole, "stops")),
            Note(code="benchmark"),
        ),
    )


def is_counted(benchmark: str, counted: Sequence[str]) -> bool:
    """Whether a benchmark's name says that it counts events."""
    return bool(set(re.split(r"[^a-z]+", benchmark.lower())) & set(counted))


def _benchmarks(cells: Cells) -> Iterator[tuple[str, Crosstab]]:
    """Each benchmark with its groups by places."""
    within = [name for name in cells.by if name not in (GROUP, "benchmark")]
    if "benchmark" not in cells.by:
        yield RESIDENTS, crosstab(cells, within=within)
        return
    for benchmark in cells.values("benchmark"):
        yield str(benchmark), crosstab(cells.pick(benchmark=benchmark), within=within)


class Held(NamedTuple):
    """A group against one benchmark: its stops and its members there, by place.

    `error` is the squared relative error of the members' total.
    """

    x: Array
    t: Array
    error: float

    @property
    def totals(self) -> tuple[float, float]:
        """Stops and members over all places."""
        return float(self.x.sum()), float(self.t.sum())


@dataclass(frozen=True, slots=True)
class _Against:
    """One benchmark: its table, and how sure it is itself."""

    table: Crosstab
    benchmark: str
    reference: str
    level: float
    is_counted: bool

    @property
    def matched(self) -> Mask:
        """Which places the benchmark knows."""
        known: Mask = self.table.counts["population"].sum(axis=0) > 0
        return known

    def held(self, group: str) -> Held:
        where = self.matched
        x, t = (self.table.of(name, group)[where] for name in ("stops", "population"))
        total = float(t.sum())
        variance = total if self.is_counted else 0.0
        if "population_margin_squared" in self.table.counts:
            margins = self.table.of("population_margin_squared", group)[where]
            variance += float(margins.sum()) / MOE_Z**2
        return Held(x, t, variance / total**2 if total else 0.0)

    def groups(self) -> dict[str, Held]:
        """The reference and whom it is compared with; empty where the benchmark lacks either."""
        names = (self.reference, *self.table.compared(self.reference))
        found = {group: self.held(group) for group in names}
        kept = {group: one for group, one in found.items() if one.t.sum() > 0}
        return kept if self.reference in kept and len(kept) > 1 else {}

    def estimates(self) -> tuple[Estimate, ...]:
        return compare_groups(self.groups(), self.reference, self._rate, self._compared)

    def _rate(self, one: Held, whom: Whom) -> Iterator[Estimate]:
        x, t = one.totals
        rate = poisson_rate(x, t, level=self.level)
        if one.error and x > 0:
            rate = log_wald(x / t, float(np.sqrt(1 / x + one.error)), level=self.level)
        yield rate.estimate(RATE, n=x, **self._here(whom))

    def _compared(self, one: Held, base: Held, whom: Whom) -> Iterator[Estimate]:
        here = self._here(whom) | {"n": one.x.sum() + base.x.sum()}
        yield self._ratio(one, base, here)
        if len(one.x) > 1:
            yield from self._within(one, base, here)
            yield from self._by_place(one, base, whom)

    def _here(self, whom: Whom, place: tuple[Key, ...] = ()) -> Whom:
        """Whom an estimate describes, the benchmark and the place among its keys."""
        named = {} if self.benchmark == RESIDENTS else {"benchmark": self.benchmark}
        at = dict(zip(self.table.within, place, strict=False))
        missing = None if place else unknown_share(self.table, "stops")
        return whom | {"keys": whom["keys"] | named | at, "missing_share": missing}

    def _ratio(self, one: Held, base: Held, here: Whom) -> Estimate:
        (x, t), (x0, t0) = one.totals, base.totals
        value = rate_ratio(x, t, x0, t0, level=self.level)
        places = len(one.x) if len(one.x) >= FEWEST_PLACES else 0
        error = one.error + base.error
        if not (error or places) or x == 0 or x0 == 0:
            return value.estimate(RATIO, p_value=rate_ratio_p(x, t, x0, t0), **here)
        variance = 1 / x + 1 / x0 + error
        if places:  # the spread between places holds the benchmark's errors there
            variance = max(variance, crude_ratio_variance(one.x, one.t, base.x, base.t))
        return self._log_ratio(RATIO, float(value.value), variance, places, here)

    def _within(self, one: Held, base: Held, here: Whom) -> Iterator[Estimate]:
        shared = (one.t > 0) & (base.t > 0)
        x, t, x0, t0 = (v[shared] for v in (one.x, one.t, base.x, base.t))
        value, variance = within_ratio(x, t, x0, t0)
        if len(x) >= FEWEST_PLACES and np.isfinite(variance):
            here = here | {"n": x.sum() + x0.sum()}
            yield self._log_ratio(WITHIN, value, variance, len(x), here)

    def _by_place(self, one: Held, base: Held, whom: Whom) -> Iterator[Estimate]:
        places = [p for p, known in zip(self.table.strata, self.matched, strict=True) if known]
        x, t, x0, t0 = one.x, one.t, base.x, base.t
        ratios = rate_ratio(x, t, x0, t0, level=self.level)
        p = rate_ratio_ps(x, t, x0, t0)
        for i in np.flatnonzero((t > 0) & (t0 > 0) & (x0 > 0)).tolist():
            yield Interval(ratios.value[i], ratios.low[i], ratios.high[i]).estimate(
                IN_PLACE, n=x[i] + x0[i], p_value=float(p[i]), **self._here(whom, places[i])
            )

    def _log_ratio(
        self, quantity: Quantity, value: float, variance: float, places: int, here: Whom
    ) -> Estimate:
        """A ratio whose log has that variance, with Student's t where it is one between places."""
        se, df = float(np.sqrt(variance)), places - 1 if places else np.inf
        with np.errstate(divide="ignore"):  # without any error a ratio other than one is certain
            distance = np.abs(np.log(value)) / np.float64(se) if value != 1 else 0.0
        basis = INDEPENDENT
        if places:
            key = ", ".join(self.table.within)
            basis = Basis(kind=BasisKind.CLUSTERED, key=key, clusters=places)
        return log_wald(value, se, level=self.level, df=df).estimate(
            quantity, p_value=two_sided_t(float(distance), df), basis=basis, **here
        )

    def notes(self) -> Iterator[Note]:
        """What the reader must know about this benchmark."""
        if len(self.matched) == 1:
            yield Note(code="independent-stops")
        named = {"benchmark": self.benchmark}
        lost = int(self.table.counts["stops"][:, ~self.matched].sum())
        if lost:
            share = lost / max(float(self.table.counts["stops"].sum()), 1)
            yield Note(code="unmatched-places", facts={**named, "stops": lost, "share": share})
        held = {group: self.held(group) for group in self.table.compared(self.reference)}
        silent = tuple(g for g, one in held.items() if one.x.sum() > 0 and one.t.sum() == 0)
        if silent:
            yield Note(code="no-benchmark", facts={**named, "groups": silent})
        if self.is_counted:
            yield Note(code="selected-benchmark", facts=named)

    def diagnostics(self) -> dict[str, Diagnostic]:
        lost = int(self.table.counts["stops"][:, ~self.matched].sum())
        found: dict[str, Diagnostic] = {
            f"unmatched_stops ({self.benchmark})": lost,
            f"places ({self.benchmark})": int(self.matched.sum()),
        }
        groups, base = self.groups(), self.held(self.reference)
        for group, one in groups.items():
            if (
                group != self.reference
                and len(one.x) >= FEWEST_PLACES
                and one.x.sum()
                and base.x.sum()
            ):
                between = crude_ratio_variance(one.x, one.t, base.x, base.t)
                by_chance = float(1 / one.x.sum() + 1 / base.x.sum())
                found[f"dispersion {group} ({self.benchmark})"] = between / by_chance
        return found


def crude_ratio_variance(x: Array, t: Array, x0: Array, t0: Array) -> float:
    """Variance of the log of a ratio of two total rates when places differ.

    Linearises log(Σx/Σt) − log(Σx₀/Σt₀) and sums the squares over places, P/(P−1).
    """
    u = (x - x.sum() / t.sum() * t) / x.sum() - (x0 - x0.sum() / t0.sum() * t0) / x0.sum()
    return float(len(u) / (len(u) - 1) * (u**2).sum())


def within_ratio(x: Array, t: Array, x0: Array, t0: Array) -> tuple[float, float]:
    """Mantel–Haenszel rate ratio over places and the variance of its log between places."""
    with np.errstate(divide="ignore", invalid="ignore"):
        a = x * t0 / (t + t0)
        c = x0 * t / (t + t0)
        value = float(a.sum() / c.sum())
        u = a / a.sum() - c / c.sum()
        return value, float(len(u) / (len(u) - 1) * (u**2).sum()) if len(u) > 1 else np.nan


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="stop_rates",
        by=(GROUP,),
        measures=("stops", "population"),
        optional_by=("benchmark", "neighborhood", "district", "beat", "county", "place"),
        optional_measures=("population_margin_squared",),
    ),
    run=stop_rates,
    refuses_when="the reference group is absent from the stops or from every benchmark",
    assumptions=(
        "the benchmark counts, for every group alike, the people who could have been stopped",
        "stops and benchmark sort people into groups the same way",
    ),
    overturned_by=(
        "a better benchmark of who is on the road or on foot, by place and hour",
        "a different share of drivers, of visitors or of repeated stops by group",
    ),
    cannot_say=(
        "why the rates differ",
        "whether a stop was justified",
    ),
    reference="Ridgeway & MacDonald (2010), in Race, Ethnicity, and Policing, ch. 7; "
    "Neil & Winship (2019), Annual Review of Criminology 2:73-98",
    quantities=(RATE, RATIO, WITHIN, IN_PLACE),
    basis=INDEPENDENT,
)
