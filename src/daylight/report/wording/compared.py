"""What sentences on compared groups share: whom they are of, their caveats and adjustments."""

from typing import Any

from daylight.data.facts.stops import AdjustedFor
from daylight.data.result import Estimate, Result
from daylight.report import labels
from daylight.report.claim import Claim
from daylight.report.notes import sentence
from daylight.report.wording.groups import people

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


def claim(result: Result, said: str, *estimates: Estimate, **more: tuple[Any, ...]) -> Claim:
    """A sentence that rests on these estimates, with the notes of their result beside it."""
    return Claim(sentence=said, estimates=estimates, caveats=caveats(result), **more)


def group_of(estimate: Estimate) -> str:
    """The group that an estimate is of."""
    return str(estimate.keys["subject_race"])


def people_of(estimate: Estimate) -> str:
    """The people that an estimate is of."""
    return people(group_of(estimate))


def others_of(estimate: Estimate) -> str:
    """The people with whom an estimate compares them."""
    return people(estimate.compared_with or "")


def adjusted_for(result: Result) -> tuple[str, ...]:
    """What the comparisons of a result are adjusted for, in words."""
    return tuple(labels.words(name) for name in result.facts_as(AdjustedFor).factors)
