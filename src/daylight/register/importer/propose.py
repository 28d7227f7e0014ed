"""A whole file → a proposal: sections, paragraphs with doubts, duties, and an account of lines."""

import hashlib
from dataclasses import dataclass

from daylight.errors import UnreadableFile
from daylight.register.choices import ParagraphKind
from daylight.register.importer.furniture import clean
from daylight.register.importer.grammar import Duty, defined_terms, duties, kind
from daylight.register.importer.headings import FoundSection
from daylight.register.importer.read import TextLine, read
from daylight.register.importer.structure import FoundParagraph, parse

RATED = frozenset({ParagraphKind.REQUIREMENT, ParagraphKind.MONITOR_DUTY})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedParagraph:
    """A paragraph with what the importer makes of it."""

    found: FoundParagraph
    kind: ParagraphKind
    terms: tuple[str, ...]
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a file seems to say; `aside` holds every line left out, with the reason."""

    name: str
    sha256: str
    lines_read: int
    pages: tuple[str, ...]
    accounting: dict[str, int]
    aside: tuple[tuple[str, int, str], ...]
    mended: tuple[tuple[str, int, str], ...]
    front: tuple[str, ...]
    sections: tuple[FoundSection, ...]
    paragraphs: tuple[ProposedParagraph, ...]

    @property
    def doubtful(self) -> int:
        """Paragraphs a person must look at."""
        return sum(bool(paragraph.found.doubts) for paragraph in self.paragraphs)


def propose(name: str, content: bytes) -> Proposal:
    """Read a decree's file; the same bytes always give the same proposal."""
    lines = read(name, content)
    cleaned = clean(lines)
    found = parse(cleaned.kept)
    if not found.paragraphs:
        raise UnreadableFile(f"{name}: no numbered paragraph found; is this a decree?")
    _doubt_sections(found.sections, found.paragraphs)
    return Proposal(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        lines_read=len(lines) + cleaned.gained,
        pages=_pages(lines),
        accounting=cleaned.accounting,
        aside=tuple((why, line.page, line.text) for why, line in cleaned.aside),
        mended=tuple((why, line.page, line.text) for why, line in cleaned.mended),
        front=tuple(found.front),
        sections=tuple(found.sections),
        paragraphs=tuple(_propose(one, found.sections) for one in found.paragraphs),
    )


def _pages(lines: list[TextLine]) -> tuple[str, ...]:
    """The text of every page as it was read, for comparison with what was made of it."""
    count = max(line.page for line in lines)
    return tuple(
        "\n".join(line.text for line in lines if line.page == page) for page in range(1, count + 1)
    )


def _propose(found: FoundParagraph, sections: list[FoundSection]) -> ProposedParagraph:
    what = kind(found.text, sections[found.section].title)
    return ProposedParagraph(
        found=found,
        kind=what,
        terms=tuple(defined_terms(found.text)),
        duties=tuple(duties(found.text)) if what in RATED else (),
    )


def _doubt_sections(sections: list[FoundSection], paragraphs: list[FoundParagraph]) -> None:
    """A doubt about a heading is asked at the first paragraph under it."""
    for index, section in enumerate(sections):
        first = next((one for one in paragraphs if one.section >= index), None)
        if first:
            first.doubts.extend(section.doubts)
