"""Stops held against the people who could have been stopped."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array, Mask
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    blank_group_note,
    crosstab,
    no_reference,
    unknown_share,
)
from daylight.model.intervals import (
    normal_quantile,
    poisson_rate,
    rate_ratio,
    rate_ratio_p,
    rate_ratio_ps,
    t_quantile,
    two_sided_t,
)
from daylight.model.method import Method, Needs

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
    if refusal := no_reference(NAME, whole, reference, cells):
        return refusal
    estimates: list[Estimate] = []
    notes: dict[str, Note] = {}
    diagnostics: dict[str, float | int | str | bool | None] = {}
    for benchmark, part in _benchmarks(cells):
        held = _Against(part, benchmark, reference, level, is_counted(benchmark, counted))
        estimates.extend(held.estimates())
        notes.update({f"{note.code} {note.text}": note for note in held.notes()})
        diagnostics.update(held.diagnostics())
    if not estimates:
        return Refusal(
            method=NAME,
            reason="the benchmark does not hold the reference group",
            needed=f"a population of {reference} and of another group, in the same places",
            found="no place with both",
            provenance=cells.provenance,
        )
    share = unknown_share(whole, "stops")
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        reference=reference,
        diagnostics={"unknown_race_stops": int(whole.totals("stops").get("unknown", 0))}
        | diagnostics,
        notes=(*notes.values(), *blank_group_note(share), EXPOSURE_NOTE),
        provenance=cells.provenance,
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


@dataclass(frozen=True, slots=True)
class _Against:
    """One benchmark: its table, and how sure it is itself."""

    table: Crosstab
    benchmark: str
    reference: str
    level: float
    is_counted: bool

    def label(self, place: tuple[str, ...] = ()) -> str:
        words = [] if self.benchmark == RESIDENTS else [f"benchmark: {self.benchmark}"]
        words += [f"{k}: {v}" for k, v in zip(self.table.within, place, strict=False)]
        return ", ".join(words) or "all"

    @property
    def matched(self) -> Mask:
        """Which places the benchmark knows."""
        known: Mask = self.table.counts["population"].sum(axis=0) > 0
        return known

    def stops(self, group: str) -> Array:
        return _at(self.table.of("stops", group), self.matched)

    def people(self, group: str) -> Array:
        return _at(self.table.of("population", group), self.matched)

    def groups(self) -> tuple[str, ...]:
        """Groups that can be compared: both they and the reference are in the benchmark."""
        if self.people(self.reference).sum() == 0:
            return ()
        return tuple(g for g in self.table.compared(self.reference) if self.people(g).sum() > 0)

    def relative_variance(self, group: str) -> float:
        """Squared relative error of the group's benchmark total."""
        total = float(self.people(group).sum())
        variance = total if self.is_counted else 0.0
        if "population_margin_squared" in self.table.counts:
            margins = self.table.of("population_margin_squared", group)[self.matched]
            variance += float(margins.sum()) / MOE_Z**2
        return variance / total**2 if total else 0.0

    def estimates(self) -> Iterator[Estimate]:
        groups = self.groups()
        if not groups:
            return
        missing = unknown_share(self.table, "stops")
        for group in (self.reference, *groups):
            yield self._rate(group, missing)
        for group in groups:
            yield self._ratio(group, missing)
            if int(self.matched.sum()) > 1:
                yield from self._within(group, missing)
                yield from self._by_place(group)

    def _rate(self, group: str, missing: float) -> Estimate:
        x, t = float(self.stops(group).sum()), float(self.people(group).sum())
        rate = poisson_rate(x, t, level=self.level)
        low, high = float(rate.low), float(rate.high)
        if (variance := self.relative_variance(group)) and x > 0:
            z = normal_quantile(self.level)
            spread = np.exp(z * np.sqrt(1 / x + variance))
            low, high = x / t / spread, x / t * spread
        return untyped(
            name="stop_rate",
            group=group,
            stratum=self.label(),
            value=x / t,
            low=low,
            high=high,
            level=self.level,
            scale=Scale.RATE,
            n=int(x),
            missing_share=missing,
        )

    def _ratio(self, group: str, missing: float) -> Estimate:
        x, t, x0, t0 = self.stops(group), self.people(group), self._x0, self._t0
        totals = (float(x.sum()), float(t.sum()), float(x0.sum()), float(t0.sum()))
        exact = rate_ratio(*totals, level=self.level)
        low, high, p = float(exact.low), float(exact.high), rate_ratio_p(*totals)
        extra = self.relative_variance(group) + self.relative_variance(self.reference)
        is_clustered = len(x) >= FEWEST_PLACES
        if (extra or is_clustered) and totals[0] > 0 and totals[2] > 0:
            variance = 1 / totals[0] + 1 / totals[2] + extra
            if is_clustered:  # the spread between places holds the benchmark's errors there
                variance = max(variance, crude_ratio_variance(x, t, x0, t0))
            df = len(x) - 1 if is_clustered else np.inf
            low, high, p = _log_interval(float(exact.value), variance, df, self.level)
        return self._estimate(
            "stop_rate_ratio", group, float(exact.value), low, high, p, self.label(), missing, x, x0
        )

    def _within(self, group: str, missing: float) -> Iterator[Estimate]:
        x, t, x0, t0 = self.stops(group), self.people(group), self._x0, self._t0
        shared = (t > 0) & (t0 > 0)
        x, t, x0, t0 = x[shared], t[shared], x0[shared], t0[shared]
        value, variance = within_ratio(x, t, x0, t0)
        if len(x) < FEWEST_PLACES or not np.isfinite(variance):
            return
        low, high, p = _log_interval(value, variance, len(x) - 1, self.level)
        yield self._estimate(
            "stop_rate_ratio_within_places",
            group,
            value,
            low,
            high,
            p,
            self.label(),
            missing,
            x,
            x0,
        )

    def _by_place(self, group: str) -> Iterator[Estimate]:
        places = [p for p, known in zip(self.table.strata, self.matched, strict=True) if known]
        x, t, x0, t0 = self.stops(group), self.people(group), self._x0, self._t0
        ratios = rate_ratio(x, t, x0, t0, level=self.level)
        p = rate_ratio_ps(x, t, x0, t0)
        for i in np.flatnonzero((t > 0) & (t0 > 0) & (x0 > 0)).tolist():
            yield self._estimate(
                "stop_rate_ratio_in_place",
                group,
                float(ratios.value[i]),
                float(ratios.low[i]),
                float(ratios.high[i]),
                float(p[i]),
                self.label(places[i]),
                None,
                x[i],
                x0[i],
            )

    @property
    def _x0(self) -> Array:
        return self.stops(self.reference)

    @property
    def _t0(self) -> Array:
        return self.people(self.reference)

    def _estimate(
        self,
        name: str,
        group: str,
        value: float,
        low: float,
        high: float,
        p: float,
        stratum: str,
        missing: float | None,
        *stops: Array,
    ) -> Estimate:
        return untyped(
            name=name,
            group=group,
            reference=self.reference,
            stratum=stratum,
            value=value,
            low=low,
            high=high,
            level=self.level,
            scale=Scale.RATIO,
            n=int(sum(np.sum(part) for part in stops)),
            missing_share=missing,
            p_value=p,
        )

    def notes(self) -> Iterator[Note]:
        """What the reader must know about this benchmark."""
        if len(self.matched) == 1:
            yield Note(
                code="independent-stops",
                text="The interval takes stops as independent; counted by place it is wider, "
                "because places differ in how much their rates differ.",
            )
        lost = int(self.table.counts["stops"][:, ~self.matched].sum())
        if lost:
            share = 100 * lost / max(float(self.table.counts["stops"].sum()), 1)
            yield Note(
                code="unmatched-places",
                text=f"{lost:,} stops ({share:.1f} %) were made in places that the benchmark "
                f"{self.benchmark} does not know, or where no place was recorded; no rate of "
                f"this benchmark holds them.",
            )
        silent = [
            g
            for g in self.table.compared(self.reference)
            if self.stops(g).sum() > 0 and self.people(g).sum() == 0
        ]
        if silent:
            yield Note(
                code="no-benchmark",
                text=f"The benchmark {self.benchmark} does not count {', '.join(silent)}; their "
                f"stops have no rate.",
            )
        if self.is_counted:
            yield Note(
                code="selected-benchmark",
                text=f"The benchmark {self.benchmark} counts events that were themselves recorded "
                f"by people; where that recording differs by group, so does the ratio.",
            )

    def diagnostics(self) -> dict[str, float | int]:
        found: dict[str, float | int] = {
            f"unmatched_stops ({self.benchmark})": int(
                self.table.counts["stops"][:, ~self.matched].sum()
            ),
            f"places ({self.benchmark})": int(self.matched.sum()),
        }
        for group in self.groups():
            x, t = self.stops(group), self.people(group)
            if len(x) >= FEWEST_PLACES and x.sum() and self._x0.sum():
                between = crude_ratio_variance(x, t, self._x0, self._t0)
                found[f"dispersion {group} ({self.benchmark})"] = between / float(
                    1 / x.sum() + 1 / self._x0.sum()
                )
        return found


def _at(counts: Array, where: Mask) -> Array:
    kept: Array = counts[where]
    return kept


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


def _log_interval(
    value: float, variance: float, df: float, level: float
) -> tuple[float, float, float]:
    """Low, high and two-sided p of a ratio whose log is roughly t-distributed."""
    spread = np.sqrt(variance)
    t = t_quantile(level, df)
    with np.errstate(divide="ignore"):  # without any spread a ratio other than one is certain
        distance = np.abs(np.log(value)) / spread if value != 1 else np.float64(0)
    p = two_sided_t(distance, df)
    return float(value * np.exp(-t * spread)), float(value * np.exp(t * spread)), p


EXPOSURE_NOTE = Note(
    code="benchmark",
    text="No benchmark equals the people at risk of being stopped: residents are not all on the "
    "road, visitors are, and one person can be stopped several times.",
)

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
)
