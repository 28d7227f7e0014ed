"""What sentences on compared groups share: whom they are of, their caveats and adjustments."""

import math
from typing import Any

from daylight.data.clustering import OFFICER as OFFICER_KEY
from daylight.data.facts.stops import AdjustedFor
from daylight.data.result import Estimate, Result
from daylight.report import labels
from daylight.report.claim import Claim
from daylight.report.grade import holds_no_difference
from daylight.report.labels import units
from daylight.report.language import Words, say
from daylight.report.notes import sentence
from daylight.report.wording.groups import listed, people, the_people
from daylight.report.wording.spanish import NounForms

STOPS = units.unit("stops")
SEARCHES = units.unit("searches")
CASES = units.unit("cases")

ENDS: dict[str, Words] = {
    "search": Words("were searched", "fueron registradas"),
    "frisk": Words("were patted down", "fueron cacheadas"),
    "citation": Words("were cited", "recibieron una citación"),
    "arrest": Words("were arrested", "fueron arrestadas"),
}
"""What a stop may end in, by the first word of its methods and quantities → what befell people."""

ENDS_NOW: dict[str, Words] = {
    "search": Words("are searched", "sean registradas"),
    "frisk": Words("are patted down", "sean cacheadas"),
    "citation": Words("are cited", "reciban una citación"),
    "arrest": Words("are arrested", "sean arrestadas"),
}
"""The same as what may befall them: the odds that people are searched."""

ENDS_THEN: dict[str, Words] = {
    "search": Words("were searched", "fueran registradas"),
    "frisk": Words("were patted down", "fueran cacheadas"),
    "citation": Words("were cited", "recibieran una citación"),
    "arrest": Words("were arrested", "fueran arrestadas"),
}
"""The same as what might have befallen them: the odds that people were searched."""


def caveats(result: Result) -> tuple[str, ...]:
    """The notes of a result, as they must stand beside its sentences."""
    return tuple(sentence(note) for note in result.notes)


def noted(result: Result, code: str) -> tuple[str, ...]:
    """The sentence of one note, where the result has it."""
    note = result.noted(code)
    return (sentence(note),) if note else ()


def claim(result: Result, said: str, *estimates: Estimate, **more: Any) -> Claim:
    """A sentence that rests on these estimates, with the notes of their result beside it."""
    within = officers_own(more.get("adjusted_for", ()), estimates[0].quantity.unit)
    return Claim(sentence=said, estimates=estimates, caveats=(*within, *caveats(result)), **more)


def keeps_ratio(headline: Estimate, other: Estimate) -> bool:
    """Whether another model's ratio says the same as a headline's.

    It must lie on the same side of one, more than half as far from it, and its own interval must
    leave out one: a model under which the difference could be nothing does not confirm it.
    """
    if min(headline.value, other.value) <= 0:
        return False
    own, theirs = math.log(headline.value), math.log(other.value)
    is_clear = holds_no_difference(other) is False
    return is_clear and own * theirs > 0 and abs(theirs) > abs(own) / 2


def group_of(estimate: Estimate) -> str:
    """The group that an estimate is of."""
    return str(estimate.keys["subject_race"])


def people_of(estimate: Estimate) -> str:
    """The people that an estimate is of."""
    return people(group_of(estimate))


def others_of(estimate: Estimate) -> str:
    """The people with whom an estimate compares them."""
    return people(estimate.compared_with or "")


def the_people_of(estimate: Estimate) -> str:
    """The people that an estimate is of, as those of whom something is said."""
    return the_people(group_of(estimate))


def the_others_of(estimate: Estimate) -> str:
    """The people with whom it compares them, as those of whom something is said."""
    return the_people(estimate.compared_with or "")


OFFICER = Words("officer", "agente")
"""The officer as a factor within which stops are compared."""


def adjusted_for(result: Result) -> tuple[str, ...]:
    """What the comparisons of a result are adjusted for, in words."""
    return in_words(result.facts_as(AdjustedFor).factors)


def in_words(names: tuple[str, ...]) -> tuple[str, ...]:
    """Key columns as factors in a sentence."""
    return tuple(OFFICER.text if name == OFFICER_KEY else labels.said(name) for name in names)


def alike(factors: tuple[str, ...], what: NounForms = STOPS) -> str:
    """What compared rows share: `stops alike in year`, or `stops by the same officer`."""
    rest = listed([factor for factor in factors if factor != OFFICER.text])
    same = []
    if OFFICER.text in factors:
        same.append(say("by the same officer", "del mismo agente"))
    if rest:
        same.append(say(f"alike in {rest}", f"iguales en {rest}"))
    shared = " ".join([what.many, listed(same)]).strip()
    return say(shared, f"las {shared}" if what.is_feminine else f"los {shared}")


def within_the_same(factors: tuple[str, ...]) -> str:
    """That only what shares the factors is compared: `within the same place and year`."""
    shared = listed(factors)
    return say(f"within the same {shared}", f"comparando dentro del mismo valor de {shared}")


def times_as_often(size: str, others: str) -> str:
    """A ratio of frequencies: `1.8 times as often as white people`."""
    return say(
        f"{size} times as often as {others}", f"con una frecuencia {size} veces la de {others}"
    )


def officers_own(factors: tuple[str, ...], unit: str) -> tuple[str, ...]:
    """How a comparison within officers differs from one over all."""
    if OFFICER.text not in factors:
        return ()
    rows = units.unit(unit)
    they = "las" if rows.is_feminine else "los"
    return (
        say(
            f"Each officer’s {rows.many} are compared with one another only: what differs between "
            f"officers, such as whose {rows.many} are mostly of one group, is left out here and is "
            f"part of the number over all {rows.many}. The two answer different questions.",
            f"Solo se comparan entre sí {rows.the_many} de cada agente: lo que distingue a unos "
            f"agentes de otros, como que {they} de algunos sean sobre todo de un grupo, queda "
            f"fuera aquí y forma parte del número sobre {rows.the_many} en conjunto. Los dos "
            "responden a preguntas distintas.",
        ),
    )
