import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.force.capture import (
    capture_recapture,
    chapman,
    least_total,
    log_linear,
)


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


def three_lists(rng: np.random.Generator, total: int, spread: float) -> tuple[Cells, int]:
    """Events whose chances to be on a list differ; spread is that of their logits."""
    logit = rng.normal(0, spread, (total, 1)) + np.array([-0.5, 0.0, 0.5])
    on = rng.random((total, 3)) < 1 / (1 + np.exp(-logit))
    seen, counts = np.unique(on[on.any(axis=1)], axis=0, return_counts=True)
    columns = {f"list_{k}": [("no", "yes")[int(x)] for x in seen[:, k]] for k in range(3)}
    cells = Cells.from_columns({**columns, "events": counts.tolist()}, by=tuple(columns))
    return cells, int(counts.sum())


def test_the_least_total_of_three_lists_by_hand() -> None:
    """On one list alone 30, 20 and 10; on two 40: 60² − 1,400 over 2 × 41 is 26.83 missed."""
    found = least_total(np.array([30.0, 20.0, 10.0]), 40.0, 110.0, level=0.95)
    assert found.value == pytest.approx(110 + (3600 - 1400) / 82)


def test_the_least_total_of_two_lists_is_petersens() -> None:
    found = least_total(np.array([30.0, 20.0]), 40.0, 90.0, level=0.95)
    assert found.value == pytest.approx(90 + 30 * 20 / 41)


def test_where_chances_differ_the_least_total_is_nearer_and_no_more_than_the_truth() -> None:
    """With logits that spread by one, the model of equal chances is 14 % low and covers 17 %."""
    rng, truth, draws = np.random.default_rng(8), 1000, 200
    equal, least, covered, above = [], [], 0, 0
    for _ in range(draws):
        found = capture_recapture(three_lists(rng, truth, 1.0)[0])
        assert isinstance(found, Result)
        same = found.one("estimated_total", variant="independent lists")
        lower = found.one("least_total")
        equal.append(same.value)
        least.append(lower.value)
        covered += same.low <= truth <= same.high
        above += lower.low > truth
    assert np.mean(equal) < np.mean(least) < truth
    assert covered / draws < 0.5  # the known failure, which the note and the least total say
    assert above / draws <= 0.05


def test_where_chances_are_equal_the_least_total_is_the_truth() -> None:
    rng, truth, draws = np.random.default_rng(9), 1000, 200
    held = 0
    for _ in range(draws):
        found = capture_recapture(three_lists(rng, truth, 0.0)[0])
        assert isinstance(found, Result)
        one = found.one("least_total")
        held += one.low <= truth <= one.high
    assert held / draws >= 0.95 - 3 * (0.95 * 0.05 / draws) ** 0.5


def test_a_refusal_says_whether_lists_or_overlap_are_lacking() -> None:
    one_list = Cells.from_columns({"list_a": ["yes"], "events": [9]}, by=["list_a"])
    for cells, code in ((one_list, "no-two-lists"), (two(2, 20, 20), "lists-barely-overlap")):
        found = capture_recapture(cells)
        assert isinstance(found, Refusal)
        assert found.code == code
