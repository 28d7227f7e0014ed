"""Sentences about force after a stop, when the stop itself may depend on race."""

from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import say
from daylight.report.wording.compared import adjusted_for, claim, others_of, people_of
from daylight.report.wording.force_detail import largest
from daylight.report.wording.groups import listed


def selection_sentences(result: Result) -> tuple[Claim, ...]:
    """Naive, adjusted, direct and total effects for each group, each under its own name."""
    groups = largest(result.named("force_difference_naive"))
    return tuple(told for naive in groups for told in _of(result, naive))


def _of(result: Result, naive: Estimate) -> list[Claim]:
    adjusted = result.beside(naive, "force_difference_adjusted")
    direct = result.beside(naive, "force_direct_effect")
    factors = adjusted_for(result)
    claims = [
        claim(result, _naive(naive), naive),
        claim(result, _adjusted(adjusted, direct, factors), adjusted, direct, adjusted_for=factors),
    ]
    rows = [
        e for e in result.named("force_total_effect_att") if naive.keys.items() <= e.keys.items()
    ]
    if rows:
        att = rows[len(rows) // 2]
        lower = result.beside(att, "force_total_effect_ate_lower")
        upper = result.beside(att, "force_total_effect_ate_upper")
        said = _total(att, lower, upper)
        claims.append(claim(result, said, att, lower, upper, adjusted_for=factors))
    return claims


def _naive(naive: Estimate) -> str:
    group, others, size = people_of(naive), others_of(naive), numbers.stated(naive)
    return say(
        f"The share of stops with recorded force differs by {size} between {group} and {others}, "
        "nothing held fixed.",
        f"La proporción de paradas con fuerza registrada difiere en {size} entre {group} y "
        f"{others}, sin ajustar por nada.",
    )


def _adjusted(adjusted: Estimate, direct: Estimate, factors: tuple[str, ...]) -> str:
    group, others, same = people_of(adjusted), others_of(adjusted), listed(factors)
    size, overall = numbers.stated(adjusted), numbers.stated(direct)
    within = say(f" within the same {same}", f" a igualdad de {same}") if factors else ""
    return say(
        f"Between stops of {group} and of {others}{within}, the share with force differs by "
        f"{size}; averaged over all stops of both, with the stop taken as given, by {overall}.",
        f"Entre paradas de {group} y de {others}{within}, la proporción con fuerza difiere en "
        f"{size}; en promedio sobre todas las paradas de ambos grupos, dando la parada por hecha, "
        f"en {overall}.",
    )


def _total(att: Estimate, lower: Estimate, upper: Estimate) -> str:
    group, others = people_of(att), others_of(att)
    rho, size = numbers.percent(float(att.keys["rho"]), 0), numbers.stated(att)
    low, high = numbers.value(lower), numbers.value(upper)
    return say(
        f"If {rho} of the stops of {group} would not have been made of {others}, the total "
        f"difference, stop and force together, is {size} for stopped {group} and between "
        f"{low} and {high} for everybody stopped.",
        f"Si el {rho} de las paradas de {group} no se hubieran hecho a {others}, la diferencia "
        f"total, parada y fuerza juntas, es de {size} para las {group} paradas y de entre {low} y "
        f"{high} para todas las personas paradas.",
    )
