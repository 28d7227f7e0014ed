import math
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from daylight.report.charts.draw import NARROW, WIDE, fits, svg, themed
from daylight.report.charts.forms import line_with_band
from hypothesis import given, settings
from hypothesis import strategies as st

from daylight.data.result import Estimate, Result, Scale
from daylight.errors import DaylightError
from daylight.report.charts.axes import log_ticks, span
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import MOST_PICTURES, MOST_ROWS, forest, intervals
from daylight.report.forbidden import forbidden_words
from tests.estimates import at, estimate_of
from tests.report.example import context, missing_race, search_rates

SVG = "{http://www.w3.org/2000/svg}"


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


def test_a_drawing_names_and_describes_itself_and_follows_the_page() -> None:
    (chart, _) = intervals(search_rates())
    root = ElementTree.fromstring(svg(chart, key="c1", width=WIDE))
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "c1-title c1-desc"
    assert root.findtext(f"{SVG}title") == chart.caption
    assert root.findtext(f"{SVG}desc") == chart.alt
    assert root.get("width") is None
    assert root.get("viewBox", "").startswith(f"0 0 {WIDE} ")
    labels = list(root.iter(f"{SVG}text"))
    assert labels
    assert {label.get("fill") for label in labels} == {"currentColor"}


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_only_the_colours_of_the_page_are_used(width: int) -> None:
    for question in context().questions:
        for chart in question.charts:
            drawn = svg(chart, key="c", width=width)
            painted = set(re.findall(r'(?:fill|stroke)="([^"]+)"', drawn))
            fixed = {p for p in painted if p.startswith("#")}
            styled = set(re.findall(r"var\(--[a-z0-9-]+, (#[0-9a-f]+)\)", drawn))
            assert fixed <= styled, chart.caption


def test_two_drawings_share_no_id() -> None:
    chart = intervals(search_rates())[0]
    one, two = (set(re.findall(r'\bid="([^"]+)"', svg(chart, key=k))) for k in ("a", "b"))
    assert one
    assert not one & two


def test_a_chart_that_would_fetch_its_data_is_refused() -> None:
    spec = {"data": {"url": "https://example.org/x.csv"}, "mark": "point"}
    with pytest.raises(DaylightError, match="never fetches"):
        themed({"layer": [spec]})


def test_only_single_plots_are_stretched() -> None:
    assert fits({"mark": "point", "encoding": {"x": {}}})
    assert not fits({"hconcat": []})
    assert not fits({"mark": "point", "encoding": {"column": {}}})


def test_a_bound_beyond_the_axis_ends_in_an_arrow() -> None:
    chart = forest([ratio(1.2, 1.0, 1.4), ratio(1.1, 0, math.inf, group="asian")])
    near, far = rows(chart)
    assert (near["below"], near["above"]) == (False, False)
    assert (far["below"], far["above"]) == (True, True)
    assert far["low"] > 0
    assert math.isfinite(far["high"])


def test_an_estimate_without_bounds_is_a_bare_dot_and_one_without_a_value_is_left_out() -> None:
    dot = ratio(2.0, math.nan, math.nan)
    gap = ratio(math.nan, math.nan, math.nan, group="asian")
    (row,) = rows(forest([dot, gap]))
    assert row["low"] == row["value"] == row["high"]
    assert forest([gap]) is None


def test_ratios_stand_on_a_log_axis_with_a_line_at_one() -> None:
    chart = forest([ratio(1.2, 1.0, 1.4), ratio(3, 2, 4, group="asian")])
    assert chart is not None
    assert chart.spec["encoding"]["x"]["scale"]["type"] == "log"
    assert chart.spec["layer"][0]["encoding"]["x"] == {"datum": 1.0}
    assert "1 = same as white" in chart.spec["encoding"]["x"]["title"]


def test_a_picture_with_too_many_rows_says_what_it_left_out() -> None:
    many = [ratio(1.1, 1.0, 1.4, place=f"place {i}", n=i) for i in range(84)]
    chart = forest(many)
    assert len(rows(chart)) == MOST_ROWS
    assert chart is not None
    assert f"{84 - MOST_ROWS} further rows are in the table" in chart.caption
    overall = [ratio(1.1, 1.0, 1.4), ratio(1.3, 1.0, 1.4, group="asian")]
    assert len(rows(forest([*many, *overall]))) == 2


