"""Slides of the headlines: one answer each, with its picture; limits in the speaker notes."""

import io
from typing import Any

from daylight.report.charts.chart import Chart
from daylight.report.formats import content, raster
from daylight.report.formats.docx import FIRST
from daylight.report.formats.formats import Given, library
from daylight.report.formats.manuscript import printable
from daylight.report.formats.office import tag, undated
from daylight.report.language import say
from daylight.report.page import tied

WIDE, HIGH = 13.333, 7.5
"""Inches of a slide."""

MARGIN, TITLE_HIGH = 0.6, 1.5

LONG = 110
"""A title of more characters than this is set smaller."""

MOST = 7
"""Lines that a slide holds of what has no answer; the notes have all."""

TITLE_ONLY, TITLE_SLIDE = 5, 0
"""Places of the layouts in the template of python-pptx."""


def write(given: Given) -> None:
    """Write slides.pptx."""
    pptx = library("pptx", "slides")
    from pptx.util import Inches

    shown = pptx.Presentation()
    shown.slide_width, shown.slide_height = Inches(WIDE), Inches(HIGH)
    _prepare(shown, given)
    _opening(shown, given)
    for answer in content.answers(given):
        _answer(shown, answer)
    _unanswered(shown, given)
    _listed(shown, say("How sure", "Con qué seguridad"), content.weights(given), given.context.plan)
    path = given.folder / "slides.pptx"
    shown.save(str(path))
    undated(path)


def _prepare(shown: Any, given: Given) -> None:
    properties = shown.core_properties
    properties.title = given.context.title
    properties.author = properties.last_modified_by = f"Daylight {given.context.version}"
    properties.language = tag()
    properties.created = properties.modified = FIRST
    properties.revision = 1


def _opening(shown: Any, given: Given) -> None:
    from pptx.util import Inches, Pt

    slide = shown.slides.add_slide(shown.slide_layouts[TITLE_SLIDE])
    _say(slide.shapes.title.text_frame, [given.context.title], 36)
    under = slide.placeholders[1]
    _say(under.text_frame, [given.context.department, given.context.period], 20)
    for shape, top, high in ((slide.shapes.title, 2.0, 1.8), (under, 4.0, 1.5)):
        shape.left, shape.width = Inches(MARGIN), Inches(WIDE - 2 * MARGIN)
        shape.top, shape.height = Inches(top), Inches(high)
    slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(36)


def _answer(shown: Any, answer: content.HeadlineAnswer) -> None:
    """The sentence as the title, the number beside its picture, the limits in the notes."""
    slide = _titled(shown, tied(answer.sentence))
    has_picture = answer.chart is not None and raster.is_there()
    width = 4.2 if has_picture else WIDE - 2 * MARGIN
    _box(slide, (MARGIN, TITLE_HIGH + 0.5, width, 4.8), [answer.asked, *map(tied, answer.facts)])
    if answer.chart is not None and has_picture:
        _picture(slide, answer.chart)
    notes = [
        tied(answer.finding["sentence"]),
        tied(answer.finding["standing"]),
        tied(answer.finding["basis"]),
        *map(tied, answer.caveats),
        *answer.told.cannot_say,
    ]
    _notes(slide, notes)


def _unanswered(shown: Any, given: Given) -> None:
    lacking = content.unanswered(given)
    if lacking:
        title = say("What these records cannot answer", "Lo que estos datos no pueden responder")
        told = [asked for asked, _ in lacking]
        _listed(shown, title, told, [f"{asked} {why}" for asked, why in lacking])


def _listed(shown: Any, title: str, lines: Any, notes: Any) -> None:
    slide = _titled(shown, title)
    kept = list(lines)[:MOST]
    if len(kept) < len(lines):
        more = len(lines) - len(kept)
        kept.append(say(f"and {more} more: see the notes", f"y {more} más: véanse las notas"))
    _box(slide, (MARGIN, TITLE_HIGH + 0.5, WIDE - 2 * MARGIN, 4.8), kept)
    _notes(slide, list(notes))


def _titled(shown: Any, title: str) -> Any:
    from pptx.util import Inches

    slide = shown.slides.add_slide(shown.slide_layouts[TITLE_ONLY])
    own = slide.shapes.title
    own.left, own.top = Inches(MARGIN), Inches(0.35)
    own.width, own.height = Inches(WIDE - 2 * MARGIN), Inches(TITLE_HIGH)
    _say(own.text_frame, [title], 28 if len(title) <= LONG else 22)
    return slide


def _box(slide: Any, place: tuple[float, float, float, float], lines: list[str]) -> None:
    from pptx.util import Inches

    box = slide.shapes.add_textbox(*(Inches(side) for side in place))
    box.text_frame.word_wrap = True
    _say(box.text_frame, lines, 16)


def _picture(slide: Any, chart: Chart) -> None:
    """The picture as large as its place allows, with its alternative text."""
    from pptx.util import Inches

    left, top = MARGIN + 4.5, TITLE_HIGH + 0.5
    wide, high = Inches(WIDE - left - MARGIN), Inches(HIGH - top - MARGIN)
    drawn = slide.shapes.add_picture(
        io.BytesIO(raster.png(chart)), Inches(left), Inches(top), width=wide
    )
    if drawn.height > high:
        drawn.width, drawn.height = round(drawn.width * high / drawn.height), high
    drawn._element.nvPicPr.cNvPr.set("descr", printable(chart.alt))


def _notes(slide: Any, lines: list[str]) -> None:
    told = "\n".join(dict.fromkeys(line for line in lines if line))
    slide.notes_slide.notes_text_frame.text = printable(told)


def _say(frame: Any, lines: list[str], size: int) -> None:
    """Lines of one size, left, in the language that is spoken."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap = True
    for position, words in enumerate(lines):
        paragraph = frame.paragraphs[0] if position == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_after = Pt(6)
        run = paragraph.add_run()
        run.text = printable(words)
        run.font.size = Pt(size)
        run._r.get_or_add_rPr().set("lang", tag())
