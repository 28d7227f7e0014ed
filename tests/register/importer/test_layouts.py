"""Layouts in which courts and offices publish decrees, each of the same invented agreement."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from daylight.register.importer.propose import Proposal, propose

PARTS: list[tuple[str, list[str]]] = [
    ("I. OPENING", [
        "1. The Harbor Sheriff and the State agree on this plan to settle the action.",
        "2. “Deputy” means any sworn member of the Sheriff’s Office.",
    ]),
    ("II. STOPS", []),
    ("A. Grounds for a Stop", [
        "3. Deputies shall state the ground of every stop on the form and shall sign the form.",
        "4. A deputy who prolongs a stop, and any deputy who assists, shall report it. The form"
        " shall name both deputies.",
    ]),
    ("B. Consent to Search", [
        "5. Before a search by consent, the deputy shall: a. ask in plain words; b. say that the"
        " person may refuse; and c. record the answer.",
        "6. No deputy may search on consent alone at night unless a supervisor agrees.",
    ]),
    ("C. Records of Stops", []),
    ("1. What Is Written Down", [
        "7. The Sheriff shall keep every form for five years, and the Clerk shall publish totals"
        " every three months.",
    ]),
    ("2. Who May Read It", [
        "8. The Sheriff shall ensure that forms are kept under lock; that readers are listed; and"
        " that the list is public.",
    ]),
    ("D. Review of Stops", [
        "9. The Review Panel shall meet each month. See paragraph 3. Members shall be trained"
        " first.",
    ]),
    ("III. CLOSING", [
        "10. The Monitor shall file a report every six months.",
        "11. The Court shall retain jurisdiction of this action.",
        "12. This Agreement shall be governed by the law of the State.",
    ]),
]  # fmt: skip
NUMBERS = ["I", "II", "II.A", "II.B", "II.C", "II.C.1", "II.C.2", "II.D", "III"]
# Counted by hand from the words above.
DUTIES = {"1": 0, "2": 0, "3": 2, "4": 2, "5": 3, "6": 0, "7": 2, "8": 3, "9": 2,
          "10": 1, "11": 0, "12": 0}  # fmt: skip
LINES = [line for heading, paragraphs in PARTS for line in (heading, *paragraphs)]


def wrapped(line: str, width: int = 72) -> list[str]:
    words, out = line.split(), [""]
    for word in words:
        if len(out[-1]) + len(word) > width:
            out.append("")
        out[-1] = f"{out[-1]} {word}".strip()
    return out


BODY = [short for line in LINES for short in wrapped(line)]
PAGES = [BODY[start : start + 8] for start in range(0, len(BODY), 8)]


def opening_in_one_line() -> bytes:
    """The caption and the first paragraphs share a line; the rest is laid out."""
    first = "STATE OF HARBOR v. SHERIFF SETTLEMENT AGREEMENT " + " ".join(LINES[:5])
    return "\n".join([first, *LINES[5:]]).encode()


def one_line_a_page() -> bytes:
    """No line breaks at all, a page's number and its running words at the end of each."""
    halves = [LINES[:7], LINES[7:13], LINES[13:]]
    return "\f".join(
        f"{' '.join(page)} Agreement of Harbor County {number}"
        for number, page in enumerate(halves, start=1)
    ).encode()


def footers() -> bytes:
    """A running header and two running footers on every page."""
    return "\f".join(
        "\n".join(
            ["Harbor County v. State", *page, f"Agreement of the parties – {n}", "No. 26-117"]
        )
        for n, page in enumerate(PAGES, start=1)
    ).encode()


def margins_of_28_lines() -> bytes:
    """Pleading paper whose margin numbers run to 28 and stand on empty lines too."""
    pages = [BODY[start : start + 14] for start in range(0, len(BODY), 14)]
    return "\f".join(
        "\n".join(f"{n:>2}   {_every_other(page, n)}".rstrip() for n in range(1, 29))
        for page in pages
    ).encode()  # fmt: skip


