"""Lines that hold several things, as where a page is one line: broken where numbers say so.

A break needs more than a pattern: a paragraph's number must be the next one, and a heading must
stand between the end of a sentence and the next number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from daylight.register.importer.headings import titled
from daylight.register.importer.read import TextLine
from daylight.register.rules.numbers import follows

INSIDE = re.compile(r"(?<=\S)\s{1,9}(\d{1,4}(?:\.?[a-z])?)\.\s{1,9}(?=[“\"(]?[A-Z])")
STARTS = re.compile(r"\s*¶?\s*(\d{1,4}(?:\.?[a-z])?)[.)]\s+\S")
CONTENTS_END = re.compile(r"(?<!\.)(?<!\. )\.(?: ?\.){3}[. ]{0,400}(?:\d{1,4}|[ivxl]{1,6})(?=\s)")
CONTENTS_START = re.compile(r"(?<=\S)\s(?=TABLE OF CONTENTS\b)")
NOTE_START = re.compile(r"(?<=\s)(?=[¹²³⁴-⁹]+\s+[A-Z])")
LABEL = re.compile(r"(?:(?<=^)|(?<=\s))(?:[IVXLC]{1,6}|[A-Z]|\d{1,2})\.\s+(?=[A-Z])")
REFERS = re.compile(r"(?:paragraphs?|¶{1,2}|sections?|nos?\.|and|or|through|to|at)\s*$", re.I)
RUN = 300  # characters from which a line is taken for several lines run together
TAIL = 400  # characters before a number in which a heading may stand


@dataclass(frozen=True, slots=True)
class Broken:
    """Lines after breaking; `parted` are the numbers that stood inside a line."""

    lines: list[TextLine]
    parted: frozenset[str]
    whole_pages: bool


def loosen(lines: Sequence[TextLine]) -> list[TextLine]:
    """Break contents and footnotes off the lines they share, before furniture is set aside."""
    loose: list[TextLine] = []
    for line in lines:
        if len(line.text) < RUN:
            loose.append(line)
            continue
        text = CONTENTS_START.sub("\n", line.text)
        text = CONTENTS_END.sub(lambda match: match[0] + "\n", text)
        text = NOTE_START.sub("\n", text)
        loose.extend(replace(line, text=part.strip()) for part in text.split("\n"))
    return loose


def break_runs(lines: Sequence[TextLine]) -> Broken:
    """Break lines before every number that continues the sequence, and headings off their ends."""
    found: list[TextLine] = []
    parted: set[str] = set()
    last: str | None = None
    starts = [_start(line) for line in lines]
    whole = _whole_pages(lines)
    for index, line in enumerate(lines):
        number = starts[index]
        if number and (last is None or follows(last, number)):
            last = number
        pieces, last = _pieces(line, last, None if whole else _next_start(starts, index))
        for order, piece in enumerate(pieces):
            opening = STARTS.match(piece)
            if order and opening:
                parted.add(opening[1])
            long = len(line.text) >= RUN or len(pieces) > 1
            found.extend(
                replace(line, text=part) for part in (_headings(piece) if long else [piece])
            )
    return Broken(found, frozenset(parted), whole)


def _start(line: TextLine) -> str | None:
    match = STARTS.match(line.text)
    return match[1] if match else None


def _next_start(starts: Sequence[str | None], index: int) -> str | None:
    return next((one for one in starts[index + 1 :] if one), None)


def _pieces(line: TextLine, last: str | None, after: str | None) -> tuple[list[str], str | None]:
    pieces, begin = [], 0
    for match in INSIDE.finditer(line.text):
        number = match[1]
        opens = last is None and number == "1"
        if not opens and (last is None or not follows(last, number)):
            continue
        if number == after or REFERS.search(line.text[max(0, match.start() - 20) : match.start()]):
            continue
        pieces.append(line.text[begin : match.start()])
        begin, last = match.start(1), number
    return [*pieces, line.text[begin:]], last


def _headings(piece: str) -> list[str]:
    """A piece of a line, and the headings that stand at its end."""
    begin = max(0, len(piece) - TAIL)
    end, cut = len(piece), []
    for match in reversed(list(LABEL.finditer(piece, begin))):
        words = piece[match.end() : end].strip()
        before = piece[: match.start()].rstrip()
        if not titled(words):
            break
        cut.append(piece[match.start() : end].strip())
        end = match.start()
        if before.endswith((".", "”", '"', "!", "?")) or not before:
            break
    kept = piece[:end].strip()
    if cut and kept and not kept.endswith((".", "”", '"', "!", "?", ":")) and len(kept) > RUN:
        return [piece]
    return ([kept] if kept else []) + cut[::-1]


def _whole_pages(lines: Sequence[TextLine]) -> bool:
    """Whether the file gives most pages as one line."""
    pages = {line.page for line in lines}
    long = {line.page for line in lines if len(line.text) >= RUN}
    return len(pages) > 0 and 2 * len(long) > len(pages) and len(lines) < 12 * len(pages)
