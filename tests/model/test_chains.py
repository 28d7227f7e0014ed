import numpy as np

from daylight.model.chains import mixing, plain_r_hat


def test_independent_draws_count_in_full() -> None:
    draws = np.random.default_rng(1).normal(size=(500, 4, 30))
    found = mixing(draws)
    assert found.r_hat < 1.01
    assert 1400 < found.ess_bulk < 2600
    assert plain_r_hat(draws) < 1.01


def test_an_autoregression_has_the_effective_size_of_its_formula() -> None:
    rng, rho = np.random.default_rng(2), 0.8
    noise = rng.normal(size=(4000, 4, 1)) * np.sqrt(1 - rho**2)
    draws = np.empty_like(noise)
    draws[0] = rng.normal(size=(4, 1))
    for t in range(1, len(draws)):
        draws[t] = rho * draws[t - 1] + noise[t]
    expected = 16_000 * (1 - rho) / (1 + rho)
    assert 0.8 * expected < mixing(draws).ess_bulk < 1.2 * expected


def test_a_chain_that_stays_elsewhere_is_seen() -> None:
    draws = np.random.default_rng(3).normal(size=(200, 4, 2))
    draws[:, 0, 1] += 3
    assert mixing(draws).r_hat > 1.2
    assert plain_r_hat(draws) > 1.2


def test_a_chain_of_another_spread_is_seen_though_its_mean_agrees() -> None:
    draws = np.random.default_rng(4).normal(size=(400, 4, 1))
    draws[:, 0] *= 5
    assert plain_r_hat(draws) < 1.02
    assert mixing(draws).r_hat > 1.05
