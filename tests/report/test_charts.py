"""Pictures: what is drawn is what was estimated, every word stands clear, every input is drawn."""

import json
import math
import re
from dataclasses import asdict
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.examples import answered

from daylight.data.facts import Facts
from daylight.data.result import Estimate, Result, Scale
from daylight.model.methods import METHODS
from daylight.report import numbers
from daylight.report.charts.axes import log_ticks, span
from daylight.report.charts.canvas import NARROW, WIDE, Canvas, Spot
from daylight.report.charts.chart import Chart
from daylight.report.charts.hatching import strokes
from daylight.report.charts.interval_rows import IntervalRows
from daylight.report.charts.intervals import MOST_ROWS, forest, intervals
from daylight.report.charts.spread import MOST, spread
from daylight.report.charts.standalone import figure_style, standalone
from daylight.report.charts.timeline import Timeline
from daylight.report.forbidden import forbidden_words
from daylight.report.presentations import PRESENTATIONS
from tests.estimates import estimate_of
from tests.report.drawn import SVG, faults, longer, words_of
from tests.report.example import context, search_rates

WIDTHS = (WIDE, NARROW)


@cache
def example(name: str) -> tuple[Result, tuple[Chart, ...]]:
    """A method's example, and the pictures of it."""
    result = answered(name)
    assert isinstance(result, Result)
    return result, PRESENTATIONS[name].picture(result)


def ratio(value: float, low: float, high: float, **more: Any) -> Estimate:
    plain = {
        "name": "ratio",
        "group": "black",
        "scale": Scale.RATIO,
        "n": 100,
        "reference": "white",
    }
    return estimate_of(value=value, low=low, high=high, **(plain | more))


def rows(chart: Chart | None) -> list[dict[str, Any]]:
    assert chart is not None
    return list(chart.spec["data"]["values"])


def marks(chart: Chart, width: int = WIDE) -> list[float]:
    """The values that the marks of a drawing carry."""
    root = ElementTree.fromstring(chart.svg(width))
    return [float(e.get("data-value", "nan")) for e in root.iter() if e.get("data-value")]


def counted(facts: Facts | None) -> set[float]:
    """The numbers that a method hands to its picture beside its estimates."""
    held: list[Any] = [asdict(facts)] if facts is not None else []
    found = set()
    while held:
        match held.pop():
            case dict() as named:
                held += named.values()
            case tuple() | list() as several:
                held += several
            case int() | float() as number:
                found.add(float(number))
    return found


def fits(chart: Chart | None, *, is_long: bool = True) -> None:
    """Well-formed at both widths, also with longer words, with nothing in the way."""
    assert chart is not None
    assert not forbidden_words(f"{chart.title} {chart.alt} {chart.caption}")
    for width in WIDTHS:
        assert faults(chart.svg(width), width) == []
        if is_long:
            assert faults(longer(chart.drawing).svg(width), width) == []


# ------------------------------------------------------------------ every method's example


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_word_of_a_picture_stands_clear_also_in_a_longer_language(name: str) -> None:
    for chart in example(name)[1]:
        fits(chart)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_what_is_drawn_is_what_was_estimated(name: str) -> None:
    result, charts = example(name)
    known = {e.value for e in result.estimates if math.isfinite(e.value)}
    known |= counted(result.facts)
    for chart in charts:
        for width in WIDTHS:
            for value in marks(chart, width):
                assert min(abs(value - one) for one in known) <= 1e-9 * max(1, abs(value))
        columns, told = chart.drawing.table()
        assert told
        assert all(len(row) == len(columns) for row in told)
        json.dumps(chart.spec)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_those_who_cannot_see_a_picture_are_told_its_numbers(name: str) -> None:
    result, charts = example(name)
    printed = {numbers.minus(numbers.value(e)) for e in result.estimates}
    printed |= {numbers.minus(numbers.number(e.value, 1)) for e in result.estimates}
    for chart in charts:
        assert chart.title
        assert chart.caption
        assert 15 <= len(chart.alt.split()) <= 110, chart.alt
        said = numbers.minus(chart.alt)
        assert any(one in said for one in printed), chart.alt


@pytest.mark.parametrize("name", sorted(METHODS))
def test_a_result_has_few_pictures(name: str) -> None:
    assert len(example(name)[1]) <= 3


def test_a_rate_its_ratio_and_its_difference_are_one_picture() -> None:
    (chart,) = intervals(search_rates())
    assert isinstance(chart.drawing, IntervalRows)
    (block,) = chart.drawing.blocks
    by_label = {row.label: row for row in block.rows}
    assert by_label["Black"].cells[:2] == ("14.6 %", "2.66")  # 2215 of 15220, 640 of 11703
    assert by_label["White"].is_reference
    assert len(marks(chart)) == len(block.rows) == 5


# ------------------------------------------------------------------ the page


def test_a_drawing_names_itself_and_follows_the_page() -> None:
    (chart,) = intervals(search_rates())
    root = ElementTree.fromstring(chart.svg(WIDE))
    assert root.get("role") == "img"
    assert root.get("aria-label") == chart.alt
    assert root.get("viewBox", "").startswith("0 0 700 ")
    assert root.get("width") is None


