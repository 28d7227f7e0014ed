"""Pictures of what a monitor watches: a number at every look, with both kinds of interval."""

from typing import Any

from daylight.data.facts.monitoring import SequentialFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.charts.axes import axis, span
from daylight.report.charts.chart import Chart
from daylight.report.charts.draw import QUIET


def sequential(result: Result) -> tuple[Chart, ...]:
    """What is judged at every look: a line with the band that holds at all of them."""
    facts = result.facts_as(SequentialFacts)
    name = result.estimates[-1].name
    judged = [e for e in result.named(name) if e.variant is None]
    return (_over_looks(judged, facts),)


def _over_looks(judged: list[Estimate], facts: SequentialFacts) -> Chart:
    bounds = span(judged)
    rows = [
        {
            "look": str(e.keys["through"]),
            "value": bounds.inside(e.value),
            "low": bounds.inside(e.low),
            "high": bounds.inside(e.high),
        }
        for e in judged
    ]
    title = labels.quantity(judged[0].name)
    x: dict[str, Any] = {"field": "look", "type": "ordinal", "title": None, "sort": None}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "rule"},
            "encoding": {"x": x, "y": axis("low", bounds, title), "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 50},
            "encoding": {"x": x, "y": axis("value", bounds, title)},
        },
    ]
    if bounds.same is not None:
        mark = {"type": "rule", "strokeDash": [4, 4], "color": QUIET, "strokeWidth": 1.5}
        layers.insert(0, {"mark": mark, "encoding": {"y": {"datum": bounds.same}}})
    last = judged[-1]
    return Chart(
        spec={"data": {"values": rows}, "height": 280, "layer": layers},
        alt=f"{title} at {len(judged)} looks, {facts.looks[0]} to {facts.looks[-1]}; at the last "
        f"one {numbers.stated(last)}.",
        caption="Each bar counts everything since the baseline. The bars are made to be looked at "
        "after every period: the chance that any of them misses is the same as for a single one.",
    )
