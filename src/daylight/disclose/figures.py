"""An estimate as a public page may print it: fewer digits, rounded counts, no small blanks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from daylight.data.comparison import Corrected
from daylight.data.estimate import Basis, Estimate
from daylight.data.quantity import Scale
from daylight.data.result import Result
from daylight.disclose.outcomes import SHARES, share_places, where_of
from daylight.disclose.rounding import (
    CHANCE_DIGITS,
    SIGNIFICANT,
    decimals,
    is_small,
    rounded,
    significant,
    told_apart,
)

COARSEST = -9
"""Decimals of a rate at least: to the next thousand million."""


@dataclass(frozen=True, slots=True)
class Coarsening:
    """How one result's estimates are printed in public.

    Parameters
    ----------
    result
        The result with exact numbers.
    minimum
        The smallest count other than zero that may be published.
    hides_missing
        Whether its missing shares are withheld.
    """

    result: Result
    minimum: int
    hides_missing: bool = False

    def public(self, one: Estimate) -> Estimate:
        """The estimate as it is printed."""
        value, low, high = self.numbers(one, (one.value, one.low, one.high))
        return replace(
            one,
            value=value,
            low=min(low, value) if low == low else low,
            high=max(high, value) if high == high else high,
            n=rounded(one.n, self.minimum),
            missing_share=self._missing(one),
            p_value=None if one.p_value is None else significant(one.p_value, CHANCE_DIGITS),
            basis=coarse_basis(one.basis, self.minimum),
        )

    def numbers(self, one: Estimate, numbers: Sequence[float]) -> tuple[float, ...]:
        """A value and ends of intervals of an estimate, with the digits that it may have."""
        if one.scale is Scale.COUNT:
            return tuple(self._counted(number) for number in numbers)
        places = self._places(one)
        same = one.scale.no_difference
        if places is None:
            return tuple(told_apart(number, same) for number in numbers)
        found = (round(number, places) if math.isfinite(number) else number for number in numbers)
        return tuple(
            told_apart(exact, same, 1) if coarse == same != exact else coarse
            for coarse, exact in zip(found, numbers, strict=True)
        )

    def _counted(self, number: float) -> float:
        return float(rounded(math.floor(number), self.minimum)) if math.isfinite(number) else number

    def _places(self, one: Estimate) -> int | None:
        """Decimals; None where three significant digits are no risk."""
        numbers = (one.value,)
        match one.scale:
            case Scale.PROPORTION | Scale.PROBABILITY:
                return share_places(one, self.minimum) or 1
            case Scale.RATE if one.value > 0:
                found = decimals(numbers, one.n / one.value, 0, COARSEST)
                return found if found is not None else COARSEST
            case Scale.DIFFERENCE:
                return min((d for d, _ in self._shares(one)), default=None)
            case Scale.RATIO:
                return self._ratio_places(one)
        return None

    def _ratio_places(self, one: Estimate) -> int | None:
        """A ratio of two shares tells one of them from the other, to as many digits."""
        shares = self._shares(one)
        if len(shares) < 2 or not shares[-1][1] > 0:
            return None
        fine = min(places for places, _ in shares)
        return max(1, math.floor(fine + math.log10(shares[-1][1])))

    def _shares(self, one: Estimate) -> list[tuple[int, float]]:
        """Decimals and value of the shares of the two groups that are compared, the other last."""
        own = where_of(one)
        others = [
            tuple(sorted((k, one.compared_with if k == key else v) for k, v in own))
            for key, _ in own
        ]
        found = []
        for place in (own, *others):
            here = [
                (share_places(e, self.minimum) or 1, e.value)
                for e in self.result.estimates
                if e.scale in SHARES and e.compared_with is None and where_of(e) == place
            ]
            found += [min(here)] if here else []
        return found

    def _missing(self, one: Estimate) -> float | None:
        """The missing share; None where it is of few, or might be read as one of few."""
        share = one.missing_share
        if share is None or self.hides_missing or not math.isfinite(share):
            return None
        blank = share / (1 - share) * one.n if share < 1 else 0.0
        if 0 < blank < self.minimum:
            return None
        return significant(share, CHANCE_DIGITS)


def coarse_basis(basis: Basis, minimum: int) -> Basis:
    """What an interval allows for, without counts of few officers or days."""
    few = basis.clusters is not None and is_small(basis.clusters, minimum)
    hides = few or basis.clusters is None
    return replace(
        basis,
        clusters=None if hides or basis.clusters is None else rounded(basis.clusters, minimum),
        effective=None if hides or basis.effective is None else significant(basis.effective, 2),
        factor=None if basis.factor is None else significant(basis.factor, 2),
        largest=None if hides or basis.largest is None else significant(basis.largest, 1),
        df=None if hides or basis.df is None else significant(basis.df, 2),
    )


def coarse_correction(found: Corrected, one: Estimate, how: Coarsening) -> Corrected:
    """A corrected p-value and interval with the digits of the estimate they belong to."""
    interval = found.interval
    if interval is not None:
        low, high = how.numbers(one, (interval.low, interval.high))
        interval = interval._replace(
            level=significant(interval.level, SIGNIFICANT + 1), low=low, high=high
        )
    return replace(
        found,
        p_value=significant(found.p_value, CHANCE_DIGITS),
        p_adjusted=significant(found.p_adjusted, CHANCE_DIGITS),
        interval=interval,
    )
