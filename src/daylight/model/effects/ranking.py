"""One change among many that nothing caused: its rank, and how far an ordinary one reaches."""

import math

import numpy as np

from daylight.model.arrays import Array

MIN_PLACEBOS = 19
"""With fewer, not even the largest change of all has a p-value of 0.05."""

NOISE = 1e-9
"""Relative error below which numbers that should be equal are."""


def rank(observed: float, placebos: Array) -> float:
    """Share of the placebos, the observed one among them, that are at least as large."""
    return float((1 + (placebos >= observed).sum()) / (1 + len(placebos)))


def reach(sizes: Array, level: float) -> float:
    """The size beyond which fewer than 1 − level of the placebos lie, the observed one counted."""
    allowed = int((1 - level) * (len(sizes) + 1) + NOISE)
    return float(np.sort(sizes)[-allowed]) if allowed > 0 else math.inf
