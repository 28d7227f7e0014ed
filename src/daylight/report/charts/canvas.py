"""A sheet that pictures are drawn on: plain SVG, its colours as classes of `static/figures.css`.

Every coordinate is in units of the sheet's width, which is 700 on a page and 340 on a phone. Texts
carry their size, so that a test can say where each of them ends.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from daylight.report.charts import letters
from daylight.report.charts.hatching import strokes

WIDE, NARROW = 700, 340
"""The widths at which every picture is drawn: for a page or paper, and for a phone."""

NAMESPACE = "http://www.w3.org/2000/svg"


class Spot(NamedTuple):
    """A place on a sheet, from its upper left corner."""

    x: float
    y: float


class Box(NamedTuple):
    """An upright rectangle on a sheet."""

    x: float
    y: float
    width: float
    height: float

    @property
    def corners(self) -> tuple[Spot, ...]:
        """Its corners, in order."""
        x, y, width, height = self
        return (Spot(x, y), Spot(x + width, y), Spot(x + width, y + height), Spot(x, y + height))


class Canvas:
    """One picture while it is drawn, from the top down.

    Parameters
    ----------
    width
        Of the sheet, in units. Below 600 it is drawn as for a phone.
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.is_narrow = width < 600
        self.small = 12.0 if self.is_narrow else 11.5
        self.body = 13.0 if self.is_narrow else 12.5
        self._parts: list[str] = []

    def text(self, at: Spot, words: str, look: str = "f-ink", *, anchor: str = "start") -> None:
        """Words on one line at their base line; small unless the look is `f-ink` or `f-bold`."""
        if not words:
            return
        size = self.size(look)
        self._parts.append(
            f'<text x="{_n(at.x)}" y="{_n(at.y)}" font-size="{_n(size)}" text-anchor="{anchor}" '
            f'class="{look}">{escape(words, quote=False)}</text>'
        )

    def size(self, look: str) -> float:
        """The size at which words of a look are set."""
        return self.small if "f-quiet" in look or "f-small" in look else self.body

    def lined(self, at: Spot, broken: Sequence[str], look: str = "f-ink", **more: str) -> None:
        """Lines of words under one another."""
        for n, line in enumerate(broken):
            self.text(Spot(at.x, at.y + n * self.step(look)), line, look, **more)

    def step(self, look: str = "f-ink") -> float:
        """From one line of words to the next."""
        return self.size(look) * 1.22

    def room(self, words: str, look: str = "f-ink") -> float:
        """How wide words are."""
        return letters.width(words, self.size(look), is_bold="f-bold" in look)

    def broken(self, words: str, room: float, look: str = "f-ink", most: int = 2) -> list[str]:
        """Words as lines that fit a room."""
        size = self.size(look) * (letters.BOLD if "f-bold" in look else 1)
        return letters.lines(words, size, room, most) if words else []

    def line(self, one: Spot, other: Spot, look: str) -> None:
        """A straight line."""
        self._parts.append(
            f'<line x1="{_n(one.x)}" y1="{_n(one.y)}" x2="{_n(other.x)}" y2="{_n(other.y)}" '
            f'class="{look}"/>'
        )

    def rect(self, box: Box, look: str, data: Mapping[str, object] | None = None) -> None:
        """A filled rectangle."""
        x, y, width, height = (_n(part) for part in box)
        self._parts.append(
            f'<rect x="{x}" y="{y}" width="{width}" height="{height}" class="{look}"{_data(data)}/>'
        )

    def circle(
        self, at: Spot, radius: float, look: str, data: Mapping[str, object] | None = None
    ) -> None:
        """A circle."""
        self._parts.append(
            f'<circle cx="{_n(at.x)}" cy="{_n(at.y)}" r="{_n(radius)}" class="{look}"'
            f"{_data(data)}/>"
        )

    def polygon(
        self, ring: Sequence[Spot], look: str, data: Mapping[str, object] | None = None
    ) -> None:
        """A closed shape."""
        self._parts.append(f'<polygon points="{_points(ring)}" class="{look}"{_data(data)}/>')

    def shape(
        self,
        rings: Sequence[Sequence[Spot]],
        look: str,
        data: Mapping[str, object] | None = None,
    ) -> None:
        """A shape of several rings, in which a ring within a ring is a hole."""
        path = "".join(f"M{_points(ring)}Z" for ring in rings if ring)
        self._parts.append(f'<path d="{path}" fill-rule="evenodd" class="{look}"{_data(data)}/>')

    def polyline(self, course: Sequence[Spot], look: str) -> None:
        """A line through several places."""
        if len(course) > 1:
            self._parts.append(f'<polyline points="{_points(course)}" class="{look}"/>')

    def hatch(self, rings: Sequence[Sequence[Spot]], gap: float = 5.0) -> None:
        """Slanting strokes within a shape: they mean blank, and only blank."""
        path = "".join(
            f"M{_n(one.x)} {_n(one.y)}L{_n(other.x)} {_n(other.y)}"
            for one, other in ((Spot(*a), Spot(*b)) for a, b in strokes(rings, gap))
        )
        if path:
            self._parts.append(f'<path d="{path}" class="f-hatch"/>')

    def blank(self, box: Box) -> None:
        """A hatched rectangle."""
        self.hatch([box.corners])

    def svg(self, height: float) -> str:
        """What was drawn, as one element."""
        return (
            f'<svg xmlns="{NAMESPACE}" class="fig" viewBox="0 0 {self.width} {_n(height)}">'
            f"{''.join(self._parts)}</svg>"
        )


def _data(data: Mapping[str, object] | None) -> str:
    return "".join(f' data-{name}="{escape(str(value))}"' for name, value in (data or {}).items())


def _points(course: Sequence[Spot]) -> str:
    return " ".join(f"{_n(spot.x)},{_n(spot.y)}" for spot in course)


def _n(number: float) -> str:
    """A coordinate, to a tenth of a unit."""
    return f"{round(number, 1) + 0.0:g}"
