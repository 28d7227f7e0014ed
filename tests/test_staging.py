import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from daylight.errors import StudyError
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
