"""A log-linear regression of counts on a few columns, Poisson or negative binomial."""

from typing import NamedTuple

import numpy as np

from daylight.model.arrays import Array

ROUNDS = 100
CLOSE = 1e-12


class LogLinear(NamedTuple):
    """Coefficients (k,), fitted means (n,) and their variances (n,) under the family."""

    coefficients: Array
    mu: Array
    variance: Array


def log_linear(y: Array, X: Array, offset: Array, *, alpha: float = 0.0) -> LogLinear:
    """Fit log E[y] = offset + Xβ by iteratively reweighted least squares.

    Estimand: β of a log-linear mean.
    Method: Fisher scoring with Var[y] = μ + αμ²; α = 0 is Poisson's, so that with any α the
    coefficients solve the quasi-likelihood equations Σ x (y − μ) μ / Var = 0.
    Refuses: never; it stops after 100 rounds where there is no finite maximum.
    Reference: McCullagh & Nelder (1989), Generalized Linear Models, section 2.5.
    """
    mu = (y + y.mean()) / 2
    beta = np.zeros(X.shape[1])
    for _ in range(ROUNDS):
        weight = mu / (1 + alpha * mu)
        working = np.log(mu) - offset + (y - mu) / mu
        root = np.sqrt(weight)
        step = np.linalg.lstsq(X * root[:, None], working * root, rcond=None)[0]
        moved = float(np.abs(step - beta).max())
        beta, mu = step, np.exp(offset + X @ step)
        if moved < CLOSE * (1 + float(np.abs(beta).max())):
            break
    return LogLinear(beta, mu, mu + alpha * mu**2)
