import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from daylight.errors import StudyError
from daylight.pipeline import atomic
from daylight.pipeline.atomic import staged


def finished(folder: Path, text: str) -> None:
    with staged(folder) as scratch:
        (scratch / "run.json").write_text(text, encoding="utf-8")


def test_a_finished_folder_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    out = tmp_path / "run"
    finished(out, "one")
    finished(out, "two")
    assert (out / "run.json").read_text("utf-8") == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def _fails_half_way(out: Path) -> None:
    with staged(out) as scratch:
        (scratch / "run.json").write_text("half", encoding="utf-8")
        1 / 0  # noqa: B018


def test_an_error_on_the_way_leaves_the_earlier_folder_whole(tmp_path: Path) -> None:
    out = tmp_path / "run"
    finished(out, "one")
    with pytest.raises(ZeroDivisionError):
        _fails_half_way(out)
    assert (out / "run.json").read_text("utf-8") == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_folder_of_other_things_is_never_replaced(tmp_path: Path) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter1.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(StudyError, match="not a Daylight run"), staged(out):
        pass
    assert (out / "chapter1.txt").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "run"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(StudyError, match="is a file"), staged(out):
        pass


def _slow(out: Path) -> None:
    with staged(out) as scratch:
        (scratch / "run.json").write_text("half", encoding="utf-8")
        time.sleep(30)


def test_a_killed_run_leaves_the_earlier_folder_whole(tmp_path: Path) -> None:
    out = tmp_path / "run"
    finished(out, "one")
    worker = multiprocessing.get_context("spawn").Process(target=_slow, args=(out,))
    worker.start()
    while not list(tmp_path.glob(".run.partial-*/run.json")):
        time.sleep(0.05)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    assert (out / "run.json").read_text("utf-8") == "one"


def _started(out: Path) -> tuple[multiprocessing.process.BaseProcess, Path]:
    """A run in another process, half way through, and its hidden folder."""
    worker = multiprocessing.get_context("spawn").Process(target=_slow, args=(out,))
    worker.start()
    while not (found := list(out.parent.glob(f".{out.name}.partial-*/run.json"))):
        time.sleep(0.05)
    return worker, found[0].parent


def _aged(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hidden folders count as old at once; the seconds of grace are for those just made."""
    monkeypatch.setattr(atomic, "JUST_MADE", -1.0)


def test_the_next_run_removes_what_a_killed_one_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, hidden = _started(tmp_path / "run")
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    assert hidden.exists()
    _aged(monkeypatch)
    finished(tmp_path / "run", "two")
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_what_a_living_run_is_writing_is_never_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, hidden = _started(tmp_path / "run")
    _aged(monkeypatch)
    try:
        finished(tmp_path / "run", "two")
        assert (hidden / "run.json").read_text("utf-8") == "half"
        finished(tmp_path / "other", "of another name")
        assert hidden.exists()
    finally:
        worker.kill()
        worker.join()


def test_a_folder_of_another_name_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _aged(monkeypatch)
    kept = [tmp_path / name for name in (".runner.partial-x", "run.partial-x", ".run", ".r[u]n")]
    for folder in kept:
        folder.mkdir()
    finished(tmp_path / "run", "one")
    assert all(folder.exists() for folder in kept)
