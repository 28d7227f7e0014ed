"""The grade that a claim has earned, and what keeps it from the next."""

from dataclasses import dataclass
from enum import StrEnum

from daylight.data.comparison import Corrected
from daylight.data.estimate import Estimate
from daylight.report.claim import Check, Claim
from daylight.report.defence import DeclaredCheck, Defence

EXPLORATORY_GRADE = 2
"""The highest grade of a question that was not declared primary before the study was run."""


class Stop(StrEnum):
    """What keeps a claim at its grade."""

    NOTHING_COMPARED = "nothing is compared"
    NOT_TESTED = "compared without a test"
    CHANCE = "may be chance"
    CORRECTION = "clear alone, not after correction"
    DISAGREEMENT = "the test and the interval do not agree"
    NOT_ADJUSTED = "not adjusted"
    NOT_PRIMARY = "not a primary question"
    NOT_TRIED = "a declared check was not tried"
    FAILED = "a check of the main threat failed"
    NONE = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A claim with what decides its grade.

    Parameters
    ----------
    corrected
        Its p-value in its family; None where the headline has none.
    alpha
        The corrected p-value below which a difference is called larger than chance explains.
    defence
        The method's main threat and declared checks.
    """

    claim: Claim
    corrected: Corrected | None = None
    alpha: float = 0.05
    defence: Defence | None = None

    @property
    def grade(self) -> int:
        """1 to 4; each needs the one before."""
        return _GRADES[self.stop]

    @property
    def stop(self) -> Stop:
        """What keeps it from the next grade."""
        if by_chance := self._by_chance():
            return by_chance
        if not self.claim.adjusted_for:
            return Stop.NOT_ADJUSTED
        if self.corrected is None or not self.corrected.is_primary:
            return Stop.NOT_PRIMARY
        if self.untried or not any(check.is_main for check in self._declared):
            return Stop.NOT_TRIED
        mains = {check.code for check in self._declared if check.is_main}
        return Stop.FAILED if any(check.code in mains for check in self.failed) else Stop.NONE

    def _by_chance(self) -> Stop | None:
        headline = self.claim.headline
        if self.corrected is None:
            return Stop.NOT_TESTED if headline.compared_with else Stop.NOTHING_COMPARED
        holds = holds_no_difference(headline)
        if self.corrected.p_adjusted < self.alpha:
            return Stop.DISAGREEMENT if holds else None
        if self.corrected.p_value < self.alpha:
            return Stop.CHANCE if holds else Stop.CORRECTION
        return Stop.DISAGREEMENT if holds is False else Stop.CHANCE

    @property
    def _declared(self) -> tuple[DeclaredCheck, ...]:
        return self.defence.checks if self.defence else ()

    @property
    def untried(self) -> tuple[DeclaredCheck, ...]:
        """Declared checks that were not tried on it."""
        tried = {check.code for check in self.claim.checks}
        return tuple(check for check in self._declared if check.code not in tried)

    @property
    def failed(self) -> tuple[Check, ...]:
        """Checks that were tried and did not hold."""
        return tuple(check for check in self.claim.checks if not check.held)

    @property
    def survived(self) -> tuple[Check, ...]:
        """Checks that were tried and held."""
        return tuple(check for check in self.claim.checks if check.held)


_GRADES = {
    Stop.NOTHING_COMPARED: 1,
    Stop.NOT_TESTED: 1,
    Stop.CHANCE: 1,
    Stop.CORRECTION: 1,
    Stop.DISAGREEMENT: 1,
    Stop.NOT_ADJUSTED: 2,
    Stop.NOT_PRIMARY: EXPLORATORY_GRADE,
    Stop.NOT_TRIED: 3,
    Stop.FAILED: 3,
    Stop.NONE: 4,
}


def holds_no_difference(estimate: Estimate) -> bool | None:
    """Whether an interval holds no difference; None where there is no interval or no such value."""
    same = estimate.scale.no_difference
    if same is None or estimate.low != estimate.low or estimate.high != estimate.high:
        return None
    return estimate.low <= same <= estimate.high
