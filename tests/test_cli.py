import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from daylight.cli.main import main
from daylight.data.result import from_json


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_help_teaches_the_line() -> None:
    text = run("--help").output
    for word in ("demo", "ingest", "reduce", "model", "report"):
        assert word in text


@pytest.mark.parametrize("what", ["methods", "reductions", "recipes", "schema"])
def test_what_there_is_can_be_listed(what: str) -> None:
    listed = run(what)
    assert listed.exit_code == 0
    assert listed.output.strip()
    assert run(what, "nonsense").exit_code == 2


def test_a_method_says_what_it_needs_and_cannot_say() -> None:
    text = run("methods", "search-rate").output
    for part in ("Needs", "Refuses when", "Assumes", "Cannot say", "Reference", "subject_race"):
        assert part in text


def test_published_counts_in_a_csv_are_answered(tmp_path: Path) -> None:
    """Missouri's report of Ferguson for 2013: 12.13 % against 6.85 %, a ratio of 1.771."""
    cells = tmp_path / "ferguson.csv"
    cells.write_text(
        "subject_race,stops,searches\nblack,4632,562\nwhite,686,47\n", encoding="utf-8"
    )
    out = tmp_path / "result.json"
    done = run("model", "search-rate", cells, "-o", out)
    assert done.exit_code == 0, done.output
    result = from_json(out.read_text("utf-8"))
    assert round(result.one("search_rate", subject_race="black").value, 4) == 0.1213
    assert round(result.one("search_rate", subject_race="white").value, 4) == 0.0685
    assert round(result.one("search_rate_ratio", subject_race="black").value, 3) == 1.771


def test_columns_a_method_does_not_use_are_added_up(tmp_path: Path) -> None:
    cells = tmp_path / "by_place.csv"
    cells.write_text(
        "town,subject_race,stops,searches\na,black,40,4\nb,black,60,6\na,white,90,9\n",
        encoding="utf-8",
    )
    out = tmp_path / "r.json"
    assert run("model", "search-rate", cells, "-o", out, "--by", "subject_race").exit_code == 0
    assert from_json(out.read_text("utf-8")).one("search_rate", subject_race="black").n == 100


def test_a_missing_column_is_named_without_a_traceback(tmp_path: Path) -> None:
    cells = tmp_path / "c.csv"
    cells.write_text("race,stops\nblack,1\n", encoding="utf-8")
    done = run("model", "search-rate", cells)
    assert done.exit_code == 2
    assert "needs the column" in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("run", "none.toml"), "no such study file"),
        (("check", "none.toml"), "no such study file"),
        (("model", "nonsense", "c.csv"), "no method 'nonsense'"),
        (("report", "."), "not a finished run"),
        (("ingest", "nonsense", "f.csv", "-o", "x"), "nonsense"),
    ],
)
def test_what_is_not_there_is_named_with_exit_code_2(
    words: tuple[str, ...], part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*words)
    assert done.exit_code == 2, done.output
    assert part in done.output
    assert "Traceback" not in done.output


def test_a_refusal_is_printed_with_what_was_needed(tmp_path: Path) -> None:
    cells = tmp_path / "c.csv"
    cells.write_text("subject_race,stops,searches\nblack,4,1\nwhite,5,1\n", encoding="utf-8")
    done = run("model", "search-rate", cells)
    assert done.exit_code == 0
    assert "gives no answer. Too few stops have the field filled in." in done.output
    assert "lacking: It takes 30 stops with a filled-in field" in done.output
    assert "what would supply it: More months of stops" in done.output
    out = tmp_path / "r.json"
    run("model", "search-rate", cells, "-o", out)
    assert set(json.loads(out.read_text("utf-8"))["refusal"]) == {"code", "facts"}


def test_settings_a_method_does_not_have_are_named(tmp_path: Path) -> None:
    cells = tmp_path / "c.csv"
    cells.write_text("subject_race,stops,searches\nblack,400,40\nwhite,500,40\n", encoding="utf-8")
    done = run("model", "search-rate", cells, "--set", "nonsense=1")
    assert done.exit_code == 2
    assert "no setting nonsense" in done.output


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("level=2", "level must lie between 0 and 1, not 2"),
        ("level=high", "level must lie between 0 and 1, not 'high'"),
        ("min_n=many", "min_n must be a number, not 'many'"),
    ],
)
def test_settings_of_the_wrong_kind_are_named(tmp_path: Path, setting: str, said: str) -> None:
    cells = tmp_path / "c.csv"
    cells.write_text("subject_race,stops,searches\nblack,90,5\nwhite,90,6\n", encoding="utf-8")
    found = run("model", "search-rate", cells, "--set", setting)
    assert found.exit_code == 2
    assert said in found.output


