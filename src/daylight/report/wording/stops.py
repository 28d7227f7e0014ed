"""Sentences about stops and how they ended."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from daylight.data.estimate import key_names
from daylight.data.facts.stops import DarknessFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Check, Claim
from daylight.report.defences import CLOCK_CHANGES, COUNT_MODELS, OTHER_WAYS
from daylight.report.labels import variants
from daylight.report.language import say
from daylight.report.wording.blanks import dealt_sentence, headlines, proviso, with_blanks
from daylight.report.wording.compared import (
    ENDS,
    STOPS,
    adjusted_for,
    alike,
    claim,
    group_of,
    keeps_ratio,
    others_of,
    people_of,
    the_others_of,
    the_people_of,
    times_as_often,
)
from daylight.report.wording.groups import listed, person

PER = 1000
MODELS = ("negative binomial", "multilevel")


def stop_rate(result: Result) -> tuple[Claim, ...]:
    """Stops per thousand of each benchmark, group against reference."""
    claims = []
    for ratio in result.named("stop_rate_ratio"):
        rate, base = pair(result, "stop_rate", ratio)
        own, other = (numbers.number(PER * one.value, 1) for one in (rate, base))
        per = _per(ratio)
        sentence = say(
            f"{the_people_of(ratio)} were stopped {own} times per {per}, {the_people_of(base)} "
            f"{other} times: {numbers.stated(ratio)} times as often.",
            f"{the_people_of(ratio)} fueron paradas {own} veces por cada {per} y "
            f"{the_people_of(base)}, {other} veces: una razón de {numbers.stated(ratio)}.",
        )
        claims.append(claim(result, _first(sentence), ratio, rate, base))
    for ratio in result.named("stop_rate_ratio_within_places"):
        own, others, size = the_people_of(ratio), the_others_of(ratio), numbers.stated(ratio)
        sentence = say(
            f"Compared within the same places, {own} were stopped {size} times as often, for their "
            f"number in the benchmark, as {others}.",
            f"Comparando dentro de los mismos lugares, {own} fueron paradas con una frecuencia "
            f"{size} veces la de {others}, en relación con su número en la base de comparación.",
        )
        claims.append(claim(result, sentence, ratio, adjusted_for=(labels.said("place"),)))
    return tuple(claims)


def _per(ratio: Estimate) -> str:
    """Of how many of whom stops are counted: 1,000 residents."""
    thousand, benchmark = numbers.count(PER), ratio.keys.get("benchmark")
    if benchmark:
        return say(
            f"{thousand} of the benchmark {benchmark}",
            f"{thousand} de la base de comparación {benchmark}",
        )
    return say(f"{thousand} residents", f"{thousand} residentes")


def stop_rate_adjusted(result: Result) -> tuple[Claim, ...]:
    """The ratio within places, with the other models that agree."""
    factors = adjusted_for(result)
    claims = []
    ratios = result.named("stop_rate_ratio_adjusted")
    for ratio in (e for e in ratios if e.variant is None):
        models = [e for e in ratios if e.keys == ratio.keys and e.variant in MODELS]
        own, others, size = the_people_of(ratio), the_others_of(ratio), numbers.stated(ratio)
        sentence = say(
            f"Within the same {listed(factors)}, {own} were stopped {size} times as often for "
            f"their number in the benchmark as {others}.",
            f"A igualdad de {listed(factors)}, {own} fueron paradas con una frecuencia {size} "
            f"veces la de {others}, en relación con su número en la base de comparación.",
        )
        checks = tuple(
            Check(code=COUNT_MODELS.code, words=_model(e), held=keeps_ratio(ratio, e))
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


def _model(estimate: Estimate) -> str:
    """Another model of counts, as a check is listed."""
    model = variants.said(estimate.variant or "")
    return say(f"a {model} model", f"un modelo {model}")


def pair(result: Result, name: str, gap: Estimate) -> tuple[Estimate, Estimate]:
    """One quantity of a group and of the group it is compared with, under the same other keys."""
    base = replace(gap, keys={**gap.keys, "subject_race": gap.compared_with or ""})
    return result.beside(gap, name), result.beside(base, name)


def outcome_rate(end: str) -> Callable[[Result], tuple[Claim, ...]]:
    """Sentences on the share of stops with one end, crude."""
    name = f"{end}_rate"

    def worded(result: Result) -> tuple[Claim, ...]:
        claims = []
        for gap in headlines(result, f"{name}_difference"):
            one, base = pair(result, name, gap)
            bounds = _same(result, f"{name}_difference_bounds", gap)
            blanks = with_blanks(result, gap, f"{name}_tipping_share")
            apart, ended = numbers.stated(gap), ENDS[end].text
            sentence = say(
                f"Of {_stopped(one)}, {numbers.percent(one.value)} {ended}; of {_counted(base)}, "
                f"{numbers.percent(base.value)}: a difference of {apart}.",
                f"De {_stopped(one)}, el {numbers.percent(one.value)} {ended}; de "
                f"{_counted(base)}, el {numbers.percent(base.value)}: una diferencia de {apart}.",
            )
            sentence += f"{_bounds(bounds)}{dealt_sentence(blanks)}"
            ratio = _same(result, f"{name}_ratio", gap)
            said = proviso(result, bounds)
            claims.append(claim(result, sentence, gap, *ratio, one, base, *blanks, proviso=said))
        return tuple(claims)

    return worded


def _counted(estimate: Estimate) -> str:
    """How many people of a group a share is of: 15,220 Black people."""
    return f"{numbers.count(estimate.n)} {people_of(estimate)}"


def _stopped(estimate: Estimate) -> str:
    """The same, who were stopped."""
    counted = _counted(estimate)
    return say(f"{counted} stopped", f"{counted} que fueron paradas")


def _same(result: Result, name: str, like: Estimate) -> tuple[Estimate, ...]:
    """Another quantity with the same keys and variant, where there is one."""
    return tuple(e for e in result.named(name) if (e.keys, e.variant) == (like.keys, like.variant))


def _bounds(found: tuple[Estimate, ...]) -> str:
    """What the blanks could change, where they could change the sign."""
    if not found or not found[0].low < 0 < found[0].high:
        return ""
    low, high = numbers.in_points(found[0].low), numbers.in_points(found[0].high)
    return say(
        f" Counting every blank in the least favourable way, the difference could lie anywhere "
        f"from {low} to {high} points.",
        f" Contando cada dato en blanco del modo menos favorable, la diferencia podría estar en "
        f"cualquier punto de {low} a {high} puntos.",
    )


def outcome_rate_adjusted(end: str) -> Callable[[Result], tuple[Claim, ...]]:
    """Sentences on the same share between stops made under like circumstances."""
    name = f"{end}_rate"

    def worded(result: Result) -> tuple[Claim, ...]:
        factors = adjusted_for(result)
        claims = []
        for gap in headlines(result, f"{name}_difference_adjusted"):
            ratio = _same(result, f"{name}_ratio_adjusted", gap)
            headline = ratio[0] if ratio else gap
            blanks = with_blanks(result, headline, f"{name}_adjusted_tipping_share")
            sentence = f"{_among(end, factors, headline, gap)}{dealt_sentence(blanks)}"
            said = proviso(result, _same(result, f"{name}_ratio_adjusted_bounds", gap))
            claims.append(
                claim(result, sentence, *ratio, gap, *blanks, adjusted_for=factors, proviso=said)
            )
        return tuple(claims)

    return worded


def _among(end: str, factors: tuple[str, ...], headline: Estimate, gap: Estimate) -> str:
    """How stops that are alike ended: by a ratio where there is one, else by a difference."""
    like, ended = alike(factors), ENDS[end].text
    own, others, apart = the_people_of(gap), the_others_of(gap), numbers.stated(gap)
    if headline is gap:
        return say(
            f"Among {like}, the share of {own} who {ended} differs from that of {others} by "
            f"{apart}.",
            f"Entre {like}, la proporción de {own} que {ended} difiere de la de {others} en "
            f"{apart}.",
        )
    often = times_as_often(numbers.stated(headline), others)
    return say(
        f"Among {like}, {own} {ended} {often}, a difference of {apart}.",
        f"Entre {like}, {own} {ended} {often}, una diferencia de {apart}.",
    )


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
        own, other = person(group_of(ratio)), person(ratio.compared_with or "")
        size = numbers.stated(ratio)
        sentence = say(
            f"At the same clock time, the odds that a person stopped was {own} rather than {other} "
            f"were {size} times as high in daylight as in the dark.",
            f"A la misma hora del reloj, los momios de que una persona parada fuera {own} y no "
            f"{other} eran con luz del día {size} veces los que eran a oscuras.",
        )
        if ratio.low <= 1 <= ratio.high:
            sentence += say(
                f" That is not enough evidence either way about {people_of(ratio)} and "
                f"{others_of(ratio)}.",
                " Con eso no se puede saber en un sentido ni en otro sobre "
                f"{the_people_of(ratio)} y {the_others_of(ratio)}.",
            )
        elif options:
            sentence += say(
                f" {len(kept)} of {len(options)} other ways to make the comparison give the same "
                f"sign and more than half the size.",
                f" {len(kept)} de {len(options)} otras maneras de hacer la comparación dan el "
                f"mismo signo y más de la mitad del tamaño.",
            )
        claims.append(
            claim(
                result,
                sentence,
                ratio,
                headline,
                adjusted_for=tuple(
                    labels.said(key) for key in ("clock_time", "place")[: 1 + several]
                ),
                checks=tuple(
                    Check(code=_way(variant), words=variants.said(variant), held=holds)
                    for variant, holds in options.items()
                ),
            )
        )
    return tuple(claims)


def _way(variant: str) -> str:
    """The declared check that another way to make the comparison is."""
    return (CLOCK_CHANGES if variant == CLOCK_CHANGES.code else OTHER_WAYS).code


def _keeps(headline: Estimate, other: Estimate) -> bool:
    """Whether an alternative has the same sign and more than half the size."""
    return other.value * headline.value > 0 and abs(other.value) > abs(headline.value) / 2


def missing_race(result: Result) -> tuple[Claim, ...]:
    """How many stops have no race, and where they lie."""
    share = result.one("missing_race_share")
    blank, stops = numbers.count(share.value * share.n), STOPS.counted(share.n)
    sentence = say(
        f"Race was not recorded for {blank} of {stops}, {numbers.stated(share)}.",
        f"La raza no se registró en {blank} de {stops}, el {numbers.stated(share)}.",
    )
    claims = [claim(result, sentence, share), *_by_end(result)]
    by_key = tuple(e for e in result.estimates if "end" not in e.keys)
    for key in sorted(key_names(by_key)):
        rows = sorted((e for e in by_key if key in e.keys), key=lambda e: e.value)
        low, high = rows[0], rows[-1]
        if numbers.percent(high.value) == numbers.percent(low.value):
            continue
        least, most = numbers.percent(low.value), numbers.percent(high.value)
        at_least, at_most = (_within(key, one.keys[key]) for one in (low, high))
        sentence = say(
            f"By {labels.said(key)}, the share without race runs from {least} ({at_least}) to "
            f"{most} ({at_most}).",
            f"Por {labels.said(key)}, la proporción sin raza va del {least} ({at_least}) al "
            f"{most} ({at_most}).",
        )
        claims.append(claim(result, sentence, high, low))
    return tuple(claims)


def _within(key: str, value: str | int | float) -> str:
    """A key's value within a sentence: a code without a capital, a name as it is."""
    text = labels.key_value(key, value)
    is_code = isinstance(value, str) and value == value.lower()
    return f"{text[:1].lower()}{text[1:]}" if is_code else text


