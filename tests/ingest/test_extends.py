"""A recipe in one's own folder that changes a shipped one, or another of one's own."""

from pathlib import Path

import pytest

from daylight.errors import RecipeError, SourceError
from daylight.ingest import ingest
from daylight.ingest.recipe import EMBEDDED, embedded, load

BASE = """
title = "Stops"
publisher = "A city"
licence = "public domain"
timezone = "America/Chicago"
blank = ["-"]
[files.records]
delimiter = ";"
[[files.records.layouts]]
name = "since 2020"
rename = { Race = "Ethnicity" }
[codes.race]
known = { W = "white", B = "black" }
ignored = ["X"]
[tables.stops.columns]
stop_id = { row_id = true }
subject_race = { source = "Race", codes = "race" }
subject_age_years = { source = "Age" }
"""


def recipe(tmp_path: Path, text: str) -> Path:
    (tmp_path / "base.toml").write_text(BASE, encoding="utf-8")
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", sorted(embedded()))
def test_every_shipped_recipe_can_be_extended_by_nothing(tmp_path: Path, name: str) -> None:
    mine, theirs = load(recipe(tmp_path, f'extends = "{name}"')), load(name)
    for part in ("files", "codes", "tables", "timezone", "blank", "expect", "samples"):
        assert getattr(mine, part) == getattr(theirs, part)
    assert (mine.slug, mine.path) == ("mine", str(tmp_path / "mine.toml"))


def test_codes_are_added_and_decided_anew(tmp_path: Path) -> None:
    text = 'extends = "base.toml"\n[codes.race]\nknown = { A = "asian", X = "other" }\n'
    codes = load(recipe(tmp_path, text + 'ignored = ["B"]\n')).codes["race"]
    assert codes.known == {"W": "white", "A": "asian", "X": "other"}
    assert codes.ignored == ("B",)


def test_file_keys_and_layouts_are_set(tmp_path: Path) -> None:
    text = """extends = "base.toml"
[files.records]
encoding = "cp1252"
[[files.records.layouts]]
name = "2024"
rename = { Race = "Perceived race" }
"""
    role = load(recipe(tmp_path, text)).files["records"]
    assert (role.delimiter, role.encoding) == (";", "cp1252")
    assert [layout.name for layout in role.layouts] == ["2024", "since 2020"]


def test_columns_are_left_added_and_read_anew(tmp_path: Path) -> None:
    text = """extends = "base.toml"
without = ["stops.subject_age_years"]
[tables.stops.columns]
stop_id = { source = "Number" }
subject_race_raw = { source = "Race" }
"""
    columns = load(recipe(tmp_path, text)).tables[0].columns
    assert set(columns) == {"stop_id", "subject_race", "subject_race_raw"}
    assert columns["stop_id"].source == ("Number",)
    assert not columns["stop_id"].row_id


def test_a_recipe_may_extend_one_that_extends(tmp_path: Path) -> None:
    (tmp_path / "middle.toml").write_text('extends = "base.toml"\ntitle = "M"\n', encoding="utf-8")
    mine = load(recipe(tmp_path, 'extends = "middle.toml"\nagency = "Mine"\n'))
    assert (mine.title, mine.agency, mine.publisher) == ("M", "Mine", "A city")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('extends = "mine.toml"', "must not lead back here"),
        ('extends = "nowhere"', "no recipe nowhere"),
        ("extends = 3", "give the name of a recipe"),
        ('extends = "base.toml"\nwithout = ["stops.beat"]', "it reads stops.stop_id"),
        ('extends = "base.toml"\nwithout = "stops"', "without is a list"),
        ('without = ["stops.beat"]', "takes away from what `extends` names"),
        ('extends = "base.toml"\n[codes]\nrace = 3', "must be a table"),
        ('extends = "base.toml"\nfiles = 3', "must be tables"),
        ('extends = "base.toml"\nwithout = ["stops.stop_id"]', "stop_id is required"),
        ('extends = "base.toml"\nwithout = ["stops"]', "no [tables.…] is declared"),
    ],
)
def test_what_contradicts_is_refused_with_words(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(RecipeError) as problem:
        load(recipe(tmp_path, text))
    assert words in str(problem.value)


def test_the_remedy_printed_for_a_shipped_recipe_works_in_the_persons_folder(
    tmp_path: Path,
) -> None:
    """Do what the message says, to the letter, and the file is read."""
    sample = EMBEDDED / "dallas_force" / "sample.csv"
    theirs = load("dallas_force")
    race = next(n for n, codes in theirs.codes.items() if "White" in codes.known)
    edited = sample.read_text("utf-8").replace("White", "Martian")
    assert edited != sample.read_text("utf-8")
    file = tmp_path / "later.csv"
    file.write_text(edited, encoding="utf-8")
    with pytest.raises(SourceError) as problem:
        ingest(theirs, [file], tmp_path / "first")
    said = str(problem.value)
    assert str(EMBEDDED) not in said
    name = "my_dallas_force.toml"
    assert name in said
    line = 'extends = "dallas_force"'
    assert line in said
    mine = tmp_path / name
    mine.write_text(f'{line}\n[codes.{race}.known]\nMartian = "other"\n', encoding="utf-8")
    audit = ingest(load(mine), [file], tmp_path / "second")
    assert audit.rows_read == audit.rows_kept + audit.rows_set_aside


def test_no_message_of_reading_sends_anybody_into_the_package(tmp_path: Path) -> None:
    """A file without its columns, for every shipped recipe that reads one kind of file."""
    for name in embedded():
        theirs = load(name)
        if len(theirs.files) > 1:
            continue
        file = tmp_path / f"{name}.csv"
        file.write_text("a,b\n1,2\n", encoding="utf-8")
        with pytest.raises(SourceError) as problem:
            ingest(theirs, [file], tmp_path / name)
        assert str(EMBEDDED) not in str(problem.value)
