"""Sentences on officers' own gaps between groups: their mean, their spread, never a single one."""

from daylight.data.clustering import OFFICER
from daylight.data.facts.officers import OfficerGapFacts
from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import say
from daylight.report.numbers import count, stated, value
from daylight.report.wording.compared import caveats, group_of, in_words, others_of, people_of
from daylight.report.wording.counted import counted


def officer_gaps(result: Result) -> tuple[Claim, ...]:
    """For each group the gap of officers on average, then how far officers differ in it."""
    return tuple(
        claim
        for mean in result.named("mean_officer_gap")
        for claim in (_mean(result, mean), _spread(result, mean))
    )


def _mean(result: Result, mean: Estimate) -> Claim:
    facts = result.facts_as(OfficerGapFacts)
    own, others, size, n = people_of(mean), others_of(mean), stated(mean), count(mean.n)
    events, trials = counted(facts.events), counted(facts.trials)
    return Claim(
        sentence=say(
            f"Each officer’s {events} as a share of {trials} of {own}, less the same share for "
            f"{others}, is {size} on average over {n} officers.",
            f"En cada agente, la proporción de {events} en las {trials} de {own}, menos la misma "
            f"proporción para {others}, es de {size} en promedio sobre {n} agentes.",
        ),
        estimates=(mean,),
        adjusted_for=in_words((OFFICER, facts.period, *facts.factors)),
        caveats=caveats(result),
    )


def _spread(result: Result, mean: Estimate) -> Claim:
    facts = result.facts_as(OfficerGapFacts)
    variance, sd = (result.beside(mean, f"officer_gap_{name}") for name in ("variance", "sd"))
    most = result.named("officer_gap_within_which_most_lie")
    ends = [e for e in most if group_of(e) == group_of(mean)]
    return Claim(
        sentence=_differ(mean, ends) if variance.low > 0 else _unknown(mean, sd),
        estimates=(variance, sd, *ends),
        adjusted_for=in_words(facts.factors),
        caveats=caveats(result),
    )


def _differ(mean: Estimate, ends: list[Estimate]) -> str:
    own, others, low, high = people_of(mean), others_of(mean), value(ends[0]), value(ends[1])
    return say(
        f"Between {own} and {others}, officers differ in this gap by more than chance and bursts "
        f"of events: chance apart, 95 of 100 have one between {low} and {high}.",
        f"Entre {own} y {others}, los agentes difieren en esta brecha más que por azar y por "
        f"rachas de sucesos: descontado el azar, 95 de cada 100 la tienen entre {low} y {high}.",
    )


def _unknown(mean: Estimate, sd: Estimate) -> str:
    own, others, most = people_of(mean), others_of(mean), numbers.number(100 * sd.high, 1)
    return say(
        f"Whether officers differ in this gap between {own} and {others}, the records cannot tell: "
        f"a spread of up to {most} points around the mean is possible.",
        f"Con estos datos no se puede saber si los agentes difieren en esta brecha entre {own} y "
        f"{others}: es posible una dispersión de hasta {most} puntos en torno a la media.",
    )
