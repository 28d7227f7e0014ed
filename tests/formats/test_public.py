"""What anybody may read stands apart: small counts and officers gone from every format."""

import csv
import json
import sqlite3
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from daylight.cli.main import main
from daylight.errors import DaylightError
from daylight.pipeline import reread
from daylight.pipeline.record import Making
from daylight.pipeline.reread import publish_apart
from daylight.pipeline.run import run
from daylight.pipeline.verify import verify
from tests.small_study import edit, rows, small_study, write_rows

ALL = ("html", "docx", "slides", "csv", "sqlite", "parquet")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study whose third group has three hundred stops; what rests on fewer than 350 is hidden."""
    folder = tmp_path_factory.mktemp("public")
    study = small_study(folder / "data")
    edit(study, 'reference = "white"', 'reference = "white"\nminimum_cell = 350')
    write_rows(folder / "data", rows())
    run(study, folder / "run")
    return folder


def texts(folder: Path) -> dict[str, str]:
    """Every file of a folder as text; those that are archives part by part."""
    found = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in {".docx", ".pptx"}:
            with zipfile.ZipFile(path) as parts:
                names = [name for name in parts.namelist() if name.endswith(".xml")]
                found[path.name] = "\n".join(parts.read(name).decode() for name in names)
        elif path.suffix == ".parquet":
            found[path.name] = str(pq.read_table(path).to_pylist())
        elif path.suffix == ".sqlite":
            held = sqlite3.connect(path)
            found[path.name] = "\n".join(held.iterdump())
            held.close()
        else:
            found[path.name] = path.read_text("utf-8")
    return found


def test_what_is_withheld_is_in_no_format(made: Path) -> None:
    out = publish_apart(made / "run", made / "out", Making(formats=ALL))
    inside = json.loads((made / "run" / "model" / "search-rate.json").read_text("utf-8"))
    hidden = [e for e in inside["estimates"] if e["keys"].get("subject_race") == "hispanic"]
    small = [e for e in hidden if e["n"] < 350]
    assert small
    for name, text in texts(out).items():
        for estimate in small:
            assert repr(estimate["value"]) not in text, (name, estimate["quantity"])
    with (out / "estimates.csv").open(encoding="utf-8-sig", newline="") as file:
        assert min(int(row["n"]) for row in csv.DictReader(file)) >= 350


def test_the_folder_has_the_report_alone_and_names_the_run_by_its_seal(made: Path) -> None:
    out = publish_apart(made / "run", made / "alone", Making(formats=ALL))
    assert all(path.is_file() for path in out.iterdir())
    record = json.loads((out / "publication.json").read_text("utf-8"))
    run_record = json.loads((made / "run" / "run.json").read_text("utf-8"))
    assert record["run"] == run_record["seal"]
    assert set(record["files"]) == {path.name for path in out.iterdir()} - {"publication.json"}
    assert not {"study_sha256", "sources", "questions"} & record.keys()
    assert verify(out).is_sound


def test_the_same_run_is_published_in_the_same_bytes_over_what_was_there(made: Path) -> None:
    one = publish_apart(made / "run", made / "again", Making(formats=ALL))
    before = {path.name: path.read_bytes() for path in one.iterdir()}
    publish_apart(made / "run", made / "again", Making(formats=ALL))
    assert {path.name: path.read_bytes() for path in one.iterdir()} == before
    assert verify(made / "run").is_sound


def test_what_the_attacker_works_out_stops_all_of_it(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def recovered(folder: Path, minimum_cell: int) -> None:
        seen.append((sorted(path.name for path in folder.iterdir()), minimum_cell))
        raise DaylightError("the count of one cell can be worked out")

    monkeypatch.setattr(reread, "check_disclosure", recovered)
    with pytest.raises(DaylightError, match="worked out"):
        publish_apart(made / "run", made / "none", Making(formats=("csv",)))
    assert not (made / "none").exists()
    (names, minimum), *_ = seen
    assert minimum == 350
    assert {"index.html", "findings.csv", "estimates.csv"} <= set(names)


def test_a_place_that_is_or_holds_or_lies_in_the_run_is_refused(made: Path, tmp_path: Path) -> None:
    for place in (made / "run", made / "run" / "public", made):
        done = CliRunner().invoke(main, ["report", str(made / "run"), "--public", "-o", str(place)])
        assert (done.exit_code, "give a folder of its own" in done.output) == (2, True)
    (tmp_path / "file.txt").write_text("mine", encoding="utf-8")
    done = CliRunner().invoke(main, ["report", str(made / "run"), "--public", "-o", str(tmp_path)])
    assert (done.exit_code, "not a Daylight report" in done.output) == (2, True)
    for words in (["--public"], ["-o", str(tmp_path / "x")]):
        done = CliRunner().invoke(main, ["report", str(made / "run"), *words])
        assert (done.exit_code, "go together" in done.output) == (2, True)


def test_only_the_formats_asked_for_are_left(made: Path) -> None:
    words = ["report", str(made / "run"), "--public", "-o", str(made / "csv"), "--format", "csv"]
    done = CliRunner().invoke(main, words)
    assert done.exit_code == 0, done.output
    left = {path.name for path in (made / "csv").iterdir()} - {"release.json"}
    assert left == {"findings.csv", "estimates.csv", "columns.csv", "publication.json"}
