"""Overview, maps and what is blank: pictures that no single method draws."""

import math
import random
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from daylight.errors import DaylightError
from daylight.report.charts.canvas import NARROW, WIDE
from daylight.report.charts.chart import Chart
from daylight.report.charts.maps import DistrictValue, districts, hexmap
from daylight.report.charts.missingness import CalendarMonth, FilledField, calendar, fill
from daylight.report.charts.overview import MOST_QUESTIONS, OverviewRow, overview
from daylight.report.charts.shapes import outlines
from daylight.report.forbidden import forbidden_words
from tests.report.drawn import SVG, faults, longer, words_of

GROUPS = ("Black", "Native American", "Hispanic", "East African", "Asian", "Other")


def comparisons(questions: int, groups: tuple[str, ...] = GROUPS) -> list[OverviewRow]:
    rng = random.Random(4)  # noqa: S311  made-up numbers
    rows = []
    for question in range(questions):
        for group in groups:
            value, wide = math.exp(rng.gauss(0.4, 0.7)), rng.uniform(0.05, 0.8)
            rows.append(
                OverviewRow(
                    question=f"Question {question} on what happens after a stop",
                    group=group,
                    against="white people",
                    value=value,
                    low=value * math.exp(-wide),
                    high=value * math.exp(wide),
                    grade=1 + question % 4,
                    blank=rng.choice([None, 0.16, 0.34]),
                )
            )
    return rows


REFUSED = OverviewRow(question="Frisked", group="Black", against="white people", refused="too few")
TINY = OverviewRow(question="Tiny", group="Black", value=1e-313, low=0.0, high=math.inf)
BLANK = OverviewRow(question="Nothing", group="Black")


def square(name: str, west: float, south: float) -> dict[str, Any]:
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1]]
    return {
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Polygon", "coordinates": [[*ring, ring[0]]]},
    }


GEOJSON = {
    "type": "FeatureCollection",
    "features": [square("North", 0, 1), square("South", 0, 0), square("East", 1, 0)],
}
TOPOJSON = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    "arcs": [
        [[1, 0], [0, 1]],
        [[1, 1], [-1, 0], [0, -1], [1, 0]],
        [[1, 0], [1, 0], [0, 1], [-1, 0]],
    ],
    "objects": {
        "districts": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"name": "West"}},
                {"type": "Polygon", "arcs": [[2, -1]], "properties": {"name": "East"}},
            ],
        }
    },
}
EDGES = [(1.0, "1"), (2.0, "2"), (4.0, "4")]


def by_district() -> Chart | None:
    values = {
        "North": DistrictValue(value=3.0, told="3.0"),
        "South": DistrictValue(value=math.nan, told="blank"),
        "Near - North": DistrictValue(value=9.0, told="9.0"),
    }
    return districts(outlines(GEOJSON, "name"), values, title="Stop rate ratio", edges=EDGES)


def places() -> Chart | None:
    rng = random.Random(1)  # noqa: S311  made-up places
    found = [(rng.gauss(-93.2, 0.03), rng.gauss(44.9, 0.03)) for _ in range(4000)]
    return hexmap([*found, *[(math.nan, 44.0)] * 60], title="Where stops are made", unit="stops")


PICTURES: dict[str, Callable[[], Chart | None]] = {
    "overview": lambda: overview([*comparisons(9), REFUSED, TINY, BLANK]),
    "nine groups": lambda: overview(comparisons(3, (*GROUPS, "g7", "g8", "g9"))),
    "one comparison": lambda: overview([OverviewRow(question="q", group="g", value=2.0, grade=2)]),
    "all refused": lambda: overview([REFUSED]),
    "fields": lambda: fill(
        [FilledField(name=f"field {n}", blank=n / 10, rows=900) for n in range(11)], title="Fields"
    ),
    "calendar": lambda: calendar(
        [
            CalendarMonth(row=row, column=f"2017-{n:02d}", blank=n / 12 if n != 4 else math.nan)
            for row in ("Precinct 1", "A unit with a rather long name of its own")
            for n in range(1, 13)
        ],
        title="Race blank",
    ),
    "hexagons": places,
    "districts": by_district,
}


