import pytest

from daylight.model.intervals import clopper_pearson, risk_difference, wilson

PRINTED = 0.00005001

SINGLE = [
    # hits, trials, Wilson low, high, Clopper–Pearson low, high
    (81, 263, 0.2553, 0.3662, 0.2527, 0.3676),
    (15, 148, 0.0624, 0.1605, 0.0578, 0.1617),
    (0, 20, 0.0000, 0.1611, 0.0000, 0.1684),
    (1, 29, 0.0061, 0.1718, 0.0009, 0.1776),
]

DIFFERENCES = [
    # hits, trials, reference hits, reference trials, low, high
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0000),
    (10, 10, 0, 10, 0.6075, 1.0000),
]


@pytest.mark.parametrize(("x", "n", "low", "high", "exact_low", "exact_high"), SINGLE)
def test_intervals_of_one_proportion_are_the_printed_ones(
    x: int, n: int, low: float, high: float, exact_low: float, exact_high: float
) -> None:
    assert wilson(x, n)[1:] == pytest.approx((low, high), abs=PRINTED)
    assert clopper_pearson(x, n)[1:] == pytest.approx((exact_low, exact_high), abs=PRINTED)


@pytest.mark.parametrize(("x", "n", "x0", "n0", "low", "high"), DIFFERENCES)
def test_intervals_of_a_difference_are_the_printed_ones(
    x: int, n: int, x0: int, n0: int, low: float, high: float
) -> None:
    assert risk_difference(x, n, x0, n0)[1:] == pytest.approx((low, high), abs=PRINTED)
