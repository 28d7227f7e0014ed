"""The posterior of the conditional ordinal stereotype model, and its normal approximation.

Parameters are stacked: λ of each officer, then θ, the logs of the differences between severity
scores beyond the second (s₁ = 0 and s₂ = 1 fix the scale).
"""

import logging
from typing import NamedTuple

import numpy as np
from scipy import linalg, sparse

from daylight.model.arrays import Array, IntArray
from daylight.model.chains import Mixing, mixing, plain_r_hat
from daylight.model.officers.hamiltonian import Chains, Frame, Schedule, sample
from daylight.model.officers.scenes import Evaluator, Scenes

log = logging.getLogger("daylight.progress")

CHAINS = 8
WORKERS = 2
WARM_UP = 16
BLOCK = 64
FEWEST_BLOCKS = 4
MOST_BLOCKS = 24
MOST_POINTS = 16
ACCEPTANCE = 0.8
R_HAT = 1.01
EFFECTIVE = 400.0
SPREAD = 8
"""Points over which the normal approximation averages."""

ROUNDS = 6
"""Where scores lie close together their spread is found late: three rounds leave it too narrow."""

THETA_MEAN = float(np.log(0.1))
"""Ridgeway (2026): log differences of scores are normal around log 0.1 with sd 1, λ around 0."""


class Posterior:
    """Log posterior of λ and θ for scenes, several parameter vectors at once; one per thread."""

    def __init__(self, scenes: Scenes) -> None:
        self.scenes = scenes
        self._evaluators: dict[int, Evaluator] = {}

    def twin(self) -> "Posterior":
        """The same posterior for another thread."""
        return Posterior(self.scenes)

    def evaluator(self, columns: int) -> Evaluator:
        """What evaluates that many parameter vectors; made once."""
        if columns not in self._evaluators:
            self._evaluators[columns] = Evaluator(self.scenes, columns)
        return self._evaluators[columns]

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
            found = self.evaluator(x.shape[1]).score(lam, self.scores(theta))
            prior = ((lam**2).sum(axis=0) + ((theta - THETA_MEAN) ** 2).sum(axis=0)) / 2
            # A larger gap lifts every score above it.
            lifted = np.cumsum(found.by_level[::-1], axis=0)[::-1][2:] * np.exp(theta)
        gradient = np.concatenate([found.by_officer - lam, lifted - (theta - THETA_MEAN)])
        return found.log_likelihood - prior, gradient

    def curvature(self, x: Array) -> Array:
        """Minus the second derivatives, averaged over x, as a positive-definite matrix.

        Within a scene the scores handed out have a fixed sum, so their covariance is close to
        diag(d) − d dᵀ / Σ d, with d set to give each officer's exact variance; for scenes where
        one officer stands out it is exact. It guides the sampler and changes no answer.
        """
        scene, officer, variance = self._variances(x[: self.officers], x[self.officers :])
        d = _untied(scene, variance)
        total = np.bincount(scene, d)
        shared = sparse.csr_matrix(
            (d / np.sqrt(total[scene]), (scene, officer)), (len(total), self.officers)
        )
        alone = np.bincount(officer, d, minlength=self.officers)
        return self._with_scores(x, np.diag(1 + alone) - (shared.T @ shared).toarray())

    def _variances(self, lam: Array, theta: Array) -> tuple[IntArray, IntArray, Array]:
        """Scene, officer and mean variance of the officer's score there, one row each."""
        s = self.scores(theta)
        chance = self.evaluator(s.shape[1]).chances(lam, s)
        gap = (s[self.scenes.level] - s[self.scenes.base])[self.scenes.row_atom]
        code: IntArray = self.scenes.row_scene * self.officers
        code = code + self.scenes.officer[self.scenes.row_atom]
        pairs, row = np.unique(code, return_inverse=True)
        add = sparse.csr_matrix((np.ones(len(row)), (row, np.arange(len(row)))))
        mean, square = add @ (gap * chance), add @ (gap**2 * chance)
        scene, who = np.divmod(pairs.astype(np.int64), self.officers)
        return scene, who, np.asarray((square - mean**2).mean(axis=1), dtype=np.float64)

    def _with_scores(self, x: Array, among_officers: Array) -> Array:
        """Add the rows of θ, by differences of the gradient; at least the prior's curvature."""
        n, extra = self.officers, self.size - self.officers
        if not extra:
            return among_officers
        cross = np.empty((self.size, extra))
        for k in range(extra):
            step = 1e-4 * np.eye(self.size)[:, [n + k]]
            gap = self.density(x - step)[1] - self.density(x + step)[1]
            cross[:, k] = gap.mean(axis=1) / 2e-4
        explained = cross[:n].T @ linalg.solve(among_officers, cross[:n], assume_a="pos")
        own, axes = np.linalg.eigh((cross[n:] + cross[n:].T) / 2 - explained)
        corner = (axes * np.maximum(own, 1.0)) @ axes.T + explained
        return np.block([[among_officers, cross[:n]], [cross[:n].T, corner]])

    def frame(self, rng: np.random.Generator) -> Frame:
        """The normal distribution nearest to the posterior.

        At its centre the mean gradient over it is zero, and its inverse covariance is the mean
        curvature over it. Reference: Opper & Archambeau (2009), Neural Computation 21:786–792.
        """
        half = rng.standard_normal((self.size, SPREAD // 2))
        around = np.concatenate([half, -half], axis=1)
        spread = np.zeros((self.size, 1))
        centre = self.start()
        for _ in range(ROUNDS):
            frame = Frame.of(
                centre,
                self.curvature(centre[:, None] + spread),
                common=self.size - self.officers,
            )
            spread = frame.root @ around
            for _ in range(3):
                centre = self._climb(frame, centre, spread)
        return frame._replace(centre=centre)

    def _climb(self, frame: Frame, centre: Array, spread: Array) -> Array:
        """One step towards the centre with the highest mean log density around it."""
        value, gradient = self.density(centre[:, None] + spread)
        move = frame.root @ frame.pull(gradient.mean(axis=1))
        for _ in range(20):
            there = self.density((centre + move)[:, None] + spread)[0]
            if there.mean() >= value.mean() - 1e-9:
                return np.asarray(centre + move)
            move = move / 2
        return centre


def _untied(scene: IntArray, variance: Array) -> Array:
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
    densities = [posterior.density, *(posterior.twin().density for _ in rngs[1:])]
    log.info("finding the normal distribution nearest to the posterior")
    frame = posterior.frame(rngs[0])
    u = rngs[0].standard_normal((posterior.size, CHAINS))

    def run(u: Array, iterations: int, points: int) -> Chains:
        return sample(densities, frame, u, rngs, Schedule(iterations, points))

    # Far out the first moves need finer steps than the chains will later.
    u, points = run(u, WARM_UP, 2).last, 1
    while True:
        log.info("warming up %d chains, %d gradients per draw", CHAINS, 3 * points)
        warm = run(u, WARM_UP, points)
        u = warm.last
        if warm.acceptance >= ACCEPTANCE or points >= MOST_POINTS:
            break
        points *= 2
    blocks: list[Chains] = []
    while True:
        blocks.append(run(u, BLOCK, points))
        u = blocks[-1].last
        kept = np.concatenate([block.draws for block in blocks])
        plain = plain_r_hat(kept)
        log.info("%d draws, R-hat %.3f", CHAINS * len(kept), plain)
        if len(blocks) < FEWEST_BLOCKS or (plain > R_HAT and len(blocks) < MOST_BLOCKS):
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
