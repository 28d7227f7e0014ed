"""A picture before it is drawn: what draws it, and the words that go with it."""

from dataclasses import dataclass
from typing import Any, Protocol

from markupsafe import Markup

Table = tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]
"""Headings of columns, and rows of printed text."""


class Drawing(Protocol):
    """What one type of picture needs to be drawn; a frozen dataclass for each type."""

    def svg(self, width: int) -> str:
        """The picture at a width in units: 700 on a page, 340 on a phone."""
        ...

    def table(self) -> Table:
        """What is drawn, as printed text."""
        ...

    def vega(self) -> dict[str, Any]:
        """The same data as a Vega-Lite specification, for those who want to draw it again."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture with the words over it, under it and instead of it.

    Parameters
    ----------
    title
        A short line over the picture: what is drawn.
    caption
        How to read the marks, and what is not drawn.
    alt
        For those who cannot see it: the kind of picture, its axes and their range, then the
        finding with its numbers.
    drawing
        What draws it.
    """

    title: str
    caption: str
    alt: str
    drawing: Drawing

    @property
    def spec(self) -> dict[str, Any]:
        """What is drawn as a Vega-Lite specification."""
        return self.drawing.vega()

    def svg(self, width: int) -> Markup:
        """The picture as an inline SVG element that names itself."""
        named = Markup('<svg role="img" aria-label="{}"').format(self.alt)
        drawn = self.drawing.svg(width)
        return Markup(named + Markup(drawn[len("<svg") :]))  # noqa: S704  our own drawing, escaped
