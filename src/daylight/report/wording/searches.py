"""Sentences about searches and what they found."""

from collections.abc import Callable
from dataclasses import replace

from daylight.data.facts.searches import HitRateFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Check, Claim
from daylight.report.defences import RISK_ERRORS
from daylight.report.wording.blanks import dealt_sentence, proviso, with_blanks
from daylight.report.wording.compared import (
    ENDS,
    adjusted_for,
    alike,
    claim,
    group_of,
    in_words,
    others_of,
    people_of,
)
from daylight.report.wording.groups import adjective, listed

LEAST_PART = 0.0005
"""A ground that adds less than this to a difference of hit rates is not named."""

GROUND = ("ground of the search",)

OFFICERS = ("officer_race", "other_officer_race")

OF_PERSON = {"subject_race": "race", "subject_sex": "sex"}
"""Keys of the person searched, as a sentence names them."""


def _of_group(result: Result, name: str, like: Estimate) -> list[Estimate]:
    """The estimates of one quantity and of the same group as another."""
    return [e for e in result.named(name) if group_of(e) == group_of(like)]


def hit_rates(result: Result) -> tuple[Claim, ...]:
    """Hit rates pooled, within place, and by ground."""
    facts = result.facts_as(HitRateFacts)
    split = {group_of(e): e for e in result.named("hit_rate_difference_same_ground")}
    claims = [
        _split(result, gap, split[group_of(gap)])
        if group_of(gap) in split
        else _pooled(result, gap)
        for gap in result.named("hit_rate_difference")
    ]
    factors = in_words(facts.within)
    for gap in result.named("hit_rate_difference_within"):
        if group_of(gap) in split and len(factors) == 1:
            continue  # the sentence on the same mix of grounds says it
        sentence = (
            f"Among searches {alike(factors)}, searches of {people_of(gap)} differed "
            f"from those of {others_of(gap)} by {numbers.stated(gap)} in how often they found "
            f"contraband."
        )
        claims.append(claim(result, sentence, gap, adjusted_for=factors))
    for gap in result.named("hit_rate_difference_by_ground"):
        sentence = (
            f"On the ground “{_ground(result, gap)}”, the share of searches of {people_of(gap)} "
            f"that found contraband differs from that of {others_of(gap)} by {numbers.stated(gap)}."
        )
        claims.append(claim(result, sentence, gap, adjusted_for=GROUND))
    return tuple(claims)


def _found(result: Result, gap: Estimate) -> tuple[str, tuple[Estimate, Estimate]]:
    """How often searches of a group and of the reference found something."""
    one = result.one("hit_rate", subject_race=group_of(gap))
    base = result.one("hit_rate", subject_race=gap.compared_with or "")
    words = (
        f"Searches of {people_of(gap)} found contraband in {numbers.percent(one.value)} of "
        f"{numbers.count(one.n)}, searches of {others_of(gap)} in {numbers.percent(base.value)} of "
        f"{numbers.count(base.n)}"
    )
    return words, (one, base)


def _pooled(result: Result, gap: Estimate) -> Claim:
    words, rates = _found(result, gap)
    return claim(result, f"{words}: a difference of {numbers.stated(gap)}.", gap, *rates)


def _split(result: Result, gap: Estimate, same: Estimate) -> Claim:
    """The overall difference as what hit rates and what the mix of grounds make of it."""
    words, rates = _found(result, gap)
    mix = result.beside(same, "hit_rate_difference_mix_of_grounds")
    parts = _of_group(result, "hit_rate_difference_part_of_ground", gap)
    parts.sort(key=lambda e: -e.value if same.value > 0 else e.value)
    shown = [e for e in parts if abs(e.value) >= LEAST_PART]
    sentence = (
        f"{words}: {numbers.value(gap)}. Were both searched on one mix of grounds, the average of "
        f"the two, the difference would be {numbers.stated(same)}; the other {numbers.value(mix)} "
        f"come from being searched on different grounds{_unshared(gap, same, mix)}."
    )
    if len(shown) > 1:
        listing = listed([f"{_ground(result, e)} {numbers.value(e)}" for e in shown])
        sentence += f" By ground, the {numbers.value(same)} are made of {listing}."
    return claim(result, sentence, same, gap, mix, *rates, *parts, adjusted_for=GROUND)


def _unshared(gap: Estimate, same: Estimate, mix: Estimate) -> str:
    """What grounds on which only one of the two was searched add, where they add anything."""
    rest = gap.value - same.value - mix.value
    if abs(rest) < LEAST_PART:
        return ""
    return (
        f", and {numbers.value(replace(gap, value=rest, low=rest, high=rest))} from grounds on "
        f"which only one of them was searched"
    )


def _ground(result: Result, estimate: Estimate) -> str:
    return labels.words(str(estimate.keys[result.facts_as(HitRateFacts).ground or ""]))


def equal_hit_rates(result: Result) -> tuple[Claim, ...]:
    """One sentence per key whose hit rates were held against equality."""
    claims = []
    for test in result.named("equal_hit_rates"):
        key = str(test.keys["key"])
        size = "less than 0.001" if test.value < 0.001 else f"{test.value:.3f}"
        sentence = (
            f"Were hit rates equal by {OF_PERSON.get(key, labels.words(key))}, differences as "
            f"large as those between the {numbers.count(test.n)} searches here would come up with "
            f"probability {size}."
        )
        claims.append(claim(result, sentence, test))
    return tuple(claims)


