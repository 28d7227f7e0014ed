"""Sentences about stops and how they ended."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from daylight.data.estimate import key_names
from daylight.data.facts.stops import DarknessFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Check, Claim
from daylight.report.defences import CLOCK_CHANGES, COUNT_MODELS, OTHER_WAYS
from daylight.report.wording.blanks import dealt_sentence, headlines, proviso, with_blanks
from daylight.report.wording.compared import (
    ENDS,
    adjusted_for,
    alike,
    claim,
    group_of,
    keeps_ratio,
    others_of,
    people_of,
)
from daylight.report.wording.groups import ADJECTIVES, adjective, listed

PER = 1000
MODELS = ("negative binomial", "multilevel")
NUMBERS = {
    "minutes": "minutes a stop lasted",
    "citations": "citations in a stop with a citation",
}
"""What is written down of each stop, by the word its quantities are named after."""


def stop_rate(result: Result) -> tuple[Claim, ...]:
    """Stops per thousand of each benchmark, group against reference."""
    claims = []
    for ratio in result.named("stop_rate_ratio"):
        rate, base = _pair(result, "stop_rate", ratio)
        benchmark = ratio.keys.get("benchmark")
        sentence = (
            f"{_first(people_of(ratio))} were stopped {PER * rate.value:,.1f} times per {PER:,} "
            f"{f'of the benchmark {benchmark}' if benchmark else 'residents'}, {people_of(base)} "
            f"{PER * base.value:,.1f} times: {numbers.stated(ratio)} times as often."
        )
        claims.append(claim(result, sentence, ratio, rate, base))
    for ratio in result.named("stop_rate_ratio_within_places"):
        sentence = (
            f"Compared within the same places, {people_of(ratio)} were stopped "
            f"{numbers.stated(ratio)} times as often, for their number in the benchmark, as "
            f"{others_of(ratio)}."
        )
        claims.append(claim(result, sentence, ratio, adjusted_for=("place",)))
    return tuple(claims)


def stop_rate_adjusted(result: Result) -> tuple[Claim, ...]:
    """The ratio within places, with the other models that agree."""
    factors = adjusted_for(result)
    claims = []
    ratios = result.named("stop_rate_ratio_adjusted")
    for ratio in (e for e in ratios if e.variant is None):
        models = [e for e in ratios if e.keys == ratio.keys and e.variant in MODELS]
        sentence = (
            f"Within the same {listed(factors)}, {people_of(ratio)} were stopped "
            f"{numbers.stated(ratio)} times as often for their number in the benchmark as "
            f"{others_of(ratio)}."
        )
        checks = tuple(
            Check(
                code=COUNT_MODELS.code,
                words=f"a {e.variant} model",
                held=keeps_ratio(ratio, e),
            )
            for e in models
        )
        claims.append(
            claim(
                result,
                sentence,
                ratio,
                *models,
                adjusted_for=factors,
                checks=checks,
            )
        )
    return tuple(claims)


def _pair(result: Result, name: str, gap: Estimate) -> tuple[Estimate, Estimate]:
    """One quantity of a group and of the group it is compared with, under the same other keys."""
    base = replace(gap, keys={**gap.keys, "subject_race": gap.compared_with or ""})
    return result.beside(gap, name), result.beside(base, name)


def outcome_rate(end: str) -> Callable[[Result], tuple[Claim, ...]]:
    """Sentences on the share of stops with one end, crude."""
    name, verb = f"{end}_rate", ENDS[end]

    def worded(result: Result) -> tuple[Claim, ...]:
        claims = []
        for gap in headlines(result, f"{name}_difference"):
            one, base = _pair(result, name, gap)
            bounds = _same(result, f"{name}_difference_bounds", gap)
            blanks = with_blanks(result, gap, f"{name}_tipping_share")
            sentence = (
                f"Of {numbers.count(one.n)} {people_of(one)} stopped, {numbers.percent(one.value)} "
                f"{verb}; of {numbers.count(base.n)} {people_of(base)}, "
                f"{numbers.percent(base.value)}: a difference of {numbers.stated(gap)}."
                f"{_bounds(bounds)}"
                f"{dealt_sentence(blanks)}"
            )
            ratio = _same(result, f"{name}_ratio", gap)
            said = proviso(result, bounds)
            claims.append(claim(result, sentence, gap, *ratio, one, base, *blanks, proviso=said))
        return tuple(claims)

    return worded


def _same(result: Result, name: str, like: Estimate) -> tuple[Estimate, ...]:
    """Another quantity with the same keys and variant, where there is one."""
    return tuple(e for e in result.named(name) if (e.keys, e.variant) == (like.keys, like.variant))


def _bounds(found: tuple[Estimate, ...]) -> str:
    """What the blanks could change, where they could change the sign."""
    if not found or not found[0].low < 0 < found[0].high:
        return ""
    return (
        f" Counting every blank in the least favourable way, the difference could lie anywhere "
        f"from {100 * found[0].low:+.1f} to {100 * found[0].high:+.1f} points."
    )


def outcome_rate_adjusted(end: str) -> Callable[[Result], tuple[Claim, ...]]:
    """Sentences on the same share between stops made under like circumstances."""
    name, verb = f"{end}_rate", ENDS[end]

    def worded(result: Result) -> tuple[Claim, ...]:
        factors = adjusted_for(result)
        claims = []
        for gap in headlines(result, f"{name}_difference_adjusted"):
            ratio = _same(result, f"{name}_ratio_adjusted", gap)
            said = (
                f"{people_of(gap)} {verb} {numbers.stated(ratio[0])} times as often as "
                f"{others_of(gap)}, a difference of {numbers.stated(gap)}."
                if ratio
                else f"the share of {people_of(gap)} who {verb} differs from that of "
                f"{others_of(gap)} by {numbers.stated(gap)}."
            )
            sentence = f"Among stops {alike(factors)}, {said}"
            headline = ratio[0] if ratio else gap
            blanks = with_blanks(result, headline, f"{name}_adjusted_tipping_share")
            sentence += dealt_sentence(blanks)
            said = proviso(result, _same(result, f"{name}_ratio_adjusted_bounds", gap))
            claims.append(
                claim(result, sentence, *ratio, gap, *blanks, adjusted_for=factors, proviso=said)
            )
        return tuple(claims)

    return worded


def veil_of_darkness(result: Result) -> tuple[Claim, ...]:
    """Odds by daylight against the dark, with the alternatives that agree."""
    several = result.facts_as(DarknessFacts).places > 1
    claims = []
    for ratio in result.named("daylight_odds_ratio"):
        if ratio.variant:
            continue
        headline = result.beside(ratio, "darkness_log_odds")
        options = {
            e.variant: _keeps(headline, e)
            for e in result.named("darkness_log_odds")
            if e.variant and e.keys == ratio.keys
        }
        kept = tuple(variant for variant, holds in options.items() if holds)
        sentence = (
            f"At the same clock time, the odds that a person stopped was "
            f"{_recorded(group_of(ratio))} rather than {_recorded(ratio.compared_with or '')} were "
            f"{numbers.stated(ratio)} times as high in daylight as in the dark."
        )
        if ratio.low <= 1 <= ratio.high:
            sentence += (
                f" That is not enough evidence either way about {people_of(ratio)} and "
                f"{others_of(ratio)}."
            )
        elif options:
            sentence += (
                f" {len(kept)} of {len(options)} other ways to make the comparison give the same "
                f"sign and more than half the size."
            )
        claims.append(
            claim(
                result,
                sentence,
                ratio,
                headline,
                adjusted_for=("clock time", "place") if several else ("clock time",),
                checks=tuple(
                    Check(code=_way(variant), words=variant, held=holds)
                    for variant, holds in options.items()
                ),
            )
        )
    return tuple(claims)


def _way(variant: str) -> str:
    """The declared check that another way to make the comparison is."""
    return (CLOCK_CHANGES if variant == CLOCK_CHANGES.code else OTHER_WAYS).code


def _recorded(group: str) -> str:
    """The group as what a person was: Black, or of another group."""
    if group in ADJECTIVES:
        return adjective(group)
    return "of another group" if group == "other" else f"recorded as {adjective(group)}"


def _keeps(headline: Estimate, other: Estimate) -> bool:
    """Whether an alternative has the same sign and more than half the size."""
    return other.value * headline.value > 0 and abs(other.value) > abs(headline.value) / 2


def missing_race(result: Result) -> tuple[Claim, ...]:
    """How many stops have no race, and where they lie."""
    share = result.one("missing_race_share")
    blank = numbers.count(share.value * share.n)
    sentence = f"Race was not recorded for {blank} of {share.n:,} stops, {numbers.stated(share)}."
    claims = [claim(result, sentence, share), *_by_end(result)]
    by_key = tuple(e for e in result.estimates if "end" not in e.keys)
    for key in sorted(key_names(by_key)):
        rows = sorted((e for e in by_key if key in e.keys), key=lambda e: e.value)
        low, high = rows[0], rows[-1]
        if numbers.percent(high.value) == numbers.percent(low.value):
            continue
        sentence = (
            f"By {labels.said(key)}, the share without race runs from "
            f"{numbers.percent(low.value)} ({low.keys[key]}) to {numbers.percent(high.value)} "
            f"({high.keys[key]})."
        )
        claims.append(claim(result, sentence, high, low))
    return tuple(claims)


def _by_end(result: Result) -> Iterator[Claim]:
    """Whether race is blank more often after some ends of a stop than after others."""
    for gap in result.named("missing_race_share_difference_by_end"):
        end = gap.keys["end"]
        ended, other = (
            result.one("missing_race_share_by_end", end=end, ended=answer)
            for answer in ("yes", "no")
        )
        sentence = (
            f"Race is blank after {numbers.percent(ended.value)} of the stops in which people "
            f"{ENDS[str(end)]} and {numbers.percent(other.value)} of the others: a difference of "
            f"{numbers.stated(gap)}."
        )
        yield claim(result, sentence, gap, ended, other)


def measured(name: str) -> Callable[[Result], tuple[Claim, ...]]:
    """Means of a recorded number, crude and within strata."""
    what = NUMBERS[name]

    def worded(result: Result) -> tuple[Claim, ...]:
        claims = []
        for gap in result.named(f"mean_{name}_difference"):
            one, base = _pair(result, f"mean_{name}", gap)
            sentence = (
                f"The mean number of {what} was {numbers.value(one)} for {people_of(one)} and "
                f"{numbers.value(base)} for {people_of(base)}: a difference of "
                f"{numbers.stated(gap)}."
            )
            claims.append(claim(result, sentence, gap, one, base))
        factors = adjusted_for(result)
        for gap in result.named(f"mean_{name}_difference_adjusted"):
            sentence = (
                f"Among stops {alike(factors)}, the mean number of {what} differed by "
                f"{numbers.stated(gap)} between {people_of(gap)} and {others_of(gap)}."
            )
            claims.append(claim(result, sentence, gap, adjusted_for=factors))
        return tuple(claims)

    return worded


def repeat_contact(result: Result) -> tuple[Claim, ...]:
    """How often people of each group were stopped again."""
    claims = []
    for gap in result.named("share_stopped_again_difference"):
        one, base = (
            result.one("share_stopped_again", subject_race=group, at_least=2)
            for group in (group_of(gap), gap.compared_with or "")
        )
        sentence = (
            f"Of {numbers.count(one.n)} {people_of(one)} stopped, {numbers.percent(one.value)} "
            f"were stopped more than once; of {numbers.count(base.n)} {people_of(base)}, "
            f"{numbers.percent(base.value)}: a difference of {numbers.stated(gap)}."
        )
        means = _pair(result, "stops_per_person", gap)
        claims.append(claim(result, sentence, gap, one, base, *means))
    return tuple(claims)


def place_concentration(result: Result) -> tuple[Claim, ...]:
    """In how few places each group is stopped, and how unlike the places are."""
    claims = []
    for share in result.named("share_in_top_tenth_of_places"):
        held = f"{numbers.stated(share)} of the stops of {people_of(share)}"
        claims.append(claim(result, f"A tenth of the places hold {held}.", share))
    for index in result.named("dissimilarity"):
        chance = result.beside(index, "dissimilarity_by_chance")
        counted = result.beside(index, "dissimilarity_as_counted")
        sentence = (
            f"For {people_of(index)} to be stopped in the places of {others_of(index)}, "
            f"{numbers.percent(index.value)} of their stops would have to be made elsewhere "
            f"({100 * index.level:.0f} % interval {numbers.percent(index.low)} to "
            f"{numbers.percent(index.high)}). The counts show {numbers.percent(counted.value)}; "
            f"were race no matter of place, chance alone would make them show "
            f"{numbers.percent(chance.value)}."
        )
        claims.append(claim(result, sentence, index, counted, chance))
    return tuple(claims)


def _first(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
