"""Pictures of what people say: levels by group, over waves where there are several."""

import math
from typing import Any

from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels, numbers
from daylight.report.charts.axes import axis, span
from daylight.report.charts.chart import Chart
from daylight.report.charts.intervals import forest
from daylight.report.wording.trust import group


def level(result: Result) -> tuple[Chart, ...]:
    """For each item the groups' levels, as lines over waves or as dots where there is one."""
    charts = []
    for item in dict.fromkeys(str(e.keys["item"]) for e in result.estimates):
        estimates = [e for e in result.estimates if e.keys["item"] == item]
        waves = {e.keys.get("wave") for e in estimates}
        chart = _over_time(item, estimates) if len(waves) > 1 else _now(item, estimates)
        charts += [chart] if chart else []
    return tuple(charts)


def _now(item: str, estimates: list[Estimate]) -> Chart | None:
    return forest(estimates, title=labels.words(item), caption=_CAPTION)


def _over_time(item: str, estimates: list[Estimate]) -> Chart:
    bounds = span(estimates)
    rows = [_row(e) for e in estimates]
    x: dict[str, Any] = {
        "field": "wave",
        "type": "ordinal",
        "title": None,
        "axis": {"labelAngle": 0},
    }
    y = axis("value", bounds, labels.words(item))
    colour = {"field": "group", "type": "nominal", "title": None}
    offset = {"field": "group"}
    shared = {"x": x, "color": colour, "xOffset": offset}
    spec = {
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "rule"},
                "encoding": {**shared, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True},
                "encoding": {**shared, "y": y, "shape": {**colour, "legend": None}},
            },
        ],
    }
    return Chart(spec=spec, alt=_alt(item, estimates), caption=_CAPTION)


def _row(estimate: Estimate) -> dict[str, Any]:
    low, high = (
        estimate.value if math.isnan(bound) else bound for bound in (estimate.low, estimate.high)
    )
    return {
        "wave": estimate.keys["wave"],
        "group": labels.group(group(estimate) or "all"),
        "value": estimate.value,
        "low": low,
        "high": high,
    }


def _alt(item: str, estimates: list[Estimate]) -> str:
    parts = []
    for one in dict.fromkeys(group(e) for e in estimates):
        own = [e for e in estimates if group(e) == one]
        told = ", ".join(f"{_shown(e)} in {e.keys['wave']}" for e in own)
        parts.append(f"{labels.group(one or 'all')}: {told}")
    return f"{labels.label(item)} by group and wave. " + "; ".join(parts) + "."


def _shown(estimate: Estimate) -> str:
    if estimate.scale is Scale.PROPORTION:
        return numbers.percent(estimate.value)
    return numbers.number(estimate.value, 1)


_CAPTION = (
    "Weighted by how people were drawn; the lines are intervals from the sample’s design. Groups "
    "with fewer than 30 effective respondents are not shown."
)
