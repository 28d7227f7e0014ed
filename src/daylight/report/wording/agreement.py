"""Sentences on whether tests agree and how far answers depend on choices."""

from dataclasses import replace
from typing import NamedTuple

from daylight.data.facts.searches import AgreementFacts, Points
from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.wording.compared import caveats, group_of
from daylight.report.wording.groups import listed, people


class PointWords(NamedTuple):
    """Where a test points: in a sentence, in a picture, and as a sign."""

    phrase: str
    short: str
    sign: str


DIRECTIONS = {
    Points.MORE: PointWords("pointing to more police action", "more police action", "▲"),
    Points.LESS: PointWords("pointing to less", "less police action", "▼"),
    Points.EITHER: PointWords("not enough evidence either way", "not enough evidence", "○"),
    Points.DEPENDS: PointWords(
        "depending on the model or on how it is asked, and so not counted",
        "depends on the model",
        "?",
    ),
}


def points_of(result: Result, evidence: Estimate) -> Points:
    """Where the test behind a row of evidence points."""
    tests = result.facts_as(AgreementFacts).points[group_of(evidence)]
    return Points(tests[str(evidence.keys["test"])])


def agreement(result: Result) -> tuple[Claim, ...]:
    """One sentence per group: which facts point where, and how many tests each of them had."""
    claims = []
    for more in result.named("facts_pointing_to_more"):
        rows = [e for e in result.named("evidence") if group_of(e) == group_of(more)]
        ways = result.facts_as(AgreementFacts).facts[group_of(more)]
        parts = []
        for points, direction in DIRECTIONS.items():
            facts = [_fact(fact, rows) for fact, way in ways.items() if Points(way) is points]
            if facts:
                parts.append(f"{direction.phrase}: {listed(facts)}")
        sentence = (
            f"For {people(group_of(more))}, compared with {people(rows[0].compared_with or '')}, "
            f"after correcting for the number of facts — {'; '.join(parts)}."
        )
        claims.append(Claim(sentence=sentence, estimates=(more, *rows), caveats=caveats(result)))
    return tuple(claims)


def _fact(fact: str, rows: list[Estimate]) -> str:
    """A fact with the tests that were made of it."""
    tests = [f"“{e.keys['test']}”" for e in rows if e.keys["fact"] == fact]
    if len(tests) == 1:
        return f"{fact}, by {tests[0]}"
    return f"{fact}, asked in {len(tests)} ways ({listed(tests)})"


def multiverse(result: Result) -> tuple[Claim, ...]:
    """One sentence per question and group: the range of answers."""
    claims = []
    for middle in result.named("median_choice"):
        side = result.beside(middle, "share_of_choices_on_the_same_side")
        clear = result.beside(middle, "share_of_choices_clear_of_no_difference")
        as_odds = ", as odds," if middle.variant else ""
        sentence = (
            f"Whether {people(group_of(middle))} are {middle.keys['question']} was asked{as_odds} "
            f"in {middle.n} ways: answers run from {_at(middle, middle.low)} to "
            f"{_at(middle, middle.high)}, the middle one is {numbers.value(middle)}; "
            f"{numbers.percent(side.value, 0)} lie {_side(middle)} no difference and the intervals "
            f"of {numbers.percent(clear.value, 0)} lie wholly there."
        )
        claims.append(
            Claim(sentence=sentence, estimates=(middle, side, clear), caveats=caveats(result))
        )
    return tuple(claims)


def _side(middle: Estimate) -> str:
    """Which side of no difference the middle answer lies on."""
    centre = middle.scale.no_difference or 0.0
    return "above" if middle.value > centre else "below"


def _at(middle: Estimate, value: float) -> str:
    return numbers.value(replace(middle, value=value, low=value, high=value))
