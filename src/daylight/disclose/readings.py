"""What single numbers give away: a float that is a fraction, a share and its interval, small words.

None of this knows how the numbers were printed. How exact a number is shows in its digits, and how
exact counts are in whether all of them are multiples of one.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import numpy as np

EXACT_DIGITS = 9
"""A float with so many significant digits was not rounded: it is a fraction to be found."""

LARGEST = 1_000_000
"""The largest denominator that continued fractions are followed to."""

FEW_TRIED = 300
"""Counts up to this are tried one by one where an interval or a p-value is all there is."""

COUNTED = (
    r"people|persons|stops|searches|events|incidents|officers|cases|rows|respondents|hits|arrests"
    r"|uses of force|complaints|shots|citations|people with force|drivers|residents|groups? members"
    r"|personas|paradas|registros|cacheos|sucesos|incidentes|agentes|casos|filas|usos de la fuerza"
    r"|hallazgos|arrestos|quejas|disparos|citaciones|conductores|residentes|respuestas"
)
"""Nouns of what is counted, in every language that reports are written in."""

_SPACED = "(?<!\\d[\u00a0\u2009\u202f])"  # a number's thousands may stand apart

_BOUND = r"(?<!than )(?<!least )(?<!most )(?<!menos de )(?<!más de )(?<!menos )(?<!máximo )"

_COUNT = "\\d[\\d,\u00a0\u2009\u202f]*"

_SMALL_WORDS = re.compile(
    rf"(?<![\w.,/–-]){_SPACED}{_BOUND}(\d{{1,3}})[ \u00a0](?:more |other )?(?:{COUNTED})\b"
    r"(?! (?:and|y) \d+ colum)"
)
_PART = re.compile(
    rf"(?<![\w.,/–-]){_SPACED}{_BOUND}({_COUNT}) (?:of|de) (?:the |las |los )?({_COUNT}) "
    rf"(?:{COUNTED})\b"
)
_OF_PEOPLE = re.compile(
    rf"(?<![\w.,/–-]){_SPACED}{_BOUND}(\d{{1,3}}) (?:of|de) (?:[^\W\d]+ ){{0,4}}"
    r"(?:people|personas|officers|agentes|residents|residentes)\b"
)
_SHARE = re.compile(
    rf"(?<![\w.,/–-])(\d+(?:[.,]\d+)?)[ \u00a0\u202f]?% (?:of|de) (?:the |las |los )?({_COUNT}) "
    rf"(?:{COUNTED})\b"
)
_FLOAT = re.compile(r"(?<![\w.])0?\.\d{9,}(?!\w)")
_LEFT_OUT = re.compile(r"(?<![\w.,])([\d,]+) left out: ([^;.]+)")
_ACCOUNT = re.compile(r"([\d,]+) read, ([\d,]+) (?:counted|kept)")
_SUM = re.compile(rf"(?<![\w.,]){_SPACED}({_COUNT}) (?:{COUNTED})\b")
_AXIS = re.compile(rf"titled '[^']*({COUNTED})[^']*'.*?from ([\d.,]+) to ([\d.,]+)", re.IGNORECASE)


class PossibleCounts(NamedTuple):
    """The whole numbers that something may be."""

    low: int
    high: int

    def is_small(self, minimum: int) -> bool:
        """Whether it is surely one of the counts that nobody may know."""
        return 1 <= self.low <= self.high < minimum

    def minus(self, other: "PossibleCounts") -> "PossibleCounts":
        """What is left of one when the other is taken from it."""
        return PossibleCounts(self.low - other.high, self.high - other.low)


def digits(number: float) -> int:
    """The significant digits of a float as it is written."""
    return len(Decimal(repr(number)).normalize().as_tuple().digits)


def resolution(number: float) -> float:
    """Half of the last digit of a float as it is written; nothing for one that was not rounded."""
    if not math.isfinite(number) or digits(number) >= EXACT_DIGITS:
        return 0.0
    exponent = Decimal(repr(number)).normalize().as_tuple().exponent
    return 0.5 * 10.0 ** int(exponent)


def step(counts: Iterable[int], minimum: int) -> int:
    """What all counts are multiples of, as far as the minimum; 1 where they are exact."""
    whole = math.gcd(*(count for count in counts if count), 0)
    return minimum if whole and whole % minimum == 0 else 1


def span_of(count: int, by: int) -> PossibleCounts:
    """What a printed count may be."""
    if count == 0 or by == 1:
        return PossibleCounts(count, count)
    return PossibleCounts(max(by, count - by // 2), count - by // 2 + by - 1)


def fraction(number: float) -> Fraction | None:
    """The fraction of small terms that an exact float is; None for a rounded one."""
    if not 0 < number < 1 or digits(number) < EXACT_DIGITS:
        return None
    found = Fraction(number).limit_denominator(LARGEST)
    return found if abs(float(found) - number) <= 4e-16 else None


def numerators(share: float, n: PossibleCounts, half: float) -> PossibleCounts | None:
    """The whole numbers of which a share printed to within `half` can be; None where none is."""
    half = half or 1e-9
    low = math.ceil((share - half) * n.low - 1e-9)
    high = math.floor((share + half) * n.high + 1e-9)
    return PossibleCounts(max(0, low), min(n.high, high)) if low <= high else None


def by_interval(
    numbers: Sequence[float], n: PossibleCounts | None, level: float
) -> set[tuple[int, int]]:
    """Every numerator and count of which a share and its Wilson interval can be as printed."""
    counts = range(n.low, min(n.high, FEW_TRIED) + 1) if n else range(1, FEW_TRIED + 1)
    found = set()
    z = _quantile(level)
    halves = [max(resolution(number), 1e-9) for number in numbers]
    for count in counts:
        tops = np.arange(count + 1)
        share = tops / count
        middle = (share + z * z / (2 * count)) / (1 + z * z / count)
        spread = np.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
        width = z / (1 + z * z / count) * spread
        made = (share, middle - width, middle + width)
        fits = np.all(
            [np.abs(m - x) <= h for m, x, h in zip(made, numbers, halves, strict=True)], axis=0
        )
        found |= {(int(top), count) for top in np.flatnonzero(fits)}
    return found


def by_p_value(p: float, share: float, other: tuple[int, int]) -> set[tuple[int, int]]:
    """Numerators and counts of a group that differs from another with just this p-value."""
    top, bottom = other
    half = max(resolution(p), abs(p) * 1e-9)
    found = set()
    for count in range(1, FEW_TRIED + 1):
        mine = round(share * count)
        if abs(mine / count - share) > max(resolution(share), 1e-9):
            continue
        pooled = (mine + top) / (count + bottom)
        error = math.sqrt(max(0.0, pooled * (1 - pooled)) * (1 / count + 1 / bottom))
        if error and abs(math.erfc(abs(mine / count - top / bottom) / error / 2**0.5) - p) <= half:
            found.add((mine, count))
    return found


def _quantile(level: float) -> float:
    from statistics import NormalDist

    return NormalDist().inv_cdf(0.5 + level / 2)


def small_words(text: str) -> Iterator[tuple[int, str]]:
    """Whole numbers that a text says of people or events, and the words."""
    for found in (*_SMALL_WORDS.finditer(text), *_OF_PEOPLE.finditer(text)):
        yield int(found[1]), found[0]
    for found in _LEFT_OUT.finditer(text):
        yield _int(found[1]), found[0]
    for found in _AXIS.finditer(text):
        yield int(float(found[3].replace(",", ""))), found[0]


def parts(text: str, by: int) -> Iterator[tuple[PossibleCounts, str]]:
    """What a text says of so many of so many, or of a share of so many, and the words.

    Both the part and the others are told.
    """
    for found in _PART.finditer(text):
        part, whole = (span_of(_int(one), by) for one in found.groups())
        yield part, found[0]
        yield whole.minus(part), found[0]
    for found in _SHARE.finditer(text):
        printed = found[1].replace(",", ".")
        half = 0.005 * 10.0 ** -len(printed.partition(".")[2])
        whole = span_of(_int(found[2]), by)
        if part_ := numerators(float(printed) / 100, whole, half):
            yield part_, found[0]
            yield whole.minus(part_), found[0]
    for found in _FLOAT.finditer(text):
        if exact := fraction(float(found[0])):
            for count in (exact.numerator, exact.denominator - exact.numerator):
                yield PossibleCounts(count, count), f"{found[0]}, which is {exact}"


def unexplained(text: str) -> Iterator[tuple[int, str]]:
    """Rows read that are neither counted nor among those left out by reason."""
    for found in _ACCOUNT.finditer(text):
        left = sum(_int(reason[1]) for reason in _LEFT_OUT.finditer(text))
        yield _int(found[1]) - _int(found[2]) - left, found[0]


def totals(text: str) -> Iterator[int]:
    """Counts of people or events that a text states."""
    for found in (*_SUM.finditer(text), *_ACCOUNT.finditer(text)):
        yield _int(found[1])


def _int(text: str) -> int:
    return int("".join(digit for digit in text if digit.isdecimal()) or 0)
