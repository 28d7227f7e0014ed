"""How long terms differ at most and at least, where groups are sent to prison unequally often."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from scipy import optimize, stats

from daylight.data.estimate import INDEPENDENT
from daylight.data.result import Estimate
from daylight.model.arrays import Array, Mask
from daylight.model.clusters import Scatter, Uncertainty, settled
from daylight.model.courts.decisions import DECIDES
from daylight.model.courts.length_design import AskedLengths, Terms, together
from daylight.model.courts.quantities import BOUNDS, BOUNDS_WITH_CHANCE, SELECTION
from daylight.model.crosstab import GROUP, codes
from daylight.model.intervals import Interval


class GroupTerms(NamedTuple):
    """Terms of one group: sorted log months, how many have each, and cases without prison."""

    y: Array
    w: Array
    free: float

    @property
    def terms(self) -> float:
        """How many were sent to prison."""
        return float(self.w.sum())

    @property
    def share(self) -> float:
        """Of those of whom it is known, the share sent to prison."""
        return self.terms / (self.terms + self.free)

    @property
    def mean(self) -> float:
        """Their mean log months."""
        return float((self.w * self.y).sum() / self.w.sum())


class Trimmed(NamedTuple):
    """The mean of what is left of a group without its shortest, or longest, terms."""

    mean: float
    variance: float
    edge: float


def trimmed(group: GroupTerms, p: float, *, shortest: bool) -> Trimmed:
    """Leave out a share p of the terms from one end; the term at the edge goes in part.

    The variance is that within what is left, the edge the value at which it was cut.
    """
    y, w = (group.y, group.w) if shortest else (group.y[::-1], group.w[::-1])
    gone = p * group.terms
    before = np.concatenate([[0.0], np.cumsum(w)[:-1]])
    left = np.clip(w - np.maximum(gone - before, 0.0), 0.0, w)
    edge = float(y[min(int(np.searchsorted(np.cumsum(w), gone)), len(y) - 1)])
    if not left.sum():
        return Trimmed(edge, 0.0, edge)
    mean = float((left * y).sum() / left.sum())
    return Trimmed(mean, float((left * (y - mean) ** 2).sum() / left.sum()), edge)


class LeeBounds(NamedTuple):
    """The least and the most that mean log months may differ, with the error of each end."""

    low: float
    high: float
    low_se: float
    high_se: float


def lee(own: GroupTerms, base: GroupTerms) -> LeeBounds:
    """Bounds of the difference of mean log months among people imprisoned as of either group.

    Estimand: E(log months | a person who goes to prison as of either group), group less reference.
    Method: the group that is sent to prison more often has terms that the other would not have
    had; which they are is not known, so as large a share of its shortest, and then of its longest,
    terms is left out. It supposes that nobody goes to prison as of the rarer group alone.
    Reference: Lee (2009), Review of Economic Studies 76:1071-1102, propositions 1a and 3.
    """
    swap = own.share < base.share
    more, less = (base, own) if swap else (own, base)
    p = 1 - less.share / more.share
    ends = []
    for shortest in (False, True):
        cut = trimmed(more, p, shortest=shortest)
        ends.append((cut.mean - less.mean, np.sqrt(_variance(cut, more, less, p))))
    (low, low_se), (high, high_se) = ends
    if swap:
        low, high, low_se, high_se = -high, -low, high_se, low_se
    return LeeBounds(low, high, float(low_se), float(high_se))


def _variance(cut: Trimmed, more: GroupTerms, less: GroupTerms, p: float) -> float:
    """Lee's proposition 3: of the trimmed mean, of the share that is trimmed, of the other mean."""
    m, away = more.terms, (cut.edge - cut.mean) ** 2
    n1, n0 = more.terms + more.free, less.terms + less.free
    shares = (1 - more.share) / (n1 * more.share) + (1 - less.share) / (n0 * less.share)
    other = float((less.w * (less.y - less.mean) ** 2).sum()) / less.terms**2
    return (cut.variance + away * p) / (m * (1 - p)) + away * shares + other


