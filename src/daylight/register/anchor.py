"""The log's head, signed, so that what leaves the register pins what its log held.

Whoever rewrites the log and seals it anew cannot change the reports and releases already outside;
whoever has only the database cannot sign, since the key is a file of the deployment.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from daylight.errors import DaylightError
from daylight.register.models import Change
from daylight.register.record import head
from daylight.register.storage import log_key

PRINTED = re.compile(r"(\d+):([0-9a-f]{64}):([0-9a-f]{64})")


class NotInLog(DaylightError):
    """A printed head that this log does not contain, or that this deployment did not sign."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A number of entries, the seal of the last of them, and the deployment's signature."""

    entries: int
    seal: str
    signature: str

    def __str__(self) -> str:
        return f"{self.entries}:{self.seal}:{self.signature}"


def current() -> Anchor:
    """The log as it is now."""
    return at(*head())


def at(entries: int, seal: str) -> Anchor:
    """The log as it was after so many entries."""
    return Anchor(entries, seal, _sign(entries, seal))


def check(printed: str) -> Anchor:
    """Whether a head printed earlier is signed here and still stands in the log at its place."""
    match = PRINTED.fullmatch(printed.strip())
    if not match:
        raise NotInLog("write the head as it is printed: entries:seal:signature")
    found = Anchor(int(match[1]), match[2], match[3])
    if not hmac.compare_digest(_sign(found.entries, found.seal), found.signature):
        raise NotInLog("this deployment's key did not sign that head")
    entries = Change.objects.order_by("id")
    before = entries[found.entries - 1 : found.entries].first() if found.entries else None
    if (before.seal if before else "") != found.seal:
        raise NotInLog(
            f"the log's entry {found.entries} is not the one that was printed: "
            "its history was rewritten after that"
        )
    return found


def _sign(entries: int, seal: str) -> str:
    key = log_key(Path(settings.FOLDER))
    return hmac.new(key.encode(), f"{entries}:{seal}".encode(), hashlib.sha256).hexdigest()
