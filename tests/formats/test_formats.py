"""Each format says what findings.json says, opens in what reads it, and is the same every time."""

import csv
import itertools
import json
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import docx
import pptx
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from daylight.cli.main import main
from daylight.errors import DaylightError
from daylight.pipeline.record import Making
from daylight.pipeline.reread import report_again
from daylight.pipeline.run import run
from daylight.report.formats import raster
from daylight.report.formats.columns import ESTIMATES, FINDINGS
from daylight.report.formats.formats import FORMATS, chosen, language, library
from daylight.report.formats.manuscript import printable
from daylight.report.formats.tables import FORMULA, safe, write_csv
from daylight.report.language import WRITTEN
from daylight.report.page import tied
from tests.small_study import edit, small_study

STEADY = tuple(one.name for one in FORMATS.values() if one.is_steady)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a study whose title is hostile, and its run with every steady format."""
    folder = tmp_path_factory.mktemp("formats")
    study = small_study(folder / "data")
    edit(study, "Invented stops of 2024", "=HYPERLINK(1) <b>& stops</b>")
    text = study.read_text("utf-8")
    refused = (
        '\n[[questions]]\nid = "frisks"\nmethod = "frisk-rate"\nask = "=1+1, who was frisked?"\n'
    )
    study.write_text(text + refused, encoding="utf-8")
    run(study, folder / "run")
    report_again(folder / "run", Making(formats=STEADY))
    return folder


@pytest.fixture
def report(made: Path) -> Path:
    return made / "run" / "report"


def told(report: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((report / "findings.json").read_text("utf-8"))
    return found


def test_every_format_leaves_what_it_says_it_leaves(report: Path) -> None:
    wanted = {file for name in STEADY for file in FORMATS[name].files}
    assert {path.name for path in report.iterdir()} == wanted


def test_the_same_run_gives_the_same_bytes_in_every_steady_format(
    made: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(made / "run", tmp_path / "run"))
    report_again(copy, Making(formats=STEADY))
    for path in sorted((made / "run" / "report").iterdir()):
        assert (copy / "report" / path.name).read_bytes() == path.read_bytes(), path.name


def test_formats_and_language_stay_as_they_were(made: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(made / "run", tmp_path / "run"))
    done = CliRunner().invoke(main, ["report", str(copy)])
    assert done.exit_code == 0, done.output
    assert (copy / "report" / "report.docx").is_file()
    done = CliRunner().invoke(main, ["report", str(copy), "--format", "html"])
    assert done.exit_code == 0, done.output
    assert not (copy / "report" / "report.docx").exists()


def test_a_format_or_language_that_there_is_not_lists_the_ones_there_are(made: Path) -> None:
    with pytest.raises(DaylightError, match=r"no format doc, odt; there are:\n  html .*\n  pdf"):
        chosen(["html", "doc", "odt"])
    with pytest.raises(DaylightError, match="no report is written in 'xx'; there are: en"):
        language("xx")
    done = CliRunner().invoke(main, ["report", str(made / "run"), "--format", "odt"])
    assert (done.exit_code, "there are:" in done.output) == (2, True)


def test_a_library_that_is_not_there_says_what_to_install() -> None:
    with pytest.raises(DaylightError, match=r"pip install 'daylight-oversight\[slides\]'"):
        library("no_such_library_of_slides", "slides")


def test_the_text_begins_with_page_one_and_holds_every_finding(report: Path) -> None:
    document = docx.Document(str(report / "report.docx"))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    found = told(report)
    for finding in found["findings"]:
        for part in ("sentence", "standing"):
            assert tied(finding[part]) in text
    for refused in found["refusals"]:
        assert refused["why"] in text
    heads = [p.text for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert heads[:3] == [found["title"], "In brief", "What these records cannot answer"]
    assert {"The records", "How sure"} <= set(heads)


def test_headings_of_the_text_descend_one_step_at_a_time(report: Path) -> None:
    document = docx.Document(str(report / "report.docx"))
    styles = [p.style.name for p in document.paragraphs if p.style.name.startswith("Heading")]
    levels = [int(style.split()[-1]) for style in styles]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_the_text_has_a_language_titles_alternatives_and_heading_rows(report: Path) -> None:
    document = docx.Document(str(report / "report.docx"))
    assert document.core_properties.title == told(report)["title"]
    assert document.core_properties.language == "en-US"
    assert document.core_properties.created.year == 1980
    tags = {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))}
    assert tags == {"en-US"}
    assert document.inline_shapes
    for shape in document.inline_shapes:
        assert len(shape._inline.docPr.get("descr")) > 30
    assert document.tables
    for table in document.tables:
        marks = [row._tr.findall(f".//{qn('w:tblHeader')}") for row in table.rows]
        assert [bool(mark) for mark in marks] == [True] + [False] * (len(marks) - 1)
    captions = [p for p in document.paragraphs if p.style.name == "Caption"]
    assert len(captions) == len(document.tables) + len(document.inline_shapes)
    assert all(p._p.findall(qn("w:fldSimple")) for p in captions)


def headlines(found: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """What page one says, each with its finding; the first of each question without page one."""
    if "answers" in found:
        named = {finding["id"]: finding for finding in found["findings"]}
        return [(one["sentence"], named[one["finding"]]) for one in found["answers"]]
    first: dict[str, dict[str, Any]] = {}
    for finding in found["findings"]:
        first.setdefault(finding["question"], finding)
    return [(finding["title"], finding) for finding in first.values()]


def test_slides_have_one_answer_each_with_its_interval_picture_and_limits(report: Path) -> None:
    shown = pptx.Presentation(str(report / "slides.pptx"))
    slides = list(shown.slides)
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    found = told(report)
    assert titles[0] == found["title"]
    assert titles[-2:] == ["What these records cannot answer", "How sure"]
    answers = slides[1:-2]
    assert len(answers) == 2
    for slide, (sentence, finding) in zip(answers, headlines(found), strict=True):
        assert slide.shapes.title.text_frame.text == tied(sentence)
        body = "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        assert "95\u00a0% interval" in body
        pictures = [s for s in slide.shapes if s.shape_type == 13]
        assert len(pictures) == 1
        assert len(pictures[0]._element.nvPicPr.cNvPr.get("descr")) > 30
        notes = slide.notes_slide.notes_text_frame.text
        assert all(tied(caveat) in notes for caveat in finding["caveats"])
        assert tied(finding["standing"]) in notes
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= shown.slide_width
            assert shape.top + shape.height <= shown.slide_height


def test_tables_hold_the_numbers_of_the_findings_and_estimates(report: Path) -> None:
    found = told(report)
    with (report / "findings.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [
        *(finding["id"] for finding in found["findings"]),
        *(refused["question"] for refused in found["refusals"]),
    ]
    for row, finding in zip(rows, found["findings"], strict=False):
        assert float(row["value"]) == finding["estimates"][0]["value"]
        assert row["sentence"] == safe(finding["sentence"])
    assert rows[-1]["asked"] == "'=1+1, who was frisked?"
    estimates = pq.read_table(report / "estimates.parquet")
    with (report / "estimates.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = list(csv.DictReader(file))
    assert len(listed) == estimates.num_rows
    assert [float(r["value"]) for r in listed] == estimates["value"].to_pylist()
    assert pq.read_table(report / "findings.parquet").num_rows == len(rows)


def test_every_column_is_described(report: Path) -> None:
    with (report / "columns.csv").open(encoding="utf-8-sig", newline="") as file:
        described = {(row["table"], row["column"]): row["meaning"] for row in csv.DictReader(file)}
    for name in ("findings", "estimates"):
        with (report / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            columns = next(csv.reader(file))
        assert all(described[name, column] for column in columns)
    plain = {one.name for one in ESTIMATES}
    keys = {column for table, column in described if table == "estimates"} - plain
    assert keys == {"subject_race"}
    assert all(one.words.en and one.words.es for one in (*FINDINGS, *ESTIMATES))


def test_the_database_holds_the_same_and_datasette_knows_its_columns(report: Path) -> None:
    held = sqlite3.connect(report / "report.sqlite")
    assert held.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    found = told(report)
    rows = held.execute("SELECT id, value FROM findings WHERE NOT is_refused").fetchall()
    assert rows == [(f["id"], f["estimates"][0]["value"]) for f in found["findings"]]
    joined = held.execute(
        "SELECT count(*) FROM findings f JOIN estimates e ON e.question = f.question AND "
        "e.quantity = f.quantity AND f.of = 'subject_race=' || e.subject_race"
    ).fetchone()
    assert joined == (len(found["findings"]),)
    metadata = json.loads((report / "metadata.json").read_text("utf-8"))
    tables = metadata["databases"]["report"]["tables"]
    for name in ("findings", "estimates"):
        columns = [row[1] for row in held.execute(f"PRAGMA table_info({name})")]
        assert list(tables[name]["columns"]) == columns
        assert held.execute(
            'SELECT count(*) FROM columns WHERE "table" = ?', (name,)
        ).fetchone() == (len(columns),)
    held.close()


@given(st.text())
def test_no_cell_is_a_formula_and_no_text_is_lost(tmp_path_factory: Any, text: str) -> None:
    assert safe(text).lstrip(" ")[:1] not in FORMULA
    assert safe(text).removeprefix("'") in {text, text.removeprefix("'")}
    path = tmp_path_factory.getbasetemp() / "cell.csv"
    if "\r" in text or "\0" in text or not text.isprintable():
        return
    write_csv(path, ["a"], [{"a": text}])
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file))[1:] == [[safe(text)] if text else [""]]


def test_a_text_that_xml_cannot_hold_is_printed_without_what_it_cannot() -> None:
    assert printable("a\x00b\x0bc\n\u202fñ") == "a\ufffdb\ufffdc\n\u202fñ"


def test_a_text_without_pictures_has_their_words(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raster, "is_there", lambda: False)
    copy = Path(shutil.copytree(made / "run", tmp_path / "run"))
    report_again(copy, Making(formats=("docx", "slides")))
    document = docx.Document(str(copy / "report" / "report.docx"))
    assert len(document.inline_shapes) == 0
    assert re.search("interval", "\n".join(p.text for p in document.paragraphs))


def test_nothing_heavy_is_loaded_for_the_page_alone() -> None:
    import subprocess
    import sys

    heavy = ("docx", "pptx", "weasyprint", "sqlite3", "pandas", "polars")
    code = f"import daylight.pipeline.reread, sys; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_help_names_every_format_and_language() -> None:
    told_ = CliRunner().invoke(main, ["report", "--help"]).output
    listed = " ".join(told_.split())
    assert ", ".join(FORMATS) in listed
    assert all(one.value in listed for one in WRITTEN)
