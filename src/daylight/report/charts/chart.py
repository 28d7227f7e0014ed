"""A picture before it is drawn: its specification, its text alternative, its caption."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A Vega-Lite specification with the words that replace it for those who cannot see it.

    Parameters
    ----------
    spec
        Vega-Lite 5 as a dict, with its data inline and without colours of text, axes or
        background: the page's theme supplies those, light or dark.
    alt
        What the picture shows, in one or two sentences with the main numbers.
    caption
        One line under the picture.
    """

    spec: dict[str, Any]
    alt: str
    caption: str = ""
