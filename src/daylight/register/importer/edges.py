"""Running headers and footers: at the edge of most pages, changing only their number."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from daylight.register.importer.read import TextLine

EDGE = 3  # lines from the top or the bottom of a page in which it may stand
PAGES = 3  # pages that must share it
LAST_NUMBER = re.compile(r"\s(\d{1,4})\s{0,9}$")
RUN = 300


def _by_page(lines: Sequence[TextLine]) -> dict[int, list[int]]:
    pages: dict[int, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.text.strip():
            pages[line.page].append(index)
    return pages


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def running(lines: Sequence[TextLine]) -> set[int]:
    """The places of lines that stand at the edge of at least three pages and of half of them."""
    pages = _by_page(lines)
    tops: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    for rows in pages.values():
        tops.update({_shape(lines[row].text) for row in rows[:EDGE]})
        ends.update({_shape(lines[row].text) for row in rows[-EDGE:]})
    enough = max(PAGES, len(pages) / 2)
    found: set[int] = set()
    for rows in pages.values():
        for places, seen in ((rows[:EDGE], tops), (rows[-EDGE:], ends)):
            found |= {row for row in places if seen[_shape(lines[row].text)] >= enough}
    return found


def without_page_numbers(
    lines: list[TextLine], mended: list[tuple[str, TextLine]]
) -> list[TextLine]:
    """Take a page's number, and words every page ends with, off pages that are one long line."""
    last = {page: rows[-1] for page, rows in _by_page(lines).items()}
    long = {page: row for page, row in last.items() if len(lines[row].text) >= RUN}
    if len(long) < PAGES:
        return lines
    out = list(lines)
    count = _shared_ending([out[row].text for row in long.values()])
    shift = Counter(
        int(match[1]) - page
        for page, row in long.items()
        if (match := LAST_NUMBER.search(out[row].text[-14:]))
    )
    usual = shift.most_common(1)
    for page, row in long.items():
        text = out[row].text.rstrip()
        match = LAST_NUMBER.search(text[-14:])
        if count:
            cut = " ".join(text.split()[:-count])
        elif match and usual and usual[0][1] >= PAGES and int(match[1]) - page == usual[0][0]:
            cut = text[: len(text) - len(match[0])]
        else:
            continue
        mended.append(("page number or footer at the end of a page", out[row]))
        out[row] = replace(out[row], text=cut)
    return out


def _shared_ending(texts: Sequence[str]) -> int:
    """How many words all pages end with, apart from their numbers; a number alone is no ending."""
    endings = [_shape(text).split()[-20:] for text in texts]
    count = 0
    while count < min(map(len, endings)):
        if len({ending[-count - 1] for ending in endings}) > 1:
            break
        count += 1
    return count if count > 1 else 0
