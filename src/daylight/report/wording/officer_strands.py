"""Sentences on replacing officers, on where rates differ, and on officers or department."""

from daylight.data.result import Estimate, Result
from daylight.report.claim import Claim
from daylight.report.notes import sentence
from daylight.report.numbers import count, interval, percent, stated, value
from daylight.report.wording.groups import adjective

ASSIGNMENTS = "Officers on busier assignments stand out for that unless exposure allows for it."
LEVELS = {"officer": "officers within the same unit", "agency": "departments"}


def removal(result: Result) -> tuple[Claim, ...]:
    """What replacing the officers with the highest forecasts would have avoided."""
    gaps = [e for e in result.named("gap_removed") if e.stratum.startswith("top 10 %")]
    return (*map(_avoided, result.named("share_avoided")), *map(_gap, gaps))


def _avoided(estimate: Estimate) -> Claim:
    who = estimate.stratum.removesuffix(" replaced")
    return Claim(
        sentence=f"Had the {who} of officers by their earlier record been replaced by officers "
        f"from the middle of the ranking, {stated(estimate)} of the later events would not have "
        "happened, on the suppositions listed.",
        estimates=(estimate,),
        adjusted_for=("regression to the mean",),
        caveats=("A replay of the record, not an experiment.", ASSIGNMENTS),
    )


def _gap(estimate: Estimate) -> Claim:
    who = estimate.stratum.removesuffix(" replaced")
    one, other = adjective(estimate.group), adjective(estimate.reference or "")
    return Claim(
        sentence=f"With the {who} of officers replaced, {stated(estimate)} of the later gap "
        f"between the {one} and the {other} rate would go with them.",
        estimates=(estimate,),
        caveats=("A replay of the record, not an experiment.", ASSIGNMENTS),
    )


def variance_by_level(result: Result) -> tuple[Claim, ...]:
    """How the differences that are not chance are shared between levels."""
    chance = result.one("chance_share", "all")
    shares = result.named("variance_share")
    parts = "; ".join(
        f"between {_level(e.group)} {percent(e.value)} ({interval(e)})" for e in shares
    )
    return (
        Claim(
            sentence=f"Chance alone explains {percent(chance.value)} of the spread of events over "
            f"officers; the rest lies {parts}.",
            estimates=(*result.named("variance_component"), *shares, chance),
            caveats=(ASSIGNMENTS,),
        ),
    )


def _level(name: str) -> str:
    return LEVELS.get(name, f"{name}s")


def internal_benchmark(result: Result) -> tuple[Claim, ...]:
    """How many officers differ from colleagues in the same circumstances."""
    above = result.one("flagged", "above colleagues")
    plain = result.one("flagged_by_plain_z_above_2", "above colleagues")
    return (
        Claim(
            sentence=f"Of {count(above.n)} officers compared with colleagues in the same recorded "
            f"circumstances, {count(above.value)} stand above them once the many comparisons and "
            f"unrecorded circumstances are allowed for; a plain test would name "
            f"{count(plain.value)}. Ordinary officers' rates spread by {_spread(result)} of their "
            "colleagues' rate beyond chance and the recorded circumstances.",
            estimates=(above, plain),
            adjusted_for=tuple(str(result.diagnostics["circumstances"]).split(", ")),
            caveats=(
                "A practice that all officers share moves nothing here.",
                "For agency use: an officer-level number never stands alone.",
            ),
        ),
    )


def _spread(result: Result) -> str:
    return percent(float(result.diagnostics["ordinary_spread"] or 0), 0)


def peer_exposure(result: Result) -> tuple[Claim, ...]:
    """How later events go together with the past of colleagues; never more than that."""
    change = result.one("later_events_with_peer_share", "all officers")
    typical = result.one("events_per_officer_month", "all officers")
    return (
        Claim(
            sentence="Association, not contagion: among officers of the same unit and month, those "
            "with 10 points more of their earlier co-named colleagues having had complaints of "
            f"their own are associated with {stated(change)} events a month more (less where "
            f"negative); the average is {value(typical)} a month.",
            estimates=(change, typical),
            adjusted_for=tuple(str(result.diagnostics["compared_within"]).split(", ")),
            caveats=tuple(sentence(note) for note in result.notes),
        ),
    )
