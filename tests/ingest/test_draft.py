import tomllib
from pathlib import Path

import pytest

from daylight.errors import RecipeError
from daylight.ingest import ingest
from daylight.ingest.draft import draft, words
from daylight.ingest.recipe import Recipe, load, parse

FILE = """Stop ID;Stop Date;Driver Race;Driver Gender;Searched;Weather
1;2021-01-05;W;M;Y;dry
2;2021-02-06;MARTIAN;F;N;wet
3;2021-02-07;Unknown;F;;wet
"""


def proposed(text: str) -> Recipe:
    """The draft as if a person had agreed with all of it."""
    lines = []
    for line in text.splitlines():
        if line.startswith(("decide =", "[files.decide_origin]")):
            continue
        start = line.find(", decide =")
        lines.append(line if start < 0 else line[:start] + " }")
    return parse("\n".join(lines), slug="draft", origin="draft.toml")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_text(FILE)
    return path


def test_a_draft_does_not_load_before_a_person_has_decided(file: Path) -> None:
    with pytest.raises(RecipeError, match=r"not decided.*MARTIAN"):
        parse(draft([file]), slug="draft", origin="draft.toml")


def test_a_draft_says_why_and_how_sure(file: Path) -> None:
    text = draft([file])
    assert "# Stop Date → stop_date: high confidence" in text
    assert "# not read: Weather" in text
    assert tomllib.loads(text)["codes"]["subject_race"]["known"] == {"W": "white"}
    assert tomllib.loads(text)["codes"]["subject_race"]["ignored"] == ["Unknown"]


def test_a_decided_draft_reads_the_file(file: Path, tmp_path: Path) -> None:
    text = draft([file]).replace('"W" = "white"', '"W" = "white", "MARTIAN" = "other"')
    recipe = proposed(text)
    audit = ingest(recipe, [file], tmp_path / "out", key=b"k")
    assert audit.rows_kept == 3


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("SubjectRaceCode", "subject race code"),
        ("Stop.Date.Time", "stop date time"),
        ("DATE_OF_STOP", "date of stop"),
        ("INCIDENT #", "incident"),
    ],
)
def test_names_are_compared_word_by_word(name: str, plain: str) -> None:
    assert words(name) == plain


JUDGED = {
    "nashville_stops": ("stops/nashville_traffic_stops_2001_2007.parquet", 14),
    "connecticut_stops": ("stops/connecticut_groton_2013_2014.csv.gz", 12),
    "mississippi_stops": ("stops/mississippi_highway_patrol_2013_2016.parquet", 7),
    "nypd_stops": ("stops/nyc_stop_and_frisk_2020.xlsx", 9),
    "seattle_force": ("force/seattle_use_of_force_2014_2022.parquet", 8),
    "dallas_force": ("force/dallas_response_to_resistance_2015.parquet", 11),
    "new_orleans_force": ("force/new_orleans_use_of_force_2016_2020.parquet", 13),
    "new_orleans_misconduct": ("officers/new_orleans_misconduct_2016_2019.parquet", 12),
}
"""File and the fewest columns that the draft must read as the recipe written by hand does."""


@pytest.mark.shared
@pytest.mark.parametrize("slug", sorted(JUDGED))
def test_a_draft_finds_columns_that_a_person_found(slug: str, shared: Path) -> None:
    file, fewest = JUDGED[slug]
    made = tomllib.loads(draft([shared / file]))
    (table,) = made["tables"]
    known = load(slug)
    (output,) = [one for one in known.tables if one.table.name == table]
    layouts = known.files[output.role].layouts
    renames = [layout.rename for layout in layouts] or [{}]
    right = 0
    for name, reading in made["tables"][table]["columns"].items():
        hand = output.columns.get(name)
        if hand is None or "source" not in reading:
            continue
        looked_at = {column for part in (hand, *hand.first_of) for column in part.columns}
        spelled = {rename.get(column, column) for rename in renames for column in looked_at}
        right += reading["source"] in spelled
    assert right >= fewest, f"{right} of {len(output.columns)}"
