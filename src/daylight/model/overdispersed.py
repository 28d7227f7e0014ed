"""How far a count of one period can be from what such a period brings."""

from scipy import special

from daylight.model.arrays import Array
from daylight.model.intervals import Interval, poisson_rate, t_quantile

MIN_NEIGHBOURS = 3


def neighbour_dispersion(counts: Array, exposure: Array) -> tuple[float, int]:
    """Variance of counts over their mean, from neighbouring periods, and its freedom.

    Estimand: φ of Var = φ μ for the part of a count that is new in its period.
    Method: each pair of neighbours is set against the rate the two share; their squared differences
    over those expected of independent events, averaged. Trends and slow changes drop out. Never
    below 1.
    Refuses: never; fewer than three pairs give 1 with no freedom.
    Reference: von Neumann (1941), Annals of Mathematical Statistics 12:367–395, for successive
    differences.
    """
    x, y, t, u = counts[:-1], counts[1:], exposure[:-1], exposure[1:]
    used = (x + y > 0) & (t > 0) & (u > 0)
    if used.sum() < MIN_NEIGHBOURS:
        return 1.0, 0
    x, y, t, u = x[used], y[used], t[used], u[used]
    # Given the total, x is binomial with share t / (t + u) where both rates are the same.
    expected = (x + y) * t / (t + u)
    variance = (x + y) * t * u / (t + u) ** 2
    squared = (x - expected) ** 2 / variance
    # Neighbouring differences share a period: about two thirds of the pairs are independent.
    return max(1.0, float(squared.mean())), max(1, round(len(squared) * 2 / 3))


def overdispersed_count(count: float, phi: float, df: int, *, level: float = 0.95) -> Interval:
    """Interval for the count expected in such a period, where counts vary φ times as events do.

    Estimand: the expected count of a period like this one.
    Method: Garwood's interval of count / φ, times φ; its ends are stretched by how much longer t
    intervals on the freedom of φ are than normal ones. With φ = 1 it is Garwood's.
    Refuses: never.
    Reference: Garwood (1936); McCullagh & Nelder (1989), section 6.2.3.
    """
    plain = poisson_rate(count / phi, 1.0, level=level)
    if phi == 1.0 or not df:
        return poisson_rate(count, 1.0, level=level)
    longer = t_quantile(level, df) / float(special.ndtri(0.5 + level / 2))
    low = count - (count - phi * float(plain.low)) * longer
    high = count + (phi * float(plain.high) - count) * longer
    return Interval.of(count, max(0.0, low), high)
