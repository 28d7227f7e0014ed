"""How counts and shares are printed so that nobody can read an exact count off them.

Counts are printed to the nearest multiple of the smallest count that may be published. Shares and
the ends of their intervals get as many digits, three at most, as leave several numerators possible.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

SIGNIFICANT = 3
"""Significant digits of a share, a ratio or a rate at most."""

CHANCE_DIGITS = 2
"""Significant digits of a p-value, a missing share and of what describes an interval."""

POSSIBLE = 3
"""So many numerators at least must agree with a share and both ends of its interval as printed."""

MOST_TRIED = 1_000
"""So many numerators of one count are tried: where there are more, several fit."""

WHOLE = 1e-6
"""How far from a whole number the product of a share and its count may be to be a count."""


class CountRange(NamedTuple):
    """The counts that would have been printed alike."""

    low: int
    high: int


def rounded(count: int, minimum: int) -> int:
    """A count to the nearest multiple of `minimum`, halves upwards; zero stays zero."""
    return (count + minimum // 2) // minimum * minimum


def alike(printed: int, minimum: int) -> CountRange:
    """The counts of at least `minimum`, or zero, that are printed as this."""
    if printed == 0:
        return CountRange(0, 0)
    low = printed - minimum // 2
    return CountRange(max(low, minimum), low + minimum - 1)


def is_small(count: float, minimum: int) -> bool:
    """Whether a count of people or events is one that nobody may work out."""
    return 0 < count < minimum


def significant(number: float, digits: int = SIGNIFICANT) -> float:
    """A number with so many significant digits; infinities and NaN as they are."""
    return float(f"{number:.{digits}g}") if math.isfinite(number) else number


def told_apart(number: float, same: float | None, digits: int = SIGNIFICANT) -> float:
    """A number with few digits, and with one more while they hide that it is not `same`."""
    if same is None or number == same or not math.isfinite(number):
        return significant(number, digits)
    return next(
        (found for more in range(digits, 9) if (found := significant(number, more)) != same), number
    )


def numerator(share: float, count: int) -> int | None:
    """The whole number that is this share of a count; None where there is none."""
    if not math.isfinite(share) or not 0 <= share <= 1:
        return None
    product = share * count
    whole = round(product)
    return whole if abs(product - whole) <= WHOLE * max(1.0, product) else None


def decimals(numbers: Sequence[float], count: float, minimum: int, fewest: int = 1) -> int | None:
    """With how many decimals a share, and ends that follow from it, may be printed together.

    As many as leave `POSSIBLE` numerators: every number printed narrows the numerator to a window,
    and a reader has them all, with the count as it is printed. None where `fewest` are too many.
    """
    shares = [number for number in numbers if math.isfinite(number)]
    if not shares or not math.isfinite(count):
        return SIGNIFICANT
    most = max(map(abs, shares))
    finest = SIGNIFICANT - 1 - (math.floor(math.log10(most)) if most else 0)
    loose = shares[0] * (minimum - 1) / 2
    tried = range(finest, fewest - 1, -1)
    return next((d for d in tried if _possible(shares, count, d, loose) >= POSSIBLE), None)


def share_decimals(numbers: Sequence[float], count: int, minimum: int) -> int | None:
    """Decimals of a share and its ends where both of its counts are whole numbers.

    A reader tries every pair of whole numbers: of 110 as printed to the nearest ten, 0.273 can be
    30 of 110 and nothing else. `POSSIBLE` numerators must be left, and as many counts.
    """
    places = decimals(numbers, count, minimum)
    if numerator(numbers[0], count) in {None, 0, count}:
        return places
    while places is not None and places > 0 and not _is_open(numbers, count, minimum, places):
        places -= 1
    return places or None


def _is_open(numbers: Sequence[float], count: int, minimum: int, places: int) -> bool:
    """Whether several whole numerators, and several counts, give all the numbers as printed.

    An interval moves with its share, and narrows as the root of its count grows.
    """
    share, half = numbers[0], 0.5 * 10.0**-places * (1 - 1e-9)
    printed = [round(number, places) for number in numbers]
    window = alike(rounded(count, minimum), minimum)
    tops, counts = set(), set()
    for n in range(max(1, window.low), window.high + 1):
        first, last = math.ceil((printed[0] - half) * n), math.floor((printed[0] + half) * n)
        for top in range(max(0, first), min(n, last, first + MOST_TRIED) + 1):
            made = (top / n + (number - share) * math.sqrt(count / n) for number in numbers)
            if all(abs(x - y) <= half for x, y in zip(made, printed, strict=True) if x == x):
                tops.add(top)
                counts.add(n)
        if len(tops) >= POSSIBLE and len(counts) >= min(POSSIBLE, minimum):
            return True
    return False


def _possible(shares: Sequence[float], count: float, places: int, loose: float) -> int:
    """How many numerators lie in the windows of all the numbers as printed."""
    errors = [count * (round(share, places) - share) for share in shares]
    half = count * 0.5 * 10.0**-places + loose
    return math.floor(min(errors) + half) - math.ceil(max(errors) - half) + 1
