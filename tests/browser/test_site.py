"""A person can read a site: on a phone, in the dark, by keyboard, from a disk, without scripts."""

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from daylight.report.language import Language
from daylight.site.write import SiteWish, write_site
from tests.browser.test_report import DESKTOP, NARROW, PHONE, UNFOLD, Scheme, opened
from tests.site.agencies import Invented, made

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]

PAGES = (
    "index.html",
    "es/index.html",
    "en/agencies/birch-police.html",
    "es/agencies/birch-police.html",
    "en/questions/search-rate.html",
    "es/questions/search-rate.html",
    "en/methods/search-rate.html",
    "en/all.html",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two agencies and two periods of one, in both languages."""
    folder = tmp_path_factory.mktemp("site")
    later = Invented(agency="Birch Police", year=2025, period="January to June 2025", searched=40)
    runs = [
        made(folder, one)
        for one in (Invented(agency="Birch Police"), later, Invented(agency="Zinnia Police"))
    ]
    write_site(runs, folder / "out", SiteWish(languages=tuple(Language)))
    return folder / "out"


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, site: Path, name: str) -> None:
    looks: tuple[tuple[tuple[int, int], Scheme], ...] = ((DESKTOP, "light"), (PHONE, "dark"))
    for size, scheme in looks:
        with opened(browser, site / name, size=size, scheme=scheme) as (page, _):
            page.evaluate(UNFOLD)
            found: Any = Axe().run(page, options={"resultTypes": ["violations"]})
            assert found.violations_count == 0, found.generate_report()


def test_axe_finds_nothing_on_pictures_to_take(browser: Browser, site: Path) -> None:
    taken = [
        *sorted((site / "embed").glob("*.html"))[:2],
        *site.glob("en/reports/*/*/pictures.html"),
    ]
    for path in taken[:4]:
        with opened(browser, path, size=PHONE) as (page, _):
            page.evaluate(UNFOLD)
            found: Any = Axe().run(page, options={"resultTypes": ["violations"]})
            assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_narrow_phone(browser: Browser, site: Path, name: str) -> None:
    with opened(browser, site / name, size=NARROW, scripts=False) as (page, asked):
        wide = page.locator("html").evaluate("e => e.scrollWidth")
        assert wide <= NARROW[0]
        assert all(one.startswith("file://") for one in asked)


def test_a_reader_goes_from_the_overview_to_a_number_by_keyboard(
    browser: Browser, site: Path
) -> None:
    with opened(browser, site / "index.html", scripts=False) as (page, _):
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to the content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Birch Police"
        page.keyboard.press("Enter")
        page.wait_for_url("**/en/agencies/birch-police.html")
        link = page.get_by_role("link", name="The full report").first
        link.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/index.html")
        assert page.get_by_role("heading", level=1).inner_text() == "Invented stops"
        back = page.get_by_role("navigation", name="Site").get_by_role("link", name="Birch Police")
        back.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/en/agencies/birch-police.html")
