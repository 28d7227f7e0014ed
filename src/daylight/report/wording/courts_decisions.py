"""Sentences on who is imprisoned, revoked, or sentenced outside the range."""

from collections.abc import Callable

from daylight.data.facts.courts import GivenFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.wording.compared import claim, group_of, in_words, others_of, people_of
from daylight.report.wording.courts_given import capital, like_cases
from daylight.report.wording.groups import listed

ENDS = {
    "imprisoned": Words("were sent to prison", "acabaron en prisión"),
    "revoked": Words("had supervision revoked", "acabaron con la libertad supervisada revocada"),
    "modified": Words("had it modified", "con ella modificada"),
    "continued": Words("had it continued", "con ella mantenida"),
    "other": Words("ended otherwise", "acabaron de otro modo"),
    "below": Words("were sentenced below the range", "recibieron una pena por debajo del rango"),
    "within": Words("within it", "dentro de él"),
    "above": Words("above it", "por encima de él"),
}
"""What an end of a case is called in a sentence that lists them."""


def decision(name: str, verb: Words) -> Callable[[Result], tuple[Claim, ...]]:
    """Sentences on the share of cases with one end, crude and among like cases."""

    def worded(result: Result) -> tuple[Claim, ...]:
        if result.named("share_of_all_cases"):
            return _of_all(result)
        rates = {group_of(one): one for one in result.named(f"{name}_rate")}
        crude = [
            _crude(result, gap, (rates[group_of(gap)], rates[gap.compared_with or ""]), verb)
            for gap in result.named(f"{name}_rate_difference")
        ]
        bare = {
            group_of(one): one
            for one in result.named(f"{name}_rate_difference_adjusted_without_charge")
        }
        like = [
            _like(result, gap, bare.get(group_of(gap)), verb)
            for gap in result.named(f"{name}_rate_difference_adjusted")
        ]
        return (*crude, *like)

    return worded


def _crude(result: Result, gap: Estimate, rates: tuple[Estimate, Estimate], verb: Words) -> Claim:
    own, base = rates
    n, n0 = numbers.count(own.n), numbers.count(base.n)
    share, share0 = numbers.percent(own.value), numbers.percent(base.value)
    people, others, apart = people_of(gap), others_of(gap), numbers.stated(gap)
    said = say(
        f"Of {n} cases of {people}, {share} {verb.en}; of {n0} of {others}, {share0}: "
        f"a difference of {apart}.",
        f"De {n} casos de {people}, el {share} {verb.es}; de {n0} de {others}, el {share0}: "
        f"una diferencia de {apart}.",
    )
    return claim(result, said, gap, own, base)


def _like(result: Result, gap: Estimate, bare: Estimate | None, verb: Words) -> Claim:
    facts = result.facts_as(GivenFacts)
    where = capital(like_cases(facts.factors, facts.charged))
    people, others, apart = people_of(gap), others_of(gap), numbers.stated(gap)
    said = say(
        f"{where}, the share of {people} who {verb.en} differs from that of {others} by {apart}",
        f"{where}, la proporción de casos de {people} que {verb.es} difiere de la de {others} en "
        f"{apart}",
    )
    if bare is None:
        return claim(result, f"{said}.", gap, adjusted_for=in_words(facts.factors))
    rest, without = listed(list(in_words(facts.rest))), numbers.stated(bare)
    said += say(
        f"; alike in {rest} alone, by {without}.", f"; iguales solo en {rest}, en {without}."
    )
    return claim(result, said, gap, bare, adjusted_for=in_words(facts.factors))


def _of_all(result: Result) -> tuple[Claim, ...]:
    """One sentence for all cases, and for those of each value of the other keys."""
    found, seen = [], []
    for one in result.named("share_of_all_cases"):
        keys = {key: value for key, value in one.keys.items() if key != "end"}
        if keys in seen:
            continue
        seen.append(keys)
        own = [
            other
            for other in result.named("share_of_all_cases")
            if {key: value for key, value in other.keys.items() if key != "end"} == keys
        ]
        n = numbers.count(own[0].n)
        told = "; ".join(f"{numbers.stated(e)} {ENDS[str(e.keys['end'])].text}" for e in own)
        where = ", ".join(labels.key_value(key, value) for key, value in keys.items())
        said = say(
            f"{capital(where)}, of {n} cases: {told}." if where else f"Of {n} cases: {told}.",
            f"{capital(where)}, de {n} casos: {told}." if where else f"De {n} casos: {told}.",
        )
        found.append(claim(result, said, *own))
    return tuple(found)
