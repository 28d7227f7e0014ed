"""Sentences on whether tests agree and how far answers depend on choices."""

from dataclasses import replace
from typing import NamedTuple

from daylight.data.facts.searches import AgreementFacts, Points
from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.labels import tests_and_facts
from daylight.report.language import Words, say
from daylight.report.wording.compared import caveats, group_of
from daylight.report.wording.groups import listed, quoted, the_people


class PointWords(NamedTuple):
    """Where a test points: in a sentence, in a picture, and as a sign."""

    phrase: Words
    short: Words
    sign: str


DIRECTIONS = {
    Points.MORE: PointWords(
        Words("pointing to more police action", "apuntan a más acción policial"),
        Words("more police action", "más acción policial"),
        "▲",
    ),
    Points.LESS: PointWords(
        Words("pointing to less", "apuntan a menos"),
        Words("less police action", "menos acción policial"),
        "▼",
    ),
    Points.EITHER: PointWords(
        Words("not enough evidence either way", "no se puede saber en un sentido ni en otro"),
        Words("not enough evidence", "no se puede saber"),
        "○",
    ),
    Points.DEPENDS: PointWords(
        Words(
            "depending on the model or on how it is asked, and so not counted",
            "dependen del modelo o de cómo se pregunta, y por eso no se cuentan",
        ),
        Words("depends on the model", "depende del modelo"),
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
                parts.append(f"{direction.phrase.text}: {listed(facts)}")
        own, others = the_people(group_of(more)), the_people(rows[0].compared_with or "")
        told = "; ".join(parts)
        sentence = say(
            f"For {own}, compared with {others}, after correcting for the number of facts — "
            f"{told}.",
            f"Para {own}, en comparación con {others}, tras corregir por el número de hechos — "
            f"{told}.",
        )
        claims.append(Claim(sentence=sentence, estimates=(more, *rows), caveats=caveats(result)))
    return tuple(claims)


def _fact(fact: str, rows: list[Estimate]) -> str:
    """A fact with the tests that were made of it."""
    tests = [
        quoted(tests_and_facts.said(str(e.keys["test"]))) for e in rows if e.keys["fact"] == fact
    ]
    named = tests_and_facts.said(fact)
    if len(tests) == 1:
        return say(f"{named}, by {tests[0]}", f"{named}, según {tests[0]}")
    ways = listed(tests)
    return say(
        f"{named}, asked in {len(tests)} ways ({ways})",
        f"{named}, que se preguntó de {len(tests)} maneras ({ways})",
    )


def multiverse(result: Result) -> tuple[Claim, ...]:
    """One sentence per question and group: the range of answers."""
    claims = []
    for middle in result.named("median_choice"):
        side = result.beside(middle, "share_of_choices_on_the_same_side")
        clear = result.beside(middle, "share_of_choices_clear_of_no_difference")
        as_odds = say(", as odds,", ", como momios,") if middle.variant else ""
        own = the_people(group_of(middle))
        asked = tests_and_facts.said(str(middle.keys["question"]))
        low, high = _at(middle, middle.low), _at(middle, middle.high)
        same, wholly = numbers.percent(side.value, 0), numbers.percent(clear.value, 0)
        sentence = say(
            f"Whether {own} are {asked} was asked{as_odds} in {middle.n} ways: answers run from "
            f"{low} to {high}, the middle one is {numbers.value(middle)}; {same} lie "
            f"{_side(middle)} no difference and the intervals of {wholly} lie wholly there.",
            f"Se preguntó{as_odds} de {middle.n} maneras si {own} son {asked}: las respuestas van "
            f"de {low} a {high} y la central es {numbers.value(middle)}; el {same} queda "
            f"{_side(middle)} de la ausencia de diferencia y los intervalos del {wholly} quedan "
            "enteros de ese lado.",
        )
        claims.append(
            Claim(sentence=sentence, estimates=(middle, side, clear), caveats=caveats(result))
        )
    return tuple(claims)


def _side(middle: Estimate) -> str:
    """Which side of no difference the middle answer lies on."""
    centre = middle.scale.no_difference or 0.0
    is_above = middle.value > centre
    return say("above", "por encima") if is_above else say("below", "por debajo")


def _at(middle: Estimate, value: float) -> str:
    return numbers.value(replace(middle, value=value, low=value, high=value))
