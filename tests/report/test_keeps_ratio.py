"""What another model of counts must say before a finding is said to survive it."""

from dataclasses import replace

import pytest

from daylight.data.result import Scale
from daylight.report.wording.compared import keeps_ratio
from tests.estimates import estimate_of

ONE = estimate_of(name="ratio", value=1.5, low=1.2, high=1.9, scale=Scale.RATIO, n=900)


@pytest.mark.parametrize(
    ("value", "low", "high", "held"),
    [
        (1.5, 1.1, 2.0, True),
        (1.3, 1.1, 1.6, True),
        (1.5, 0.9, 2.5, False),  # the same side, which was all that was asked: it may be nothing
        (1.2, 1.1, 1.3, False),
        (0.7, 0.5, 0.9, False),
    ],
)
def test_it_keeps_its_side_and_half_and_leaves_out_no_difference(
    value: float, low: float, high: float, held: bool
) -> None:
    assert keeps_ratio(ONE, replace(ONE, value=value, low=low, high=high)) is held
