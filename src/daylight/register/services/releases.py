"""Publish with two people: one prepares and freezes, another approves exactly what was frozen."""

import hashlib
import shutil
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from daylight.errors import DaylightError
from daylight.register import record
from daylight.register.choices import ReleaseStage, Stage
from daylight.register.models import Decree, Period, Release
from daylight.register.outputs.public import MANIFEST, digest, folder, site
from daylight.register.permissions import administered
from daylight.register.record import Author
from daylight.register.storage import sync_folder, write_once


class ReleaseFault(DaylightError):
    """A release that may not go out."""


def prepare(decree: Decree, period: Period, author: Author) -> Release:
    """Freeze the public site up to a filed period; nobody outside sees it yet."""
    if period.stage != Stage.FILED:
        raise ReleaseFault(f"{period} has not been filed; only filed material is published")
    files, tables = site(decree, period)
    release = Release(
        decree=decree,
        period=period,
        sha256=digest(files),
        tables=tables,
        prepared_by=author.user,
    )
    place = folder(release)
    for name, content in files.items():
        write_once(place / name, content)
    sync_folder(place)
    return record.create(release, author)


def check(release: Release) -> None:
    """Refuse a frozen site that is not what was frozen."""
    place = folder(release)
    listed = (place / MANIFEST).read_bytes() if (place / MANIFEST).exists() else b""
    if hashlib.sha256(listed).hexdigest() != release.sha256:
        raise ReleaseFault("the frozen files are missing or were altered")
    for line in listed.decode().splitlines():
        expected, name = line.split("  ", 1)
        if hashlib.sha256((place / name).read_bytes()).hexdigest() != expected:
            raise ReleaseFault(f"the frozen file {name} was altered")


@transaction.atomic
def approve(release: Release, author: Author, *, revision: int) -> Release:
    """A second person releases what the first froze."""
    if release.stage != ReleaseStage.PREPARED:
        raise ReleaseFault("only a prepared release can be approved")
    if author.user.pk == release.prepared_by_id:
        raise ReleaseFault("the person who prepared a release cannot approve it")
    preparer = release.prepared_by
    if administered(author.user, preparer) or administered(preparer, author.user):
        raise ReleaseFault(
            "one of you added or changed the other's account: a release needs two people who are "
            "independent of one another; ask a third to approve it"
        )
    check(release)
    return record.change(
        release,
        author,
        revision=revision,
        stage=ReleaseStage.RELEASED,
        approved_by=author.user,
        released_at=timezone.now(),
    )


def withdraw(release: Release, author: Author, *, revision: int) -> Release:
    """Take a release off the public site; its files and the reason stay on record."""
    if release.stage == ReleaseStage.WITHDRAWN:
        raise ReleaseFault("it was already withdrawn")
    return record.change(
        release,
        author,
        revision=revision,
        stage=ReleaseStage.WITHDRAWN,
        withdrawn_why=author.why,
    )


def public_file(slug: str, name: str) -> bytes | None:
    """A file of the latest release of a decree, None where there is none."""
    released = Release.objects.filter(decree__slug=slug, stage=ReleaseStage.RELEASED)
    release = released.select_related("decree").order_by("-released_at").first()
    if release is None:
        return None
    place = folder(release)
    listed = {one.name for one in place.iterdir()} if place.is_dir() else set()
    return (place / name).read_bytes() if name in listed else None


def copy_released(slug: str, target: Path) -> int:
    """Copy the latest release, checked against its hashes, to an empty folder."""
    released = Release.objects.filter(decree__slug=slug, stage=ReleaseStage.RELEASED)
    release = released.select_related("decree").order_by("-released_at").first()
    if release is None:
        raise ReleaseFault(f"nothing of “{slug}” has been released")
    if target.exists() and any(target.iterdir()):
        raise ReleaseFault(f"{target} is not empty")
    check(release)
    shutil.copytree(folder(release), target, dirs_exist_ok=True)
    return sum(1 for _ in target.iterdir())
