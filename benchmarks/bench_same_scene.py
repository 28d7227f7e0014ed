"""Same-scene draws against a direct random-walk Metropolis, per effective draw, as one ratio.

Both draw from the same posterior with the same likelihood code. The random walk moves all
parameters at once with a step tuned to take a quarter of its moves, as in the published analysis.
Prints seconds per effective draw of each (the smallest over all parameters) and their ratio; fails
where the two disagree on an officer by more than their errors allow.
"""

import time

import numpy as np

from daylight.model.chains import mixing
from daylight.model.officers.scenes import arrange
from daylight.model.officers.stereotype import Posterior, draw

OFFICERS, SCENES, CHAINS, STEPS, THIN = 30, 200, 8, 8_000, 10
SCORES = np.array([0.0, 1.0, 1.1, 1.3])


def network(seed: int = 1) -> Posterior:
    rng = np.random.default_rng(seed)
    lam = rng.normal(size=OFFICERS)
    scene, officer, level = [], [], []
    for k in range(SCENES):
        for i in rng.choice(OFFICERS, rng.integers(2, 8), replace=False):
            p = np.exp(SCORES * (lam[i] - 1))
            scene.append(k)
            officer.append(int(i))
            level.append(int(rng.choice(4, p=p / p.sum())))
    rows = (np.array(column) for column in (scene, officer, level))
    return Posterior(arrange(*rows, officers=OFFICERS, levels=4))


def metropolis(posterior: Posterior, seed: int = 2) -> np.ndarray:
    rng = np.random.default_rng(seed)
    x = np.repeat(posterior.start()[:, None], CHAINS, axis=1)
    value, step, kept = posterior.density(x)[0], 0.1, []
    for t in range(STEPS):
        there = x + step * rng.standard_normal(x.shape)
        trial = posterior.density(there)[0]
        take = np.log(rng.random(CHAINS)) < trial - value
        x, value = np.where(take, there, x), np.where(take, trial, value)
        if t < STEPS // 4:
            step *= np.exp((take.mean() - 0.25) / np.sqrt(1 + t))
        elif t % THIN == 0:
            kept.append(x.T.copy())
    return np.array(kept)


def main() -> None:
    posterior = network()
    start = time.perf_counter()
    ours = draw(posterior, seed=3)
    our_seconds = time.perf_counter() - start
    start = time.perf_counter()
    walk = metropolis(posterior)
    walk_seconds = time.perf_counter() - start
    mixed = mixing(walk)
    ours_each = our_seconds / ours.mixing.ess_bulk
    walk_each = walk_seconds / mixed.ess_bulk
    gap = ours.lam.mean(axis=0) - walk[:, :, :OFFICERS].mean(axis=(0, 1))
    error = ours.lam.std(axis=0) * np.sqrt(1 / ours.mixing.ess_bulk + 1 / mixed.ess_bulk)
    print(
        f"same-scene {1000 * ours_each:.2f} ms per effective draw (R-hat {ours.mixing.r_hat:.3f})"
    )
    print(f"Metropolis {1000 * walk_each:.2f} ms per effective draw (R-hat {mixed.r_hat:.3f})")
    print(f"ratio {walk_each / ours_each:.0f}, largest gap {np.abs(gap / error).max():.1f} errors")
    assert np.abs(gap / error).max() < 5


if __name__ == "__main__":
    main()
