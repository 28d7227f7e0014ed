"""`make pictures`: the demo report and the demo register as a reader sees them, in Chromium."""

import io
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from daylight.pipeline.run import run
from daylight.studies import STUDIES

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTH, HEIGHT = 960, 820
PAGE_ONE = 1100
"""Width at which page one of a report has both its columns."""
DECREE = "Riverbend"
COLOURS = 96
"""Enough for text and flat colours; a picture of a page stays below 250 KB."""

PORT = 8793
PASSWORD = "seen-by-nobody-else"  # noqa: S105
"""Of accounts that exist for as long as the picture takes."""


@contextmanager
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or whichever Chromium is on the path."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise SystemExit("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


def keep(page: Page, name: str, start: float = 0, width: int = WIDTH) -> None:
    """What stands on a page from there on, as a PNG of few colours."""
    clip = {"x": 0, "y": start, "width": width, "height": HEIGHT}
    shot = page.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
    image = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(FOLDER / f"{name}.png", optimize=True)


def report(opened: Browser, work: Path) -> None:
    """Page one of the demo report, as wide as its two columns."""
    made = run(STUDIES / "minneapolis.toml", work / "demo-run")
    page = opened.new_page(viewport={"width": PAGE_ONE, "height": HEIGHT}, color_scheme="light")
    page.goto(made.report.as_uri())
    keep(page, "report", width=PAGE_ONE)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the demo register, served from a folder of its own."""
    command = [sys.executable, "-m", "daylight", "register", "demo", "--folder", str(folder)]
    command += ["--port", str(PORT), "--no-browser", "--password", PASSWORD]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603
    assert process.stdout is not None  # noqa: S101  it was asked for above
    lines = iter(process.stdout.readline, "")
    next(line for line in lines if "open at" in line)
    threading.Thread(target=process.stdout.read, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{PORT}"
    finally:
        process.terminate()
        process.wait()


def register(opened: Browser, work: Path) -> None:
    """The demo decree, as the monitor sees it."""
    with served(work / "register") as address:
        page = opened.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(f"{address}/login/")
        page.locator("[name=username]").fill("monitor")
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("main").get_by_role("button", name="Sign in").click()
        page.get_by_role("link", name=DECREE).click()
        page.wait_for_load_state()
        keep(page, "register")


def main() -> None:
    """Take both pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with browser() as opened, tempfile.TemporaryDirectory() as work:
        report(opened, Path(work))
        register(opened, Path(work))


if __name__ == "__main__":
    main()
