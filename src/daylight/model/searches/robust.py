"""When a difference does not hang on one assumption: Daylight's own reporting rule."""

from collections.abc import Iterable


def holds(value: float, others: Iterable[float]) -> bool:
    """Whether a difference keeps its sign and more than half its size in every other answer."""
    return all(other * value > value**2 / 2 for other in others)
