"""Sentences about searches and what they found."""

from collections.abc import Callable
from dataclasses import replace

from daylight.data.facts.searches import HitRateFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Check, Claim
from daylight.report.defences import RISK_ERRORS
from daylight.report.language import Words, say
from daylight.report.wording.blanks import dealt_sentence, proviso, with_blanks
from daylight.report.wording.compared import (
    ENDS,
    ENDS_THEN,
    SEARCHES,
    adjusted_for,
    alike,
    claim,
    group_of,
    in_words,
    others_of,
    people_of,
    the_others_of,
    the_people_of,
    times_as_often,
)
from daylight.report.wording.groups import listed, officers, quoted

LEAST_PART = 0.0005
"""A ground that adds less than this to a difference of hit rates is not named."""

GROUND = Words("ground of the search", "motivo del registro")

OFFICERS = ("officer_race", "other_officer_race")

OF_PERSON = {"subject_race": Words("race", "raza"), "subject_sex": Words("sex", "sexo")}
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
        like, apart = alike(factors, SEARCHES), numbers.stated(gap)
        sentence = say(
            f"Among {like}, searches of {people_of(gap)} differed from those of {others_of(gap)} "
            f"by {apart} in how often they found contraband.",
            f"Entre {like}, los de {people_of(gap)} difirieron de los de {others_of(gap)} en "
            f"{apart} en la frecuencia con que hallaron contrabando.",
        )
        claims.append(claim(result, sentence, gap, adjusted_for=factors))
    for gap in result.named("hit_rate_difference_by_ground"):
        ground, apart = quoted(_ground(result, gap)), numbers.stated(gap)
        sentence = say(
            f"On the ground {ground}, the share of searches of {people_of(gap)} that found "
            f"contraband differs from that of {others_of(gap)} by {apart}.",
            f"Por el motivo {ground}, la proporción de registros de {people_of(gap)} que hallaron "
            f"contrabando difiere de la de {others_of(gap)} en {apart}.",
        )
        claims.append(claim(result, sentence, gap, adjusted_for=(GROUND.text,)))
    return tuple(claims)


def _found(result: Result, gap: Estimate) -> tuple[str, tuple[Estimate, Estimate]]:
    """How often searches of a group and of the reference found something."""
    one = result.one("hit_rate", subject_race=group_of(gap))
    base = result.one("hit_rate", subject_race=gap.compared_with or "")
    own, other = numbers.percent(one.value), numbers.percent(base.value)
    words = say(
        f"Searches of {people_of(gap)} found contraband in {own} of {numbers.count(one.n)}, "
        f"searches of {others_of(gap)} in {other} of {numbers.count(base.n)}",
        f"Los registros de {people_of(gap)} hallaron contrabando en el {own} de "
        f"{numbers.count(one.n)}; los de {others_of(gap)}, en el {other} de "
        f"{numbers.count(base.n)}",
    )
    return words, (one, base)


def _pooled(result: Result, gap: Estimate) -> Claim:
    words, rates = _found(result, gap)
    apart = numbers.stated(gap)
    sentence = say(f"{words}: a difference of {apart}.", f"{words}: una diferencia de {apart}.")
    return claim(result, sentence, gap, *rates)


