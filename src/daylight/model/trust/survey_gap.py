"""How far two groups' answers lie apart, in one wave."""

from dataclasses import replace
from typing import Any

from daylight.data.estimate import SURVEY
from daylight.data.quantity import About, Quantity
from daylight.data.result import Estimate, Outcome, Refusal, Result, Scale
from daylight.data.sample import Sample
from daylight.model.intervals import t_quantile, two_sided_t
from daylight.model.method import Method, Needs
from daylight.model.trust.levels import (
    ALL,
    SMALLEST_EFFECTIVE_N,
    Difference,
    ItemMean,
    difference,
    levels,
    limits,
    refuse_sample,
)
from daylight.model.trust.raking import Margins

GAP = Quantity(
    name="survey_gap",
    scale=Scale.DIFFERENCE,
    about=About.GROUP,
    unit="respondents of the group",
    keys=("item",),
)
"""In points where the item is a share, else a change on the item's scale."""


def run(
    sample: Sample,
    *,
    level: float = 0.95,
    reference: str = "white",
    item: str | None = None,
    by: str | None = None,
    smallest_effective_n: float = SMALLEST_EFFECTIVE_N,
    margins: Margins | None = None,
) -> Outcome:
    """Difference of each group's weighted mean from the reference group's.

    Estimand: mean answer of the group less mean answer of the reference group.
    Method: both as domains of the one sample, so that clusters holding people of both groups
    enter with their covariance; Taylor-linearised, t on clusters minus strata.
    Refuses: a convenience sample (no sampling error exists), or the reference group is absent or
    too small.
    Reference: Lumley (2010), Complex Surveys, section 2.4; Binder (1983).
    """
    refusal = refuse_sample(sample, item, by, margins) or convenience(sample)
    if refusal is not None:
        return refusal
    found = levels(sample, item=item, by=by, smallest=smallest_effective_n, margins=margins)
    estimates = []
    for one in found.shown:
        base = found.find(one.item, reference, one.wave)
        if one.group in (ALL, reference) or base is None:
            continue
        apart = difference(found.design, [(1.0, one), (-1.0, base)])
        estimates.append(compared(GAP, one, apart, level, keys=one.keys, compared_with=reference))
    if not estimates:
        return Refusal(
            code="nobody-to-compare-with",
            facts={
                "least": smallest_effective_n,
                "reference": reference,
                "groups": tuple(dict.fromkeys(one.group for one in found.shown)),
            },
        )
    return Result(
        estimates=tuple(estimates),
        diagnostics={"raked": found.raked},
        notes=limits(sample, found),
    )


def compared(
    quantity: Quantity, one: ItemMean, apart: Difference, level: float, **about: Any
) -> Estimate:
    """A difference of levels with its t interval; in points where the item is a share."""
    margin = t_quantile(level, apart.df) * apart.error
    return Estimate(
        quantity=replace(quantity, scale=Scale.DIFFERENCE if one.is_share else Scale.CHANGE),
        value=apart.value,
        low=apart.value - margin,
        high=apart.value + margin,
        n=one.n,
        missing_share=one.missing_share,
        p_value=two_sided_t(apart.value / apart.error, apart.df) if apart.error > 0 else None,
        **about,
    )


def convenience(sample: Sample) -> Refusal | None:
    """The refusal to compare people who were not drawn with known chances."""
    if sample.is_probability:
        return None
    return Refusal(code="drawn-at-hand")


METHOD = Method(
    name="survey-gap",
    needs=Needs(noun="sample"),
    run=run,
    quantities=(GAP,),
    basis=SURVEY,
    refuses_when="a convenience sample, or a group without answers that weigh as much as 30 "
    "independent ones",
    assumptions=(
        "the weights undo how people were drawn and who declined, within each group",
        "the groups understood the question alike",
    ),
    overturned_by=(
        "a group that the sample reached only in part",
        "a gap that another wording does not show",
    ),
    cannot_say=("what officers did", "why the groups answer differently"),
    reference="Lumley (2010), Complex Surveys, section 2.4; Binder (1983)",
)
