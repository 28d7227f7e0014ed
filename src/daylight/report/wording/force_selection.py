"""Sentences about force after a stop, when the stop itself may depend on race."""

from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.wording.compared import adjusted_for, claim, others_of, people_of
from daylight.report.wording.force_detail import largest


def selection_sentences(result: Result) -> tuple[Claim, ...]:
    """Naive, adjusted, direct and total effects for each group, each under its own name."""
    groups = largest(result.named("force_difference_naive"))
    return tuple(told for naive in groups for told in _of(result, naive))


def _of(result: Result, naive: Estimate) -> list[Claim]:
    adjusted = result.beside(naive, "force_difference_adjusted")
    direct = result.beside(naive, "force_direct_effect")
    group, others = people_of(naive), others_of(naive)
    factors = adjusted_for(result)
    within = f" within the same {' and '.join(factors)}" if factors else ""
    claims = [
        claim(
            result,
            f"The share of stops with recorded force differs by {numbers.stated(naive)} "
            f"between {group} and {others}, nothing held fixed.",
            naive,
        ),
        claim(
            result,
            f"Between stops of {group} and of {others}{within}, the share with force differs by "
            f"{numbers.stated(adjusted)}; averaged over all stops of both, with the stop taken as "
            f"given, by {numbers.stated(direct)}.",
            adjusted,
            direct,
            adjusted_for=factors,
        ),
    ]
    rows = [
        e for e in result.named("force_total_effect_att") if naive.keys.items() <= e.keys.items()
    ]
    if rows:
        att = rows[len(rows) // 2]
        lower = result.beside(att, "force_total_effect_ate_lower")
        upper = result.beside(att, "force_total_effect_ate_upper")
        claims.append(
            claim(
                result,
                f"If {numbers.percent(float(att.keys['rho']), 0)} of the stops of {group} would "
                f"not have been made of {others}, the total difference, stop and force together, "
                f"is {numbers.stated(att)} for the {group} stopped and between "
                f"{numbers.value(lower)} and {numbers.value(upper)} for everybody stopped.",
                att,
                lower,
                upper,
                adjusted_for=factors,
            )
        )
    return claims
