"""A report's page as it stands in a site: lighter, and with a way back."""

import re
from collections.abc import Iterator

from markupsafe import Markup

from daylight.report.language import say
from daylight.site.download import ARCHIVE
from daylight.site.runs import SiteRun

CARRIED = re.compile(r' data-(?:value|low|high)="[^"]*"')
"""Numbers that a drawing carries for whoever draws it again: they stand in its table."""

BESIDE = "<code>findings.json</code>, <code>estimates.parquet</code>"
"""How a report names the data that lie beside it."""


def placed(page: str, run: SiteRun) -> str:
    """A report's page with a way back to the site above it, and without what no reader sees."""
    before, main, after = "".join(_unindented(light(page))).partition("<main>")
    data = f'<a href="{ARCHIVE}"><code>{ARCHIVE}</code></a> ({BESIDE})'
    return f"{before}{_way_back(run)}{main}{after.replace(BESIDE, data)}"


def light(drawn: str) -> str:
    """Drawings without the numbers that they carry unseen."""
    return CARRIED.sub("", drawn)


def _way_back(run: SiteRun) -> str:
    return Markup(
        '<nav class="contents" aria-label="{}"><ul role="list">\n'
        '<li><a href="../../../index.html">{}</a></li>\n'
        '<li><a href="../../../agencies/{}.html">{}</a></li>\n</ul></nav>\n'
    ).format(say("Site", "Sitio"), say("Overview", "Panorama"), run.agency_address, run.agency)


def _unindented(text: str) -> Iterator[str]:
    """Lines without the spaces before them, except where a page shows them."""
    is_verbatim = False
    for line in text.splitlines(keepends=True):
        yield line if is_verbatim else line.lstrip(" ")
        if "<pre" in line:
            is_verbatim = True
        if "</pre>" in line:
            is_verbatim = False
