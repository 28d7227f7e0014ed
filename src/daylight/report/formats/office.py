"""What text and slides share: pictures, languages, and files that are the same every time."""

import zipfile
from pathlib import Path

from daylight.report.language import Language, spoken

TAGS = {Language.ENGLISH: "en-US", Language.SPANISH: "es-US"}
"""What an office program calls each language."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every part of a file: no clock time is in a report."""


def tag() -> str:
    """The tag of the language that is spoken."""
    return TAGS[spoken()]


def undated(path: Path) -> None:
    """Write an office file again without the time at which it was written."""
    with zipfile.ZipFile(path) as found:
        parts = [(info.filename, found.read(info)) for info in found.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as anew:
        for name, content in parts:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            anew.writestr(info, content)
