"""Sections and numbered paragraphs from clean lines.

The rule: a paragraph number must continue the sequence. One that does not stays in the text it
stands in, and a person is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from daylight.register.importer import slips
from daylight.register.importer.headings import FoundSection, Outline, titled
from daylight.register.importer.read import TextLine
from daylight.register.importer.runs import Broken, break_runs
from daylight.register.rules.numbers import follows, sort_key

STARTS_PARAGRAPH = re.compile(r"\s{0,80}¶?\s{0,9}(\d{1,4}(?:\.?[a-z])?)[.)]\s+(\S.*)")
SPOILT_HEADING = re.compile(r"\s{0,80}[A-Z]\w{0,30} ['‘’][A-Z]\.\s{1,9}[A-Z][\w ]{1,120}")
MAYBE_HEADING = re.compile(r"\s{0,80}(?:[IVXLC]{1,6}|[A-Z])\.\s{1,9}[A-Z][^.;:]{2,70}")
RESUMES = 2  # later numbers that must follow on before a gap is accepted as a gap


@dataclass(slots=True)
class FoundParagraph:
    """A numbered paragraph, and what a person should look at."""

    number: str
    text: str
    section: int
    page: int
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class ParsedDecree:
    """A decree's parts in order; `front` is what stands before the first paragraph."""

    outline: Outline = field(default_factory=Outline)
    paragraphs: list[FoundParagraph] = field(default_factory=list)
    front: list[str] = field(default_factory=list)

    @property
    def sections(self) -> list[FoundSection]:
        """The headings, in order."""
        return self.outline.sections


def parse(kept: Sequence[TextLine]) -> ParsedDecree:
    """Sections and paragraphs."""
    broken = break_runs(kept)
    lines = broken.lines
    found = ParsedDecree()
    for index, line in enumerate(lines):
        _forget_contents(lines, index, found)
        if _heading(lines, index, found) or _paragraph(lines, index, found):
            continue
        _continue(line, found)
    for paragraph in found.paragraphs:
        paragraph.text, mends = slips.mend(_flow(paragraph.text))
        paragraph.doubts += mends + slips.suspicious(paragraph.text)
    _point_out_runs(found, broken)
    _point_out_opening(found)
    _point_out_acronyms(found)
    return found


def _flow(text: str) -> str:
    """Lines as one text; a word broken at a hyphen keeps the hyphen that is printed."""
    return " ".join(re.sub(r"(?<=[a-z])-\n\s{0,80}(?=[a-z])", "-", text).split())


def _heading(lines: Sequence[TextLine], index: int, found: ParsedDecree) -> bool:
    line = lines[index]
    numbered = STARTS_PARAGRAPH.fullmatch(line.text)
    last = found.paragraphs[-1].number if found.paragraphs else None
    if numbered and (last is None or follows(last, numbered[1])):
        later = (STARTS_PARAGRAPH.fullmatch(one.text) for one in lines[index + 1 :])
        after = next((match[1] for match in later if match), None)
        if after != numbered[1]:
            return False
    if found.outline.read(line.text):
        return True
    if line.heading:
        found.outline.name(" ".join(line.text.split()))
    return line.heading


def _forget_contents(lines: Sequence[TextLine], index: int, found: ParsedDecree) -> None:
    """Where numbers begin again after nothing but titles, those were a table of contents."""
    match = STARTS_PARAGRAPH.fullmatch(lines[index].text)
    if not match or match[1] != "1" or titled(match[2]) or len(found.paragraphs) < 2:
        return
    if all(titled(paragraph.text.strip()) for paragraph in found.paragraphs):
        found.front += [f"{one.number}. {one.text}" for one in found.paragraphs]
        found.paragraphs.clear()
        found.outline = Outline()
        last = max(i for i in range(index) if STARTS_PARAGRAPH.fullmatch(lines[i].text))
        for line in lines[last + 1 : index]:
            found.outline.read(line.text)


def _paragraph(lines: Sequence[TextLine], index: int, found: ParsedDecree) -> bool:
    match = STARTS_PARAGRAPH.fullmatch(lines[index].text)
    if not match:
        return False
    last = found.paragraphs[-1].number if found.paragraphs else None
    number = match[1]
    doubts: list[str] = []
    if not follows(last, number):
        if not _gap(lines, index, last, number):
            _question(found, number, match[0].strip())
            return False
        doubts.append(f"numbers {last} and {number} do not follow each other: is text missing?")
    _add(found, number, match[2], lines[index].page, doubts)
    return True


def _gap(lines: Sequence[TextLine], index: int, last: str | None, number: str) -> bool:
    """Whether the sequence goes on from an unexpected number, so that it is a gap and no slip."""
    if last is None or sort_key(number) <= sort_key(last):
        return False
    here, resumed = number, 0
    for line in lines[index + 1 :]:
        match = STARTS_PARAGRAPH.fullmatch(line.text)
        if not match:
            continue
        if follows(last, match[1]):
            return False
        if follows(here, match[1]):
            here, resumed = match[1], resumed + 1
        if resumed == RESUMES:
            return True
    return False


def _question(found: ParsedDecree, number: str, text: str) -> None:
    if found.paragraphs:
        paragraph = found.paragraphs[-1]
        paragraph.doubts.append(
            f"“{text[:60]}” looks like paragraph {number}, but does not follow {paragraph.number}"
        )


def _add(found: ParsedDecree, number: str, text: str, page: int, doubts: list[str]) -> None:
    if not found.sections:
        found.outline.name("Before the first heading")
    found.paragraphs.append(FoundParagraph(number, text, len(found.sections) - 1, page, doubts))


def _continue(line: TextLine, found: ParsedDecree) -> None:
    if found.paragraphs:
        paragraph = found.paragraphs[-1]
        ended = paragraph.text.rstrip().endswith((".", "!", "?", "”", '"'))
        paragraph.text += "\n" + line.text
        maybe = ended and MAYBE_HEADING.fullmatch(line.text)
        if maybe or SPOILT_HEADING.fullmatch(line.text):
            paragraph.doubts.append(f"“{line.text.strip()}” may be a heading misread")
    else:
        found.front.append(line.text.strip())


def _point_out_runs(found: ParsedDecree, broken: Broken) -> None:
    """One question for a file without line breaks; else one for each number inside a line."""
    parted = [one for one in found.paragraphs if one.number in broken.parted]
    if broken.whole_pages and parted:
        first = found.paragraphs[0]
        first.doubts.append(
            f"the file has no line breaks: {len(parted)} paragraphs were parted by their numbers"
        )
        return
    before = {b.number: a.number for a, b in pairwise(found.paragraphs)}
    for one in parted:
        other = before.get(one.number)
        one.doubts.append(
            f"parted from paragraph {other}, with which it shared a line"
            if other
            else "parted from the opening, with which it shared a line"
        )


def _point_out_opening(found: ParsedDecree) -> None:
    if found.paragraphs and found.paragraphs[0].number != "1":
        first = found.paragraphs[0]
        first.doubts.insert(0, f"the text begins with paragraph {first.number}: is 1 missing?")


def _point_out_acronyms(found: ParsedDecree) -> None:
    texts = [paragraph.text for paragraph in found.paragraphs]
    known = {**slips.acronym_slips(texts)}
    for paragraph in found.paragraphs:
        for rare, common in known.items():
            if re.search(rf"\b{rare}\b", paragraph.text):
                paragraph.doubts.append(f"“{rare}” may be “{common}” misread")
