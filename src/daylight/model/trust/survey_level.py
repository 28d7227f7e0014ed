"""What people answered, on average, by group and wave."""

import math

import numpy as np
from scipy import stats

from daylight.data.result import Estimate, Outcome, Refusal, Result, Scale
from daylight.data.sample import Sample
from daylight.data.untyped import untyped
from daylight.model.method import Method, Needs
from daylight.model.trust.levels import (
    SMALLEST_EFFECTIVE_N,
    Level,
    Levels,
    levels,
    limits,
    refuse_sample,
    share_bounds,
)
from daylight.model.trust.raking import Margins


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
    refusal = refuse_sample(METHOD.name, sample, item, by, margins)
    if refusal is not None:
        return refusal
    found = levels(sample, item=item, by=by, smallest=smallest_effective_n, margins=margins)
    if not found.shown:
        return nobody(METHOD.name, sample, smallest_effective_n)
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
        estimates.append(_told(one, error, level, has_error=sample.is_probability))
    return Result(
        method=METHOD.name,
        estimates=tuple(estimates),
        level=level,
        diagnostics=diagnostics,
        notes=limits(sample, found),
        provenance=sample.provenance,
    )


def standard_error(found: Levels, one: Level) -> float:
    """The design-based standard error of one level."""
    return math.sqrt(float(found.design.covariance(one.score[:, None])[0, 0]))


def nobody(method: str, sample: Sample, smallest: float) -> Refusal:
    """The refusal when every group is too small to show."""
    answered = max((int(np.isfinite(y).sum()) for y in sample.answers.values()), default=0)
    return Refusal(
        method=method,
        reason="too few effective respondents to show anything",
        needed=f"{smallest:.0f} effective respondents",
        found=f"{answered} answers before weighting",
        provenance=sample.provenance,
    )


def _told(one: Level, error: float, level: float, *, has_error: bool) -> Estimate:
    low = high = math.nan
    if has_error and one.is_share:
        low, high = share_bounds(one, error, level)
    elif has_error:
        half = float(stats.t.ppf(0.5 + level / 2, one.degrees)) * error
        low, high = one.value - half, one.value + half
    return untyped(
        name=one.item,
        group=one.group,
        value=one.value,
        low=low,
        high=high,
        scale=Scale.PROPORTION if one.is_share else Scale.MEAN,
        n=one.n,
        level=level,
        stratum=one.wave,
        missing_share=one.missing_share,
    )


METHOD = Method(
    name="survey-level",
    needs=Needs(noun="sample"),
    run=run,
    refuses_when="no group has 30 effective respondents",
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
