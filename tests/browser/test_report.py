"""A person can read the report: on a phone, in the dark, on paper, by keyboard, without scripts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from daylight.report.page import render, tied
from tests.report.example import context
from tests.report.test_page_one import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]

DESKTOP, PHONE, NARROW = (1280, 900), (390, 740), (320, 640)

UNFOLD = "document.querySelectorAll('details').forEach(d => { d.open = true })"

Scheme = Literal["light", "dark"]


@contextmanager
def opened(
    browser: Browser,
    report: Path,
    *,
    size: tuple[int, int] = DESKTOP,
    scheme: Scheme = "light",
    scripts: bool = True,
) -> Iterator[tuple[Page, list[str]]]:
    """The report in a fresh window, and everything that window asked for."""
    made = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        java_script_enabled=scripts,
    )
    page = made.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report.as_uri())
    try:
        yield page, asked
    finally:
        made.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_axe_finds_nothing(
    browser: Browser, report: Path, size: tuple[int, int], scheme: Scheme
) -> None:
    with opened(browser, report, size=size, scheme=scheme) as (page, _):
        page.evaluate(UNFOLD)
        found: Any = Axe().run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()


def test_the_page_asks_for_nothing_but_itself(browser: Browser, report: Path) -> None:
    with opened(browser, report) as (page, asked):
        page.mouse.wheel(0, 30_000)
        assert asked == [report.as_uri()]


@pytest.mark.parametrize("size", [DESKTOP, PHONE, NARROW])
def test_nothing_is_wider_than_the_window(
    browser: Browser, report: Path, size: tuple[int, int]
) -> None:
    with opened(browser, report, size=size) as (page, _):
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
        page.evaluate(UNFOLD)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_without_scripts_every_finding_and_picture_is_there(browser: Browser, report: Path) -> None:
    with opened(browser, report, scripts=False) as (page, _):
        for summary in page.locator("summary").all():
            summary.click()
        text = page.locator("main").inner_text()
        for finding in context().findings:
            assert tied(finding.sentence) in text
        pictures = sum(len(question.charts) for question in context().questions)
        assert page.locator("figure:not(#overview) svg:visible").count() >= pictures


def test_pictures_on_a_phone_keep_their_letters_readable(browser: Browser, report: Path) -> None:
    with opened(browser, report, size=PHONE) as (page, _):
        heights = page.locator("figure svg:visible text").evaluate_all(
            "all => all.map(t => parseFloat(getComputedStyle(t).fontSize) "
            "* t.ownerSVGElement.getBoundingClientRect().width "
            "/ t.ownerSVGElement.viewBox.baseVal.width)"
        )
        assert min(heights) >= 10.5


def test_everything_that_moves_or_opens_is_reached_by_keyboard(
    browser: Browser, report: Path
) -> None:
    with opened(browser, report, size=PHONE) as (page, _):
        wanted = page.locator("a:visible, summary:visible, .scroll:visible").count()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        reached = set()
        for _press in range(wanted + 5):
            reached.add(
                page.evaluate("[...document.querySelectorAll('*')].indexOf(document.activeElement)")
            )
            page.keyboard.press("Tab")
        assert len(reached) >= wanted


def test_the_skip_link_leads_to_the_findings(browser: Browser, report: Path) -> None:
    with opened(browser, report) as (page, _):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "findings"


def test_a_dark_page_draws_its_pictures_for_the_dark(browser: Browser, report: Path) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        with opened(browser, report, scheme=scheme) as (page, _):
            label = page.locator("figure svg:visible text").first
            mark = page.locator("figure svg:visible .f-own").first
            seen[scheme] = (
                label.evaluate("t => getComputedStyle(t).fill"),
                mark.evaluate("m => getComputedStyle(m).fill + getComputedStyle(m).stroke"),
            )
    assert seen["light"][0] != seen["dark"][0]
    assert seen["light"][1] != seen["dark"][1]


def printed(page: Page, paper: str) -> list[str]:
    """The pages of a print, as text on one line each."""
    document = pypdfium2.PdfDocument(page.pdf(format=paper))
    texts = [document[i].get_textpage().get_text_range() for i in range(len(document))]
    return [" ".join(text.replace("\xa0", " ").split()) for text in texts]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_page_one_is_one_page_and_the_next_starts_with_a_section(
    browser: Browser, tmp_path: Path, kind: str, paper: str
) -> None:
    report = tmp_path / "index.html"
    report.write_text(render(KINDS[kind]()), encoding="utf-8")
    with opened(browser, report) as (page, _):
        first, second, *_rest = printed(page, paper)
    assert "FINDINGS REPORT" in first
    assert "What these records cannot answer" in first
    assert "Stress-tested" in first
    assert second.startswith("SECTION 1")


def test_on_paper_what_is_never_folded_is_printed_and_the_rest_is_named(
    browser: Browser, report: Path
) -> None:
    with opened(browser, report, scheme="dark") as (page, _):
        text = " ".join(printed(page, "A4"))
    for question in context().questions:
        assert question.asked in text
    assert "The records cannot answer this" in text
    assert "51,917" in text
    assert "in the electronic file" in text
    assert "GROUP BY" not in text
    assert "estimates.parquet" in text


def test_on_paper_everything_is_unfolded_where_that_is_asked_for(
    browser: Browser, tmp_path: Path
) -> None:
    report = tmp_path / "index.html"
    report.write_text(render(replace(context(), print_all=True)), encoding="utf-8")
    with opened(browser, report) as (page, _):
        text = " ".join(printed(page, "A4"))
    for finding in context().findings:
        assert finding.standing in text
    assert "GROUP BY" in text
    assert "in the electronic file" not in text


def test_headings_are_met_in_the_order_in_which_they_are_seen(
    browser: Browser, report: Path
) -> None:
    with opened(browser, report, size=PHONE) as (page, _):
        tops = page.locator("h1:visible, h2:visible, h3:visible").evaluate_all(
            "all => all.map(h => h.getBoundingClientRect().top)"
        )
        assert tops == sorted(tops)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_demo_is_twelve_pages_and_page_one_is_one_of_them(
    browser: Browser, demo_folder: Path, paper: str
) -> None:
    report = demo_folder / "daylight-demo" / "report" / "index.html"
    with opened(browser, report) as (page, _):
        pages = printed(page, paper)
    assert len(pages) <= 12
    assert pages[1].startswith("SECTION 1")
