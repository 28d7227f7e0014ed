"""Method name → the function that words its results; a method without one is a test failure."""

from collections.abc import Callable

from daylight.data.result import Result
from daylight.report.claim import Claim
from daylight.report.wording import (
    agreement,
    effects,
    force,
    officers,
    searches,
    stops,
    threshold,
    trust,
)

SENTENCES: dict[str, Callable[[Result], tuple[Claim, ...]]] = {
    "callaway-santanna": effects.staggered,
    "event-study": effects.event_study,
    "interrupted-time-series": effects.interrupted,
    "placebo": effects.placebo,
    "roth-santanna": effects.random_order,
    "synthetic-control": effects.synthetic_control,
    "synthetic-did": effects.weighted,
    "two-way-fixed-effects": effects.regression,
    **officers.SENTENCES,
    "survey-change": trust.change,
    "survey-gap": trust.gap,
    "survey-level": trust.level,
    **stops.SENTENCES,
    **force.SENTENCES,
    **searches.SENTENCES,
    **agreement.SENTENCES,
    **threshold.SENTENCES,
}
