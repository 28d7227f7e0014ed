"""Officers within levels: how far rates differ at each, with Poisson noise taken out.

Arrays are sorted so that the groups of every level lie together; then one pass of sums serves
hundreds of redrawn or shuffled departments at once.
"""

from typing import NamedTuple

import numpy as np

from daylight.model.arrays import Array, IntArray

MIN_GROUPS = 8
"""Groups that a level must have for leaving them out to say how uncertain it is."""

MOST_BLOCKS = 250


class Nested(NamedTuple):
    """Officers within levels: `path[l]` numbers each officer's group at level l, officers last."""

    x: Array
    e: Array
    path: tuple[IntArray, ...]
    names: tuple[str, ...]


def nested(x: Array, e: Array, labels: tuple[Array, ...], names: tuple[str, ...]) -> Nested:
    """Officers sorted by the levels' labels, each group numbered within the one above."""
    order = np.lexsort(labels[::-1])
    path: list[IntArray] = []
    changed = np.zeros(len(x), dtype=bool)
    for label in labels:
        ordered = label[order]
        changed[1:] |= ordered[1:] != ordered[:-1]
        path.append(np.cumsum(changed).astype(np.int64))
    return Nested(x[order], e[order], tuple(path), names)


def components(held: Nested) -> Array:
    """Relative variance that each level adds, then the share of the spread that is chance."""
    return np.asarray(_added(held, held.x[None], held.x.sum() / held.e.sum())[0])


def _added(held: Nested, x: Array, mu: float | Array) -> Array:
    """The components of departments `x` (R × officers) with these exposures."""
    m = np.broadcast_to(np.reshape(mu, (-1, 1)) * held.e, x.shape)
    d = x - m
    squares = [_squares(d, groups) for groups in held.path]
    sizes = [_squares(m, groups) for groups in held.path]
    return _differences(squares, sizes, x.sum(axis=1))


def _squares(values: Array, groups: IntArray) -> Array:
    """Sum over groups of the squared total, for each row of values."""
    return np.asarray((_within(values, groups) ** 2).sum(axis=1))


def _differences(squares: list[Array], sizes: list[Array], total: Array) -> Array:
    """Pairs that share a level but not the next estimate what that level and those above do."""
    shared = [np.zeros_like(total)]
    for upper, lower, above, below in zip(
        squares[:-1], squares[1:], sizes[:-1], sizes[1:], strict=True
    ):
        pairs = above - below
        shared.append(np.where(pairs > 0, (upper - lower) / np.where(pairs > 0, pairs, 1.0), 0.0))
    shared.append((squares[-1] - total) / sizes[-1])
    chance = np.minimum(1.0, total / np.maximum(squares[-1], 1e-12))
    return np.column_stack([*np.diff(shared, axis=0), chance])


def largest(held: Nested) -> tuple[int, int]:
    """The level whose groups (eight or more, and the largest such) are left out; their number."""
    counts = [int(groups[-1]) + 1 for groups in held.path]
    depth = next((i for i, n in enumerate(counts) if n >= MIN_GROUPS), len(counts) - 1)
    return depth, counts[depth]


def left_out(held: Nested) -> Array:
    """Components of the department with each of its largest groups left out.

    More than MOST_BLOCKS groups are left out some at a time.
    """
    depth, n = largest(held)
    blocks = min(n, MOST_BLOCKS)
    weight = (np.arange(blocks)[:, None] != np.arange(n)[None, :] % blocks).astype(np.float64)
    x, e = (np.bincount(held.path[depth], part, minlength=n) for part in (held.x, held.e))
    mu = (weight @ x) / (weight @ e)
    top_of = held.path[depth]
    squares, sizes = [], []
    for i, groups in enumerate(held.path):
        if i < depth:
            above = groups[_firsts(top_of)]
            xs, es = (_within(weight * part, above) for part in (x, e))
            squares.append(((xs - mu[:, None] * es) ** 2).sum(axis=1))
            sizes.append(((mu[:, None] * es) ** 2).sum(axis=1))
        else:
            firsts = _firsts(groups)
            xs, es = (np.add.reduceat(part, firsts) for part in (held.x, held.e))
            parent = top_of[firsts]
            xx, xe, ee = (
                weight @ np.bincount(parent, part, minlength=n)
                for part in (xs * xs, xs * es, es * es)
            )
            squares.append(xx - 2 * mu * xe + mu**2 * ee)
            sizes.append(mu**2 * ee)
    return _differences(squares, sizes, weight @ x)


def _within(values: Array, groups: IntArray) -> Array:
    return np.asarray(np.add.reduceat(values, _firsts(groups), axis=1))


def by_chance(held: Nested, depth: int, shuffles: int, rng: np.random.Generator) -> Array:
    """(R,) components of level `depth` in departments where that level means nothing.

    Officers: Poisson counts at the rate of the group above. Any other level: what lies in its
    groups, in units of its own standard deviation, is shuffled among them within the group above,
    so that groups with much exposure stay groups with much exposure.
    """
    if depth == len(held.names) - 1:
        unit = held.path[-2]
        rate = np.bincount(unit, held.x) / np.bincount(unit, held.e)
        drawn = rng.poisson(rate[unit] * held.e, size=(shuffles, len(held.x))).astype(np.float64)
        return _added(held, drawn, drawn.sum(axis=1) / held.e.sum())[:, depth]
    return _shuffled(held, depth, shuffles, rng)[:, depth]


def _shuffled(held: Nested, depth: int, shuffles: int, rng: np.random.Generator) -> Array:
    mu = held.x.sum() / held.e.sum()
    above = held.path[depth - 1] if depth else np.zeros(len(held.x), dtype=np.int64)
    local = (np.bincount(above, held.x) / np.bincount(above, held.e))[above]
    firsts = _firsts(held.path[depth + 1])
    own, shift = held.x - local * held.e, (local - mu) * held.e
    d, common, m = (np.add.reduceat(part, firsts) for part in (own, shift, mu * held.e))
    sd = np.sqrt(_variance(held, depth + 1, local))
    # Sorting by the group above, then at random, shuffles within it.
    keys = above[firsts][None, :] + rng.random((shuffles, len(firsts)))
    dealt = common + (d / sd)[np.argsort(keys, axis=1)] * sd
    levels = [groups[firsts] for groups in held.path[: depth + 2]]
    squares = [_squares(dealt, groups) for groups in levels]
    sizes = [_squares(m[None], groups) for groups in levels]
    shared = [np.zeros(shuffles)]
    for i in range(depth + 1):
        pairs = sizes[i] - sizes[i + 1]
        over = squares[i] - squares[i + 1]
        shared.append(np.where(pairs > 0, over / np.where(pairs > 0, pairs, 1.0), 0.0))
    return np.diff(shared, axis=0).T


def _variance(held: Nested, depth: int, rate: Array) -> Array:
    """Variance of the events of each group at `depth` about what was expected at these rates."""
    added = np.maximum(components(held)[:-1], 0.0)
    m = rate * held.e
    variance = m
    inner = np.arange(len(m))
    for i in range(len(held.path) - 1, depth - 1, -1):
        heads = held.path[i][_firsts(inner)]
        total = np.add.reduceat(m, _firsts(held.path[i]))
        variance = np.bincount(heads, variance) + added[i] * total**2
        inner = held.path[i]
    return np.asarray(variance)


def _firsts(groups: IntArray) -> IntArray:
    """Where each group begins."""
    return np.flatnonzero(np.diff(groups, prepend=-1))
