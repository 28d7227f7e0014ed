import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.model.force.selection import (
    Strata,
    stratified_difference,
    total_effect_bounds,
    total_effect_of_stopped,
)

WORKED = 1e-9  # the inputs and answers are exact decimals
PRINTED = 0.00005  # answers printed to four decimals


def one_stratum(e1: float, e0: float, pi: float) -> Strata:
    return Strata(
        np.array([e1]), np.array([e0]), np.array([1000 * pi]), np.array([1000 * (1 - pi)])
    )


def test_the_worked_example_of_a_third_of_stops() -> None:
    s = one_stratum(0.24, 0.17, 0.85)
    assert stratified_difference(s)[0] == pytest.approx(0.07, abs=WORKED)
    assert total_effect_of_stopped(s, 0.32)[0] == pytest.approx(0.1244, abs=WORKED)
    (lower, _), (upper, _) = total_effect_bounds(s, 0.32)
    assert lower == pytest.approx(0.1162, abs=PRINTED)
    assert upper == pytest.approx(0.1332, abs=PRINTED)


def test_the_worked_example_where_the_upper_bound_is_cut_at_one() -> None:
    s = one_stratum(0.9, 0.5, 0.6)
    assert total_effect_of_stopped(s, 0.3)[0] == pytest.approx(0.55, abs=WORKED)
    (lower, _), (upper, _) = total_effect_bounds(s, 0.3)
    assert (lower, upper) == pytest.approx((0.49, 0.53), abs=WORKED)


shares = st.floats(0.01, 0.99)


@given(shares, shares, shares)
def test_without_selected_stops_every_effect_is_the_naive_difference(
    e1: float, e0: float, pi: float
) -> None:
    s = one_stratum(e1, e0, pi)
    (lower, _), (upper, _) = total_effect_bounds(s, 0.0)
    assert lower == pytest.approx(e1 - e0)
    assert upper == pytest.approx(e1 - e0)
    assert total_effect_of_stopped(s, 0.0)[0] == pytest.approx(e1 - e0)


@given(shares, shares, shares, st.floats(0.01, 0.9))
def test_the_upper_bound_equals_its_published_form(
    e1: float, e0: float, pi: float, rho: float
) -> None:
    _, (upper, _) = total_effect_bounds(one_stratum(e1, e0, pi), rho)
    gain = rho / (1 - rho) * (e1 - max(0.0, 1 + (e1 - 1) / rho))
    published = e1 - e0 + rho * e0 * pi + (1 - pi) * gain
    assert upper == pytest.approx(published)


@given(shares, shares, shares, st.floats(0.0, 0.9))
def test_the_bounds_are_in_order(e1: float, e0: float, pi: float, rho: float) -> None:
    (lower, _), (upper, _) = total_effect_bounds(one_stratum(e1, e0, pi), rho)
    assert lower <= upper + 1e-12
