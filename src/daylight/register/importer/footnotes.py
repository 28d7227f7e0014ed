"""Footnotes, which stand at the foot of a page and not in the sentence they interrupt."""

import re
from collections.abc import Sequence

from daylight.register.importer.read import TextLine

RAISED = re.compile(r"\s{0,9}[¹²³⁴-⁹⁰]{1,3}\s{0,4}\S")
PLAIN = re.compile(r"\s{0,9}(\d{1,3})\s{1,4}[A-Z“\"]")
PARTS = re.compile(r"\s{0,40}(?:\d{1,4}\.\s+[A-Z]|\(?[a-z\d]{1,4}[.)]\s|[IVXL]+\.\s)")
FOOT = 12  # lines from the bottom of a page in which a footnote with a plain number may begin


def footnotes(lines: Sequence[TextLine]) -> set[int]:
    """The places of lines that belong to footnotes."""
    found: set[int] = set()
    for index, line in enumerate(lines):
        if index not in found and _begins(lines, index):
            found |= _extent(lines, index, line.page)
    return found


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


def _extent(lines: Sequence[TextLine], start: int, page: int) -> set[int]:
    """To the foot of the page; where the decree goes on below, to the end of the sentence."""
    rows = [start]
    for index in range(start + 1, len(lines)):
        if lines[index].page != page:
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
