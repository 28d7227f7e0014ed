"""A document of a word processor, written from top to bottom."""

import re
from collections.abc import Sequence
from typing import Any, BinaryIO

WIDTH = 6.0
"""Inches that a picture or a table may be wide."""

SMALL = 9

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def printable(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", text)


class Manuscript:
    """A document in the making; every text in it is what a reader may edit.

    Parameters
    ----------
    document
        An empty one of python-docx.
    """

    def __init__(self, document: Any) -> None:
        self.document = document
        self._numbered: dict[str, int] = {}

    def speak(self, language: str) -> None:
        """Set the language in which the document is checked and read aloud."""
        from docx.oxml.ns import qn

        for found in self.document.styles.element.iter(qn("w:lang")):
            found.set(qn("w:val"), language)

    def heading(self, words: str, level: int) -> None:
        """A heading of that level; level 0 is the title."""
        self.document.add_heading(printable(words), level)

    def line(
        self,
        words: str,
        *,
        style: str = "Normal",
        bold: bool = False,
        italic: bool = False,
        small: bool = False,
    ) -> None:
        """A paragraph; nothing where there are no words."""
        from docx.shared import Pt

        if not words:
            return
        run = self.document.add_paragraph(style=style).add_run(printable(words))
        run.bold, run.italic = bold or None, italic or None
        if small:
            run.font.size = Pt(SMALL)

    def bullet(self, words: str) -> None:
        """An item of a list."""
        self.line(words, style="List Bullet")

    def new_page(self) -> None:
        """What follows begins on a new page."""
        self.document.add_page_break()

    def picture(self, image: BinaryIO, alt: str) -> None:
        """A picture with the text that replaces it for those who cannot see it."""
        from docx.shared import Inches

        drawn = self.document.add_picture(image, width=Inches(WIDTH))
        drawn._inline.docPr.set("descr", printable(alt))
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def caption(self, label: str, words: str) -> None:
        """A numbered caption, which a word processor can list and renumber."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        number = self._numbered[label] = self._numbered.get(label, 0) + 1
        paragraph = self.document.add_paragraph(style="Caption")
        paragraph.paragraph_format.keep_with_next = label != "Figure"
        paragraph.add_run(f"{label} ")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f" SEQ {label} \\* ARABIC ")
        paragraph._p.append(field)
        run = paragraph.add_run(str(number))
        field.append(run._r)
        paragraph.add_run(f". {printable(words)}")

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose first row is repeated on every page as its heading."""
        from docx.oxml import OxmlElement
        from docx.shared import Pt

        made = self.document.add_table(rows=1 + len(rows), cols=len(columns), style="Table Grid")
        for position, (row, texts) in enumerate(zip(made.rows, [columns, *rows], strict=True)):
            for cell, words in zip(row.cells, texts, strict=True):
                run = cell.paragraphs[0].add_run(printable(words))
                run.font.size = Pt(SMALL)
                run.bold = position == 0 or None
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        self.document.add_paragraph()

    def footer(self, words: str) -> None:
        """Words and the number of the page at the foot of every page."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.add_run(f"{printable(words)}\t\t")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), " PAGE ")
        paragraph._p.append(field)
