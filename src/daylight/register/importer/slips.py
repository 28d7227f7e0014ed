"""Slips of scanning and of websites: each is mended in sight, or only pointed out."""

import re
from collections import Counter
from collections.abc import Iterable

UNIT = r"(?:business |calendar )?(?:days?|months?|years?|hours?|weeks?|minutes?|percent)"
LETTERS_IN_NUMBER = re.compile(rf"\b(?=\w*[lIO])(?=\w*\d|[lIO]+\b)([\dlIO]{{1,4}})(\s+{UNIT})\b")
FILTERED = re.compile(r"\b\w+\*{2,}\w+")
HIDDEN_MAIL = re.compile(r"\[email[\s\xa0]protected\]|\[e-?mail\]", re.I)
SECTION_SIGN = "ァ"
ACRONYM = re.compile(r"\b[A-Z]{2,5}\b")
ALIKE = {frozenset(pair) for pair in ("DO", "CG", "EF", "IL", "OQ", "PR", "MN", "VY", "BE")}


def mend(text: str) -> tuple[str, list[str]]:
    """The text with what can only be one thing put right, and a sentence for each mend."""
    doubts: list[str] = []

    def number(match: re.Match[str]) -> str:
        plain = match[1].replace("l", "1").replace("I", "1").replace("O", "0")
        doubts.append(f"read “{match[0]}” as “{plain}{match[2]}”")
        return plain + match[2]

    mended = LETTERS_IN_NUMBER.sub(number, text)
    if SECTION_SIGN in mended:
        doubts.append(f"read “{SECTION_SIGN}” as “§”")
        mended = mended.replace(SECTION_SIGN, "§")
    return mended, doubts


def suspicious(text: str) -> list[str]:
    """What is damaged but cannot be mended without the original."""
    doubts = [f"“{word}” was damaged by a word filter" for word in FILTERED.findall(text)]
    if HIDDEN_MAIL.search(text):
        doubts.append("an e-mail address was hidden by a website")
    return doubts


def acronym_slips(texts: Iterable[str]) -> dict[str, str]:
    """Acronyms that look like a far more frequent one: `COP` beside many `CDP`."""
    counts = Counter(word for text in texts for word in ACRONYM.findall(text))
    return {
        rare: common
        for rare, few in counts.items()
        for common, many in counts.items()
        if few <= 2 and many >= 5 * few and _one_letter_apart(rare, common)
    }


def _one_letter_apart(one: str, other: str) -> bool:
    if len(one) != len(other):
        return False
    differ = [frozenset((a, b)) for a, b in zip(one, other, strict=True) if a != b]
    return len(differ) == 1 and differ[0] in ALIKE


ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def roman(text: str) -> int | None:
    """The value of a roman numeral, None if it is none."""
    total, last = 0, 0
    for sign in reversed(text):
        if sign not in ROMAN:
            return None
        value = ROMAN[sign]
        total += -value if value < last else value
        last = max(last, value)
    return total if total and to_roman(total) == text else None


def to_roman(number: int) -> str:
    """A number as a roman numeral."""
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
             (4, "IV"), (1, "I"))  # fmt: skip
    text = ""
    for value, sign in signs:
        count, number = divmod(number, value)
        text += sign * count
    return text


def looks_roman(text: str) -> bool:
    """Whether a word could be a roman numeral that a scanner spoiled: `lll`, `JV`, `Vl`."""
    return bool(re.fullmatch(r"[IVXLCJl1|]{1,6}", text))
