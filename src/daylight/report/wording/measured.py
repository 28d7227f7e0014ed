"""Sentences about a number written down of each stop: how long it lasted, how many citations."""

from collections.abc import Callable

from daylight.data.result import Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.wording.compared import (
    adjusted_for,
    alike,
    claim,
    others_of,
    people_of,
    the_others_of,
    the_people_of,
)
from daylight.report.wording.spanish import NounForms, noun
from daylight.report.wording.stops import pair

NUMBERS: dict[str, NounForms] = {
    "minutes": noun(("minute", "minuto"), ("minutes", "minutos")),
    "citations": noun(("citation", "citación"), ("citations", "citaciones"), is_feminine=True),
}
"""What is written down of each stop, by the word its quantities are named after."""

STOPS_WITH: dict[str, Words] = {
    "minutes": Words("The average stop lasted", "La parada media duró"),
    "citations": Words(
        "The average stop with a citation had", "La parada media con alguna citación tuvo"
    ),
}
"""How a sentence on their averages begins."""


def measured(name: str) -> Callable[[Result], tuple[Claim, ...]]:
    """Means of a recorded number, crude and within strata."""

    def worded(result: Result) -> tuple[Claim, ...]:
        claims = []
        what, average = NUMBERS[name].many, STOPS_WITH[name].text
        for gap in result.named(f"mean_{name}_difference"):
            one, base = pair(result, f"mean_{name}", gap)
            own, other, apart = numbers.value(one), numbers.value(base), numbers.stated(gap)
            sentence = say(
                f"{average} {own} {what} for {people_of(one)} and {other} for {people_of(base)}: a "
                f"difference of {apart} {what}.",
                f"{average} {own} {what} para {the_people_of(one)} y {other} para "
                f"{the_people_of(base)}: una diferencia de {apart} {what}.",
            )
            claims.append(claim(result, sentence, gap, one, base))
        factors = adjusted_for(result)
        for gap in result.named(f"mean_{name}_difference_adjusted"):
            like, apart = alike(factors), numbers.stated(gap)
            sentence = say(
                f"Among {like}, the average number of {what} for {people_of(gap)} differed from "
                f"that for {others_of(gap)} by {apart}.",
                f"Entre {like}, el número medio de {what} para {the_people_of(gap)} difirió del de "
                f"{the_others_of(gap)} en {apart}.",
            )
            claims.append(claim(result, sentence, gap, adjusted_for=factors))
        return tuple(claims)

    return worded
