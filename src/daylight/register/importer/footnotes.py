"""Footnotes, which stand at the foot of a page and not in the sentence they interrupt."""

import re
from collections.abc import Sequence

from daylight.register.importer.read import TextLine
from daylight.register.rules.numbers import follows

RAISED = re.compile(r"\s{0,9}[¹²³⁴-⁹⁰]{1,3}\s{0,4}\S")
PLAIN = re.compile(r"\s{0,9}(\d{1,3})\s{1,4}[A-Z“\"]")
STARTS = re.compile(r"\s{0,40}¶?\s{0,9}(\d{1,4}(?:\.?[a-z])?)[.)]\s+\S")
PARTS = re.compile(r"\s{0,40}(?:\d{1,4}\.\s+[A-Z]|\(?[a-z\d]{1,4}[.)]\s|[IVXL]+\.\s)")
FOOT = 12  # lines from the bottom of a page in which a footnote with a plain number may begin


def footnotes(lines: Sequence[TextLine]) -> set[int]:
    """The places of lines that belong to footnotes."""
    found: set[int] = set()
    last: str | None = None
    for index, line in enumerate(lines):
        if index in found:
            continue
        if _begins(lines, index):
            found |= _extent(lines, index, last)
        elif (number := _number(line)) and (last is None or follows(last, number)):
            last = number
    return found


def _number(line: TextLine) -> str | None:
    match = STARTS.match(line.text)
    return match[1] if match else None


def _begins(lines: Sequence[TextLine], index: int) -> bool:
    text = lines[index].text
    if RAISED.match(text):
        return True
    match = PLAIN.match(text)
    if not match:
        return False
    page = lines[index].page
    below = [one for one in lines[index + 1 : index + FOOT + 1] if one.page == page]
    if len(below) == FOOT:
        return False
    mark = re.compile(rf"[a-z][.,;:”\")]?{match[1]}(?:\s|$)")
    start = max(0, index - 60)
    return any(one.page == page and mark.search(one.text) for one in lines[start:index])


def _extent(lines: Sequence[TextLine], start: int, last: str | None) -> set[int]:
    """To the foot of the page; where the decree goes on below, to the end of the sentence.

    The paragraph whose turn it is never belongs to a footnote.
    """
    rows = [start]
    for index in range(start + 1, len(lines)):
        number = _number(lines[index])
        turn = number is not None and follows(last, number)
        if lines[index].page != lines[start].page or turn:
            break
        rows.append(index)
    goes_on = any(PARTS.match(lines[row].text) and _ended(lines[row - 1].text) for row in rows[1:])
    if not goes_on:
        return set(rows)
    for count, row in enumerate(rows, start=1):
        if _ended(lines[row].text):
            return set(rows[:count])
    return set(rows)


def _ended(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?", ".”", '."', ".)"))
