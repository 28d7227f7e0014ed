import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.model.arrays import DENSE, distinct


@given(st.lists(st.integers(-3, 60) | st.integers(0, 10**15), max_size=40))
def test_distinct_is_what_numpy_finds(codes: list[int]) -> None:
    code = np.array(codes, dtype=np.int64)
    values, at = distinct(code)
    expected, inverse = np.unique(code, return_inverse=True)
    assert np.array_equal(values, expected)
    assert np.array_equal(at, inverse)


@pytest.mark.parametrize("largest", [DENSE * 3 - 1, DENSE * 3])
def test_codes_at_the_edge_of_the_list_are_found(largest: int) -> None:
    values, at = distinct(np.array([largest, 0, largest], dtype=np.int64))
    assert values.tolist() == [0, largest]
    assert at.tolist() == [1, 0, 1]
