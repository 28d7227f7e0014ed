"""Numbers as words: one way to print a share, a ratio, a count or an interval everywhere."""

import math

from daylight.data.result import Estimate, Scale

SHARES = frozenset({Scale.PROPORTION, Scale.PROBABILITY})
POINTS = " points"
FINEST = 6
"""Decimals of a percentage at most."""


def count(value: float) -> str:
    """A whole number with thin grouping: 51,920."""
    return f"{value:,.0f}"


def percent(share: float, digits: int = 1) -> str:
    """A share as a percentage: 12.1 %."""
    return "not known" if math.isnan(share) else f"{100 * share:.{digits}f} %"


def number(value: float, digits: int = 2) -> str:
    """A plain number with fixed digits; infinity in words."""
    if math.isnan(value):
        return "not known"
    if math.isinf(value):
        return "no upper limit" if value > 0 else "no lower limit"
    return f"{value:,.{digits}f}"


def minus(text: str) -> str:
    """A printed number with a true minus sign."""
    return text.replace("-", "−")


def value(estimate: Estimate) -> str:
    """An estimate's value as its scale is read."""
    return scaled(estimate.value, estimate.scale)


def interval(estimate: Estimate) -> str:
    """An estimate's interval: `95 % interval 1.31 to 2.40`."""
    return f"{100 * estimate.level:.0f} % interval {bounds(estimate)}"


def bounds(estimate: Estimate) -> str:
    """The two ends of an estimate's interval: `1.31 to 2.40`."""
    low, high = (_end(end, estimate.scale) for end in (estimate.low, estimate.high))
    if low == high and estimate.low < estimate.high and estimate.scale in SHARES:
        low, high = (_share_apart(end) for end in (estimate.low, estimate.high))
    unit = POINTS if estimate.scale is Scale.DIFFERENCE and not math.isnan(estimate.high) else ""
    return f"{low} to {high}{unit}"


def stated(estimate: Estimate) -> str:
    """An estimate with its interval in brackets: `1.77 (95 % interval 1.31 to 2.40)`."""
    return f"{value(estimate)} ({interval(estimate)})"


def scaled(quantity: float, scale: Scale) -> str:
    """A number as its scale is read: shares as percentages, differences of shares as points."""
    if scale in SHARES:
        return percent(quantity)
    if scale is Scale.DIFFERENCE:
        return "not known" if math.isnan(quantity) else f"{_signed(100 * quantity)} points"
    if scale is Scale.CHANGE:
        return minus(number(quantity, _digits(quantity)))
    if scale is Scale.COUNT:
        return count(quantity)
    if scale is Scale.RATE:
        return number(quantity, 3 if abs(quantity) < 1 else 1)
    return number(quantity, 2)


def _end(quantity: float, scale: Scale) -> str:
    """An end of an interval without its unit, in digits that tell it from no difference."""
    if scale is Scale.DIFFERENCE:
        points = 100 * quantity
        text = "not known" if math.isnan(quantity) else _signed(points)
        return _apart(points, 0.0, "+") if text == "0.0" and quantity else text
    text = scaled(quantity, scale)
    is_near = scale.is_ratio and quantity != 1 and text == scaled(1.0, scale)
    return _apart(quantity, 1.0, "") if is_near else text


def _apart(quantity: float, same: float, sign: str) -> str:
    """A number with the fewest further digits that tell it from another; six at most."""
    texts = (f"{quantity:{sign}.{digits}f}" for digits in range(2, FINEST + 1))
    return next((text for text in texts if float(text) != same), f"{same:.1f}")


def _share_apart(share: float) -> str:
    """A share so close to none or all that a decimal would call it that."""
    edge = min(share, 1 - share)
    digits = 1 if edge <= 0 else min(FINEST, max(1, -math.floor(math.log10(100 * edge))))
    return percent(share, digits)


def _signed(points: float) -> str:
    """One decimal with its sign; what rounds to nothing has none."""
    text = f"{points:+.1f}"
    return text[1:] if text in ("+0.0", "-0.0") else text


def _digits(quantity: float) -> int:
    """Enough digits to show two or three that count: 0.00113, 1.23, 15.6."""
    if not math.isfinite(quantity) or quantity == 0:
        return 2
    return min(6, max(1, 2 - math.floor(math.log10(abs(quantity)))))
