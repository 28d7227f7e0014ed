"""Sentences on replacing officers, on where rates differ, and on officers or department."""

from daylight.data.facts.officers import ColleagueFacts, PeerFacts
from daylight.data.result import Estimate, Result
from daylight.report.claim import Claim
from daylight.report.numbers import count, interval, percent, stated, value
from daylight.report.wording.compared import caveats, group_of, noted
from daylight.report.wording.groups import adjective

ASSIGNMENTS = "Officers on busier assignments stand out for that unless exposure allows for it."
LEVELS = {"officer": "officers within the same unit", "agency": "departments"}


def removal(result: Result) -> tuple[Claim, ...]:
    """What replacing the officers with the highest forecasts would have avoided."""
    gaps = [e for e in result.named("gap_removed") if e.keys["top_percent"] == 10.0]
    seen = noted(result, "only-officers-seen-before")
    shares = result.named("share_avoided")
    return (*(_avoided(share, seen) for share in shares), *map(_gap, gaps))


def _avoided(estimate: Estimate, seen: tuple[str, ...]) -> Claim:
    who = "officers with an earlier event" if seen else "officers"
    return Claim(
        sentence=f"Had the top {estimate.keys['top_percent']:g} % of {who} by their earlier "
        f"record been replaced by officers from the middle of the ranking, {stated(estimate)} of "
        "the later events would not have happened, on the suppositions listed.",
        estimates=(estimate,),
        adjusted_for=("regression to the mean",),
        caveats=("A replay of the record, not an experiment.", ASSIGNMENTS, *seen),
    )


def _gap(estimate: Estimate) -> Claim:
    one, other = adjective(group_of(estimate)), adjective(estimate.compared_with or "")
    return Claim(
        sentence=f"With the top {estimate.keys['top_percent']:g} % of officers replaced, "
        f"{stated(estimate)} of the later gap between the {one} and the {other} rate would go with "
        "them.",
        estimates=(estimate,),
        caveats=("A replay of the record, not an experiment.", ASSIGNMENTS),
    )


def variance_by_level(result: Result) -> tuple[Claim, ...]:
    """How the differences that are not chance are shared between levels."""
    chance = result.one("chance_share")
    shares = result.named("variance_share")
    parts = "; ".join(
        f"between {_level(str(e.keys['between']))} {percent(e.value)} ({interval(e)})"
        for e in shares
    )
    rest = f"the rest lies {parts}" if parts else rest_of(result)
    explains = chance_of(result)
    return (
        Claim(
            sentence=f"{explains[0].upper()}{explains[1:]} {percent(chance.value)} of the spread "
            f"of events over officers; {rest}.",
            estimates=(*result.named("variance_component"), *shares, chance),
            caveats=(ASSIGNMENTS, *caveats(result)),
        ),
    )


def rest_of(result: Result) -> str:
    """What is left where no shares are given: one level alone, or no level beyond chance."""
    if result.noted("nothing-to-share-out"):
        return "where the rest lies cannot be told from chance"
    return "the rest lies between officers"


def chance_of(result: Result) -> str:
    """What explains the share of the spread that is not a difference of officers."""
    if result.noted("bursts-look-like-officers"):
        return "chance alone, were events independent, explains"
    return "what does not last from one period into another explains"


def _level(name: str) -> str:
    return LEVELS.get(name, f"{name}s")


def internal_benchmark(result: Result) -> tuple[Claim, ...]:
    """How many officers differ from colleagues in the same circumstances."""
    above = result.one("flagged", colleagues="above")
    facts = result.facts_as(ColleagueFacts)
    plain = result.one("flagged_by_plain_z_above_2", colleagues="above")
    return (
        Claim(
            sentence=f"Of {count(above.n)} officers compared with colleagues in the same recorded "
            f"circumstances, {count(above.value)} stand above them once the many comparisons and "
            f"unrecorded circumstances are allowed for; a plain test would name "
            f"{count(plain.value)}. Ordinary officers' rates spread by "
            f"{percent(facts.ordinary_spread, 0)} of their colleagues' rate beyond chance and the "
            "recorded circumstances.",
            estimates=(above, plain),
            adjusted_for=facts.circumstances,
            caveats=(
                "A practice that all officers share moves nothing here.",
                "Assignments that the records do not name (a special unit, a warrant detail) are "
                "not allowed for one by one: those who stand above may be its members.",
                "For agency use: an officer-level number never stands alone.",
            ),
        ),
    )


def peer_exposure(result: Result) -> tuple[Claim, ...]:
    """How later events go together with the past of colleagues; never more than that."""
    change = result.one("later_events_with_peer_share")
    typical = result.one("events_per_officer_month")
    return (
        Claim(
            sentence="Association, not contagion: among officers of the same unit and month, those "
            "with 10 points more of their earlier co-named colleagues having had complaints of "
            f"their own are associated with {stated(change)} events a month more (less where "
            f"negative); the average is {value(typical)} a month.",
            estimates=(change, typical),
            adjusted_for=result.facts_as(PeerFacts).compared_within,
            caveats=caveats(result),
        ),
    )
