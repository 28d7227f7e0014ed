"""The engine of the threshold test against independent arithmetic."""

from types import ModuleType

import numpy as np
import pytest
from scipy import special, stats

from daylight.model.searches import (
    nested_laplace,
    nested_mode,
    nested_points,
    nested_posterior,
    nested_quadrature,
    pareto,
    threshold_beta,
    threshold_discriminant,
)
from daylight.model.searches.jet import PAIRS, TRIPLES
from daylight.model.searches.nested_laplace import Prior, ThresholdModel
from daylight.model.searches.threshold_counts import SearchCounts
from daylight.model.searches.threshold_priors import open_policing_2017, open_policing_2020

FAMILIES = [threshold_beta, threshold_discriminant]
CENTRES = {threshold_beta: (-3.5, 2.0, -2.0), threshold_discriminant: (-2.0, 0.4, 1.5)}
PRIORS = {threshold_beta: open_policing_2017, threshold_discriminant: open_policing_2020}


def coordinates(
    family: ModuleType, shape: tuple[int, int] = (3, 20), seed: int = 0
) -> nested_laplace.Eta:
    rng = np.random.default_rng(seed)
    one, two, three = (rng.normal(centre, 0.4, shape) for centre in CENTRES[family])
    return one, two, three


def counts(shape: tuple[int, int] = (3, 20), seed: int = 0) -> SearchCounts:
    rng = np.random.default_rng(seed)
    searches = rng.integers(1, 60, shape)
    hits = rng.binomial(searches, 0.3)
    return SearchCounts(
        not_searched=rng.integers(20, 3000, shape).astype(float),
        hits=hits.astype(float),
        misses=(searches - hits).astype(float),
    )


def moved(eta: nested_laplace.Eta, at: int, by: float) -> nested_laplace.Eta:
    one, two, three = (part + (by if k == at else 0.0) for k, part in enumerate(eta))
    return one, two, three


def test_the_beta_family_is_the_incomplete_beta_function() -> None:
    eta = coordinates(threshold_beta)
    phi, lam, t = special.expit(eta[0]), np.exp(eta[1]), special.expit(eta[2])
    a, b = lam * phi, lam * (1 - phi)
    searched = special.betaincc(a, b, t)
    rates = threshold_beta.rates(eta)
    np.testing.assert_allclose(rates[0], searched, rtol=1e-6)
    np.testing.assert_allclose(rates[1], phi * special.betaincc(a + 1, b, t) / searched, rtol=1e-6)


def test_the_discriminant_family_is_two_normal_tails() -> None:
    eta = coordinates(threshold_discriminant)
    phi, delta, t = special.expit(eta[0]), np.exp(eta[1]), eta[2]
    hit, miss = phi * stats.norm.sf(t - delta), (1 - phi) * stats.norm.sf(t)
    rates = threshold_discriminant.rates(eta)
    np.testing.assert_allclose(rates[0], hit + miss, rtol=1e-10)
    np.testing.assert_allclose(rates[1], hit / (hit + miss), rtol=1e-10)
    odds = phi * stats.norm.pdf(t - delta) / ((1 - phi) * stats.norm.pdf(t))
    np.testing.assert_allclose(threshold_discriminant.threshold(eta), odds / (1 + odds), rtol=1e-10)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_threshold_leads_back_to_its_coordinate(family: ModuleType) -> None:
    eta = coordinates(family)
    np.testing.assert_allclose(family.at_threshold(eta, family.threshold(eta)), eta[2], rtol=1e-9)


@pytest.mark.parametrize("family", FAMILIES)
def test_derivatives_to_third_order_are_those_of_differences(family: ModuleType) -> None:
    eta, tallies, step = coordinates(family), counts(), 1e-5
    jet = family.log_likelihood(eta, tallies)
    np.testing.assert_allclose(jet.value, family.log_values(eta, tallies), rtol=1e-9)
    for i in range(3):
        up, down = (family.log_likelihood(moved(eta, i, s), tallies) for s in (step, -step))
        close = {"rtol": 1e-4, "atol": 1e-3}
        np.testing.assert_allclose(jet.first[i], (up.value - down.value) / (2 * step), **close)
        for at, (j, k) in enumerate(PAIRS):
            slope = (up.second[at] - down.second[at]) / (2 * step)
            third = jet.third[TRIPLES.index(tuple(sorted((i, j, k))))]
            np.testing.assert_allclose(np.broadcast_to(third, slope.shape), slope, **close)
            if i == j:
                slope = (up.first[k] - down.first[k]) / (2 * step)
                np.testing.assert_allclose(jet.second[at], slope, **close)


