import hashlib
import json
import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from daylight.cli.main import main
from daylight.errors import StudyError
from daylight.ingest.recipe import EMBEDDED
from daylight.pipeline.reread import report_again
from daylight.pipeline.run import run

STUDY = """
title = "Sample rows"
reference = "white"

[department]
name = "Example Police Department"
timezone = "America/Chicago"

[[sources]]
name = "stops"
recipe = "minneapolis_stops"
files = ["stops.csv"]
quarantine = true

[[questions]]
id = "missing-race"
method = "missing-race"

[[questions]]
id = "search-rate"
method = "search-rate"
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A study of the invented rows that stand beside a recipe."""
    sample = (EMBEDDED / "minneapolis_stops" / "sample.csv").read_bytes()
    (tmp_path / "stops.csv").write_bytes(sample)
    path = tmp_path / "study.toml"
    path.write_text(STUDY, encoding="utf-8")
    return path


def fingerprints(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_inputs_give_the_same_bytes(study: Path, tmp_path: Path) -> None:
    one = fingerprints(run(study, tmp_path / "one").folder)
    two = fingerprints(run(study, tmp_path / "two").folder)
    assert one == two
    assert {name.split("/")[0] for name in one} >= {
        "ingest",
        "reduce",
        "model",
        "report",
        "run.json",
    }


def test_every_file_of_a_run_is_named_with_its_hash(study: Path, tmp_path: Path) -> None:
    finished = run(study, tmp_path / "run")
    listed = finished.record["files"]
    assert {**fingerprints(finished.folder), "run.json": ""} == {**listed, "run.json": ""}


def test_a_question_without_enough_rows_is_refused_and_the_rest_goes_on(
    study: Path, tmp_path: Path
) -> None:
    finished = run(study, tmp_path / "run")
    kinds = {q["id"]: q["outcome"] for q in finished.record["questions"]}
    assert set(kinds.values()) <= {"result", "refusal"}
    assert "refusal" in kinds.values()
    assert finished.report.exists()


def test_a_run_that_fails_leaves_the_earlier_one_as_it_was(study: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    before = fingerprints(run(study, out).folder)
    study.write_text(STUDY.replace("missing-race", "no-such-method"), encoding="utf-8")
    with pytest.raises(StudyError, match="no method"):
        run(study, out)
    (tmp_path / "stops.csv").write_text("nothing,of,use\n1,2,3\n", encoding="utf-8")
    study.write_text(STUDY, encoding="utf-8")
    assert CliRunner().invoke(main, ["run", str(study), "--out", str(out)]).exit_code == 2
    assert fingerprints(out) == before


def _run(study: Path, out: Path) -> None:
    run(study, out, progress=lambda stage, _: time.sleep(60) if stage == "report" else None)


def test_a_run_killed_on_the_way_leaves_the_earlier_one_as_it_was(
    study: Path, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    before = fingerprints(run(study, out).folder)
    worker = multiprocessing.get_context("spawn").Process(target=_run, args=(study, out))
    worker.start()
    while not list(tmp_path.glob(".run.partial-*/model/search-rate.json")):
        time.sleep(0.1)
        assert worker.is_alive()
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    assert fingerprints(out) == before


def test_the_report_can_be_written_again_from_the_results(study: Path, tmp_path: Path) -> None:
    finished = run(study, tmp_path / "run")
    before = fingerprints(finished.folder)
    (finished.folder / "report" / "index.html").unlink()
    report_again(finished.folder)
    assert fingerprints(finished.folder) == before


def test_all_faults_of_a_plan_are_told_at_once(study: Path) -> None:
    text = STUDY.replace('"search-rate"', '"serch-rate"').replace("stops.csv", "gone.csv")
    text += "[questions.settings]\nnonsense = 1\n"
    study.write_text(
        text.replace('method = "missing-race"', 'method = "missing-race"\nreduction = "x"'),
        encoding="utf-8",
    )
    done = CliRunner().invoke(main, ["check", str(study)])
    assert done.exit_code == 2
    for part in ("serch-rate", "gone.csv", "no reduction 'x'"):
        assert part in done.output


def test_rows_in_are_rows_kept_and_set_aside_in_the_report(study: Path, tmp_path: Path) -> None:
    finished = run(study, tmp_path / "run")
    audit = json.loads((finished.folder / "ingest" / "stops" / "audit.json").read_text("utf-8"))
    lines = len((study.parent / "stops.csv").read_text("utf-8").splitlines()) - 1
    assert audit["rows_read"] == lines
    assert audit["rows_read"] == audit["rows_kept"] + sum(s["count"] for s in audit["set_aside"])


def test_a_question_may_name_its_own_place_in_full(study: Path) -> None:
    text = study.read_text("utf-8")
    question = '\n[[questions]]\nid = "veil"\nmethod = "veil-of-darkness"\n'
    study.write_text(text + question + "place = { latitude = 44.9 }\n", encoding="utf-8")
    with pytest.raises(StudyError, match="veil: place needs latitude, longitude, timezone"):
        run(study, study.parent / "run")
