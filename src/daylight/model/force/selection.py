"""Force after a stop when the stops themselves may depend on race: four estimands on one page."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.facts.stops import AdjustedFor
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.clustered_rates import CLUSTERS, Trials, bounded, difference, trials_of
from daylight.model.clustered_rates import stratified_difference as within_strata
from daylight.model.crosstab import GROUP, Crosstab, crosstab, no_reference
from daylight.model.events import Events
from daylight.model.force.selection_clusters import DIRECT as BY_STRATUM
from daylight.model.force.selection_clusters import ate_lower, ate_upper, att
from daylight.model.intervals import pooled_z, two_sided_p
from daylight.model.mantel_haenszel import mantel_haenszel
from daylight.model.method import Method, Needs

MIN_STOPS = 100
"""Stops of a group below which nothing is said of it."""

MIN_FORCE = 10
"""Stops with force of a group below which nothing is said of it."""

NAME = "force-selection"

FORCES = Events("forces", "stops", "forces_unknown")

NAIVE = Quantity(
    name="force_difference_naive",
    scale=Scale.DIFFERENCE,
    about=About.GROUP,
    unit="stops",
    keys=(GROUP,),
)
ADJUSTED = replace(NAIVE, name="force_difference_adjusted")
DIRECT = replace(NAIVE, name="force_direct_effect")
ATT = replace(NAIVE, name="force_total_effect_att", keys=(GROUP, "rho"))
ATE_LOWER = replace(ATT, name="force_total_effect_ate_lower")
ATE_UPPER = replace(ATT, name="force_total_effect_ate_upper")

MOST_OVERLAP = 0.9
"""Below this share of a group's stops in shared strata a reader is told."""


RHO = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
"""Shares of the group's stops that would not have been made of a person of the reference group."""


@dataclass(frozen=True, slots=True)
class Strata:
    """Force among the stopped, stratum by stratum.

    `E1`, `E0` are the shares with force among the stopped of the group and of the reference,
    `n1`, `n0` the stops, all (S,).
    """

    E1: Array
    E0: Array
    n1: Array
    n0: Array

    @property
    def pi(self) -> Array:
        """Share of the stratum's stops that are of the group: P(D = 1 | M = 1)."""
        share: Array = self.n1 / (self.n1 + self.n0)
        return share

    @property
    def variance1(self) -> Array:
        """Binomial variance of E1."""
        variance: Array = self.E1 * (1 - self.E1) / self.n1
        return variance

    @property
    def variance0(self) -> Array:
        """Binomial variance of E0."""
        variance: Array = self.E0 * (1 - self.E0) / self.n0
        return variance


def stratified_difference(s: Strata) -> tuple[float, float]:
    """The direct effect among the stopped, and its standard error.

    Estimand: the second-stage sample average effect SATE_M: how force would change if those who
    were stopped were seen as of the other group, the stop taken as given.
    Method: Σ (n_x / n)(ȳ_1x − ȳ_0x), SE² = Σ (n_x / n)² Σ_z c_zx (1 − c_zx) / n_zx.
    Reference: Gaebler, Cai, Basse, Shroff, Goel & Hill (2022), stratified difference in means.
    """
    weight = (s.n1 + s.n0) / (s.n1 + s.n0).sum()
    value = float((weight * (s.E1 - s.E0)).sum())
    return value, float(np.sqrt((weight**2 * (s.variance1 + s.variance0)).sum()))


def total_effect_of_stopped(s: Strata, rho: float) -> tuple[float, float]:
    """ATT given a stop, E1 − (1 − ρ) E0, averaged over the group's stops, with its SE.

    Reference: Knox, Lowe & Mummolo (2020), proposition 2.
    """
    weight = s.n1 / s.n1.sum()
    value = float((weight * (s.E1 - (1 - rho) * s.E0)).sum())
    variance = (weight**2 * (s.variance1 + (1 - rho) ** 2 * s.variance0)).sum()
    return value, float(np.sqrt(variance))


