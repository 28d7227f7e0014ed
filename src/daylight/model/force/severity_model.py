"""Severity compared between groups with the proportional-odds model, on counts."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from daylight.data.cells import Cells
from daylight.data.clustering import FORCE_CLUSTERS
from daylight.data.estimate import INDEPENDENT
from daylight.data.facts.force import SeverityFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.clustered_parts import Part, PartCount, trials_of_parts
from daylight.model.clustered_rates import Bounded, log_odds_ratio
from daylight.model.crosstab import GROUP
from daylight.model.force.counted import DECIDES
from daylight.model.force.severity_design import design_of
from daylight.model.intervals import two_sided_p, wald
from daylight.model.method import Method, Needs
from daylight.model.proportional_odds import proportional_odds

MIN_PEOPLE = 50
"""People of a group below which nothing is said of it."""

NAME = "force-severity"

SEVERITY_ODDS_RATIO = Quantity(
    name="severity_odds_ratio",
    scale=Scale.ODDS_RATIO,
    about=About.GROUP,
    unit="people with force",
    keys=(GROUP,),
)
ODDS_RATIO_ABOVE = replace(
    SEVERITY_ODDS_RATIO, name="odds_ratio_above", keys=(GROUP, "above_level")
)


def force_severity(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    scale: str = "severity_four",
    measure: str = "people",
) -> Outcome:
    """Odds of more severe force, between groups, with the other keys held fixed.

    Estimand: the common odds ratio of being above any given level, among people with force.
    Method: proportional-odds model on counts, with an indicator for every stratum of the other
    keys; beside it the crude odds ratio at every cut, and a test that they are one. Errors allow
    for people of one officer and of one day to go together (`model.ordinal_clusters`).
    Refuses: fewer than 50 people of a group, fewer than two levels in use, or a fit
    that does not converge.
    Reference: McCullagh (1980) JRSS B 42:109-142.
    """
    known = cells.without_unknown(scale, GROUP)
    levels = [v for v in known.values(scale) if known.pick(**{scale: v}).total(measure)]
    people = {g: known.pick(**{GROUP: g}).total(measure) for g in known.values(GROUP)}
    groups = [g for g, n in people.items() if n >= MIN_PEOPLE and g != reference]
    if len(levels) < 2 or people.get(reference, 0) < MIN_PEOPLE or not groups:
        return _refused(people, len(levels))
    known = known.pick(**{GROUP: (*groups, reference)})
    design = design_of(known, groups, (scale, levels), measure)
    if not design.strata:
        return _refused(people, len(levels))
    fit = proportional_odds(design.X, design.Y)
    if not fit.converged:
        return Refusal(
            code="odds-not-converged",
            facts={"people": int(design.Y.sum()), "strata": design.strata},
        )
    estimates: list[Estimate] = []
    cut_by_group: dict[str, list[Estimate]] = {}
    above = Above(known, scale, levels, measure)
    for group, beta, error in zip(groups, fit.beta, design.errors(fit, len(groups)), strict=False):
        slope = float(beta)
        odds = wald(slope, error.se, level=level, df=error.df).exp()
        p = error.p(slope, two_sided_p(slope / error.model_se))
        estimates.append(
            Bounded(odds, p, error.basis).estimate(
                SEVERITY_ODDS_RATIO,
                n=people[group] + people[reference],
                keys={GROUP: group},
                compared_with=reference,
            )
        )
        cut_by_group[group] = _cuts(above, group, reference, level)
        estimates += cut_by_group[group]
    within = tuple(name for name in cells.by if name not in (GROUP, scale))
    disagreement = tuple(group for group, cuts in cut_by_group.items() if _disagree(cuts))
    blank = 1 - known.total(measure) / max(cells.total(measure), 1)
    return Result(
        estimates=tuple(estimates),
        diagnostics={
            "scale": scale,
            "levels": ", ".join(map(str, levels)),
            "adjusted_for": ", ".join(within),
            "strata": design.strata,
            "left_out_share": blank,
            "cuts_differ": ", ".join(disagreement),
            "log_likelihood": fit.log_likelihood,
        },
        facts=SeverityFacts(factors=within, cuts_differ=disagreement),
        notes=_notes(scale, disagreement),
    )


class Above(NamedTuple):
    """People by level of a scale, to be cut in two."""

    known: Cells
    scale: str
    levels: list[str]
    measure: str

    def split(self, group: str, cut: int) -> Part:
        """People of a group above a cut, among all of the group."""
        part = self.known.pick(**{GROUP: group})
        above = part.pick(**{self.scale: self.levels[cut:]})
        return Part(PartCount(above, self.measure), PartCount(part, self.measure))


def _cuts(above: Above, group: str, reference: str, level: float) -> list[Estimate]:
    """Crude odds ratio of being above each cut."""
    found = []
    for cut in range(1, len(above.levels)):
        trials = trials_of_parts(
            *(above.split(g, cut) for g in (group, reference)), decides=DECIDES
        )
        x, n, x0, n0 = trials.counts[0]
        if min(x, n - x, x0, n0 - x0) < 5:
            continue
        odds = log_odds_ratio(trials, level)
        found.append(
            odds.estimate(
                ODDS_RATIO_ABOVE,
                n=n + n0,
                keys={GROUP: group, "above_level": above.levels[cut - 1]},
                compared_with=reference,
            )
        )
    return found


def _disagree(cuts: list[Estimate]) -> bool:
    """Whether odds ratios at different cuts do not have overlapping intervals."""
    return bool(cuts) and max(e.low for e in cuts) > min(e.high for e in cuts)


def _refused(people: dict[str, float], levels: int) -> Refusal:
    return Refusal(
        code="too-few-levels",
        facts={
            "least": MIN_PEOPLE,
            "levels": levels,
            "groups": tuple(people),
            "counts": tuple(int(n) for n in people.values()),
        },
    )


def _notes(scale: str, disagreement: tuple[str, ...]) -> tuple[Note, ...]:
    notes = [Note(code="scale-is-declared", facts={"scale": scale}), Note(code="given-force")]
    if disagreement:
        notes.append(Note(code="non-proportional", facts={"groups": disagreement}))
    return tuple(notes)


def force_severity_three(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    measure: str = "people",
) -> Outcome:
    """The same on the three-level scale of consent decrees; see `force_severity`."""
    return force_severity(
        cells,
        level=level,
        reference=reference,
        scale="severity_three",
        measure=measure,
    )


def _method(name: str, scale: str, run: Callable[..., Outcome]) -> Method:
    return Method(
        name=name,
        needs=Needs(
            reduction="force",
            by=("subject_race", scale),
            measures=("people",),
            optional_by=("resistance", "district", "year", "subject_armed", "contact_reason"),
            clusters=FORCE_CLUSTERS,
        ),
        run=run,
        quantities=(SEVERITY_ODDS_RATIO, ODDS_RATIO_ABOVE),
        basis=INDEPENDENT,
        refuses_when="a group has fewer than 50 people with force, or only one level is in use",
        assumptions=(
            "the declared scale orders kinds of force rightly",
            "the odds ratio is the same at every cut of the scale",
        ),
        overturned_by=(
            "a different declared scale",
            "recorded resistance or weapons that were not held fixed",
        ),
        cannot_say=(
            "whether force was used more often on one group",
            "whether it was necessary",
        ),
        reference="McCullagh (1980) Journal of the Royal Statistical Society B 42:109-142",
    )


METHODS = (
    _method(NAME, "severity_four", force_severity),
    _method(f"{NAME}-three-levels", "severity_three", force_severity_three),
)
