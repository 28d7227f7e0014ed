import importlib.util
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

if importlib.util.find_spec("django") is None:
    if os.environ.get("CI"):
        raise RuntimeError("CI must install the register extra")
    collect_ignore_glob = ["*"]
else:
    HOME = Path(tempfile.mkdtemp(prefix="daylight-register-"))
    os.environ["DAYLIGHT_REGISTER"] = str(HOME)
    os.environ["DAYLIGHT_REGISTER_PLAIN_HTTP"] = "1"
    os.environ["DJANGO_SETTINGS_MODULE"] = "daylight.register.settings"
    os.environ.setdefault("DAYLIGHT_REGISTER_HOSTS", "localhost,127.0.0.1,testserver")
    import django

    django.setup()

PASSWORD = "a password for tests only"  # noqa: S105 -- of accounts that live for one test
FOLDERS = {
    "FOLDER": "",
    "EVIDENCE_FOLDER": "evidence",
    "RELEASES_FOLDER": "releases",
    "RUNS_FOLDER": "runs",
}


@pytest.fixture(scope="session")
def migrated() -> Iterator[Path]:
    """A database with every migration applied, copied for each test."""
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    connection.close()
    template = HOME / "template.sqlite3"
    shutil.copy(HOME / "register.sqlite3", template)
    yield template
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture
def register(migrated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty register in a folder of its own, with real commits."""
    from django.conf import settings
    from django.db import connection

    connection.close()
    shutil.copy(migrated, tmp_path / "register.sqlite3")
    connection.settings_dict["NAME"] = str(tmp_path / "register.sqlite3")
    for name, place in FOLDERS.items():
        monkeypatch.setattr(settings, name, tmp_path / place)
    monkeypatch.setattr(
        settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"]
    )
    yield tmp_path
    connection.close()


@pytest.fixture(scope="session")
def filled_once(migrated: Path) -> Path:
    """The demonstration, built once; `riverbend` hands out copies."""
    from django.conf import settings
    from django.db import connection

    from daylight.register.demo.build import build

    connection.close()
    folder = HOME / "filled"
    folder.mkdir()
    shutil.copy(migrated, folder / "register.sqlite3")
    before = {name: getattr(settings, name) for name in FOLDERS}
    database = connection.settings_dict["NAME"]
    hashers = settings.PASSWORD_HASHERS
    connection.settings_dict["NAME"] = str(folder / "register.sqlite3")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for name, place in FOLDERS.items():
        setattr(settings, name, folder / place)
    build(PASSWORD)
    connection.close()
    connection.settings_dict["NAME"] = database
    settings.PASSWORD_HASHERS = hashers
    for name, place in before.items():
        setattr(settings, name, place)
    return folder


@pytest.fixture
def riverbend(register: Path, filled_once: Path) -> Iterator[Path]:
    """A register with the synthetic decree, its two wordings, five periods and people."""
    from django.db import connection

    connection.close()
    shutil.copytree(filled_once, register, dirs_exist_ok=True)
    yield register
    connection.close()


@pytest.fixture
def contexts() -> Iterator[None]:
    """Let answers carry what their templates were given."""
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
    yield
    teardown_test_environment()


@pytest.fixture
def complete(riverbend: Path) -> Path:
    """The demonstration with a prepared release and an open extension, so that all exist."""
    from datetime import timedelta

    from django.contrib.auth.models import User
    from django.utils import timezone

    from daylight.register import record
    from daylight.register.choices import Role
    from daylight.register.models import CommentWindow, Deadline, Decree, Period
    from daylight.register.record import Author
    from daylight.register.services import deadlines, releases

    monitor = Author(User.objects.get(username="monitor"), "test", "monitor")
    decree = Decree.objects.get(slug="riverbend")
    releases.prepare(decree, Period.objects.get(order=4), monitor)
    deadline = Deadline.objects.get(requirement__code="26")
    deadlines.ask(deadline, monitor, deadline.original_due + timedelta(days=3), Role.MONITOR)
    window = CommentWindow.objects.get()
    today = timezone.localdate()
    record.change(window, monitor, opens=today, closes=today + timedelta(days=3))
    return riverbend
