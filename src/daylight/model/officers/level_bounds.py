"""Bounds of a level's component and of its share: honest at none and at all."""

from typing import NamedTuple

import numpy as np
from scipy import stats

from daylight.model.arrays import Array

WIDEST = 30.0
"""Logarithm of the widest factor an interval can have."""


NONE = 1e-9
"""A component below this is none."""


class Reach(NamedTuple):
    """A component, its bounds, and whether chance does not explain it."""

    value: float
    low: float
    high: float
    beyond: bool


class NoLevel(NamedTuple):
    """How a component scatters where its level means nothing, and its groups' freedom."""

    sd: float
    df: float


def margin(without: Array, level: float) -> float:
    """The margin of an interval from leaving out groups (jackknife, Student's t)."""
    n = len(without)
    error = np.sqrt((n - 1) / n * ((without - without.mean()) ** 2).sum())
    return float(stats.t.ppf((1 + level) / 2, n - 1) * error)


def component(value: float, spread: float, none: NoLevel, level: float, *, beyond: bool) -> Reach:
    """A component's bounds.

    Estimand: the relative variance that a level adds.
    Method: the wider, upwards, of the jackknife (on the log scale where chance does not explain the
    component) and of the chi-square bound of a variance with the groups' freedom, its noise that of
    departments without the level; downwards the jackknife, and none where chance may explain all.
    Refuses: never.
    Reference: Williams (1962), Biometrika 49:278–281, for the upper bound.
    """
    noise = none.sd * np.sqrt(none.df / 2)
    factor = none.df / stats.chi2.ppf((1 - level) / 2, none.df)
    upper = float((max(value, 0.0) + noise) * factor - noise)
    if beyond and value > 0:
        ratio = float(np.exp(min(spread / value, WIDEST)))
        return Reach(value, value / ratio, max(value * ratio, upper), True)
    return Reach(value, min(value - spread, 0.0), max(value + spread, upper), False)


def share(parts: list[Reach], i: int) -> tuple[float, float, float]:
    """A level's share of all differences that are not chance, with its bounds.

    Estimand: the level's component over the sum of all levels', those below zero counted as none.
    Method: the bounds of the component and of the sum of the others are recovered and joined on the
    log-odds scale; at none or at all the bounds are one-sided, and lie as far in as those of the
    components allow.
    Refuses: never.
    Reference: Zou & Donner (2008), Statistics in Medicine 27:1693–1702.
    """
    own, others = parts[i], [part for j, part in enumerate(parts) if j != i]
    v, rest = (0.0 if part < NONE else part for part in (own.value, _sum(others)))
    value = v / (v + rest) if v + rest else 0.0
    down = np.sqrt(sum((max(p.value, 0.0) - max(p.low, 0.0)) ** 2 for p in others))
    up = np.sqrt(sum((p.high - max(p.value, 0.0)) ** 2 for p in others))
    least, most = max(rest - float(down), 0.0), rest + float(up)
    low, high = max(own.low, 0.0), own.high
    if v == 0 or rest == 0:
        return value, low / (low + most) if v else 0.0, high / (high + least) if rest else 1.0
    odds = np.log(v / rest)
    below = np.hypot(_log(v, low), _log(most, rest))
    above = np.hypot(_log(high, v), _log(rest, least))
    bounds = 1 / (1 + np.exp(-np.array([odds - below, odds + above])))
    return value, float(bounds[0]), float(bounds[1])


def _sum(parts: list[Reach]) -> float:
    return sum(max(part.value, 0.0) for part in parts)


def _log(one: float, other: float) -> float:
    """How far two numbers lie apart on the log scale; infinite where the smaller is none."""
    return float(np.log(one / other)) if other > 0 else np.inf
