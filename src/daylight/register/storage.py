"""Where the register keeps things: its folder, its secret and its database."""

import os
import secrets
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

from daylight.errors import DaylightError

BUSY_SECONDS = 30


class BadDatabase(DaylightError):
    """A database URL that is not PostgreSQL's."""


def secret_key(folder: Path) -> str:
    """The folder's secret key, made on first use and readable by its owner only."""
    place = folder / "secret-key"
    if not place.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_once(place, secrets.token_urlsafe(64).encode())
    return place.read_text().strip()


def log_key(folder: Path) -> str:
    """The key that signs the log's head, made on first use; it is in no backup and no database."""
    place = folder / "log-key"
    if not place.exists():
        write_once(place, secrets.token_urlsafe(64).encode())
    return place.read_text().strip()


def write_once(place: Path, content: bytes) -> None:
    """Write a private file whole or not at all; one that is already there stays."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".partial-")
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        if not place.exists():
            partial.replace(place)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(place.parent)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a crash."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def database(url: str, folder: Path) -> dict[str, Any]:
    """Django's settings for SQLite in the folder, or for a PostgreSQL URL."""
    return _postgresql(url) if url else _sqlite(folder)


def _sqlite(folder: Path) -> dict[str, Any]:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "register.sqlite3",
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            # A transaction that will write takes its turn at the start: it never fails half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_SECONDS,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            ),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlparse(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise BadDatabase(
            f"{parts.scheme or 'the URL'} is not PostgreSQL: "
            "write postgresql://user:password@host:5432/name"
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
