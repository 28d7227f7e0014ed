"""Sentences about how much force is used, and which kinds."""

from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Claim
from daylight.report.wording.compared import caveats
from daylight.report.wording.force_groups import against, whom
from daylight.report.wording.groups import listed

MOST_GROUPS = 4

RATIOS = {
    "force_ratio_residents": (
        "per resident",
        {
            "force_per_1000_residents_year": "per 1,000 residents and year",
            "force_per_1000_residents": "per 1,000 residents",
        },
    ),
    "force_ratio_stops": ("per stop", {"force_per_100_stops": "per 100 stops"}),
    "force_ratio_arrests": ("per arrest", {"force_per_100_arrests": "per 100 arrests"}),
    "force_ratio_calls": ("per call for service", {"force_per_1000_calls": "per 1,000 calls"}),
}
"""Ratio of rates → what it is per, and the rates that may stand behind it with their units."""


def rate_sentences(result: Result) -> tuple[Claim, ...]:
    """Force per resident, stop and arrest, side by side for each group."""
    ratios = [e for e in result.estimates if e.name in RATIOS and len(e.keys) == 1]
    groups = list(dict.fromkeys(whom(e) for e in ratios))
    claims = [_rate_claim(result, [e for e in ratios if whom(e) == group]) for group in groups]
    return tuple(claims) or (_counts_claim(result),)


def _rate_claim(result: Result, ratios: list[Estimate]) -> Claim:
    first = ratios[0]
    parts = [
        f"{numbers.stated(e)} times as high {RATIOS[e.name][0]}{_rates(result, e)}" for e in ratios
    ]
    told = f"Recorded force on {whom(first)} compared with {against(first)} was {listed(parts)}"
    missing = [e.missing_share for e in result.named("people") if e.keys == first.keys]
    if missing and missing[0]:
        told += f"; for {numbers.percent(missing[0])} of people the group is blank"
    return Claim(sentence=f"{told}.", estimates=tuple(ratios), caveats=caveats(result))


def _rates(result: Result, ratio: Estimate) -> str:
    """The two rates behind a ratio: ` (8.9 against 1 per 1,000 residents and year)`."""
    (key,) = ratio.keys
    for name, unit in RATIOS[ratio.name][1].items():
        rates = {e.keys[key]: e for e in result.named(name) if len(e.keys) == 1}
        one, base = rates.get(ratio.keys[key]), rates.get(ratio.compared_with or "")
        if one is not None and base is not None:
            return f" ({one.value:.2g} against {base.value:.2g} {unit})"
    return ""


def _counts_claim(result: Result) -> Claim:
    counted = [e for name in ("people", "force_rows") for e in result.named(name)]
    parts = [f"{numbers.count(e.value)} {whom(e)}" for e in counted if len(e.keys) == 1]
    return Claim(
        sentence=f"The records show force on {listed(parts)}; no two groups have enough for a "
        "comparison.",
        estimates=tuple(counted),
        caveats=caveats(result),
    )


def composition_sentences(result: Result) -> tuple[Claim, ...]:
    """The commonest kinds, and the kind whose share differs most for each group."""
    return tuple(
        [_commonest(result, shares) for shares in _of_largest(result, "most_serious_share")]
        + [_widest(result, gaps) for gaps in _of_largest(result, "kind_share_difference")]
    )


def _of_largest(result: Result, name: str) -> list[list[Estimate]]:
    """A quantity's estimates for each of the groups with the most people, by group."""
    by_group: dict[str, list[Estimate]] = {}
    for estimate in result.named(name):
        by_group.setdefault(group_of_kind(estimate), []).append(estimate)
    people = {group: estimates[-1].n for group, estimates in by_group.items()}
    largest = sorted(sorted(people, key=lambda group: -people[group])[:MOST_GROUPS])
    return [by_group[group] for group in largest]


def group_of_kind(estimate: Estimate) -> str:
    """The group of an estimate by group and kind of force."""
    return next(str(value) for key, value in estimate.keys.items() if key != "force_kind")


def _commonest(result: Result, shares: list[Estimate]) -> Claim:
    top = sorted(shares, key=lambda e: -e.value)[:3]
    parts = [f"{_kind(e)} for {numbers.stated(e)}" for e in top]
    return Claim(
        sentence=f"Among {numbers.count(top[0].n)} {whom(top[0])} who met force, the most serious "
        f"kind was {listed(parts)}.",
        estimates=tuple(top),
        caveats=caveats(result),
    )


def _widest(result: Result, gaps: list[Estimate]) -> Claim:
    """The widest gap of a group, with the p-value and the interval of the widest of so many."""
    first = next(
        e
        for e in result.named("widest_kind_share_difference")
        if group_of_kind(e) == group_of_kind(gaps[0])
    )
    return Claim(
        sentence=f"The share of {whom(first)} who met {_kind(first)} differs from that "
        f"of {against(first)} by {numbers.stated(first)}, the widest gap of {len(gaps)} kinds.",
        estimates=(first,),
        caveats=(
            f"The kind with the widest gap was picked out of {len(gaps)} after looking; its "
            "p-value and its interval allow for that.",
        ),
    )


KINDS = {
    "body_weight": "body weight to pin",
    "conducted_energy": "a conducted-energy device",
    "firearm_pointed": "a pointed firearm",
    "firearm_drawn": "a drawn firearm",
    "impact_projectile": "an impact projectile",
    "impact_weapon": "an impact weapon",
    "canine": "a police dog",
    "chemical": "a chemical agent",
    "firearm": "a firearm",
    "strike": "a strike",
    "takedown": "a takedown",
    "hold": "a hold",
    "verbal": "verbal commands",
    "presence": "officers’ presence",
    "handcuffing": "handcuffing",
    "neck_restraint": "a neck restraint",
    "restraint_device": "a restraint device",
    "conducted_energy_drawn": "a drawn conducted-energy device",
    "conducted_energy_pointed": "a pointed conducted-energy device",
    "canine_drawn": "a police dog held back",
    "other_physical": "other physical force",
    "other": "other force",
}
"""Kind of force → what a person met."""


def _kind(estimate: Estimate) -> str:
    code = str(estimate.keys["force_kind"])
    return KINDS.get(code) or labels.words(code)
