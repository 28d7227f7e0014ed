"""Sentences about how force is written down, and what the policy on it says."""

from daylight.data.facts.force import ParticipationFacts, PolicyFacts
from daylight.data.result import Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.wording.compared import claim
from daylight.report.wording.force_detail import whole
from daylight.schema.policy import BENCHMARKS

WITHOUT_FORCE = {
    "without_force_same_day_share": "arrests for resisting, the officer reported no force that day",
    "officer_months_without_force_share": "months of one officer with an arrest for resisting, "
    "the officer reported no force at all",
}


def reporting_sentences(result: Result) -> tuple[Claim, ...]:
    """Arrests for resisting, and officers' months, without a force report."""
    return tuple(
        claim(result, f"In {numbers.stated(e)} of {numbers.count(e.n)} {WITHOUT_FORCE[name]}.", e)
        for name in WITHOUT_FORCE
        if (e := whole(result, name)) is not None
    )


def participation_sentences(result: Result) -> tuple[Claim, ...]:
    """Coverage, and what the publication rule allows."""
    officers = result.one("officers_covered_share")
    agencies = result.one("agencies_covered_share")
    return (
        claim(
            result,
            f"Agencies with {numbers.value(officers)} of {numbers.count(officers.n)} "
            f"officers ({numbers.value(agencies)} of {numbers.count(agencies.n)} agencies) "
            f"reported every month due; the 80/60/40 % rule then allows "
            f"{result.facts_as(ParticipationFacts).may_publish}.",
            officers,
            agencies,
        ),
    )


def policy_sentences(result: Result) -> tuple[Claim, ...]:
    """Every item with its readings, then the agreement of two coders."""
    claims = []
    for benchmark, item, reading in result.facts_as(PolicyFacts).items:
        keys = {"benchmark": benchmark, "item": item}
        known = BENCHMARKS.get(benchmark)
        title = known.title if known else benchmark
        read = [e for e in result.estimates if e.keys == keys]
        claims.append(claim(result, f"{title}, {item}: {reading}.", *read))
    for e in result.named("agreement"):
        kappas = [k for k in result.named("kappa") if k.keys == e.keys]
        beyond = f", Cohen's kappa {numbers.stated(kappas[0])}" if kappas else ""
        said = (
            f"On {numbers.count(e.n)} items, {e.keys['coders']} agree in {numbers.stated(e)}"
            f"{beyond}."
        )
        claims.append(claim(result, said, e, *kappas))
    return tuple(claims)