def _by_end(result: Result) -> Iterator[Claim]:
    """Whether race is blank more often after some ends of a stop than after others."""
    for gap in result.named("missing_race_share_difference_by_end"):
        end = gap.keys["end"]
        ended, other = (
            result.one("missing_race_share_by_end", end=end, ended=answer)
            for answer in ("yes", "no")
        )
        own, others = numbers.percent(ended.value), numbers.percent(other.value)
        befell, apart = ENDS[str(end)].text, numbers.stated(gap)
        sentence = say(
            f"Race is blank after {own} of the stops in which people {befell} and {others} of the "
            f"others: a difference of {apart}.",
            f"La raza está en blanco tras el {own} de las paradas en las que las personas {befell} "
            f"y el {others} de las demás: una diferencia de {apart}.",
        )
        yield claim(result, sentence, gap, ended, other)


def repeat_contact(result: Result) -> tuple[Claim, ...]:
    """How often people of each group were stopped again."""
    claims = []
    for gap in result.named("share_stopped_again_difference"):
        one, base = (
            result.one("share_stopped_again", subject_race=group, at_least=2)
            for group in (group_of(gap), gap.compared_with or "")
        )
        own, other = numbers.percent(one.value), numbers.percent(base.value)
        apart = numbers.stated(gap)
        sentence = say(
            f"Of {_stopped(one)}, {own} were stopped more than once; of {_counted(base)}, {other}: "
            f"a difference of {apart}.",
            f"De {_stopped(one)}, el {own} lo fueron más de una vez; de {_counted(base)}, el "
            f"{other}: una diferencia de {apart}.",
        )
        means = pair(result, "stops_per_person", gap)
        claims.append(claim(result, sentence, gap, one, base, *means))
    return tuple(claims)


