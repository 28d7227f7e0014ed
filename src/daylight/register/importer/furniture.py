"""What is on the page but not in the decree: headers, line numbers, contents, site chrome.

Nothing is dropped in silence: every line is kept, or set aside under a reason a person can read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from daylight.register.importer.edges import running, without_page_numbers
from daylight.register.importer.footnotes import footnotes
from daylight.register.importer.read import TextLine
from daylight.register.importer.runs import loosen

COURT_HEADER = re.compile(
    r"\s{0,9}\bCase:?\s{1,9}\d{1,3}:\d{1,4}-[a-z]{2}-\d{1,9}[\w-]{0,40}\s{1,9}"
    r"(?:Document|Doc\.?|ECF No\.?)\s{1,9}#?:?[\d-]{1,12}\s{1,9}"
    r"Filed:?\s{1,9}\d\d/\d\d/\d\d(?:\d\d)?\s{1,9}Page:?\s{1,9}\d{1,5}\s{1,9}of\s{1,9}\d{1,5}"
    r"(?:\s{1,9}Page ?ID\s{0,9}#?:?\s{0,9}\d{1,9})?\s{0,9}",
    re.IGNORECASE,
)
CONTENTS_TITLE = re.compile(
    r"T\s{0,3}A\s{0,3}B\s{0,3}L\s{0,3}E\s{0,3}O\s{0,3}F\s{0,3}"
    r"C\s{0,3}O\s{0,3}N\s{0,3}T\s{0,3}E\s{0,3}N\s{0,3}T\s{0,3}S",
    re.I,
)
CONTENTS_PAGE = re.compile(r"[\divxl]{1,6}")
LEADING_DOTS = 4
PAGE_NUMBER = re.compile(
    r"(?:-\s?)?(?:page\s{1,3})?\d{1,4}(?:\s{1,3}of\s{1,3}\d{1,5})?(?:\s?-)?", re.I
)
PLEADING = re.compile(r"\s{0,4}(\d{1,2})(?:\s{2,40}(.*)|\s{0,40})")
ADVERT = re.compile(r"https?://|click here|casino|free trial|sign up|buy now|advertisement", re.I)
CHROME = re.compile(
    r"baixar|compartilhar|carregado por|enviado por|download (?:now|this)|uploaded by|"
    r"\bsave .{1,80} for later|is this content inappropriate|share this document",
    re.I,
)
PLEADING_LINES = 6  # consecutive margin numbers on a page before they are taken for line numbers


@dataclass(slots=True)
class Cleaned:
    """The lines that are text, and those that are not with the reason."""

    kept: list[TextLine] = field(default_factory=list)
    aside: list[tuple[str, TextLine]] = field(default_factory=list)
    mended: list[tuple[str, TextLine]] = field(default_factory=list)
    gained: int = 0  # lines more than were read, where contents and footnotes shared one

    @property
    def accounting(self) -> dict[str, int]:
        """Lines kept and set aside, by reason; they add up to the lines read and gained."""
        counts = {"kept": len(self.kept)}
        for reason, _ in self.aside:
            counts[reason] = counts.get(reason, 0) + 1
        return counts


def clean(read: Sequence[TextLine]) -> Cleaned:
    """Set page furniture aside."""
    found = Cleaned()
    lines = without_page_numbers(list(_without_margins(read, found)), found.mended)
    whole = _without_headers(lines, found)
    lines = loosen(whole)
    found.gained = len(lines) - len(whole)
    edges = running(lines)
    notes = footnotes(lines)
    for index, line in enumerate(lines):
        reason = _reason(line.text)
        if not reason and index in edges:
            reason = "running header or footer"
        if not reason and index in notes:
            reason = "footnote"
        if reason:
            found.aside.append((reason, line))
        else:
            found.kept.append(line)
    return found


def _without_headers(lines: Sequence[TextLine], found: Cleaned) -> list[TextLine]:
    out = []
    for line in lines:
        if COURT_HEADER.fullmatch(line.text):
            out.append(line)
            continue
        text = COURT_HEADER.sub(" ", line.text)
        if text != line.text:
            found.mended.append(("court header inside a sentence", line))
        out.append(replace(line, text=text) if text != line.text else line)
    return out


def _reason(text: str) -> str:
    plain = text.strip()
    tests = (
        ("blank", not plain),
        ("court header", COURT_HEADER.fullmatch(text)),
        ("table of contents", CONTENTS_TITLE.fullmatch(plain) or _in_contents(plain)),
        ("page number", PAGE_NUMBER.fullmatch(plain)),
        ("site chrome or advertising", ADVERT.search(text) or CHROME.search(text)),
        ("foreign script", _foreign(text)),
    )
    return next((reason for reason, met in tests if met), "")


def _in_contents(text: str) -> bool:
    """Whether a line ends in leading dots and a page; counted from its end, never searched for."""
    head = text.rstrip("0123456789ivxl")
    if head == text or not CONTENTS_PAGE.fullmatch(text[len(head) :]):
        return False
    words = head.rstrip(". \t")
    return bool(words) and head[len(words) :].count(".") >= LEADING_DOTS


def _foreign(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    latin = sum(sign < "ɐ" for sign in letters)
    return len(letters) > 3 and latin < len(letters) / 2


def _without_margins(lines: Sequence[TextLine], found: Cleaned) -> Iterator[TextLine]:
    """Take the margin numbers of pleading paper, 1 to 28, off the lines that carry them."""
    index = 0
    while index < len(lines):
        run = _margin_run(lines, index)
        if len(run) < PLEADING_LINES:
            yield lines[index]
            index += 1
            continue
        for line, text in zip(lines[index : index + len(run)], run, strict=True):
            if text.strip():
                found.mended.append(("pleading line number", line))
            yield replace(line, text=text)
        index += len(run)


def _margin_run(lines: Sequence[TextLine], start: int) -> list[str]:
    """The texts of consecutive lines numbered 1, 2, 3 … from here, without their numbers."""
    texts: list[str] = []
    for expected, line in enumerate(lines[start : start + 28], start=1):
        match = PLEADING.fullmatch(line.text)
        if not match or int(match[1]) != expected:
            break
        texts.append(match[2] or "")
    return texts