def total_effect_bounds(s: Strata, rho: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Bounds of ATE given a stop, each with its SE, averaged over all stops.

    Lower: E1 − E0 + ρ E0 π. Upper: (1 − π)(min(1, E1 / (1 − ρ)) − E0) + π (E1 − (1 − ρ) E0).
    Reference: Knox, Lowe & Mummolo (2020), proposition 1, in closed form.
    """
    weight = (s.n1 + s.n0) / (s.n1 + s.n0).sum()
    pi = s.pi
    lower = s.E1 - s.E0 + rho * s.E0 * pi
    lower_variance = s.variance1 + (1 - rho * pi) ** 2 * s.variance0
    reached = s.E1 / (1 - rho)
    upper = (1 - pi) * (np.minimum(1, reached) - s.E0) + pi * (s.E1 - (1 - rho) * s.E0)
    slope1 = (1 - pi) * (reached < 1) / (1 - rho) + pi
    slope0 = (1 - pi) + pi * (1 - rho)
    upper_variance = slope1**2 * s.variance1 + slope0**2 * s.variance0
    return (
        (float((weight * lower).sum()), float(np.sqrt((weight**2 * lower_variance).sum()))),
        (float((weight * upper).sum()), float(np.sqrt((weight**2 * upper_variance).sum()))),
    )


def force_selection(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    rho: tuple[float, ...] = RHO,
) -> Outcome:
    """Differences in force after a stop under four readings.

    Estimand: (1) naive: the difference among the stopped; (2) adjusted: the Mantel–Haenszel
    difference within strata; (3) direct effect among the stopped (Gaebler et al.); (4) total
    effect among the stopped, ATT and bounds of ATE, for each assumed share ρ of the group's stops
    that were made because of race (Knox, Lowe & Mummolo).
    Method: closed forms within each stratum of the other keys, averaged over strata; delta-method
    standard errors with the numbers of stops held fixed, or those of leaving out each officer and
    day, whichever is larger (`model.clusters`). Stops whose force field is blank are left out.
    Refuses: fewer than 100 stops or 10 with force in either group; a force field never a no.
    Reference: Knox, Lowe & Mummolo (2020) APSR 114:619; Gaebler et al. (2022).

    Parameters
    ----------
    rho
        Shares between 0 and 1 to show; none of them is estimated from these records.
    """
    table = crosstab(cells)
    if refusal := no_reference(NAME, table, reference, cells):
        return refusal
    estimates: list[Estimate] = []
    diagnostics: dict[str, float | int | str | bool | None] = {
        "adjusted_for": ", ".join(table.within),
        "strata": len(table.strata),
    }
    found: dict[str, tuple[int, int]] = {}
    never: list[str] = []
    notes = list(NOTES)
    for group in table.compared(reference):
        y1, n1 = _recorded(table, group)
        y0, n0 = _recorded(table, reference)
        found[group] = (int(y1.sum()), int(n1.sum()))
        found[reference] = (int(y0.sum()), int(n0.sum()))
        if _never_no(y1, n1) or _never_no(y0, n0):
            never.append(group)
            continue
        if min(n1.sum(), n0.sum()) < MIN_STOPS or min(y1.sum(), y0.sum()) < MIN_FORCE:
            continue
        shared = (n1 > 0) & (n0 > 0)
        overlap = diagnostics[f"overlap {group}"] = float(n1[shared].sum() / n1.sum())
        if overlap < MOST_OVERLAP:
            notes.append(
                Note(code="force-strata-overlap", facts={"share": overlap, "group": group})
            )
        about = {"keys": {GROUP: group}, "compared_with": reference}
        stopped = Stopped(y1, n1, y0, n0, trials_of(table, FORCES, group, reference))
        estimates += _of_group(stopped, rho, level, about)
        e1, e0 = y1.sum() / n1.sum(), y0.sum() / n0.sum()
        diagnostics[f"tipping_rho {group}"] = max(0.0, float(1 - e1 / e0))
    if never and not estimates:
        return Refusal(
            code="force-never-a-no",
            facts={"groups": tuple(never), "reference": reference},
            notes=NOTES,
        )
    if not estimates:
        return Refusal(
            code="too-little-force",
            facts={
                "least_stops": MIN_STOPS,
                "least_force": MIN_FORCE,
                "groups": tuple(found),
                "forces": tuple(forces for forces, _ in found.values()),
                "stops": tuple(stops for _, stops in found.values()),
            },
            notes=NOTES,
        )
    return Result(
        estimates=tuple(estimates),
        diagnostics=diagnostics,
        facts=AdjustedFor(factors=table.within),
        notes=tuple(notes),
    )


def _never_no(forces: Array, recorded: Array) -> bool:
    """Whether every filled field says force, so that nothing is known of stops without it."""
    return bool(forces.sum() > 0 and forces.sum() >= recorded.sum())


def _recorded(table: Crosstab, group: str) -> tuple[Array, Array]:
    """Stops with force, and stops whose force field is filled in, by stratum."""
    stops = table.of("stops", group)
    if "forces_unknown" in table.counts:
        stops = stops - table.of("forces_unknown", group)
    return table.of("forces", group), stops


class Stopped(NamedTuple):
    """Stops with force and recorded stops by stratum: of the group, then of the reference."""

    y1: Array
    n1: Array
    y0: Array
    n0: Array
    trials: Trials

    @property
    def totals(self) -> tuple[float, float, float, float]:
        """The four counts over all strata."""
        y1, n1, y0, n0 = (float(counts.sum()) for counts in self[:4])
        return y1, n1, y0, n0


def _of_group(
    stopped: Stopped, rho: tuple[float, ...], level: float, about: dict[str, Any]
) -> list[Estimate]:
    y1, n1, y0, n0, trials = stopped
    shared = (n1 > 0) & (n0 > 0)
    s = Strata(E1=y1[shared] / n1[shared], E0=y0[shared] / n0[shared], n1=n1[shared], n0=n0[shared])
    n = s.n1.sum() + s.n0.sum()
    direct = stratified_difference(s)
    pooled = mantel_haenszel(y1, n1, y0, n0)
    crude = difference(trials, level, two_sided_p(pooled_z(*stopped.totals)))
    found = [
        crude.estimate(NAIVE, n=n1.sum() + n0.sum(), **about),
        within_strata(trials, pooled, level).estimate(ADJUSTED, n=n, **about),
        bounded(trials, BY_STRATUM, direct, level, _p(*direct)).estimate(DIRECT, n=n, **about),
    ]
    for share in rho:
        assumed = {**about, "keys": {**about["keys"], "rho": float(share)}}
        lower, upper = total_effect_bounds(s, share)
        of_stopped = total_effect_of_stopped(s, share)
        found += [
            bounded(trials, statistic, model, level).estimate(quantity, n=n, **assumed)
            for quantity, model, statistic in (
                (ATT, of_stopped, att(share)),
                (ATE_LOWER, lower, ate_lower(share)),
                (ATE_UPPER, upper, ate_upper(share)),
            )
        ]
    return found


def _p(value: float, se: float) -> float:
    return two_sided_p(value / se) if se > 0 else 1.0


NOTES = (
    Note(code="estimands-differ"),
    Note(code="rho-is-assumed"),
    Note(code="selection-assumptions"),
)

METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="outcomes",
        by=("subject_race",),
        measures=("stops", "forces"),
        optional_by=("district", "day_part", "stop_reason", "stop_type"),
        optional_measures=("forces_unknown",),
        clusters=CLUSTERS,
    ),
    run=force_selection,
    quantities=(NAIVE, ADJUSTED, DIRECT, ATT, ATE_LOWER, ATE_UPPER),
    basis=INDEPENDENT,
    refuses_when="either group has fewer than 100 stops or 10 with force, or the force field is "
    "never a no",
    assumptions=(
        "every stop, and force in it, is reported",
        "for the direct effect: within strata, nothing unrecorded goes with both race and force",
        "for the bounds: nobody was stopped only because of belonging to the reference group",
    ),
    overturned_by=(
        "a recorded circumstance, such as resistance before force, that differs between groups",
        "stops that are missing from the records more often for one group",
    ),
    cannot_say=(
        "what share of stops was made because of race",
        "what officers thought",
    ),
    reference="Knox, Lowe & Mummolo (2020) APSR 114:619-637, propositions 1 and 2; Gaebler et al. "
    "(2022) Statistics and Public Policy",
)
