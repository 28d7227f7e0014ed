"""Normal points without the luck of the draw: what importance sampling uses for random ones."""

import numpy as np
from scipy import special

from daylight.model.arrays import Array


def normal_points(points: int, dimensions: int, rng: np.random.Generator) -> Array:
    """Standard normal points (points, dimensions) whose low moments are exact.

    Method: a Latin hypercube, mirrored, so that all odd moments vanish, and turned so that the
    covariance is the identity where there are enough points for that. Averages of linear and
    quadratic functions are then exact.
    """
    half = points // 2
    strata = rng.permuted(np.tile(np.arange(half)[:, None], dimensions), axis=0)
    x = special.ndtri((strata + rng.random((half, dimensions))) / half)
    if half > 2 * dimensions:
        root = np.linalg.cholesky(x.T @ x / half)
        x = np.linalg.solve(root, x.T).T
    return np.concatenate([x, -x])
