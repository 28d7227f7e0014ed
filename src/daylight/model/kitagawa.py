"""A difference of two pooled rates split into what rates and what the mix of strata make of it."""

from dataclasses import dataclass

import numpy as np

from daylight.model.arrays import Array
from daylight.model.clusters import Statistic


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A difference of two pooled rates as a part due to rates and a part due to the mix.

    `parts` are what each stratum adds to the part due to rates; NaN where a group has no case.
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
    the groups. The variances let each case's stratum and outcome both be drawn (delta method).
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


def at_own_mix(a: Array, n1: Array, c: Array, n0: Array, *, of_group: bool) -> tuple[float, float]:
    """Σ w (p₁ − p₀) at the mix of one of the groups, and its variance.

    The part due to rates with the other's mix in its place says how far the split hangs on the
    weights: Kitagawa's is the mean of the two.
    """
    both = (n1 > 0) & (n0 > 0)
    a, n1, c, n0 = a[both], n1[both], c[both], n0[both]
    p1, p0, w1, w0 = a / n1, c / n0, n1 / n1.sum(), n0 / n0.sum()
    w, gap, none = (w1 if of_group else w0), p1 - p0, np.zeros_like(p1)
    drawn = (
        (w1, p1, gap if of_group else none, n1.sum()),
        (w0, p0, none if of_group else gap, n0.sum()),
    )
    variance = sum(_drawn(v, q, w, by_share) / float(n) for v, q, by_share, n in drawn)
    return float((w * gap).sum()), float(variance)


def _drawn(share: Array, rate: Array, by_rate: Array, by_share: Array) -> float:
    """Variance that one case adds, when its stratum has `share` and its outcome `rate`.

    `by_rate` and `by_share` are how the sum answers to a stratum's rate and to its share.
    """
    outcome = (by_rate**2 / share * rate * (1 - rate)).sum()
    stratum = (share * by_share**2).sum() - (share * by_share).sum() ** 2
    return float(outcome + stratum)


def _terms(counts: Array) -> Array:
    """What each stratum that both groups have adds: a, n₁, c, n₀, n₁ c/n₀ and n₀ a/n₁."""
    a, n1, c, n0 = np.moveaxis(counts[..., :4], -1, 0)
    both = (n1 > 0) & (n0 > 0)
    n1, n0 = np.where(both, n1, 1.0), np.where(both, n0, 1.0)
    terms = np.stack([a, n1, c, n0, n1 * c / n0, n0 * a / n1], axis=-1)
    return np.asarray(terms * both[..., None])


def _rates(sums: Array) -> Array:
    a, n1, c, n0, b, d = np.moveaxis(sums[..., :6], -1, 0)
    return np.asarray(((a - b) / n1 + (d - c) / n0) / 2)


def _rates_of_group(sums: Array) -> Array:
    a, n1, _, _, b, _ = np.moveaxis(sums[..., :6], -1, 0)
    return np.asarray((a - b) / n1)


def _rates_of_reference(sums: Array) -> Array:
    _, _, c, n0, _, d = np.moveaxis(sums[..., :6], -1, 0)
    return np.asarray((d - c) / n0)


def _mix(sums: Array) -> Array:
    a, n1, c, n0, b, d = np.moveaxis(sums, -1, 0)
    return np.asarray(((a + b) / n1 - (d + c) / n0) / 2)


def _terms_of_one(counts: Array) -> Array:
    """The terms, those but n₁ and n₀ for the marked stratum only."""
    terms = _terms(counts)
    marked = counts[..., 4:5]
    return np.concatenate(
        [
            terms[..., 0:1] * marked,
            terms[..., 1:2],
            terms[..., 2:3] * marked,
            terms[..., 3:4],
            terms[..., 4:6] * marked,
        ],
        axis=-1,
    )


RATES = Statistic(_terms, _rates)
RATES_AT_OWN_MIX = Statistic(_terms, _rates_of_group)
RATES_AT_REFERENCE_MIX = Statistic(_terms, _rates_of_reference)
MIX = Statistic(_terms, _mix)
PART = Statistic(_terms_of_one, _rates)
"""Of counts that `marked` has marked: what one stratum adds to the part due to rates."""
