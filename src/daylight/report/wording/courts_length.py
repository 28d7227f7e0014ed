"""Sentences on prison terms: crude, among like cases, both parts in one, and bounds."""

from daylight.data.facts.courts import GivenFacts
from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Check, Claim
from daylight.report.defence import CLEAR, DeclaredCheck
from daylight.report.language import Words, say
from daylight.report.wording.compared import claim, group_of, in_words, others_of, people_of
from daylight.report.wording.courts_given import like_cases

PLACES = ("district", "judge_id")

SELECTION = DeclaredCheck(
    code="selection-into-prison",
    what=Words(
        "bounds for whom a court sends to prison at all",
        "los límites según a quién envía a prisión un tribunal",
    ),
    asks=CLEAR,
    is_main=True,
)


def length(result: Result) -> tuple[Claim, ...]:
    """For each group its terms by every model; months with none; and what selection allows."""
    groups = dict.fromkeys(group_of(one) for one in result.named("sentence_length_ratio"))
    found = [_terms(result, group) for group in groups]
    found += [_one_part(result, group) for group in groups if _of(result, ONE_PART, group)]
    return tuple(found)


ONE_PART = "prison_months_difference_with_none"


def _of(result: Result, name: str, group: str) -> list[Estimate]:
    return [one for one in result.named(name) if group_of(one) == group]


def _terms(result: Result, group: str) -> Claim:
    facts = result.facts_as(GivenFacts)
    own = _of(result, "sentence_length_ratio", group)
    told = "; ".join(f"{_model(facts, place)}: {_percent(one)}" for place, one in enumerate(own))
    last = own[-1]
    people, others = people_of(last), others_of(last)
    said = say(
        f"Prison terms of {people} against those of {others}: {told}",
        f"Penas de prisión de {people} frente a las de {others}: {told}",
    )
    bounds = _of(result, "sentence_length_ratio_bounds_with_chance", group)
    if bounds:
        (bound,) = bounds
        ends = _ends(bound)
        said += say(
            f"; crude it lies within {ends} %, whichever people the more often imprisoned group "
            "has in prison beyond the other",
            f"; sin ajuste está dentro de {ends} %, sean quienes sean las personas que el grupo "
            "que más va a prisión tiene allí de más",
        )
    factors = in_words(facts.factors) if len(own) > 1 else ()
    checks = tuple(_check(bound) for bound in bounds)
    return claim(result, f"{said}.", last, *own[:-1], *bounds, adjusted_for=factors, checks=checks)


def _check(bound: Estimate) -> Check:
    return Check(code=SELECTION.code, words=SELECTION.words, held=not bound.low <= 1 <= bound.high)


def _model(facts: GivenFacts, place: int) -> str:
    factors = facts.models[place] if place < len(facts.models) else facts.factors
    if not factors:
        return say("crude", "sin ajuste")
    return like_cases(factors, facts.charged)


def _percent(one: Estimate) -> str:
    value = numbers.minus(numbers.marked(f"{100 * (one.value - 1):+.1f}")) + " %"
    level = f"{100 * one.level:.0f} %"
    ends = _ends(one)
    return say(f"{value} ({level} interval {ends})", f"{value} (intervalo del {level}: {ends})")


def _ends(one: Estimate) -> str:
    low, high = (
        numbers.minus(numbers.marked(f"{100 * (end - 1):+.1f}")) for end in (one.low, one.high)
    )
    return say(f"{low} to {high}", f"{low} a {high}")


def _one_part(result: Result, group: str) -> Claim:
    facts = result.facts_as(GivenFacts)
    own = _of(result, ONE_PART, group)
    shares = {group_of(one): one for one in result.named("imprisoned_share_beside_length")}
    last = own[-1]
    mine, theirs = shares[group], shares[last.compared_with or ""]
    told = "; ".join(f"{_model(facts, place)}: {_months(one)}" for place, one in enumerate(own))
    share, share0 = numbers.percent(mine.value), numbers.percent(theirs.value)
    people, others = people_of(last), others_of(last)
    said = say(
        f"Both parts in one: {share} of {people} and {share0} of {others} were sent to prison; "
        f"with no prison counted as no month, months differ by {told}.",
        f"Las dos partes en una: el {share} de los casos de {people} y el {share0} de los de "
        f"{others} acabaron en prisión; si no ir a prisión cuenta como ningún mes, los meses "
        f"difieren en {told}.",
    )
    factors = in_words(facts.factors) if len(own) > 1 else ()
    return claim(result, said, last, *own[:-1], mine, theirs, adjusted_for=factors)


def _months(one: Estimate) -> str:
    value = numbers.minus(numbers.marked(f"{one.value:+.1f}"))
    low, high = (numbers.minus(numbers.marked(f"{end:+.1f}")) for end in (one.low, one.high))
    level = f"{100 * one.level:.0f} %"
    return say(
        f"{value} ({level} interval {low} to {high})",
        f"{value} (intervalo del {level}: {low} a {high})",
    )