def _split(result: Result, gap: Estimate, same: Estimate) -> Claim:
    """The overall difference as what hit rates and what the mix of grounds make of it."""
    words, rates = _found(result, gap)
    mix = result.beside(same, "hit_rate_difference_mix_of_grounds")
    parts = _of_group(result, "hit_rate_difference_part_of_ground", gap)
    parts.sort(key=lambda e: -e.value if same.value > 0 else e.value)
    shown = [e for e in parts if abs(e.value) >= LEAST_PART]
    apart, rest, of_mix = numbers.value(gap), _unshared(gap, same, mix), numbers.value(mix)
    sentence = say(
        f"{words}: {apart}. Were both searched on one mix of grounds, the average of the two, the "
        f"difference would be {numbers.stated(same)}; the other {of_mix} come from being searched "
        f"on different grounds{rest}.",
        f"{words}: {apart}. Si a ambas se las registrara con una misma mezcla de motivos, la media "
        f"de las dos, la diferencia sería de {numbers.stated(same)}; los otros {of_mix} vienen de "
        f"que se las registra por motivos distintos{rest}.",
    )
    if len(shown) > 1:
        listing = listed([f"{_ground(result, e)} {numbers.value(e)}" for e in shown])
        total = numbers.value(same)
        sentence += say(
            f" By ground, the {total} are made of {listing}.",
            f" Por motivo, los {total} se componen de {listing}.",
        )
    return claim(result, sentence, same, gap, mix, *rates, *parts, adjusted_for=(GROUND.text,))


def _unshared(gap: Estimate, same: Estimate, mix: Estimate) -> str:
    """What grounds on which only one of the two was searched add, where they add anything."""
    rest = gap.value - same.value - mix.value
    if abs(rest) < LEAST_PART:
        return ""
    size = numbers.value(replace(gap, value=rest, low=rest, high=rest))
    return say(
        f", and {size} from grounds on which only one of them was searched",
        f", y {size} de motivos por los que solo se registró a una de ellas",
    )


def _ground(result: Result, estimate: Estimate) -> str:
    return labels.words(str(estimate.keys[result.facts_as(HitRateFacts).ground or ""]))


def equal_hit_rates(result: Result) -> tuple[Claim, ...]:
    """One sentence per key whose hit rates were held against equality."""
    claims = []
    for test in result.named("equal_hit_rates"):
        key = str(test.keys["key"])
        by = OF_PERSON[key].text if key in OF_PERSON else labels.said(key)
        size, searches = _probability(test), SEARCHES.counted(test.n)
        sentence = say(
            f"Were hit rates equal by {by}, differences as large as those between the {searches} "
            f"here would come up with probability {size}.",
            f"Si las tasas de hallazgos fueran iguales por {by}, diferencias tan grandes como las "
            f"que hay entre estos {searches} aparecerían con una probabilidad de {size}.",
        )
        claims.append(claim(result, sentence, test))
    return tuple(claims)


def _probability(test: Estimate) -> str:
    """A probability with three digits; the smallest as less than one in a thousand."""
    if test.value < 0.001:
        least = numbers.number(0.001, 3)
        return say(f"less than {least}", f"menos de {least}")
    return numbers.number(test.value, 3)


def _at_most(test: Estimate) -> str:
    """The same as the most that a probability can be."""
    size = _probability(test)
    return size if test.value < 0.001 else say(f"{size} at most", f"{size} como mucho")


