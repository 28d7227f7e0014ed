"""Pictures of what a monitor watches: a number at every look, with both kinds of interval."""

from typing import Any

from daylight.data.facts.monitoring import FunnelFacts, SequentialFacts
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


def funnel(result: Result) -> tuple[Chart, ...]:
    """Every agency by its size, and the limits within which chance and ordinary spread lie."""
    facts = result.facts_as(FunnelFacts)
    by_agency = [e for e in result.estimates if "agency_id" in e.keys]
    own = result.named(by_agency[0].name)
    outside = {*facts.above, *facts.below}
    bounds = span(own)
    middle = (min(e.n for e in own) * max(e.n for e in own)) ** 0.5
    rows = [
        {
            "size": float(max(e.n, 1)),
            "value": bounds.inside(e.value),
            "side": "small" if e.n < middle else "large",
            "agency": str(e.keys["agency_id"]) if e.keys["agency_id"] in outside else "",
            "where": "beyond the limits" if e.keys["agency_id"] in outside else "within them",
        }
        for e in own
    ]
    edges = [
        {"size": size, "edge": side, "value": bounds.inside(edge)}
        for size, low, high in facts.limits
        for side, edge in (("low", low), ("high", high))
    ]
    title = labels.quantity(own[0].name)
    x: dict[str, Any] = {
        "field": "size",
        "type": "quantitative",
        "scale": {"type": "log", "nice": False},
        "title": own[0].quantity.unit,
        "axis": {"tickCount": 5, "format": ",d"},
    }
    y = axis("value", bounds, title)
    where = {"field": "where", "type": "nominal", "title": None}
    line = {"type": "line", "strokeDash": [4, 4], "color": QUIET}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": edges},
            "mark": line,
            "encoding": {"x": x, "y": y, "detail": {"field": "edge"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 30},
            "encoding": {"x": x, "y": y, "color": where, "shape": where},
        },
        *(
            {
                "transform": [{"filter": f"datum.side == '{side}'"}],
                "mark": {"type": "text", "align": align, "dx": shift},
                "encoding": {"x": x, "y": y, "text": {"field": "agency"}},
            }
            for side, align, shift in (("small", "left", 6), ("large", "right", -6))
        ),
    ]
    return (
        Chart(
            spec={"data": {"values": rows}, "height": 320, "layer": layers},
            alt=f"{title} of {len(own)} agencies by size; {len(outside)} lie beyond limits that "
            f"{facts.expected_beyond:.1f} would pass by chance.",
            caption="Between the dashed lines lies what chance and the ordinary spread of agencies "
            "give. The smaller an agency, the further chance alone can carry it.",
        ),
    )
