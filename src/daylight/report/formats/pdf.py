"""The page on paper: a tagged PDF laid out by Chromium, or by WeasyPrint where there is none."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from daylight.errors import DaylightError
from daylight.report.formats.flat_style import within_pictures
from daylight.report.formats.formats import Given, library

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "msedge",
)
"""Names of programs that are Chromium; `DAYLIGHT_CHROMIUM` names another."""

PATIENCE = 600
"""Seconds that a browser has for a report."""

TOLD = 300
"""Letters of a browser's complaint that are passed on."""

UNLIKE_A_BROWSER = """
details:not([open]) > :not(summary) { display: none !important }
* { grid-column: auto !important }
"""
"""What WeasyPrint must be told: what is folded is left out, and no part spans a grid, since it
counts the lines of a grid from its end otherwise than browsers do."""

_DATES = re.compile(rb"(/(?:CreationDate|ModDate) ?\(D:)\d{14}")
_NO_DATE = rb"\g<1>19800101000000"


def write(given: Given) -> None:
    """Write report.pdf from index.html beside it; DaylightError where nothing can lay it out."""
    page, out = given.folder / "index.html", given.folder / "report.pdf"
    engine(given.engine)(page, out)
    undated = _DATES.sub(_NO_DATE, out.read_bytes())
    out.write_bytes(undated)


def engine(name: str = "") -> Callable[[Path, Path], None]:
    """What lays out a page, by its name or the first that is there."""
    if name and name not in ENGINES:
        raise DaylightError(f"no PDF engine {name!r}; there are {', '.join(ENGINES)}")
    if name:
        return ENGINES[name]
    return by_chromium if chromium() else by_weasyprint


def chromium() -> str:
    """Where Chromium is; empty where it is not."""
    named = os.environ.get("DAYLIGHT_CHROMIUM", "")
    found = (shutil.which(one) for one in (*([named] if named else []), *BROWSERS))
    return next((path for path in found if path), "")


def by_chromium(page: Path, out: Path) -> None:
    """Print a page with Chromium: no window, no network, nothing kept."""
    program = chromium()
    if not program:
        raise DaylightError(
            "no Chromium is found: install Chromium or Chrome, name it in DAYLIGHT_CHROMIUM, or "
            "use --pdf-engine weasyprint (pip install 'daylight-oversight[pdf]')"
        )
    with tempfile.TemporaryDirectory(prefix="daylight-pdf-") as scratch:
        command = [
            program,
            "--headless",
            *(["--no-sandbox"] if _is_root() else []),
            "--disable-gpu",
            "--disable-extensions",
            "--disable-background-networking",
            "--no-first-run",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={scratch}",
            "--no-pdf-header-footer",
            "--generate-pdf-document-outline",
            f"--print-to-pdf={out.resolve()}",
            page.resolve().as_uri(),
        ]
        _call(command, program)
    if not out.is_file():
        raise DaylightError(
            f"{program} printed nothing; use --pdf-engine weasyprint, or print the page from a "
            "browser"
        )


def _call(command: list[str], program: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603  a program of this machine, on our own page
            command, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise DaylightError(
            f"{program} could not print the page ({problem}); use --pdf-engine weasyprint"
        ) from problem
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()[-TOLD:] or str(done.returncode)
        raise DaylightError(
            f"{program} could not print the page: {said}; use --pdf-engine weasyprint"
        )


def by_weasyprint(page: Path, out: Path) -> None:
    """Lay a page out with WeasyPrint, tagged for screen readers; slower, and needs no browser."""
    try:
        weasyprint = library("weasyprint", "pdf")
    except (DaylightError, OSError) as problem:
        raise DaylightError(
            "a PDF needs Chromium or WeasyPrint, and neither is here: install Chromium or Chrome "
            "(or name it in DAYLIGHT_CHROMIUM), or: pip install 'daylight-oversight[pdf]'"
        ) from problem
    document = weasyprint.HTML(
        string=within_pictures(page.read_text("utf-8")),
        base_url=page.resolve().as_uri(),
        url_fetcher=_fetch_nothing,
    )
    document.write_pdf(
        out,
        stylesheets=[weasyprint.CSS(string=UNLIKE_A_BROWSER)],
        pdf_variant="pdf/ua-1",
        pdf_identifier=b"daylight",
    )


def _fetch_nothing(url: str, *_args: Any, **_settings: Any) -> Any:
    raise DaylightError(f"a report holds everything it shows, and yet asks for {url}")


def _is_root() -> bool:
    """A browser's sandbox does not start for the administrator, as in a container."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


ENGINES: dict[str, Callable[[Path, Path], None]] = {
    "chromium": by_chromium,
    "weasyprint": by_weasyprint,
}
