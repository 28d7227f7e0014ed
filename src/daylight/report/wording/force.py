"""Sentences about force."""

from collections.abc import Callable

from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.notes import sentence
from daylight.report.wording import force_detail, force_records, force_selection
from daylight.report.wording.groups import listed, people

MOST_GROUPS = 4

PER = {
    "force_ratio_residents": "per resident",
    "force_ratio_stops": "per stop",
    "force_ratio_arrests": "per arrest",
    "force_ratio_calls": "per call for service",
}


RATE_UNITS = {
    "force_per_1000_residents_year": "per 1,000 residents and year",
    "force_per_1000_residents": "per 1,000 residents",
    "force_per_100_stops": "per 100 stops",
    "force_per_100_arrests": "per 100 arrests",
    "force_per_1000_calls": "per 1,000 calls",
}


def rate_sentences(result: Result) -> tuple[Claim, ...]:
    """Force per resident, stop and arrest, side by side for each group."""
    ratios = [e for e in result.estimates if e.name in PER and e.stratum == "all"]
    claims = [
        _rate_claim(result, [e for e in ratios if e.group == group])
        for group in dict.fromkeys(e.group for e in ratios)
    ]
    return tuple(claims) or (_counts_claim(result),)


def _rate_claim(result: Result, ratios: list[Estimate]) -> Claim:
    first = ratios[0]
    against = people(first.reference or "")
    parts = [f"{numbers.stated(e)} times as high {PER[e.name]}{_rates(result, e)}" for e in ratios]
    told = f"Recorded force on {people(first.group)} compared with {against} was {listed(parts)}"
    caveats = [sentence(note) for note in result.notes]
    missing = _count(result, first.group)
    if missing is not None and missing.missing_share:
        told += f"; for {numbers.percent(missing.missing_share)} of people the group is blank"
    return Claim(sentence=f"{told}.", estimates=tuple(ratios), caveats=tuple(caveats))


def _rates(result: Result, ratio: Estimate) -> str:
    """The two rates behind a ratio: ` (8.9 against 1 per 1,000 residents and year)`."""
    wanted = ratio.name.removeprefix("force_ratio_")
    rates = {
        e.group: e
        for e in result.estimates
        if e.name in RATE_UNITS and wanted in e.name and e.stratum == ratio.stratum
    }
    one, base = rates.get(ratio.group), rates.get(ratio.reference or "")
    if one is None or base is None:
        return ""
    return f" ({one.value:.2g} against {base.value:.2g} {RATE_UNITS[one.name]})"


def _counts_claim(result: Result) -> Claim:
    counted = [e for e in result.estimates if e.name in {"people", "force_rows"}]
    parts = [f"{numbers.count(e.value)} {people(e.group)}" for e in counted if e.stratum == "all"]
    return Claim(
        sentence=f"The records show force on {listed(parts)}; no two groups have enough for a "
        "comparison.",
        estimates=tuple(counted),
        caveats=tuple(sentence(note) for note in result.notes),
    )


def _count(result: Result, group: str) -> Estimate | None:
    for estimate in result.estimates:
        if (estimate.name, estimate.group, estimate.stratum) == ("people", group, "all"):
            return estimate
    return None


def composition_sentences(result: Result) -> tuple[Claim, ...]:
    """The commonest kinds, and the kind whose share differs most for each group."""
    return tuple(
        [_commonest(result, group) for group in _largest_groups(result, "most_serious_share")]
        + [
            _largest_difference(result, group)
            for group in _largest_groups(result, "kind_share_difference")
        ]
    )


def _largest_groups(result: Result, name: str) -> list[str]:
    """The groups with the most people, the reference among them."""
    people = {e.group: e.n for e in result.named(name)}
    return sorted(sorted(people, key=lambda group: -people[group])[:MOST_GROUPS])


def _commonest(result: Result, group: str) -> Claim:
    shares = [e for e in result.named("most_serious_share") if e.group == group]
    top = sorted(shares, key=lambda e: -e.value)[:3]
    parts = [f"{_kind(e.stratum)} for {numbers.stated(e)}" for e in top]
    return Claim(
        sentence=f"Among {numbers.count(top[0].n)} {people(group)} who met force, the most serious "
        f"kind was {listed(parts)}.",
        estimates=tuple(top),
        caveats=tuple(sentence(note) for note in result.notes),
    )


def _largest_difference(result: Result, group: str) -> Claim:
    differences = [e for e in result.named("kind_share_difference") if e.group == group]
    first = max(differences, key=lambda e: abs(e.value))
    return Claim(
        sentence=f"The share of {people(group)} who met {_kind(first.stratum)} differs from that "
        f"of {people(first.reference or '')} by {numbers.stated(first)}, the widest gap of any "
        "kind.",
        estimates=(first,),
        caveats=(
            "The kind with the widest gap was picked out of all kinds after looking; the p-value "
            "does not know that.",
        ),
    )


def _kind(word: str) -> str:
    known = {
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
    return known.get(word, word.replace("_", " "))


SENTENCES: dict[str, Callable[[Result], tuple[Claim, ...]]] = {
    "force-rate": rate_sentences,
    "force-composition": composition_sentences,
    "force-selection": force_selection.selection_sentences,
    "force-circumstances": force_detail.circumstance_sentences,
    "force-severity": force_detail.severity_sentences,
    "force-severity-three-levels": force_detail.severity_sentences,
    "force-trend": force_detail.trend_sentences,
    "force-weapons": force_detail.weapon_sentences,
    "benchmark-share": force_detail.benchmark_sentences,
    "transport-safety": force_detail.transport_sentences,
    "capture-recapture": force_detail.capture_sentences,
    "force-reporting": force_records.reporting_sentences,
    "force-participation": force_records.participation_sentences,
    "policy-checks": force_records.policy_sentences,
}
