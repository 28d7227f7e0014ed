"""Departments in which a level means nothing: its groups, or its officers' periods, dealt anew."""

from typing import NamedTuple

import numpy as np

from daylight.model.arrays import Array, IntArray
from daylight.model.draws import is_sure
from daylight.model.officers.nested import Nested, components, dispersion, firsts, pairs, products

LARGEST = 4_000_000
"""Officer-periods of redrawn departments held in memory at a time."""


MOST_SHUFFLES = 4_999
"""How many are made where hardly any shows as much, so that a p-value can fall to .0002.

Clear among 200 comparisons. `model.draws.MOST` would take a minute with 12,000 officers.
"""


class Chance(NamedTuple):
    """What a level shows, and what departments show in which it means nothing."""

    seen: float
    draws: Array

    @property
    def p_value(self) -> float:
        """How often chance alone shows as much."""
        return float((1 + (self.draws >= self.seen - TIES).sum()) / (len(self.draws) + 1))


def sure_chance(held: Nested, depth: int, shuffles: int, rng: np.random.Generator) -> Chance:
    """The same with more draws where hardly any shows as much (`model.draws`)."""
    chance = by_chance(held, depth, shuffles, rng)
    if is_sure(chance.draws, chance.seen - TIES) or shuffles >= MOST_SHUFFLES:
        return chance
    more = by_chance(held, depth, MOST_SHUFFLES - shuffles, rng)
    return Chance(chance.seen, np.concatenate([chance.draws, more.draws]))


TIES = 1e-12


def by_chance(held: Nested, depth: int, shuffles: int, rng: np.random.Generator) -> Chance:
    """The component of level `depth`, and the same where that level means nothing.

    Officers: each period's deviations from the rate of the group above, in units of their standard
    deviation, are dealt anew among its officers, so that bursts stay and only what persists goes;
    with one period, Poisson counts at that rate. Any other level: what lies in its groups is dealt
    among them within the group above, so that groups with much exposure stay so, and what officers
    of one group share within a period and not beyond it, such as one incident, is drawn anew.
    """
    if depth < len(held.names) - 1:
        return _groups_dealt(held, depth, shuffles, rng)
    above = held.path[-2] if len(held.path) > 1 else np.zeros(len(held.x), dtype=np.int64)
    return (_periods_dealt if held.repeated else _poisson)(held, above, shuffles, rng)


def _poisson(held: Nested, above: IntArray, shuffles: int, rng: np.random.Generator) -> Chance:
    x, e = held.x[:, 0], held.e[:, 0]
    m = _rate(held, above) * e

    def excess(counts: Array) -> Array:
        return np.asarray((((counts - m) ** 2).sum(axis=-1) - counts.sum(axis=-1)) / (m @ m))

    draws = [
        excess(rng.poisson(m, size=(n, len(m))).astype(np.float64))
        for n in _portions(shuffles, held)
    ]
    return Chance(float(excess(x)), np.concatenate(draws))


def _periods_dealt(
    held: Nested, above: IntArray, shuffles: int, rng: np.random.Generator
) -> Chance:
    """Officers' products between periods, and those of departments whose periods were dealt."""
    sums = [np.add.reduceat(part, firsts(above)) for part in (held.x, held.e)]
    local = np.divide(sums[0], sums[1], out=np.zeros_like(sums[0]), where=sums[1] > 0)[above]
    m = _rate(held, above)[:, None] * held.e
    d = held.x - local * held.e
    sd = np.sqrt(m)
    z = np.divide(d, sd, out=np.zeros_like(d), where=sd > 0)
    size = max(float(products(m, m).sum()), 1e-12)
    found = []
    for n in _portions(shuffles, held):
        dealt = np.zeros((n, *d.shape))
        for t in range(d.shape[1]):
            rows = np.flatnonzero(held.e[:, t] > 0)
            # Sorting by the group above, then at random, shuffles within it.
            order = np.argsort(above[rows][None] + rng.random((n, len(rows))), axis=1)
            dealt[:, rows, t] = z[rows, t][order] * sd[rows, t]
        found.append(products(dealt, dealt).sum(axis=1) / size)
    return Chance(float(products(d, d).sum() / size), np.concatenate(found))


