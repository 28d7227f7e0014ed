"""Pictures of stops."""

from typing import Any

from daylight.data.result import Estimate, Result
from daylight.report.charts.chart import Chart
from daylight.report.wording.groups import adjective

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def veil_of_darkness(result: Result) -> tuple[Chart, ...]:
    """Each group's share of stops by clock time, light and dark as two lines."""
    groups = {str(e.keys["subject_race"]) for e in result.named("share_at_clock_time")}
    return tuple(_by_clock(result, group) for group in sorted(groups))


def _by_clock(result: Result, group: str) -> Chart:
    shares = result.named("share_at_clock_time")
    rows = [_point(e) for e in shares if e.keys["subject_race"] == group]
    light = {"field": "light", "type": "nominal", "title": "Light"}
    share = {"type": "quantitative", "axis": {"format": "%"}, "scale": {"zero": False}}
    clock = {"field": "clock", "type": "ordinal", "title": "Clock time"}
    title = f"Share {adjective(group)}"
    spec: dict[str, Any] = {
        "$schema": SCHEMA,
        "width": "container",
        "height": 260,
        "data": {"values": rows},
        "encoding": {"x": clock, "color": light},
        "layer": [
            {
                "mark": {"type": "rule", "opacity": 0.5},
                "encoding": {
                    "y": {"field": "low", "title": title, **share},
                    "y2": {"field": "high"},
                    "xOffset": light,
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 45},
                "encoding": {
                    "y": {"field": "share", "title": title, **share},
                    "shape": light,
                    "xOffset": light,
                },
            },
        ],
    }
    ratio = result.one("daylight_odds_ratio", subject_race=group)
    alt = (
        f"Share of {adjective(group)} people among those stopped, by quarter of an hour, in "
        f"daylight and in the dark. Over all clock times the daylight odds are "
        f"{ratio.value:.2f} times the odds in the dark ({ratio.low:.2f} to {ratio.high:.2f})."
    )
    caption = (
        f"{_capital(adjective(group))} share of people stopped at clock times that are light "
        f"on some dates and dark on others; bars are {100 * result.level:.0f} % intervals."
    )
    return Chart(spec=spec, alt=alt, caption=caption)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _point(estimate: Estimate) -> dict[str, Any]:
    return {
        "clock": estimate.keys["clock_time"],
        "light": estimate.keys["light"],
        "share": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "stops": estimate.n,
    }
