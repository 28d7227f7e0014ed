"""Sentences about how much force is used, and which kinds."""

from dataclasses import dataclass

from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Claim
from daylight.report.labels.force_codes import KINDS
from daylight.report.language import Words, say
from daylight.report.wording.compared import caveats
from daylight.report.wording.force_groups import against, whom
from daylight.report.wording.groups import listed

MOST_GROUPS = 4


@dataclass(frozen=True, slots=True)
class Per:
    """What a ratio of two rates is per, and the rates that may stand behind it."""

    one: Words
    rates: dict[str, Words]


RATIOS = {
    "force_ratio_residents": Per(
        Words("per resident", "por residente"),
        {
            "force_per_1000_residents_year": Words(
                "per 1,000 residents and year", "por cada 1000 residentes y año"
            ),
            "force_per_1000_residents": Words("per 1,000 residents", "por cada 1000 residentes"),
        },
    ),
    "force_ratio_stops": Per(
        Words("per stop", "por parada"),
        {"force_per_100_stops": Words("per 100 stops", "por cada 100 paradas")},
    ),
    "force_ratio_arrests": Per(
        Words("per arrest", "por arresto"),
        {"force_per_100_arrests": Words("per 100 arrests", "por cada 100 arrestos")},
    ),
    "force_ratio_calls": Per(
        Words("per call for service", "por llamada de servicio"),
        {"force_per_1000_calls": Words("per 1,000 calls", "por cada 1000 llamadas")},
    ),
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
    own, others = whom(first), against(first)
    times = listed([_times(result, e) for e in ratios])
    told = say(
        f"Recorded force on {own} compared with {others} was {times}",
        f"La fuerza registrada contra {own} fue, frente a la registrada contra {others}, {times}",
    )
    missing = [e.missing_share for e in result.named("people") if e.keys == first.keys]
    if missing and missing[0]:
        blank = numbers.percent(missing[0])
        told += say(
            f"; for {blank} of people the group is blank",
            f"; en el {blank} de las personas el grupo está en blanco",
        )
    return Claim(sentence=f"{told}.", estimates=tuple(ratios), caveats=caveats(result))


def _times(result: Result, ratio: Estimate) -> str:
    """A ratio with what it is per, and the two rates behind it."""
    per, size = RATIOS[ratio.name].one.text, numbers.stated(ratio)
    told = say(f"{size} times as high {per}", f"de {size} veces {per}")
    return f"{told}{_rates(result, ratio)}"


def _rates(result: Result, ratio: Estimate) -> str:
    """The two rates behind a ratio: ` (8.9 against 1 per 1,000 residents and year)`."""
    (key,) = ratio.keys
    for name, unit in RATIOS[ratio.name].rates.items():
        rates = {e.keys[key]: e for e in result.named(name) if len(e.keys) == 1}
        one, base = rates.get(ratio.keys[key]), rates.get(ratio.compared_with or "")
        if one is not None and base is not None:
            own, others = _brief(one.value), _brief(base.value)
            return say(
                f" ({own} against {others} {unit.text})", f" ({own} frente a {others} {unit.text})"
            )
    return ""


def _brief(rate: float) -> str:
    """A rate with the two digits that count: 8.9, 120, 0.035."""
    return numbers.marked(f"{float(f'{rate:.2g}'):,.10g}")


def _counts_claim(result: Result) -> Claim:
    counted = [e for name in ("people", "force_rows") for e in result.named(name)]
    of_one = [e for e in counted if len(e.keys) == 1]
    parts = listed([f"{numbers.count(e.value)} {whom(e)}" for e in of_one])
    return Claim(
        sentence=say(
            f"The records show force on {parts}; no two groups have enough for a comparison.",
            f"Los datos muestran fuerza contra {parts}; no hay dos grupos con suficientes casos "
            "para compararlos.",
        ),
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
    people, size = whom(top[0]), numbers.count(top[0].n)
    parts = listed([_kind_for(e) for e in top])
    return Claim(
        sentence=say(
            f"Of {size} {people} on whom force was used, the most serious kind was {parts}.",
            f"De {size} {people} contra las que se usó fuerza, lo más grave fue {parts}.",
        ),
        estimates=tuple(top),
        caveats=caveats(result),
    )


def _kind_for(share: Estimate) -> str:
    kind, size = _kind(share), numbers.stated(share)
    return say(f"{kind} for {size}", f"{kind} para el {size}")


def _widest(result: Result, gaps: list[Estimate]) -> Claim:
    """The widest gap of a group, with the p-value and the interval of the widest of so many."""
    first = next(
        e
        for e in result.named("widest_kind_share_difference")
        if group_of_kind(e) == group_of_kind(gaps[0])
    )
    own, others, kind = whom(first), against(first), _kind(first)
    size, kinds = numbers.stated(first), len(gaps)
    return Claim(
        sentence=say(
            f"The share of {own} who met {kind} differs from that of {others} by {size}, the "
            f"widest gap of {kinds} kinds.",
            f"La proporción de {own} que enfrentaron {kind} difiere de la de {others} en {size}, "
            f"la mayor brecha de {kinds} tipos.",
        ),
        estimates=(first,),
        caveats=(
            say(
                f"The kind with the widest gap was picked out of {kinds} after looking; its "
                "p-value and its interval allow for that.",
                f"El tipo con la mayor brecha se escogió entre {kinds} después de mirar; su valor "
                "p y su intervalo lo tienen en cuenta.",
            ),
        ),
    )


def _kind(estimate: Estimate) -> str:
    code = str(estimate.keys["force_kind"])
    return KINDS[code].text if code in KINDS else labels.words(code)
