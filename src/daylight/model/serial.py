"""Counts in time order: a log-linear mean whose errors remember the periods before.

Neighbouring periods are alike, and how alike a short series is cannot be known. So no single value
is taken for it: every value that the series allows counts, by how likely it makes the series.
"""

from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy import linalg, special

from daylight.model.arrays import Array
from daylight.model.log_linear import log_linear

RHOS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)
"""Autocorrelations from one period to the next that are tried."""

MOST_BESIDE_NOISE = 0.95
"""The strongest one tried where part of the error is noise of single periods."""

SHARES = {0.25: 1 / 9, 0.5: 1 / 9, 0.75: 1 / 9, 1.0: 6 / 9}
"""Share of the error's variance that lasts, the rest being noise of single periods → its weight."""

TOWARDS_ONE = 0.75
"""A correlation of ρ weighs (1 − ρ)^−0.75 beforehand: short series hide strong ones."""

HALVINGS = 50


class Series(NamedTuple):
    """Counts (n,), their columns (n, k), log exposure (n,) and whole-numbered periods (n,)."""

    y: Array
    X: Array
    offset: Array
    at: Array


class Contrast(NamedTuple):
    """A weighted sum of coefficients with its interval, p-value and degrees of freedom."""

    value: float
    low: float
    high: float
    p: float
    df: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialFit:
    """Fits under every error structure tried, with how likely each makes the series.

    Parameters
    ----------
    coefficients, covariance
        (J, k) and (J, k, k), under each of J structures.
    weights
        (J,), adding to one.
    mu
        (n,) fitted means of the plain fit.
    dispersion
        Pearson χ² of the plain fit over its degrees of freedom.
    rho
        Autocorrelation of neighbouring errors, on average over the structures.
    df
        Observations less coefficients.
    """

    coefficients: Array
    covariance: Array
    weights: Array
    mu: Array
    dispersion: float
    rho: float
    df: int

    def moments(self, which: Array) -> tuple[float, float]:
        """The sum of coefficients weighted by `which`, and its error over all structures."""
        centres, scales = self._under_each(which)
        value = float(self.weights @ centres)
        return value, float(np.sqrt(self.weights @ (scales**2 + (centres - value) ** 2)))

    def contrast(self, which: Array, level: float) -> Contrast:
        """The sum of coefficients weighted by `which`, from the mixture of t distributions."""
        centres, scales = self._under_each(which)

        def below(value: float) -> float:
            return float(self.weights @ special.stdtr(self.df, (value - centres) / scales))

        def quantile(share: float) -> float:
            reach = float(scales.max() * abs(special.stdtrit(self.df, (1 - level) / 4)))
            low, high = float(centres.min()) - reach, float(centres.max()) + reach
            for _ in range(HALVINGS):
                middle = (low + high) / 2
                low, high = (middle, high) if below(middle) < share else (low, middle)
            return (low + high) / 2

        zero = below(0.0)
        tail = (1 - level) / 2
        return Contrast(
            value=float(self.weights @ centres),
            low=quantile(tail),
            high=quantile(1 - tail),
            p=2 * min(zero, 1 - zero),
            df=self.df,
        )

    def _under_each(self, which: Array) -> tuple[Array, Array]:
        """(J,) values and errors of the sum under each structure."""
        errors = np.sqrt(np.einsum("a,jab,b->j", which, self.covariance, which))
        return self.coefficients @ which, errors


def serial_fit(series: Series, *, alpha: float = 0.0, least: float = 0.0) -> SerialFit:
    """Log-linear regression of a series whose neighbouring periods are alike.

    Estimand: coefficients of the log mean, the errors of neighbouring periods correlated.
    Method: quasi-likelihood fit with Var = μ + αμ²; its Pearson errors are taken to be a part that
    lasts, with correlation ρ per period, and a part that is new in every period. For every pair of
    ρ and share on a grid, generalised least squares with t intervals on n − k; the results are
    averaged by their restricted likelihood and a weight beforehand that leans to strong
    correlation. With 12 to 96 periods, errors of ρ between 0 and 0.9, and with noise of half their
    variance besides, a 5 % test rejects in at most 9 %; with independent errors in fewer than 5 %.
    Refuses: never; the caller sees to it that there are more observations than coefficients.
    Reference: Zellner & Tiao (1964), Journal of the American Statistical Association 59:763–778;
    Harville (1974), Biometrika 61:383–385, for the restricted likelihood.

    Parameters
    ----------
    least
        Dispersion below which the error is not believed: 1 for counts.
    """
    y, X, offset, at = series
    plain = log_linear(y, X, offset, alpha=alpha)
    root = np.sqrt(plain.variance)
    pearson = (y - plain.mu) / root
    # Under the log link dμ/dη = μ, so a row of W½X is μ/√V(μ) · x.
    half = X * (plain.mu / root)[:, None]
    n, k = X.shape
    apart = np.abs(np.subtract.outer(at, at))
    moved, covariances, likely, lag_one = [], [], [], []
    for rho, share, weight in structures():
        R = share * rho**apart
        R[np.diag_indices(n)] = 1.0
        factor = linalg.cholesky(R, lower=True)
        white = linalg.solve_triangular(factor, np.column_stack([half, pearson]), lower=True)
        inner = np.linalg.inv(white[:, :k].T @ white[:, :k])
        move = inner @ white[:, :k].T @ white[:, k]
        rss = float(((white[:, k] - white[:, :k] @ move) ** 2).sum())
        moved.append(move)
        covariances.append(inner * max(rss / (n - k), least, TINY))
        likely.append(
            np.log(weight)
            - float(np.log(np.diag(factor)).sum())
            + float(np.linalg.slogdet(inner)[1]) / 2
            - (n - k) / 2 * np.log(max(rss, TINY))
        )
        lag_one.append(rho * share)
    weights = np.exp(np.array(likely) - max(likely))
    weights /= weights.sum()
    return SerialFit(
        coefficients=plain.coefficients + np.array(moved),
        covariance=np.array(covariances),
        weights=weights,
        mu=plain.mu,
        dispersion=float((pearson**2).sum() / (n - k)),
        rho=float(weights @ np.array(lag_one)),
        df=n - k,
    )


TINY = 1e-300


def structures() -> list[tuple[float, float, float]]:
    """Every autocorrelation, share that lasts and its weight beforehand; the weights add to one."""
    tried = [
        (rho, share)
        for share, rho in product(SHARES, RHOS)
        if share == 1.0 or rho <= MOST_BESIDE_NOISE
    ]
    towards = {(rho, share): (1 - rho) ** -TOWARDS_ONE for rho, share in tried}
    total = {share: sum(w for (_, s), w in towards.items() if s == share) for share in SHARES}
    return [(r, s, SHARES[s] * w / total[s]) for (r, s), w in towards.items()]


def season(at: Array, per_year: int) -> Array:
    """(n, 2h) yearly waves; none with fewer than two years, two from four years on.

    `at` are whole-numbered periods, `per_year` of them a year: 12 for months, 4 for quarters.
    Reference: Bernal, Cummins & Gasparrini (2017), section on seasonality.
    """
    years = (float(at.max()) - float(at.min()) + 1) / per_year if len(at) else 0.0
    waves = 0 if per_year < 4 or years < 2 else 1 if per_year < 6 or years < 4 else 2
    angle = 2 * np.pi * np.asarray(at, dtype=np.float64) / max(per_year, 1)
    columns = [f(h * angle) for h in range(1, waves + 1) for f in (np.sin, np.cos)]
    return np.stack(columns, axis=1) if columns else np.zeros((len(at), 0))
