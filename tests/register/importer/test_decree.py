"""The synthetic decree with every trap: sixty paragraphs, each doubt put to a person."""

import html
from io import BytesIO
from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from daylight.errors import UnreadableFile
from daylight.register.demo.riverbend import FIRST_TEXT
from daylight.register.importer.propose import Proposal, propose

TEXT = FIRST_TEXT.read_text()
NUMBERS = [str(n) for n in range(1, 59)]
NUMBERS.insert(NUMBERS.index("14") + 1, "14a")
NUMBERS.insert(NUMBERS.index("38") + 1, "38.b")


@pytest.fixture(scope="module")
def proposal() -> Proposal:
    return propose(FIRST_TEXT.name, FIRST_TEXT.read_bytes())


def paragraph(proposal: Proposal, number: str) -> str:
    return next(one.found.text for one in proposal.paragraphs if one.found.number == number)


def doubts(proposal: Proposal, number: str) -> str:
    found = next(one for one in proposal.paragraphs if one.found.number == number)
    return " ".join(found.found.doubts)


def test_sixty_paragraphs_are_found_in_order(proposal: Proposal) -> None:
    assert [one.found.number for one in proposal.paragraphs] == NUMBERS
    assert len(NUMBERS) == 60


def test_every_line_is_kept_or_set_aside_for_a_reason(proposal: Proposal) -> None:
    assert sum(proposal.accounting.values()) == proposal.lines_read == len(TEXT.splitlines())
    assert proposal.accounting["court header"] == 6
    assert proposal.accounting["table of contents"] == 7
    assert proposal.accounting["foreign script"] == 1
    assert proposal.accounting["site chrome or advertising"] == 2


def test_headings_are_read_through_spoilt_numerals_and_the_contents_are_not_headings(
    proposal: Proposal,
) -> None:
    assert [section.number for section in proposal.sections] == [
        "I", "II", "II.A", "II.B", "III", "IV", "V", "VI",
    ]  # fmt: skip
    assert "ll. USE OF FORCE" in doubts(proposal, "9")
    assert "JV. IMPLEMENTATION" in doubts(proposal, "49")


def test_a_court_header_inside_a_sentence_is_taken_out(proposal: Proposal) -> None:
    assert "imminent threat of injury that cannot be averted" in paragraph(proposal, "12")


def test_pleading_line_numbers_are_taken_off(proposal: Proposal) -> None:
    text = paragraph(proposal, "24")
    assert text.startswith("Officers will conduct an investigatory stop only upon reasonable")
    assert not any(f" {n} " in text for n in range(1, 29))


DOUBTS = [
    ("2", "read “ァ” as “§”"),
    ("14", "read “l80 days” as “180 days”"),
    ("20", "read “l5 days” as “15 days”"),
    ("35", "“hara**ing” was damaged by a word filter"),
    ("36", "parted from paragraph 35"),
    ("38.b", "looks like paragraph 90, but does not follow 38.b"),
    ("41", "may be a heading misread"),
    ("43", "“RPO” may be “RPD” misread"),
    ("56", "an e-mail address was hidden by a website"),
]


@pytest.mark.parametrize(("number", "words"), DOUBTS)
def test_each_slip_is_put_to_a_person(proposal: Proposal, number: str, words: str) -> None:
    assert words in doubts(proposal, number)


def test_paragraphs_without_a_trap_raise_no_doubt(proposal: Proposal) -> None:
    trapped = {number for number, _ in DOUBTS} | {"9", "49"}
    assert {one.found.number for one in proposal.paragraphs if one.found.doubts} == trapped


def test_two_paragraphs_on_one_line_are_parted(proposal: Proposal) -> None:
    assert paragraph(proposal, "35").endswith("abusive language")
    assert paragraph(proposal, "36").startswith("RPD will assign a tracking number")


def test_numbers_in_prose_are_no_paragraphs(proposal: Proposal) -> None:
    assert "42 U.S.C. § 14141" in paragraph(proposal, "2")
    assert "80 persons per block" in paragraph(proposal, "2")
    assert "90. The notice must state the reason." in paragraph(proposal, "38.b")


ITEMS = [
    ("14", "abc"),
    ("25", ["i", "ii", "iii", "iv", "v"]),
    ("34", "123"),
    ("38", "abc"),
    ("40", "abcdefg"),
]


@pytest.mark.parametrize(("number", "marks"), ITEMS)
def test_sub_items_of_every_style_become_duties(
    proposal: Proposal, number: str, marks: str
) -> None:
    found = next(one for one in proposal.paragraphs if one.found.number == number)
    assert [duty.mark for duty in found.duties] == list(marks)


