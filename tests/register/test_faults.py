"""Concurrent edits lose none; a process killed in the middle of an act leaves nothing half-done."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import connection

from daylight.register import backup, record
from daylight.register.backup import BadBackup
from daylight.register.models import Decree, Evidence, Period
from daylight.register.record import Author
from daylight.register.services import evidence

HERE = Path(__file__).parent
CLEAN = {k: v for k, v in os.environ.items() if not k.startswith(("DAYLIGHT_", "DJANGO_"))}


def race(folder: Path, database: str = "") -> dict[str, object]:
    done = subprocess.run(
        [sys.executable, str(HERE / "race.py"), str(folder), database],
        env=CLEAN, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


def no_edit_was_lost(found: dict[str, object]) -> None:
    assert found["faults"] == []
    assert found["written"] == found["asked"]
    assert found["kept"] is True
    assert found["revision"] == 1 + int(str(found["asked"]))
    assert found["log"] == 1 + int(str(found["asked"]))


def test_concurrent_edits_never_lose_one_on_sqlite(tmp_path: Path) -> None:
    no_edit_was_lost(race(tmp_path))


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[str]:
    """A PostgreSQL of its own on a socket in the test's folder."""
    found = [*Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    initdb = shutil.which("initdb") or (str(found[-1]) if found else None)
    if initdb is None:
        pytest.fail("PostgreSQL is not installed: apt-get install postgresql")
    tools = Path(initdb).resolve().parent
    cluster = Path("/tmp") / f"daylight-pg-{os.getpid()}"  # noqa: S108 -- a socket's path is short
    shutil.rmtree(cluster, ignore_errors=True)
    cluster.mkdir(mode=0o700)
    who: list[str] = []
    if os.geteuid() == 0:  # initdb refuses root
        shutil.chown(cluster, "postgres")
        who = ["runuser", "-u", "postgres", "--"]
    data = cluster / "data"
    run = {"check": True, "capture_output": True, "cwd": cluster}
    subprocess.run([*who, str(tools / "initdb"), "-D", str(data), "-U", "daylight", "-A", "trust"],
                   **run)  # type: ignore[call-overload]  # fmt: skip
    options = f"-c listen_addresses='' -k {cluster}"
    control = [*who, str(tools / "pg_ctl"), "-D", str(data), "-w"]
    subprocess.run([*control, "-o", options, "-l", str(cluster / "log"), "start"], **run)  # type: ignore[call-overload]
    subprocess.run([*who, "psql", "-h", str(cluster), "-U", "daylight", "-d", "postgres", "-c",
                    "CREATE DATABASE register"], **run)  # type: ignore[call-overload]  # fmt: skip
    yield f"postgresql://daylight@{str(cluster).replace('/', '%2F')}/register"
    subprocess.run([*control, "-m", "immediate", "stop"], **run)  # type: ignore[call-overload]
    shutil.rmtree(cluster, ignore_errors=True)


@pytest.mark.postgres
def test_concurrent_edits_never_lose_one_on_postgresql(postgres: str, tmp_path: Path) -> None:
    no_edit_was_lost(race(tmp_path, postgres))


def killed(folder: Path, act: str, after: float) -> None:
    """Start an act in a process of its own and kill it the hard way."""
    process = subprocess.Popen(
        [sys.executable, str(HERE / "slow.py"), str(folder), act],
        env=CLEAN, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"go\n"
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def sound(folder: Path) -> None:
    connection.close()
    raw = sqlite3.connect(folder / "register.sqlite3")
    assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()
    record.verify()


@pytest.mark.parametrize("after", [0.15, 0.6])
def test_an_import_that_is_killed_leaves_a_whole_text_or_none(
    riverbend: Path, after: float
) -> None:
    connection.close()
    killed(riverbend, "import", after)
    sound(riverbend)
    for version in Decree.objects.get(slug="riverbend").versions.filter(stage="proposed"):
        assert version.paragraphs.count() == 60
        assert version.sections.count() == 8


@pytest.mark.parametrize("after", [0.05, 0.2])
def test_a_filing_that_is_killed_is_filed_whole_or_not_at_all(
    riverbend: Path, after: float
) -> None:
    connection.close()
    killed(riverbend, "file", after)
    sound(riverbend)
    period = Period.objects.get(order=5)
    assert {one.stage for one in period.assessments.all()} == {period.stage}


def test_a_backup_that_is_killed_leaves_the_last_whole_one(riverbend: Path) -> None:
    target = riverbend / "backups" / "register.zip"
    backup.back_up(target)
    connection.close()
    killed(riverbend, "backup", 0.4)
    assert backup.check(target) >= 4
    sound(riverbend)


def test_a_backup_restores_to_the_same_register(riverbend: Path, tmp_path: Path) -> None:
    target = backup.back_up(riverbend / "backups" / "r.zip")
    folder = tmp_path / "restored"
    backup.restore(target, folder)
    raw = sqlite3.connect(folder / "register.sqlite3")
    assert raw.execute("SELECT count(*) FROM register_change").fetchone()[0] == record.verify()
    raw.close()
    stored = Evidence.objects.first()
    kept = folder / "evidence" / stored.sha256[:2] / stored.sha256
    assert kept.read_bytes() == evidence.content_of(stored)
    assert not (folder / "secret-key").exists()
    with pytest.raises(BadBackup, match="not empty"):
        backup.restore(target, folder)


def test_a_damaged_backup_is_not_restored(riverbend: Path, tmp_path: Path) -> None:
    target = backup.back_up(riverbend / "r.zip")
    target.write_bytes(target.read_bytes()[:-4000])
    with pytest.raises(BadBackup, match="not a whole backup"):
        backup.restore(target, tmp_path / "new")


def test_a_backup_cannot_write_outside_its_folder(register: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.zip"
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr("../out", "x")
        archive.writestr(
            "SHA256SUMS",
            "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  ../out\n",
        )
    with pytest.raises(BadBackup, match="outside"):
        backup.restore(bad, tmp_path / "new")


@pytest.mark.usefixtures("riverbend")
def test_a_file_is_on_disk_before_anyone_reads_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    author = Author(User.objects.get(username="department"), "test")

    def fail(*_: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(record, "create", fail)
    with pytest.raises(RuntimeError):
        evidence.add(author, name="x.txt", content=b"late", title="x")
    assert not Evidence.objects.filter(title="x").exists()
