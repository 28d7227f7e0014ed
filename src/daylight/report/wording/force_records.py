"""Sentences about how fully force is written down and reported."""

from daylight.data.facts.force import ParticipationFacts
from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.labels.force_codes import ALLOWED
from daylight.report.language import Words, say
from daylight.report.wording.compared import claim
from daylight.report.wording.force_detail import whole

WITHOUT_FORCE = {
    "without_force_same_day_share": Words(
        "arrests for resisting, the officer reported no force that day",
        "arrestos por resistencia, el agente no informó de fuerza ese día",
    ),
    "officer_months_without_force_share": Words(
        "months of one officer with an arrest for resisting, the officer reported no force at all",
        "meses de un agente con un arresto por resistencia, el agente no informó de ninguna fuerza",
    ),
}


def reporting_sentences(result: Result) -> tuple[Claim, ...]:
    """Arrests for resisting, and officers' months, without a force report."""
    return tuple(
        claim(result, _without_force(e), e)
        for name in WITHOUT_FORCE
        if (e := whole(result, name)) is not None
    )


def _without_force(share: Estimate) -> str:
    size, n, what = numbers.stated(share), numbers.count(share.n), WITHOUT_FORCE[share.name].text
    return say(f"In {size} of {n} {what}.", f"En el {size} de {n} {what}.")


def participation_sentences(result: Result) -> tuple[Claim, ...]:
    """Coverage, and what the publication rule allows."""
    officers = result.one("officers_covered_share")
    agencies = result.one("agencies_covered_share")
    shares = numbers.value(officers), numbers.value(agencies)
    n = numbers.count(officers.n), numbers.count(agencies.n)
    rule = ALLOWED[result.facts_as(ParticipationFacts).may_publish].text
    said = say(
        f"Agencies with {shares[0]} of {n[0]} officers ({shares[1]} of {n[1]} agencies) reported "
        f"every month due; the 80/60/40 % rule then allows {rule} to be published.",
        f"Cuerpos policiales con el {shares[0]} de {n[0]} agentes (el {shares[1]} de {n[1]} "
        f"cuerpos) informaron de todos los meses debidos; la regla del 80/60/40 % permite entonces "
        f"publicar {rule}.",
    )
    return (claim(result, said, officers, agencies),)
