"""What people answered, on average, by group and wave."""

import math
from dataclasses import replace

import numpy as np

from daylight.data.estimate import FIXED, SURVEY
from daylight.data.quantity import About, Quantity
from daylight.data.result import Estimate, Outcome, Refusal, Result, Scale
from daylight.data.sample import Sample
from daylight.model.intervals import t_quantile
from daylight.model.method import Method, Needs
from daylight.model.trust.levels import (
    SMALLEST_EFFECTIVE_N,
    ItemMean,
    Levels,
    levels,
    limits,
    refuse_sample,
    share_bounds,
)
from daylight.model.trust.raking import Margins

SHARE = Quantity(
    name="survey_level",
    scale=Scale.PROPORTION,
    about=About.GROUP,
    unit="respondents",
    keys=("item",),
)
"""The level of an item that is answered yes or no."""

MEAN = replace(SHARE, scale=Scale.MEAN)
"""The level of an item on any other scale."""


def run(
    sample: Sample,
    *,
    level: float = 0.95,
    item: str | None = None,
    by: str | None = None,
    smallest_effective_n: float = SMALLEST_EFFECTIVE_N,
    margins: Margins | None = None,
) -> Outcome:
    """Weighted mean (or share) of each item, over all respondents and by group.

    Estimand: the mean answer of the population the sample was drawn from.
    Method: survey-weighted mean with Taylor-linearised errors and t intervals on clusters minus
    strata; shares on the logit scale.
    Refuses: no such item or group, or nobody with enough effective respondents.
    Reference: Lumley (2010), Complex Surveys, chapter 2.
    """
    refusal = refuse_sample(sample, item, by, margins)
    if refusal is not None:
        return refusal
    found = levels(sample, item=item, by=by, smallest=smallest_effective_n, margins=margins)
    if not found.shown:
        return nobody(sample, smallest_effective_n)
    diagnostics: dict[str, float | int | str | bool | None] = {
        "raked": found.raked,
        "effective_respondents": round(max(one.effective_n for one in found.shown), 1),
    }
    estimates = []
    for one in found.shown:
        error = standard_error(found, one)
        diagnostics[f"standard_error {one.item} {one.group} {one.wave}"] = error
        diagnostics[f"design_effect {one.item} {one.group} {one.wave}"] = (
            error**2 / one.simple_variance if one.simple_variance > 0 else None
        )
        estimates.append(_estimate(one, error, level, has_error=sample.is_probability))
    return Result(
        estimates=tuple(estimates),
        diagnostics=diagnostics,
        notes=limits(sample, found),
    )


def standard_error(found: Levels, one: ItemMean) -> float:
    """The design-based standard error of one level."""
    return math.sqrt(float(found.design.covariance(one.score[:, None])[0, 0]))


def nobody(sample: Sample, smallest: float) -> Refusal:
    """The refusal when every group is too small to show."""
    answered = max((int(np.isfinite(y).sum()) for y in sample.answers.values()), default=0)
    return Refusal(code="too-few-respondents", facts={"least": smallest, "answered": answered})


def _estimate(one: ItemMean, error: float, level: float, *, has_error: bool) -> Estimate:
    low = high = math.nan
    if has_error and one.is_share:
        low, high = share_bounds(one, error, level)
    elif has_error:
        margin = t_quantile(level, one.degrees) * error
        low, high = one.value - margin, one.value + margin
    return Estimate(
        quantity=SHARE if one.is_share else MEAN,
        keys=one.keys,
        value=one.value,
        low=low,
        high=high,
        n=one.n,
        missing_share=one.missing_share,
        basis=SURVEY if has_error else FIXED,
    )


METHOD = Method(
    name="survey-level",
    needs=Needs(noun="sample"),
    run=run,
    quantities=(SHARE, MEAN),
    basis=SURVEY,
    refuses_when="no group has answers that weigh as much as 30 independent ones",
    assumptions=(
        "the weights undo how people were drawn and who declined",
        "those who skipped the question would have answered like those who did not",
        "everyone understood the question alike",
    ),
    overturned_by=(
        "a group that the sample could not reach",
        "another wording or another way of asking that gives another answer",
    ),
    cannot_say=("what officers did", "why people answered as they did"),
    reference="Lumley (2010), Complex Surveys; Binder (1983); Korn & Graubard (1998)",
)