def rank_order(result: Result) -> tuple[Claim, ...]:
    """One sentence per pair of groups and pair of officer races."""
    claims = []
    for rate, verb in (
        ("search_rate", Words("search", "registran a")),
        ("hit_rate", Words("find contraband on", "hallan contrabando en")),
    ):
        for test in result.named(f"{rate}_rank_reversal"):
            gaps = tuple(
                gap
                for gap in result.named(f"{rate}_difference_between_officers")
                if group_of(gap) in (group_of(test), test.compared_with)
                and all(gap.keys[key] == test.keys[key] for key in OFFICERS)
            )
            differences = listed([f"{people_of(gap)}, {numbers.stated(gap)}" for gap in gaps])
            first, second = (officers(str(test.keys[key])) for key in OFFICERS)
            order = say("opposite orders", "órdenes opuestos")
            if _same_sign(gaps):
                order = say("one order for both groups", "un mismo orden para ambos grupos")
            likely = _at_most(test)
            sentence = say(
                f"How much more often {first} than {second} {verb.en} people they stop "
                f"({differences}) shows {order}; were there no reversal, one this clear "
                f"would come up with probability {likely}.",
                f"Cuánto más a menudo los {first} que los {second} {verb.es} las personas que "
                f"paran ({differences}) muestra {order}; si no hubiera inversión, una tan clara "
                f"aparecería con una probabilidad de {likely}.",
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
            own, others = the_people_of(ratio), the_others_of(ratio)
            given, size, before = listed(factors), numbers.stated(ratio), numbers.value(crude)
            sentence = say(
                f"Given {given}, the odds that {own} who were stopped {ENDS[end].text} were {size} "
                f"times those of {others}; before any adjustment {before} times.",
                f"A igualdad de {given}, los momios de que {own} en una parada "
                f"{ENDS_THEN[end].text} eran {size} veces los de {others}; sin ningún ajuste, "
                f"{before} veces.",
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
        among = say("Of all stops", "En todas las paradas")
        if factors:
            like = alike(factors)
            among = say(f"Among {like}", f"Entre {like}")
        own, often = (
            the_people_of(ratio),
            times_as_often(numbers.stated(ratio), the_others_of(ratio)),
        )
        alone, to_limit = numbers.value(strength), numbers.value(nearer)
        sentence = say(
            f"{among}, {own} were searched {often}. To explain it alone, an unrecorded "
            "circumstance would have to be tied to both the group and the search by a risk ratio "
            f"of {alone}; to bring the interval to no difference, by {to_limit}.",
            f"{among}, {own} fueron registradas {often}. Para explicarlo por sí sola, una "
            "circunstancia no registrada tendría que ir unida tanto al grupo como al registro con "
            f"una razón de riesgos de {alone}; para llevar el intervalo a la ausencia de "
            f"diferencia, de {to_limit}.",
        )
        claims.append(claim(result, sentence, ratio, strength, nearer, adjusted_for=factors))
    return tuple(claims)


def risk_adjusted(result: Result) -> tuple[Claim, ...]:
    """The difference at equal risk, with the ranges that errors of risk allow."""
    claims = []
    for gap in result.named("search_rate_difference_at_equal_risk"):
        ranges = _of_group(result, "search_rate_difference_at_equal_risk_bounds", gap)
        kept = [e for e in ranges if not e.low <= 0 <= e.high]
        own, others, apart = people_of(gap), others_of(gap), numbers.stated(gap)
        sentence = say(
            f"At equal estimated risk of carrying contraband, the share of {own} who were searched "
            f"differs from that of {others} by {apart}.",
            f"A igual riesgo estimado de llevar contrabando, la proporción de {own} que fueron "
            f"registradas difiere de la de {others} en {apart}.",
        )
        if ranges:
            sentence += _holds(kept, ranges)
        claims.append(
            claim(
                result,
                sentence,
                gap,
                *ranges,
                adjusted_for=(say("estimated risk", "riesgo estimado"),),
                checks=tuple(
                    Check(code=RISK_ERRORS.code, words=_off(e), held=e in kept) for e in ranges
                ),
            )
        )
    return tuple(claims)


def _holds(kept: list[Estimate], ranges: list[Estimate]) -> str:
    """How wrong the estimated risks may be before the sign can turn."""
    if not kept:
        least = _off(ranges[0])
        return say(
            f" With {least} on average, the sign could already turn.",
            f" Con {least} de media, el signo ya podría cambiar.",
        )
    most = _off(kept[-1])
    said = say(
        f" Among errors with {most} on average, none was found that turns its sign",
        f" Entre los errores con {most} de media no se halló ninguno que cambie su signo",
    )
    if len(kept) == len(ranges):
        return f"{said}."
    next_ = _off(ranges[len(kept)])
    return said + say(f"; with {next_} it could turn.", f"; con {next_} podría cambiar.")


def _off(bounds: Estimate) -> str:
    """How far the estimated risks are supposed to be off."""
    points = 100 * float(bounds.keys["risk_error"])
    size = numbers.compact(points)
    if points == 1:
        return say(f"risk off by {size} point", f"un riesgo desviado en {size} punto")
    return say(f"risk off by {size} points", f"un riesgo desviado en {size} puntos")