def bounds(asked: AskedLengths, every: Terms) -> Iterator[Estimate]:
    """The bounds of each compared group.

    Parameters
    ----------
    every
        Months of every case of which it is known, zero where there was no prison.
    """
    number, names = codes(asked.cells, GROUP)
    group = number[every.rows]
    place = {str(name): i for i, name in enumerate(names)}
    for name in asked.compared:
        codes_of = place[name], place[asked.reference]
        pair = tuple(_weighed(every, group == code, every.w) for code in codes_of)
        yield from _estimates(
            asked, every, (name, pair), (group == codes_of[0], group == codes_of[1])
        )


def _estimates(
    asked: AskedLengths,
    every: Terms,
    whose: tuple[str, tuple[GroupTerms, ...]],
    members: tuple[Mask, Mask],
) -> Iterator[Estimate]:
    name, (own, base) = whose
    found = lee(own, base)
    between = own.mean - base.mean
    about: dict[str, Any] = {
        "n": own.terms + base.terms + own.free + base.free,
        "keys": {GROUP: name, SELECTION: "one way only"},
        "compared_with": asked.reference,
    }
    ends = Interval.of(between, found.low, found.high).exp()
    yield ends.estimate(BOUNDS, basis=INDEPENDENT, **about)
    low, high = _known(asked, every, found, members)
    c = imbens_manski(found.high - found.low, max(low.se, high.se), asked.level)
    # Few clusters need Student's t: the critical value grows as the normal one would.
    grown = max(
        low.half_width(asked.level) / max(low.se, 1e-300) / stats.norm.ppf(0.5 + asked.level / 2),
        1.0,
    )
    wide = Interval.of(
        between, found.low - c * grown * low.se, found.high + c * grown * high.se
    ).exp()
    decisive = low if low.se >= high.se else high
    yield wide.estimate(BOUNDS_WITH_CHANCE, basis=decisive.basis, **about)


def imbens_manski(width: float, se: float, level: float) -> float:
    """How many standard errors beyond each bound, so that the truth is covered and not both ends.

    Reference: Imbens & Manski (2004), Econometrica 72:1845-1857, equation 6.
    """
    apart = width / se if se > 0 else np.inf

    def uncovered(c: float) -> float:
        return float(stats.norm.cdf(c + apart) - stats.norm.cdf(-c)) - level

    return float(optimize.brentq(uncovered, 0.0, 10.0))


def _known(
    asked: AskedLengths, every: Terms, found: LeeBounds, members: tuple[Mask, Mask]
) -> tuple[Uncertainty, Uncertainty]:
    """The errors of both ends: Lee's own, or that of leaving out each cluster."""
    scatters: tuple[list[Scatter], list[Scatter]] = ([], [])
    for one in together(asked.cells, every):
        away: list[LeeBounds] = []
        sizes: list[float] = []
        for cluster in np.unique(one.cluster):
            mine = one.cluster == cluster
            w = every.w - np.bincount(one.at[mine], weights=one.w[mine], minlength=len(every.w))
            own, base = (_weighed(every, member, w) for member in members)
            if min(own.terms, base.terms, own.free, base.free) > 0:
                away.append(lee(own, base))
            sizes.append(float(one.w[mine].sum()))
        largest = max(sizes, default=1.0) / every.cases
        for place, ends in enumerate(([b.low for b in away], [b.high for b in away])):
            scatters[place].append(Scatter.of(one.key, np.array(ends), largest))
    return settled(scatters[0], found.low_se, DECIDES), settled(scatters[1], found.high_se, DECIDES)


def _weighed(every: Terms, member: Mask, w: Array) -> GroupTerms:
    """The terms of one group, in order, and its cases without prison."""
    is_term = member & (every.y > 0) & (w > 0)
    y = np.log(every.y[is_term])
    order = np.argsort(y, kind="stable")
    free = float(w[member & (every.y == 0)].sum())
    return GroupTerms(y[order], w[is_term][order], free)
