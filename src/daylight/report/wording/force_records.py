"""Sentences about how force is written down, and what the policy on it says."""

from daylight.data.result import Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.notes import sentence
from daylight.schema.policy import BENCHMARKS


def reporting_sentences(result: Result) -> tuple[Claim, ...]:
    """Arrests for resisting, and officers' months, without a force report."""
    said = {
        "without_force_same_day_share": "arrests for resisting, the officer reported no force that "
        "day",
        "officer_months_without_force_share": "months of one officer with an arrest for resisting, "
        "the officer reported no force at all",
    }
    return tuple(
        Claim(
            sentence=f"In {numbers.stated(e)} of {numbers.count(e.n)} {said[e.name]}.",
            estimates=(e,),
            caveats=tuple(sentence(note) for note in result.notes),
        )
        for e in result.estimates
        if e.group == "all"
    )


def participation_sentences(result: Result) -> tuple[Claim, ...]:
    """Coverage, and what the publication rule allows."""
    officers = result.one("officers_covered_share", "all")
    agencies = result.one("agencies_covered_share", "all")
    return (
        Claim(
            sentence=f"Agencies with {numbers.value(officers)} of {numbers.count(officers.n)} "
            f"officers ({numbers.value(agencies)} of {numbers.count(agencies.n)} agencies) "
            f"reported every month due; the 80/60/40 % rule then allows "
            f"{result.diagnostics['may_publish']}.",
            estimates=(officers, agencies),
            caveats=tuple(sentence(note) for note in result.notes),
        ),
    )


def policy_sentences(result: Result) -> tuple[Claim, ...]:
    """Every item with its readings, then the agreement of two coders."""
    caveats = tuple(sentence(note) for note in result.notes)
    claims = [
        Claim(
            sentence=f"{_titled(item)}: {reading}.",
            estimates=tuple(
                e
                for e in result.estimates
                if e.name.startswith("coded_") and f"{e.stratum}: {e.group}" == item
            ),
            caveats=caveats,
        )
        for item, reading in result.diagnostics.items()
    ]
    for e in result.named("agreement"):
        kappas = [k for k in result.named("kappa") if k.group == e.group]
        beyond = f", Cohen's kappa {numbers.stated(kappas[0])}" if kappas else ""
        claims.append(
            Claim(
                sentence=f"On {numbers.count(e.n)} items, {e.group} agree in {numbers.stated(e)}"
                f"{beyond}.",
                estimates=(e, *kappas),
                caveats=caveats,
            )
        )
    return tuple(claims)


def _titled(item: str) -> str:
    """`eight_cant_wait: chokeholds` → the benchmark's title and the item."""
    benchmark, _, rest = item.partition(": ")
    known = BENCHMARKS.get(benchmark)
    return f"{known.title if known else benchmark}, {rest}"