def test_colours_are_classes_and_every_class_is_in_the_style_sheet() -> None:
    style, used = figure_style(), set()
    drawn = [chart for question in context().questions for chart in question.charts]
    for chart in [*drawn, *(c for name in METHODS for c in example(name)[1])]:
        for width in WIDTHS:
            svg = chart.svg(width)
            assert not re.search(r'(?:fill|stroke|style|id)="', svg)
            used |= {
                look for found in re.findall(r'class="([^"]+)"', svg) for look in found.split()
            }
    plain = {"fig", "f-ink", "f-small"}
    assert [look for look in sorted(used - plain) if f".{look}" not in style] == []


def test_a_picture_of_its_own_has_its_size_its_words_and_its_colours() -> None:
    (chart,) = intervals(search_rates())
    root = ElementTree.fromstring(standalone(chart, 620))
    assert root.findtext(f"{SVG}desc") == chart.alt
    assert float(root.get("width", "0")) == 644
    assert chart.title in {"".join(text.itertext()) for text in root.iter(f"{SVG}text")}
    style = root.findtext(f"{SVG}style") or ""
    assert "--fig-own" in style
    assert "prefers-color-scheme" not in style


def test_hatching_lies_within_its_shape_and_leaves_holes() -> None:
    whole = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)]
    hole = [(40.0, 40.0), (60.0, 40.0), (60.0, 60.0), (40.0, 60.0)]
    found = strokes([whole, hole], 5.0)
    assert found
    length = sum(math.dist(one, other) for one, other in found)
    assert length * 5 == pytest.approx(100 * 100 - 20 * 20, rel=0.02)
    for (x0, y0), (x1, y1) in found:
        assert x0 + y0 == pytest.approx(x1 + y1)
        assert not (40 < (x0 + x1) / 2 < 60 and 40 < (y0 + y1) / 2 < 60)


def test_overlapping_words_are_found() -> None:
    canvas = Canvas(WIDE)
    canvas.text(Spot(10, 20), "one word")
    canvas.text(Spot(30, 24), "another")
    canvas.text(Spot(690, 50), "off the sheet")
    assert len(faults(canvas.svg(80), WIDE)) == 2


# ------------------------------------------------------------------ what may be wrong with input


def test_a_bound_beyond_the_axis_ends_in_an_arrow() -> None:
    chart = forest([ratio(1.2, 1.0, 1.4), ratio(1.1, 0, math.inf, group="asian")])
    assert chart is not None
    root = ElementTree.fromstring(chart.svg(WIDE))
    arrows = [e for e in root.iter(f"{SVG}polygon") if not e.get("data-value")]
    assert len(arrows) == 2
    assert "arrow" in chart.caption
    fits(chart)


def test_an_estimate_without_bounds_is_a_bare_mark_and_one_without_a_value_is_left_out() -> None:
    dot = ratio(2.0, math.nan, math.nan)
    gap = ratio(math.nan, math.nan, math.nan, group="asian")
    chart = forest([dot, gap])
    assert len(rows(chart)) == 1
    fits(chart)
    assert forest([gap]) is None


def test_too_many_rows_show_those_with_most_cases_and_say_so() -> None:
    many = [ratio(1.1, 1.0, 1.4, place=f"place {i}", n=i) for i in range(10_000)]
    chart = forest(many)
    assert len(rows(chart)) == MOST_ROWS
    assert chart is not None
    assert f"only in the table: {numbers.count(10_000 - MOST_ROWS)}" in chart.caption
    assert {row["row"] for row in rows(chart)} == {
        f"Place {i}" for i in range(10_000 - MOST_ROWS, 10_000)
    }
    fits(chart)


def test_ten_thousand_officers_are_drawn_evenly() -> None:
    many = [
        estimate_of(
            name="gap", group="g", value=i / 1e4, low=i / 1e4 - 1, high=i / 1e4 + 1,
            scale=Scale.LOG_ODDS, n=1,
        )
        for i in range(10_000)
    ]  # fmt: skip
    chart = spread(many)
    assert chart is not None
    drawn = marks(chart)
    assert len(drawn) == MOST
    assert (drawn[0], drawn[-1]) == (0.0, 0.9999)
    assert "10,000" in chart.caption
    fits(chart)


LONG = "a place whose name was written by somebody who had time and a wide column " * 2


@pytest.mark.parametrize(
    "estimates",
    [
        [ratio(1.2, 1.0, 1.4)],
        [ratio(1e-313, 0.0, math.inf), ratio(2.0, 1.0, 3.0, group="asian")],
        [ratio(2.0, 2.0, 2.0, group=group) for group in ("black", "asian", "hispanic")],
        [ratio(2.0, 1.0, 3.0, place=LONG[:120]), ratio(2.0, 1.0, 3.0, place="b")],
        [ratio(2.0, 1.0, 3.0, place="w" * 120), ratio(2.0, 1.0, 3.0, place="b")],
        [ratio(2.0, 1.0, 3.0, group="<script>alert(1)</script> & \"x\""), ratio(1.0, 0.9, 1.1)],
    ],
    ids=["one row", "tiny", "all equal", "long", "one long word", "markup"],
)  # fmt: skip
def test_odd_input_is_drawn(estimates: list[Estimate]) -> None:
    chart = forest(estimates)
    fits(chart)
    assert chart is not None
    assert "<script>" not in chart.svg(WIDE)
    assert "<script>" not in standalone(chart, WIDE)


