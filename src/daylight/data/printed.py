"""A number as a speaker or a source prints it, with the rounding that its digits allow."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from daylight.errors import ClaimError

NUMBER = re.compile(r"(?P<sign>[+\-−–]?)(?P<digits>\d{1,3}(?:[,  ]\d{3})+|\d+)(?P<decimals>\.\d+)?")
SPELT = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
WORDS = {word: str(number) for number, word in enumerate(SPELT)} | {"hundred": "100"}
PART_OF = re.compile(r"(?P<part>[\w.,]+) (?:in|out of|de cada) (?P<whole>[\w.,]+)")


class Unit(StrEnum):
    """What a printed number counts."""

    PER_CENT = "per cent"
    POINTS = "points"
    TIMES = "times"
    PLAIN = "plain"


UNITS = {
    "%": Unit.PER_CENT,
    "per cent": Unit.PER_CENT,
    "percent": Unit.PER_CENT,
    "por ciento": Unit.PER_CENT,
    "points": Unit.POINTS,
    "point": Unit.POINTS,
    "percentage points": Unit.POINTS,
    "puntos": Unit.POINTS,
    "times": Unit.TIMES,
    "veces": Unit.TIMES,
    "": Unit.PLAIN,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed number and what it may stand for before it was rounded.

    Parameters
    ----------
    printed
        The number as it was written: `35 %`, `three in ten`, `14,164`.
    value
        As a plain number: shares as parts of one.
    half
        Half a unit of the last digit printed: `35 %` is 34.5 to 35.5 %. None where it was counted.
    """

    printed: str
    value: float
    half: float
    unit: Unit

    @property
    def low(self) -> float:
        """The least that is printed so."""
        return self.value - self.half

    @property
    def high(self) -> float:
        """The most that is printed so."""
        return self.value + self.half

    @property
    def is_share(self) -> bool:
        """Whether it is a part of a whole."""
        return self.unit is Unit.PER_CENT


def read_figure(printed: str, *, exact: bool = False) -> Figure:
    """A number from its printed form; ClaimError where it is none.

    Parameters
    ----------
    exact
        The number was counted and not rounded.

    >>> read_figure("35 %")
    Figure(printed='35 %', value=0.35, half=0.005, unit=<Unit.PER_CENT: 'per cent'>)
    """
    text = _digits(printed.strip().casefold())
    if part := PART_OF.fullmatch(text):
        return _part_of(printed, part["part"], part["whole"])
    found = NUMBER.match(text)
    unit = UNITS.get(text[found.end() :].strip()) if found else None
    if found is None or unit is None:
        raise ClaimError(
            f"{printed!r} is no number: write it as 35 %, 5 points, 4.7 times, 14,164 or 3 in 10"
        )
    decimals = found["decimals"] or ""
    number = Decimal(re.sub(r"\D", "", found["digits"]) + decimals)
    step = Decimal(1).scaleb(-max(len(decimals) - 1, 0))
    if found["sign"] in {"-", "−", "–"}:
        number = -number
    by = Decimal(100) if unit in {Unit.PER_CENT, Unit.POINTS} else Decimal(1)
    half = Decimal(0) if exact else step / 2
    return Figure(printed, float(number / by), float(half / by), unit)


def _part_of(printed: str, part: str, whole: str) -> Figure:
    """`3 in 10` is rounded to tenths: 25 to 35 %."""
    try:
        x, n = Decimal(part), Decimal(whole)
    except ArithmeticError as problem:
        raise ClaimError(f"{printed!r} is no number: write it as 3 in 10") from problem
    if n <= 0 or x < 0 or x > n:
        raise ClaimError(f"{printed!r}: a part lies between none and the whole")
    return Figure(printed, float(x / n), float(1 / n / 2), Unit.PER_CENT)


def _digits(text: str) -> str:
    """Numbers written as words, as digits."""
    return re.sub(r"[a-z]+", lambda word: WORDS.get(word[0], word[0]), text)
