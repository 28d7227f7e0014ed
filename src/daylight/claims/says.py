"""Whether a number's interval lies wholly on a claim's side."""

from dataclasses import dataclass
from enum import StrEnum

from daylight.claims.objects import PublicClaim, Relation
from daylight.data.printed import Figure, Unit
from daylight.data.quantity import Scale

WITHIN = 1e-12
"""Rounding of floating-point arithmetic, which is no difference."""


class Side(StrEnum):
    """Where an interval lies, seen from what a claim says."""

    WITHIN = "within"
    OUTSIDE = "outside"
    ACROSS = "across"
    INCOMPARABLE = "incomparable"


@dataclass(frozen=True, slots=True)
class Region:
    """The values of which a claim would be true; an open end does not belong to it."""

    low: float
    high: float
    is_open: bool = False

    def side(self, low: float, high: float) -> Side:
        """Where an interval lies."""
        if low != low or high != high:
            return Side.ACROSS
        if self._holds(low) and self._holds(high):
            return Side.WITHIN
        if high < self.low - WITHIN or low > self.high + WITHIN:
            return Side.OUTSIDE
        touches = self.is_open and (high <= self.low + WITHIN or low >= self.high - WITHIN)
        return Side.OUTSIDE if touches else Side.ACROSS

    def _holds(self, value: float) -> bool:
        slack = -WITHIN if self.is_open else WITHIN
        return self.low - slack <= value <= self.high + slack


FOREVER = float("inf")


def region_of(claim: PublicClaim, scale: Scale) -> Region | None:
    """What a number on this scale must be for the claim to hold; None where they do not compare."""
    null, figure = scale.no_difference, claim.number
    if claim.relation in {Relation.HIGHER, Relation.LOWER}:
        return _direction(claim.relation, figure, scale)
    if claim.relation is Relation.UNCHANGED:
        return None if null is None else _near(null, claim.tolerance, scale)
    if figure is None or not _compares(figure, scale):
        return None
    return _around(claim.relation, figure)


def _around(relation: Relation, figure: Figure) -> Region:
    """The values that are so related to a number."""
    value, unit = figure.value, 2 * figure.half
    return {
        Relation.IS: Region(figure.low, figure.high),
        Relation.ABOUT: Region(value - unit, value + unit),
        Relation.AT_LEAST: Region(value, FOREVER),
        Relation.MORE_THAN: Region(value, FOREVER, is_open=True),
        Relation.AT_MOST: Region(-FOREVER, value),
        Relation.LESS_THAN: Region(-FOREVER, value, is_open=True),
    }[relation]


def _direction(relation: Relation, figure: Figure | None, scale: Scale) -> Region | None:
    """Above or below no difference, by a size where one is named."""
    null = scale.no_difference
    if null is None:
        return None
    up = relation is Relation.HIGHER
    if figure is None:
        ends = (null, FOREVER) if up else (-FOREVER, null)
        return Region(*ends, is_open=True)
    size = _size(figure, scale)
    if size is None:
        return None
    low, high = size
    if low < 0 or figure.value < 0 or (figure.unit is Unit.TIMES and low < 1):
        return None
    if scale.is_ratio and figure.unit is not Unit.TIMES:
        return Region(1 + low, 1 + high) if up else Region(1 - high, 1 - low)
    if scale.is_ratio:
        return Region(low, high) if up else Region(1 / high, 1 / low)
    return Region(low, high) if up else Region(-high, -low)


def _size(figure: Figure, scale: Scale) -> tuple[float, float] | None:
    """The size of a difference; per cent of a share is not points of it."""
    wanted = {
        Scale.DIFFERENCE: {Unit.POINTS},
        Scale.RATIO: {Unit.PER_CENT, Unit.TIMES},
        Scale.ODDS_RATIO: {Unit.TIMES},
        Scale.CHANGE: {Unit.PLAIN, Unit.POINTS},
    }.get(scale, set())
    if figure.unit not in wanted:
        return None
    return abs(figure.value) - figure.half, abs(figure.value) + figure.half


def _near(null: float, margin: Figure | None, scale: Scale) -> Region | None:
    size = None if margin is None else _size(margin, scale)
    if size is None or margin is None or margin.value < 0:
        return None
    if margin.unit is Unit.TIMES and margin.value < 1:
        return None
    if scale.is_ratio and margin.unit is Unit.TIMES:
        return Region(1 / margin.value, margin.value)
    return Region(null - abs(margin.value), null + abs(margin.value))


def _compares(figure: Figure, scale: Scale) -> bool:
    """Whether a printed number is of the same sort as one on this scale."""
    sorts = {
        Unit.PER_CENT: {Scale.PROPORTION, Scale.PROBABILITY},
        Unit.POINTS: {Scale.DIFFERENCE},
        Unit.TIMES: {Scale.RATIO, Scale.ODDS_RATIO},
        Unit.PLAIN: {Scale.COUNT, Scale.RATE, Scale.MEAN, Scale.INDEX, Scale.CHANGE},
    }
    return scale in sorts[figure.unit]
