"""Every format of a report by name: what it is for, and where it is written.

To add one: a module with a `write(given)`, and a line here. Its module, and the library behind it,
is loaded only when the format is asked for.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from daylight.errors import DaylightError
from daylight.report.context import ReportContext
from daylight.report.language import WRITTEN, Language

PAGE = "html"
"""The report itself, which is always written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format that a report can be written in.

    Parameters
    ----------
    files
        What it leaves in the folder.
    what
        What it is for, in a line.
    home
        The module of this folder that writes it; empty for the page.
    extra
        What of Daylight must be installed for it; empty where nothing more is needed.
    is_steady
        Whether the same run gives the same bytes wherever it is made.
    """

    name: str
    files: tuple[str, ...]
    what: str
    home: str = ""
    extra: str = ""
    is_steady: bool = True


FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        Format(
            name=PAGE,
            files=("index.html", "findings.json", "estimates.parquet"),
            what="the page, with its findings and estimates as data",
        ),
        Format(
            name="pdf",
            files=("report.pdf",),
            what="the page on paper, tagged for screen readers",
            home="pdf",
            extra="pdf",
            is_steady=False,
        ),
        Format(
            name="docx",
            files=("report.docx",),
            what="a text to edit, with headings, tables and pictures",
            home="docx",
            extra="docx",
        ),
        Format(
            name="slides",
            files=("slides.pptx",),
            what="a slide for each headline, limits in the speaker notes",
            home="slides",
            extra="slides",
        ),
        Format(
            name="csv",
            files=("findings.csv", "estimates.csv", "columns.csv"),
            what="findings and estimates for a spreadsheet, with their columns described",
            home="tables",
        ),
        Format(
            name="sqlite",
            files=("report.sqlite", "metadata.json"),
            what="findings and estimates as a database, described for Datasette",
            home="database",
        ),
        Format(
            name="parquet",
            files=("findings.parquet",),
            what="findings as a Parquet table beside that of the estimates",
            home="tables",
        ),
    )
}


class Wanted(NamedTuple):
    """The formats that are asked for, and what lays out a PDF where one is among them."""

    formats: tuple[str, ...] = (PAGE,)
    pdf_engine: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What every format is written from.

    Parameters
    ----------
    context
        The report as its readers may see it.
    findings
        The content of `findings.json`.
    folder
        Where the page already stands, and the format is to be put.
    name
        The format, for a module that writes several.
    engine
        What lays out a PDF; empty for the first that is there.
    """

    context: ReportContext
    findings: dict[str, Any]
    folder: Path
    name: str
    engine: str = ""


def chosen(names: Iterable[str]) -> tuple[str, ...]:
    """The formats of these names, each once; DaylightError lists the ones there are."""
    wanted = tuple(dict.fromkeys(names))
    if unknown := [name for name in wanted if name not in FORMATS]:
        listed = "\n".join(f"  {one.name:8} {one.what}" for one in FORMATS.values())
        raise DaylightError(f"no format {', '.join(unknown)}; there are:\n{listed}")
    return wanted


def language(tag: str) -> Language:
    """The language of that tag; DaylightError lists the ones that reports are written in."""
    for one in WRITTEN:
        if one.value == tag:
            return one
    listed = ", ".join(one.value for one in WRITTEN)
    raise DaylightError(f"no report is written in {tag!r}; there are: {listed}")


def write_formats(context: ReportContext, wanted: Wanted, folder: Path) -> None:
    """Write the formats into the folder where the page and its data stand.

    The context is that of the page: what may not be seen is gone from it.
    """
    names = [name for name in chosen(wanted.formats) if FORMATS[name].home]
    if not names:
        return
    findings = json.loads((folder / "findings.json").read_text("utf-8"))
    for name in names:
        home = import_module(f"daylight.report.formats.{FORMATS[name].home}")
        home.write(
            Given(
                context=context,
                findings=findings,
                folder=folder,
                name=name,
                engine=wanted.pdf_engine,
            )
        )


def library(module: str, extra: str) -> Any:
    """A library that a format needs; DaylightError says what to install where it is not there."""
    try:
        return import_module(module)
    except ImportError as problem:
        raise DaylightError(
            f"this format needs {module}, which is not installed; install it "
            f"with: pip install 'daylight-oversight[{extra}]'"
        ) from problem