@pytest.mark.parametrize("family", FAMILIES)
def test_the_gradient_of_the_marginal_is_that_of_differences(family: ModuleType) -> None:
    prior: Prior = PRIORS[family](3, 1.0)
    tallies = counts()
    K, step = prior.size, 1e-5
    theta = np.random.default_rng(3).normal(0, 0.3, K)
    here = nested_laplace.marginal(
        ThresholdModel(family, tallies, prior), theta[None], np.zeros((5, 20))
    )
    steps = step * np.eye(K)
    around = nested_laplace.marginal(
        ThresholdModel(family, tallies.repeat(2 * K), prior),
        np.vstack([theta + steps, theta - steps]),
        np.tile(here.modes.z, (1, 2 * K)),
    )
    slopes = (around.value[:K] - around.value[K:]) / (2 * step)
    np.testing.assert_allclose(here.gradient[0], slopes, rtol=1e-5, atol=1e-4)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_place_is_integrated_as_a_dense_grid_integrates_it(family: ModuleType) -> None:
    prior: Prior = PRIORS[family](2, 1.0)
    tallies = SearchCounts(
        not_searched=np.array([[4000.0, 900.0], [800.0, 200.0]]),
        hits=np.array([[20.0, 7.0], [9.0, 1.0]]),
        misses=np.array([[60.0, 20.0], [30.0, 11.0]]),
    )
    theta = np.zeros((1, prior.size))
    at = nested_laplace.marginal(ThresholdModel(family, tallies, prior), theta, np.zeros((4, 2)))
    log_ratio, means, squares = nested_quadrature.integrate(
        ThresholdModel(family, tallies, prior), at
    )
    nodes, chances = np.polynomial.hermite_e.hermegauss(24)
    chances = chances / chances.sum()
    offset, sigma = prior.offsets(theta)[:, :, 0], prior.sigma(theta)[0][:, 0]
    own = np.linspace(-8, 8, 1601)
    own_weight = stats.norm.pdf(own) * (own[1] - own[0])
    mass, first, second = 0.0, np.zeros(2), np.zeros(2)
    for i, j in np.ndindex(24, 24):
        like, average, square = [], [], []
        for g in range(2):
            eta = (
                np.full(own.size, offset[0, g] + prior.place_sd[0] * nodes[i])[None],
                np.full(own.size, offset[1, g] + prior.place_sd[1] * nodes[j])[None],
                (offset[2, g] + sigma[g] * own)[None],
            )
            cell = SearchCounts(
                not_searched=tallies.not_searched[g, 1:2, None],
                hits=tallies.hits[g, 1:2, None],
                misses=tallies.misses[g, 1:2, None],
            )
            f = np.exp(family.log_values(eta, cell)[0] + 200.0) * own_weight
            like.append(f.sum())
            t = family.threshold(eta)[0]
            average.append((f * t).sum() / f.sum())
            square.append((f * t * t).sum() / f.sum())
        weight = chances[i] * chances[j] * like[0] * like[1]
        mass += weight
        first += weight * np.array(average)
        second += weight * np.array(square)
    laplace = at.modes.value[1] - at.modes.hessian.log_determinant[1] / 2
    assert laplace + log_ratio[1] + 400.0 == pytest.approx(np.log(mass), abs=0.02)
    np.testing.assert_allclose(means[:, 1], first / mass, atol=0.002)
    spread = np.sqrt(squares[:, 1] - means[:, 1] ** 2)
    np.testing.assert_allclose(spread, np.sqrt(second / mass - (first / mass) ** 2), rtol=0.03)


def test_the_spread_of_thresholds_is_half_normal_a_priori() -> None:
    prior = open_policing_2017(2, 1.0)
    z = np.linspace(-3, 3, 13)
    theta = np.zeros((13, prior.size))
    theta[:, prior.sigma_at[0]] = z
    sigma, slope = prior.sigma(theta)
    expected = stats.halfnorm.ppf(stats.norm.cdf(z), scale=0.25)
    np.testing.assert_allclose(sigma[0], expected, rtol=1e-8)
    theta[:, prior.sigma_at[0]] = z + 1e-6
    np.testing.assert_allclose(slope[0], (prior.sigma(theta)[0][0] - sigma[0]) / 1e-6, rtol=1e-4)