HEADER = b"subject_race,stops,searches\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEADER + "bl\u00e4ck,90,5\nwhite,90,6\n".encode("latin-1"), "not UTF-8 text"),
        (b"subject_race,stops,stops\nblack,90,5\nwhite,90,6\n", "more than one column is named"),
        (HEADER + b"black,99999999999999999999,5\nwhite,90,6\n", "must hold whole numbers"),
    ],
)
def test_a_damaged_file_of_counts_is_named_without_a_traceback(
    tmp_path: Path, content: bytes, said: str
) -> None:
    cells = tmp_path / "c.csv"
    cells.write_bytes(content)
    found = run("model", "search-rate", cells)
    assert found.exit_code == 2
    assert said in found.output


def test_a_run_folder_is_not_a_study_file(tmp_path: Path) -> None:
    found = run("run", tmp_path)
    assert found.exit_code == 2
    assert "is a folder; give the study file" in found.output


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    found = run("demo", "--out", tmp_path / "file" / "run")
    assert found.exit_code == 2
    assert "cannot be written" in found.output


def test_a_recipe_and_the_state_of_records_can_be_checked(tmp_path: Path) -> None:
    from daylight.ingest.recipe import EMBEDDED

    recipe = EMBEDDED / "minneapolis_stops"
    assert "a sound recipe for stops" in run("check", recipe / "recipe.toml").output
    read = run(
        "ingest",
        recipe / "recipe.toml",
        recipe / "sample.csv",
        "-o",
        tmp_path / "in",
        "--quarantine",
    )
    assert read.exit_code == 0, read.output
    done = run("check", tmp_path / "in", "-o", tmp_path / "page")
    assert done.exit_code == 0, done.output
    assert "Who is searched?" in done.output
    page = (tmp_path / "page" / "quality.html").read_text("utf-8")
    assert "Nothing on this page was corrected" in page
    assert run("check", tmp_path / "page").exit_code == 2


def test_canonical_stops_leave_in_the_open_policing_columns(tmp_path: Path) -> None:
    from daylight.ingest.recipe import EMBEDDED

    recipe = EMBEDDED / "minneapolis_stops"
    run(
        "ingest",
        recipe / "recipe.toml",
        recipe / "sample.csv",
        "-o",
        tmp_path / "in",
        "--quarantine",
    )
    done = run("export", tmp_path / "in" / "stops.parquet", "-o", tmp_path / "opp.csv")
    assert done.exit_code == 0, done.output
    assert "subject_race" in (tmp_path / "opp.csv").read_text("utf-8").splitlines()[0]


@pytest.mark.parametrize("content", [b"junk", b"officer,events\na,1\n", b""])
@pytest.mark.parametrize(
    "words",
    [
        ["export", "{stops}", "-o", "{out}"],
        ["check", "{folder}"],
        ["reduce", "searches", "{folder}", "--by", "subject_race", "-o", "{out}"],
        ["link", "{stops}", "{stops}", "-o", "{out}"],
    ],
    ids=lambda words: words[0],
)
def test_a_damaged_table_is_named_and_nothing_is_written(
    tmp_path: Path, words: list[str], content: bytes
) -> None:
    stops, out = tmp_path / "in" / "stops.parquet", tmp_path / "out.csv"
    stops.parent.mkdir()
    stops.write_bytes(content)
    filled = [word.format(stops=stops, folder=stops.parent, out=out) for word in words]
    done = CliRunner().invoke(main, filled)
    assert done.exit_code == 2
    assert "stops.parquet" in done.output
    assert not out.exists()


def test_a_file_with_a_column_officer_is_told_that_it_needs_officer_id(tmp_path: Path) -> None:
    cells = tmp_path / "officers.csv"
    cells.write_text("officer,events\na,3\nb,4\n", encoding="utf-8")
    done = run("model", "concentration", cells)
    assert done.exit_code
    assert "needs the column officer_id; the file has officer, events" in done.output
