"""Numbers as words: one way to print a share, a ratio, a count or an interval everywhere.

A number has the same digits in every language; only its marks differ: 51,920.5 and 51 920,5.
"""

import math

from daylight.data.result import Estimate, Scale
from daylight.report.language import Language, say, spoken

SHARES = frozenset({Scale.PROPORTION, Scale.PROBABILITY})
FINEST = 6
"""Decimals of a percentage at most."""


_SPANISH = str.maketrans({",": "\u202f", ".": ","})
"""The marks of an English number → the Spanish ones: thousands a thin space, decimals a comma."""


def marked(text: str) -> str:
    """A number as Python prints it, with a true minus and the marks of the language spoken."""
    signed = minus(text)
    return signed.translate(_SPANISH) if spoken() is Language.SPANISH else signed


def count(value: float) -> str:
    """A whole number with its thousands apart: 51,920."""
    return number(value, 0)


def percent(share: float, digits: int = 1) -> str:
    """A share as a percentage: 12.1 %."""
    shown = number(100 * share, digits)
    return f"{shown} %" if math.isfinite(share) else shown


def level(share: float) -> str:
    """The level of an interval, without decimals: 95 %."""
    return percent(share, 0)


def compact(value: float) -> str:
    """A number without needless zeros: 0.05, 2, 1.5."""
    return marked(f"{value:g}")


def in_points(difference: float) -> str:
    """A difference of two shares as points with its sign and without its unit: +2.9."""
    if not math.isfinite(difference):
        return number(difference)
    return marked(_signed(100 * difference))


def change(ratio: float, digits: int = 1) -> str:
    """A ratio as a change in per cent, with its sign: +12.3 %, −4.0 %."""
    if not math.isfinite(ratio):
        return number(ratio)
    return f"{marked(_signed(100 * (ratio - 1), digits))} %"


def not_known() -> str:
    """What stands where there is no number."""
    return say("not known", "no se sabe")


def points(number: str) -> str:
    """A printed difference of two shares with its unit."""
    return say(f"{number} points", f"{number} puntos")


def number(value: float, digits: int = 2) -> str:
    """A plain number with fixed digits; infinity in words."""
    if math.isnan(value):
        return not_known()
    if math.isinf(value):
        if value > 0:
            return say("no upper limit", "sin límite superior")
        return say("no lower limit", "sin límite inferior")
    return marked(f"{value:z,.{digits}f}")


def minus(text: str) -> str:
    """A printed number with a true minus sign."""
    return text.replace("-", "−")


def value(estimate: Estimate) -> str:
    """An estimate's value as its scale is read."""
    return scaled(estimate.value, estimate.scale)


def interval(estimate: Estimate) -> str:
    """An estimate's interval: `95 % interval 1.31 to 2.40`."""
    return in_interval(estimate, bounds(estimate))


def in_interval(estimate: Estimate, ends: str) -> str:
    """Printed ends with the level of an estimate's interval."""
    sure = level(estimate.level)
    return say(f"{sure} interval {ends}", f"intervalo del {sure}: {ends}")


def between(low: str, high: str) -> str:
    """Two printed ends: `1.31 to 2.40`."""
    return say(f"{low} to {high}", f"{low} a {high}")


def bounds(estimate: Estimate) -> str:
    """The two ends of an estimate's interval: `1.31 to 2.40`."""
    low, high = (_end(end, estimate.scale) for end in (estimate.low, estimate.high))
    if low == high and estimate.low < estimate.high and estimate.scale in SHARES:
        low, high = (_share_apart(end) for end in (estimate.low, estimate.high))
    ends = between(low, high)
    has_unit = estimate.scale is Scale.DIFFERENCE and math.isfinite(estimate.high)
    return points(ends) if has_unit else ends


def stated(estimate: Estimate) -> str:
    """An estimate with its interval in brackets: `1.77 (95 % interval 1.31 to 2.40)`."""
    return f"{value(estimate)} ({interval(estimate)})"


def scaled(quantity: float, scale: Scale) -> str:
    """A number as its scale is read: shares as percentages, differences of shares as points."""
    if scale in SHARES:
        return percent(quantity)
    if scale is Scale.DIFFERENCE:
        shown = in_points(quantity)
        return points(shown) if math.isfinite(quantity) else shown
    if scale is Scale.CHANGE:
        return number(quantity, _digits(quantity))
    if scale is Scale.COUNT:
        return count(quantity)
    if scale is Scale.RATE:
        return number(quantity, 3 if abs(quantity) < 1 else 1)
    return number(quantity, 2)


def _end(quantity: float, scale: Scale) -> str:
    """An end of an interval without its unit, in digits that tell it from no difference."""
    if scale is Scale.DIFFERENCE:
        apart = 100 * quantity
        if not math.isfinite(quantity):
            return number(quantity)
        text = _signed(apart)
        return marked(_apart(apart, 0.0, "+") if text == "0.0" and quantity else text)
    text = scaled(quantity, scale)
    is_near = scale.is_ratio and quantity != 1 and text == scaled(1.0, scale)
    return marked(_apart(quantity, 1.0, "")) if is_near else text


def _apart(quantity: float, same: float, sign: str) -> str:
    """A number with the fewest further digits that tell it from another; six at most."""
    texts = (f"{quantity:{sign}.{digits}f}" for digits in range(2, FINEST + 1))
    return next((text for text in texts if float(text) != same), f"{same:.1f}")


def _share_apart(share: float) -> str:
    """A share so close to none or all that a decimal would call it that."""
    edge = min(share, 1 - share)
    digits = 1 if edge <= 0 else min(FINEST, max(1, -math.floor(math.log10(100 * edge))))
    return percent(share, digits)


def _signed(apart: float, digits: int = 1) -> str:
    """A decimal with its sign; what rounds to nothing has none."""
    text = f"{apart:+z,.{digits}f}"
    return text[1:] if float(f"{apart:.{digits}f}") == 0 else text


def _digits(quantity: float) -> int:
    """Enough digits to show two or three that count: 0.00113, 1.23, 15.6."""
    if not math.isfinite(quantity) or quantity == 0:
        return 2
    return min(6, max(1, 2 - math.floor(math.log10(abs(quantity)))))