def test_counts_without_search_or_hit_and_enormous_ones_have_finite_modes() -> None:
    tallies = SearchCounts(
        not_searched=np.array([[5.0, 0.0, 2e6, 400.0], [0.0, 3.0, 4e5, 0.0]]),
        hits=np.array([[0.0, 0.0, 3e3, 0.0], [0.0, 9.0, 1e2, 0.0]]),
        misses=np.array([[0.0, 4.0, 9e3, 1.0], [0.0, 0.0, 9e2, 0.0]]),
    )
    for family in FAMILIES:
        prior = PRIORS[family](2, 1.0)
        found = nested_posterior.fit(ThresholdModel(family, tallies, prior), draws=32)
        assert np.isfinite(found.threshold).all()
        assert ((found.threshold > 0) & (found.threshold < 1)).all()


@pytest.mark.parametrize("shape", [0.2, 0.5, 0.9])
def test_the_pareto_shape_of_a_tail_is_found(shape: float) -> None:
    over = np.sort(stats.genpareto.rvs(shape, size=4000, random_state=5))
    # the estimate's standard error is about (1 + k)/√n = 0.03
    assert pareto.pareto(over)[0] == pytest.approx(shape, abs=0.09)


def test_equal_weights_stay_equal_and_one_giant_weight_is_found_out() -> None:
    weights, k = pareto.smoothed(np.zeros(200))
    assert k < 0
    np.testing.assert_allclose(weights, 1 / 200)
    giant = np.random.default_rng(1).standard_t(2, 400) * 3
    _, k = pareto.smoothed(giant)
    assert k > 0.7


@pytest.mark.parametrize("family", FAMILIES)
def test_the_modes_of_places_move_as_their_tilt_says(family: ModuleType) -> None:
    prior: Prior = PRIORS[family](3, 1.0)
    tallies, step = counts(), 1e-5
    theta = np.random.default_rng(3).normal(0, 0.3, prior.size)
    here = nested_laplace.marginal(
        ThresholdModel(family, tallies, prior), theta[None], np.zeros((5, 20))
    )
    slopes = nested_laplace.tilt(prior, theta, here.modes)
    for k in range(prior.size):
        up, down = (
            nested_laplace.marginal(
                ThresholdModel(family, tallies, prior),
                theta[None] + sign * step * np.eye(prior.size)[k],
                at,
            ).modes.z
            for sign, at in ((1, here.modes.z), (-1, here.modes.z))
        )
        np.testing.assert_allclose(slopes[:, k], (up - down) / (2 * step), rtol=1e-3, atol=1e-3)


def test_normal_points_have_exact_low_moments() -> None:
    x = nested_points.normal_points(64, 13, np.random.default_rng(1))
    np.testing.assert_allclose(x.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(x.T @ x / 64, np.eye(13), atol=1e-12)
    np.testing.assert_allclose((x**3).mean(axis=0), 0, atol=1e-12)
    # fourth moments are 3 for a normal; 64 points leave a few tenths
    assert (x**4).mean() == pytest.approx(3, abs=0.4)


def test_a_place_s_nodes_integrate_polynomials_of_degree_seven() -> None:
    nodes, chances = nested_quadrature.PLACE_NODES, nested_quadrature.PLACE_CHANCES
    moments = {0: 1.0, 1: 0.0, 2: 1.0, 3: 0.0, 4: 3.0, 5: 0.0, 6: 15.0, 7: 0.0}
    for i, j in np.ndindex(8, 8):
        if i + j <= 7:
            found = chances @ (nodes[:, 0] ** i * nodes[:, 1] ** j)
            assert found == pytest.approx(moments[i] * moments[j], abs=1e-10)


def test_a_start_near_the_mode_leads_to_the_same_mode() -> None:
    tallies = counts()
    for family in FAMILIES:
        one, wide = (ThresholdModel(family, tallies, PRIORS[family](3, by)) for by in (1.0, 1.5))
        found = nested_mode.find_mode(one)
        cold = nested_mode.find_mode(wide)
        warm = nested_mode.find_mode(wide, nested_mode.widened(found, 1.5))
        assert all(mode.converged for mode in (found, cold, warm))
        # both stop within 0.03 posterior standard deviations of the mode
        apart = np.linalg.solve(cold.root, warm.theta - cold.theta)
        assert np.abs(apart).max() < 0.1
