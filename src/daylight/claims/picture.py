"""One interval against what a claim says, drawn as plain SVG."""

import math
from dataclasses import dataclass

from daylight.claims.objects import PublicClaim, RunNumber
from daylight.claims.says import Region, region_of
from daylight.claims.spoken import spoken
from daylight.data.quantity import Scale
from daylight.report.language import Language, Words

WIDTH, HEIGHT, EDGE = 640, 96, 16
APART = 120
"""Pixels that two numbers under the axis need between them, on a phone as well."""
MIDDLE = 40
"""Height at which the interval is drawn."""

CAPTION = Words(
    "Shaded: the values of which the claim would be true. Dot and line: the finding with its "
    "interval.",
    "Sombreado: los valores con los que la afirmación sería cierta. Punto y línea: el hallazgo con "
    "su intervalo.",
)


@dataclass(frozen=True, slots=True)
class Axis:
    """Numbers → pixels; ratios by their logarithm."""

    low: float
    high: float
    is_ratio: bool

    def x(self, value: float) -> float:
        """Where a value stands, kept within the picture."""
        low, high, at = (self._on(v) for v in (self.low, self.high, value))
        share = (at - low) / (high - low)
        return round(EDGE + min(max(share, 0.0), 1.0) * (WIDTH - 2 * EDGE), 1)

    def _on(self, value: float) -> float:
        if not self.is_ratio:
            return value
        return math.log(value) if value > 0 else -math.inf


def picture(claim: PublicClaim, found: RunNumber, language: Language) -> str:
    """The SVG, with its text alternative; empty where claim and number are of two sorts."""
    scale = Scale(found.scale)
    region = region_of(claim, scale)
    if region is None:
        return ""
    low = found.value if found.lowest is None else found.lowest
    high = found.value if found.highest is None else found.highest
    axis = _axis(region, (low, found.value, high), scale)
    left, right = axis.x(region.low), axis.x(region.high)
    marks = _marks(region, found, axis, language)
    alt = _alt(found, scale, region, language)
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{alt}" class="against">'
        f'<rect x="{left}" y="12" width="{max(round(right - left, 1), 2)}" height="52" '
        'class="region"/>'
        f'<line x1="{EDGE}" x2="{WIDTH - EDGE}" y1="64" y2="64" class="axis"/>'
        f'<line x1="{axis.x(low)}" x2="{axis.x(high)}" y1="{MIDDLE}" y2="{MIDDLE}" '
        'class="interval"/>'
        f'<circle cx="{axis.x(found.value)}" cy="{MIDDLE}" r="6" class="dot"/>{marks}</svg>'
    )


def _axis(region: Region, numbers: tuple[float, ...], scale: Scale) -> Axis:
    null = scale.no_difference
    ends = [v for v in (region.low, region.high, null, *numbers) if v is not None]
    finite = [v for v in ends if math.isfinite(v) and (v > 0 or not scale.is_ratio)]
    low, high = min(finite), max(finite)
    if scale.is_ratio:
        room = max((high / low) ** 0.15, 1.02)
        return Axis(low / room, high * room, is_ratio=True)
    room = 0.15 * (high - low) or abs(high) * 0.05 or 1.0
    return Axis(low - room, high + room, is_ratio=False)


def _marks(region: Region, found: RunNumber, axis: Axis, language: Language) -> str:
    """The numbers that matter under the axis, those too near to another left out."""
    scale = Scale(found.scale)
    wanted = [
        found.value,
        scale.no_difference,
        region.low,
        region.high,
        found.lowest,
        found.highest,
    ]
    taken: list[float] = []
    drawn = []
    for value in wanted:
        if value is None or not math.isfinite(value):
            continue
        x = axis.x(value)
        if any(abs(x - other) < APART for other in taken):
            continue
        taken.append(x)
        anchor = "start" if x < 60 else "end" if x > WIDTH - 60 else "middle"
        drawn.append(
            f'<line x1="{x}" x2="{x}" y1="64" y2="69" class="axis"/>'
            f'<text x="{x}" y="84" text-anchor="{anchor}">{spoken(value, scale, language)}</text>'
        )
    return "".join(drawn)


def _alt(found: RunNumber, scale: Scale, region: Region, language: Language) -> str:
    value = spoken(found.value, scale, language)
    ends = [spoken(v, scale, language) for v in (found.lowest, found.highest) if v is not None]
    true = [spoken(v, scale, language) for v in (region.low, region.high) if math.isfinite(v)]
    if language is Language.SPANISH:
        interval = f", intervalo de {ends[0]} a {ends[1]}" if len(ends) == 2 else ""
        return f"Hallazgo {value}{interval}; la afirmación sería cierta en: {' … '.join(true)}."
    interval = f", interval {ends[0]} to {ends[1]}" if len(ends) == 2 else ""
    return f"Finding {value}{interval}; the claim would be true at: {' … '.join(true)}."
