"""Where a page of a site stands: by what it is about alone, so that it stays where it is."""

import hashlib
import unicodedata

LONGEST = 60
"""Letters of a name in an address."""

MARKS = 8
"""Hexadecimal digits that tell apart what letters do not."""


def agency_address(name: str) -> str:
    """The folder name of an agency: its name in plain letters, with marks where those lose any."""
    plain = _plain(name)
    whole = plain.replace("-", " ") == " ".join(name.lower().split())
    return plain if whole and len(plain) <= LONGEST else _marked(plain, name)


def run_address(title: str, period: str) -> str:
    """The folder name of a run: another one of the same study and period takes its place."""
    return _marked(_plain(title), f"{title}\n{period}")


def sorted_as(name: str) -> str:
    """A name for sorting: without accents, capitals and marks at its start."""
    bare = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in bare if not unicodedata.combining(c)).lstrip("¿¡«“\"' ")


def _marked(plain: str, whole: str) -> str:
    marks = hashlib.sha256(whole.encode()).hexdigest()[:MARKS]
    return f"{plain[:LONGEST].strip('-')}-{marks}".lstrip("-")


def _plain(name: str) -> str:
    """Small letters, digits and hyphens: accents go, everything else is a hyphen."""
    bare = unicodedata.normalize("NFKD", name.lower())
    kept = (c if c.isascii() and c.isalnum() else " " for c in bare if not unicodedata.combining(c))
    return "-".join("".join(kept).split())
