"""The sub-items of a paragraph, in every style: a. a) (a) 1) (i)."""

import re
from dataclasses import dataclass

from daylight.register.importer import slips

MARK = re.compile(
    r"(?:^|(?<=[\s:;,]))(?:\(([a-z]|[ivx]+|\d{1,2})\)|([a-z]|\d{1,2})\)|([a-z])\.)\s+"
)


@dataclass(frozen=True, slots=True)
class SubItem:
    """One sub-item: its mark without punctuation, and where its words begin and end."""

    mark: str
    start: int
    end: int


def sub_items(text: str) -> list[SubItem]:
    """The items of the first list in a text; a mark counts only in sequence from the first.

    A single mark is no list.
    """
    marks = [(next(g for g in m.groups() if g), m.start(), m.end()) for m in MARK.finditer(text)]
    for first, (mark, _, _) in enumerate(marks):
        if mark in ("a", "1", "i"):
            run = _run(marks[first:])
            if len(run) > 1:
                ends = [start for _, start, _ in run[1:]] + [len(text)]
                return [
                    SubItem(name, begin, _trim(text, begin, end))
                    for (name, _, begin), end in zip(run, ends, strict=True)
                ]
    return []


def _run(marks: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    run = [marks[0]]
    for mark in marks[1:]:
        if mark[0] == _next(run[-1][0], marks[0][0]):
            run.append(mark)
    return run


def _next(mark: str, first: str) -> str:
    if first == "1":
        return str(int(mark) + 1)
    if first == "i":
        return slips.to_roman((slips.roman(mark.upper()) or 0) + 1).lower()
    return chr(ord(mark) + 1)


def _trim(text: str, begin: int, end: int) -> int:
    words = text[begin:end].rstrip()
    words = re.sub(r"[;,]?\s*(?:and|or)?$", "", words).rstrip(";,. ")
    return begin + len(words)
