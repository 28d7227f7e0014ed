"""Axes for estimates: how far they reach, where their ticks stand, how these are printed."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from daylight.data.result import Estimate, Scale
from daylight.report import numbers

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
    """The axis that holds every value and the finite bounds, with "no difference" on it."""
    return reaching(estimates[0].scale, [(e.value, e.low, e.high) for e in estimates])


def reaching(scale: Scale, reaches: Sequence[tuple[float, float, float]]) -> Span:
    """The axis that holds every value; each comes with the ends of its interval.

    One very wide interval does not squeeze the others: three quarters of the intervals fit whole,
    and what lies beyond ends in an arrow.
    """
    same = scale.no_difference
    values = _finite([value for value, _, _ in reaches]) + ([] if same is None else [same])
    lows, highs = [low for _, low, _ in reaches], [high for _, _, high in reaches]
    if scale in RATIOS:
        low, high = _reach(_logs(values) or [0.0], _logs(lows), _logs(highs))
        return Span(low=math.exp(low), high=math.exp(high), scale=scale, same=same)
    values = values or [0.0]
    if same is None and min(values) >= 0:
        values.append(0.0)
    low, high = _reach(values, _finite(lows), _finite(highs))
    if scale in SHARES:
        low, high = max(low, 0.0), min(high, 1.0)
    elif min(values) >= 0 and same is None:
        low = max(low, 0.0)
    return Span(low=low, high=high, scale=scale, same=same)


@dataclass(frozen=True, slots=True)
class Ruler:
    """A span laid along a sheet, from one coordinate to another (which may be the smaller)."""

    span: Span
    start: float
    end: float

    def at(self, value: float) -> float:
        """Where a value stands; one beyond the span at its end."""
        low, high, value = self.span.low, self.span.high, self.span.inside(value)
        if self.span.scale in RATIOS:
            low, high, value = math.log(low), math.log(high), math.log(value)
        return self.start + (value - low) / (high - low) * (self.end - self.start)

    def ticks(self, apart: float) -> list[tuple[float, str]]:
        """Round values with their texts, each with `apart` units or more for itself."""
        room = abs(self.end - self.start)
        most = max(3, int(room / apart))
        span = self.span
        if span.scale in RATIOS:
            values = log_ticks(span.low, span.high)
        else:
            values = even_ticks(span.low, span.high, most)
        while len(values) > most:
            kept = values.index(span.same) % 2 if span.same in values else 0
            values = values[kept::2]
        texts = [tick_text(value, span.scale) for value in values]
        return list(zip(values, texts, strict=True))


def tick_text(value: float, scale: Scale) -> str:
    """How a tick is printed: a share per cent, a difference of shares in points with its sign."""
    if scale in SHARES:
        return numbers.marked(f"{100 * value:.10g}") + "\u00a0%"
    if scale is Scale.DIFFERENCE:
        return numbers.minus(numbers.marked(f"{100 * value + 0.0:+.10g}" if value else "0"))
    if value and not 1e-4 <= abs(value) < 1e7:
        return numbers.minus(numbers.marked(f"{value:.2g}"))
    return numbers.minus(numbers.marked(f"{value:,.10g}"))


def log_ticks(low: float, high: float) -> list[float]:
    """Round ratios between two ends, nine at most, 1 among them when it lies there."""
    if high / low < EVEN:
        return even_ticks(low, high, 9)
    decades = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 1)
    ticks: list[float] = []
    for steps in ((1,), (1, 3), (1, 2, 5), (1, 1.5, 2, 3, 5, 7)):
        every = {round(step * 10.0**decade, 12) for decade in decades for step in steps}
        ticks = sorted(tick for tick in every if low <= tick <= high)
        if len(ticks) >= 4:
            break
    stride = math.ceil(len(ticks) / 9)
    return ticks[(ticks.index(1.0) if 1.0 in ticks else 0) % stride :: stride] if ticks else []


def even_ticks(low: float, high: float, most: int) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten, the finest that gives at most so many."""
    if not high > low:
        return []
    magnitude = 10.0 ** (math.floor(math.log10(high - low)) - 1)
    for step in (magnitude * m for m in (1, 2, 5, 10, 20, 50, 100)):
        first, last = math.ceil(low / step), math.floor(high / step)
        if last - first < most:
            return [
                round(step * k, 12) if abs(step) > 1e-11 else step * k
                for k in range(first, last + 1)
            ]
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
