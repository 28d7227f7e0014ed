"""Count models for stops: Poisson, overdispersed, negative binomial, multilevel."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """A fitted count model.

    Parameters
    ----------
    beta
        (K,) coefficients on the log scale.
    covariance
        (K, K), the dispersion not included.
    deviance, pearson
        Residual deviance and Pearson's chi-square.
    freedom
        Residual degrees of freedom.
    loglik
        Log-likelihood.
    alpha
        NB2 overdispersion, variance μ + α μ²; zero for Poisson.
    """

    beta: Array
    covariance: Array
    deviance: float
    pearson: float
    freedom: int
    loglik: float
    alpha: float = 0.0

    @property
    def dispersion(self) -> float:
        """Pearson's chi-square per degree of freedom, the quasi-Poisson φ."""
        return self.pearson / self.freedom


def fit_poisson(X: Array, y: Array, exposure: Array) -> Counts:
    """Poisson regression of counts with log exposure as offset."""
    import statsmodels.api as sm

    return _glm(sm.families.Poisson(), X, y, exposure)


def fit_negative_binomial(X: Array, y: Array, exposure: Array) -> Counts:
    """NB2 by maximum likelihood: α by a search over the likelihood maximised in β.

    The covariance takes α as known, as R's `glm.nb` does (β and α are orthogonal).
    """
    import statsmodels.api as sm

    def at(log_alpha: float) -> Counts:
        return _glm(sm.families.NegativeBinomial(alpha=np.exp(log_alpha)), X, y, exposure)

    found = optimize.minimize_scalar(
        lambda log_alpha: -at(log_alpha).loglik,
        bounds=(-12, 4),
        method="bounded",
        options={"xatol": 1e-7},
    )
    best = at(float(found.x))
    return Counts(
        beta=best.beta,
        covariance=best.covariance,
        deviance=best.deviance,
        pearson=best.pearson,
        freedom=best.freedom,
        loglik=best.loglik,
        alpha=float(np.exp(found.x)),
    )


def _glm(family: object, X: Array, y: Array, exposure: Array) -> Counts:
    import statsmodels.api as sm

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = sm.GLM(y, X, family=family, offset=np.log(exposure)).fit(tol=1e-12, maxiter=200)
    return Counts(
        beta=np.asarray(fit.params),
        covariance=np.asarray(fit.normalized_cov_params),
        deviance=float(fit.deviance),
        pearson=float(fit.pearson_chi2),
        freedom=int(fit.df_resid),
        loglik=float(fit.llf),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Multilevel:
    """A fitted multilevel model.

    Parameters
    ----------
    alpha
        (G,) log rate of each group.
    covariance
        (G, G) of `alpha`.
    place_sd, cell_sd
        Spread of places and of cells (overdispersion), on the log scale.
    """

    alpha: Array
    covariance: Array
    place_sd: float
    cell_sd: float


def fit_multilevel(y: Array, exposure: Array) -> Multilevel | None:
    """Poisson with a normal effect of each place and of each cell; None if it does not settle.

    y_gp ~ Poisson(n_gp exp(α_g + β_p + ε_gp)), β_p ~ N(0, σ_β²), ε_gp ~ N(0, σ_ε²): the model of
    Gelman, Fagan & Kiss (2007), eq. 1, by maximum marginal likelihood; each place's effects are
    integrated out by Laplace's method.

    Parameters
    ----------
    y, exposure
        (P, G); a cell with zero exposure is left out.
    """
    y = np.where(exposure > 0, y, 0.0)
    G = y.shape[1]
    model = _Marginal(y=y, n=exposure, u=np.zeros_like(y))
    crude = np.log(np.maximum(y.sum(axis=0), 0.5) / exposure.sum(axis=0))
    start = np.concatenate([crude, [np.log(0.5), np.log(0.3)]])
    found = optimize.minimize(model.negative, start, method="BFGS", options={"gtol": 1e-4})
    hessian = _hessian(model.negative, found.x)
    try:
        covariance = np.linalg.inv(hessian)
    except np.linalg.LinAlgError:
        return None
    if not (np.diag(covariance)[:G] > 0).all() or not np.isfinite(found.fun):
        return None
    return Multilevel(
        alpha=found.x[:G],
        covariance=np.asarray(covariance[:G, :G], dtype=np.float64),
        place_sd=float(np.exp(found.x[G])),
        cell_sd=float(np.exp(found.x[G + 1])),
    )


@dataclass(slots=True)
class _Marginal:
    """Laplace's marginal likelihood; `u` remembers the places' modes between evaluations."""

    y: Array
    n: Array
    u: Array

    def negative(self, theta: Array) -> float:
        G = self.y.shape[1]
        alpha, (place_sd, cell_sd) = theta[:G], np.exp(np.clip(theta[G:], -8, 4))
        sigma = place_sd**2 * np.ones((G, G)) + cell_sd**2 * np.eye(G)
        precision = np.linalg.inv(sigma)
        u = self.u
        for _ in range(50):
            rate = self.n * np.exp(alpha + u)
            score = self.y - rate - u @ precision
            bend = precision + rate[:, :, None] * np.eye(G)
            step = np.linalg.solve(bend, score[:, :, None])[:, :, 0]
            u = u + np.clip(step, -2, 2)
            if np.abs(step).max() < 1e-9:
                break
        self.u = u
        rate = self.n * np.exp(alpha + u)
        bend = precision + rate[:, :, None] * np.eye(G)
        fit = (self.y * (alpha + u) - rate).sum() - 0.5 * np.einsum("pg,gh,ph->", u, precision, u)
        size = len(u) * np.linalg.slogdet(sigma)[1] + np.linalg.slogdet(bend)[1].sum()
        return float(-(fit - 0.5 * size))


def _hessian(of: Callable[[Array], float], at: Array, step: float = 1e-3) -> Array:
    size = len(at)
    found = np.zeros((size, size))
    eye = np.eye(size) * step
    for i in range(size):
        for j in range(i, size):
            corners = [
                of(at + si * eye[i] + sj * eye[j]) * si * sj for si in (1, -1) for sj in (1, -1)
            ]
            found[i, j] = found[j, i] = sum(corners) / (4 * step**2)
    return found