def rank_order(result: Result) -> tuple[Claim, ...]:
    """One sentence per pair of groups and pair of officer races."""
    claims = []
    for rate, verb in (("search_rate", "search"), ("hit_rate", "find contraband on")):
        for test in result.named(f"{rate}_rank_reversal"):
            gaps = tuple(
                gap
                for gap in result.named(f"{rate}_difference_between_officers")
                if group_of(gap) in (group_of(test), test.compared_with)
                and all(gap.keys[key] == test.keys[key] for key in OFFICERS)
            )
            differences = listed(
                [f"{adjective(group_of(gap))}: {numbers.stated(gap)}" for gap in gaps]
            )
            first, second = (adjective(str(test.keys[key])) for key in OFFICERS)
            order = "one order for both groups" if _same_sign(gaps) else "opposite orders"
            sentence = (
                f"How much more often {first} than {second} officers {verb} people they stop "
                f"({differences}) shows {order}; were there no reversal, one this clear "
                f"would come up with probability {test.value:.3f} at most."
            )
            claims.append(claim(result, sentence, test, *gaps))
    return tuple(claims)


def _same_sign(gaps: tuple[Estimate, ...]) -> bool:
    return all(gap.value >= 0 for gap in gaps) or all(gap.value <= 0 for gap in gaps)


def regression(end: str) -> Callable[[Result], tuple[Claim, ...]]:
    """The full model's odds ratio, with how it came about."""

    def worded(result: Result) -> tuple[Claim, ...]:
        factors = adjusted_for(result)
        claims = []
        for ratio in result.named(f"{end}_odds_ratio"):
            if ratio.variant is not None:
                continue
            crude = result.one(ratio.name, variant="group only", subject_race=group_of(ratio))
            sentence = (
                f"Given {listed(factors)}, the odds that stopped {people_of(ratio)} {ENDS[end]} "
                f"were {numbers.stated(ratio)} times those of {others_of(ratio)}; before any "
                f"adjustment {numbers.value(crude)} times."
            )
            blanks = with_blanks(result, ratio, "")
            sentence += dealt_sentence(blanks)
            bounds = tuple(
                e for e in result.named(f"{end}_odds_ratio_bounds") if e.keys == ratio.keys
            )
            claims.append(
                claim(
                    result,
                    sentence,
                    ratio,
                    crude,
                    *blanks,
                    adjusted_for=factors,
                    proviso=proviso(result, bounds),
                )
            )
        return tuple(claims)

    return worded


def hidden_confounder(result: Result) -> tuple[Claim, ...]:
    """What an unrecorded circumstance would have to be."""
    factors = adjusted_for(result)
    claims = []
    for ratio in result.named("search_rate_ratio_adjusted"):
        strength = result.beside(ratio, "e_value")
        nearer = result.beside(ratio, "e_value_of_nearer_limit")
        among = f"Among stops {alike(factors)}, " if factors else "Of all stops, "
        sentence = (
            f"{among}{people_of(ratio)} were searched {numbers.stated(ratio)} times as often as "
            f"{others_of(ratio)}. To explain it alone, an unrecorded circumstance would have to be "
            f"tied to both the group and the search by a risk ratio of {numbers.value(strength)}; "
            f"to bring the interval to no difference, by {numbers.value(nearer)}."
        )
        claims.append(claim(result, sentence, ratio, strength, nearer, adjusted_for=factors))
    return tuple(claims)


def risk_adjusted(result: Result) -> tuple[Claim, ...]:
    """The difference at equal risk, with the ranges that errors of risk allow."""
    claims = []
    for gap in result.named("search_rate_difference_at_equal_risk"):
        ranges = _of_group(result, "search_rate_difference_at_equal_risk_bounds", gap)
        kept = [e for e in ranges if not e.low <= 0 <= e.high]
        sentence = (
            f"At equal estimated risk of carrying contraband, the share of {people_of(gap)} who "
            f"were searched differs from that of {others_of(gap)} by {numbers.stated(gap)}."
        )
        if ranges:
            sentence += _holds(kept, ranges)
        claims.append(
            claim(
                result,
                sentence,
                gap,
                *ranges,
                adjusted_for=("estimated risk",),
                checks=tuple(
                    Check(code=RISK_ERRORS.code, words=_off(e), held=e in kept) for e in ranges
                ),
            )
        )
    return tuple(claims)


def _holds(kept: list[Estimate], ranges: list[Estimate]) -> str:
    """How wrong the estimated risks may be before the sign can turn."""
    if not kept:
        return f" With {_off(ranges[0])} on average, the sign could already turn."
    if len(kept) == len(ranges):
        return (
            f" Among errors with {_off(kept[-1])} on average, none was found that turns its sign."
        )
    return (
        f" Among errors with {_off(kept[-1])} on average, none was found that turns its sign; "
        f"with {_off(ranges[len(kept)])} it could turn."
    )


def _off(bounds: Estimate) -> str:
    """How far the estimated risks are supposed to be off."""
    points = 100 * float(bounds.keys["risk_error"])
    return f"risk off by {points:g} point" + "s" * (points != 1)
