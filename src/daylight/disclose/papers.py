"""What a reader finds in documents, slides and PDF beside a page: their paragraphs and tables."""

import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

from daylight.errors import DisclosureError

PARAGRAPHS = frozenset({"w:p", "a:p"})
TABLES = frozenset({"w:tbl", "a:tbl"})
ROWS = frozenset({"w:tr", "a:tr"})
CELLS = frozenset({"w:tc", "a:tc"})
TOLD = frozenset({"descr", "title", "dc:title"})
"""Attributes that are read aloud."""


_THOUSANDS = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")


def one_line(text: str) -> str:
    """A text with single spaces; a number whose thousands stand apart has commas instead."""
    return " ".join(_THOUSANDS.sub(",", text).split())


class PaperTexts(NamedTuple):
    """Paragraphs and what is read aloud of pictures; tables as rows of cells."""

    paragraphs: tuple[str, ...]
    tables: tuple[tuple[tuple[str, ...], ...], ...] = ()


def office(path: Path) -> PaperTexts:
    """Every text of a document or of slides: pages, notes, headings, properties."""
    with zipfile.ZipFile(path) as packed:
        names = [name for name in packed.namelist() if name.endswith(".xml")]
        parts = [_Part.of(packed.read(name).decode("utf-8")) for name in names]
    paragraphs = tuple(text for part in parts for text in part.paragraphs)
    return PaperTexts(paragraphs, tuple(table for part in parts for table in part.tables))


def pdf(path: Path) -> PaperTexts:
    """Every line of a PDF, and all of a page in one where a sentence runs over lines."""
    try:
        import pypdfium2
    except ImportError as problem:
        raise DisclosureError(
            f"{path.name}: cannot be read here, and nobody can tell what it gives away; install "
            "what reads it with: pip install 'daylight-oversight[pdf]', or leave the PDF out"
        ) from problem
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return PaperTexts(tuple(_lines(pages)))


def _lines(pages: list[str]) -> Iterator[str]:
    for page in pages:
        yield from filter(None, (line.strip() for line in page.splitlines()))
        yield one_line(page)


class _Part(HTMLParser):
    """One part of a document, as it was written: each paragraph whole, each table by its cells."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.tables: list[tuple[tuple[str, ...], ...]] = []
        self._words: list[str] = []
        self._rows: list[list[str]] = []
        self._cell: list[str] | None = None

    @classmethod
    def of(cls, text: str) -> "_Part":
        """What a part says."""
        made = cls()
        made.feed(text)
        made.close()
        made._end()
        return made

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.paragraphs += [value for name, value in attrs if name in TOLD and value]
        if tag in PARAGRAPHS:
            self._end()
        elif tag in TABLES:
            self._rows = []
        elif tag in ROWS:
            self._rows.append([])
        elif tag in CELLS:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in PARAGRAPHS:
            self._end()
        elif tag in CELLS and self._cell is not None and self._rows:
            self._rows[-1].append(one_line("".join(self._cell)))
            self._cell = None
        elif tag in TABLES and self._rows:
            self.tables.append(tuple(map(tuple, self._rows)))

    def handle_data(self, data: str) -> None:
        self._words.append(data)
        if self._cell is not None:
            self._cell.append(data)

    def _end(self) -> None:
        text = one_line("".join(self._words))
        if text:
            self.paragraphs.append(text)
        self._words = []
