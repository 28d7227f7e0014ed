"""The Hessian of one place: two parameters of its own and one for each cell.

Given the place's two parameters its cells are independent, so the Hessian is an arrowhead,

    H = [ A  B ]    A (2 × 2) the place's, D = diag(d) the cells', B (2 × G) both.
        [ Bᵀ D ]

Eliminating the cells leaves the Schur complement C = A − B D⁻¹ Bᵀ, two by two, whence

    log |H| = Σ log d + log |C|
    H x = g:   x₁ = C⁻¹ (g₁ − B D⁻¹ g₂),   x₂ = D⁻¹ (g₂ − Bᵀ x₁)
    H⁻¹ = [ C⁻¹           −C⁻¹ B D⁻¹            ]
          [ −D⁻¹ Bᵀ C⁻¹   D⁻¹ + D⁻¹ Bᵀ C⁻¹ B D⁻¹ ]

so that all of it costs as much as there are cells. Places stand along the last axis.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daylight.model.arrays import Array
from daylight.model.searches.jet import PAIR, Jet

Scales = tuple[Array, Array, Array]
"""Prior spreads of the three coordinates, which standardise the parameters."""


@dataclass(slots=True)
class ArrowheadHessian:
    """A Hessian in which cells touch the place's two parameters but not one another.

    Parameters
    ----------
    diagonal
        (G, P) the cells' own second derivatives, d.
    wings
        (2, G, P) those of each cell's with the place's two parameters, b₁ and b₂.
    corner, determinant
        (3, P) the Schur complement of the cells, (c₁₁, c₁₂, c₂₂), and its determinant.
    """

    diagonal: Array
    wings: Array
    corner: Array
    determinant: Array

    @property
    def parts(self) -> tuple[Array, Array, Array, Array]:
        """Its four arrays, in order."""
        return self.diagonal, self.wings, self.corner, self.determinant

    @property
    def is_positive(self) -> npt.NDArray[np.bool_]:
        """Whether each place's Hessian is positive definite."""
        return np.asarray(
            (self.diagonal > 0).all(axis=0) & (self.corner[0] > 0) & (self.determinant > 0)
        )

    @property
    def log_determinant(self) -> Array:
        """Of each place's Hessian."""
        return np.asarray(np.log(self.diagonal).sum(axis=0) + np.log(self.determinant))

    def solve(self, g: Array) -> Array:
        """H⁻¹ g for g (2 + groups, places)."""
        d, (b1, b2) = self.diagonal, self.wings
        pull = g[2:] / d
        r1, r2 = g[0] - (b1 * pull).sum(axis=0), g[1] - (b2 * pull).sum(axis=0)
        x1, x2 = self.corner_solve(r1, r2)
        return np.concatenate([x1[None], x2[None], pull - (b1 * x1 + b2 * x2) / d])

    @property
    def corner_root(self) -> tuple[Array, Array, Array]:
        """Cholesky factor (11, 21, 22) of the covariance of the place's two parameters."""
        c11, c12, c22 = self.corner / self.determinant
        l11 = np.sqrt(c22)
        l21 = -c12 / l11
        return l11, l21, np.sqrt(np.maximum(c11 - l21 * l21, 0.0))

    def normal(self, g: Array) -> Array:
        """One draw per place from N(0, H⁻¹), made of standard normal g (2 + groups, places)."""
        l11, l21, l22 = self.corner_root
        x1, x2 = l11 * g[0], l21 * g[0] + l22 * g[1]
        b1, b2 = self.wings
        own = g[2:] / np.sqrt(self.diagonal) - (b1 * x1 + b2 * x2) / self.diagonal
        return np.concatenate([x1[None], x2[None], own])

    def expanded(self, axis: int) -> "ArrowheadHessian":
        """The same Hessians with an axis for several right-hand sides before the places."""
        diagonal, wings, corner = (
            np.expand_dims(part, axis + more)
            for part, more in ((self.diagonal, 0), (self.wings, 1), (self.corner, 0))
        )
        return ArrowheadHessian(diagonal, wings, corner, self.determinant)

    def corner_solve(self, r1: Array, r2: Array) -> tuple[Array, Array]:
        """The place's two parameters, once its cells are eliminated."""
        c11, c12, c22 = self.corner
        return (c22 * r1 - c12 * r2) / self.determinant, (c11 * r2 - c12 * r1) / self.determinant


def arrowhead(jet: Jet, scale: Scales, ridge: Array | float) -> ArrowheadHessian:
    """Negative Hessian of the log posterior of each place, plus a ridge."""
    s1, s2, s3 = scale
    w = jet.second
    d = 1 + ridge - s3 * s3 * w[PAIR[2, 2]]
    b1, b2 = -s1 * s3 * w[PAIR[0, 2]], -s2 * s3 * w[PAIR[1, 2]]
    safe = np.where(d > 0, d, 1.0)
    c11 = 1 + ridge - (s1 * s1 * w[PAIR[0, 0]] + b1 * b1 / safe).sum(axis=0)
    c12 = -(s1 * s2 * w[PAIR[0, 1]] + b1 * b2 / safe).sum(axis=0)
    c22 = 1 + ridge - (s2 * s2 * w[PAIR[1, 1]] + b2 * b2 / safe).sum(axis=0)
    return ArrowheadHessian(d, np.stack([b1, b2]), np.stack([c11, c12, c22]), c11 * c22 - c12 * c12)
