"""`daylight check` knows beforehand whatever a run will stumble over."""

from pathlib import Path

import ibis
import pytest

from daylight.errors import StudyError
from daylight.plan.records import MEASURED
from daylight.plan.study import Study
from daylight.plan.validate import check_plan, faults
from daylight.reduce.count import count
from daylight.schema.tables import TABLES, types

RECIPE = """
title = "Stops"
publisher = "A city"
licence = "public domain"
timezone = "America/Chicago"
[files.records]
[codes.race]
known = { W = "white", B = "black" }
[tables.stops.columns]
stop_id = { row_id = true }
stop_date = { source = "Date", formats = ["%Y-%m-%d"] }
subject_race = { source = "Race", codes = "race" }
"""

STUDY = """
title = "A study"
[department]
name = "Example"
timezone = "America/Chicago"
[[sources]]
name = "stops"
recipe = "stops.toml"
files = ["stops.csv"]
"""


def study(tmp_path: Path, questions: str, head: str = STUDY) -> Path:
    (tmp_path / "stops.toml").write_text(RECIPE, encoding="utf-8")
    (tmp_path / "stops.csv").write_text("Date,Race\n2020-01-01,W\n", encoding="utf-8")
    path = tmp_path / "study.toml"
    path.write_text(head + questions, encoding="utf-8")
    return path


def said(path: Path) -> str:
    with pytest.raises(StudyError) as problem:
        check_plan(path)
    return str(problem.value)


def question(method: str, more: str = "") -> str:
    return f'[[questions]]\nid = "{method}"\nmethod = "{method}"\n{more}\n'


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (question("search-rate"), ["needs search_conducted, and no recipe"]),
        (question("outcome"), ["search_conducted", "contraband_found"]),
        (question("veil-of-darkness"), ["no place is given", "latitude, longitude"]),
        (question("veil-of-darkness"), ["needs stop_minute"]),
        (question("force-composition"), ["counts the table force, which no source yields"]),
        (question("stop-rate"), ["counts the table population"]),
        (question("threshold", 'settings = { engine = "banana" }'), ["auto, laplace, nuts"]),
        (question("threshold", 'settings = { weights = "all" }'), ["one of common, own"]),
        (question("threshold", "settings = { sweep = 1 }"), ["sweep must be true or false"]),
        (question("threshold", "settings = { draws = 1.5 }"), ["draws must be a whole number"]),
        (question("search-rate", "settings = { min_n = nan }"), ["min_n must be a number"]),
        (question("veil-of-darkness", 'settings = { window = "noon" }'), ["evening, morning"]),
        (question("search-rate", 'by = ["subject_race", "colour"]'), ["by names colour"]),
        (question("search-rate", 'by = ["subject_race", "beat"]'), ["it asks by beat"]),
        (question("search-rate", 'only = { shade = ["x"] }'), ["only names shade"]),
        (
            question(
                "veil-of-darkness", 'place = { latitude = 91, longitude = 0, timezone = "X" }'
            ),
            ["latitude is 91", "no time zone 'X'"],
        ),
        (question("force-trend", 'settings = { measure = "dogs" }'), ["measure is 'dogs'"]),
    ],
)
def test_what_a_question_lacks_is_said_with_a_remedy(
    tmp_path: Path, asked: str, words: list[str]
) -> None:
    found = said(study(tmp_path, asked))
    assert all(word in found for word in words), found


def test_everything_is_in_one_list(tmp_path: Path) -> None:
    head = STUDY.replace('"America/Chicago"', '"Chicago"').replace("stops.csv", "none.csv")
    asked = question("search-rate") + question("threshold", 'settings = { engine = "banana" }')
    found = said(study(tmp_path, asked, head))
    for word in ("no time zone 'Chicago'", "there is no file", "banana", "search_conducted"):
        assert word in found


def test_a_header_that_lacks_a_column_is_told_before_a_run(tmp_path: Path) -> None:
    path = study(tmp_path, question("missing-race"))
    (tmp_path / "stops.csv").write_text("Date,Rasse\n2020-01-01,W\n", encoding="utf-8")
    assert "column Race is missing" in said(path)


def test_a_panel_is_read_by_check(tmp_path: Path) -> None:
    (tmp_path / "panel.csv").write_text("place,year,deaths\na,2001,-\n", encoding="utf-8")
    path = study(tmp_path, question("event-study", 'file = "panel.csv"'))
    assert "question event-study:" in said(path)


def test_a_study_that_lacks_nothing_is_sound(tmp_path: Path) -> None:
    asked = question("missing-race", 'by = ["subject_race", "year"]')
    assert "sound" in check_plan(study(tmp_path, asked))


def test_what_only_refuses_a_question_stops_no_run(tmp_path: Path) -> None:
    asked = question("search-rate") + question("veil-of-darkness")
    assert faults(Study.read(study(tmp_path, asked))) == []


@pytest.mark.parametrize("measure", MEASURED)
def test_a_count_is_blank_without_the_columns_it_is_said_to_need(
    tmp_path: Path, measure: str
) -> None:
    """Each measure of stops is counted without its column: then nothing of it is known."""
    columns = types(TABLES["stops"])
    made = {name: ibis.null(kind) for name, kind in columns.items() if name in MEASURED[measure]}
    yes = {name: ibis.literal(True) for name, kind in columns.items() if kind == "boolean"}
    others = {
        name: ibis.literal("a" if kind == "string" else 1).cast(kind)
        for name, kind in columns.items()
        if kind in {"string", "int64", "float64"}
    }
    dates = {name: ibis.date("2020-01-01") for name, kind in columns.items() if kind == "date"}
    row = ibis.memtable({"x": [1, 2, 3]}).mutate(**{**others, **dates, **yes, **made})
    path = tmp_path / "stops.parquet"
    row.select(list(columns)).to_parquet(path)
    reduction = "searches" if measure == "hits" else "outcomes"
    cells = count(reduction, {"stops": [path]}, ["subject_race"])
    assert (cells.total(measure), cells.total(f"{measure}_unknown")) == (0, 3)
