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
from daylight.model.clustered_rates import (
    CLUSTERS,
    COUNT,
    COUNT_RATIO,
    DECIDES_COUNTS,
    Trials,
    trials_of,
)
from daylight.model.clusters import Statistic, Uncertainty
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
from daylight.model.events import STOPS
from daylight.model.intervals import (
    log_wald,
    poisson_rate,
    rate_ratio,
    rate_ratio_p,
    rate_ratio_ps,
    two_sided_t,
)
from daylight.model.method import Method, Needs
from daylight.model.stops.between_places import (
    crude_rate_variance,
    crude_ratio_variance,
    within_ratio,
)
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


def _within_parts(counts: Array) -> Array:
    x, _, x0, _, t, t0 = np.moveaxis(counts, -1, 0)
    both = np.where((t > 0) & (t0 > 0), t + t0, 1.0)
    shared = (t > 0) & (t0 > 0)
    return np.stack([shared * x * t0 / both, shared * x0 * t / both], axis=-1)


def _log_of_parts(sums: Array) -> Array:
    return np.asarray(np.log(sums[..., 0] / sums[..., 1]))


WITHIN_PLACES = Statistic(_within_parts, _log_of_parts)


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
    is the larger, and a Mantel–Haenszel ratio compares groups within places. Stops of one officer,
    day or place go together where these are known (`model.clusters`).
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
        return Refusal(code="reference-not-in-benchmark", facts={"reference": reference})
    diagnostics: dict[str, Diagnostic] = {
        "unknown_race_stops": int(whole.of("stops", UNKNOWN).sum())
    }
    for one in every:
        diagnostics |= one.diagnostics()
    return Result(
        estimates=tuple(estimates),
        diagnostics=diagnostics,
        notes=(
            *_taken_alone(every, estimates),
            *dict.fromkeys(note for one in every for note in one.notes()),
            *blank_group_note(unknown_share(whole, "stops")),
            Note(code="benchmark"),
        ),
    )