@pytest.mark.parametrize("name", PICTURES)
def test_words_stand_clear_at_both_widths_and_longer(name: str) -> None:
    chart = PICTURES[name]()
    assert chart is not None
    assert not forbidden_words(f"{chart.title} {chart.alt} {chart.caption}")
    for width in (WIDE, NARROW):
        for drawing in (chart.drawing, longer(chart.drawing)):
            assert faults(drawing.svg(width), width) == []
    columns, rows = chart.drawing.table()
    assert rows
    assert all(len(row) == len(columns) for row in rows)


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_every_comparison_of_the_overview_is_a_mark_of_its_grade(width: int) -> None:
    rows = comparisons(8)
    root = ElementTree.fromstring(overview([*rows, REFUSED]).svg(width))
    drawn = {
        (float(e.get("data-value", "0")), int(e.get("data-grade", "0")))
        for e in root.iter(f"{SVG}circle")
        if e.get("data-value")
    }
    assert drawn == {(row.value, row.grade) for row in rows}
    rings = sum(e.get("class") == "f-ring" for e in root.iter(f"{SVG}circle"))
    key = 1 + 2  # of like with like, and of stress-tested
    assert rings == key + sum(max(0, row.grade - 2) for row in rows)


def test_a_refused_cell_is_hatched_with_its_reason() -> None:
    chart = overview([*comparisons(1), REFUSED])
    assert "f-hatch" in chart.svg(WIDE)
    assert "too few" in {word.text for word in words_of(chart.svg(WIDE))}
    assert "f-hatch" not in overview(comparisons(1)).svg(WIDE)


def test_the_title_of_the_overview_counts_by_grade_and_side() -> None:
    rows = [
        OverviewRow(question="a", group="g", value=2.0, grade=2),
        OverviewRow(question="b", group="g", value=3.0, grade=4),
        OverviewRow(question="c", group="g", value=0.5, grade=3),
        OverviewRow(question="d", group="g", value=1.4, grade=1),
        REFUSED,
    ]
    chart = overview(rows)
    assert chart.title == (
        "4 comparisons on one scale: 2 lie above one beyond chance, 1 below, 1 cannot be told apart"
    )


def test_an_overview_of_thousands_shows_the_first_and_says_so() -> None:
    chart = overview(comparisons(1_700))
    assert f"first {MOST_QUESTIONS} of 1700" in chart.caption
    assert faults(chart.svg(WIDE), WIDE) == []


def test_a_small_number_of_a_hexagon_is_never_told() -> None:
    chart = hexmap([(0.0, 0.0)] * 9 + [(1.0, 1.0)] * 40, title="t", unit="stops")
    assert chart is not None
    told = {row[2] for row in chart.drawing.table()[1]}
    assert told == {"1–9", "40"}
    assert {row["count"] for row in chart.spec["data"]["values"]} == {None, 40}
    assert 'data-count="9"' not in chart.svg(WIDE)


def test_every_place_lies_in_the_hexagon_whose_middle_is_nearest() -> None:
    chart = places()
    assert chart is not None
    rows = chart.drawing.table()[1]
    known = sum(int(row[2].replace(",", "")) for row in rows if row[2] != "1–9")
    assert known <= 4000
    assert "60 of 4,060 have no place" in chart.caption


def test_nothing_with_coordinates_is_no_map() -> None:
    assert hexmap([(math.nan, math.nan)], title="t", unit="stops") is None
    assert districts((), {}, title="t", edges=EDGES) is None


def test_what_is_not_on_the_map_is_said_by_name() -> None:
    chart = by_district()
    assert chart is not None
    assert "not on the map: Near - North." in chart.caption
    svg = chart.svg(WIDE)
    assert 'data-value="3.0"' in svg
    assert "f-hatch" in svg
    assert "not in the records" in {word.text for word in words_of(svg)}  # East


def test_shapes_of_an_atlas_are_put_together_from_its_lines() -> None:
    west, east = outlines(TOPOJSON, "name")
    assert west.name == "West"
    assert set(west.rings[0]) == {(1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)}
    assert set(east.rings[0]) == {(1.0, 0.0), (2.0, 0.0), (2.0, 1.0), (1.0, 1.0)}
    assert west.rings[0][0] == west.rings[0][-1]


def test_shapes_that_cannot_be_read_say_what_is_wanted() -> None:
    with pytest.raises(DaylightError, match="GeoJSON FeatureCollection"):
        outlines({"type": "Feature"}, "name")
    with pytest.raises(DaylightError, match="no property 'district'"):
        outlines(GEOJSON, "district")


def test_blank_is_hatched_and_filled_is_not() -> None:
    chart = fill([FilledField(name="a", blank=0.0)], title="Fields")
    assert "f-hatch" not in chart.svg(WIDE)
    chart = fill([FilledField(name="a", blank=0.25)], title="Fields")
    root = ElementTree.fromstring(chart.svg(WIDE))
    filled, rest = list(root.iter(f"{SVG}rect"))
    parts = [float(bar.get("width", "0")) for bar in (filled, rest)]
    assert parts[1] / sum(parts) == pytest.approx(0.25, abs=0.001)
