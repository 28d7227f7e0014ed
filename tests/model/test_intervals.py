from collections.abc import Callable
from math import inf, isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from daylight.model.intervals import (
    Interval,
    clopper_pearson,
    odds_ratio,
    poisson_rate,
    pooled_z,
    rate_ratio,
    rate_ratio_p,
    risk_difference,
    risk_ratio,
    two_sided_p,
    wilson,
)

counts = st.integers(0, 10_000)
positive = st.integers(1, 10_000)
OneSample = Callable[[float, float], Interval]
TwoSamples = Callable[[float, float, float, float], Interval]


@pytest.mark.parametrize("interval", [wilson, clopper_pearson])
@given(hits=counts, misses=counts)
def test_an_interval_of_a_share_holds_it_and_stays_inside_0_and_1(
    interval: OneSample, hits: int, misses: int
) -> None:
    assume(hits + misses > 0)
    value, low, high = interval(hits, hits + misses)
    assert 0 <= low <= value + 1e-12
    assert value - 1e-12 <= high <= 1


@given(hits=counts, misses=counts)
def test_the_exact_interval_is_never_narrower_in_coverage(hits: int, misses: int) -> None:
    """At its bounds each one-sided tail holds exactly half of what the level leaves."""
    n = hits + misses
    assume(0 < hits < n)
    _, low, high = clopper_pearson(hits, n)
    assert stats.binom.sf(hits - 1, n, float(low)) == pytest.approx(0.025, abs=1e-6)
    assert stats.binom.cdf(hits, n, float(high)) == pytest.approx(0.025, abs=1e-6)


@given(hits=positive, misses=positive, k=st.integers(2, 50))
def test_more_of_the_same_keeps_the_share_and_narrows_the_interval(
    hits: int, misses: int, k: int
) -> None:
    one, many = wilson(hits, hits + misses), wilson(k * hits, k * (hits + misses))
    assert float(one.value) == pytest.approx(float(many.value))
    assert many.high - many.low < one.high - one.low


@pytest.mark.parametrize("interval", [risk_ratio, odds_ratio])
@given(x=positive, a=positive, y=positive, b=positive)
def test_swapping_group_and_reference_inverts_a_ratio(
    interval: TwoSamples, x: int, a: int, y: int, b: int
) -> None:
    one, other = interval(x, x + a, y, y + b), interval(y, y + b, x, x + a)
    assert float(one.value * other.value) == pytest.approx(1)
    assert float(one.low * other.high) == pytest.approx(1)


@given(x=counts, a=counts, y=counts, b=counts)
def test_swapping_group_and_reference_negates_a_difference(x: int, a: int, y: int, b: int) -> None:
    assume(x + a > 0 and y + b > 0)
    one, other = risk_difference(x, x + a, y, y + b), risk_difference(y, y + b, x, x + a)
    assert float(one.value) == pytest.approx(-float(other.value), abs=1e-12)
    assert float(one.low) == pytest.approx(-float(other.high), abs=1e-12)


@given(x=st.integers(0, 300), y=st.integers(0, 300), t=st.floats(0.1, 10), u=st.floats(0.1, 10))
def test_the_p_value_of_a_rate_ratio_agrees_with_its_interval(
    x: int, y: int, t: float, u: float
) -> None:
    assume(x + y > 0)
    interval = rate_ratio(x, t, y, u)
    p = rate_ratio_p(x, t, y, u)
    assume(abs(p - 0.05) > 1e-9)
    assert (p < 0.05) is bool(interval.low > 1 or interval.high < 1)


def test_exact_poisson_bounds_are_those_of_the_tables() -> None:
    """Garwood's table for 0, 1, 5 and 10 events at 95 %."""
    printed = {0: (0.0, 3.689), 1: (0.0253, 5.572), 5: (1.623, 11.668), 10: (4.795, 18.390)}
    for events, bounds in printed.items():
        assert poisson_rate(events, 1)[1:] == pytest.approx(bounds, abs=0.0005)


def test_nothing_observed_gives_the_whole_range_and_no_value() -> None:
    assert isnan(wilson(0, 0).value)
    assert wilson(0, 0)[1:] == (0, 1)
    assert clopper_pearson(0, 0)[1:] == (0, 1)
    assert rate_ratio(0, 1, 0, 1)[1:] == (0, inf)
    assert rate_ratio_p(0, 1, 0, 1) == 1.0
    assert risk_ratio(0, 10, 5, 10)[1:] == (0, inf)
    assert odds_ratio(10, 10, 5, 10)[1:] == (0, inf)


def test_intervals_take_arrays() -> None:
    assert wilson(np.array([1, 2]), np.array([4, 4])).low.shape == (2,)


def test_where_every_trial_is_a_hit_there_is_nothing_to_tell_apart() -> None:
    assert pooled_z(5, 5, 9, 9) == 0.0
    assert pooled_z(0, 5, 0, 9) == 0.0


def test_the_pooled_z_of_ferguson_is_the_printed_one() -> None:
    """Searches of 2013: 562 of 4,632 and 47 of 686; hits: 122 of 562 and 16 of 47."""
    assert pooled_z(562, 4632, 47, 686) == pytest.approx(4.05, abs=0.005)
    assert pooled_z(122, 562, 16, 47) == pytest.approx(-1.94, abs=0.005)
    assert two_sided_p(1.959964) == pytest.approx(0.05, abs=1e-6)
