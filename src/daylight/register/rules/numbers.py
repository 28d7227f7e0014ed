"""Paragraph numbers: strings that sort as a reader expects, and ranges such as ¶¶ 69-168."""

import re
from collections.abc import Iterable

from daylight.errors import DaylightError

NUMBER = re.compile(r"(\d+)(?:\.?([a-z]{1,2}))?(?:\.(\d+|[ivx]+))?", re.IGNORECASE)


class BadNumber(DaylightError):
    """A paragraph number or range that cannot be read."""


def sort_key(number: str) -> tuple[int, str, str]:
    """`14` before `14a` before `15`; `438.b` after `438.a`."""
    match = NUMBER.fullmatch(number.strip())
    if not match:
        return (10**9, number, "")
    return (int(match[1]), (match[2] or "").lower(), match[3] or "")


def follows(last: str | None, number: str) -> bool:
    """Whether a number continues the sequence: one more, or an inserted `14a`, `438.b`.

    A text may begin anywhere, but only with a plain number.
    """
    match = NUMBER.fullmatch(number)
    if not match:
        return False
    if last is None:
        return not match[2]
    before = NUMBER.fullmatch(last)
    if not before:
        return False
    step = int(match[1]) - int(before[1])
    if step == 1:
        return not match[2] or match[2].lower() == "a"
    if step != 0 or not match[2]:
        return False
    if not before[2]:
        return True
    return ord(match[2][0].lower()) - ord(before[2][0].lower()) == 1


def expand(text: str, numbers: Iterable[str]) -> list[str]:
    """The paragraphs of a text that an order names: `¶¶ 69-168, 438.b` → those that exist.

    A range covers inserted paragraphs (`70a`) between its ends.
    """
    existing = sorted(numbers, key=sort_key)
    wanted: list[str] = []
    for part in re.split(r"[,;]|\band\b", text.replace("¶", " ")):
        if part.strip():
            wanted.extend(_expand_part(part.strip(), existing))
    return list(dict.fromkeys(wanted))


def _expand_part(part: str, existing: list[str]) -> list[str]:
    match = re.fullmatch(r"([\w.]+)\s*(?:-|–|—|to|through)\s*([\w.]+)", part)
    if not match:
        if part not in existing:
            raise BadNumber(f"there is no paragraph {part} in this text")
        return [part]
    low, high = sort_key(match[1]), sort_key(match[2])
    found = [
        n for n in existing if low <= sort_key(n) and (sort_key(n) <= high or _inside(n, high))
    ]
    if not found or low > high:
        raise BadNumber(f"no paragraph lies in {part}")
    return found


def _inside(number: str, high: tuple[int, str, str]) -> bool:
    key = sort_key(number)
    return key[0] == high[0] and not high[1]


def references(text: str) -> list[str]:
    """The paragraph numbers a text points to: `pursuant to paragraph 17`, `¶¶ 166, 167 and 177`."""
    found: list[str] = []
    for match in re.finditer(
        r"(?:paragraphs?|¶¶?)\s+((?:\d+(?:\.?[a-z])?\b(?:\s*(?:,|and|or|-|–)\s*)*)+)", text, re.I
    ):
        found.extend(re.findall(r"\d+(?:\.?[a-z])?\b", match[1], re.I))
    return list(dict.fromkeys(found))
