"""Wherever a small count stands, somebody reads it: in documents, pictures, tables and prose."""

from dataclasses import replace
from pathlib import Path

import pytest

from daylight.data.estimate import Basis, BasisKind
from daylight.disclose.attack import attack
from daylight.disclose.figures import Coarsening
from daylight.report.context import RowAccount, TableFilled
from daylight.report.page import fit_to_publish
from tests.disclose.city import MINIMUM, result, share
from tests.report.test_public import shown

GIVEN_AWAY = (
    "7 personas fueron registradas.",
    "La raza no consta en 4 de 512 paradas.",
    "3 of 512 stops were at night.",
    "508 of 512 stops were by day.",
    "0.6 % of 512 stops were at night.",
    "El 0,6 % de las 512 paradas fueron de noche.",
    "There were 512 of white people and 3 of Asian people.",
    "The share is 0.005870841487279843.",
)

TOLD = (
    "Tiles in 1 rows and 12 columns, 2017-01 to 2017-12. Share of stops without race.",
    "Menos de 10 filas quedaron fuera.",
    "5\u202f004 personas fueron paradas.",
    "34 of every 100 stops; 25 of 42 fields are never filled.",
)


def found(folder: Path) -> list[str]:
    return [one.how for one in attack(folder, MINIMUM)]


@pytest.mark.parametrize("text", GIVEN_AWAY)
def test_a_small_count_in_prose_is_read_in_both_languages(text: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<p>{text}</p>", "utf-8")
    assert found(tmp_path)


@pytest.mark.parametrize("text", TOLD)
def test_what_is_no_small_count_stops_nothing(text: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<p>{text}</p>", "utf-8")
    assert found(tmp_path) == []


def test_a_document_is_read(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    text = docx.Document()
    text.add_paragraph("In all, ").add_run("7 people").bold = True
    cells = text.add_table(rows=2, cols=2)
    for place, words in enumerate(("Code", "Rows", "Samoan", "2")):
        cells.cell(*divmod(place, 2)).text = words
    text.save(str(tmp_path / "report.docx"))
    assert len(found(tmp_path)) == 2


def test_slides_and_their_notes_are_read(tmp_path: Path) -> None:
    pptx = pytest.importorskip("pptx")
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = "7 people were searched"
    slide.notes_slide.notes_text_frame.text = "of them 3 officers knew"
    deck.save(str(tmp_path / "slides.pptx"))
    assert len(found(tmp_path)) == 2


def test_a_pdf_is_read(tmp_path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    page = canvas.Canvas(str(tmp_path / "report.pdf"))
    page.drawString(100, 700, "7 people were searched")
    page.save()
    assert found(tmp_path)


def test_numbers_that_a_picture_keeps_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<svg><g data-n="7"><title>Asian</title></g></svg>', "utf-8")
    assert found(tmp_path)


def test_sentences_in_a_table_are_read(tmp_path: Path) -> None:
    (tmp_path / "findings.csv").write_text(
        "id,sentence\nq,Of them 7 people were searched\n", "utf-8"
    )
    assert found(tmp_path)


def test_no_share_fits_one_pair_of_whole_numbers_alone() -> None:
    """30 of 110 printed as 0.273 of 110 was the only pair, and the count was exact again."""
    for n in range(25, 400, 7):
        for top in range(MINIMUM, n - MINIMUM, 5):
            one = replace(share(top, n), basis=Basis(kind=BasisKind.CLUSTERED))
            public = Coarsening(result(one), MINIMUM).public(one)
            places = len(repr(public.value).partition(".")[2])
            around = range(max(MINIMUM, public.n - 5), public.n + 5)
            fits = [
                (k, m) for m in around for k in range(m + 1) if round(k / m, places) == public.value
            ]
            assert len({k for k, _ in fits}) >= 3, (top, n)
            assert len({m for _, m in fits}) >= 3, (top, n)


def test_rows_and_blanks_of_tables_are_rounded() -> None:
    filled = TableFilled(name="stops", rows=5864, blanks={"race": 527, "sex": 3, "age": 5861})
    account = RowAccount(source="stops", rows_read=5864, rows_kept=5864, tables=(filled,))
    (public,) = fit_to_publish(shown(audits=(account,))).audits
    assert public.tables[0].rows == 5860
    assert dict(public.tables[0].blanks) == {"race": 530, "sex": 0, "age": 5860}
