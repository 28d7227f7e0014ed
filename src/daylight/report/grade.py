"""The grade that a claim has earned, and what keeps it from the next."""

import math
from dataclasses import dataclass
from enum import StrEnum

from daylight.data.comparison import Corrected
from daylight.data.estimate import Basis, BasisKind, Estimate
from daylight.report.claim import Check, Claim
from daylight.report.defence import DeclaredCheck, Defence

EXPLORATORY_GRADE = 2
"""The highest grade of a question that was not declared primary before the study was run."""


FEW_CLUSTERS = 20
"""With fewer clusters an interval rests on too few officers or days for more than grade 2."""

UNLIKE_OFFICERS = 6.0
"""How many times as wide as for independent rows an interval must be able to be and still leave out
no difference, where it is not recorded whose rows they are. On Nashville's traffic stops of
2001–2007, errors that allow for officers are 5.6 times those of independent stops for the
difference of search rates, 6.0 times for the ratio."""

ROWS_EACH = 811.0
"""The stops of an officer there, 1.26 million of 1,554 officers. What officers add to the variance
of independent rows grows with the rows that each has: in simulated departments with officers who
differ as much, by .036 of it for every row each, and there by (6² − 1) / 811 = .043."""


class Stop(StrEnum):
    """What keeps a claim at its grade."""

    NOTHING_COMPARED = "nothing is compared"
    NOT_TESTED = "compared without a test"
    CHANCE = "may be chance"
    TOGETHER = "which rows go together is not recorded"
    CORRECTION = "clear alone, not after correction"
    DISAGREEMENT = "the test and the interval do not agree"
    FEW_CLUSTERS = "few officers or days"
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
        if has_few_clusters(self.claim.headline):
            return Stop.FEW_CLUSTERS
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
        holds, holds_corrected = holds_no_difference(headline), self.holds_corrected
        if self.corrected.p_adjusted < self.alpha:
            if holds or holds_corrected:
                return Stop.DISAGREEMENT
            return None if withstands_clusters(headline) else Stop.TOGETHER
        if holds_corrected is False:
            return Stop.DISAGREEMENT
        if self.corrected.p_value < self.alpha:
            return Stop.CHANCE if holds else Stop.CORRECTION
        return Stop.DISAGREEMENT if holds is False else Stop.CHANCE

    @property
    def holds_corrected(self) -> bool | None:
        """Whether the interval at the corrected level holds no difference; None without one."""
        same = self.claim.headline.scale.no_difference
        interval = self.corrected.interval if self.corrected else None
        if same is None or interval is None:
            return None
        return interval.low <= same <= interval.high

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
    Stop.TOGETHER: 1,
    Stop.CORRECTION: 1,
    Stop.DISAGREEMENT: 1,
    Stop.NOT_ADJUSTED: 2,
    Stop.FEW_CLUSTERS: 2,
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


def room(estimate: Estimate) -> float | None:
    """How many times as wide its interval must be to hold no difference; None where it has none.

    Below one it holds it already.
    """
    same = estimate.scale.no_difference
    if same is None or not all(map(math.isfinite, (estimate.low, estimate.high))):
        return None
    points = (estimate.value, estimate.low, estimate.high)
    if estimate.scale.is_ratio:
        if min(points) <= 0:
            return None
        value, low, high = (math.log(point) for point in points)
        same = 0.0
    else:
        value, low, high = points
    half = value - low if value > same else high - value
    return abs(value - same) / half if half > 0 else None


def withstands_clusters(estimate: Estimate) -> bool:
    """Whether the finding would stand if rows went together as much as those of officers do."""
    if estimate.basis.lacks is None:
        return True
    found = room(estimate)
    return found is not None and found >= unlike_officers(estimate.basis)


def unlike_officers(basis: Basis) -> float:
    """How many times as wide an interval would be if officers differed as Nashville's did.

    Independent rows have variance 1, what the interval allows for already adds factor² − 1, and
    officers add 6² − 1 where each has as many rows as there, in proportion where a study says how
    many they are: variances of clusterings by two keys add up (Cameron, Gelbach & Miller 2011),
    less what both share, which is left in.
    """
    factor = max(1.0, basis.factor or 1.0)
    added = (UNLIKE_OFFICERS**2 - 1.0) * (basis.each or ROWS_EACH) / ROWS_EACH
    return math.sqrt(factor**2 + added) / factor


def has_few_clusters(estimate: Estimate) -> bool:
    """Whether its interval rests on fewer than twenty officers, days or places."""
    clusters = estimate.basis.clusters
    is_clustered = estimate.basis.kind is BasisKind.CLUSTERED
    return is_clustered and clusters is not None and clusters < FEW_CLUSTERS
