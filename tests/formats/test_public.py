"""What anybody may read stands apart: small counts and officers gone from every format."""

import csv
import errno
import json
import shutil
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from daylight.cli.main import main
from daylight.errors import DaylightError, StudyError
from daylight.pipeline import reread
from daylight.pipeline.record import Making
from daylight.pipeline.reread import publish_apart
from daylight.pipeline.run import run
from daylight.pipeline.verify import verify
from daylight.plan.finished import Run
from daylight.report import page
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

    def recovered(folder: Path, minimum_cell: int, **_: Any) -> None:
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


def release(folder: Path, run_folder: Path, *words: str) -> str:
    """`daylight report RUN --public -o FOLDER`, and what it said."""
    asked = ["report", str(run_folder), "--public", "-o", str(folder), *words]
    done = CliRunner().invoke(main, asked)
    return done.output if done.exit_code else ""


def test_an_earlier_release_is_part_of_what_a_later_one_gives_away(
    made: Path, tmp_path: Path
) -> None:
    assert release(tmp_path / "one", made / "run", "--format", "html,csv,docx,slides") == ""
    words = ("--earlier", str(tmp_path / "one"), "--format", "html,csv,docx,slides")
    assert release(tmp_path / "two", made / "run", *words) == ""
    record = json.loads((tmp_path / "two" / "publication.json").read_text("utf-8"))
    assert len(record["earlier"]) == 1
    (tmp_path / "one" / "release.json").write_text("{", "utf-8")
    assert "not what an earlier public release left" in release(
        tmp_path / "two", made / "run", *words
    )
    assert verify(tmp_path / "two").is_sound


def test_earlier_goes_with_public_and_with_a_study_that_withholds(
    made: Path, tmp_path: Path
) -> None:
    done = CliRunner().invoke(main, ["report", str(made / "run"), "--earlier", str(tmp_path)])
    assert (done.exit_code, "goes with --public" in done.output) == (2, True)
    study = small_study(tmp_path / "data")
    write_rows(tmp_path / "data", rows())
    run(study, tmp_path / "open")
    said = release(tmp_path / "out", tmp_path / "open", "--earlier", str(tmp_path))
    assert "set `minimum_cell`" in said
    assert not (tmp_path / "out").exists()


def test_every_format_is_made_of_the_numbers_of_the_page(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The public numbers are found once: a second solution might withhold something else."""
    found = []
    solve = page.public_report

    def once(*given: Any) -> Any:
        found.append(solve(*given))
        return found[-1]

    monkeypatch.setattr(page, "public_report", once)
    publish_apart(made / "run", tmp_path / "out", Making(formats=ALL))
    assert len(found) == 1


def test_a_run_that_gives_something_away_is_kept_without_its_report(tmp_path: Path) -> None:
    study = small_study(tmp_path / "data")
    edit(study, 'reference = "white"', 'reference = "white"\nminimum_cell = 10')
    edit(study, 'title = "Invented stops of 2024"', 'title = "The stops of 7 people"')
    write_rows(tmp_path / "data", rows())
    done = CliRunner().invoke(main, ["run", str(study), "--out", str(tmp_path / "run")])
    assert done.exit_code == 2
    for said in ("the run is kept", "7 people", "Remedy: "):
        assert said in done.output
    assert not (tmp_path / "run" / "report").exists()
    assert verify(tmp_path / "run").is_sound
    assert verify(tmp_path / "run", tmp_path / "data").is_sound
    kept = Run.open(tmp_path / "run")
    assert "7 people" in kept.exposed
    assert kept.outcome("search-rate").estimates
    for ask in (kept.findings, kept.estimates):
        with pytest.raises(StudyError, match=r"has no report; [\s\S]*7 people"):
            ask()
    assert "7 people" in release(tmp_path / "out", tmp_path / "run")
    assert not (tmp_path / "out").exists()


def test_claims_whose_pages_are_on_the_web_are_linked_from_outside_too(
    made: Path, tmp_path: Path
) -> None:
    shutil.copytree(made / "run", tmp_path / "run")
    links = [
        {"question": "search-rate", "words": f"claim {n}", "status": "open", "address": address}
        for n, address in enumerate(("https://example.org/claims/a", "../pages/b.html"))
    ]
    (tmp_path / "run" / "claims.json").write_text(json.dumps(links), "utf-8")
    assert release(tmp_path / "out", tmp_path / "run") == ""
    page_ = (tmp_path / "out" / "index.html").read_text("utf-8")
    assert "https://example.org/claims/a" in page_
    assert "pages/b.html" not in page_


def test_an_earlier_run_that_withheld_less_is_not_cited(made: Path, tmp_path: Path) -> None:
    study = small_study(tmp_path / "data")
    write_rows(tmp_path / "data", rows())
    run(study, tmp_path / "open")
    asked = ["report", str(made / "run"), "--since", str(tmp_path / "open")]
    done = CliRunner().invoke(main, asked)
    assert (done.exit_code, "set minimum_cell = 350" in done.output) == (2, True)


def test_a_run_of_another_agency_is_no_earlier_one(made: Path, tmp_path: Path) -> None:
    study = small_study(tmp_path / "data")
    edit(study, 'name = "Example Police Department"', 'name = "Another Police Department"')
    edit(study, 'reference = "white"', 'reference = "white"\nminimum_cell = 350')
    write_rows(tmp_path / "data", rows())
    run(study, tmp_path / "other")
    before = (made / "run" / "run.json").read_bytes()
    done = CliRunner().invoke(
        main, ["report", str(made / "run"), "--since", str(tmp_path / "other")]
    )
    assert (done.exit_code, "is of another agency" in done.output) == (2, True)
    assert (made / "run" / "run.json").read_bytes() == before
    assert verify(made / "run").is_sound


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("model/search-rate.json", "is not as it was written"),
        ("ingest/stops/audit.json", "is not as it was written"),
        ("study.toml", "is not as it was written"),
        ("model/citation-rate.json", "is missing"),
    ],
)
def test_no_report_is_written_of_what_the_run_did_not_leave(
    made: Path, tmp_path: Path, name: str, said: str
) -> None:
    shutil.copytree(made / "run", tmp_path / "run")
    path = tmp_path / "run" / name
    if said == "is missing":
        path.unlink()
    else:
        path.write_text(path.read_text("utf-8") + " ", "utf-8")
    for words in ([], ["--public", "-o", str(tmp_path / "out")]):
        done = CliRunner().invoke(main, ["report", str(tmp_path / "run"), *words])
        assert done.exit_code == 2
        assert f"{name} {said}" in done.output
        assert "daylight verify" in done.output
    assert not (tmp_path / "out").exists()


def test_a_full_disk_is_said_and_nothing_is_lost(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(reread, "write_formats", full)
    done = CliRunner().invoke(main, ["report", str(made / "run"), "--format", "csv"])
    assert (done.exit_code, "free some space" in done.output) == (2, True)
    assert verify(made / "run").is_sound
