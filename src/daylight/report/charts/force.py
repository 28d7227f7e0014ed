"""Pictures about force."""

from collections.abc import Callable
from typing import Any

from daylight.report.charts.chart import Chart
from daylight.report.wording.groups import people
from daylight.result import Estimate, Result, Scale

DENOMINATOR = {
    "force_ratio_residents": "residents",
    "force_ratio_stops": "stops",
    "force_ratio_arrests": "arrests",
    "force_ratio_calls": "calls",
}


def rate_pictures(result: Result) -> tuple[Chart, ...]:
    """Rate ratios by denominator: one row per group, one mark per denominator."""
    ratios = [e for e in result.estimates if e.name in DENOMINATOR and e.stratum == "all"]
    if not ratios:
        return ()
    rows = [
        {**_row(e), "denominator": f"per {DENOMINATOR[e.name][:-1]}", "group": people(e.group)}
        for e in ratios
    ]
    return (
        Chart(
            spec=_dots(rows, "denominator", "group", "rate relative to the reference group", True),
            alt="Rate of force relative to the reference group: "
            + "; ".join(
                f"{r['group']} {r['denominator']} {r['value']:.2f} ({r['low']:.2f} to "
                f"{r['high']:.2f})"
                for r in rows
            )
            + ".",
            caption="The same people with force over different denominators; 1 means equal rates.",
        ),
    )


def composition_pictures(result: Result) -> tuple[Chart, ...]:
    """Share of people by most serious kind, groups side by side."""
    shares = [e for e in result.named("most_serious_share") if e.n]
    rows = [
        {**_row(e), "kind": e.stratum.replace("_", " "), "group": people(e.group)} for e in shares
    ]
    return (
        Chart(
            spec=_dots(rows, "group", "kind", "share of people who met force", False),
            alt="Most serious kind of force by group: "
            + "; ".join(
                f"{r['group']} {r['kind']} {100 * r['value']:.1f} %"
                for r in rows
                if r["value"] >= 0.1
            )
            + " (kinds of 10 % or more).",
            caption="Each person counts once, under the most serious kind; bars are intervals.",
        ),
    )


def _row(estimate: Estimate) -> dict[str, Any]:
    return {"value": estimate.value, "low": estimate.low, "high": estimate.high}


def _dots(
    rows: list[dict[str, Any]], series: str, row: str, title: str, is_ratio: bool
) -> dict[str, Any]:
    """Points with interval bars, one band per row and one offset per series."""
    x: dict[str, Any] = {"type": "quantitative", "title": title}
    x |= {"scale": {"type": "log"}} if is_ratio else {"axis": {"format": "%"}}
    shared = {
        "y": {"field": row, "type": "nominal", "sort": None, "title": None},
        "yOffset": {"field": series, "type": "nominal", "sort": None},
        "color": {"field": series, "type": "nominal", "sort": None, "title": None},
    }
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "rule", "strokeWidth": 2},
            "encoding": {**shared, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 60},
            "encoding": {
                **shared,
                "x": {**x, "field": "value"},
                "shape": {"field": series, "type": "nominal", "sort": None, "title": None},
            },
        },
    ]
    if is_ratio and Scale.RATIO.no_difference is not None:
        layers.insert(
            0,
            {
                "mark": {"type": "rule", "strokeDash": [4, 4]},
                "encoding": {"x": {"datum": Scale.RATIO.no_difference}},
            },
        )
    return {"data": {"values": rows}, "width": 480, "layer": layers}


PICTURES: dict[str, Callable[[Result], tuple[Chart, ...]]] = {
    "force-rate": rate_pictures,
    "force-composition": composition_pictures,
}
