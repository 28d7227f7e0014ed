"""What is on the page but not in the decree: headers, line numbers, contents, site chrome.

Nothing is dropped in silence: every line is kept, or set aside under a reason a person can read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from daylight.register.importer.read import TextLine

COURT_HEADER = re.compile(
    r"\s*Case:?\s+\d+:\d+-[a-z]{2}-\d+(?:-\w+)*\s+(?:Document|Doc\.?|ECF No\.?)\s+#?:?[\d-]+\s+"
    r"Filed:?\s+\d\d/\d\d/\d\d(?:\d\d)?\s+Page:?\s+\d+\s+of\s+\d+(?:\s+Page ?ID\s*#?:?\s*\d+)?\s*",
    re.IGNORECASE,
)
CONTENTS_TITLE = re.compile(
    r"\s*T\s*A\s*B\s*L\s*E\s*O\s*F\s*C\s*O\s*N\s*T\s*E\s*N\s*T\s*S\s*", re.I
)
LEADERS = re.compile(r".*\S\s*(?:\.\s?){4,}\s*[\divxl]+\s*")
PAGE_NUMBER = re.compile(r"\s*(?:-\s*)?(?:page\s+)?\d{1,4}(?:\s+of\s+\d+)?(?:\s*-)?\s*", re.I)
PLEADING = re.compile(r"\s{0,4}(\d{1,2})(?:\s{2,}(.*)|\s*)")
ADVERT = re.compile(r"https?://|click here|casino|free trial|sign up|buy now|advertisement", re.I)
CHROME = re.compile(
    r"baixar|compartilhar|carregado por|enviado por|download (?:now|this)|uploaded by|"
    r"save .* for later|is this content inappropriate|share this document",
    re.I,
)
PLEADING_LINES = 6  # consecutive margin numbers on a page before they are taken for line numbers


@dataclass(slots=True)
class Cleaned:
    """The lines that are text, and those that are not with the reason."""

    kept: list[TextLine] = field(default_factory=list)
    aside: list[tuple[str, TextLine]] = field(default_factory=list)
    mended: list[tuple[str, TextLine]] = field(default_factory=list)

    @property
    def accounting(self) -> dict[str, int]:
        """Lines kept and set aside, by reason; they add up to the lines read."""
        counts = {"kept": len(self.kept)}
        for reason, _ in self.aside:
            counts[reason] = counts.get(reason, 0) + 1
        return counts


def clean(lines: Sequence[TextLine]) -> Cleaned:
    """Set page furniture aside."""
    found = Cleaned()
    for line in _without_margins(lines, found):
        reason = _reason(line.text)
        if reason:
            found.aside.append((reason, line))
            continue
        text = COURT_HEADER.sub(" ", line.text)
        if text != line.text:
            found.mended.append(("court header inside a sentence", line))
        found.kept.append(replace(line, text=text))
    return found


def _reason(text: str) -> str:
    tests = (
        ("blank", not text.strip()),
        ("court header", COURT_HEADER.fullmatch(text)),
        ("table of contents", CONTENTS_TITLE.fullmatch(text) or LEADERS.fullmatch(text)),
        ("page number", PAGE_NUMBER.fullmatch(text)),
        ("site chrome or advertising", ADVERT.search(text) or CHROME.search(text)),
        ("foreign script", _foreign(text)),
    )
    return next((reason for reason, met in tests if met), "")


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
