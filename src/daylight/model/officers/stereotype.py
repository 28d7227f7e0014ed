"""The posterior of the conditional ordinal stereotype model, and its normal approximation.

Parameters are stacked: λ of each officer, then θ, the logs of the differences between severity
scores beyond the second (s₁ = 0 and s₂ = 1 fix the scale).
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse

from daylight.model.chains import Mixing, mixing, plain_r_hat
from daylight.model.officers.hamiltonian import Chains, Frame, sample
from daylight.model.officers.scenes import Scenes

Array = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

CHAINS = 8
WORKERS = 2
WARM_UP = 24
BLOCK = 96
MOST_BLOCKS = 12
R_HAT = 1.01
EFFECTIVE = 400.0

THETA_MEAN = float(np.log(0.1))
"""Ridgeway (2026): log differences of scores are normal around log 0.1 with sd 1, λ around 0."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """Log posterior of λ and θ for scenes, several parameter vectors at once."""

    scenes: Scenes

    @property
    def officers(self) -> int:
        """How many λ there are."""
        return self.scenes.officers

    @property
    def size(self) -> int:
        """How many parameters there are."""
        return self.officers + max(self.scenes.levels - 2, 0)

    def start(self) -> Array:
        """Officers alike, scores at the prior's centre."""
        x = np.zeros(self.size)
        x[self.officers :] = THETA_MEAN
        return x

    def scores(self, theta: Array) -> Array:
        """Severity scores 0, 1, 1 + e^θ₁, … for each column."""
        first = np.arange(2.0)[:, None] * np.ones(theta.shape[1])
        return np.concatenate([first, 1 + np.cumsum(np.exp(theta), axis=0)])

    def density(self, x: Array) -> tuple[Array, Array]:
        """Log posterior (up to a constant) and gradient at x (parameters × columns)."""
        lam, theta = x[: self.officers], x[self.officers :]
        with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
            found = self.scenes.score(lam, self.scores(theta))
            prior = ((lam**2).sum(axis=0) + ((theta - THETA_MEAN) ** 2).sum(axis=0)) / 2
            # A larger gap lifts every score above it.
            lifted = np.cumsum(found.by_level[::-1], axis=0)[::-1][2:] * np.exp(theta)
        gradient = np.concatenate([found.by_officer - lam, lifted - (theta - THETA_MEAN)])
        return found.log_likelihood - prior, gradient

    def curvature(self, x: Array) -> Array:
        """Minus the second derivatives at x, as a positive-definite matrix.

        Within a scene the scores handed out have a fixed sum, so their covariance is close to
        diag(d) − d dᵀ / Σ d, with d set to give each officer's exact variance; for scenes where
        one officer stands out it is exact. It guides the sampler and changes no answer.
        """
        lam, theta = x[: self.officers, None], x[self.officers :, None]
        scene, officer, variance = self._variances(lam, self.scores(theta))
        d = _untied(scene, variance)
        total = np.bincount(scene, d)
        shared = sparse.csr_matrix(
            (d / np.sqrt(total[scene]), (scene, officer)), (len(total), self.officers)
        )
        alone = np.bincount(officer, d, minlength=self.officers)
        return self._with_scores(x, np.diag(1 + alone) - (shared.T @ shared).toarray())

    def _variances(self, lam: Array, s: Array) -> tuple[Whole, Whole, Array]:
        """Scene, officer and variance of the officer's score there, one row each."""
        chance = self.scenes.chances(lam, s)[0][:, 0]
        gap = (s[self.scenes.level] - s[self.scenes.base])[self.scenes.row_atom, 0]
        officer = self.scenes.officer[self.scenes.row_atom]
        code: Whole = self.scenes.row_scene * self.officers + officer
        pairs, row = np.unique(code, return_inverse=True)
        mean, square = np.bincount(row, gap * chance), np.bincount(row, gap**2 * chance)
        scene, who = np.divmod(pairs.astype(np.int64), self.officers)
        return scene, who, np.asarray(square - mean**2, dtype=np.float64)

    def _with_scores(self, x: Array, among_officers: Array) -> Array:
        """Add the rows of θ, by differences of the gradient; at least the prior's curvature."""
        n, extra = self.officers, self.size - self.officers
        if not extra:
            return among_officers
        step = 1e-4 * np.eye(self.size)[:, n:]
        ends = self.density(np.concatenate([x[:, None] + step, x[:, None] - step], axis=1))[1]
        cross = (ends[:, extra:] - ends[:, :extra]) / 2e-4
        explained = cross[:n].T @ linalg.solve(among_officers, cross[:n], assume_a="pos")
        own, axes = np.linalg.eigh((cross[n:] + cross[n:].T) / 2 - explained)
        corner = (axes * np.maximum(own, 1.0)) @ axes.T + explained
        return np.block([[among_officers, cross[:n]], [cross[:n].T, corner]])

    def frame(self, x: Array, *, chords: int = 3) -> Frame:
        """The normal approximation around the best λ for the θ of x."""
        x, n = x.copy(), self.officers
        curvature = self.curvature(x)[:n, :n]
        factor = linalg.cho_factor(curvature)
        for _ in range(chords):
            value, gradient = self.density(x[:, None])
            move = np.zeros_like(x)
            move[:n] = linalg.cho_solve(factor, gradient[:n, 0])
            while not self.density((x + move)[:, None])[0] >= value - 1e-9:
                move /= 2
            x += move
        return Frame.of(x, self.curvature(x))


