"""Single officers never leave the agency: what may is a list, and what is not on it stays."""

from dataclasses import replace

from daylight.data.estimate import Estimate
from daylight.data.result import Outcome, Refusal

OFFICER_KEYS = frozenset({"officer", "officer_id"})
"""Keys that tell single officers apart, whatever a quantity says it is about."""


def may_leave(estimate: Estimate) -> bool:
    """Whether an estimate is of something that a public page may show at all.

    An estimate with an officer among its keys is of that officer, whatever its quantity declares.
    """
    return estimate.quantity.about.may_leave_the_agency and not (
        OFFICER_KEYS & estimate.keys.keys()
    )


def without_officers(outcome: Outcome) -> Outcome:
    """The outcome without estimates of single officers."""
    if isinstance(outcome, Refusal):
        return outcome
    return replace(outcome, estimates=tuple(e for e in outcome.estimates if may_leave(e)))