def _taken_alone(every: Sequence["_Against"], estimates: Sequence[Estimate]) -> Iterator[Note]:
    """That stops were taken as independent, where nothing tells which of them go together."""
    apart = [
        one
        for one in estimates
        if one.quantity == RATIO and one.basis.kind is not BasisKind.CLUSTERED
    ]
    if apart and any(len(one.matched) == 1 for one in every):
        yield Note(code="independent-stops")


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

    def _stops(self, *groups: str) -> Trials:
        """The stops of groups where the benchmark knows the place, with what goes together."""
        counted = trials_of(self.table, STOPS, *groups, decides=DECIDES_COUNTS)
        return counted.among(self.matched)

    def _rate(self, one: Held, whom: Whom) -> Iterator[Estimate]:
        x, t = one.totals
        rate, basis = poisson_rate(x, t, level=self.level), INDEPENDENT
        if x > 0:
            known = self._stops(whom["keys"][GROUP]).pooled.uncertainty(
                COUNT, float(1 / np.sqrt(x))
            )
            if len(one.x) >= FEWEST_PLACES:  # the spread between places holds their own errors
                spread = max(crude_rate_variance(one.x, one.t), 1 / x + one.error)
                ways = [known.plus(one.error), self._between_places(spread, len(one.x))]
                known = max(ways, key=lambda way: way.half_width(self.level))
            else:
                known = known.plus(one.error)
            basis = known.basis
            if one.error or basis.kind is BasisKind.CLUSTERED:
                rate = log_wald(x / t, known.se, level=self.level, df=known.df)
        yield rate.estimate(RATE, n=x, basis=basis, **self._here(whom))

    def _compared(self, one: Held, base: Held, whom: Whom) -> Iterator[Estimate]:
        here = self._here(whom) | {"n": one.x.sum() + base.x.sum()}
        stops = self._stops(whom["keys"][GROUP], self.reference)
        yield self._ratio(one, base, stops, here)
        if len(one.x) > 1:
            yield from self._within(one, base, stops, here)
            yield from self._by_place(one, base, stops, whom)

    def _here(self, whom: Whom, place: tuple[Key, ...] = ()) -> Whom:
        """Whom an estimate describes, the benchmark and the place among its keys."""
        named = {} if self.benchmark == RESIDENTS else {"benchmark": self.benchmark}
        at = dict(zip(self.table.within, place, strict=False))
        missing = None if place else unknown_share(self.table, "stops")
        return whom | {"keys": whom["keys"] | named | at, "missing_share": missing}

    def _ratio(self, one: Held, base: Held, stops: Trials, here: Whom) -> Estimate:
        (x, t), (x0, t0) = one.totals, base.totals
        exact = rate_ratio(x, t, x0, t0, level=self.level)
        p = rate_ratio_p(x, t, x0, t0)
        if x == 0 or x0 == 0:
            return exact.estimate(RATIO, p_value=p, **here)
        known = stops.pooled.uncertainty(COUNT_RATIO, float(np.sqrt(1 / x + 1 / x0)))
        error = one.error + base.error
        ways = [known.plus(error)]
        if len(one.x) >= FEWEST_PLACES:  # the spread between places holds the benchmark's errors
            variance = crude_ratio_variance(one.x, one.t, base.x, base.t)
            ways.append(self._between_places(max(variance, 1 / x + 1 / x0 + error), len(one.x)))
        elif not error and known.basis.kind is not BasisKind.CLUSTERED:
            return exact.estimate(RATIO, p_value=p, basis=known.basis, **here)
        return self._log_ratio(RATIO, float(exact.value), ways, here)

    def _within(self, one: Held, base: Held, stops: Trials, here: Whom) -> Iterator[Estimate]:
        shared = (one.t > 0) & (base.t > 0)
        x, t, x0, t0 = (v[shared] for v in (one.x, one.t, base.x, base.t))
        value, variance = within_ratio(x, t, x0, t0)
        if len(x) < FEWEST_PLACES or not np.isfinite(variance):
            return
        here = here | {"n": x.sum() + x0.sum()}
        people = np.zeros((len(self.matched), 2))
        people[self.matched] = np.column_stack([one.t, base.t])
        model_se = float(np.sqrt(1 / x.sum() + 1 / x0.sum()))
        known = stops.beside(people).uncertainty(WITHIN_PLACES, model_se)
        yield self._log_ratio(WITHIN, value, [self._between_places(variance, len(x)), known], here)

    def _by_place(self, one: Held, base: Held, stops: Trials, whom: Whom) -> Iterator[Estimate]:
        x, t, x0, t0 = one.x, one.t, base.x, base.t
        p = rate_ratio_ps(x, t, x0, t0)
        for i, at in enumerate(np.flatnonzero(self.matched).tolist()):
            if not (t[i] > 0 and t0[i] > 0 and x0[i] > 0):
                continue
            se = float(np.sqrt(1 / x[i] + 1 / x0[i])) if x[i] else 0.0
            known = stops.within(at).uncertainty(COUNT_RATIO, se)
            k = known.scale(self.level)
            ratio = rate_ratio(x[i] / k, t[i], x0[i] / k, t0[i], level=self.level)
            value = float(np.log(ratio.value)) if x[i] else 0.0
            yield ratio.estimate(
                IN_PLACE,
                n=x[i] + x0[i],
                p_value=known.p(value, float(p[i])),
                basis=known.basis,
                **self._here(whom, self.table.strata[at]),
            )

    def _between_places(self, variance: float, places: int) -> Uncertainty:
        """The standard error of a log ratio that scatters between places."""
        key = ", ".join(self.table.within)
        basis = Basis(kind=BasisKind.CLUSTERED, key=key, clusters=places)
        return Uncertainty(float(np.sqrt(variance)), 0.0, places - 1.0, basis)

    def _log_ratio(
        self, quantity: Quantity, value: float, ways: list[Uncertainty], here: Whom
    ) -> Estimate:
        """A ratio with the widest of several intervals of its log."""
        known = max(ways, key=lambda way: way.half_width(self.level))
        with np.errstate(divide="ignore"):  # without any error a ratio other than one is certain
            distance = np.abs(np.log(value)) / np.float64(known.se) if value != 1 else 0.0
        p = two_sided_t(float(distance), known.df) if known.is_testable else None
        return log_wald(value, known.se, level=self.level, df=known.df).estimate(
            quantity, p_value=p, basis=known.basis, **here
        )

    def notes(self) -> Iterator[Note]:
        """What the reader must know about this benchmark."""
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


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="stop_rates",
        by=(GROUP,),
        measures=("stops", "population"),
        optional_by=("benchmark", "neighborhood", "district", "beat", "county", "place"),
        optional_measures=("population_margin_squared",),
        clusters=CLUSTERS,
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