def _untied(scene: Whole, variance: Array) -> Array:
    """d with d − d²/Σd = variance within each scene, by repeated substitution."""
    d = variance.copy()
    pair = np.bincount(scene)[scene] == 2
    for _ in range(30):
        share = np.minimum(d / np.bincount(scene, d)[scene], 0.999)
        d = variance / np.maximum(1 - np.where(pair, 0.5, share), 1e-3)
    return d


class Draws(NamedTuple):
    """Kept draws of λ (draws × officers) and of the severity scores, with how they mixed."""

    lam: Array
    scores: Array
    mixing: Mixing
    acceptance: float
    iterations: int


def draw(posterior: Posterior, *, seed: int) -> Draws:
    """Draws from the posterior until they have mixed; one thread per half of the chains."""
    rngs = [np.random.default_rng(child) for child in np.random.SeedSequence(seed).spawn(WORKERS)]
    frame, step = posterior.frame(posterior.start()), 0.5
    u = rngs[0].standard_normal((posterior.size, CHAINS))
    # Scores start near the centre: far out, the curvature is another and chains would stick.
    u[posterior.officers :] /= 2
    x = frame.at(u)
    for _ in range(2):
        warm = sample(posterior.density, frame, x, rngs, iterations=WARM_UP, step=step, adapt=True)
        x, step = warm.draws[-1].T, warm.step
        frame = posterior.frame(warm.draws[WARM_UP // 2 :].mean(axis=(0, 1)))
    blocks: list[Chains] = []
    while True:
        blocks.append(sample(posterior.density, frame, x, rngs, iterations=BLOCK, step=step))
        x = blocks[-1].draws[-1].T
        kept = np.concatenate([block.draws for block in blocks])
        if plain_r_hat(kept) > R_HAT and len(blocks) < MOST_BLOCKS:
            continue
        mixed = mixing(kept)
        enough = mixed.r_hat < R_HAT and min(mixed.ess_bulk, mixed.ess_tail) > EFFECTIVE
        if enough or len(blocks) == MOST_BLOCKS:
            return _collect(posterior, kept, mixed, blocks)


def _collect(posterior: Posterior, kept: Array, mixed: Mixing, blocks: list[Chains]) -> Draws:
    flat = kept.reshape(-1, posterior.size)
    return Draws(
        lam=np.ascontiguousarray(flat[:, : posterior.officers]),
        scores=posterior.scores(flat[:, posterior.officers :].T).T,
        mixing=mixed,
        acceptance=float(np.mean([block.acceptance for block in blocks])),
        iterations=len(kept),
    )
