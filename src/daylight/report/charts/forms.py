"""Other shapes subjects draw with: lines with bands, cumulative curves."""

from collections.abc import Sequence
from typing import Any

from daylight.data.result import Estimate, Scale
from daylight.report import labels
from daylight.report.charts.axes import Span, axis, span
from daylight.report.charts.chart import Chart
from daylight.report.charts.draw import QUIET

STROKES = {"symbolType": "stroke", "symbolSize": 300, "symbolStrokeWidth": 2.5}
"""A legend of lines shows pieces of line, so that dashes can be told apart."""


def line_with_band(
    estimates: Sequence[Estimate],
    *,
    across: str,
    x_title: str,
    y_title: str,
    alt: str,
    caption: str = "",
    marked: dict[str, str] | None = None,
) -> Chart:
    """Estimates over time or position, one line per group, a band for the interval.

    Parameters
    ----------
    across
        The key that is the position: a number, a year, or a date such as 2017-04. The other key,
        where there is one, is the line an estimate is on.
    marked
        Position → what happened there, drawn as a dashed upright line with its words.
    """
    bounds = span(estimates)
    position = _position([str(e.keys[across]) for e in estimates])
    rows = [_placed(e, across, bounds, position) for e in estimates]
    groups = list(dict.fromkeys(row["group"] for row in rows))
    colour = _colour(groups)
    x: dict[str, Any] = {"field": "position", "type": position, "title": x_title}
    if position == "quantitative":
        x |= {
            "scale": {"zero": False, "nice": False},
            "axis": {"format": "~g", "tickCount": 7, "tickMinStep": 1},
        }
    dashes = {"strokeDash": {**_told_apart("group", groups)}} if len(groups) > 1 else {}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "area"},
            "encoding": {
                "x": x,
                "y": axis("low", bounds, y_title),
                "y2": {"field": "high"},
                **colour,
            },
        },
        {
            "mark": "line",
            "encoding": {"x": x, "y": axis("value", bounds, y_title), **colour, **dashes},
        },
        {
            "mark": {"type": "point", "size": 30},
            "encoding": {"x": x, "y": axis("value", bounds, y_title), **colour},
        },
    ]
    if bounds.same is not None:
        layers.insert(0, _level(bounds.same))
    layers += _moments(marked or {}, position)
    spec = {"data": {"values": rows}, "height": 280, "layer": layers}
    return Chart(spec=spec, alt=alt, caption=caption)


def cumulative(
    curves: dict[str, Sequence[tuple[float, float]]],
    *,
    x_title: str,
    y_title: str,
    alt: str,
    caption: str = "",
) -> Chart:
    """Lorenz-like curves: share of one thing held by a share of another, beside equality.

    Parameters
    ----------
    curves
        Name → points from (0, 0) to (1, 1), both coordinates shares.
    """
    rows = [
        {"curve": name, "x": x, "y": y, "order": order}
        for name, points in curves.items()
        for order, (x, y) in enumerate(points)
    ]
    whole = Span(low=0.0, high=1.0, scale=Scale.PROPORTION, same=None)
    x, y = axis("x", whole, x_title), axis("y", whole, y_title)
    names = list(curves)
    series = _colour(names, "curve")
    equal = [{"x": 0, "y": 0}, {"x": 1, "y": 1}]
    dashed = {"type": "line", "strokeDash": [4, 4], "color": QUIET, "strokeWidth": 1.5}
    layers = [
        {"data": {"values": equal}, "mark": dashed, "encoding": {"x": x, "y": y}},
        {
            "mark": "line",
            "encoding": {
                "x": x,
                "y": y,
                "order": {"field": "order"},
                **series,
                **({"strokeDash": _told_apart("curve", names)} if len(names) > 1 else {}),
            },
        },
    ]
    spec = {"data": {"values": rows}, "height": 320, "layer": layers}
    return Chart(spec=spec, alt=alt, caption=caption)


def _position(strata: Sequence[str]) -> str:
    if all(_is_number(s) for s in strata):
        return "quantitative"
    return "temporal" if all(s[:4].isdigit() and s[4:5] == "-" for s in strata) else "ordinal"


def _placed(estimate: Estimate, across: str, bounds: Span, position: str) -> dict[str, Any]:
    at = estimate.keys[across]
    line = next((labels.key_value(k, v) for k, v in estimate.keys.items() if k != across), "All")
    low = estimate.value if estimate.low != estimate.low else estimate.low
    high = estimate.value if estimate.high != estimate.high else estimate.high
    return {
        "position": float(at) if position == "quantitative" else str(at),
        "group": line,
        "value": bounds.inside(estimate.value),
        "low": bounds.inside(low),
        "high": bounds.inside(high),
    }


def _colour(names: list[str], field: str = "group") -> dict[str, Any]:
    return {"color": _told_apart(field, names)} if len(names) > 1 else {}


def _told_apart(field: str, names: list[str]) -> dict[str, Any]:
    return {
        "field": field,
        "type": "nominal",
        "scale": {"domain": names},
        "title": None,
        "legend": STROKES,
    }


def _level(same: float) -> dict[str, Any]:
    mark = {"type": "rule", "strokeDash": [4, 4], "color": QUIET, "strokeWidth": 1.5}
    return {"mark": mark, "encoding": {"y": {"datum": same}}}


def _moments(marked: dict[str, str], position: str) -> list[dict[str, Any]]:
    if not marked:
        return []
    rows = [
        {"at": float(at) if position == "quantitative" else at, "words": words}
        for at, words in marked.items()
    ]
    x = {"field": "at", "type": position}
    rule = {"type": "rule", "strokeDash": [2, 3], "color": QUIET}
    text = {"type": "text", "align": "left", "dx": 5, "baseline": "top"}
    top = {"value": 0}
    return [
        {"data": {"values": rows}, "mark": rule, "encoding": {"x": x}},
        {
            "data": {"values": rows},
            "mark": text,
            "encoding": {"x": x, "y": top, "text": {"field": "words"}},
        },
    ]


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
