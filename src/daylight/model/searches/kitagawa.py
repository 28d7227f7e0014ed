"""A difference of two pooled rates split into what rates and what the mix of strata make of it."""

from dataclasses import dataclass

import numpy as np

from daylight.model.arrays import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A difference of two pooled rates as a part due to rates and a part due to the mix.

    `parts` are what each stratum adds to the part due to rates; NaN where a group has no search.
    """

    rates: float
    mix: float
    rates_variance: float
    mix_variance: float
    parts: Array
    parts_variance: Array


def kitagawa(a: Array, n1: Array, c: Array, n0: Array) -> Split:
    """Split a difference of pooled rates over strata that both groups have.

    Kitagawa (1955): Δ = Σ w̄ (p₁ − p₀) + Σ (w₁ − w₀) p̄, with weights and rates averaged over
    the groups. The variances let each search's stratum and outcome both be drawn (delta method).
    """
    both = (n1 > 0) & (n0 > 0)
    parts, parts_variance = np.full((2, len(both)), np.nan)
    a, n1, c, n0 = a[both], n1[both], c[both], n0[both]
    p1, p0, w1, w0 = a / n1, c / n0, n1 / n1.sum(), n0 / n0.sum()
    w, p, gap = (w1 + w0) / 2, (p1 + p0) / 2, p1 - p0
    parts[both] = w * gap
    parts_variance[both] = sum(
        w**2 * q * (1 - q) / n + (gap / 2) ** 2 * v * (1 - v) / n.sum()
        for v, q, n in ((w1, p1, n1), (w0, p0, n0))
    )
    drawn = ((w1, p1, n1.sum()), (w0, p0, n0.sum()))
    return Split(
        rates=float((w * gap).sum()),
        mix=float(((w1 - w0) * p).sum()),
        rates_variance=sum(_drawn(v, q, w, gap / 2) / float(n) for v, q, n in drawn),
        mix_variance=sum(_drawn(v, q, (w1 - w0) / 2, p) / float(n) for v, q, n in drawn),
        parts=parts,
        parts_variance=parts_variance,
    )


def _drawn(share: Array, rate: Array, by_rate: Array, by_share: Array) -> float:
    """Variance that one search adds, when its stratum has `share` and its outcome `rate`.

    `by_rate` and `by_share` are how the sum answers to a stratum's rate and to its share.
    """
    outcome = (by_rate**2 / share * rate * (1 - rate)).sum()
    stratum = (share * by_share**2).sum() - (share * by_share).sum() ** 2
    return float(outcome + stratum)
