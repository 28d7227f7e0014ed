"""What sentences on compared groups share: whom they are of, their caveats and adjustments."""

import math
from typing import Any

from daylight.data.clustering import OFFICER as OFFICER_KEY
from daylight.data.facts.stops import AdjustedFor
from daylight.data.result import Estimate, Result
from daylight.report import labels
from daylight.report.claim import Claim
from daylight.report.grade import holds_no_difference
from daylight.report.notes import sentence
from daylight.report.wording.groups import listed, people

ENDS = {
    "search": "were searched",
    "frisk": "were patted down",
    "citation": "were cited",
    "arrest": "were arrested",
}
"""What a stop may end in, by the first word of its methods and quantities → its verb."""


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


OFFICER = "officer"
"""The officer as a factor within which stops are compared."""


def adjusted_for(result: Result) -> tuple[str, ...]:
    """What the comparisons of a result are adjusted for, in words."""
    return in_words(result.facts_as(AdjustedFor).factors)


def in_words(names: tuple[str, ...]) -> tuple[str, ...]:
    """Key columns as factors in a sentence."""
    return tuple(OFFICER if name == OFFICER_KEY else labels.said(name) for name in names)


def alike(factors: tuple[str, ...]) -> str:
    """What compared rows share: `alike in year`, or `by the same officer and alike in year`."""
    rest = [factor for factor in factors if factor != OFFICER]
    same = ["by the same officer"] if OFFICER in factors else []
    return " and ".join([*same, *([f"alike in {listed(rest)}"] if rest else [])])


def officers_own(factors: tuple[str, ...], unit: str) -> tuple[str, ...]:
    """How a comparison within officers differs from one over all."""
    if OFFICER not in factors:
        return ()
    return (
        f"Each officer’s {unit} are compared with one another only: what differs between "
        f"officers, such as whose {unit} are mostly of one group, is left out here and is part of "
        f"the number over all {unit}. The two answer different questions.",
    )
