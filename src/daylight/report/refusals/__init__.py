"""Refusals → words. A method leaves a code and its facts; what a reader is told stands here."""

from daylight.data.result import Refusal
from daylight.errors import DaylightError
from daylight.report.refusals import (
    courts,
    effects,
    force,
    monitoring,
    officers,
    published,
    searches,
    shared,
    stops,
    trust,
)
from daylight.report.refusals.words import Facts, RefusalWords, WhyNot

REFUSALS: dict[str, RefusalWords] = {
    **shared.REFUSALS,
    **stops.REFUSALS,
    **searches.REFUSALS,
    **force.REFUSALS,
    **officers.REFUSALS,
    **effects.REFUSALS,
    **trust.REFUSALS,
    **monitoring.REFUSALS,
    **courts.REFUSALS,
    **published.REFUSALS,
}
"""Code → its words. One code means one thing, whichever method refuses with it."""


def why_not(refusal: Refusal) -> WhyNot:
    """What a reader is told of a refusal; DaylightError where no words are known for its code."""
    return _said(refusal.code, refusal.facts)


def why_not_of(note: Facts) -> str:
    """Why there was no answer, of a note that carries a refusal among its facts."""
    return _said(note["refusal"], note).why


def _said(code: str, facts: Facts) -> WhyNot:
    if code not in REFUSALS:
        raise DaylightError(f"no words for a refusal {code!r}: add them to report/refusals/")
    return REFUSALS[code](facts)
