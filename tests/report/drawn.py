"""Where the words of a picture stand, read from its SVG as a browser would set them."""

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import combinations
from typing import Any, NamedTuple
from xml.etree import ElementTree

from daylight.report.charts import letters

SVG = "{http://www.w3.org/2000/svg}"
ASCENT, DESCENT = 0.74, 0.21
"""How far letters reach over and under their base line, as parts of their size."""
LONGER = " y además lo que añade la traducción"
TEXTS = {
    "label", "section", "title", "name", "names", "groups", "columns", "same", "x_title",
    "y_title", "said", "question", "group", "refused", "unit", "key", "breaks", "rows",
}  # fmt: skip
"""Fields of drawings whose words another language would make longer."""


class Words(NamedTuple):
    """One text of a drawing, and the rectangle that it covers."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


def words_of(svg: str) -> list[Words]:
    """Every text with its rectangle."""
    return [_words(text) for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def _words(element: ElementTree.Element) -> Words:
    text, size = element.text or "", float(element.get("font-size", "0"))
    x, y = float(element.get("x", "0")), float(element.get("y", "0"))
    bold = "f-bold" in element.get("class", "")
    wide = letters.width(text, size, is_bold=bold) / letters.SAFETY
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
    left = x - shift * wide
    return Words(text, left, y - ASCENT * size, left + wide, y + DESCENT * size, size)


def faults(svg: str, width: int) -> list[str]:
    """Texts that overlap, leave the sheet, or are too small to read."""
    box = ElementTree.fromstring(svg).get("viewBox", "").split(" ")
    height, words = float(box[3]), words_of(svg)
    least = 11.5 if width == 700 else 12.0
    found = [f"{a.text!r} overlaps {b.text!r}" for a, b in combinations(words, 2) if _touch(a, b)]
    found += [f"{w.text!r} is too small" for w in words if w.size < least]
    for w in words:
        if w.left < -1 or w.right > width + 1 or w.top < -1 or w.bottom > height + 1:
            found.append(f"{w.text!r} leaves the sheet: {w[1:5]} of {width} × {height}")
    return found


def _touch(a: Words, b: Words) -> bool:
    wide = min(a.right, b.right) - max(a.left, b.left)
    tall = min(a.bottom, b.bottom) - max(a.top, b.top)
    return wide > 0.5 and tall > 0.5


def longer(drawing: Any, *, more: str = LONGER) -> Any:
    """The same drawing with words about twice as long, as another language may have them."""
    if isinstance(drawing, Enum) or not is_dataclass(drawing) or isinstance(drawing, type):
        return drawing
    changed = {
        one.name: _longer(getattr(drawing, one.name), one.name in TEXTS, more)
        for one in fields(drawing)
    }
    return replace(drawing, **changed)


def _longer(value: Any, is_text: bool, more: str) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return f"{value}{more[: max(6, len(value))]}" if value and is_text else value
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(_longer(one, is_text, more) for one in value)
    return longer(value, more=more)
