"""Printed numbers, times, and which side of a claim an interval lies on."""

import math

import pytest

from daylight.claims.objects import Kind, PublicClaim, Relation
from daylight.claims.says import Side, region_of
from daylight.data.printed import Unit, read_figure
from daylight.data.quantity import Scale
from daylight.data.when import read_when
from daylight.errors import ClaimError


@pytest.mark.parametrize(
    ("printed", "low", "high", "unit"),
    [
        ("35 %", 0.345, 0.355, Unit.PER_CENT),
        ("35 percent", 0.345, 0.355, Unit.PER_CENT),
        ("10.82 %", 0.10815, 0.10825, Unit.PER_CENT),
        ("three in ten", 0.25, 0.35, Unit.PER_CENT),
        ("3 de cada 10", 0.25, 0.35, Unit.PER_CENT),
        ("27 out of 35", 27 / 35 - 1 / 70, 27 / 35 + 1 / 70, Unit.PER_CENT),
        ("−5 points", -0.055, -0.045, Unit.POINTS),
        ("4.7 times", 4.65, 4.75, Unit.TIMES),
        ("14,164", 14163.5, 14164.5, Unit.PLAIN),
    ],
)
def test_a_printed_number_is_all_that_rounds_to_it(
    printed: str, low: float, high: float, unit: Unit
) -> None:
    figure = read_figure(printed)
    assert (figure.low, figure.high) == pytest.approx((low, high))
    assert figure.unit is unit


@pytest.mark.parametrize(
    "printed", ["many", "35 %%", "5 in 3", "three", "1,00", "", "% 5", "3 in 0"]
)
def test_what_is_no_number_is_refused(printed: str) -> None:
    if printed == "three":
        assert read_figure(printed).value == 3
        return
    with pytest.raises(ClaimError, match=r"no number|part lies"):
        read_figure(printed)


def test_a_counted_number_is_exact() -> None:
    assert read_figure("27", exact=True).half == 0


@pytest.mark.parametrize(
    "written", ["Tuesday", "last year", "2017-13", "2017-02-30", "2018 to 2017", ""]
)
def test_what_is_no_date_is_refused_and_not_guessed(written: str) -> None:
    with pytest.raises(ClaimError, match=r"no date|ends before"):
        read_when(written)


def test_times_are_the_same_only_on_the_same_days() -> None:
    assert read_when("2014 to 2015") == read_when("2014, then 2015") == read_when("2014-2015")
    assert read_when("2014 to 2015") != read_when("2014-06 to 2015")
    change = read_when("2012 to 2014, then 2015 to 2017")
    assert change != read_when("2012 to 2017")
    assert read_when("2017-02").last.day == 28


def claim(relation: Relation, figure: str = "", margin: str = "") -> PublicClaim:
    return PublicClaim(
        id="c", quotations=("q",), words="w", kind=Kind.CHANGE, relation=relation, figure=figure,
        margin=margin,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("relation", "figure", "scale", "interval", "side"),
    [
        (Relation.IS, "30 %", Scale.PROPORTION, (0.296, 0.304), Side.WITHIN),
        (Relation.IS, "30 %", Scale.PROPORTION, (0.24, 0.36), Side.ACROSS),
        (Relation.IS, "30 %", Scale.PROPORTION, (0.31, 0.36), Side.OUTSIDE),
        (Relation.ABOUT, "30 %", Scale.PROPORTION, (0.291, 0.309), Side.WITHIN),
        (Relation.AT_LEAST, "3 times", Scale.RATIO, (3.0, 4.0), Side.WITHIN),
        (Relation.MORE_THAN, "3 times", Scale.RATIO, (3.0, 4.0), Side.ACROSS),
        (Relation.MORE_THAN, "3 times", Scale.RATIO, (2.0, 3.0), Side.OUTSIDE),
        (Relation.LESS_THAN, "3 times", Scale.RATIO, (2.0, 2.9), Side.WITHIN),
        (Relation.AT_MOST, "3 times", Scale.RATIO, (2.0, 3.1), Side.ACROSS),
        (Relation.HIGHER, "", Scale.RATIO, (1.01, 1.2), Side.WITHIN),
        (Relation.HIGHER, "", Scale.RATIO, (1.0, 1.2), Side.ACROSS),
        (Relation.HIGHER, "", Scale.DIFFERENCE, (-0.2, 0.0), Side.OUTSIDE),
        (Relation.LOWER, "", Scale.DIFFERENCE, (-0.12, 0.02), Side.ACROSS),
        (Relation.HIGHER, "11 %", Scale.RATIO, (1.1082, 1.1082), Side.WITHIN),
        (Relation.HIGHER, "11 %", Scale.RATIO, (1.09, 1.12), Side.ACROSS),
        (Relation.LOWER, "5 points", Scale.DIFFERENCE, (-0.052, -0.048), Side.WITHIN),
        (Relation.LOWER, "5 points", Scale.DIFFERENCE, (0.048, 0.052), Side.OUTSIDE),
        (Relation.LOWER, "2 times", Scale.RATIO, (0.49, 0.51), Side.WITHIN),
        (Relation.IS, "30 %", Scale.PROPORTION, (math.nan, math.nan), Side.ACROSS),
        (Relation.AT_LEAST, "3 times", Scale.RATIO, (-math.inf, math.inf), Side.ACROSS),
    ],
)
def test_an_interval_lies_within_outside_or_across(
    relation: Relation, figure: str, scale: Scale, interval: tuple[float, float], side: Side
) -> None:
    region = region_of(claim(relation, figure), scale)
    assert region is not None
    assert region.side(*interval) is side


@pytest.mark.parametrize(
    ("relation", "figure", "scale"),
    [
        (Relation.LOWER, "5 %", Scale.DIFFERENCE),  # per cent of a share, or points? It is not said
        (Relation.IS, "30 %", Scale.RATIO),
        (Relation.IS, "30", Scale.PROPORTION),
        (Relation.HIGHER, "", Scale.PROPORTION),
        (Relation.IS, "", Scale.PROPORTION),
    ],
)
def test_numbers_of_two_sorts_are_not_compared(
    relation: Relation, figure: str, scale: Scale
) -> None:
    assert region_of(claim(relation, figure), scale) is None


def test_unchanged_needs_to_say_how_little_still_counts() -> None:
    with pytest.raises(ClaimError, match="margin"):
        claim(Relation.UNCHANGED)
    region = region_of(claim(Relation.UNCHANGED, margin="2 points"), Scale.DIFFERENCE)
    assert region is not None
    assert region.side(-0.01, 0.015) is Side.WITHIN
    assert region.side(-0.01, 0.03) is Side.ACROSS