def _groups_dealt(held: Nested, depth: int, shuffles: int, rng: np.random.Generator) -> Chance:
    mu = held.x.sum() / held.e.sum()
    above = held.path[depth - 1] if depth else np.zeros(len(held.x), dtype=np.int64)
    local = _rate(held, above)[:, None]
    starts = firsts(held.path[depth + 1])
    own, shift = held.x - local * held.e, (local - mu) * held.e
    d, common, m = (np.add.reduceat(part, starts) for part in (own, shift, mu * held.e))
    sd = np.sqrt(_variance(held, depth + 1, local))[:, None]
    levels = [groups[starts] for groups in held.path[: depth + 2]]
    at = levels[depth]
    together = np.sqrt(_together(d, m, at)) * m
    sizes = [float(pairs(m[None], groups)[0]) for groups in levels]
    found = []
    for n in _portions(shuffles, held):
        order = np.argsort(above[starts][None] + rng.random((n, len(starts))), axis=1)
        moved = common + (d / sd)[order] * sd
        if together.any():
            moved = moved + rng.normal(size=(n, int(at[-1]) + 1, d.shape[1]))[:, at] * together
        squares = [pairs(moved, groups) for groups in levels]
        shared = [np.zeros(n)]
        for i in range(depth + 1):
            size, over = sizes[i] - sizes[i + 1], squares[i] - squares[i + 1]
            shared.append(over / size if size > 0 else np.zeros(n))
        found.append(np.diff(shared, axis=0)[depth])
    return Chance(float(components(held)[depth]), np.concatenate(found))


def _together(d: Array, m: Array, groups: IntArray) -> float:
    """Relative variance that members of a group share in one period and in no other.

    Parameters
    ----------
    d, m
        (members × periods) deviations, and what they are relative to.

    Products of two members in one period hold what lasts and what they shared then, such as an
    incident with several officers; products of two members in two periods hold what lasts alone.
    """
    if d.shape[1] == 1:
        return 0.0
    (now, beyond), (size_now, size_beyond) = (_of_two_members(part, groups) for part in (d, m))
    if not (size_now > 0 and size_beyond > 0):
        return 0.0
    return max(now / size_now - beyond / size_beyond, 0.0)


def _of_two_members(values: Array, groups: IntArray) -> tuple[float, float]:
    """Products of two members of a group within one period, and in two."""
    sums = np.add.reduceat(values, firsts(groups))
    now = float((sums**2).sum() - (values**2).sum())
    return now, float(products(sums, sums).sum() - products(values, values).sum())


def _rate(held: Nested, above: IntArray) -> Array:
    """(N,) the rate of each officer's group above."""
    x, e = held.x.sum(axis=1), held.e.sum(axis=1)
    return np.asarray((np.bincount(above, x) / np.bincount(above, e))[above])


def _portions(shuffles: int, held: Nested) -> list[int]:
    """How many departments to draw at a time."""
    most = max(1, LARGEST // held.x.size)
    return [min(most, shuffles - done) for done in range(0, shuffles, most)]


def _variance(held: Nested, depth: int, rate: Array) -> Array:
    """Variance of the events of each group at `depth` about what was expected at these rates."""
    added = np.maximum(components(held)[:-1], 0.0)
    m = (rate * held.e).sum(axis=1)
    variance = dispersion(held) * m
    inner = np.arange(len(m))
    for i in range(len(held.path) - 1, depth - 1, -1):
        heads = held.path[i][firsts(inner)]
        total = np.add.reduceat(m, firsts(held.path[i]))
        variance = np.bincount(heads, variance) + added[i] * total**2
        inner = held.path[i]
    return np.asarray(np.maximum(variance, 1e-12))
