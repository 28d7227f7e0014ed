"""Whether simulated chains have mixed: rank-normalised R-hat and effective sample sizes."""

from typing import NamedTuple

import numpy as np
from scipy import stats

from daylight.model.arrays import Array


class Mixing(NamedTuple):
    """The worst over all quantities: largest R-hat, smallest effective sizes."""

    r_hat: float
    ess_bulk: float
    ess_tail: float


def mixing(draws: Array) -> Mixing:
    """R-hat and effective sample sizes of draws (iterations × chains × quantities).

    Estimand: the ratio of pooled to within-chain spread, and how many independent draws would
    estimate the centre (bulk) and the 5 and 95 % quantiles (tail) as well.
    Method: chains halved, values replaced by normal scores of their ranks, autocorrelation summed
    until a pair of lags turns negative.
    Refuses: never; a quantity that does not move gives NaN, which is left out.
    Reference: Vehtari, Gelman, Simpson, Carpenter & Bürkner (2021), Bayesian Analysis 16:667–718.
    """
    split = _halves(draws)
    scores = _normal_scores(split)
    folded = _normal_scores(np.abs(split - np.median(split, axis=(0, 1))))
    r_hat = np.fmax(_r_hat(scores), _r_hat(folded))
    cuts = np.quantile(split, (0.05, 0.95), axis=(0, 1))
    tails = [_ess((split <= cut).astype(np.float64)) for cut in cuts]
    return Mixing(float(np.nanmax(r_hat)), float(np.nanmin(_ess(scores))), float(np.nanmin(tails)))


def plain_r_hat(draws: Array) -> float:
    """The largest split R-hat without ranks: quick, and never far below the ranked one."""
    return float(np.nanmax(_r_hat(_halves(draws))))


def _halves(draws: Array) -> Array:
    n = len(draws) // 2
    return np.concatenate([draws[:n], draws[-n:]], axis=1)


def _normal_scores(draws: Array) -> Array:
    n, m, k = draws.shape
    order = np.argsort(draws.reshape(n * m, k).T, axis=1, kind="stable")
    by_rank = stats.norm.ppf((np.arange(1, n * m + 1) - 0.375) / (n * m + 0.25))
    scores = np.empty(order.shape)
    np.put_along_axis(scores, order, by_rank[None, :], axis=1)
    return scores.T.reshape(n, m, k)


def _r_hat(draws: Array) -> Array:
    n = len(draws)
    within = draws.var(axis=0, ddof=1).mean(axis=0)
    between = draws.mean(axis=0).var(axis=0, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.sqrt((n - 1) / n + between / within))


def _ess(draws: Array) -> Array:
    n, m, _ = draws.shape
    centred = draws - draws.mean(axis=0)
    spectrum = np.fft.rfft(centred, 2 * n, axis=0)
    covariance = np.fft.irfft(np.abs(spectrum) ** 2, axis=0)[:n].mean(axis=1) / n
    within = covariance[0] * n / (n - 1)
    pooled = covariance[0] + draws.mean(axis=0).var(axis=0, ddof=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        rho = 1 - (within - covariance) / pooled
    rho[0] = 1.0
    pairs = rho[: n // 2 * 2].reshape(n // 2, 2, -1).sum(axis=1)
    positive = np.cumprod(pairs > 0, axis=0).astype(bool)
    tau = 2 * np.where(positive, np.minimum.accumulate(pairs, axis=0), 0).sum(axis=0) - 1
    return np.asarray(n * m / np.maximum(tau, 1 / np.log10(n * m)))
