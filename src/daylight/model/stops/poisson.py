"""Count models for stops: Poisson, overdispersed, negative binomial, multilevel."""

from dataclasses import dataclass

import numpy as np
from scipy import linalg, optimize
from scipy.special import gammaln, xlogy

from daylight.model.arrays import Array

MOST_STEPS = 100
TOLERANCE = 1e-12
LEAST_ALPHA = 1e-4
LOG_ALPHAS = (-12.0, 4.0)
"""Where NB2's log α is looked for: from hardly any to hardly bounded overdispersion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountFit:
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
    df: int
    loglik: float
    alpha: float = 0.0

    @property
    def dispersion(self) -> float:
        """Pearson's chi-square per degree of freedom, the quasi-Poisson φ."""
        return self.pearson / self.df


def fit_poisson(X: Array, y: Array, exposure: Array) -> CountFit:
    """Poisson regression of counts with log exposure as offset."""
    space = _Space.of(X)
    return _described(space, y, exposure, _climbed(space.Z, y, exposure, 0.0), 0.0)


def fit_negative_binomial(X: Array, y: Array, exposure: Array) -> CountFit:
    """NB2 by maximum likelihood: α by a search over the likelihood maximised in β.

    The covariance is that of the observed information of β and α together.
    """
    space = _Space.of(X)
    Z, gamma = space.Z, _climbed(space.Z, y, exposure, 0.0)

    def lost(log_alpha: float) -> float:
        nonlocal gamma
        alpha = float(np.exp(log_alpha))
        gamma = _climbed(Z, y, exposure, alpha, gamma)
        return -_loglik(y, exposure * np.exp(Z @ gamma), alpha)

    found = optimize.minimize_scalar(
        lost, bounds=LOG_ALPHAS, method="bounded", options={"xatol": 1e-7}
    )
    alpha = float(np.exp(found.x))
    return _described(space, y, exposure, _climbed(Z, y, exposure, alpha, gamma), alpha)


@dataclass(frozen=True, slots=True)
class _Space:
    """What a design spans: an orthonormal basis Z of it, and β = back @ γ for μ = Z γ.

    Columns that repeat each other, as nested places do, leave Z with fewer columns than X.
    """

    Z: Array
    back: Array

    @classmethod
    def of(cls, X: Array) -> "_Space":
        U, s, Vt = np.linalg.svd(X, full_matrices=False)
        kept = s > s[0] * max(X.shape) * np.finfo(float).eps
        return cls(np.asarray(U[:, kept]), np.asarray(Vt[kept].T / s[kept]))


def _climbed(
    Z: Array, y: Array, exposure: Array, alpha: float, start: Array | None = None
) -> Array:
    """Coefficients of greatest likelihood for a given α, by Fisher's scoring with halved steps.

    The start is the least-squares fit of log rates, half an event added to each.
    """
    gamma = Z.T @ np.log((y + 0.5) / exposure) if start is None else start
    mu = exposure * np.exp(Z @ gamma)
    reached = _loglik(y, mu, alpha)
    for _ in range(MOST_STEPS):
        score = Z.T @ ((y - mu) / (1 + alpha * mu))
        step = _inverse(_information(Z, mu, alpha)) @ score
        if float(score @ step) < TOLERANCE:
            break
        for halving in range(30):
            trial = gamma + step / 2**halving
            mu = exposure * np.exp(Z @ trial)
            gained = _loglik(y, mu, alpha) - reached
            if gained >= -1e-10 * abs(reached):
                break
        gamma, reached = trial, reached + gained
    return gamma


def _inverse(information: Array) -> Array:
    """The inverse; of what has none, as where a place had no stop at all, the pseudo-inverse."""
    try:
        return np.asarray(
            linalg.cho_solve(linalg.cho_factor(information), np.eye(len(information)))
        )
    except linalg.LinAlgError:
        return np.asarray(np.linalg.pinv(information, hermitian=True))


def _information(X: Array, mu: Array, alpha: float) -> Array:
    return np.asarray((X * (mu / (1 + alpha * mu))[:, None]).T @ X)


def _observed(Z: Array, y: Array, mu: Array, alpha: float) -> Array:
    """Minus the second derivatives in γ, less what not knowing α takes away from them.

    Where the likelihood hardly bends in α, as without any overdispersion, that part is left out.
    """
    if alpha <= LEAST_ALPHA:
        return _information(Z, mu, alpha)
    own = (Z * (mu * (1 + alpha * y) / (1 + alpha * mu) ** 2)[:, None]).T @ Z
    cross = Z.T @ ((y - mu) * mu / (1 + alpha * mu) ** 2)
    step = 1e-3 * alpha
    at = [_loglik(y, mu, alpha + move) for move in (-step, 0, step)]
    bend = (2 * at[1] - at[0] - at[2]) / step**2
    return np.asarray(own - np.outer(cross, cross) / bend if bend > 0 else own)


