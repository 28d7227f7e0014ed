"""Pictures of officers: the concentration curve beside chance."""

from collections.abc import Callable
from typing import Any

from daylight.report.charts.chart import Chart
from daylight.report.numbers import percent
from daylight.result import Result

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def concentration(result: Result) -> tuple[Chart, ...]:
    """Share of events on the officers with the fewest, observed, by chance and all equal."""
    names = {"lorenz": "observed", "lorenz_by_chance": "identical officers, by chance"}
    rows: list[dict[str, Any]] = [
        {"officers": 0.0, "events": 0.0, "line": n} for n in names.values()
    ]
    rows += [
        {"officers": _percent(e.group), "events": 100 * e.value, "line": line}
        for name, line in names.items()
        for e in result.named(name)
    ]
    rows += [{"officers": x, "events": x, "line": "all the same"} for x in (0.0, 100.0)]
    if not result.named("top_share"):
        return ()
    share = result.one("top_share", "top 10 %")
    alike = result.one("top_share_by_chance", "top 10 %")
    return (
        Chart(
            spec={
                "$schema": SCHEMA,
                "data": {"values": rows},
                "mark": {"type": "line", "interpolate": "linear"},
                "encoding": {
                    "x": {
                        "field": "officers",
                        "type": "quantitative",
                        "title": "officers, those with the fewest events first (%)",
                    },
                    "y": {
                        "field": "events",
                        "type": "quantitative",
                        "title": "share of events (%)",
                    },
                    "color": {"field": "line", "type": "nominal", "title": None},
                    "strokeDash": {"field": "line", "type": "nominal", "title": None},
                },
            },
            alt=f"Concentration curve. The tenth of officers with the most events has "
            f"{percent(share.value)} of them; identical officers would have "
            f"{percent(alike.value)} by chance.",
            caption="The further the observed line hangs below the line of identical officers, the "
            "more the events are concentrated beyond chance.",
        ),
    )


def _percent(group: str) -> float:
    return float(group.removeprefix("lowest ").removesuffix(" %"))


def same_scene(result: Result) -> tuple[Chart, ...]:
    """The officers whose excess over comparable officers is largest, with intervals."""
    ranked = sorted(result.named("escalation"), key=lambda e: -e.low)[:40]
    if not ranked:
        return ()
    rows = [{"officer": e.group, "value": e.value, "low": e.low, "high": e.high} for e in ranked]
    officer = {"field": "officer", "type": "nominal", "sort": None, "title": "officer"}
    title = "escalation beyond comparable officers (log odds)"
    return (
        Chart(
            spec={
                "$schema": SCHEMA,
                "data": {"values": rows},
                "layer": [
                    {
                        "mark": {"type": "rule"},
                        "encoding": {
                            "y": officer,
                            "x": {"field": "low", "type": "quantitative", "title": title},
                            "x2": {"field": "high"},
                        },
                    },
                    {
                        "mark": {"type": "point", "filled": True},
                        "encoding": {"y": officer, "x": {"field": "value", "type": "quantitative"}},
                    },
                ],
            },
            alt=f"The {len(ranked)} officers whose use of more serious force than comparable "
            "officers at the same scenes is surest, each with an interval.",
            caption="Zero is the mean of the officer and comparable officers. For agency use.",
        ),
    )


PICTURES: dict[str, Callable[[Result], tuple[Chart, ...]]] = {
    "concentration": concentration,
    "same-scene": same_scene,
}
