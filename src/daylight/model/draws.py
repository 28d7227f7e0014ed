"""P-values that count random draws, with draws enough for what they are asked."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from daylight.model.arrays import Array

SURE = 20
"""Draws as large as what was seen from which on more draws would change little."""

MOST = 9_999
"""The most that are made: a p-value can fall to .0001, clear among 500 comparisons."""


class CountedDraws(NamedTuple):
    """A p-value with the sizes of the draws it counts."""

    p: float
    drawn: Array


def counted(draw: Callable[[int], Array], seen: float, first: int) -> CountedDraws:
    """How often draws are as large as what was seen, with more of them where hardly any is.

    Parameters
    ----------
    draw
        Makes so many draws more, from a generator with a seed.
    first
        How many are made of anything.

    Estimand: the chance of so large a value under the null that is drawn from.
    Method: (1 + b) / (1 + m) with b of m draws as large. After `first` draws, of which at least
    `SURE` are as large, it stops; otherwise `MOST` are made in all. Whoever goes on had a p-value
    below (1 + `SURE`) / (1 + first), so no level is exceeded by stopping: a p-value below that
    comes only from all draws, one above it was that small among the first.
    Refuses: never.
    Reference: Phipson & Smyth (2010), Statistical Applications in Genetics and Molecular Biology
    9:39; Besag & Clifford (1991), Biometrika 78:301-304, on stopping early.
    """
    drawn = draw(first)
    if not is_sure(drawn, seen) and first < MOST:
        drawn = np.concatenate([drawn, draw(MOST - first)])
    return CountedDraws(float((1 + (drawn >= seen).sum()) / (1 + len(drawn))), drawn)


def is_sure(drawn: Array, seen: float) -> bool:
    """Whether enough draws are as large as what was seen to leave it at that."""
    return bool((drawn >= seen).sum() >= SURE)
