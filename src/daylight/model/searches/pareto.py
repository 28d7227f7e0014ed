"""Smoothing of importance weights, and the shape that says whether they can be trusted."""

import numpy as np
from scipy import special

from daylight.model.arrays import Array


def smoothed(log_weights: Array) -> tuple[Array, float]:
    """Normalised weights with their tail smoothed, and the tail's Pareto shape k.

    Estimand: E[f] under the target from draws of a proposal. k above 0.7 means that the proposal
    misses so much of the target that no feasible number of draws would repair it.
    Method: the largest M = min(n/5, 3√n) weights are replaced by quantiles of a generalised Pareto
    fitted to them, none above the largest weight seen.
    Refuses: never; with fewer than 25 draws nothing is smoothed and k is infinite.
    Reference: Vehtari, Simpson, Gelman, Yao & Gabry (2024), JMLR 25(72), algorithm 1.
    """
    shifted = log_weights - log_weights.max()
    n = shifted.size
    tail = int(np.ceil(min(0.2 * n, 3 * np.sqrt(n))))
    k = np.inf
    if tail >= 5:
        order = np.argsort(shifted, kind="stable")
        top = order[-tail:]
        cut = np.exp(shifted[order[-tail - 1]])
        over = np.exp(shifted[top]) - cut
        if over[0] <= 0 or over[-1] <= 1e-12:
            k = -np.inf  # equal weights: there is no tail
        else:
            k, sigma = pareto(over)
            chance = (np.arange(tail) + 0.5) / tail
            fitted = sigma * (
                -np.log1p(-chance) if k == 0 else np.expm1(-k * np.log1p(-chance)) / k
            )
            shifted[top] = np.minimum(np.log(fitted + cut), 0.0)
    weights = np.exp(shifted)
    return weights / weights.sum(), float(k)


def pareto(over: Array) -> tuple[float, float]:
    """Shape k and scale σ of a generalised Pareto, from sorted positive excesses.

    Reference: Zhang & Stephens (2009), Technometrics 51:316–325, with the weak prior on k of
    Vehtari et al. (2024), appendix C.
    """
    n = over.size
    grid = 30 + int(np.sqrt(n))
    steps = np.arange(1, grid + 1)
    quartile = over[max(int(n / 4 + 0.5) - 1, 0)]
    theta = 1 / over[-1] + (1 - np.sqrt(grid / (steps - 0.5))) / (3 * quartile)
    shapes = np.log1p(-theta[:, None] * over).mean(axis=1)
    profile = n * (np.log(-theta / shapes) - shapes - 1)
    best = float(theta @ special.softmax(profile))
    k = float(np.log1p(-best * over).mean())
    return (n * k + 10 * 0.5) / (n + 10), -k / best
