"""A whole monitoring period, and an amendment, played by keyboard alone on a real server."""

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("default")]

PASSWORD = "a password for tests only"  # noqa: S105 -- of accounts that live for one test
SETUP = Path(__file__).with_name("register_setup.py")
DESKTOP, PHONE = (1280, 900), (390, 844)
TABS = 250  # more stops than any page has

DECREE = """SYNTHETIC TEXT. NO COURT WROTE IT.
I. USE OF FORCE
1. The Department will train every officer in de-escalation within 180 days of the Effective Date.
2. The Department will review every use of force within l5 days of the report.
"""
AMENDED = """I. USE OF FORCE
1. The Department will train every officer in de-escalation within 180 days of the Effective Date.
2. The Department will record every use of force and every pointing of a firearm.
4. The Department will publish its force policy.
5. The Department will keep every record for ten years.
6. The Department will name a liaison.
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A register on a free port, in a process of its own."""
    folder = tmp_path_factory.mktemp("register") / "data"
    subprocess.run([sys.executable, str(SETUP), str(folder), PASSWORD], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "daylight.register", "serve", "--no-browser"]
    process = subprocess.Popen(
        [*command, "--folder", str(folder), "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        with suppress(OSError):
            if urllib.request.urlopen(f"{address}/health", timeout=30).status == 200:  # noqa: S310
                return
        if process.poll() is not None:
            break
        time.sleep(0.25)
    process.kill()
    pytest.fail(f"the server did not start:\n{process.communicate()[0].decode()}")


@contextmanager
def person(
    browser: Browser, server: str, name: str = "", size: tuple[int, int] = DESKTOP
) -> Iterator[Page]:
    """Someone at a keyboard, signed in if they have a name."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.set_default_timeout(120_000)
    if name:
        page.goto(f"{server}/login/")
        write(page, "Username", name)
        write(page, "Password", PASSWORD)
        press(page, page.get_by_role("main").get_by_role("button", name="Sign in"))
        assert "/login/" not in page.url
    yield page
    context.close()


def tab_to(page: Page, target: Locator) -> None:
    """Reach something with the tab key only; fail if the keyboard cannot."""
    target.wait_for(state="attached")
    for _ in range(TABS):
        if target.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"the keyboard cannot reach {target}")


def press(page: Page, target: Locator) -> None:
    """Tab to a link or button, press Enter, and look at the page that comes."""
    tab_to(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    check(page)


def follow(page: Page, name: str) -> None:
    press(page, page.get_by_role("link", name=name, exact=True).first)


def button(page: Page, name: str) -> None:
    press(page, page.get_by_role("main").get_by_role("button", name=name, exact=True))


def write(page: Page, label: str, text: str) -> None:
    tab_to(page, page.get_by_label(label).locator("visible=true").first)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def write_date(page: Page, label: str, day: datetime) -> None:
    tab_to(page, page.get_by_label(label).first)
    page.keyboard.type(day.strftime("%m%d%Y"))


def choose(page: Page, label: str, option: str) -> None:
    """Type the beginning of an option, as a person would."""
    field = page.get_by_label(label).first
    tab_to(page, field)
    page.keyboard.type(option)
    chosen = field.evaluate("node => node.selectedOptions[0].text")
    assert chosen.startswith(option), (label, option, chosen)


def box(page: Page, name: str) -> None:
    """A box to tick, where the page asks for it: tab there, and the space bar."""
    target = page.get_by_role("checkbox", name=name, exact=True)
    if target.count():
        tab_to(page, target)
        page.keyboard.press("Space")
        assert target.is_checked()


def tick(page: Page, name: str) -> None:
    """A radio button: tab to the group, go down to the answer."""
    target = page.get_by_role("radio", name=name, exact=True)
    first = page.get_by_role("radio").first
    tab_to(page, first)
    page.keyboard.press("Space")
    while not target.evaluate("node => node === document.activeElement"):
        page.keyboard.press("ArrowDown")
    assert target.is_checked()


def attach(page: Page, label: str, file: Path) -> None:
    tab_to(page, page.get_by_label(label).first)
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files(file)


def reason(page: Page, text: str) -> None:
    write(page, "Reason for this entry", text)


def check(page: Page) -> None:
    """No page fails, scrolls sideways, or has a fault that axe can find."""
    assert page.get_by_text("This did not work").count() == 0, page.inner_text("main")
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} is {wide} pixels too wide"


TODAY = datetime.now(UTC)


def test_a_whole_period_by_keyboard(browser: Browser, server: str, tmp_path: Path) -> None:
    text = tmp_path / "dale.txt"
    text.write_text(DECREE)
    policy = tmp_path / "policy.txt"
    policy.write_text("The training policy.")

    with person(browser, server, "monitor") as page:
        follow(page, "Add a decree")
        for label, value in (("Slug", "dale"), ("Title", "State v. City of Dale (synthetic)"),
                             ("Jurisdiction", "Dale")):  # fmt: skip
            write(page, label, value)
        choose(page, "Plaintiff type", "State attorney")
        choose(page, "Status", "entered")
        write_date(page, "Effective date", datetime(2026, 1, 1, tzinfo=UTC))
        choose(page, "Scale", "Preliminary")
        reason(page, "new matter")
        button(page, "Save")

        follow(page, "Import a text")
        attach(page, "File", text)
        choose(page, "This text is", "synthetic")
        write(page, "Name of this version", "Agreement")
        write_date(page, "In force from", datetime(2026, 1, 1, tzinfo=UTC))
        reason(page, "filed agreement")
        button(page, "Save")
        follow(page, "Check ¶ 2")
        assert "read “l5 days” as “15 days”" in page.inner_text("main")
        reason(page, "compared with the original")
        button(page, "It reads like this")
        reason(page, "read through")
        button(page, "Accept the text")
        for code in ("1", "2"):
            follow(page, f"Read and confirm {code}")
            reason(page, "read against the paragraph")
            button(page, "Confirm")
        assert "Confirmed (2)" in page.inner_text("main")

        follow(page, "Periods")
        follow(page, "Add a period")
        write(page, "Name", "First report")
        write(page, "Order", "1")
        write_date(page, "Starts", datetime(2026, 1, 1, tzinfo=UTC))
        write_date(page, "Ends", datetime(2026, 6, 30, tzinfo=UTC))
        reason(page, "monitoring plan")
        button(page, "Save")

    with person(browser, server, "department", PHONE) as page:
        follow(page, "State v. City of Dale (synthetic)")
        follow(page, "Evidence")
        follow(page, "Add evidence")
        attach(page, "File", policy)
        write(page, "Title", "Training policy")
        choose(page, "Kind", "policy")
        choose(page, "Classification", "public")
        reason(page, "for the first report")
        button(page, "Save")
        follow(page, "Offer it for a requirement")
        choose(page, "Requirement", "1")
        choose(page, "Period", "First report")
        choose(page, "Proves", "policy")
        reason(page, "for the first report")
        button(page, "Save")

    with person(browser, server, "auditor") as page:
        follow(page, "State v. City of Dale (synthetic)")
        follow(page, "Audits")
        follow(page, "Plan an audit")
        choose(page, "Requirement", "2")
        choose(page, "Period", "First report")
        write(page, "Title", "Timely reviews")
        write(page, "Question", "Was the review done within 15 days?")
        write(page, "Instrument version", "1")
        write(page, "Frame query", "All reviews of the period")
        choose(page, "Rule", "one-sided")
        tab_to(page, page.get_by_label("Frame", exact=True))
        page.keyboard.type("F-1, north\nF-2, north\nF-3, south")
        reason(page, "agreed with the parties")
        button(page, "Save")
        write(page, "Files to draw", "3")
        write(page, "Seed", "dice 2 5 1")
        reason(page, "drawn before the parties")
        button(page, "Draw")
    for name in ("auditor", "expert"):
        with person(browser, server, name) as page:
            follow(page, "State v. City of Dale (synthetic)")
            follow(page, "Audits")
            follow(page, "Timely reviews")
            for _ in range(3):
                follow(page, "Review the next file")
                tick(page, "pass")
                button(page, "Save")

    with person(browser, server, "monitor") as page:
        follow(page, "State v. City of Dale (synthetic)")
        follow(page, "Audits")
        follow(page, "Timely reviews")
        assert "every file of the frame was reviewed" in page.inner_text("main")
        reason(page, "complete")
        button(page, "Close the audit")
        for code, state in (("1", "met"), ("2", "not met")):
            follow(page, "Periods")
            follow(page, "First report")
            follow(page, code)
            choose(page, "Preliminary", "met")
            choose(page, "Secondary", state)
            choose(page, "Full", "not met")
            write(page, "Narrative", f"Narrative of requirement {code}.")
            reason(page, "assessment")
            button(page, "Save the draft")
        follow(page, "Periods")
        follow(page, "First report")
        follow(page, "Send the draft to the parties")
        reason(page, "draft complete")
        button(page, "Save")
        follow(page, "Comments")
        follow(page, "Open a comment window")
        write(page, "Subject", "Draft first report")
        write_date(page, "Opens", TODAY)
        write_date(page, "Closes", TODAY + timedelta(days=10))
        reason(page, "draft before the parties")
        button(page, "Save")

    with person(browser, server, "city", PHONE) as page:
        follow(page, "State v. City of Dale (synthetic)")
        follow(page, "Comments")
        follow(page, "Comment")
        write(page, "Text", "The city asks for a later date.")
        button(page, "Save")

    with person(browser, server, "monitor") as page:
        follow(page, "State v. City of Dale (synthetic)")
        follow(page, "Comments")
        follow(page, "decide")
        tick(page, "published")
        write(page, "Answer", "Considered.")
        reason(page, "answered")
        button(page, "Save")
        follow(page, "Periods")
        follow(page, "First report")
        follow(page, "File")
        write_date(page, "Filed on", TODAY)
        write(page, "Docket reference", "Doc. 30")
        box(page, "File it all the same, with what is missing as listed")
        reason(page, "filed with the court")
        button(page, "File")
        follow(page, "Prepare the public release")
        reason(page, "public version")
        button(page, "Save")

    with person(browser, server) as page:
        assert page.goto(f"{server}/public/dale/").status == 404  # type: ignore[union-attr]

    with person(browser, server, "plaintiff") as page:
        follow(page, "State v. City of Dale (synthetic)")
        follow(page, "Reports and releases")
        follow(page, "approve")
        reason(page, "read every page")
        button(page, "Save")

    with person(browser, server, size=PHONE) as page:
        page.goto(f"{server}/public/dale/")
        check(page)
        words = page.inner_text("body")
        assert "Doc. 30, filed" in words
        assert "not a ruling of the court" in words
        for name in ("Every requirement", "Text", "Outcomes", "Comments and recommendations"):
            follow(page, name)
        assert "The city asks for a later date." in page.inner_text("body")


def test_an_amendment_by_keyboard(browser: Browser, server: str, tmp_path: Path) -> None:
    text = tmp_path / "hill-amended.txt"
    text.write_text(AMENDED)
    with person(browser, server, "monitor") as page:
        follow(page, "State v. City of Hill (synthetic)")
        follow(page, "Import a text")
        attach(page, "File", text)
        choose(page, "This text is", "synthetic")
        write(page, "Name of this version", "Agreement as amended")
        write(page, "Docket document", "88")
        write_date(page, "In force from", datetime(2026, 9, 1, tzinfo=UTC))
        reason(page, "order of the court")
        button(page, "Save")
        words = page.inner_text("main")
        assert "is text missing?" in words
        assert "deleted: ¶ 3" in words
        follow(page, "Check ¶ 4")
        reason(page, "¶ 3 was deleted by the order")
        button(page, "It reads like this")
        reason(page, "read through")
        button(page, "Accept the text")
        words = page.inner_text("main")
        assert "waiting for a person (3)" in words
        assert "Confirmed (2)" in words
        follow(page, "Read and confirm 2")
        reason(page, "reworded")
        button(page, "Confirm")
        follow(page, "2")
        words = page.inner_text("main")
        assert "Agreement as amended" in words
        assert "every pointing of a firearm" in words
        page.goto(f"{server}/d/hill/p/2/")
        check(page)
        assert page.locator("ins", has_text="pointing of a firearm").count() == 1
        page.goto(f"{server}/d/hill/r/3/")
        assert "deleted by Agreement as amended" in page.inner_text("main")


def test_pages_stand_without_scripts_and_on_a_phone_in_the_dark(
    browser: Browser, server: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/login/")
    page.get_by_label("Username").fill("monitor")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    assert page.get_by_role("heading", name="Decrees").is_visible()
    context.close()
    for scheme in ("light", "dark"):
        context = browser.new_context(
            viewport={"width": PHONE[0], "height": PHONE[1]},
            color_scheme=scheme,  # type: ignore[arg-type]  # one of the two words
        )
        page = context.new_page()
        page.goto(f"{server}/login/")
        page.get_by_label("Username").fill("monitor")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        for place in ("", "chart/", "text/", "requirements/", "evidence/", "audits/", "measures/",
                      "comments/", "recommendations/", "court/", "calendar/", "releases/", "r/1/",
                      "p/1/", "periods/", "text/import/"):  # fmt: skip
            page.goto(f"{server}/d/hill/{place}")
            check(page)
        for place in ("scales/", "log/", "password/"):
            page.goto(f"{server}/{place}")
            check(page)
        context.close()
