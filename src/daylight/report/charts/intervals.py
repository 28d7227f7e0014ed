"""The picture that fits any result: a dot for each estimate, a line for its interval."""

import math
from collections.abc import Sequence
from itertools import islice
from typing import Any

from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.charts.axes import Span, axis, span
from daylight.report.charts.chart import Chart
from daylight.report.charts.draw import QUIET
from daylight.report.labels import Facet
from daylight.report.wording.groups import adjective

MOST_ROWS = 36
"""A picture with more rows than this is no longer read; the table beside it has them all."""

MOST_SERIES = 6

MOST_PICTURES = 6
"""A result with more quantities shows the first of them; the tables have them all."""

LONG = 12
"""From here on the rows are sorted by their values, unless they are points in time."""


def intervals(result: Result) -> tuple[Chart, ...]:
    """A picture of each of the first quantities that have something to compare."""
    names = dict.fromkeys(estimate.name for estimate in result.estimates)
    quantities = (result.named(name) for name in names)
    pictured = (
        forest(estimates)
        for estimates in quantities
        if len(estimates) > 1 and not all(math.isnan(e.low) for e in estimates)
    )
    return tuple(islice((chart for chart in pictured if chart is not None), MOST_PICTURES))


def forest(estimates: Sequence[Estimate], *, title: str = "", caption: str = "") -> Chart | None:
    """Dots and intervals of one quantity by group and stratum; None where none has a value.

    The axis is logarithmic for ratios, and a dashed line marks "the same as the reference". A
    bound beyond the axis ends in an arrow.
    """
    shown = _shown(estimates)
    if not shown:
        return None
    bounds = span(shown)
    by_group, by_place = _told_apart(shown)
    groups, strata = _distinct(by_group.texts), _distinct(by_place.texts)
    down, apart = _roles(groups, strata)
    named = zip(shown, by_group.texts, by_place.texts, strict=True)
    rows = [_row(e, group, place, bounds) for e, group, place in named]
    if len(rows) > LONG and not apart and not _is_time(strata):
        rows.sort(key=lambda row: -row["value"])
    encoding: dict[str, Any] = {
        "y": {"field": down, "type": "nominal", "sort": None, "title": _heading(down, by_place)},
        "x": axis("value", bounds, title or _title(shown[0])),
    }
    count = len({row[down] for row in rows})
    height = 28 * count
    if apart:
        series = strata if apart == "stratum" else groups
        encoding |= _series(apart, series)
        height = count * (12 * len(series) + 14)
    spec = {
        "data": {"values": rows},
        "height": height,
        "encoding": encoding,
        "layer": [*_reference_line(bounds), *_marks()],
    }
    left_out = len(estimates) - len(shown)
    return Chart(spec=spec, alt=_alt(shown, title), caption=caption or _caption(shown, left_out))


def _told_apart(shown: Sequence[Estimate]) -> tuple[Facet, Facet]:
    """The first key, and whatever else differs, as one."""
    found = labels.facets(shown)
    first = found[0] if found else Facet(key="", heading="", texts=("All",) * len(shown))
    others = [facet for facet in found[1:] if facet.varies]
    parts = zip(*(facet.texts for facet in others), strict=True) if others else [()] * len(shown)
    heading = others[0].heading if len(others) == 1 else ""
    return first, Facet(key="", heading=heading, texts=tuple(", ".join(p) for p in parts))


def _shown(estimates: Sequence[Estimate]) -> list[Estimate]:
    """What fits a picture: everything, else the overall rows, else those with the largest n."""
    known = [e for e in estimates if math.isfinite(e.value)]
    if len(known) <= MOST_ROWS:
        return known
    fewest = min(len(e.keys) for e in known)
    overall = [e for e in known if len(e.keys) == fewest and not e.variant]
    if 1 < len(overall) <= MOST_ROWS:
        return overall
    largest = sorted(known, key=lambda e: -e.n)[:MOST_ROWS]
    return [e for e in known if e in largest][:MOST_ROWS]


