"""Sentences on whom a bill's rule would reach."""

from daylight.data.facts.courts import RulesFacts
from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import say
from daylight.report.wording.compared import claim, in_words
from daylight.report.wording.groups import listed, people


def reach(result: Result) -> tuple[Claim, ...]:
    """One sentence for each rule, over all cases and group by group."""
    facts = result.facts_as(RulesFacts)
    return tuple(_rule(result, facts, place) for place in range(len(facts.ids)))


def _of(result: Result, name: str, rule: str) -> list[Estimate]:
    return [one for one in result.named(name) if one.keys["rule"] == rule]


def _rule(result: Result, facts: RulesFacts, place: int) -> Claim:
    rule, section = facts.ids[place], facts.sections[place]
    whole, *groups = _of(result, "reached_share", rule)
    cases = _of(result, "reached_cases", rule)[0]
    n, ends = numbers.count(cases.n), _between(cases)
    shares = _between(whole)
    title = say(facts.title, facts.title_es)
    does = say(facts.says[place], facts.says_es[place])
    said = say(
        f"{title}, section {section}: {does}. Of {n} cases it would reach {ends} ({shares})",
        f"{title}, sección {section}: {does}. De {n} casos alcanzaría {ends} ({shares})",
    )
    if groups:
        told = "; ".join(
            f"{people(str(one.keys['subject_race']))}, {_between(one)}" for one in groups
        )
        said += f"; {told}"
    said += "."
    unseen = listed(list(in_words(facts.unseen[place])))
    if unseen:
        said += say(
            f" The cases do not hold {unseen}: whoever meets the rest may or may not be reached.",
            f" Los casos no contienen {unseen}: quien cumple lo demás puede quedar dentro o no.",
        )
    chance = [
        *_of(result, "reached_share_at_least", rule),
        *_of(result, "reached_share_at_most", rule),
    ]
    return claim(result, said, whole, cases, *groups, *chance)


def _between(one: Estimate) -> str:
    low, high = (numbers.scaled(end, one.scale) for end in (one.low, one.high))
    if low == high:
        return low
    return say(f"between {low} and {high}", f"entre {low} y {high}")
