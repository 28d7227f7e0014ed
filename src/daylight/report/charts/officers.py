"""Pictures of officers: the concentration curve beside chance, and the strands of the verdict."""

from typing import Any

from daylight.data.result import Estimate, Result
from daylight.report.charts.chart import Chart
from daylight.report.numbers import percent

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"


def concentration(result: Result) -> tuple[Chart, ...]:
    """Share of events on the officers with the fewest, observed, by chance and all equal."""
    names = {"lorenz": "observed", "lorenz_by_chance": "identical officers, by chance"}
    rows: list[dict[str, Any]] = [
        {"officers": 0.0, "events": 0.0, "line": n} for n in names.values()
    ]
    rows += [
        {"officers": e.keys["lowest_percent"], "events": 100 * e.value, "line": line}
        for name, line in names.items()
        for e in result.named(name)
    ]
    rows += [{"officers": x, "events": x, "line": "all the same"} for x in (0.0, 100.0)]
    if not result.named("top_share"):
        return ()
    share = result.one("top_share", top_percent=10.0)
    alike = result.one("top_share_by_chance", top_percent=10.0)
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


def same_scene(result: Result) -> tuple[Chart, ...]:
    """The officers whose excess over comparable officers is largest, with intervals."""
    ranked = sorted(result.named("escalation"), key=lambda e: -e.low)[:40]
    if not ranked:
        return ()
    rows = [
        {"officer": e.keys["officer_id"], "value": e.value, "low": e.low, "high": e.high}
        for e in ranked
    ]
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


STRANDS = (
    ("On the top tenth", "top_percent", "top_share", "top_share_by_chance"),
    ("Later, on the earlier top tenth", "earlier_top_percent", "later_share", "exposure_share"),
)
"""What a strand is called, the key whose tenth is drawn, and the two quantities side by side."""

CHOICES = ("ranked_by", "replaced_by", "counted")
"""What a choice of whom to replace is told apart by, besides their number."""

ALIKE = "if all alike"
AVOIDED = "Later, avoided without it"


def officers_or_department(result: Result) -> tuple[Chart, ...]:
    """Each strand as observed and as identical officers would give it; then the choices."""
    rows = [row for strand in STRANDS for row in _strand(result, *strand)]
    tenth = [e for e in result.named("share_avoided") if e.keys["top_percent"] == 10.0]
    rows += [_dot(AVOIDED, "observed", e) for e in tenth]
    rows += [_at(AVOIDED, ALIKE, 0.0) for _ in tenth]
    if not rows:
        return ()
    strand: dict[str, Any] = {"field": "strand", "type": "nominal", "sort": None, "title": None}
    strand["axis"] = {"labelLimit": 260}
    share = {"field": "value", "type": "quantitative", "title": "share of events (%)"}
    kind = {"field": "kind", "type": "nominal", "title": None, "sort": ["observed", ALIKE]}
    said = "; ".join(f"{r['strand']}, {r['kind']}: {r['value']:.1f} %" for r in rows)
    chart = Chart(
        spec={
            "$schema": SCHEMA,
            "data": {"values": rows},
            "height": 40 * len({r["strand"] for r in rows}),
            "encoding": {"y": strand},
            "layer": [
                {
                    "mark": {"type": "rule"},
                    "encoding": {
                        "x": {"field": "low", "type": "quantitative"},
                        "x2": {"field": "high"},
                        "color": kind,
                    },
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 70},
                    "encoding": {"x": share, "color": kind, "shape": kind},
                },
            ],
        },
        alt=f"The strands as observed and as identical officers would give them. {said}.",
        caption="The strands side by side: the further a dot lies from the one for identical "
        "officers, the more the record depends on who the officer is.",
    )
    return (chart, *_choices(result))


def _strand(result: Result, label: str, key: str, name: str, other: str) -> list[dict[str, Any]]:
    return [
        _dot(label, kind, e)
        for quantity, kind in ((name, "observed"), (other, ALIKE))
        for e in result.named(quantity)
        if e.keys[key] == 10.0
    ]


def _dot(strand: str, kind: str, e: Estimate) -> dict[str, Any]:
    bounds = (e.low, e.high) if kind == "observed" else (e.value, e.value)
    low, high = (100 * b for b in bounds)
    return {"strand": strand, "kind": kind, "value": 100 * e.value, "low": low, "high": high}


def _at(strand: str, kind: str, share: float) -> dict[str, Any]:
    at = 100 * share
    return {"strand": strand, "kind": kind, "value": at, "low": at, "high": at}


def _choices(result: Result) -> tuple[Chart, ...]:
    chosen = result.named("share_avoided_by_choice")
    if not chosen:
        return ()
    rows = [
        {
            "top": f"top {e.keys['top_percent']:g} %",
            "value": 100 * e.value,
            "choice": ", ".join(str(e.keys[key]) for key in CHOICES),
        }
        for e in chosen
    ]
    values = [100 * e.value for e in chosen]
    return (
        Chart(
            spec={
                "$schema": SCHEMA,
                "data": {"values": rows},
                "height": 90,
                "mark": {"type": "tick", "thickness": 2},
                "encoding": {
                    "y": {"field": "top", "type": "nominal", "sort": None, "title": "replaced"},
                    "x": {
                        "field": "value",
                        "type": "quantitative",
                        "title": "later events avoided (%)",
                    },
                },
            },
            alt=f"Share of later events avoided under {len(rows)} choices: from "
            f"{min(values):.1f} % to {max(values):.1f} %.",
            caption="One stroke per defensible choice: how many are replaced, how they are ranked, "
            "who stands in for them, and who is counted.",
        ),
    )
