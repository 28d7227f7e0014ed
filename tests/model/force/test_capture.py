import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.force.capture import capture_recapture, chapman, log_linear


def two(both: int, first: int, second: int) -> Cells:
    return Cells.from_columns(
        {
            "list_a": ["yes", "yes", "no"],
            "list_b": ["yes", "no", "yes"],
            "events": [both, first, second],
        },
        by=["list_a", "list_b"],
    )


def test_chapman_by_hand() -> None:
    # 60 on one list, 50 on the other, 30 on both: 61 × 51 / 31 − 1.
    assert float(chapman(30, 60, 50, level=0.95).value) == pytest.approx(61 * 51 / 31 - 1)


def test_the_independence_model_of_two_lists_is_the_petersen_estimate() -> None:
    patterns = np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0]])
    total, _, _ = log_linear(patterns, np.array([30.0, 30.0, 20.0]), ())
    assert total == pytest.approx(60 * 50 / 30, rel=1e-6)


@given(st.integers(7, 200), st.integers(0, 300), st.integers(0, 300))
def test_the_total_is_never_less_than_what_was_seen(both: int, first: int, second: int) -> None:
    result = capture_recapture(two(both, first, second))
    assert isinstance(result, Result)
    total = result.named("estimated_total")[0]
    assert total.low >= both + first + second - 1e-6
    for coverage in result.named("list_coverage"):
        assert 0 <= coverage.low <= coverage.high <= 1


def test_lists_that_hardly_meet_are_refused() -> None:
    assert isinstance(capture_recapture(two(6, 100, 100)), Refusal)
    bare = Cells.from_columns({"list_a": ["yes"], "events": [9]}, by=["list_a"])
    assert isinstance(capture_recapture(bare), Refusal)
