"""Sentences on officers' own gaps between groups: their mean, their spread, never a single one."""

from daylight.data.facts.officers import OfficerGapFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels
from daylight.report.claim import Claim
from daylight.report.numbers import count, stated, value
from daylight.report.wording.compared import caveats, group_of
from daylight.report.wording.groups import people


def officer_gaps(result: Result) -> tuple[Claim, ...]:
    """For each group the gap of officers on average, then how far officers differ in it."""
    return tuple(
        claim
        for mean in result.named("mean_officer_gap")
        for claim in (_mean(result, mean), _spread(result, mean))
    )


def _mean(result: Result, mean: Estimate) -> Claim:
    facts = result.facts_as(OfficerGapFacts)
    group, other = group_of(mean), mean.compared_with or ""
    return Claim(
        sentence=f"Within officers, {labels.words(facts.events)} per "
        f"{labels.words(facts.trials)} of {people(group)} less those of {people(other)} are "
        f"{stated(mean)} on average over {count(mean.n)} officers.",
        estimates=(mean,),
        adjusted_for=("officer", facts.period, *facts.factors),
        caveats=caveats(result),
    )


def _spread(result: Result, mean: Estimate) -> Claim:
    facts = result.facts_as(OfficerGapFacts)
    group, other = group_of(mean), mean.compared_with or ""
    variance, sd = (result.beside(mean, f"officer_gap_{name}") for name in ("variance", "sd"))
    most = result.named("officer_gap_within_which_most_lie")
    ends = [e for e in most if group_of(e) == group]
    told = (
        f"officers differ in this gap by more than chance and bursts of events: chance apart, 95 "
        f"of 100 have one between {value(ends[0])} and {value(ends[1])}"
        if variance.low > 0
        else "whether officers differ in this gap, the records cannot tell: a spread of up to "
        f"{100 * sd.high:.1f} points around the mean is possible"
    )
    return Claim(
        sentence=f"Between {people(group)} and {people(other)}, {told}.",
        estimates=(variance, sd, *ends),
        adjusted_for=facts.factors,
        caveats=caveats(result),
    )
