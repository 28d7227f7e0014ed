"""Sentences about force after a stop, when the stop itself may depend on race."""

from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.notes import sentence
from daylight.report.wording.force_detail import largest
from daylight.report.wording.groups import people


def selection_sentences(result: Result) -> tuple[Claim, ...]:
    """Naive, adjusted, direct and total effects for each group, each under its own name."""
    groups = [e.group for e in largest(result.named("force_difference_naive"))]
    return tuple(claim for group in groups for claim in _of(result, group))


def _of(result: Result, group: str) -> list[Claim]:
    naive = result.one("force_difference_naive", group)
    adjusted = result.one("force_difference_adjusted", group)
    direct = result.one("force_direct_effect", group)
    against = people(naive.reference or "")
    factors = tuple(
        word.strip().replace("_", " ")
        for word in str(result.diagnostics.get("adjusted_for") or "").split(",")
        if word.strip()
    )
    caveats = tuple(sentence(note) for note in result.notes)
    within = f" within the same {' and '.join(factors)}" if factors else ""
    claims = [
        Claim(
            sentence=f"The share of stops with recorded force differs by {numbers.stated(naive)} "
            f"between {people(group)} and {against}, nothing held fixed.",
            estimates=(naive,),
            caveats=caveats,
        ),
        Claim(
            sentence=f"Between stops of {people(group)} and of {against}{within}, the share with "
            f"force differs by {numbers.stated(adjusted)}; averaged over all stops of both, with "
            f"the stop taken as given, by {numbers.stated(direct)}.",
            estimates=(adjusted, direct),
            adjusted_for=factors,
            caveats=caveats,
        ),
    ]
    bounds = _at_largest(result, group)
    if bounds:
        att, lower, upper = bounds
        share = float(att.stratum.removeprefix("rho="))
        claims.append(
            Claim(
                sentence=f"If {numbers.percent(share, 0)} of the stops of {people(group)} would "
                f"not have been made of {against}, the total difference, stop and force together, "
                f"is {numbers.stated(att)} for the {people(group)} stopped and between "
                f"{numbers.value(lower)} and {numbers.value(upper)} for everybody stopped.",
                estimates=(att, lower, upper),
                adjusted_for=factors,
                caveats=caveats,
            )
        )
    return claims


def _at_largest(result: Result, group: str) -> tuple[Estimate, Estimate, Estimate] | None:
    rows = [e for e in result.named("force_total_effect_att") if e.group == group]
    if not rows:
        return None
    at = rows[len(rows) // 2].stratum
    return (
        result.one("force_total_effect_att", group, at),
        result.one("force_total_effect_ate_lower", group, at),
        result.one("force_total_effect_ate_upper", group, at),
    )
