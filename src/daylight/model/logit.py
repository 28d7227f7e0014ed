"""Binomial regression on counts: each distinct row of the design once, with its trials."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import linalg
from scipy.special import expit

from daylight.model.arrays import Array, IntArray

MOST_STEPS = 60
TOLERANCE = 1e-10
FARTHEST = 30.0
"""A fitted log-odds beyond this means that some column separates the outcomes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogitFit:
    """A fitted logit.

    Parameters
    ----------
    X
        (R, K) the design, each distinct row once.
    beta
        (K,) coefficients.
    bread
        (K, K) inverse information, the model's covariance.
    trials, residual
        (R,) n, and y − n p, by row of the design.
    loglik
        Log-likelihood without its constant.
    converged
        Whether Newton's method came to rest and no column separates.
    """

    X: Array
    beta: Array
    bread: Array
    trials: Array
    residual: Array
    probability: Array
    loglik: float
    converged: bool


def fit_logit(X: Array, y: Array, n: Array) -> LogitFit:
    """Maximum likelihood of y ~ Binomial(n, expit(X β)) by Newton's method.

    Rows may be any grouping of Bernoulli trials with the same design row: the estimates are those
    of the trials one by one.
    """
    beta = np.zeros(X.shape[1])
    eta = X @ beta
    loglik = _loglik(eta, y, n)
    converged = False
    bread = np.full((X.shape[1], X.shape[1]), np.nan)
    for _ in range(MOST_STEPS):
        p = expit(eta)
        information = (X * (n * p * (1 - p))[:, None]).T @ X
        score = X.T @ (y - n * p)
        try:
            factor = linalg.cho_factor(information)
        except linalg.LinAlgError:
            break
        step = linalg.cho_solve(factor, score)
        bread = linalg.cho_solve(factor, np.eye(len(beta)))
        beta, eta, gained = _climb(LogitTrials(X, y, n), beta, step, loglik)
        loglik += gained
        if float(score @ step) < TOLERANCE:
            converged = bool(np.abs(eta).max(initial=0.0) < FARTHEST)
            break
    p = expit(eta)
    return LogitFit(
        X=X,
        beta=beta,
        bread=bread,
        trials=n,
        residual=y - n * p,
        probability=p,
        loglik=loglik,
        converged=converged,
    )


class LogitTrials(NamedTuple):
    """Design, successes and trials."""

    X: Array
    y: Array
    n: Array


def _climb(
    trials: LogitTrials, beta: Array, step: Array, loglik: float
) -> tuple[Array, Array, float]:
    """A Newton step, halved until the likelihood no longer falls."""
    X, y, n = trials
    for halving in range(30):
        trial = beta + step / 2**halving
        eta = X @ trial
        gained = _loglik(eta, y, n) - loglik
        if gained >= -1e-9 * abs(loglik):
            return trial, eta, gained
    return beta, X @ beta, 0.0


def _loglik(eta: Array, y: Array, n: Array) -> float:
    return float((y * eta - n * np.logaddexp(0, eta)).sum())


def clustered_variance(
    fit: LogitFit, column: int, row: IntArray, residual: Array, clusters: Sequence[IntArray]
) -> float:
    """Variance of one coefficient when trials of one cluster go together.

    Parameters
    ----------
    row
        (C,) the design row of each cell.
    residual
        (C,) y − n p of each cell.
    clusters
        One or two (C,) cluster codes; with two the variance is V₁ + V₂ − V₁₂.

    Reference: Liang & Zeger (1986); two ways: Cameron, Gelbach & Miller (2011), eq. 2.9.
    """
    influence = (fit.X @ fit.bread[:, column])[row] * residual
    parts = [_meat(influence, code) for code in clusters]
    if len(clusters) == 1:
        return parts[0]
    both = clusters[0] * (int(clusters[1].max(initial=0)) + 1) + clusters[1]
    total = sum(parts) - _meat(influence, np.unique(both, return_inverse=True)[1])
    return max(total, *parts) if total <= 0 else total


def _meat(influence: Array, code: npt.NDArray[np.integer]) -> float:
    sums = np.bincount(code, weights=influence)
    groups = len(np.unique(code))
    return float((sums**2).sum()) * groups / max(groups - 1, 1)
