"""A PDF by either engine says the same as the page, is tagged, and holds no clock time."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from daylight.errors import DaylightError
from daylight.pipeline.run import run
from daylight.report.formats import pdf
from daylight.report.formats.formats import Given
from tests.small_study import small_study

NUMBER = re.compile(r"[+−-]?\d+(?:[.,]\d+)+")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdf")
    return run(small_study(folder / "data"), folder / "run").report


def laid_out(page: Path, folder: Path, engine: str) -> Path:
    shutil.copyfile(page, folder / "index.html")
    given: Any = Given(context=None, findings={}, folder=folder, name="pdf", engine=engine)  # type: ignore[arg-type]
    pdf.write(given)
    return folder / "report.pdf"


def said_of(page: Path) -> set[str]:
    """The figures that the findings of a page state."""
    findings = json.loads((page.parent / "findings.json").read_text("utf-8"))["findings"]
    return set(NUMBER.findall(" ".join(f"{f['title']} {f['sentence']}" for f in findings)))


def said(path: Path) -> tuple[list[str], set[str], dict[str, str]]:
    """Its headings, the numbers in its text, and what it says of itself."""
    document = pypdfium2.PdfDocument(path)
    headings = ["".join(one.get_title().split()) for one in document.get_toc()]
    text = "\n".join(p.get_textpage().get_text_bounded() for p in document)
    about = document.get_metadata_dict()
    assert document.is_tagged()
    return headings, set(NUMBER.findall(text)), about


def test_weasyprint_lays_out_the_page(page: Path, tmp_path: Path) -> None:
    headings, numbers, about = said(laid_out(page, tmp_path, "weasyprint"))
    html = page.read_text("utf-8")
    for heading in re.findall(r"<h[12][^>]*>([^<]+)</h", html):
        assert "".join(heading.split()) in headings
    assert about["Title"].startswith("Invented stops of 2024")
    assert {"13.9", "20.0"} & numbers


def test_the_same_page_gives_the_same_bytes(page: Path, tmp_path: Path) -> None:
    one = laid_out(page, tmp_path, "weasyprint").read_bytes()
    assert laid_out(page, tmp_path, "weasyprint").read_bytes() == one
    assert not re.search(rb"D:20[2-9]\d", one)


@pytest.mark.browser
def test_both_engines_print_the_same_headings_and_figures(page: Path, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    by_browser = laid_out(page, tmp_path / "a", "chromium")
    one, two = said(by_browser), said(laid_out(page, tmp_path / "b", "weasyprint"))
    assert one[0] == two[0]
    stated = said_of(page)
    assert one[1] & stated == two[1] & stated
    assert len(one[1] & stated) > 5
    assert one[2]["Title"] == two[2]["Title"]
    raw = by_browser.read_bytes()
    assert b"/Lang (en)" in raw
    assert laid_out(page, tmp_path / "a", "chromium").read_bytes() == raw


def test_without_any_engine_the_remedy_is_said(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "chromium", lambda: "")
    monkeypatch.setattr(pdf, "library", _absent)
    with pytest.raises(DaylightError, match=r"needs Chromium or WeasyPrint.*pip install"):
        laid_out(page, tmp_path, "")
    with pytest.raises(DaylightError, match="no Chromium is found"):
        laid_out(page, tmp_path, "chromium")
    with pytest.raises(DaylightError, match="no PDF engine 'word'; there are chromium, weasyprint"):
        laid_out(page, tmp_path, "word")


def _absent(module: str, _extra: str) -> Any:
    raise DaylightError(f"this format needs {module}")


def test_a_browser_that_fails_is_said_to(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "chrome"
    broken.write_text("#!/bin/sh\necho no display >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("DAYLIGHT_CHROMIUM", str(broken))
    with pytest.raises(DaylightError, match="could not print the page: no display"):
        laid_out(page, tmp_path, "chromium")
    broken.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    with pytest.raises(DaylightError, match="printed nothing"):
        laid_out(page, tmp_path, "chromium")
