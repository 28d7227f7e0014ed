"""The arrays that methods compute on."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

DENSE = 32
"""How many times longer than the codes a list may be on which they are marked off."""


def distinct(code: IntArray) -> tuple[IntArray, IntArray]:
    """The different codes, in order, and which of them each one is.

    What `np.unique` gives, without sorting where the codes are dense.
    """
    size = int(code.max(initial=-1)) + 1
    if size > DENSE * max(len(code), 1) or int(code.min(initial=0)) < 0:
        values, at = np.unique(code, return_inverse=True)
        return values, at.astype(np.int64)
    seen = np.zeros(size, dtype=bool)
    seen[code] = True
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[code]
