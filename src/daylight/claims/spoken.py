"""A finding's number as a reader of a language sees it."""

from daylight.claims.objects import RunNumber
from daylight.data.quantity import Scale
from daylight.report.language import Language
from daylight.report.numbers import minus, scaled

NONE = "–"


def spoken(value: float | None, scale: Scale, language: Language) -> str:
    """A number as its scale is read; a dash where there is none."""
    if value is None:
        return NONE
    told = minus(scaled(value, scale))
    if language is Language.SPANISH and scale is Scale.DIFFERENCE:
        return told.replace("points", "puntos")
    return told


def told(found: RunNumber, language: Language) -> tuple[str, str, str]:
    """Its value and the ends of its interval."""
    scale = Scale(found.scale)
    value, low, high = (spoken(v, scale, language) for v in (found.value, found.low, found.high))
    return value, low, high


def widest(found: RunNumber, language: Language) -> tuple[str, str] | None:
    """The ends over all its variants, where they are wider than its own."""
    if (found.lowest, found.highest) == (found.low, found.high):
        return None
    scale = Scale(found.scale)
    return spoken(found.lowest, scale, language), spoken(found.highest, scale, language)
