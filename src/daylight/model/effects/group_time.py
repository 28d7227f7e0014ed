"""Effects by cohort and period, and weighted averages of them with unit-level scores.

A cell (g, t) compares the change since before g among units first treated in g with the change
among units not (yet) treated. Every average is a weighted sum of cells, so one pass over the
cells gives its value and every unit's share in its error.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import numpy.typing as npt

from daylight.model.arrays import Array

Control = Literal["not-yet-treated", "never-treated"]
Base = Literal["varying", "universal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortDesign:
    """Who is compared with whom.

    Parameters
    ----------
    Y
        (N, T) outcomes; NaN where a unit did not report.
    periods
        (T,) increasing.
    first
        (N,) first treated period, infinity for never.
    anticipation
        Periods before `first` in which behaviour may already have changed.
    """

    Y: Array
    periods: npt.NDArray[np.int64]
    first: Array
    control: Control = "not-yet-treated"
    base: Base = "varying"
    anticipation: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortCells:
    """(C,) arrays: cohort, period and base period, effect, units behind it."""

    g: Array
    t: npt.NDArray[np.int64]
    base: npt.NDArray[np.int64]
    att: Array
    treated: npt.NDArray[np.int64]
    controls: npt.NDArray[np.int64]

    @property
    def event(self) -> npt.NDArray[np.int64]:
        """Periods since first treatment, negative before."""
        return self.t - self.g.astype(np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Average:
    """(K,) averages of cells with the (K, K) covariance of their errors."""

    value: Array
    covariance: Array
    units: int
    pooled: bool


def cells(design: CohortDesign, *, before: bool = True) -> CohortCells:
    """Every effect by cohort and period that has treated and comparison units.

    Estimand: average effect in period t on the units first treated in g.
    Method: difference in mean change since the base period, g − 1 − anticipation; before
    treatment the base is the period just before t (`varying`) or the same one (`universal`).
    Refuses: never; a cell without treated or comparison units is left out.
    Reference: Callaway & Sant'Anna (2021), eq. 2.9 with unconditional parallel trends.
    """
    rows = []
    for g, t, b in _asked(design, before=before):
        change, treated, control = _parts(design, g, t, b)
        if treated.any() and control.any():
            att = change[treated].mean() - change[control].mean()
            rows.append((g, t, b, att, treated.sum(), control.sum()))
    table = np.array(rows, dtype=np.float64).reshape(-1, 6)
    t_, b_, n1, n0 = table[:, [1, 2, 4, 5]].astype(np.int64).T
    return CohortCells(g=table[:, 0], t=t_, base=b_, att=table[:, 3], treated=n1, controls=n0)


def average(design: CohortDesign, found: CohortCells, weights: Array) -> Average:
    """Weighted sums of cells, (C, K) weights, with their design-based covariance.

    Estimand: the weighted average effect on the treated units of this panel, the weights being
    the realised shares.
    Method: each unit's score is its share of the sum; scores are centred within cohorts and
    squared (Neyman). A cohort of one has no spread of its own: then treated units' effects are
    centred on the average instead, which counts differences between them as error.
    Refuses: never.
    Reference: Callaway & Sant'Anna (2021), section 4; Neyman variance as in Roth & Sant'Anna
    (2023), eq. 9.
    """
    value = weights.T @ found.att
    treated_part = np.zeros((len(design.Y), weights.shape[1]))
    control_part = np.zeros_like(treated_part)
    share = np.zeros_like(treated_part)
    for c in np.flatnonzero(np.abs(weights).sum(axis=1) > 0):
        change, treated, control = _parts(design, found.g[c], found.t[c], found.base[c])
        own = change[treated] - change[control].mean()
        treated_part[treated] += np.outer(own / treated.sum(), weights[c])
        share[treated] += weights[c] / treated.sum()
        away = change[control] - change[control].mean()
        control_part[control] -= np.outer(away / control.sum(), weights[c])
    involved = np.abs(share).sum(axis=1) > 0
    counts = np.unique(design.first[involved], return_counts=True)[1]
    pooled = bool((counts < 2).any())
    scores = (
        _pooled(treated_part, share, value, control_part)
        if pooled
        else _by_cohort(treated_part + control_part, design.first)
    )
    return Average(
        value=value, covariance=scores.T @ scores, units=int(involved.sum()), pooled=pooled
    )


def _asked(design: CohortDesign, *, before: bool) -> Iterator[tuple[float, int, int]]:
    """Every cohort and period with its base period; cohorts without one are left out."""
    periods = design.periods.tolist()
    for g in np.unique(design.first[np.isfinite(design.first)]).tolist():
        earlier = [t for t in periods if t < g - design.anticipation]
        if not earlier:
            continue
        yield from ((g, t, earlier[-1]) for t in periods if t >= g - design.anticipation)
        if before and design.base == "universal":
            yield from ((g, t, earlier[-1]) for t in earlier[:-1])
        elif before:
            yield from ((g, t, b) for b, t in pairwise(earlier))


def _parts(
    design: CohortDesign, g: float, t: int, base: int
) -> tuple[Array, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Change from base to t, and who of those observed in both is treated or comparison."""
    at, since = np.searchsorted(design.periods, [t, base])
    change = design.Y[:, at] - design.Y[:, since]
    seen = np.isfinite(change)
    untreated = ~np.isfinite(design.first)
    if design.control == "not-yet-treated":
        untreated = design.first > max(t, base) + design.anticipation
    return change, seen & (design.first == g), seen & untreated & (design.first != g)


def _by_cohort(scores: Array, first: Array) -> Array:
    centred = scores.copy()
    for g in np.unique(first):
        inside = first == g
        n = int(inside.sum())
        if n > 1:
            own = scores[inside]
            centred[inside] = (own - own.mean(axis=0)) * np.sqrt(n / (n - 1))
    return centred


def _pooled(treated: Array, share: Array, value: Array, control: Array) -> Array:
    scores = treated - share * value
    count = np.maximum((np.abs(share) > 0).sum(axis=0), 2)
    return np.asarray(scores * np.sqrt(count / (count - 1)) + control)
