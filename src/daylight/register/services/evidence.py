"""Take in a file: by type, size and content; kept under its hash, never run, never shown inline."""

import hashlib
import re
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings

from daylight.errors import DaylightError
from daylight.register import record
from daylight.register.models import Evidence
from daylight.register.record import Author
from daylight.register.storage import write_once

# The first bytes that a file of each kind must have; text kinds must be text.
KINDS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".docx": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".csv": (),
    ".txt": (),
    ".json": (),
}


class BadUpload(DaylightError):
    """A file the register does not take."""


def check_upload(name: str, content: bytes) -> str:
    """The safe name of an acceptable file; refuses by size, kind and content."""
    if not content:
        raise BadUpload("the file is empty")
    if len(content) > settings.UPLOAD_BYTES:
        raise BadUpload(f"a file may be at most {settings.UPLOAD_BYTES // 2**20} MB")
    suffix = PurePath(name).suffix.lower()
    if suffix not in KINDS:
        raise BadUpload(f"files of kind “{suffix}” are not taken; send {', '.join(KINDS)}")
    if not _is(suffix, content):
        raise BadUpload(f"the content is not that of a {suffix} file")
    if suffix in (".docx", ".xlsx") and b"vbaProject.bin" in content:
        raise BadUpload("documents with macros are not taken")
    stem = re.sub(r"[^\w.-]+", "-", PurePath(name.replace("\\", "/")).stem).strip("-.")
    return f"{stem[:100] or 'file'}{suffix}"


def _is(suffix: str, content: bytes) -> bool:
    starts = KINDS[suffix]
    if starts:
        return content.startswith(starts)
    try:
        return "\x00" not in content.decode()
    except UnicodeDecodeError:
        return False


def place(sha256: str) -> Path:
    """Where content with this hash is kept; the name has no suffix, so nothing would run it."""
    return Path(settings.EVIDENCE_FOLDER) / sha256[:2] / sha256


def add(author: Author, *, name: str, content: bytes, **fields: Any) -> Evidence:
    """Keep a file and enter it; the bytes are on disk before the entry exists."""
    safe = check_upload(name, content)
    digest = hashlib.sha256(content).hexdigest()
    write_once(place(digest), content)
    return record.create(
        Evidence(
            sha256=digest,
            size=len(content),
            filename=safe,
            submitted_by=author.user,
            **fields,
        ),
        author,
    )


def content_of(evidence: Evidence) -> bytes:
    """The file, checked against its hash."""
    content = place(evidence.sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != evidence.sha256:
        raise BadUpload(f"the stored file of “{evidence}” no longer matches its hash")
    return content
