"""The threshold test by Hamiltonian Monte Carlo (NumPyro's NUTS), for when Laplace will not do.

Needs the extra `mcmc`. The model is the one of `nested_laplace`, with the same priors and the same
parts, so that the two can be compared draw for draw: thresholds are centred on their group,
because the non-centred form mixes badly when counts are large.
"""

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from daylight.model.arrays import Array
from daylight.model.searches import threshold_beta, threshold_discriminant
from daylight.model.searches.nested_laplace import Prior, ThresholdModel
from daylight.model.searches.threshold_beta import DROP, POINTS, WEIGHTS
from daylight.model.searches.threshold_counts import SearchCounts

log = logging.getLogger("daylight.progress")
TOLD = 20
"""Times that progress is told."""


def is_installed() -> bool:
    """Whether NumPyro can be imported."""
    return find_spec("numpyro") is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class NutsChain:
    """Draws of every cell's three coordinates, and how well the chains mixed."""

    eta: tuple[Array, Array, Array]
    theta: Array
    r_hat: float
    effective: float
    divergences: int


class Length(NamedTuple):
    """How long to sample: steps of warm-up, draws kept, chains."""

    warm_up: int = 500
    draws: int = 500
    chains: int = 4


USUAL = Length()


class OutOfTime(Exception):
    """Sampling did not end within the time allowed; `share` of it was done."""

    def __init__(self, share: float) -> None:
        super().__init__(f"{share:.0%} done")
        self.share = share


