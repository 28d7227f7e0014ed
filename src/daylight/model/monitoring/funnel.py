"""Many shares or rates side by side: how far they scatter beyond chance, and what each may be."""

from typing import NamedTuple

import numpy as np
from scipy import optimize, special

from daylight.model.arrays import Array

WINSORISED = 0.1
"""The part at each end whose distance does not count when the limits are widened."""


class Scattered(NamedTuple):
    """Values on a scale on which chance is known, with its variance, s² = φ / 4n.

    A share is arcsin √, a rate √: there the variance of a count does not depend on its level.
    """

    y: Array
    s2: Array
    is_share: bool

    def back(self, y: Array | float) -> Array:
        """A value on the scale of shares or rates."""
        y = np.asarray(y, dtype=np.float64)
        if self.is_share:
            return np.sin(np.clip(y, 0.0, np.pi / 2)) ** 2
        return np.maximum(y, 0.0) ** 2


def on_scale(x: Array, n: Array, *, is_share: bool) -> Array:
    """Values on that scale."""
    value = np.sqrt(x / n)
    return np.asarray(np.arcsin(np.minimum(value, 1.0)) if is_share else value)


def scattered(x: Array, n: Array, *, is_share: bool, phi: Array | float) -> Scattered:
    """Counts of many agencies, on the scale on which their variance is known."""
    return Scattered(on_scale(x, n, is_share=is_share), phi / (4 * n), is_share)


class WithinTime(NamedTuple):
    """How much more than chance the agencies vary from period to period.

    `phi` is that variance over chance's, as bursts of events would make it; `omega2` a variance
    that does not fall with size, as busy years would; `share` the part of an agency's cases that
    fall into one period, on average.
    """

    phi: float = 1.0
    omega2: float = 0.0
    share: float = 1.0

    def factor(self, n: Array, share: Array | float) -> Array:
        """By how much chance is to be widened: by whichever of the two is more."""
        return np.maximum(self.phi, 1 + 4 * self.omega2 * n * share)


def within_time(x: Array, n: Array, *, is_share: bool) -> WithinTime:
    """Both from (agency, period) counts, by moments about each agency's own level.

    Method: Q of an agency's periods is (T − 1)(1, or φ), or T − 1 + ω² (Σw − Σw²/Σw), w = 4n; both
    are solved for, over all agencies together.
    Reference: DerSimonian & Laird (1986), Controlled Clinical Trials 7:177-188, for the moments.
    """
    w = 4 * n
    y = on_scale(x, np.maximum(n, 1e-300), is_share=is_share)
    whole = w.sum(axis=1)
    held = whole > 0
    w, y, whole = w[held], y[held], whole[held]
    mean = (w * y).sum(axis=1) / whole
    Q = float((w * (y - mean[:, None]) ** 2).sum())
    df = float((w > 0).sum() - len(w))
    left = float((whole - (w**2).sum(axis=1) / whole).sum())
    if df <= 0 or left <= 0:
        return WithinTime()
    share = float(((w / whole[:, None]) ** 2).sum(axis=1).mean())
    return WithinTime(max(Q / df, 1.0), max((Q - df) / left, 0.0), share)


def centre(held: Scattered, tau2: float) -> tuple[float, float]:
    """The mean of the agencies, each by its precision, and its standard error."""
    w = 1 / (held.s2 + tau2)
    return float(w @ held.y / w.sum()), float(1 / np.sqrt(w.sum()))


def heterogeneity(held: Scattered, tau2: float) -> float:
    """Q: squared distances from the centre over their variance; I − 1 when τ² is right."""
    mu, _ = centre(held, tau2)
    return float(((held.y - mu) ** 2 / (held.s2 + tau2)).sum())


def spread(held: Scattered, level: float) -> tuple[float, float, float]:
    """The variance between agencies beyond chance, with its interval.

    Estimand: τ², the variance of the agencies' underlying values on the scale of `Scattered`.
    Method: the τ² at which Q is its expectation (Paule & Mandel), and at which it is the quantiles
    of χ² with I − 1 (Q-profile).
    Refuses: never; one agency has no spread.
    Reference: Paule & Mandel (1982), Journal of Research of the National Bureau of Standards
    87:377-385; Viechtbauer (2007), Statistics in Medicine 26:37-52.
    """
    df = len(held.y) - 1
    tail = (1 - level) / 2
    wanted = (df, special.chdtri(df, tail), special.chdtri(df, 1 - tail))
    value, low, high = (_solved(held, float(q)) for q in wanted)
    return value, min(low, value), max(high, value)


def _solved(held: Scattered, wanted: float) -> float:
    """The τ² at which Q is as wanted; none where it is below that without any."""
    if heterogeneity(held, 0.0) <= wanted:
        return 0.0
    top = float(np.var(held.y)) + 1e-12
    while heterogeneity(held, top) > wanted:
        top *= 4
    return float(optimize.brentq(lambda t: heterogeneity(held, t) - wanted, 0.0, top, xtol=1e-14))


def chance_of_so_much(held: Scattered) -> float:
    """The chance of so much scatter, or more, if all agencies were one (Cochran's Q)."""
    return float(special.chdtrc(len(held.y) - 1, heterogeneity(held, 0.0)))


def limit_variance(held: Scattered) -> tuple[float, float]:
    """Centre and between-agency variance for the limits, which the extremes do not widen.

    Method: distances in standard errors, those of the outer tenths pulled in to the tenths; their
    mean square φ gives τ² = (I φ − (I − 1)) / (Σw − Σw²/Σw), at least none.
    Reference: Spiegelhalter (2005), Statistics in Medicine 24:1185-1202 and Quality and Safety in
    Health Care 14:347-351.
    """
    w = 1 / held.s2
    mu = float(w @ held.y / w.sum())
    z = (held.y - mu) / np.sqrt(held.s2)
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    phi = float((np.clip(z, low, high) ** 2).mean())
    size = len(z)
    tau2 = (size * phi - (size - 1)) / float(w.sum() - (w**2).sum() / w.sum())
    tau2 = max(tau2, 0.0)
    return centre(held, tau2)[0], tau2


def shrunk(held: Scattered, tau2: float) -> tuple[Array, Array]:
    """Each agency's value drawn towards the centre by what is chance in it, and its error.

    Estimand: the underlying value of each agency, those being spread as a normal.
    Method: empirical Bayes: μ + (y − μ) τ² / (τ² + s²), variance τ² s² / (τ² + s²) and that of μ.
    Reference: Morris (1983), Journal of the American Statistical Association 78:47-55.
    """
    mu, error = centre(held, tau2)
    kept = tau2 / (tau2 + held.s2)
    return mu + kept * (held.y - mu), np.sqrt(kept * held.s2 + (1 - kept) ** 2 * error**2)