def test_groups_and_strata_together_are_told_apart_by_shape_as_well_as_colour() -> None:
    both = [
        ratio(1.1, 1.0, 1.4, group=group, place=stratum)
        for group in ("black", "asian")
        for stratum in ("day", "night", "dusk")
    ]
    chart = forest(both)
    assert chart is not None
    encoding = chart.spec["encoding"]
    assert encoding["y"]["field"] == "stratum"
    assert encoding["color"]["field"] == encoding["shape"]["field"] == "group"


@given(st.floats(1e-3, 1e3), st.floats(1.05, 1e4))
def test_log_ticks_are_few_round_and_inside(low: float, width: float) -> None:
    ticks = log_ticks(low, low * width)
    assert len(ticks) <= 9
    assert all(low <= tick <= low * width for tick in ticks)
    assert ticks == sorted(set(ticks))


finite = st.floats(-1e6, 1e6)


@given(st.lists(st.tuples(finite, st.floats(0, 1e6), st.floats(0, 1e6)), min_size=1, max_size=8))
def test_an_axis_holds_every_value(numbers: list[tuple[float, float, float]]) -> None:
    estimates = [
        estimate_of(name="x", group="g", value=v, low=v - a, high=v + b, scale=Scale.MEAN, n=1)
        for v, a, b in numbers
    ]
    reach = span(estimates)
    assert reach.low < reach.high
    assert all(reach.low <= e.value <= reach.high for e in estimates)


number = st.floats(0, 1e4) | st.just(math.inf) | st.just(math.nan)


@pytest.mark.parametrize("value", [-1e-9, -0.3, -40.0, -3e6])
def test_an_axis_of_one_value_is_as_wide_as_the_value(value: float) -> None:
    one = estimate_of(
        name="x", group="g", value=value, low=value, high=value, scale=Scale.MEAN, n=1
    )
    reach = span([one, one])
    assert reach.high - reach.low >= 0.9 * abs(value)


@pytest.mark.parametrize("scale", Scale)
@pytest.mark.parametrize("tiny", [5e-324, 2.2e-313, 1e-200])
def test_numbers_at_the_edge_of_what_a_computer_holds_are_drawn(
    scale: Scale, tiny: float, capfd: pytest.CaptureFixture[str]
) -> None:
    values = [(tiny, math.inf), (0.0, tiny), (1e300, math.inf)]
    estimates = tuple(
        estimate_of(name="x", group=f"g{n}", value=v, low=0.0, high=high, scale=scale, n=1)
        for n, (v, high) in enumerate(values)
    )
    for some in (estimates, estimates[:2]):
        for chart in intervals(Result(method="m", estimates=some)):
            assert "NaN" not in svg(chart, key="c", width=WIDE)
    assert "RangeError" not in "".join(capfd.readouterr())


@settings(max_examples=15)
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
        assert not forbidden_words(chart.alt + chart.caption)
        assert "NaN" not in svg(chart, key="c", width=WIDE)


def test_a_line_with_its_band_over_months_is_drawn() -> None:
    chart = line_with_band(
        missing_race().estimates,
        across="place",
        x_title="Month",
        y_title="Blank",
        alt="Blank by month.",
    )
    drawn = svg(chart, key="c", width=WIDE)
    assert "2016" in drawn
    assert "Patrol" in drawn
    numbers = [at(e, str(i)) for i, e in enumerate(missing_race().estimates[::2])]
    marked = line_with_band(
        numbers,
        across="place",
        x_title="Month",
        y_title="Blank",
        alt="Blank.",
        marked={"6": "new form"},
    )
    assert "new form" in svg(marked, key="c", width=WIDE)


@pytest.mark.parametrize(("low", "high"), [(0.5, 1.5), (0.86, 1.23), (0.99, 1.16), (0.01, 900)])
def test_the_ratio_of_one_is_always_marked(low: float, high: float) -> None:
    assert 1.0 in log_ticks(low, high)
    assert len(log_ticks(low, high)) >= 4


def test_a_result_of_many_quantities_shows_the_first_and_none_without_intervals() -> None:
    many = [
        ratio(1.2, 1.0, 1.4, name=f"quantity_{i}", group=group)
        for i in range(MOST_PICTURES + 3)
        for group in ("black", "asian")
    ]
    bare = [
        ratio(1.2, math.nan, math.nan, name="bare", group=group) for group in ("black", "asian")
    ]
    shown = intervals(Result(method="m", estimates=(*bare, *many)))
    assert len(shown) == MOST_PICTURES
    assert all(chart.caption.startswith("Quantity") for chart in shown)
