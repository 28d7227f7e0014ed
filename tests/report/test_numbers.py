"""Numbers as they are printed."""

import math

import pytest

from daylight.data.result import Scale
from daylight.report import numbers
from daylight.report.language import Language, say, speaking
from tests.estimates import estimate_of


@pytest.mark.parametrize(
    ("low", "high", "printed"),
    [
        (0.9997, 1.0, "99.97 % to 100.0 %"),
        (0.0, 0.00002, "0.0 % to 0.002 %"),
        (0.21, 0.23, "21.0 % to 23.0 %"),
        (0.0, 0.0, "0.0 % to 0.0 %"),
    ],
)
def test_an_interval_never_looks_like_a_point(low: float, high: float, printed: str) -> None:
    one = estimate_of(name="s", value=low, low=low, high=high, scale=Scale.PROPORTION, n=9)
    assert numbers.bounds(one) == printed


@pytest.mark.parametrize(
    ("scale", "low", "high", "printed"),
    [
        (Scale.DIFFERENCE, -0.017, -0.0002, "−1.7 to −0.02 points"),
        (Scale.DIFFERENCE, -0.017, -0.000004, "−1.7 to −0.0004 points"),
        (Scale.DIFFERENCE, 0.0003, 0.05, "+0.03 to +5.0 points"),
        (Scale.DIFFERENCE, -0.05, 0.0, "−5.0 to 0.0 points"),
        (Scale.RATIO, 1.0004, 1.5, "1.0004 to 1.50"),
        (Scale.RATIO, 0.5, 0.9996, "0.50 to 0.9996"),
        (Scale.RATIO, 1.0, 1.5, "1.00 to 1.50"),
    ],
)
def test_an_end_that_leaves_out_no_difference_is_not_printed_like_it(
    scale: Scale, low: float, high: float, printed: str
) -> None:
    one = estimate_of(name="d", value=low, low=low, high=high, scale=scale, n=9)
    assert numbers.bounds(one) == printed


def test_points_are_said_once() -> None:
    one = estimate_of(name="d", value=0.01, low=-0.012, high=0.047, scale=Scale.DIFFERENCE, n=9)
    assert numbers.bounds(one) == "−1.2 to +4.7 points"


def test_a_number_has_the_same_digits_in_spanish() -> None:
    with speaking(Language.SPANISH):
        assert numbers.count(51920) == "51\u202f920"
        assert numbers.percent(0.3449) == "34,5 %"
        assert numbers.number(1234.567) == "1\u202f234,57"
        assert numbers.number(math.inf) == "sin límite superior"
    assert numbers.count(51920) == "51,920"


def test_what_is_not_written_in_a_language_is_an_error() -> None:
    assert say("only here") == "only here"
    with speaking(Language.SPANISH), pytest.raises(KeyError, match="only here"):
        say("only here")
    assert say("here", "aquí") == "here"


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (numbers.number(-0.001), "0.00"),
        (numbers.number(-1.25), "−1.25"),
        (numbers.count(-0.4), "0"),
        (numbers.count(math.inf), "no upper limit"),
        (numbers.percent(-0.0004), "0.0 %"),
        (numbers.percent(math.inf), "no upper limit"),
        (numbers.in_points(-0.006), "−0.6"),
        (numbers.in_points(-0.0001), "0.0"),
        (numbers.change(0.96), "−4.0 %"),
        (numbers.change(0.99999), "0.0 %"),
        (numbers.change(math.inf), "no upper limit"),
        (numbers.scaled(-0.006, Scale.DIFFERENCE), "−0.6 points"),
    ],
)
def test_a_number_has_a_true_minus_and_nothing_has_no_sign(printed: str, expected: str) -> None:
    assert printed == expected


@pytest.mark.parametrize(
    ("scale", "printed"),
    [
        (Scale.PROPORTION, "10.0 % to no upper limit"),
        (Scale.DIFFERENCE, "+10.0 to no upper limit"),
        (Scale.RATIO, "0.10 to no upper limit"),
        (Scale.RATE, "0.100 to no upper limit"),
    ],
)
def test_an_interval_without_an_end_says_so(scale: Scale, printed: str) -> None:
    one = estimate_of(name="s", value=0.2, low=0.1, high=math.inf, scale=scale, n=9)
    assert numbers.bounds(one) == printed
