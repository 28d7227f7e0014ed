"""What identical officers would show by chance alone, and what remains when chance is removed."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy import optimize, special, stats

from daylight.model.arrays import Array
from daylight.model.draws import MOST, SURE
from daylight.model.officers.inequality import Statistic, histogram

Histogram = tuple[Array, Array]
"""Values, and how many officers have each: of one department or (D, V) of several."""

LARGEST_COUNT = 10_000
"""Up to this many events on one officer, all drawn departments fit one table of counts."""

LOG_K = (-6.0, 10.0)
"""Range of log k searched: at the top officers are alike, at the bottom a handful have it all."""


class AlikeOfficers(NamedTuple):
    """Identical officers: their rate, variance over mean of their counts, and who is listed.

    `dispersion` is 1 for independent events and more where they come in bursts; `truncated` says
    that only officers with an event are listed, which only independent events allow for.
    """

    rate: float
    dispersion: float = 1.0
    truncated: bool = False


def common_rate(x: Array, e: Array, *, truncated: bool) -> float:
    """The rate that all officers share if they are identical.

    Estimand: events per unit of exposure.
    Method: Poisson maximum likelihood; `truncated` conditions each officer on at least one event,
    for files that list nobody else.
    Refuses: never.
    Reference: zero-truncated Poisson, David & Johnson (1952).
    """
    if not truncated:
        return float(x.sum() / e.sum())
    if (x <= 1).all():
        return 0.0

    def excess(rate: float) -> float:
        return float(np.sum(rate * e / -np.expm1(-rate * e)) - np.sum(x))

    most = float(x.sum() / e.sum())
    return float(optimize.brentq(excess, 1e-9 * most, most * (1 + 1e-9)))


def chance_histograms(
    alike: AlikeOfficers, e: Array, draws: int, rng: np.random.Generator
) -> list[Histogram]:
    """Departments of identical officers with these exposures, as (values, numbers of officers)."""
    if (e == e[0]).all():
        return [_equal(alike, float(e[0]), (draws, len(e)), rng)]
    counts = [_one(alike, e, rng) for _ in range(draws)]
    most = max(int(x.max()) for x in counts)
    if most > LARGEST_COUNT:
        return [(v, m[None]) for v, m in map(histogram, counts)]
    m = np.stack([np.bincount(x.astype(np.int64), minlength=most + 1) for x in counts])
    return [(np.arange(most + 1, dtype=np.float64), m.astype(np.float64))]


def _equal(
    alike: AlikeOfficers, exposure: float, size: tuple[int, int], rng: np.random.Generator
) -> Histogram:
    mean, over = alike.rate * exposure, alike.dispersion - 1
    counts = stats.nbinom(mean / over, 1 / alike.dispersion) if over > 1e-6 else stats.poisson(mean)
    v = np.arange(int(alike.truncated), int(counts.isf(1e-12)) + 3, dtype=np.float64)
    p = counts.pmf(v) if mean > 0 else (v == v[0]).astype(np.float64)
    return v, rng.multinomial(size[1], p / p.sum(), size=size[0]).astype(np.float64)


def _one(alike: AlikeOfficers, e: Array, rng: np.random.Generator) -> Array:
    mean, over = alike.rate * e, alike.dispersion - 1
    if alike.truncated:
        # The first event comes at this part of the exposure, given that one comes; more may follow.
        first = -np.log1p(rng.uniform(size=len(mean)) * np.expm1(-mean))
        return np.asarray(1.0 + rng.poisson(np.maximum(mean - first, 0.0)), dtype=np.float64)
    if over > 1e-6:
        return rng.negative_binomial(mean / over, 1 / alike.dispersion).astype(np.float64)
    return rng.poisson(mean).astype(np.float64)


def values_of(statistic: Statistic, departments: list[Histogram]) -> Array:
    """A statistic of every department."""
    return np.concatenate([statistic(v, m) for v, m in departments])


def until_sure(
    alike: AlikeOfficers,
    e: Array,
    seen: Sequence[tuple[Statistic, float]],
    departments: list[Histogram],
    rng: np.random.Generator,
) -> list[Array]:
    """Each statistic of these departments, and of more where hardly any is as far out as was seen.

    Departments are drawn as many at a time as there are, and let go, for a table of them is large.
    """
    found = [[values_of(statistic, departments)] for statistic, _ in seen]
    first = sum(len(m) for _, m in departments)
    pairs = zip(seen, found, strict=True)
    if all(_as_far(value, values[0]) >= SURE for (_, value), values in pairs):
        return [values[0] for values in found]
    for done in range(first, MOST, first):
        more = chance_histograms(alike, e, min(first, MOST - done), rng)
        for (statistic, _), values in zip(seen, found, strict=True):
            values.append(values_of(statistic, more))
    return [np.concatenate(values) for values in found]


def either_way(seen: float, draws: Array) -> float:
    """Two-sided p-value: twice the share of draws as far out, on the side where fewer are."""
    return float(min(1.0, 2 * (_as_far(seen, draws) + 1) / (len(draws) + 1)))


def _as_far(seen: float, draws: Array) -> int:
    return int(min((draws >= seen).sum(), (draws <= seen).sum()))


class GammaRates(NamedTuple):
    """Rates that differ between officers as a gamma distribution with this mean and shape k."""

    mean: float
    k: float
    k_low: float
    k_high: float


def gamma_rates(x: Array, e: Array, *, truncated: bool, level: float) -> GammaRates:
    """How much officers' underlying rates differ once Poisson noise is taken out.

    Estimand: the shape k of a gamma distribution of rates; large k, alike; small k, concentrated.
    Method: negative-binomial maximum likelihood with exposure, zero-truncated where only officers
    with an event are listed; profile-likelihood interval for k.
    Refuses: never; k at the end of the range means that the data do not bound it there.
    Reference: gamma-Poisson mixture, Greenwood & Yule (1920).
    """
    pairs, w = np.unique(np.column_stack([x, e]), axis=0, return_counts=True)
    x, e = pairs[:, 0], pairs[:, 1]
    start = np.log(common_rate(np.repeat(x, w), np.repeat(e, w), truncated=False))

    def loss(log_mean: float, log_k: float) -> float:
        return -float(w @ _log_pmf(x, np.exp(log_mean) * e, np.exp(log_k), truncated=truncated))

    def profile(log_k: float) -> tuple[float, float]:
        bounds = (start - 12.0, start + 1.0)
        best = optimize.minimize_scalar(
            loss, args=(log_k,), bounds=bounds, method="bounded", options={"xatol": 1e-7}
        )
        return float(best.fun), float(best.x)

    best = optimize.minimize_scalar(lambda b: profile(b)[0], bounds=LOG_K, method="bounded")
    floor, limit = float(best.fun), float(stats.chi2.ppf(level, 1)) / 2

    def above(log_k: float) -> float:
        return profile(log_k)[0] - floor - limit

    low = optimize.brentq(above, LOG_K[0], best.x) if above(LOG_K[0]) > 0 else LOG_K[0]
    high = optimize.brentq(above, best.x, LOG_K[1]) if above(LOG_K[1]) > 0 else LOG_K[1]
    mean = float(np.exp(profile(float(best.x))[1]))
    return GammaRates(mean, float(np.exp(best.x)), float(np.exp(low)), float(np.exp(high)))


def _log_pmf(x: Array, mu: Array, k: float, *, truncated: bool) -> Array:
    log_none = -k * np.log1p(mu / k)
    body = (
        special.gammaln(x + k)
        - special.gammaln(k)
        - special.gammaln(x + 1)
        + log_none
        + x * (np.log(mu) - np.log(k + mu))
    )
    if not truncated:
        return np.asarray(body)
    return np.asarray(body - np.log(-np.expm1(log_none)))


def gini_of_gamma(k: float) -> float:
    """Gini of gamma-distributed rates: Γ(k + ½) / (√π Γ(k + 1)); ½ at k = 1."""
    return float(np.exp(special.gammaln(k + 0.5) - special.gammaln(k + 1)) / np.sqrt(np.pi))


def top_share_of_gamma(k: float, percent: float) -> float:
    """Share of all expected events that belongs to the top p % of gamma-distributed rates."""
    cut = special.gammaincinv(k, 1 - percent / 100)
    return float(special.gammaincc(k + 1, cut))


def listed_rates(k: float, mean: float, percent: float) -> tuple[float, float]:
    """Gini and top share of rates among officers who appear in a list because of an event.

    Officers with a rate r appear with chance 1 − e⁻ʳ, so the list holds gamma rates weighted by
    that; the integrals are sums over a fine grid of log r.
    """
    scale = mean / k
    log_r = np.linspace(np.log(scale) - 40.0, np.log(scale * (k + 12 * np.sqrt(k) + 40)), 20_000)
    r = np.exp(log_r)
    log_w = k * log_r - r / scale + np.log(-np.expm1(-r))
    w = np.exp(log_w - log_w.max())
    people, events = np.cumsum(w) / w.sum(), np.cumsum(w * r) / (w @ r)
    gini = 1 - 2 * float(np.trapezoid(events, people))
    return gini, 1 - float(np.interp(1 - percent / 100, people, events))
