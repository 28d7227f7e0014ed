import numpy as np
import pytest

from daylight.model.officers.scenes import arrange
from daylight.model.officers.stereotype import Posterior, draw

REPETITIONS, OFFICERS, SCENES = 10, 20, 120


@pytest.mark.recovery_long
@pytest.mark.recovery
def test_intervals_of_propensities_drawn_from_the_prior_cover_as_often_as_they_say() -> None:
    """Truth from the prior, data from the model: posterior intervals then cover exactly."""
    inside = []
    for seed in range(REPETITIONS):
        rng = np.random.default_rng(seed)
        lam = rng.normal(size=OFFICERS)
        gaps = np.exp(rng.normal(np.log(0.1), 1, 2))
        s = np.concatenate([[0.0, 1.0], 1 + np.cumsum(gaps)])
        rows = []
        for k in range(SCENES):
            shared = rng.normal(-0.5, 1)
            for i in rng.choice(OFFICERS, rng.integers(2, 7), replace=False):
                p = np.exp(s * (shared + lam[i]))
                rows.append((k, i, rng.choice(4, p=p / p.sum())))
        scene, officer, level = np.array(rows).T
        posterior = Posterior(arrange(scene, officer, level, officers=OFFICERS, levels=4))
        draws = draw(posterior, seed=seed)
        assert draws.mixing.r_hat < 1.01
        low, high = np.quantile(draws.lam, [0.025, 0.975], axis=0)
        inside.append(((low <= lam) & (lam <= high)).mean())
    # Officers of one network share its level, so repetitions, not officers, are the sample.
    error = 3 * np.std(inside, ddof=1) / np.sqrt(REPETITIONS) + 0.01
    assert abs(np.mean(inside) - 0.95) < error
