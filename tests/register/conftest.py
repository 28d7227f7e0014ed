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
    monkeypatch.setattr(settings, "FOLDER", tmp_path)
    monkeypatch.setattr(settings, "EVIDENCE_FOLDER", tmp_path / "evidence")
    monkeypatch.setattr(settings, "RELEASES_FOLDER", tmp_path / "releases")
    monkeypatch.setattr(settings, "RUNS_FOLDER", tmp_path / "runs")
    monkeypatch.setattr(
        settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"]
    )
    yield tmp_path
    connection.close()
