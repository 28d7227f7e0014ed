"""Slanting strokes that fill a shape, as plain lines: no pattern that a page must define."""

from collections.abc import Sequence

Place = tuple[float, float]

_ROOT = 2**0.5


def strokes(rings: Sequence[Sequence[Place]], gap: float) -> list[tuple[Place, Place]]:
    """Strokes from lower left to upper right, `gap` apart, within rings (even-odd).

    A stroke is a line x + y = c; along it runs x − y. Where it crosses the rings' edges, inside
    and outside change.
    """
    edges = [
        (one, other)
        for ring in rings
        for one, other in zip(ring, [*ring[1:], *ring[:1]], strict=True)
    ]
    if not edges:
        return []
    sums = [x + y for ring in rings for x, y in ring]
    step = gap * _ROOT
    first = int(min(sums) // step) + 1
    found: list[tuple[Place, Place]] = []
    for n in range(first, int(max(sums) // step) + 1):
        found += _along(edges, n * step)
    return found


def _along(edges: Sequence[tuple[Place, Place]], level: float) -> list[tuple[Place, Place]]:
    crossings = sorted(
        crossing for edge in edges if (crossing := _crossing(*edge, level)) is not None
    )
    ends = [((level + along) / 2, (level - along) / 2) for along in crossings]
    return list(zip(ends[::2], ends[1::2], strict=False))


def _crossing(one: Place, other: Place, level: float) -> float | None:
    """Where along the stroke an edge crosses it; None where it does not."""
    before, after = one[0] + one[1] - level, other[0] + other[1] - level
    if (before < 0) == (after < 0):
        return None
    part = before / (before - after)
    x = one[0] + part * (other[0] - one[0])
    y = one[1] + part * (other[1] - one[1])
    return x - y
