"""A score built from labels: only ever shown with its rule, its weights and the count by level.

Points for labels are a choice, not a measurement. A register that hides the choice behind one
percentage takes a side, so a score is always printed both ways: unweighted and weighted.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from daylight.errors import DaylightError


class BadScore(DaylightError):
    """A score across scales, or with a label nobody gave points to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """One rated item: the scale its label belongs to, the label, and its weight."""

    scale: str
    label: str
    weight: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointScore:
    """Points reached of points possible, both ways, with the counts they came from."""

    counts: Mapping[str, int]
    reached: Fraction
    possible: Fraction
    weighted_reached: Fraction
    weighted_possible: Fraction

    @property
    def percent(self) -> float:
        """The unweighted share."""
        return share(self.reached, self.possible)

    @property
    def weighted_percent(self) -> float:
        """The weighted share."""
        return share(self.weighted_reached, self.weighted_possible)


def share(reached: Fraction | float, possible: Fraction | float) -> float:
    """Reached of possible, in percent."""
    if possible <= 0:
        raise BadScore("a score out of nothing: no item was rated")
    return float(100 * reached / possible)


def score(items: Sequence[Rated], points: Mapping[str, Fraction]) -> PointScore:
    """Add up the points of labels on one scale."""
    scales = {item.scale for item in items}
    if len(scales) > 1:
        raise BadScore(f"labels of different scales are never added up: {sorted(scales)}")
    unknown = sorted({item.label for item in items} - set(points))
    if unknown:
        raise BadScore(f"the rule gives no points to: {', '.join(unknown)}")
    top = max(points.values(), default=Fraction(0))
    return PointScore(
        counts=dict(Counter(item.label for item in items)),
        reached=sum((points[item.label] for item in items), Fraction(0)),
        possible=top * len(items),
        weighted_reached=sum((points[i.label] * i.weight for i in items), Fraction(0)),
        weighted_possible=sum((top * i.weight for i in items), Fraction(0)),
    )