def _roles(groups: list[str], strata: list[str]) -> tuple[str, str]:
    """Which of group and stratum goes down the page, and which is told apart by colour."""
    if len(strata) == 1:
        return "group", ""
    if len(groups) == 1:
        return "stratum", ""
    fewer, more = sorted((("group", len(groups)), ("stratum", len(strata))), key=lambda p: p[1])
    if fewer[1] > MOST_SERIES:
        return "both", ""
    return more[0], fewer[0]


def _series(field: str, names: list[str]) -> dict[str, Any]:
    """Colour, shape and a small shift: never colour alone."""
    domain = {"domain": names}
    return {
        "yOffset": {"field": field, "type": "nominal", "sort": names},
        "color": {"field": field, "type": "nominal", "scale": domain, "title": None},
        "shape": {"field": field, "type": "nominal", "scale": domain, "title": None},
    }


def _is_time(strata: list[str]) -> bool:
    return all(stratum[:1].isdigit() for stratum in strata)


def _heading(down: str, places: Facet) -> str | None:
    return places.heading or None if down == "stratum" else None


def _row(estimate: Estimate, group: str, stratum: str, bounds: Span) -> dict[str, Any]:
    low = estimate.value if math.isnan(estimate.low) else estimate.low
    high = estimate.value if math.isnan(estimate.high) else estimate.high
    return {
        "group": group,
        "stratum": stratum,
        "both": f"{stratum}: {group}" if stratum else group,
        "value": bounds.inside(estimate.value),
        "low": bounds.inside(low),
        "high": bounds.inside(high),
        "below": low < bounds.low or estimate.value < bounds.low,
        "above": high > bounds.high or estimate.value > bounds.high,
    }


def _reference_line(bounds: Span) -> list[dict[str, Any]]:
    if bounds.same is None:
        return []
    mark = {"type": "rule", "strokeDash": [4, 4], "color": QUIET, "strokeWidth": 1.5}
    plain: dict[str, Any] = {"y": None, "yOffset": None, "color": None, "shape": None}
    return [{"mark": mark, "encoding": {**plain, "x": {"datum": bounds.same}}}]


def _marks() -> list[dict[str, Any]]:
    plain: dict[str, Any] = {"shape": None}
    ends = [("below", "low", "triangle-left"), ("above", "high", "triangle-right")]
    arrows: list[dict[str, Any]] = [
        {
            "transform": [{"filter": f"datum.{flag}"}],
            "mark": {"type": "point", "shape": shape, "size": 44},
            "encoding": {**plain, "x": {"field": end, "type": "quantitative"}},
        }
        for flag, end, shape in ends
    ]
    reach: dict[str, Any] = {
        "x": {"field": "low", "type": "quantitative"},
        "x2": {"field": "high"},
    }
    line = {"mark": {"type": "rule", "strokeCap": "round"}, "encoding": {**plain, **reach}}
    return [line, *arrows, {"mark": {"type": "point"}}]


def _title(estimate: Estimate) -> str:
    text = labels.quantity(estimate.name)
    if estimate.scale.no_difference is None or estimate.compared_with is None:
        return text
    same = numbers.number(estimate.scale.no_difference, 0)
    return f"{text} ({same} = same as {adjective(estimate.compared_with)})"


def _caption(shown: list[Estimate], left_out: int) -> str:
    lines = f"{100 * shown[0].level:.0f} % intervals"
    if shown[0].quantity.is_bound:
        lines = (
            "all that is possible under the assumption as lines; these are not intervals of chance"
        )
    text = f"{labels.quantity(shown[0].name)}, with {lines}."
    if left_out:
        text += f" {left_out} further rows are in the table, not in the picture."
    return text


def _alt(shown: list[Estimate], title: str) -> str:
    by_group, by_place = _told_apart(shown)
    where = [
        f"{group}{f', {place}' if place else ''}: {numbers.stated(e)}"
        for e, group, place in zip(shown, by_group.texts, by_place.texts, strict=True)
    ]
    listed = "; ".join(where[:8])
    rest = f"; and {len(shown) - 8} more, all in the table" if len(shown) > 8 else ""
    what = title[:1].upper() + title[1:] or labels.quantity(shown[0].name)
    return f"{what} as dots with intervals. {listed}{rest}."


def _distinct(names: Any) -> list[str]:
    return list(dict.fromkeys(names))
