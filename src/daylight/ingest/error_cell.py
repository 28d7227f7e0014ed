"""Cells in which a spreadsheet shows an error instead of a value."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

ERRORS = (
    "#REF!",
    "#N/A",
    "#VALUE!",
    "#DIV/0!",
    "#NAME?",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
)
LONGEST = max(len(error) for error in ERRORS)
_BYTES = re.compile(b"|".join(re.escape(error.encode()) for error in ERRORS))
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def shows_error(text: bytes) -> bool:
    """Whether a text may hold the name of an error."""
    return b"#" in text and _BYTES.search(text) is not None


def error_cells(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """Row and column, from 0, of every error in a sheet of an `.xlsx` workbook → what it shows.

    The reader of workbooks gives such cells as empty, so they are looked up in the file itself;
    nothing is found in workbooks of other kinds.
    """
    if not zipfile.is_zipfile(path):
        return {}
    with zipfile.ZipFile(path) as archive:
        place = _place(archive, sheet)
        if place not in archive.namelist():
            return {}
        if b't="e"' not in (text := archive.read(place)):
            return {}
    found = {}
    for cell in ElementTree.fromstring(text).iter(f"{_MAIN}c"):  # noqa: S314 - expat limits growth
        if cell.get("t") == "e":
            found[_row_and_column(cell.get("r", ""))] = cell.findtext(f"{_MAIN}v", "#N/A")
    return found


def _place(archive: zipfile.ZipFile, sheet: str) -> str:
    """Where a sheet is kept in the archive; empty where this is not such a workbook."""
    names = archive.namelist()
    if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
        return ""
    try:
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
        links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314
    except ElementTree.ParseError:
        return ""
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    for one in book.iter(f"{_MAIN}sheet"):
        if one.get("name") == sheet:
            target = targets.get(one.get(f"{_LINKS}id"), "")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _row_and_column(reference: str) -> tuple[int, int]:
    letters = re.sub(r"[^A-Z]", "", reference)
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(re.sub(r"[^0-9]", "", reference) or 0) - 1, column - 1
