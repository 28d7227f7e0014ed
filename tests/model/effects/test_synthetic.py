import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.panel import NEVER, Panel
from daylight.data.result import Refusal, Result
from daylight.model.effects import synthetic, synthetic_control, synthetic_did


@given(st.integers(0, 10**6), st.integers(2, 30), st.integers(2, 40))
def test_weights_meet_the_conditions_of_a_minimum(seed: int, periods: int, donors: int) -> None:
    rng = np.random.default_rng(seed)
    X, y = rng.normal(size=(donors, periods)), rng.normal(size=periods)
    Q, c = X @ X.T + 1e-6 * np.eye(donors), X @ y
    w = synthetic.simplex_weights(Q, c)
    assert w.sum() == pytest.approx(1)
    assert (w >= 0).all()
    gradient = Q @ w - c
    level = gradient @ w
    size = np.abs(gradient).max() + np.abs(Q).max()
    assert (gradient >= level - 1e-7 * size).all()
    assert np.abs(gradient[w > 1e-9] - level).max() <= 1e-7 * size


def test_a_donor_that_is_the_treated_unit_takes_all_the_weight() -> None:
    rng = np.random.default_rng(1)
    donors = rng.normal(size=(9, 20)).cumsum(axis=1)
    fit = synthetic.synthetic_control(donors[4], donors, 12)
    assert fit.omega[4] == pytest.approx(1, abs=1e-6)
    assert fit.effect == pytest.approx(0, abs=1e-6)


@given(st.integers(0, 10**6), st.floats(-50, 50))
def test_a_constant_added_to_the_treated_unit_changes_no_double_difference(
    seed: int, shift: float
) -> None:
    rng = np.random.default_rng(seed)
    treated, donors = rng.normal(size=14), rng.normal(size=(10, 14))
    for estimate in (synthetic.synthetic_did, synthetic.difference):
        before = estimate(treated, donors, 9).effect
        assert estimate(treated + shift, donors, 9).effect == pytest.approx(before, abs=1e-6)


def panel(first: np.ndarray, T: int = 12, seed: int = 3) -> Panel:
    Y = np.random.default_rng(seed).normal(size=(len(first), T)).cumsum(axis=1)
    return Panel(
        units=tuple(f"u{i:02d}" for i in range(len(first))),
        periods=tuple(range(T)),
        outcomes={"y": Y},
        first_treated=first,
    )


def test_too_few_donors_are_refused() -> None:
    few = panel(np.array([8.0, NEVER, NEVER, NEVER]))
    assert isinstance(synthetic_control.run(few), Refusal)
    assert isinstance(synthetic_did.run(few), Refusal)


def test_more_treated_than_donors_are_refused() -> None:
    refusal = synthetic_did.run(panel(np.array([8.0] * 7 + [NEVER] * 6)))
    assert isinstance(refusal, Refusal)
    assert (refusal.facts["treated"], refusal.facts["donors"]) == (7, 6)


def test_a_gap_that_one_donor_carries_is_shown_by_leaving_it_out() -> None:
    first = np.array([8.0] + [NEVER] * 24)
    given = panel(first)
    result = synthetic_control.run(given)
    assert isinstance(result, Result)
    stratum = "u00 (8)"
    low = result.diagnostics[f"leave_one_out_low y {stratum}"]
    high = result.diagnostics[f"leave_one_out_high y {stratum}"]
    assert isinstance(low, float)
    assert isinstance(high, float)
    assert low <= high
    p = result.one("effect_on_unit", outcome="y", unit="u00", first_treated=8).p_value
    assert p == pytest.approx(round(p * 25) / 25)
