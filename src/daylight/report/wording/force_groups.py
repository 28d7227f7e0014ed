"""Whom an estimate of force is of: a group, a place, a level, whatever key it was counted by."""

from daylight.data.result import Estimate
from daylight.report import labels
from daylight.report.language import say
from daylight.report.wording.groups import people

NOT_WHOM = frozenset(
    {"force_kind", "above_level", "rho", "from_period", "to_period", "year", "benchmark"}
)
"""Keys that say of what, or when, and not of whom."""

LEVELS = frozenset({"severity_three", "severity_four"})


def whom(estimate: Estimate) -> str:
    """The people an estimate is of; `people` where it is of everybody."""
    for key, value in estimate.keys.items():
        if key not in NOT_WHOM:
            return named(key, str(value))
    return say("people", "personas")


def whom_is_everybody(estimate: Estimate) -> bool:
    """Whether an estimate is of no group, place or level alone."""
    return NOT_WHOM.issuperset(estimate.keys)


def against(estimate: Estimate) -> str:
    """The people it compares them with, who are told apart by the same key."""
    for key in estimate.keys:
        if key not in NOT_WHOM:
            return named(key, estimate.compared_with or "")
    return estimate.compared_with or ""


def named(key: str, value: str) -> str:
    """The people for whom a key has a value."""
    if key in labels.GROUPS:
        return people(value)
    if key in LEVELS:
        return say(f"people at level {value}", f"personas en el nivel {value}")
    return say(f"people in {labels.said(key)} {value}", f"personas ({labels.said(key)}: {value})")