def place_concentration(result: Result) -> tuple[Claim, ...]:
    """In how few places each group is stopped, and how unlike the places are."""
    claims = []
    for share in result.named("share_in_top_tenth_of_places"):
        part, whom = numbers.stated(share), people_of(share)
        sentence = say(
            f"A tenth of the places hold {part} of the stops of {whom}.",
            f"Una décima parte de los lugares reúne el {part} de las paradas de {whom}.",
        )
        claims.append(claim(result, sentence, share))
    for index in result.named("dissimilarity"):
        chance = result.beside(index, "dissimilarity_by_chance")
        counted = result.beside(index, "dissimilarity_as_counted")
        own, others, part = the_people_of(index), the_others_of(index), numbers.percent(index.value)
        sure = numbers.in_interval(
            index, numbers.between(numbers.percent(index.low), numbers.percent(index.high))
        )
        shown, by_chance = numbers.percent(counted.value), numbers.percent(chance.value)
        sentence = say(
            f"For {own} to be stopped in the places of {others}, {part} of their stops would have "
            f"to be made elsewhere ({sure}). The counts show {shown}; were race no matter of "
            f"place, chance alone would make them show {by_chance}.",
            f"Para que {own} fueran paradas en los mismos lugares que {others}, el {part} de sus "
            f"paradas tendría que hacerse en otro sitio ({sure}). Los recuentos muestran el "
            f"{shown}; si la raza no dependiera del lugar, el azar por sí solo mostraría el "
            f"{by_chance}.",
        )
        claims.append(claim(result, sentence, index, counted, chance))
    return tuple(claims)


def _first(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
