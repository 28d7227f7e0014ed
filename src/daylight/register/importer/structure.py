"""Sections and numbered paragraphs from clean lines.

The rule: a paragraph number must continue the sequence. One that does not stays in the text it
stands in, and a person is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from daylight.register.importer import slips
from daylight.register.importer.read import TextLine
from daylight.register.rules.numbers import follows, sort_key

STARTS_PARAGRAPH = re.compile(r"\s*¶?\s*(\d{1,4}(?:\.?[a-z])?)[.)]\s+(\S.*)")
INSIDE = re.compile(r"(?<=\S)\s+(\d{1,4}(?:\.?[a-z])?)\.\s+(?=[“\"(]?[A-Z])")
HEADING = re.compile(
    r"\s*([IVXLCJl1|]{1,6})\.\s+"
    r"([A-Z][^a-z]{2,}|(?:[A-Z][\w'’,-]*\s?|and |of |the |for |to |in |with )+)\s*"
)
SPOILT_HEADING = re.compile(r"\s*[A-Z]\w* ['‘’][A-Z]\.\s+(?:[A-Z]\w*\s?)+")
SUBHEADING = re.compile(r"\s*([A-Z])\.\s+([A-Z][^.;:]{2,70})\s*")
RESUMES = 2  # later numbers that must follow on before a gap is accepted as a gap


@dataclass(slots=True)
class FoundSection:
    """A heading with its number."""

    number: str
    title: str
    doubts: list[str] = field(default_factory=list)


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

    sections: list[FoundSection] = field(default_factory=list)
    paragraphs: list[FoundParagraph] = field(default_factory=list)
    front: list[str] = field(default_factory=list)


def parse(lines: Sequence[TextLine]) -> ParsedDecree:
    """Sections and paragraphs."""
    found = ParsedDecree()
    for index, line in enumerate(lines):
        if _heading(line, found) or _subheading(line, found):
            continue
        if not _paragraph(lines, index, found):
            _continue(line, found)
    _split_joined(found)
    for paragraph in found.paragraphs:
        paragraph.text, mends = slips.mend(" ".join(paragraph.text.split()))
        paragraph.doubts += mends + slips.suspicious(paragraph.text)
    _point_out_acronyms(found)
    return found


def _heading(line: TextLine, found: ParsedDecree) -> bool:
    match = HEADING.fullmatch(line.text)
    if not match:
        return False
    number, title = match[1], " ".join(match[2].split())
    tops = [section for section in found.sections if "." not in section.number]
    expected = slips.to_roman(len(tops) + 1)
    doubts: list[str] = []
    if number != expected:
        if not slips.looks_roman(number):
            return False
        doubts.append(f"read heading “{number}. {title}” as {expected}")
    found.sections.append(FoundSection(expected, title, doubts))
    return True


def _subheading(line: TextLine, found: ParsedDecree) -> bool:
    match = SUBHEADING.fullmatch(line.text)
    if not match or not found.sections:
        return False
    top = found.sections[-1].number.split(".")[0]
    used = [s.number.split(".")[1] for s in found.sections if s.number.startswith(f"{top}.")]
    if match[1] != chr(ord(max(used, default="@")) + 1):
        return False
    found.sections.append(FoundSection(f"{top}.{match[1]}", " ".join(match[2].split())))
    return True


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
        found.sections.append(FoundSection("", "Before the first heading"))
    found.paragraphs.append(FoundParagraph(number, text, len(found.sections) - 1, page, doubts))


def _continue(line: TextLine, found: ParsedDecree) -> None:
    if found.paragraphs:
        paragraph = found.paragraphs[-1]
        paragraph.text += "\n" + line.text
        if SPOILT_HEADING.fullmatch(line.text):
            paragraph.doubts.append(f"“{line.text.strip()}” may be a heading misread")
    else:
        found.front.append(line.text.strip())


def _split_joined(found: ParsedDecree) -> None:
    """Part two paragraphs that stand on one line, where the number inside is just the next one."""
    index = 0
    while index < len(found.paragraphs):
        paragraph = found.paragraphs[index]
        after = found.paragraphs[index + 1].number if index + 1 < len(found.paragraphs) else None
        for match in INSIDE.finditer(paragraph.text):
            number = match[1]
            if follows(paragraph.number, number) and number != after:
                rest = paragraph.text[match.end() :]
                paragraph.text = paragraph.text[: match.start()]
                doubts = [f"parted from paragraph {paragraph.number}, with which it shared a line"]
                _drop_gap(found.paragraphs[index + 1 :])
                found.paragraphs.insert(
                    index + 1,
                    FoundParagraph(number, rest, paragraph.section, paragraph.page, doubts),
                )
                break
        index += 1


def _drop_gap(later: list[FoundParagraph]) -> None:
    if later:
        later[0].doubts = [d for d in later[0].doubts if "do not follow each other" not in d]


def _point_out_acronyms(found: ParsedDecree) -> None:
    texts = [paragraph.text for paragraph in found.paragraphs]
    known = {**slips.acronym_slips(texts)}
    for paragraph in found.paragraphs:
        for rare, common in known.items():
            if re.search(rf"\b{rare}\b", paragraph.text):
                paragraph.doubts.append(f"“{rare}” may be “{common}” misread")
