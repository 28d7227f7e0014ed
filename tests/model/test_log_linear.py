import numpy as np
import pytest
import statsmodels.api as sm

from daylight.model.log_linear import log_linear


@pytest.mark.parametrize("alpha", [0.0, 1e-8, 0.3, 4.0])
@pytest.mark.parametrize("seed", range(6))
def test_it_is_the_fit_of_independent_software(alpha: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    X = np.column_stack([np.ones(40), rng.normal(size=(40, 3))])
    offset = rng.normal(size=40) / 2
    mean = np.exp(offset + X @ np.array([1.5, 0.4, -0.3, 0.1]))
    y = rng.poisson(mean * rng.gamma(2, 0.5, size=40)).astype(np.float64)
    family = sm.families.NegativeBinomial(alpha=alpha) if alpha else sm.families.Poisson()
    other = sm.GLM(y, X, family=family, offset=offset).fit(
        tol=1e-13, maxiter=200, tol_criterion="params"
    )
    ours = log_linear(y, X, offset, alpha=alpha)
    assert ours.coefficients == pytest.approx(np.asarray(other.params), rel=1e-9, abs=1e-10)
    assert ours.mu == pytest.approx(np.asarray(other.mu), rel=1e-9)
    assert ours.variance == pytest.approx(np.asarray(family.variance(other.mu)), rel=1e-9)


def test_periods_without_events_do_not_stop_it() -> None:
    y = np.array([0.0, 0, 1, 0, 2, 0, 0, 3, 1, 0])
    ours = log_linear(y, np.ones((10, 1)), np.zeros(10))
    assert np.exp(ours.coefficients[0]) == pytest.approx(0.7)
