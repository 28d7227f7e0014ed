"""Deadline phrases: anchor, offset and recurrence as the text gives them."""

import re
from dataclasses import dataclass, replace

_COUNTS = "one two three four five six seven eight nine ten eleven twelve"
_MONTHS = "january february march april may june july august september october november december"
NUMBERS = {word: value for value, word in enumerate(_COUNTS.split(" "), start=1)}
MONTHS = {month: number for number, month in enumerate(_MONTHS.split(" "), start=1)}
COUNT = rf"\d+|{'|'.join(NUMBERS)}"
UNIT = r"business days?|calendar days?|days?|hours?|weeks?|months?|years?"
WITHIN = re.compile(
    rf"\b(?:within|no later than|not later than|beyond)\s+({COUNT})(?:\s*\(\d+\))?\s+({UNIT})"
    r"(?:\s+(?:of|after|from|following)\s+((?:the\s+|its\s+|their\s+|a\s+)?[\w’' -]+?))?"
    r"(?=[,.;:]|\s+and\b|\s+or\b|\s+unless\b|\s+by\b|$)",
    re.I,
)
EVERY = re.compile(rf"\bevery\s+(?:({COUNT})\s+)?(days?|weeks?|months?|quarters?|years?)\b", re.I)
ADVERB = re.compile(
    r"\b(on an annual basis|once a year|annually|each year|semi-?annually|each quarter|quarterly"
    r"|each month|monthly|each week|weekly|daily|biennially)\b",
    re.I,
)
ADVERBS = {
    "on an annual basis": "every 1 year",
    "once a year": "every 1 year",
    "annually": "every 1 year",
    "each year": "every 1 year",
    "semiannually": "every 6 months",
    "semi-annually": "every 6 months",
    "each quarter": "every 3 months",
    "quarterly": "every 3 months",
    "each month": "every 1 month",
    "monthly": "every 1 month",
    "each week": "every 1 week",
    "weekly": "every 1 week",
    "daily": "every 1 day",
    "biennially": "every 2 years",
}
PHASED = re.compile(
    r"\b(each quarter|quarterly|each month|monthly)\s+for\s+the\s+first\s+year,?\s+then\s+"
    r"(annually|each year|quarterly|each quarter)",
    re.I,
)
FIXED = re.compile(
    rf"\b(?:each|every)\s+((?:{'|'.join(MONTHS)})\s+\d{{1,2}}(?:st|nd|rd|th)?)"
    rf"(?:\s+and\s+((?:{'|'.join(MONTHS)})\s+\d{{1,2}}(?:st|nd|rd|th)?))?",
    re.I,
)


DEFAULT = re.compile(r"unless otherwise (?:noted|specified|stated|provided)", re.I)


@dataclass(frozen=True, slots=True)
class Timing:
    """A deadline as proposed; empty parts were not in the text."""

    phrase: str
    anchor: str = ""
    offset: str = ""
    recurrence: str = ""


def timing(text: str) -> Timing | None:
    """The deadline a sentence states, None where it states none."""
    phrases: list[str] = []
    anchor, offset = _within(text, phrases)
    recurrence = _recurrence(text, phrases)
    if not phrases:
        return None
    return Timing("; ".join(phrases), anchor, offset, recurrence)


def default_timing(text: str, number: str) -> Timing | None:
    """The deadline that a paragraph sets for policies which state none themselves."""
    found = timing(text) if DEFAULT.search(text) else None
    if found is None or not found.offset:
        return None
    return replace(found, phrase=f"{found.phrase} (default of ¶ {number})")


def _within(text: str, phrases: list[str]) -> tuple[str, str]:
    match = WITHIN.search(text)
    if not match:
        return "", ""
    phrases.append(match[0].strip())
    unit = match[2].lower().replace("calendar ", "").rstrip("s")
    count = NUMBERS.get(match[1].lower()) or int(match[1])
    anchor = re.sub(r"^(?:the|its|their|a)\s+", "", (match[3] or "").strip(), flags=re.I)
    if unit == "hour":
        return anchor, f"{max(1, -(-count // 24))} day{'s' if count > 24 else ''}"
    return anchor, f"{count} {unit}{'' if count == 1 else 's'}"


def _recurrence(text: str, phrases: list[str]) -> str:
    for pattern, reading in (
        (PHASED, _phased),
        (FIXED, _fixed),
        (EVERY, _every),
        (ADVERB, _adverb),
    ):
        match = pattern.search(text)
        if match:
            phrases.append(match[0].strip())
            return reading(match)
    return ""


def _phased(match: re.Match[str]) -> str:
    return f"{ADVERBS[match[1].lower()]} until 1 year; {ADVERBS[match[2].lower()]}"


def _fixed(match: re.Match[str]) -> str:
    days = [_month_day(day) for day in match.groups() if day]
    return "each " + ", ".join(sorted(days))


def _month_day(text: str) -> str:
    month, day = text.split()
    return f"{MONTHS[month.lower()]:02}-{int(re.sub('[a-z]', '', day)):02}"


def _every(match: re.Match[str]) -> str:
    count = NUMBERS.get((match[1] or "one").lower()) or int(match[1])
    unit = match[2].lower().rstrip("s")
    if unit == "quarter":
        count, unit = count * 3, "month"
    return f"every {count} {unit}{'' if count == 1 else 's'}"


def _adverb(match: re.Match[str]) -> str:
    return ADVERBS[match[1].lower()]