@pytest.mark.parametrize("scale", Scale)
@pytest.mark.parametrize("tiny", [5e-324, 2.2e-313, 1e-200])
def test_numbers_at_the_edge_of_what_a_computer_holds_are_drawn(scale: Scale, tiny: float) -> None:
    values = [(tiny, math.inf), (0.0, tiny), (1e300, math.inf)]
    estimates = tuple(
        estimate_of(name="x", group=f"g{n}", value=v, low=0.0, high=high, scale=scale, n=1)
        for n, (v, high) in enumerate(values)
    )
    for some in (estimates, estimates[:2]):
        for chart in intervals(Result(method="m", estimates=some)):
            for width in WIDTHS:
                svg = chart.svg(width)
                places = re.findall(r' (?:x|y|x1|x2|y1|y2|cx|cy|d|points)="([^"]*)"', svg)
                assert places
                assert not [place for place in places if re.search(r"nan|inf", place)]
                assert faults(svg, width) == []


number = st.floats(0, 1e4) | st.just(math.inf) | st.just(math.nan)


@settings(max_examples=25)
@given(st.sampled_from(Scale), st.lists(st.tuples(number, number, number), min_size=2, max_size=5))
def test_any_result_can_be_pictured_in_words_that_claim_nothing(
    scale: Scale, triples: list[tuple[float, float, float]]
) -> None:
    estimates = tuple(
        estimate_of(
            name="some_quantity",
            group=f"group {i}",
            value=sorted(t)[1] if not any(map(math.isnan, t)) else t[0],
            low=min(t) if not any(map(math.isnan, t)) else math.nan,
            high=max(t) if not any(map(math.isnan, t)) else math.nan,
            scale=scale,
            n=i,
        )
        for i, t in enumerate(triples)
    )
    for chart in intervals(Result(method="m", estimates=estimates)):
        fits(chart)


# ------------------------------------------------------------------ axes and moments


@given(st.floats(1e-3, 1e3), st.floats(1.05, 1e4))
def test_log_ticks_are_few_round_and_inside(low: float, width: float) -> None:
    ticks = log_ticks(low, low * width)
    assert len(ticks) <= 9
    assert all(low <= tick <= low * width for tick in ticks)
    assert ticks == sorted(set(ticks))


@pytest.mark.parametrize(("low", "high"), [(0.5, 1.5), (0.86, 1.23), (0.99, 1.16), (0.01, 900)])
def test_the_ratio_of_one_is_always_marked(low: float, high: float) -> None:
    assert 1.0 in log_ticks(low, high)
    assert len(log_ticks(low, high)) >= 4


def test_ratios_are_even_on_a_log_axis_with_a_line_at_one() -> None:
    chart = forest([ratio(0.5, 0.4, 0.6), ratio(2.0, 1.8, 2.2, group="asian")])
    assert chart is not None
    root = ElementTree.fromstring(chart.svg(WIDE))
    (same,) = {e.get("x1") for e in root.iter(f"{SVG}line") if e.get("class") == "f-same"}
    placed = {
        float(e.get("data-value", "0")): float(e.get("points", "").split(",")[0])
        for e in root.iter(f"{SVG}polygon")
        if e.get("data-value")
    }
    assert float(same or 0) == pytest.approx((placed[0.5] + placed[2.0]) / 2, abs=0.2)
    assert "same as white people" in {word.text for word in words_of(chart.svg(WIDE))}


finite = st.floats(-1e6, 1e6)


@given(st.lists(st.tuples(finite, st.floats(0, 1e6), st.floats(0, 1e6)), min_size=1, max_size=8))
def test_an_axis_holds_every_value(triples: list[tuple[float, float, float]]) -> None:
    estimates = [
        estimate_of(name="x", group="g", value=v, low=v - a, high=v + b, scale=Scale.MEAN, n=1)
        for v, a, b in triples
    ]
    reach = span(estimates)
    assert reach.low < reach.high
    assert all(reach.low <= e.value <= reach.high for e in estimates)


@pytest.mark.parametrize("value", [-1e-9, -0.3, -40.0, -3e6])
def test_an_axis_of_one_value_is_as_wide_as_the_value(value: float) -> None:
    one = estimate_of(
        name="x", group="g", value=value, low=value, high=value, scale=Scale.MEAN, n=1
    )
    reach = span([one, one])
    assert reach.high - reach.low >= 0.9 * abs(value)


def test_months_stand_as_far_apart_as_they_are() -> None:
    moments = Timeline(["2017-01", "2017-02", "2017-12"])
    assert moments.at("2017-02") - moments.at("2017-01") == 31
    assert moments.at("2017-12") - moments.at("2017-02") == 303
    assert Timeline(["2016-Q1", "2016-Q2"]).at("2016-Q2") == 1
