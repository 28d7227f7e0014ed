"""Back up and restore: one file, whole or not at all, checked after it is written."""

import hashlib
import os
import sqlite3
import tempfile
import zipfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from daylight.errors import DaylightError
from daylight.register.storage import sync_folder

DATABASE = "register.sqlite3"
SUMS = "SHA256SUMS"
FOLDERS = ("evidence", "releases")


class BadBackup(DaylightError):
    """A backup that is not whole, or a register that cannot be backed up this way."""


def back_up(target: Path) -> Path:
    """Write database, evidence and releases as of one moment to one ZIP file.

    The copy of the database is taken while others go on working. The target's name appears only
    when the file is complete and has been read back.
    """
    if connection.vendor != "sqlite":
        raise BadBackup("this register is on PostgreSQL: use pg_dump, and copy its folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".partial-", suffix=".zip")
    os.close(handle)
    partial = Path(name)
    try:
        _write(partial)
        check(partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    sync_folder(target.parent)
    return target


def _write(partial: Path) -> None:
    sums: list[str] = []
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / DATABASE
            _copy_database(copy)
            _add(archive, copy, DATABASE, sums)
        # After the database: every file it names was on disk before its entry was made.
        for file in _files():
            _add(archive, file, str(file.relative_to(settings.FOLDER)), sums)
        archive.writestr(SUMS, "".join(sums))
    with partial.open("rb+") as out:
        os.fsync(out.fileno())


def _copy_database(copy: Path) -> None:
    source = sqlite3.connect(settings.FOLDER / DATABASE)
    target = sqlite3.connect(copy)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()


def _files() -> list[Path]:
    roots = [Path(settings.FOLDER) / name for name in FOLDERS]
    found = [file for root in roots if root.exists() for file in root.rglob("*")]
    return sorted(file for file in found if file.is_file() and ".partial-" not in file.name)


def _add(archive: zipfile.ZipFile, file: Path, name: str, sums: list[str]) -> None:
    archive.write(file, name)
    sums.append(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {name}\n")


def check(backup: Path) -> int:
    """Read a backup through; the number of files in it."""
    try:
        with zipfile.ZipFile(backup) as archive:
            lines = archive.read(SUMS).decode().splitlines()
            for line in lines:
                expected, name = line.split("  ", 1)
                if hashlib.sha256(archive.read(name)).hexdigest() != expected:
                    raise BadBackup(f"{backup}: {name} is damaged")
    except (zipfile.BadZipFile, KeyError, OSError, ValueError) as fault:
        raise BadBackup(f"{backup} is not a whole backup: {fault}") from fault
    return len(lines)


def restore(backup: Path, folder: Path) -> int:
    """Unpack a backup into an empty folder, after reading it through."""
    count = check(backup)
    if folder.exists() and any(folder.iterdir()):
        raise BadBackup(f"{folder} is not empty: a backup is restored into a new folder")
    with zipfile.ZipFile(backup) as archive:
        for line in archive.read(SUMS).decode().splitlines():
            name = line.split("  ", 1)[1]
            place = (folder / name).resolve()
            if not place.is_relative_to(folder.resolve()):
                raise BadBackup(f"{backup} would write outside {folder}")
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            place.write_bytes(archive.read(name))
    return count
