"""The interval at the level that a corrected p-value asks, and p-values that count draws."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.comparison import Corrected
from daylight.data.estimate import INDEPENDENT, RESAMPLED, Basis, BasisKind
from daylight.data.result import Scale
from daylight.model.draws import MOST, SURE, counted
from daylight.model.intervals import log_wald, two_sided_t, wald
from daylight.model.other_level import at_level
from tests.estimates import estimate_of

CLUSTERED = Basis(kind=BasisKind.CLUSTERED, key="officer_id", clusters=12, df=11.0)


def corrected(p: float, times: int) -> Corrected:
    after = min(1.0, times * p)
    return Corrected(
        p_value=p, p_adjusted=after, family="force", comparisons=times, is_primary=True
    )


@pytest.mark.parametrize("scale", [Scale.DIFFERENCE, Scale.RATIO])
@given(value=st.floats(0.001, 0.3), se=st.floats(0.001, 0.08), times=st.integers(2, 60))
def test_it_leaves_out_no_difference_where_the_corrected_p_value_is_below_the_level(
    scale: Scale, value: float, se: float, times: int
) -> None:
    found = corrected(two_sided_t(value / se, 11.0), times)
    level = found.level(0.05)
    assert level is not None
    if scale is Scale.RATIO:
        made = log_wald(float(np.exp(value)), se, df=11.0)
    else:
        made = wald(value, se, df=11.0)
    point, low, high = (float(end) for end in made)
    one = estimate_of(name="x", value=point, low=low, high=high, scale=scale, n=9, p_value=0.1)
    interval = at_level(replace(one, level=0.95, basis=CLUSTERED), level)
    assert interval is not None
    same = scale.no_difference
    assert same is not None
    if abs(found.p_adjusted - 0.05) > 1e-6:
        assert (interval.low <= same <= interval.high) is (found.p_adjusted > 0.05)


def test_it_is_the_interval_the_method_would_have_given() -> None:
    made = wald(0.1, 0.02, df=11.0)
    one = estimate_of(
        name="x",
        value=0.1,
        low=float(made.low),
        high=float(made.high),
        scale=Scale.DIFFERENCE,
        n=9,
        p_value=0.1,
    )
    interval = at_level(replace(one, level=0.95, basis=CLUSTERED), 0.998)
    assert interval is not None
    wider = wald(0.1, 0.02, level=0.998, df=11.0)
    assert interval[1:] == pytest.approx((float(wider.low), float(wider.high)))


def test_draws_bounds_and_what_has_no_interval_are_left_as_they_are() -> None:
    one = estimate_of(name="x", value=0.1, low=0.0, high=0.2, scale=Scale.DIFFERENCE, n=9)
    assert at_level(replace(one, basis=RESAMPLED), 0.99) is None
    endless = replace(one, basis=INDEPENDENT, low=-np.inf)
    assert at_level(endless, 0.99) is None


def test_an_only_comparison_needs_no_other_level() -> None:
    assert corrected(0.01, 1).level(0.05) is None


def test_more_is_drawn_only_where_hardly_any_draw_is_as_large() -> None:
    rng = np.random.default_rng(1)
    ordinary = counted(lambda n: rng.standard_normal(n), 0.0, 499)
    assert len(ordinary.drawn) == 499
    rare = counted(lambda n: rng.standard_normal(n), 6.0, 499)
    assert len(rare.drawn) == MOST
    assert rare.p == 1 / (1 + MOST)  # a fixed 499 draws, the known failure, stop at .002


def test_drawing_on_keeps_the_size_at_every_level() -> None:
    """The value itself is one more draw: p is below a level no more often than the level."""
    rng = np.random.default_rng(2)
    found = np.array(
        [counted(lambda n: rng.random(n), float(rng.random()), 199).p for _ in range(3000)]
    )
    for level in (0.002, 0.01, 0.05, (1 + SURE) / 200, 0.3):
        error = 3 * np.sqrt(level * (1 - level) / 3000)
        assert (found <= level).mean() <= level + error, level
