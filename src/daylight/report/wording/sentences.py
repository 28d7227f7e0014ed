"""Method name → the function that words its results; a method without one is a test failure."""

from collections.abc import Callable

from daylight.report.claim import Claim
from daylight.report.wording import effects, trust
from daylight.result import Result

SENTENCES: dict[str, Callable[[Result], tuple[Claim, ...]]] = {
    "callaway-santanna": effects.staggered,
    "survey-level": trust.level,
}
