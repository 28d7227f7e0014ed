"""Sentences about stops and how they ended."""

from collections.abc import Callable

from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.wording.groups import listed, people
from daylight.result import Estimate, Result

PER = 1000

ENDS = {
    "search": ("search_rate", "were searched"),
    "frisk": ("frisk_rate", "were patted down"),
    "citation": ("citation_rate", "were cited"),
    "arrest": ("arrest_rate", "were arrested"),
}
"""Method, without `-rate` → the quantity's name and its verb."""


def caveats(result: Result) -> tuple[str, ...]:
    """The notes of a result, as they must stand beside its sentences."""
    return tuple(note.text for note in result.notes)


def stop_rate(result: Result) -> tuple[Claim, ...]:
    """Stops per thousand of each benchmark, group against reference."""
    claims = []
    for ratio in result.named("stop_rate_ratio"):
        rate = result.one("stop_rate", ratio.group, ratio.stratum)
        base = result.one("stop_rate", ratio.reference or "", ratio.stratum)
        against = _against(ratio.stratum)
        sentence = (
            f"{_first(people(ratio.group))} were stopped {PER * rate.value:,.1f} times per "
            f"{PER:,} {against}, {people(base.group)} {PER * base.value:,.1f} times: "
            f"{numbers.stated(ratio)} times as often."
        )
        claims.append(
            Claim(sentence=sentence, estimates=(ratio, rate, base), caveats=caveats(result))
        )
    for ratio in result.named("stop_rate_ratio_within_places"):
        sentence = (
            f"Compared within the same places, {people(ratio.group)} were stopped "
            f"{numbers.stated(ratio)} times as often per member of the benchmark as "
            f"{people(ratio.reference or '')}."
        )
        claims.append(
            Claim(
                sentence=sentence,
                estimates=(ratio,),
                adjusted_for=("place",),
                caveats=caveats(result),
            )
        )
    return tuple(claims)


def outcome_rate(name: str, verb: str) -> Callable[[Result], tuple[Claim, ...]]:
    """Sentences on the share of stops with one end, crude."""

    def worded(result: Result) -> tuple[Claim, ...]:
        claims = []
        for gap in result.named(f"{name}_difference"):
            one = result.one(name, gap.group)
            base = result.one(name, gap.reference or "")
            sentence = (
                f"Of {numbers.count(one.n)} {people(one.group)} stopped, "
                f"{numbers.percent(one.value)} {verb}; of {numbers.count(base.n)} "
                f"{people(base.group)}, {numbers.percent(base.value)}: a difference of "
                f"{numbers.stated(gap)}."
            )
            others = [*_named(result, f"{name}_ratio", gap.group), one, base]
            claims.append(
                Claim(
                    sentence=sentence + _bounds(result, name, gap),
                    estimates=(gap, *others),
                    caveats=caveats(result),
                )
            )
        return tuple(claims)

    return worded


def outcome_rate_adjusted(name: str, verb: str) -> Callable[[Result], tuple[Claim, ...]]:
    """Sentences on the same share between stops made under like circumstances."""

    def worded(result: Result) -> tuple[Claim, ...]:
        factors = tuple(
            factor.strip().replace("_", " ")
            for factor in str(result.diagnostics.get("adjusted_for", "")).split(",")
        )
        claims = []
        for gap in result.named(f"{name}_difference_adjusted"):
            ratio = _named(result, f"{name}_ratio_adjusted", gap.group)
            size = f"{numbers.stated(ratio[0])} times as often as" if ratio else "compared with"
            sentence = (
                f"Among stops alike in {listed(factors)}, {people(gap.group)} {verb} {size} "
                f"{people(gap.reference or '')}, a difference of {numbers.stated(gap)}."
            )
            claims.append(
                Claim(
                    sentence=sentence,
                    estimates=(*ratio, gap),
                    adjusted_for=factors,
                    caveats=caveats(result),
                )
            )
        return tuple(claims)

    return worded


def _bounds(result: Result, name: str, gap: Estimate) -> str:
    """What the blanks could change, where they could change the sign."""
    found = _named(result, f"{name}_difference_bounds", gap.group)
    if not found or not found[0].low < 0 < found[0].high:
        return ""
    return (
        f" Counting every blank in the least favourable way, the difference could lie anywhere "
        f"from {100 * found[0].low:+.1f} to {100 * found[0].high:+.1f} points."
    )


def _named(result: Result, name: str, group: str) -> tuple[Estimate, ...]:
    return tuple(estimate for estimate in result.named(name) if estimate.group == group)


def _against(stratum: str) -> str:
    """`benchmark: crashes` → `members of the benchmark “crashes”`."""
    if stratum == "all":
        return "residents"
    return f"of the benchmark {stratum.removeprefix('benchmark: ')}"


def _first(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


SENTENCES = {
    "stop-rate": stop_rate,
    **{f"{end}-rate": outcome_rate(*words) for end, words in ENDS.items()},
    **{f"{end}-rate-adjusted": outcome_rate_adjusted(*words) for end, words in ENDS.items()},
}
