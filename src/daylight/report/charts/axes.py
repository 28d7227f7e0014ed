"""Axes for estimates: how far they reach, where their ticks stand, how these are printed."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from daylight.data.result import Estimate, Scale

RATIOS = {Scale.RATIO, Scale.ODDS_RATIO}
SHARES = {Scale.PROPORTION, Scale.PROBABILITY}

FARTHEST = math.log(1e12)
"""No ratio is drawn beyond this, or below one in it."""
NARROWEST = 1e-12
"""A span below this part of its values, or of one, is none that ticks can divide."""
EVEN = 3
"""A log axis that spans less than this ratio has evenly spaced ticks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The reach of an axis.

    Parameters
    ----------
    low, high
        Its ends.
    scale
        What is drawn on it.
    same
        The value that means "the same as the reference", or None.
    """

    low: float
    high: float
    scale: Scale
    same: float | None

    def inside(self, value: float) -> float:
        """The value, or the end of the axis it lies beyond."""
        return min(max(value, self.low), self.high)


def span(estimates: Sequence[Estimate]) -> Span:
    """The axis that holds every value and the finite bounds, with "no difference" on it.

    One very wide interval does not squeeze the others: three quarters of the intervals fit whole,
    and what lies beyond ends in an arrow.
    """
    scale = estimates[0].scale
    same = scale.no_difference
    values = [e.value for e in estimates] + ([] if same is None else [same])
    lows, highs = [e.low for e in estimates], [e.high for e in estimates]
    if scale in RATIOS:
        low, high = _reach(_logs(values) or [0.0], _logs(lows), _logs(highs))
        return Span(low=math.exp(low), high=math.exp(high), scale=scale, same=same)
    if same is None and min(values) >= 0:
        values.append(0.0)
    low, high = _reach(values, _finite(lows), _finite(highs))
    if scale in SHARES:
        low, high = max(low, 0.0), min(high, 1.0)
    elif min(values) >= 0 and same is None:
        low = max(low, 0.0)
    return Span(low=low, high=high, scale=scale, same=same)


def axis(field: str, bounds: Span, title: str) -> dict[str, Any]:
    """The encoding of a position channel for these bounds."""
    scale: dict[str, Any] = {"domain": [bounds.low, bounds.high], "nice": False, "zero": False}
    ticks: dict[str, Any] = {
        "tickCount": 6,
        "labelExpr": label_expression(bounds.scale),
        "labelOverlap": "parity",
        "labelSeparation": 10,  # on a phone the labels would run into each other
    }
    if bounds.scale in RATIOS:
        scale["type"] = "log"
        ticks["values"] = log_ticks(bounds.low, bounds.high)
    return {"field": field, "type": "quantitative", "title": title, "scale": scale, "axis": ticks}


def label_expression(scale: Scale) -> str:
    """How the ticks of a scale are printed, as a Vega expression."""
    if scale in SHARES:
        return "format(100 * datum.value, '~g') + ' %'"
    if scale is Scale.DIFFERENCE:
        return "(datum.value > 0 ? '+' : '') + format(100 * datum.value, '~g') + ' pts'"
    return "format(datum.value, ',~g')"


def log_ticks(low: float, high: float) -> list[float]:
    """Round ratios between two ends, nine at most, 1 among them when it lies there."""
    if high / low < EVEN:
        return _even_ticks(low, high)
    decades = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1)
    ticks: list[float] = []
    for steps in ((1,), (1, 3), (1, 2, 5), (1, 1.5, 2, 3, 5, 7)):
        every = {round(step * 10.0**decade, 12) for decade in decades for step in steps}
        ticks = sorted(tick for tick in every if low <= tick <= high)
        if len(ticks) >= 4:
            break
    stride = math.ceil(len(ticks) / 9)
    return ticks[(ticks.index(1.0) if 1.0 in ticks else 0) % stride :: stride] if ticks else []


def _even_ticks(low: float, high: float) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten, the finest that gives nine at most."""
    magnitude = 10.0 ** (math.floor(math.log10(high - low)) - 1)
    for step in (magnitude * m for m in (1, 2, 5, 10, 20, 50)):
        first, last = math.ceil(low / step), math.floor(high / step)
        if last - first < 9:
            return [round(step * k, 12) for k in range(first, last + 1)]
    return []


def _reach(values: list[float], lows: list[float], highs: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    size = max(abs(low), abs(high))
    width = high - low
    if width < NARROWEST * max(size, 1.0):
        width = size if size > NARROWEST else 1.0
    far_low = min(low - 1.5 * width, _inner(lows, low))
    far_high = max(high + 1.5 * width, -_inner([-h for h in highs], -high))
    low = max(min([low, *lows]), far_low)
    high = min(max([high, *highs]), far_high)
    margin = 0.04 * (high - low) if high - low > NARROWEST * width else 0.5 * width
    return low - margin, high + margin


def _inner(bounds: list[float], otherwise: float) -> float:
    """The bound beyond which only a quarter of them lie."""
    return sorted(bounds)[len(bounds) // 4] if bounds else otherwise


def _finite(bounds: list[float]) -> list[float]:
    return [b for b in bounds if math.isfinite(b)]


def _logs(values: Iterable[float]) -> list[float]:
    return [max(-FARTHEST, min(math.log(v), FARTHEST)) for v in values if 0 < v < math.inf]
