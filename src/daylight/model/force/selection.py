"""Force after a stop when the stops themselves may depend on race: four estimands on one page."""

from dataclasses import dataclass

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.model.arrays import Array
from daylight.model.crosstab import Crosstab, crosstab, no_reference
from daylight.model.force.tell import told
from daylight.model.intervals import (
    Interval,
    normal_quantile,
    pooled_z,
    risk_difference,
    two_sided_p,
)
from daylight.model.mantel_haenszel import mantel_haenszel
from daylight.model.method import Method, Needs

NAME = "force-selection"


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
    minimum_stops: int = 100,
    minimum_force: int = 10,
) -> Outcome:
    """Differences in force after a stop under four readings.

    Estimand: (1) naive: the difference among the stopped; (2) adjusted: the Mantel–Haenszel
    difference within strata; (3) direct effect among the stopped (Gaebler et al.); (4) total
    effect among the stopped, ATT and bounds of ATE, for each assumed share ρ of the group's stops
    that were made because of race (Knox, Lowe & Mummolo).
    Method: closed forms within each stratum of the other keys, averaged over strata; delta-method
    standard errors with the numbers of stops held fixed. Stops whose force field is blank are
    left out.
    Refuses: fewer than `minimum_stops` stops or `minimum_force` with force in either group.
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
    found: dict[str, float] = {}
    for group in table.compared(reference):
        y1, n1 = _recorded(table, group)
        y0, n0 = _recorded(table, reference)
        found[group] = min(y1.sum(), y0.sum())
        if min(n1.sum(), n0.sum()) < minimum_stops or found[group] < minimum_force:
            continue
        shared = (n1 > 0) & (n0 > 0)
        diagnostics[f"overlap {group}"] = float(n1[shared].sum() / n1.sum())
        estimates += _of_group(group, reference, y1, n1, y0, n0, rho, level)
        e1, e0 = y1.sum() / n1.sum(), y0.sum() / n0.sum()
        diagnostics[f"tipping_rho {group}"] = max(0.0, float(1 - e1 / e0))
    if not estimates:
        return Refusal(
            method=NAME,
            reason="too few stops or too little force to compare",
            needed=f"{minimum_stops} stops and {minimum_force} with force in both groups",
            found=", ".join(f"{name}: {n:.0f} with force" for name, n in found.items()),
            notes=NOTES,
            provenance=cells.provenance,
        )
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        reference=reference,
        diagnostics=diagnostics,
        notes=(*NOTES, *_overlap_notes(diagnostics)),
        provenance=cells.provenance,
    )


def _recorded(table: Crosstab, group: str) -> tuple[Array, Array]:
    """Stops with force, and stops whose force field is filled in, by stratum."""
    stops = table.of("stops", group)
    if "forces_unknown" in table.counts:
        stops = stops - table.of("forces_unknown", group)
    return table.of("forces", group), stops


def _of_group(
    group: str,
    reference: str,
    y1: Array,
    n1: Array,
    y0: Array,
    n0: Array,
    rho: tuple[float, ...],
    level: float,
) -> list[Estimate]:
    shared = (n1 > 0) & (n0 > 0)
    s = Strata(E1=y1[shared] / n1[shared], E0=y0[shared] / n0[shared], n1=n1[shared], n0=n0[shared])
    n = s.n1.sum() + s.n0.sum()
    naive = risk_difference(y1.sum(), n1.sum(), y0.sum(), n0.sum(), level=level)
    naive_p = two_sided_p(pooled_z(y1.sum(), n1.sum(), y0.sum(), n0.sum()))

    def one(
        name: str, interval: Interval, n: float, p: float | None = None, stratum: str = "all"
    ) -> Estimate:
        return told(
            name,
            group,
            interval,
            Scale.DIFFERENCE,
            n,
            level=level,
            reference=reference,
            stratum=stratum,
            p_value=p,
        )

    direct, direct_se = stratified_difference(s)
    pooled = mantel_haenszel(y1, n1, y0, n0)
    found = [
        one("force_difference_naive", naive, n1.sum() + n0.sum(), naive_p),
        one(
            "force_difference_adjusted",
            _normal(pooled.difference, float(np.sqrt(pooled.difference_variance)), level),
            n,
            pooled.p,
        ),
        one("force_direct_effect", _normal(direct, direct_se, level), n, _p(direct, direct_se)),
    ]
    for share in rho:
        lower, upper = total_effect_bounds(s, share)
        at = f"rho={share:g}"
        att = total_effect_of_stopped(s, share)
        found += [
            one("force_total_effect_att", _normal(*att, level), n, stratum=at),
            one("force_total_effect_ate_lower", _normal(*lower, level), n, stratum=at),
            one("force_total_effect_ate_upper", _normal(*upper, level), n, stratum=at),
        ]
    return found


def _normal(value: float, se: float, level: float) -> Interval:
    half = normal_quantile(level) * se
    return Interval(np.asarray(value), np.asarray(value - half), np.asarray(value + half))


def _p(value: float, se: float) -> float:
    return two_sided_p(value / se) if se > 0 else 1.0


def _overlap_notes(diagnostics: dict[str, float | int | str | bool | None]) -> list[Note]:
    return [
        Note(
            code="little-overlap",
            text=f"Only {100 * share:.0f} % of the stops of {key.removeprefix('overlap ')} are in "
            "strata that also hold the reference; the adjusted numbers describe those.",
        )
        for key, share in diagnostics.items()
        if key.startswith("overlap ") and isinstance(share, float) and share < 0.9
    ]


NOTES = (
    Note(
        code="estimands-differ",
        text="The direct effect takes the stop as given and needs subset ignorability: within "
        "strata nothing unrecorded is related to both race and force. The total effect counts "
        "that some stops would not have been made. They answer different questions; neither "
        "corrects the other.",
    ),
    Note(
        code="rho-is-assumed",
        text="The share of stops made because of race is assumed, not estimated, in each row.",
    ),
    Note(
        code="selection-assumptions",
        text="The bounds need every stop and every use of force to be reported, no one stopped "
        "only because of belonging to the reference group, and, in stops made because of race, "
        "no less severe conduct than in the others.",
    ),
)

METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="outcomes",
        by=("subject_race",),
        measures=("stops", "forces"),
        optional_by=("district", "day_part", "stop_reason", "stop_type"),
        optional_measures=("forces_unknown",),
    ),
    run=force_selection,
    refuses_when="either group has fewer than 100 stops or 10 with force",
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
