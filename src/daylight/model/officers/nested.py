"""Officers within levels: how far rates differ at each, from what persists between periods.

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
    """Officers within levels: `path[l]` numbers each officer's group at level l, officers last.

    `x` and `e` are (officers × periods); one period where the record has none.
    """

    x: Array
    e: Array
    path: tuple[IntArray, ...]
    names: tuple[str, ...]

    @property
    def repeated(self) -> bool:
        """Whether several periods are held, so that what persists can be told from bursts."""
        return bool(self.x.shape[1] > 1)


def nested(x: Array, e: Array, labels: tuple[Array, ...], names: tuple[str, ...]) -> Nested:
    """Officers sorted by the levels' labels, each group numbered within the one above.

    Exposure is put on the scale where every period has the rate of the whole record, so that years
    in which all officers had more events make nobody differ.
    """
    x, e = (part[:, None] if part.ndim == 1 else part for part in (x, e))
    order = np.lexsort(labels[::-1])
    path: list[IntArray] = []
    changed = np.zeros(len(x), dtype=bool)
    for label in labels:
        ordered = label[order]
        changed[1:] |= ordered[1:] != ordered[:-1]
        path.append(np.cumsum(changed).astype(np.int64))
    total, given = x.sum(axis=0), e.sum(axis=0)
    rate = np.divide(total, given, out=np.zeros_like(total), where=given > 0)
    level = rate / (total.sum() / given.sum()) if total.sum() else np.ones_like(rate)
    return Nested(x[order], e[order] * level, tuple(path), names)


def products(a: Array, b: Array) -> Array:
    """Per group, the products of pairs of different periods; of the one period with itself."""
    whole = a.sum(axis=-1) * b.sum(axis=-1)
    return np.asarray(whole if a.shape[-1] == 1 else whole - (a * b).sum(axis=-1))


def components(held: Nested) -> Array:
    """Relative variance that each level adds, then the share of the spread that is chance."""
    mu = held.x.sum() / held.e.sum()
    d, m = held.x - mu * held.e, mu * held.e
    squares = [pairs(d[None], groups) for groups in held.path]
    sizes = [pairs(m[None], groups) for groups in held.path]
    spread = ((d.sum(axis=1) ** 2).sum()[None], (m.sum(axis=1) ** 2).sum()[None])
    total = np.zeros(1) if held.repeated else held.x.sum()[None]
    return np.asarray(_differences(squares, sizes, spread, total)[0])


def pairs(values: Array, groups: IntArray) -> Array:
    """(R,) the products of all groups, for each of R departments."""
    sums = np.add.reduceat(values, firsts(groups), axis=1)
    return np.asarray(products(sums, sums).sum(axis=1))


def _over(top: Array, bottom: Array) -> Array:
    return np.asarray(np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0))


def _differences(
    squares: list[Array], sizes: list[Array], spread: tuple[Array, Array], total: Array
) -> Array:
    """Pairs that share a level but not the next estimate what that level and those above do.

    `spread` holds officers' squared deviations over the whole record and what they are relative
    to; `total` is the Poisson variance to take from an officer's own square, where nothing repeats.
    """
    shared = [np.zeros_like(squares[0])]
    for upper, lower, above, below in zip(
        squares[:-1], squares[1:], sizes[:-1], sizes[1:], strict=True
    ):
        shared.append(_over(upper - lower, above - below))
    shared.append(_over(squares[-1] - total, sizes[-1]))
    lasting = _over(shared[-1] * spread[1], spread[0])
    return np.column_stack([*np.diff(shared, axis=0), np.clip(1.0 - lasting, 0.0, 1.0)])


def dispersion(held: Nested) -> float:
    """Variance over mean of what does not persist: 1 for independent events, more for bursts.

    Estimand: the non-persistent variance of an officer's count of one period, over its mean.
    Method: squared deviations of officers' periods less the variance that officers' products
    between periods show to persist; at least 1.
    Refuses: never; one period gives 1.
    Reference: moments, as for the components.
    """
    if not held.repeated:
        return 1.0
    m = held.e * (held.x.sum() / held.e.sum())
    d = held.x - m
    persists = max(0.0, float(products(d, d).sum() / max(products(m, m).sum(), 1e-12)))
    left = float((d**2).sum() - persists * (m**2).sum())
    return max(1.0, left / float(held.x.sum()))


def largest(held: Nested) -> tuple[int, int]:
    """The level whose groups (eight or more, and the largest such) are left out; their number."""
    counts = [int(groups[-1]) + 1 for groups in held.path]
    depth = next((i for i, n in enumerate(counts) if n >= MIN_GROUPS), len(counts) - 1)
    return depth, counts[depth]


def effective(held: Nested, depth: int) -> float:
    """To how many groups of equal size a level's groups amount, less those of the level above."""
    size = np.add.reduceat(held.e.sum(axis=1), firsts(held.path[depth])) ** 2
    above = int(held.path[depth - 1][-1]) + 1 if depth else 1
    return max(1.0, float(size.sum() ** 2 / (size**2).sum()) - above)


def left_out(held: Nested) -> Array:
    """Components of the department with each of its largest groups left out.

    More than MOST_BLOCKS groups are left out some at a time.
    """
    depth, n = largest(held)
    blocks = min(n, MOST_BLOCKS)
    top_of = held.path[depth]
    block_of = top_of % blocks

    def without(values: Array, block: IntArray) -> Array:
        return np.asarray(values.sum() - np.bincount(block, values, minlength=blocks))

    x, e = held.x.sum(axis=1), held.e.sum(axis=1)
    total = without(x, block_of)
    mu = total / without(e, block_of)
    squares, sizes = [], []
    for i, groups in enumerate(held.path):
        if i < depth:
            xs, es = (_each_left_out(part, groups, block_of) for part in (held.x, held.e))
            d = xs - mu[:, None, None] * es
            squares.append(products(d, d).sum(axis=1))
            sizes.append(mu**2 * products(es, es).sum(axis=1))
        else:
            starts = firsts(groups)
            xs, es = (np.add.reduceat(part, starts) for part in (held.x, held.e))
            sums = [without(products(*pair), block_of[starts]) for pair in _kinds(xs, es)]
            squares.append(_square(sums, mu))
            sizes.append(mu**2 * sums[2])
    own = [without(a * b, block_of) for a, b in _kinds(x, e)]
    spread = (_square(own, mu), mu**2 * own[2])
    return _differences(squares, sizes, spread, 0 * total if held.repeated else total)


def _kinds(x: Array, e: Array) -> tuple[tuple[Array, Array], ...]:
    return (x, x), (x, e), (e, e)


def _square(sums: list[Array], mu: Array) -> Array:
    """The square of x − μe from the sums of x², xe and e²."""
    return np.asarray(sums[0] - 2 * mu * sums[1] + mu**2 * sums[2])


def _each_left_out(values: Array, groups: IntArray, block_of: IntArray) -> Array:
    """(blocks × groups × periods) sums of groups with each block left out."""
    whole = np.add.reduceat(values, firsts(groups))
    part = np.zeros((int(block_of.max()) + 1, *whole.shape))
    np.add.at(part, (block_of, groups), values)
    return np.asarray(whole[None] - part)


def firsts(groups: IntArray) -> IntArray:
    """Where each group begins."""
    return np.flatnonzero(np.diff(groups, prepend=-1))
