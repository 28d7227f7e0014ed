"""A report as a file for the court: DOCX and PDF."""

from io import BytesIO

import docx
from docx.shared import Pt
from reportlab.lib import colors
from reportlab.lib.pagesizes import letter
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import inch
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from daylight.register.outputs.content import Block, Heading, TableBlock


def as_docx(title: str, blocks: list[Block]) -> bytes:
    """A Word document with real headings and real tables, so that it can be read aloud."""
    document = docx.Document()
    document.core_properties.title = title
    document.styles["Normal"].font.name = "Georgia"
    document.styles["Normal"].font.size = Pt(11)
    for block in blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, block.level)
        elif isinstance(block, TableBlock):
            _word_table(document, block)
        else:
            document.add_paragraph(block.text)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _word_table(document: docx.document.Document, grid: TableBlock) -> None:
    table = document.add_table(rows=1 + len(grid.rows), cols=len(grid.header))
    table.style = "Table Grid"
    cells = [cell for row in table.rows for cell in row.cells]
    words = [*grid.header, *(text for row in grid.rows for text in row)]
    for position, (cell, text) in enumerate(zip(cells, words, strict=True)):
        run = cell.paragraphs[0].add_run(text)
        run.bold = position < len(grid.header)
        run.font.size = Pt(9)


def as_pdf(title: str, blocks: list[Block]) -> bytes:
    """A PDF on letter paper with page numbers."""
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=letter,
        title=title,
        author="Daylight register",
        leftMargin=inch,
        rightMargin=inch,
        invariant=1,
    )
    document.build(
        [flowable for block in blocks for flowable in _flow(block, document.width)],
        onFirstPage=_number,
        onLaterPages=_number,
    )
    return out.getvalue()


STYLES = getSampleStyleSheet()
SMALL = ParagraphStyle("small", parent=STYLES["BodyText"], fontSize=8, leading=10)


def _flow(block: Block, width: float) -> list[Flowable]:
    if isinstance(block, Heading):
        return [Paragraph(_escape(block.text), STYLES[f"Heading{block.level}"])]
    if isinstance(block, TableBlock):
        return [_pdf_table(block, width), Spacer(1, 8)]
    return [Paragraph(_escape(block.text), STYLES["BodyText"])]


def _pdf_table(grid: TableBlock, width: float) -> Flowable:
    rows = [[Paragraph(_escape(text), SMALL) for text in row] for row in (grid.header, *grid.rows)]
    table = Table(rows, colWidths=_widths(grid, width), repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.4, colors.grey),
                ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return table


def _widths(grid: TableBlock, width: float) -> list[float]:
    """Columns as wide as their longest text asks, within reason."""
    longest = [
        min(60, max(8, *(len(row[column]) for row in (grid.header, *grid.rows))))
        for column in range(len(grid.header))
    ]
    return [width * each / sum(longest) for each in longest]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _number(canvas: object, document: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 8)  # type: ignore[attr-defined]  # reportlab's canvas
    canvas.drawCentredString(letter[0] / 2, 0.5 * inch, str(document.page))  # type: ignore[attr-defined]
