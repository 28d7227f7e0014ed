"""Method name → the function that words its results; a method without one is a test failure."""

from collections.abc import Callable

from daylight.report.claim import Claim
from daylight.report.wording import effects, force, officers, searches, stops, trust
from daylight.result import Result

SENTENCES: dict[str, Callable[[Result], tuple[Claim, ...]]] = {
    "callaway-santanna": effects.staggered,
    "concentration": officers.concentration,
    "persistence": officers.persistence,
    "survey-level": trust.level,
    **stops.SENTENCES,
    **force.SENTENCES,
    **searches.SENTENCES,
}
