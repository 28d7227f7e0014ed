"""How wide a text will be, and where its lines break: nothing is measured after drawing.

Widths are those of Helvetica, which Arial and Liberation Sans share, in thousandths of the size.
"""

import unicodedata

SAFETY = 1.04
"""Fonts that stand in for Helvetica are at most this much wider."""
BOLD = 1.08
"""Bold letters are this much wider."""
ELLIPSIS = "…"

_GROUPS = {
    "ijl'|‘’": 222,
    " !,./:;[]\\t\u00a0fI·": 278,
    "(-`r)": 333,
    "\u202f": 200,
    '"': 355,
    "*": 389,
    "^": 469,
    "Jckszvyx": 500,
    "abdeghnopquL#$?_0123456789–": 556,
    "+<=>~−×": 584,
    "FTZ": 611,
    "ABEKPSVXY&": 667,
    "CDHNRUw": 722,
    "GOQ": 778,
    "m½M": 833,
    "%": 889,
    "W": 944,
    "—…→▲▼": 1000,
    "@": 1015,
}
_WIDTHS = {letter: width for letters, width in _GROUPS.items() for letter in letters}
_WIDE = 1000
_OTHER = 610


def width(text: str, size: float, *, is_bold: bool = False) -> float:
    """How wide a text is at a size in units, a little more rather than less."""
    thousandths = sum(_letter(letter) for letter in text)
    return thousandths * size / 1000 * SAFETY * (BOLD if is_bold else 1)


def _letter(letter: str) -> int:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0
    base = unicodedata.normalize("NFD", letter)[:1]
    if base in _WIDTHS:
        return _WIDTHS[base]
    return _WIDE if unicodedata.east_asian_width(letter) in {"W", "F"} else _OTHER


def lines(text: str, size: float, room: float, most: int = 2) -> list[str]:
    """A text broken into at most so many lines; what does not fit ends in an ellipsis."""
    broken: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            broken.append(line)
            line = word
        else:
            line = longer
    broken.append(line)
    is_cut = len(broken) > most
    kept = broken[:most]
    if is_cut:
        kept[-1] = f"{kept[-1]}{ELLIPSIS}"
    return [fitted(one, size, room) for one in kept]


def fitted(text: str, size: float, room: float) -> str:
    """A text on one line: whole, or its beginning and an ellipsis."""
    if width(text, size) <= room:
        return text
    kept = text.removesuffix(ELLIPSIS)
    while kept and width(f"{kept}{ELLIPSIS}", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}{ELLIPSIS}" if kept else ""
