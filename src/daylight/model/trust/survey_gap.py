"""How far two groups' answers lie apart, in one wave."""

from scipy import stats

from daylight.data.result import Estimate, Outcome, Refusal, Result, Scale
from daylight.data.sample import Sample
from daylight.data.untyped import untyped
from daylight.model.method import Method, Needs
from daylight.model.trust.levels import (
    ALL,
    SMALLEST_EFFECTIVE_N,
    Level,
    difference,
    levels,
    limits,
    refuse_sample,
)
from daylight.model.trust.raking import Margins


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
    refusal = refuse_sample(METHOD.name, sample, item, by, margins) or convenience(
        METHOD.name, sample
    )
    if refusal is not None:
        return refusal
    found = levels(sample, item=item, by=by, smallest=smallest_effective_n, margins=margins)
    estimates = []
    for one in found.shown:
        base = found.find(one.item, reference, one.wave)
        if one.group in (ALL, reference) or base is None:
            continue
        value, error, df = difference(found.design, [(1.0, one), (-1.0, base)])
        name = f"{one.item}_gap"
        estimates.append(compared(name, one, reference, value, error, df, one.wave, level))
    if not estimates:
        return Refusal(
            method=METHOD.name,
            reason=f"nobody to compare with the group {reference}",
            needed=f"{smallest_effective_n:.0f} effective respondents in {reference} and another",
            found=", ".join(dict.fromkeys(one.group for one in found.shown)) or "nobody",
            provenance=sample.provenance,
        )
    return Result(
        method=METHOD.name,
        estimates=tuple(estimates),
        level=level,
        reference=reference,
        diagnostics={"raked": found.raked},
        notes=limits(sample, found),
        provenance=sample.provenance,
    )


def compared(
    name: str,
    one: Level,
    reference: str,
    value: float,
    error: float,
    df: int,
    stratum: str,
    level: float,
) -> Estimate:
    """A difference of levels with its t interval; in points where the item is a share."""
    half = float(stats.t.ppf(0.5 + level / 2, df)) * error
    return untyped(
        name=name,
        group=one.group,
        reference=reference,
        value=value,
        low=value - half,
        high=value + half,
        scale=Scale.DIFFERENCE if one.is_share else Scale.CHANGE,
        n=one.n,
        level=level,
        stratum=stratum,
        missing_share=one.missing_share,
        p_value=float(2 * stats.t.sf(abs(value) / error, df)) if error > 0 else None,
    )


def convenience(method: str, sample: Sample) -> Refusal | None:
    """The refusal to compare people who were not drawn with known chances."""
    if sample.is_probability:
        return None
    return Refusal(
        method=method,
        reason="a convenience sample has no sampling error, so no difference can be judged",
        needed="a sample drawn with known chances",
        found="a convenience sample; survey-level describes those who answered",
        provenance=sample.provenance,
    )


METHOD = Method(
    name="survey-gap",
    needs=Needs(noun="sample"),
    run=run,
    refuses_when="a convenience sample, or a group without 30 effective respondents",
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
