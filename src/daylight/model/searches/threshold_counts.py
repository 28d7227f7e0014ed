"""The counts the threshold test reads, laid out group × place."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daylight.model.arrays import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCounts:
    """Stops that ended without a search, with a fruitful one and with a fruitless one.

    Arrays are group × place. A group that was never stopped in a place has three zeros there,
    which say nothing: the likelihood of no data is 1.
    """

    not_searched: Array
    hits: Array
    misses: Array

    @property
    def stops(self) -> Array:
        """Persons stopped."""
        return self.not_searched + self.searches

    @property
    def searches(self) -> Array:
        """Persons searched."""
        return self.hits + self.misses

    def repeat(self, times: int) -> "SearchCounts":
        """The same counts side by side, once per set of hyper-parameters."""
        return self.take(np.tile(np.arange(self.hits.shape[1]), times))

    def take(self, places: npt.NDArray[np.intp]) -> "SearchCounts":
        """The counts of some places, in the order asked for."""
        return SearchCounts(
            not_searched=self.not_searched[:, places],
            hits=self.hits[:, places],
            misses=self.misses[:, places],
        )
