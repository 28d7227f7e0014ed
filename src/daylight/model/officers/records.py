"""What the methods on officers share: names as numbers, exposure, percentile intervals."""

from typing import Any

import numpy as np

from daylight.data.cells import Cells
from daylight.model.arrays import Array, IntArray
from daylight.model.intervals import Interval


def numbered(cells: Cells, key: str) -> tuple[tuple[str, ...], IntArray]:
    """The distinct values of a key as text, and each row's number among them."""
    names, number = np.unique(cells.keys(key).astype(str), return_inverse=True)
    return tuple(names.tolist()), np.asarray(number, dtype=np.int64)


def exposure_of(cells: Cells) -> Array:
    """The exposure of each row; 1 where none was given."""
    return cells.counts("exposure") if "exposure" in cells.measures else np.ones(len(cells))


def percentiles(value: float, draws: Array, level: float) -> Interval:
    """A value with the bounds that leave out the same share of the draws on both sides."""
    bounds: Any = np.nanquantile(draws, [(1 - level) / 2, (1 + level) / 2])
    return Interval.of(value, *bounds)
