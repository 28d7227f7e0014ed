"""How far movements before treatment put an effect in doubt."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daylight.model.arrays import Array

LARGEST = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """An event study: coefficients by time since treatment, zero at −1.

    Parameters
    ----------
    events
        (E,) consecutive times since treatment, with −1 left out.
    beta, covariance
        (E,) coefficients and (E, E) covariance.
    quantile
        Of the distribution that gives the interval, 1.96 for a normal at 0.95.
    df
        Freedom of the covariance.
    """

    events: npt.NDArray[np.int64]
    beta: Array
    covariance: Array
    quantile: float
    df: float = np.inf

    @property
    def target(self) -> Array:
        """(E,) weights of the average effect after treatment."""
        after = self.events >= 0
        return np.where(after, 1 / max(1, int(after.sum())), 0.0)

    @property
    def reach(self) -> float:
        """How many steps of trend, on average, lie between −1 and the effects averaged."""
        return float(self.target @ np.where(self.events >= 0, self.events + 1, 0))


def relative_magnitude(path: Path, M: float) -> tuple[float, float]:
    """Interval of the average effect if trends may differ M times as much as they did before.

    Estimand: the average effect after treatment, trends not parallel: from one period to the
    next they may part by up to M times the largest step seen before treatment.
    Method: for every earlier step, the interval if that step were the largest; the union of the
    intervals. It covers at least as often as stated, more often than the authors' own.
    Refuses: never; without two earlier periods the bounds are infinite.
    Reference: Rambachan & Roth (2023), Review of Economic Studies 90:2555–2591, Δ^RM(M̄).
    """
    contrasts = steps(path)
    if not len(contrasts):
        return -np.inf, np.inf
    lows, highs = [], []
    for contrast in np.concatenate([contrasts, -contrasts]):
        low, half_low = _combined(path, path.target - M * path.reach * contrast)
        high, half_high = _combined(path, path.target + M * path.reach * contrast)
        lows.append(low - half_low)
        highs.append(high + half_high)
    return float(min(lows)), float(max(highs))


def identified(path: Path, M: float) -> tuple[float, float]:
    """The same bounds without sampling error."""
    largest = float(np.abs(steps(path) @ path.beta).max())
    centre = float(path.target @ path.beta)
    return centre - M * path.reach * largest, centre + M * path.reach * largest


def breakdown(path: Path) -> float:
    """The largest M at which the interval still excludes no effect; 0 if it never does."""
    low, high = relative_magnitude(path, 0.0)
    if low <= 0 <= high:
        return 0.0
    small, large = 0.0, LARGEST
    low, high = relative_magnitude(path, large)
    if not low <= 0 <= high:
        return LARGEST
    for _ in range(40):
        middle = (small + large) / 2
        low, high = relative_magnitude(path, middle)
        small, large = (small, middle) if low <= 0 <= high else (middle, large)
    return small


def steps(path: Path) -> Array:
    """(S, E) contrasts: each step between neighbouring periods up to −1."""
    rows = []
    for e in path.events[path.events < -1]:
        row = np.where(path.events == e, -1.0, 0.0)
        if e + 1 < -1:
            row = row + np.where(path.events == e + 1, 1.0, 0.0)
        rows.append(row)
    return np.array(rows).reshape(-1, len(path.events))


def _combined(path: Path, weights: Array) -> tuple[float, float]:
    error = float(np.sqrt(max(0.0, float(weights @ path.covariance @ weights))))
    return float(weights @ path.beta), path.quantile * error
