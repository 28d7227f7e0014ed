"""What the values of a column say: for or against each canonical column, and for a kind of none."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from daylight.ingest.drafting import moments
from daylight.ingest.drafting.coding import exact, known_share, list_of
from daylight.ingest.drafting.seen import Seen
from daylight.schema.columns import Column

NEARLY = 0.97
MOST = 0.8
SOME = 0.5
LONG_TEXT = 60
LONG_NUMBER = 10_000
BOXES = frozenset({"x", "✓", "checked"})
STREET = re.compile(
    r"\b(st|ave?|avenue|street|rd|road|blvd|dr|drive|ln|lane|hwy|pkwy|way|ct|block|pl|broadway)\b"
    r"|\d+ ?x+ |/ .*\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ValueFit:
    """How far values speak for a column (to 1) or against it (to −1), and the sentence."""

    score: float
    text: str

    @property
    def agrees(self) -> bool:
        """Whether the values are a second kind of evidence."""
        return self.score >= 0.3


@dataclass(frozen=True)
class ValueFacts:
    """What the telling values of a column are, as shares of their rows."""

    told: int
    number: float
    whole: float
    low: float
    high: float
    yes_no: float
    boxes: bool
    text_length: float
    street: float
    link: float
    letters: float
    dates: tuple[str, ...]
    times: tuple[str, ...]

    @property
    def is_moment(self) -> bool:
        """Whether the values are written as dates or times, not as bare digits."""
        return bool(self.dates or self.times) and self.number < NEARLY


def _number(value: str) -> float | None:
    text = value.replace(",", "").strip("$% ")
    return float(text) if re.fullmatch(r"[+-]?\d*\.?\d+(e[+-]?\d+)?", text, re.I) else None


def facts(seen: Seen) -> ValueFacts:
    """The facts of a column, worked out once."""
    if "facts" not in seen.memory:
        seen.memory["facts"] = _facts(seen)
    found: ValueFacts = seen.memory["facts"]
    return found


def _facts(seen: Seen) -> ValueFacts:
    telling, told = seen.telling, seen.told or 1

    def share(test: Callable[[str], bool]) -> float:
        return sum(rows for value, rows in telling.items() if test(value)) / told

    numbers = {value: found for value in telling if (found := _number(value)) is not None}
    lower = {value.lower().strip() for value in telling}
    return ValueFacts(
        told=seen.told,
        number=sum(telling[value] for value in numbers) / told,
        whole=sum(telling[value] for value, n in numbers.items() if n == int(n)) / told,
        low=min(numbers.values(), default=0.0),
        high=max(numbers.values(), default=0.0),
        yes_no=share(lambda value: exact("bool", value) is not None),
        boxes=bool(lower) and lower <= BOXES,
        text_length=sum(len(value) * rows for value, rows in telling.items()) / told,
        street=share(lambda value: STREET.search(value) is not None and " " in value),
        link=share(lambda value: value.startswith(("http", "www."))),
        letters=share(lambda value: any(one.isalpha() for one in value)),
        dates=moments.formats(telling, is_time=False)[0],
        times=moments.formats(telling, is_time=True)[0],
    )


def fit(column: Column, seen: Seen) -> ValueFit:
    """How far the values speak for a canonical column."""
    key = f"fit {column.name}"
    if key not in seen.memory:
        seen.memory[key] = _fit(column, seen)
    found: ValueFit = seen.memory[key]
    return found


def _fit(column: Column, seen: Seen) -> ValueFit:
    if column.name == "outcome_value" and _names_things(seen, facts(seen)):
        return ValueFit(-0.9, "its numbers name things: long, of one length, none twice")
    found = facts(seen)
    if not found.told:
        return ValueFit(0.0, "the column says nothing that could be judged")
    if list_of(column):
        return _coded(column, seen, found)
    if column.kind == "date":
        return _date(found, seen)
    if column.name.endswith("_minute"):
        return _time(found, seen)
    if column.name == "period":
        return _period(found, seen)
    if column.kind in {"int", "float"}:
        return _numeric(column, found)
    return _text(column, seen, found)


def _coded(column: Column, seen: Seen, found: ValueFacts) -> ValueFit:
    name = list_of(column)
    if name == "bool":
        return _yes_no(found)
    if found.is_moment:
        return ValueFit(-1.0, "its values are dates or times")
    if name != "verdict" and found.yes_no >= NEARLY and len(seen.telling) > 1:
        return ValueFit(-0.7, "its values are yes and no")
    if found.number >= NEARLY:
        few = len(seen.telling) <= 12 and found.whole >= NEARLY
        return ValueFit(-0.15 if few else -1.0, "its values are numbers")
    return _words(name, seen, found)


def _yes_no(found: ValueFacts) -> ValueFit:
    if found.yes_no >= NEARLY or found.boxes:
        return ValueFit(0.7, f"{found.yes_no:.0%} of its values are yes or no")
    if found.is_moment or found.text_length > LONG_TEXT:
        return ValueFit(-1.0, "its values are no yes and no")
    return ValueFit(-0.35, f"only {found.yes_no:.0%} of its values are yes or no")


def _words(name: str, seen: Seen, found: ValueFacts) -> ValueFit:
    share, loose = known_share(name, seen), known_share(name, seen, loosely=True)
    sentence = f"{share:.0%} of its values are known codes"
    if share >= NEARLY:
        return ValueFit(1.0, sentence)
    if share >= MOST or loose >= MOST:
        return ValueFit(0.6, sentence)
    if loose >= SOME:
        return ValueFit(0.3, sentence)
    if found.text_length > LONG_TEXT:
        return ValueFit(-0.6, "its values are long texts")
    return ValueFit(-0.3 if name in {"race", "sex"} else -0.1, sentence)


def _date(found: ValueFacts, seen: Seen) -> ValueFit:
    if found.dates and not (found.number >= NEARLY and found.high < 10_000):
        if moments.only_a_clock(seen.telling):
            return ValueFit(-0.9, "its dates are all one day: a time of day")
        if left := moments.unread(seen.telling, found.dates):
            return ValueFit(
                0.2, f"formats {', '.join(found.dates)} do not read {', '.join(left[:3])}"
            )
        return ValueFit(1.0, f"formats {', '.join(found.dates)}")
    if some := moments.partial(seen.telling):
        return ValueFit(-0.5, f"its dates leave the day open: {', '.join(some)}")
    return ValueFit(-1.0, "formats unknown: its values are no dates")


def _time(found: ValueFacts, seen: Seen) -> ValueFit:
    if not found.times:
        return ValueFit(-1.0, "its values are no times of day")
    if moments.only_midnight(seen.telling):
        return ValueFit(-0.9, "every time is midnight, which is no time")
    if found.number >= NEARLY and found.high <= 24:
        return ValueFit(-0.6, "its values are hours, not minutes")
    if left := moments.unread(seen.telling, found.times):
        return ValueFit(0.2, f"formats {', '.join(found.times)} do not read {', '.join(left[:3])}")
    return ValueFit(1.0, f"formats {', '.join(found.times)}")


def _period(found: ValueFacts, seen: Seen) -> ValueFit:
    if found.whole >= NEARLY and 1800 <= found.low <= found.high <= 2100:
        return ValueFit(0.9, "its values are years")
    if found.dates or moments.partial(seen.telling):
        return ValueFit(0.7, "its values are dates or months")
    return ValueFit(-0.3, "its values are no dates")


def _numeric(column: Column, found: ValueFacts) -> ValueFit:
    if found.is_moment:
        return ValueFit(-1.0, "its values are dates or times")
    if found.number < MOST:
        return ValueFit(-0.9, f"only {found.number:.0%} of its values are numbers")
    text = f"{found.number:.0%} of its values are numbers"
    if column.name in {"latitude", "longitude"}:
        return _degrees(column.name, found)
    if found.number < NEARLY:
        return ValueFit(-0.1, text)
    if column.kind == "int" and found.whole < MOST:
        return ValueFit(-0.7, "its values are not whole numbers")
    if column.name == "subject_age_years":
        return _age(found)
    return _bounded(column, found)


def _names_things(seen: Seen, found: ValueFacts) -> bool:
    """Whether numbers are identifiers rather than counts."""
    one_length = len(f"{found.low:.0f}") == len(f"{found.high:.0f}")
    return seen.is_unique and found.whole >= NEARLY and found.low >= LONG_NUMBER and one_length


def _bounded(column: Column, found: ValueFacts) -> ValueFit:
    low, high = column.minimum, column.maximum
    if low is not None and found.low < low:
        return ValueFit(-0.2, f"some of its values are below {low:g}")
    if high is not None and found.high > high:
        return ValueFit(-0.4, f"some of its values are above {high:g}")
    return ValueFit(0.4, f"{found.number:.0%} of its values are numbers")


def _age(found: ValueFacts) -> ValueFit:
    if found.high > 999 or found.low < -1:
        return ValueFit(-0.9, "its values are no ages")
    if found.high <= 9 and found.told > 20:
        return ValueFit(-0.4, "its values are too small for ages")
    return ValueFit(0.8, f"its values are ages, {found.low:g} to {found.high:g}")


def _degrees(name: str, found: ValueFacts) -> ValueFit:
    bound = 90 if name == "latitude" else 180
    if max(abs(found.low), abs(found.high)) > bound:
        return ValueFit(-1.0, "its values are no degrees: plane coordinates?")
    if found.whole >= NEARLY:
        return ValueFit(-0.3, "its values are whole numbers")
    if name == "latitude" and (found.high < 0 or found.low < -60):
        return ValueFit(-0.4, "its degrees would lie south of the equator")
    return ValueFit(0.9, f"its values are degrees, {found.low:g} to {found.high:g}")


IDENTIFIERS = ("_id",)
NAMES_TOO = {"officer_id", "agency_id", "unit_id", "respondent_id"}


def _text(column: Column, seen: Seen, found: ValueFacts) -> ValueFit:
    if column.name in {"unit_id", "agency_id", "place", "outcome_name"}:
        return _label(seen, found)
    if column.name.endswith(IDENTIFIERS):
        return _identifier(column, seen, found)
    if found.is_moment:
        return ValueFit(-1.0, "its values are dates or times")
    if column.name in {"district", "beat", "unit", "county", "neighborhood"}:
        return _place(column.name, seen, found)
    if found.yes_no >= NEARLY and len(seen.telling) > 1:
        return ValueFit(-0.7, "its values are yes and no")
    if found.number >= NEARLY:
        level = column.name == "force_level" and len(seen.telling) <= 8
        return ValueFit(0.2 if level else -0.45, "its values are numbers")
    repeats = len(seen.values) < seen.written
    return ValueFit(
        0.35 if repeats or found.letters > MOST else 0.1, f"{len(seen.values)} distinct values"
    )


def _label(seen: Seen, found: ValueFacts) -> ValueFit:
    if found.is_moment or found.text_length > LONG_TEXT * 2:
        return ValueFit(-0.9, "its values are no names of units")
    if found.yes_no >= NEARLY and len(seen.telling) > 1 and found.letters > SOME:
        return ValueFit(-0.8, "its values are yes and no")
    if found.number >= NEARLY and found.whole < MOST:
        return ValueFit(-0.8, "its values are measures")
    return ValueFit(0.35 if found.letters > MOST else 0.0, f"{len(seen.values)} distinct values")


def _identifier(column: Column, seen: Seen, found: ValueFacts) -> ValueFit:
    if found.is_moment and found.dates:
        return ValueFit(-1.0, "its values are dates or times")
    if found.text_length > LONG_TEXT or found.link > SOME:
        return ValueFit(-1.0, "its values are texts")
    if found.number >= NEARLY and found.whole < MOST:
        return ValueFit(-0.8, "its values are measures")
    few = len(seen.values) <= 6 and seen.written > 5 * len(seen.values)
    few = few and column.name != "officer_id"
    if (found.yes_no >= NEARLY and len(seen.telling) > 1) or few:
        return ValueFit(-0.8, "it has too few values to name anything")
    digits = sum(n for v, n in seen.telling.items() if re.search(r"\d", v)) / found.told
    if column.name == "officer_id":
        return ValueFit(0.4 if digits > MOST else 0.1, f"{len(seen.values)} distinct values")
    if digits < SOME:
        return ValueFit(-0.7, "its values hold no digits")
    text = "no value repeats" if seen.is_unique else f"{seen.repeats:.2g} rows a value"
    return ValueFit(0.6 if seen.repeats < 20 else 0.0, text)


def _place(name: str, seen: Seen, found: ValueFacts) -> ValueFit:
    if found.number >= NEARLY and (found.whole < MOST or found.high > 99_999):
        return ValueFit(-0.9, "its values are measures")
    if found.street > SOME:
        return ValueFit(-0.8, "its values are addresses")
    if found.yes_no >= NEARLY and found.letters > SOME and len(seen.telling) > 1:
        return ValueFit(-0.9, "its values are yes and no")
    if name in {"county", "neighborhood"} and found.number >= NEARLY:
        return ValueFit(-0.4, "its values are numbers")
    if seen.is_unique and seen.written > 100:
        return ValueFit(-0.8, "no value repeats")
    if found.text_length > LONG_TEXT:
        return ValueFit(-0.8, "its values are texts")
    return ValueFit(0.35, f"{len(seen.values)} distinct values")


@cache
def _kinds() -> Mapping[str, Callable[[ValueFacts], bool]]:
    return {
        "link": lambda f: f.link > SOME,
        "narrative": lambda f: f.text_length > 2 * LONG_TEXT,
        "address": lambda f: f.street > SOME,
    }


def none_fit(kind: str, seen: Seen) -> float:
    """How far the values speak for a kind of none (0 where they say nothing of it)."""
    found = facts(seen)
    test = _kinds().get(kind)
    if test is not None and found.told and test(found):
        return 0.6
    if kind == "coordinate" and found.told:
        inside = max(abs(found.low), abs(found.high)) <= 180
        return (
            0.6
            if found.number >= NEARLY and not inside
            else -0.6
            if inside and found.number >= NEARLY
            else 0.0
        )
    return 0.0
