"""A decree's file as lines of text with their page: plain text, HTML, DOCX or PDF."""

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import PurePath

import pypdfium2

from daylight.errors import UnreadableFile
from daylight.register.importer.word import word_lines

_BLOCKS = "p div li h1 h2 h3 h4 h5 h6 tr br table section article header footer"
BLOCKS = frozenset(_BLOCKS.split(" "))
HIDDEN = frozenset({"script", "style", "noscript", "template", "svg", "nav"})


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as it stands in the file."""

    page: int
    text: str
    heading: bool = False  # the file itself marks it as one


def read(name: str, content: bytes) -> list[TextLine]:
    """The lines of a file; its kind is told by its name and must agree with its content."""
    readers = {
        ".txt": _text,
        ".text": _text,
        ".md": _text,
        ".html": _html,
        ".htm": _html,
        ".docx": _docx,
        ".pdf": _pdf,
    }
    suffix = PurePath(name).suffix.lower()
    if suffix not in readers:
        raise UnreadableFile(f"{name}: a decree is read from {', '.join(sorted(readers))}")
    lines = readers[suffix](name, content)
    if not any(line.text.strip() for line in lines):
        raise UnreadableFile(f"{name} holds no text; a scan must be read by OCR first")
    return lines


def _decode(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as fault:
        raise UnreadableFile(f"{name} is neither UTF-8 nor Windows-1252 text") from fault


def _text(name: str, content: bytes) -> list[TextLine]:
    if b"\x00" in content:
        raise UnreadableFile(f"{name} is not a text file")
    pages = _decode(name, content).split("\f")
    return [
        TextLine(number, line)
        for number, page in enumerate(pages, start=1)
        for line in page.splitlines()
    ]


class _Blocks(HTMLParser):
    """Text between block elements, one line each."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._words: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a new line; hidden elements are left out."""
        del attrs
        self._hidden += tag in HIDDEN
        if tag in BLOCKS:
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        self._hidden -= tag in HIDDEN and self._hidden > 0
        if tag in BLOCKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        """Collect visible words; a line break inside a block is only a space."""
        if not self._hidden:
            self._words.append(data)

    def end_line(self) -> None:
        """Close the current line."""
        line = " ".join("".join(self._words).split())
        if line:
            self.lines.append(line)
        self._words = []


def _html(name: str, content: bytes) -> list[TextLine]:
    blocks = _Blocks()
    blocks.feed(_decode(name, content))
    blocks.close()
    blocks.end_line()
    return [TextLine(1, line) for line in blocks.lines]


def _docx(name: str, content: bytes) -> list[TextLine]:
    return [TextLine(1, text, heading) for text, heading in word_lines(name, content)]


def _pdf(name: str, content: bytes) -> list[TextLine]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as fault:
        raise UnreadableFile(f"{name} is not a PDF that can be read: {fault}") from fault
    try:
        return [
            TextLine(number, line)
            for number, page in enumerate(document, start=1)
            for line in page.get_textpage().get_text_range().replace("\ufffe", "-").splitlines()
        ]
    finally:
        document.close()
