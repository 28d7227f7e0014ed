"""Method name → the function that words its results; a method without one is a test failure."""

from collections.abc import Callable

from daylight.report.claim import Claim
from daylight.report.wording import officers
from daylight.result import Result

SENTENCES: dict[str, Callable[[Result], tuple[Claim, ...]]] = {
    "concentration": officers.concentration,
    "persistence": officers.persistence,
}
