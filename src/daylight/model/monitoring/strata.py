"""Weighted sums of shares from a stratified sample, with intervals that bear few cases and none."""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from daylight.model.arrays import Array
from daylight.model.intervals import Interval, clopper_pearson, normal_quantile

FARTHEST = 8.0
"""Standard errors beyond which a p-value is not told from none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StratifiedSum:
    """Σ weight × share over strata, from `hits` of `n` checked out of `size` in each.

    Estimand: the same sum with the shares of all that are in the strata, not only those checked.
    Method: each stratum's exact interval, drawn in by √((size − n) / (size − 1)) because what was
    checked is known; their distances from the shares are put together as squares (variance
    recovered from the bounds), which stays honest where a stratum has one hit, none or hits only.
    Refuses: never; a stratum without checks must be left out or merged before.
    Reference: Zou & Donner (2008), Statistics in Medicine 27:1693-1702; Clopper & Pearson (1934);
    Cochran (1977), Sampling Techniques, section 5.
    """

    hits: Array
    n: Array
    size: Array
    weight: Array

    @property
    def value(self) -> float:
        """The sum."""
        return float(self.weight @ (self.hits / self.n))

    def at(self, z: float) -> tuple[float, float]:
        """Its bounds at so many standard errors."""
        level = float(2 * special.ndtr(z) - 1)
        share, low, high = clopper_pearson(self.hits, self.n, level=level)
        drawn_in = np.sqrt((self.size - self.n) / np.maximum(self.size - 1, 1))
        below, above = (share - low) * drawn_in, (high - share) * drawn_in
        up = self.weight > 0
        down = float(((self.weight * np.where(up, below, above)) ** 2).sum())
        rise = float(((self.weight * np.where(up, above, below)) ** 2).sum())
        return self.value - down**0.5, self.value + rise**0.5

    def interval(self, level: float) -> Interval:
        """The sum with its interval."""
        return Interval.of(self.value, *self.at(normal_quantile(level)))

    def p_value(self, null: float = 0.0) -> float:
        """The smallest α whose interval excludes the value: it never contradicts the interval."""
        side = 0 if self.value > null else 1

        def apart(z: float) -> float:
            return abs(self.value - null) - abs(self.value - self.at(z)[side])

        if apart(0.0) <= 0:
            return 1.0
        if apart(FARTHEST) > 0:
            return float(2 * special.ndtr(-FARTHEST))
        return float(2 * special.ndtr(-optimize.brentq(apart, 0.0, FARTHEST)))


def joined(first: StratifiedSum, second: StratifiedSum) -> StratifiedSum:
    """The first sum less the second, of other strata."""
    return StratifiedSum(
        hits=np.concatenate([first.hits, second.hits]),
        n=np.concatenate([first.n, second.n]),
        size=np.concatenate([first.size, second.size]),
        weight=np.concatenate([first.weight, -second.weight]),
    )