def test_a_duty_carries_the_span_it_was_read_from(proposal: Proposal) -> None:
    for one in proposal.paragraphs:
        for duty in one.duties:
            words = one.found.text[duty.start : duty.end]
            assert words.rstrip(" .;").endswith(duty.act.split()[-1].rstrip(".;")) or duty.condition


DUTIES = [
    ("11", "RPD", "shall", "prohibit neck restraints",
     "except where deadly force is authorized", None, None),
    ("17", "A supervisor", "shall", "respond to the scene", "", None, None),
    ("22", "RPD officers", "will not", "use a conducted electrical weapon", "", None, None),
    ("26", "RPD", "will", "collect stop data", "", "18 months", ""),
    ("36", "RPD", "will", "assign a tracking number", "", "5 business days", ""),
    ("27", "RPD", "will", "analyze stop data", "", "", "every 6 months"),
    ("30", "RPD", "shall", "audit body-worn video", "", "",
     "every 3 months until 1 year; every 1 year"),
    ("53", "The City", "shall", "file a status report", "", "180 days", "each 02-01, 08-01"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "actor", "modal", "act", "condition", "offset", "recurrence"), DUTIES
)
def test_actor_modal_act_condition_and_deadline(
    proposal: Proposal,
    number: str,
    actor: str,
    modal: str,
    act: str,
    condition: str,
    offset: str | None,
    recurrence: str | None,
) -> None:
    duty = next(one for one in proposal.paragraphs if one.found.number == number).duties[0]
    assert (duty.actor, duty.modal, duty.condition) == (actor, modal, condition)
    assert duty.act.startswith(act)
    timing = (duty.timing.offset, duty.timing.recurrence) if duty.timing else (None, None)
    assert timing == (offset, recurrence)


def test_permissions_and_aspirations_are_not_proposed_for_rating(proposal: Proposal) -> None:
    by_number = {one.found.number: one for one in proposal.paragraphs}
    assert not by_number["21"].duties[0].assessable
    assert not by_number["31"].duties[0].assessable


def test_kinds_are_told_apart(proposal: Proposal) -> None:
    kinds = {one.found.number: one.kind.value for one in proposal.paragraphs}
    assert (kinds["1"], kinds["3"], kinds["5"]) == ("background", "court", "definition")
    assert (kinds["9"], kinds["50"], kinds["57"]) == ("requirement", "monitor_duty", "court")


def as_html() -> bytes:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in TEXT.splitlines())
    page = f"<html><head><style>p{{}}</style></head><body><nav>Home</nav>{lines}"
    return (page + "<script>track()</script></body></html>").encode()


def as_docx() -> bytes:
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf() -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=letter)
    for start in range(0, len(TEXT.splitlines()), 50):
        lines = canvas.beginText(40, 750)
        lines.setFont("Helvetica", 8)
        for line in TEXT.splitlines()[start : start + 50]:
            lines.textLine(line)
        canvas.drawText(lines)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("d.html", as_html()), ("d.docx", as_docx()), ("d.pdf", as_pdf())],
    ids=["html", "docx", "pdf"],
)
def test_other_formats_give_the_same_paragraphs(
    proposal: Proposal, name: str, content: bytes
) -> None:
    other = propose(name, content)
    assert [one.found.number for one in other.paragraphs] == NUMBERS
    for number in ("9", "12", "36", "40", "53"):
        assert paragraph(other, number) == paragraph(proposal, number)


BROKEN = [
    ("decree.exe", b"MZ", "a decree is read from"),
    ("decree.pdf", b"%PDF-1.4 broken", "not a PDF that can be read"),
    ("decree.docx", b"PK\x03\x04 broken", "not a DOCX"),
    ("decree.txt", b"\x00\x01", "not a text file"),
    ("decree.txt", b"  \n", "holds no text"),
    ("decree.txt", b"A letter without paragraphs.", "no numbered paragraph"),
]


@pytest.mark.parametrize(("name", "content", "words"), BROKEN)
def test_a_broken_file_is_refused_in_words(name: str, content: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        propose(name, content)


def test_a_missing_paragraph_is_a_gap_put_to_a_person() -> None:
    text = "1. A will b.\n2. A will c.\n5. A will d.\n6. A will e.\n7. A will f.\n"
    found = propose("d.txt", text.encode())
    assert [one.found.number for one in found.paragraphs] == ["1", "2", "5", "6", "7"]
    assert "is text missing?" in doubts(found, "5")


def test_the_synthetic_decree_says_that_it_is_synthetic() -> None:
    assert "SYNTHETIC" in Path(FIRST_TEXT).read_text()
