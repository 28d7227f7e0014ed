import numpy as np
import pytest

from daylight.model.searches.hidden_confounder import e_value, solve_intercept


@pytest.mark.parametrize(
    ("ratio", "printed"), [(1.5, 2.366), (2.0, 3.4142), (3.9, 7.263), (0.8, 1.809)]
)
def test_e_values_are_the_printed_ones(ratio: float, printed: float) -> None:
    assert e_value(ratio) == pytest.approx(printed, abs=0.0005)


def test_the_intercept_is_the_published_one_and_its_mixture_the_share() -> None:
    theta = float(solve_intercept(0.7, np.log(2), 0.5))
    assert theta == pytest.approx(-1.218017, abs=5e-7)
    mixture = 0.5 / (1 + np.exp(-theta)) + 0.5 / (1 + np.exp(-theta - np.log(2)))
    assert mixture == pytest.approx(0.3)
