"""A function of three variables with its derivatives to third order, over many cells at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import permutations

import numpy as np

from daylight.model.arrays import Array

Term = Array | float

PAIRS = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))
TRIPLES = (
    (0, 0, 0),
    (0, 0, 1),
    (0, 0, 2),
    (0, 1, 1),
    (0, 1, 2),
    (0, 2, 2),
    (1, 1, 1),
    (1, 1, 2),
    (1, 2, 2),
    (2, 2, 2),
)
TRIPLE = {key: at for at, triple in enumerate(TRIPLES) for key in permutations(triple)}
PAIR = {key: at for at, pair in enumerate(PAIRS) for key in (pair, pair[::-1])}


@dataclass(slots=True)
class Jet:
    """Value, gradient (3), second (6, `PAIRS`) and third derivatives (10, `TRIPLES`; or none).

    Each entry is an array over cells or a plain number where it is the same in all of them.
    """

    value: Term
    first: list[Term]
    second: list[Term]
    third: list[Term] = field(default_factory=list)

    def plus(self, other: "Jet", weight: Term) -> "Jet":
        """This function plus `weight` times another."""
        return Jet(
            self.value + weight * other.value,
            [a + weight * b for a, b in zip(self.first, other.first, strict=True)],
            [a + weight * b for a, b in zip(self.second, other.second, strict=True)],
            [a + weight * b for a, b in zip(self.third, other.third, strict=True)],
        )

    def times(self, weight: Term) -> "Jet":
        """This function times a weight that does not depend on the variables."""
        return Jet(
            weight * self.value,
            [weight * a for a in self.first],
            [weight * a for a in self.second],
            [weight * a for a in self.third],
        )


CHUNK = 8192
"""Numbers worked on at a time, so that the working arrays stay in the processor's cache."""


def in_chunks(function: Callable[..., Array], *given: Array, size: int = CHUNK) -> Array:
    """`function` of arrays of one shape, piece by piece; what it returns may lead with more axes.

    Parameters
    ----------
    size
        Cells at a time.
    """
    shape = np.broadcast_shapes(*(part.shape for part in given))
    flat = [np.broadcast_to(part, shape).reshape(-1) for part in given]
    pieces = [
        function(*(part[at : at + size] for part in flat)) for at in range(0, flat[0].size, size)
    ]
    joined = pieces[0] if len(pieces) == 1 else np.concatenate(pieces, axis=-1)
    return joined.reshape(*joined.shape[:-1], *shape)


def unpacked(rows: Array) -> "Jet":
    """A jet from its parts stacked along the first axis, third derivatives only if they are."""
    return Jet(rows[0], [*rows[1:4]], [*rows[4:10]], [*rows[10:]])


def moments_of(log_f: Jet, i: int, j: int, k: int) -> Term:
    """∂³f/∂ijk divided by f, from the derivatives of log f."""
    F, FF = log_f.first, log_f.second
    mixed = FF[PAIR[i, j]] * F[k] + FF[PAIR[i, k]] * F[j] + FF[PAIR[j, k]] * F[i]
    return log_f.third[TRIPLE[i, j, k]] + mixed + F[i] * F[j] * F[k]


def log_of_sum(parts: list[tuple[Term, Jet]], log_total: Term) -> Jet:
    """log Σ cᵏ exp(Fᵏ), from weights cᵏ exp(Fᵏ − total) and the jets Fᵏ.

    Weights may be negative, so that log(1 − S) is the sum with one part of weight −S/(1 − S).
    """
    L: list[Term] = [sum(w * F.first[i] for w, F in parts) for i in range(3)]
    LL: list[Term] = [
        sum(w * (F.second[at] + F.first[i] * F.first[j]) for w, F in parts) - L[i] * L[j]
        for at, (i, j) in enumerate(PAIRS)
    ]
    total = Jet(log_total, L, LL)
    if parts[0][1].third:
        total.third = [
            sum(w * moments_of(F, i, j, k) for w, F in parts)
            - (LL[PAIR[i, j]] * L[k] + LL[PAIR[i, k]] * L[j] + LL[PAIR[j, k]] * L[i])
            - L[i] * L[j] * L[k]
            for i, j, k in TRIPLES
        ]
    return total


def through(F: Jet, x: tuple[Jet, ...]) -> Jet:
    """The chain rule: F(x₀, x₁, x₂) as a function of what the x depend on."""
    first = [_total((F.first[a], x[a].first[i]) for a in range(3)) for i in range(3)]
    half = [  # ∂/∂j of F_a, used twice below
        [_total((F.second[PAIR[a, b]], x[b].first[j]) for b in range(3)) for j in range(3)]
        for a in range(3)
    ]
    second = [
        _total(
            term
            for a in range(3)
            for term in ((half[a][j], x[a].first[i]), (F.first[a], x[a].second[at]))
        )
        for at, (i, j) in enumerate(PAIRS)
    ]
    return Jet(F.value, first, second, _third_through(F, x, half) if F.third else [])


def _third_through(F: Jet, x: tuple[Jet, ...], half: list[list[Term]]) -> list[Term]:
    turned = [  # ∂/∂k of F_ab, through the third derivatives of F
        [
            [_total((F.third[TRIPLE[a, b, c]], x[c].first[k]) for c in range(3)) for k in range(3)]
            for b in range(3)
        ]
        for a in range(3)
    ]
    bent = [
        [_total((turned[a][b][k], x[b].first[j]) for b in range(3)) for j, k in PAIRS]
        for a in range(3)
    ]
    return [
        _total(
            term
            for a in range(3)
            for term in (
                (bent[a][PAIR[j, k]], x[a].first[i]),
                (half[a][k], x[a].second[PAIR[i, j]]),
                (half[a][j], x[a].second[PAIR[i, k]]),
                (half[a][i], x[a].second[PAIR[j, k]]),
                (F.first[a], x[a].third[at]),
            )
        )
        for at, (i, j, k) in enumerate(TRIPLES)
    ]


def _total(products: Iterable[tuple[Term, Term]]) -> Term:
    """The sum of products, those with the plain number 0 as a factor left out."""
    total: Term = 0.0
    for one, other in products:
        if (type(one) is float and not one) or (type(other) is float and not other):
            continue
        product = one * other
        total = product if type(total) is float and not total else total + product
    return total