def sample(
    model: ThresholdModel,
    *,
    seed: int,
    minutes: float = math.inf,
    length: Length = USUAL,
) -> NutsChain:
    """Draw from the posterior with several chains, each after its warm-up.

    Step by step, so that progress can be told and time kept; OutOfTime after `minutes`.
    """
    import jax
    from numpyro.diagnostics import summary
    from numpyro.infer import NUTS, init_to_value

    counts, prior = model.counts, model.prior
    warm_up, draws, chains = length
    args = LOG_LIKELIHOOD[model.family], counts, prior
    total, deadline = chains * (warm_up + draws), time.monotonic() + 60 * minutes
    with jax.enable_x64(True):
        start = {"t": prior.centre[2][:, None] + np.zeros(counts.hits.shape)}
        kernel = NUTS(
            _model,
            target_accept_prob=0.9,
            max_tree_depth=10,
            init_strategy=init_to_value(values=start),
        )
        states = [
            kernel.init(key, warm_up, None, args, {})
            for key in jax.random.split(jax.random.key(seed), chains)
        ]
        step = jax.jit(lambda state: kernel.sample(state, args, {}))
        kept: list[list[Any]] = [[] for _ in states]
        bad = 0
        for done, (chain, number) in enumerate(product(range(chains), range(warm_up + draws))):
            if time.monotonic() > deadline:
                raise OutOfTime(done / total)
            if done and done % (total // TOLD) == 0:
                log.info("sampling: %d %% done", round(100 * done / total))
            states[chain] = step(states[chain])
            if number >= warm_up:
                kept[chain].append(states[chain].z)
                bad += int(states[chain].diverging)
        stacked = jax.tree.map(lambda *parts: np.stack(parts), *(_stacked(one) for one in kept))
        finish = jax.vmap(jax.vmap(kernel.postprocess_fn(args, {})))
        by_chain = {name: np.asarray(values) for name, values in finish(stacked).items()}
    mixing = summary({name: by_chain[name] for name in ("theta", "t")})
    flat = {name: values.reshape(-1, *values.shape[2:]) for name, values in by_chain.items()}
    return NutsChain(
        eta=(flat["eta_1"], flat["eta_2"], flat["t"]),
        theta=flat["theta"],
        r_hat=max(float(np.nanmax(part["r_hat"])) for part in mixing.values()),
        effective=min(float(np.nanmin(part["n_eff"])) for part in mixing.values()),
        divergences=bad,
    )


def _stacked(draws: list[Any]) -> Any:
    """The draws of one chain, each a mapping of arrays, as one mapping of longer arrays."""
    import jax

    return jax.tree.map(lambda *parts: np.stack(parts), *draws)


def _model(log_likelihood: Callable[..., Any], counts: SearchCounts, prior: Prior) -> None:
    """The threshold test for NumPyro."""
    import jax.numpy as jnp
    import numpyro
    from jax.scipy.special import ndtr, ndtri
    from numpyro import distributions as dist

    groups, places = counts.hits.shape
    theta = numpyro.sample("theta", dist.Normal(0, 1).expand([prior.size]).to_event(1))
    z = numpyro.sample("z", dist.Normal(0, 1).expand([2, places]).to_event(2))
    offset = prior.centre + prior.design @ theta
    x = jnp.clip(theta[prior.sigma_at], -8.0, 8.0)
    sigma = -prior.sigma_sd * ndtri(ndtr(-x) / 2)
    t = numpyro.sample(
        "t",
        dist.Normal(offset[2][:, None], sigma[:, None]).expand([groups, places]).to_event(2),
    )
    free = (np.arange(places) > 0).astype(float)
    eta = (
        numpyro.deterministic("eta_1", offset[0][:, None] + prior.place_sd[0] * free * z[0]),
        numpyro.deterministic("eta_2", offset[1][:, None] + prior.place_sd[1] * free * z[1]),
        t,
    )
    numpyro.factor("counts", log_likelihood(eta, counts).sum())


def _log_discriminant(eta: tuple[Any, Any, Any], counts: SearchCounts) -> Any:
    import jax.numpy as jnp
    from jax.nn import log_sigmoid
    from jax.scipy.special import log_ndtr

    logit_phi, log_delta, t = eta
    guilty, innocent, delta = log_sigmoid(logit_phi), log_sigmoid(-logit_phi), jnp.exp(log_delta)
    none = jnp.logaddexp(guilty + log_ndtr(t - delta), innocent + log_ndtr(t))
    return (
        counts.hits * (guilty + log_ndtr(delta - t))
        + counts.misses * (innocent + log_ndtr(-t))
        + counts.not_searched * none
    )


def _log_beta(eta: tuple[Any, Any, Any], counts: SearchCounts) -> Any:
    """The same quadrature as in `threshold_beta`; the upper cut is held fixed in the gradient."""
    import jax.numpy as jnp
    from jax.lax import stop_gradient
    from jax.nn import log_sigmoid, sigmoid
    from jax.scipy.special import gammaln

    logit_phi, log_lam, tau = eta
    lam = jnp.exp(log_lam)
    a, b = lam * sigmoid(logit_phi), lam * sigmoid(-logit_phi)

    def exponent(u: Any) -> Any:
        return a * u - lam * jnp.logaddexp(0.0, u)

    peak = jnp.maximum(tau, logit_phi)
    spread, top = jnp.sqrt(lam / (a * b)), exponent(peak)
    low, high = jnp.minimum(peak - spread, tau), peak + spread
    for _ in range(8):
        high = high + (exponent(high) - top + DROP) / jnp.maximum(lam * sigmoid(high) - a, 1e-12)
        low = low - (exponent(low) - top + DROP) / jnp.maximum(a - lam * sigmoid(low), 1e-12)
    low = jnp.maximum(tau, stop_gradient(low))
    high = stop_gradient(high)
    u = low[..., None] + (high - low)[..., None] * POINTS
    w = WEIGHTS * jnp.exp(a[..., None] * u + lam[..., None] * log_sigmoid(-u) - top[..., None])
    scale = top + jnp.log(high - low) - (gammaln(a) + gammaln(b) - gammaln(lam))
    log_hit = jnp.log((w * sigmoid(u)).sum(axis=-1)) + scale
    log_miss = jnp.log((w * sigmoid(-u)).sum(axis=-1)) + scale
    none = jnp.log1p(-jnp.minimum(jnp.exp(jnp.logaddexp(log_hit, log_miss)), 1 - 1e-13))
    return counts.hits * log_hit + counts.misses * log_miss + counts.not_searched * none


LOG_LIKELIHOOD: dict[object, Callable[..., Any]] = {
    threshold_beta: _log_beta,
    threshold_discriminant: _log_discriminant,
}
