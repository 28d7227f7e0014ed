"""Pictures of before and after: gaps by time since the start, with what placebos draw."""

import math
from collections.abc import Sequence
from typing import Any

from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels, numbers
from daylight.report.charts.axes import axis, span
from daylight.report.charts.chart import Chart
from daylight.report.charts.draw import QUIET
from daylight.report.charts.intervals import forest
from daylight.report.wording.effects import of_outcome, treated_unit
from daylight.report.wording.effects import outcome as of

MOST_UNITS = 30


def placebo(result: Result) -> tuple[Chart, ...]:
    """For each outcome the average path over the placebo band, then the units one by one."""
    charts: list[Chart] = []
    for outcome in _outcomes(result):
        gaps = of_outcome(result, "gap", outcome)
        band = of_outcome(result, "placebo_gap", outcome)
        charts.append(_event_plot(outcome, gaps, band, _UNDER_PLACEBOS))
        units = forest(
            sorted(of_outcome(result, "effect_on_unit", outcome), key=lambda e: e.value)[
                :MOST_UNITS
            ],
            title=f"change in {labels.words(outcome)}",
            caption="Each treated unit against its weighted comparison; the interval is what "
            "placebo places at the same date leave open.",
        )
        charts += [units] if units else []
    return tuple(charts)


def event_study(result: Result) -> tuple[Chart, ...]:
    """For each outcome the effects by time since the start, before it and after it."""
    return tuple(
        _event_plot(outcome, _with_reference(result, outcome), (), _BEFORE_AND_AFTER)
        for outcome in _outcomes(result)
    )


def synthetic_control(result: Result) -> tuple[Chart, ...]:
    """Each treated unit's gap year by year."""
    charts = []
    for unit in result.named("effect_on_unit"):
        gaps = [e for e in result.named("gap") if unit.keys.items() <= e.keys.items()]
        rows = [{"period": e.keys["period"], "value": e.value} for e in gaps]
        bounds = span(gaps)
        spec = {
            "data": {"values": rows},
            "encoding": {
                "x": {"field": "period", "type": "quantitative", "title": None, "axis": _YEARS},
                "y": axis("value", bounds, f"gap in {labels.words(of(unit))}"),
            },
            "layer": [_same(bounds.same), {"mark": {"type": "line", "point": True}}],
        }
        alt = (
            f"{labels.label(of(unit))} of {treated_unit(unit)} less its synthetic control, period "
            f"by period; on average after the date {numbers.value(unit)}."
        )
        charts.append(
            Chart(
                spec=spec,
                alt=alt,
                caption="Near the dashed line before the date "
                "means that the mix of other places tracked it.",
            )
        )
    return tuple(charts)


def _event_plot(
    outcome: str, gaps: Sequence[Estimate], band: Sequence[Estimate], caption: str
) -> Chart:
    """Dots by time since the start; a band where placebos give one, else the own intervals."""
    bounds = span([*gaps, *band])
    y = axis("value", bounds, f"change in {labels.words(outcome)}")
    dots = [_row(e, bounds.inside) for e in gaps]
    under = [_row(e, bounds.inside) for e in band]
    x = {
        "field": "event",
        "type": "quantitative",
        "title": "periods since the start",
        "axis": {"values": sorted({_event_time(e) for e in gaps}), "format": "d"},
    }
    layers: list[dict[str, Any]] = [
        _same(bounds.same),
        {"data": {"values": [{"event": -0.5}]}, "mark": _START, "encoding": {"x": x}},
    ]
    reach = {"y": {**y, "field": "low"}, "y2": {"field": "high"}}
    if under:
        area = {"type": "area", "opacity": 0.25, "color": QUIET}
        layers.append({"data": {"values": under}, "mark": area, "encoding": {"x": x, **reach}})
    else:
        layers.append(
            {"data": {"values": dots}, "mark": {"type": "rule"}, "encoding": {"x": x, **reach}}
        )
    layers.append(
        {
            "data": {"values": dots},
            "mark": {"type": "line", "point": True},
            "encoding": {"x": x, "y": y},
        }
    )
    return Chart(spec={"layer": layers}, alt=_alt(outcome, gaps, band), caption=caption)


def _row(estimate: Estimate, inside: Any) -> dict[str, float]:
    low, high = (
        inside(bound) if not math.isnan(bound) else estimate.value
        for bound in (estimate.low, estimate.high)
    )
    return {
        "event": float(_event_time(estimate)),
        "value": inside(estimate.value),
        "low": low,
        "high": high,
    }


def _outcomes(result: Result) -> dict[str, None]:
    return dict.fromkeys(of(e) for e in result.named("average_effect"))


def _event_time(estimate: Estimate) -> int:
    return int(estimate.keys["event_time"])


def _with_reference(result: Result, outcome: str) -> list[Estimate]:
    """The event times in order; −1, from which all are measured, is not an estimate."""
    return sorted(of_outcome(result, "effect_at_event_time", outcome), key=_event_time)


def _same(value: float | None) -> dict[str, Any]:
    mark = {"type": "rule", "strokeDash": [4, 3], "color": QUIET}
    return {
        "data": {"values": [{"value": value}]},
        "mark": mark,
        "encoding": {"y": {"field": "value", "type": "quantitative"}, "x": None},
    }


def _alt(outcome: str, gaps: Sequence[Estimate], band: Sequence[Estimate]) -> str:
    after = [e for e in gaps if _event_time(e) >= 0]
    before = [e for e in gaps if _event_time(e) < 0]
    told = (
        f"{labels.label(outcome)} by periods since the start: {_range(before)} before and "
        f"{_range(after)} after it."
    )
    if not band:
        return told
    outside = sum(
        1
        for e, p in zip(after, [p for p in band if _event_time(p) >= 0], strict=False)
        if not p.low <= e.value <= p.high
    )
    return f"{told} {outside} of {len(after)} later periods lie outside the placebo band."


def _range(estimates: Sequence[Estimate]) -> str:
    if not estimates:
        return "nothing known"
    values = [e.value for e in estimates]
    if estimates[0].scale is Scale.RATIO:
        low, high = (f"{100 * (v - 1):+.0f} %" for v in (min(values), max(values)))
    else:
        low, high = (numbers.number(v, 3) for v in (min(values), max(values)))
    return numbers.minus(f"{low} to {high}")


_START = {"type": "rule", "color": QUIET}
_YEARS = {"format": "d", "tickMinStep": 1}
_UNDER_PLACEBOS = (
    "Line: average over treated units, less their weighted comparisons. Shade: where such averages "
    "over placebo places at the same dates lie."
)
_BEFORE_AND_AFTER = (
    "All measured from the last period before the start. Dots away from the dashed line before "
    "the start put the comparison in doubt."
)