def _loglik(y: Array, mu: Array, alpha: float) -> float:
    if alpha == 0:
        return float((xlogy(y, mu) - mu - gammaln(y + 1)).sum())
    size = 1 / alpha
    constant = gammaln(y + size) - gammaln(size) - gammaln(y + 1)
    return float((constant + xlogy(y, alpha * mu) - (y + size) * np.log1p(alpha * mu)).sum())


def _described(space: _Space, y: Array, exposure: Array, gamma: Array, alpha: float) -> CountFit:
    mu = exposure * np.exp(space.Z @ gamma)
    ratio = xlogy(y, np.where(y > 0, y, 1) / mu)
    if alpha == 0:
        unit = ratio - (y - mu)
    else:
        unit = ratio - (y + 1 / alpha) * np.log((1 + alpha * y) / (1 + alpha * mu))
    covariance = _inverse(_observed(space.Z, y, mu, alpha))
    return CountFit(
        beta=space.back @ gamma,
        covariance=np.asarray(space.back @ covariance @ space.back.T),
        deviance=float(2 * unit.sum()),
        pearson=float(((y - mu) ** 2 / (mu * (1 + alpha * mu))).sum()),
        df=len(y) - space.Z.shape[1],
        loglik=_loglik(y, mu, alpha),
        alpha=alpha,
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
    found = optimize.minimize(
        model.negative, start, method="BFGS", jac=True, options={"gtol": 1e-4}
    )
    try:
        covariance = np.linalg.inv(_hessian(model, found.x))
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

    def negative(self, theta: Array) -> tuple[float, Array]:
        """Minus the log-likelihood and its gradient, in α, log σ_β and log σ_ε.

        At the modes u the score is zero, so the likelihood answers to θ directly and, through
        log |B|, by way of u: ∂u/∂α = −B⁻¹ diag(λ), ∂u/∂σ = −B⁻¹ (∂Λ/∂σ) u.
        """
        G = self.y.shape[1]
        place_sd, cell_sd = np.exp(np.clip(theta[G:], -8, 4))
        sigma = place_sd**2 * np.ones((G, G)) + cell_sd**2 * np.eye(G)
        precision = np.linalg.inv(sigma)
        self.u = u = self._modes(theta[:G], precision)
        rate = self.n * np.exp(theta[:G] + u)
        B = precision + rate[:, :, None] * np.eye(G)
        fit = (self.y * (theta[:G] + u) - rate).sum() - 0.5 * np.einsum(
            "pg,gh,ph->", u, precision, u
        )
        size = len(u) * np.linalg.slogdet(sigma)[1] + np.linalg.slogdet(B)[1].sum()
        inverse = np.linalg.inv(B)
        pull = np.einsum("pgg->pg", inverse) * rate  # ∂ log |B| / ∂u
        through = np.einsum("pg,pgh->ph", pull, inverse)
        slope = np.empty_like(theta)
        slope[:G] = (self.y - rate - 0.5 * (pull - through * rate)).sum(axis=0)
        for k, changed in enumerate(
            (2 * place_sd**2 * np.ones((G, G)), 2 * cell_sd**2 * np.eye(G))
        ):
            bent = -precision @ changed @ precision
            direct = np.einsum("pg,gh,ph->", u, bent, u) + np.einsum("pgh,hg->", inverse, bent)
            own = len(u) * np.trace(precision @ changed) - np.einsum("pg,gh,ph->", through, bent, u)
            slope[G + k] = -0.5 * (direct + own)
        return float(0.5 * size - fit), -slope

    def _modes(self, alpha: Array, precision: Array) -> Array:
        u = self.u
        for _ in range(50):
            rate = self.n * np.exp(alpha + u)
            score = self.y - rate - u @ precision
            bend = precision + rate[:, :, None] * np.eye(u.shape[1])
            step = np.linalg.solve(bend, score[:, :, None])[:, :, 0]
            u = u + np.clip(step, -2, 2)
            if np.abs(step).max() < 1e-9:
                break
        return np.asarray(u)


def _hessian(model: _Marginal, at: Array, step: float = 1e-4) -> Array:
    """Central differences of the gradient, made symmetric."""
    rows = [
        (model.negative(at + move)[1] - model.negative(at - move)[1]) / (2 * step)
        for move in np.eye(len(at)) * step
    ]
    return np.asarray((np.array(rows) + np.array(rows).T) / 2)
