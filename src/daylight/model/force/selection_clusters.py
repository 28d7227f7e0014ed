"""Force after a stop as functions of counts, to be computed again without each cluster."""

from collections.abc import Callable
from functools import partial

import numpy as np

from daylight.model.arrays import Array
from daylight.model.clusters import Statistic

Effect = Callable[[Array, Array, Array], Array]
"""Shares with force of the group and of the reference, and the group's share of the stops."""


def averaged(effect: Effect, *, over_group: bool) -> Statistic:
    """The mean of an effect over strata that hold both groups.

    Parameters
    ----------
    over_group
        Whether strata weigh by the group's stops, else by all.
    """
    return Statistic(partial(_parts, effect, over_group), _ratio)


def _parts(effect: Effect, over_group: bool, counts: Array) -> Array:
    y1, n1, y0, n0 = np.moveaxis(counts, -1, 0)
    shared = (n1 > 0) & (n0 > 0)
    one, base = np.where(shared, n1, 1.0), np.where(shared, n0, 1.0)
    weight = np.where(shared, n1 if over_group else n1 + n0, 0.0)
    mean = effect(y1 / one, y0 / base, one / (one + base))
    return np.stack([weight * mean, weight], axis=-1)


def _ratio(sums: Array) -> Array:
    mean: Array = sums[..., 0] / sums[..., 1]
    return mean


def _difference(E1: Array, E0: Array, _: Array) -> Array:
    return E1 - E0


DIRECT = averaged(_difference, over_group=False)
"""The direct effect among the stopped."""


def att(rho: float) -> Statistic:
    """The total effect among the group's stops, of which a share would not have been made."""
    return averaged(lambda E1, E0, _: E1 - (1 - rho) * E0, over_group=True)


def ate_lower(rho: float) -> Statistic:
    """The lower bound of the total effect among all stops."""
    return averaged(lambda E1, E0, pi: E1 - E0 + rho * E0 * pi, over_group=False)


def ate_upper(rho: float) -> Statistic:
    """The upper bound."""

    def effect(E1: Array, E0: Array, pi: Array) -> Array:
        reached = np.minimum(1, E1 / (1 - rho))
        return np.asarray((1 - pi) * (reached - E0) + pi * (E1 - (1 - rho) * E0))

    return averaged(effect, over_group=False)