def _every_other(page: list[str], row: int) -> str:
    return page[row // 2 - 1] if row % 2 == 0 and row // 2 <= len(page) else ""


def plain_footnote() -> bytes:
    """A footnote whose mark was flattened to a digit, at the foot of a page."""
    text = "\n".join(BODY).replace("on the form and", "on the form1 and", 1)
    place = text.index("5. Before")
    note = "1 The form is kept by the Clerk, see Order 12 at\n4. It may be changed by notice.\n\f"
    return (text[:place] + note + text[place:]).encode()


def contents_without_dots() -> bytes:
    """A table of contents that a website stripped of its dots, numbered like paragraphs."""
    contents = ["CONTENTS", "1. Opening", "2. Stops and Searches", "3. Closing"]
    return "\n".join([*contents, *LINES]).encode()


def web_page() -> bytes:
    """A website's page: headings as headings, each paragraph a block."""
    rows = "".join(
        f"<h2>{line}</h2>" if line[0] in "IABCD" or "What Is" in line else f"<p>{line}</p>"
        for line in LINES
    )
    return f"<html><body><nav>1. Home 2. News</nav>{rows}</body></html>".encode()


def word_multilevel() -> bytes:
    """Word numbers everything itself: headings I/A/1, paragraphs on through, items a."""
    document = docx.Document()
    root = document.part.numbering_part.element
    outline = [("upperRoman", 0), ("upperLetter", 0), ("decimal", 0)]
    _list(root, "90", [(form, f"%{n + 1}.", left) for n, (form, left) in enumerate(outline)])
    _list(root, "91", [("decimal", "%1.", 720), ("lowerLetter", "%2.", 1440)])
    for line in LINES:
        label, _, words = line.partition(". ")
        if any(line == heading for heading, _ in PARTS):
            level = 0 if label in ("I", "II", "III") else 1 if label.isalpha() else 2
            _number(document.add_paragraph(words, style=f"Heading {level + 1}"), 90, level)
            continue
        lead, *items = words.replace("a. ask", "|ask").replace("b. say", "|say").replace(
            "c. record", "|record").split("|")  # fmt: skip
        _number(document.add_paragraph(lead.strip()), 91, 0)
        for item in items:
            _number(document.add_paragraph(item.strip()), 91, 1)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _list(root: object, number: str, levels: list[tuple[str, str, int]]) -> None:
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), number)
    for depth, (form, text, left) in enumerate(levels):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", text)):
            child = OxmlElement(name)
            child.set(qn("w:val"), value)
            level.append(child)
        properties, indent = OxmlElement("w:pPr"), OxmlElement("w:ind")
        indent.set(qn("w:left"), str(left))
        properties.append(indent)
        level.append(properties)
        abstract.append(level)
    root.insert(0, abstract)  # type: ignore[attr-defined]
    root.add_num(int(number)).set(qn("w:numId"), number)  # type: ignore[attr-defined]


def _number(paragraph: object, listed: int, level: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = listed


LAYOUTS: list[tuple[str, Callable[[], bytes]]] = [
    ("d.txt", opening_in_one_line),
    ("d.txt", one_line_a_page),
    ("d.txt", footers),
    ("d.txt", margins_of_28_lines),
    ("d.txt", plain_footnote),
    ("d.txt", contents_without_dots),
    ("d.html", web_page),
    ("d.docx", word_multilevel),
]


@pytest.fixture(params=LAYOUTS, ids=lambda one: one[1].__name__)
def read(request: pytest.FixtureRequest) -> Proposal:
    name, content = request.param
    return propose(name, content())


def test_every_paragraph_is_found_with_its_own_words(read: Proposal) -> None:
    truth = {line.split(". ", 1)[0]: line.split(". ", 1)[1] for _, rows in PARTS for line in rows}
    found = {one.found.number: one.found.text.replace("form1", "form") for one in read.paragraphs}
    assert found == truth


def test_section_numbers_are_those_printed(read: Proposal) -> None:
    assert [
        one.number for one in read.sections if one.title != "Before the first heading"
    ] == NUMBERS


def test_duties_are_those_a_reader_counts(read: Proposal) -> None:
    counted = {
        one.found.number: sum(duty.assessable for duty in one.duties) for one in read.paragraphs
    }
    assert counted == DUTIES


def test_no_lead_sentence_is_repeated(read: Proposal) -> None:
    acts = [duty.act for one in read.paragraphs for duty in one.duties]
    assert len(acts) == len(set(acts))
    assert not any("the deputy shall" in act for act in acts)


def test_every_line_is_accounted_for(read: Proposal) -> None:
    assert sum(read.accounting.values()) == read.lines_read


def doubts(text: str) -> dict[str, str]:
    found = propose("d.txt", text.encode())
    return {one.found.number: " ".join(one.found.doubts) for one in found.paragraphs}


def test_a_text_that_does_not_begin_with_1_is_asked_about() -> None:
    assert "begins with paragraph 3" in doubts("3. A will b.\n4. A will c.\n5. A will d.\n")["3"]


def test_a_missed_heading_is_asked_about() -> None:
    text = "I. FIRST\n1. A will b.\nIV. FOURTH\n2. A will c.\n3. A will d.\n"
    assert "headings I and IV" in doubts(text)["2"]
    assert [one.number for one in propose("d.txt", text.encode()).sections] == ["I", "IV"]


def test_a_line_that_may_be_a_heading_is_asked_about() -> None:
    text = "I. FIRST\n1. A will b.\nQ. Some words of no sequence\n2. A will c.\n3. A will d.\n"
    assert "may be a heading misread" in doubts(text)["1"]


def test_a_footnote_takes_no_paragraph_with_it() -> None:
    text = "1. A will b.¹\n¹ See Report 4, at 14\n2. A will c.\n3. A will d.\n"
    found = propose("d.txt", text.encode())
    assert [one.found.number for one in found.paragraphs] == ["1", "2", "3"]
    assert ("footnote", 1, "¹ See Report 4, at 14") in found.aside
