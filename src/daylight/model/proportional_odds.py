"""The proportional-odds model on counts: each distinct row of the design once, with its levels."""

from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from daylight.model.arrays import Array


@dataclass(frozen=True, slots=True)
class OrdinalFit:
    """Thresholds `theta`, slopes `beta`, their covariance, and the log-likelihood, on `X`."""

    X: Array
    theta: Array
    beta: Array
    covariance: Array
    log_likelihood: float
    converged: bool


def proportional_odds(X: Array, Y: Array) -> OrdinalFit:
    """Cumulative logit model with common slopes, fitted to counts.

    Estimand: β, the log odds ratio of being above any given level.
    Method: maximum likelihood by BFGS with the analytic gradient; covariance from the expected
    information.
    Refuses: never; `converged` says whether the gradient vanished.
    Reference: McCullagh (1980) JRSS B 42:109-142.

    Parameters
    ----------
    X
        (R, P) covariates of each row of counts.
    Y
        (R, J) counts by level, least to most severe.
    """
    J, P = Y.shape[1], X.shape[1]
    share = np.cumsum(Y.sum(axis=0))[:-1] / Y.sum()
    start = np.concatenate([_to_free(special.logit(share)), np.zeros(P)])
    scale = Y.sum()

    def objective(free: Array) -> tuple[float, Array]:
        value, gradient = _negative(free, X, Y)
        return value / scale, gradient / scale

    found = optimize.minimize(
        objective, start, jac=True, method="BFGS", options={"gtol": 1e-8, "maxiter": 500}
    )
    theta, beta = _from_free(found.x[: J - 1]), found.x[J - 1 :]
    information = _information(theta, beta, X, Y.sum(axis=1))
    converged = bool(np.abs(found.jac).max() < 1e-5) and np.linalg.cond(information) < 1e12
    covariance: Array = np.full((J - 1 + P,) * 2, np.nan)
    if converged:
        covariance = np.asarray(np.linalg.inv(information), dtype=np.float64)
    return OrdinalFit(X, theta, beta, covariance, float(-found.fun * scale), converged)


def _to_free(theta: Array) -> Array:
    """Increasing thresholds as free numbers: the first, then the logs of the steps."""
    return np.concatenate([theta[:1], np.log(np.diff(theta))])


def _from_free(free: Array) -> Array:
    thresholds: Array = np.cumsum(np.concatenate([free[:1], np.exp(free[1:])]))
    return thresholds


def _probabilities(theta: Array, eta: Array) -> tuple[Array, Array]:
    """Cumulative logistic (R, J + 1) with its ends, and the probabilities of levels (R, J)."""
    inner = special.expit(theta[None, :] - eta[:, None])
    ends = np.ones((len(eta), 1))
    cumulative = np.hstack([0 * ends, inner, ends])
    return cumulative, np.maximum(np.diff(cumulative, axis=1), 1e-300)


def _negative(free: Array, X: Array, Y: Array) -> tuple[float, Array]:
    """Minus the log-likelihood and its gradient in the free parameters."""
    k = Y.shape[1] - 1
    theta, beta = _from_free(free[:k]), free[k:]
    cumulative, p = _probabilities(theta, X @ beta)
    density = cumulative * (1 - cumulative)
    ratio = Y / p
    by_theta = (ratio[:, :-1] - ratio[:, 1:]) * density[:, 1:-1]
    by_eta = -(ratio * (density[:, 1:] - density[:, :-1])).sum(axis=1)
    theta_gradient = by_theta.sum(axis=0)
    steps = np.cumsum(theta_gradient[::-1])[::-1]
    free_gradient = np.concatenate([steps[:1], steps[1:] * np.exp(free[1:k])])
    return float(-(Y * np.log(p)).sum()), -np.concatenate([free_gradient, X.T @ by_eta])


def _information(theta: Array, beta: Array, X: Array, n: Array) -> Array:
    """Expected information for thresholds and slopes: Σ n Σ_j d_j d_jᵀ / p_j."""
    d, p = derivatives(theta, beta, X)
    information: Array = np.einsum("r,rja,rjb,rj->ab", n, d, d, 1 / p)
    return information


def derivatives(theta: Array, beta: Array, X: Array) -> tuple[Array, Array]:
    """(R, J, K) how the probability of each level moves with each parameter, and (R, J) that."""
    cumulative, p = _probabilities(theta, X @ beta)
    density = cumulative * (1 - cumulative)
    R, J = p.shape
    k, P = J - 1, X.shape[1]
    d = np.zeros((R, J, k + P))
    for j in range(k):
        d[:, j, j] += density[:, j + 1]
        d[:, j + 1, j] -= density[:, j + 1]
    d[:, :, k:] = -(density[:, 1:] - density[:, :-1])[:, :, None] * X[:, None, :]
    return d, p
