import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from daylight.errors import RecipeError
from daylight.ingest import ingest
from daylight.ingest.draft import draft, words
from daylight.ingest.recipe import Recipe, load, parse
from daylight.ingest.recipe_parts import FileLayout

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
    file, min_n = JUDGED[slug]
    made = tomllib.loads(draft([shared / file]))
    (table,) = made["tables"]
    known = load(slug)
    (output,) = [one for one in known.tables if one.table.name == table]
    right = 0
    for name, reading in made["tables"][table]["columns"].items():
        hand = output.columns.get(name)
        if hand is None or "source" not in reading:
            continue
        looked_at = {column for part in (hand, *hand.first_of) for column in part.columns}
        spelled = {
            spelling
            for layout in known.files[output.role].layouts or (FileLayout(name=""),)
            for column in looked_at
            for spelling in layout.spellings(column)
        }
        right += reading["source"] in spelled
    assert right >= min_n, f"{right} of {len(output.columns)}"


def drafted(text: str, folder: Path) -> dict[str, dict[str, object]]:
    path = folder / "export.csv"
    path.write_text(text)
    (table,) = tomllib.loads(draft([path]))["tables"].values()
    columns: dict[str, dict[str, object]] = table["columns"]
    return columns


def test_ethnicity_beside_race_is_asked_about(tmp_path: Path) -> None:
    """Coding Hispanic first changes hit rates; a draft must not choose."""
    made = drafted(
        "Stop ID,Stop Date,Driver Race,Ethnicity\n1,2021-01-05,W,H\n2,2021-02-06,B,N\n", tmp_path
    )
    assert "Ethnicity may be a part of the same answer" in str(made["subject_race"]["decide"])


def test_two_columns_that_could_be_meant_are_asked_about(tmp_path: Path) -> None:
    made = drafted("Stop ID,Stop Date,District,Precinct\n1,2021-01-05,A1,7\n", tmp_path)
    assert made["district"]["decide"] == "or is it Precinct?"


@pytest.mark.parametrize(
    ("first", "second", "asked"),
    [("01/02/2021", "03/04/2021", True), ("01/02/2021", "03/14/2021", False)],
)
def test_dates_that_can_be_read_either_way_round_are_asked_about(
    first: str, second: str, asked: bool, tmp_path: Path
) -> None:
    made = drafted(f"Stop ID,Stop Date,Race\n1,{first},W\n2,{second},B\n", tmp_path)
    assert ("decide" in made["stop_date"]) is asked


def test_dates_and_times_without_leading_zeros_get_their_width(tmp_path: Path) -> None:
    made = drafted("ser_num,datestop,timestop,race\n1,1152014,24,B\n2,12312014,2330,W\n", tmp_path)
    assert (made["stop_date"]["formats"], made["stop_date"]["pad"]) == (["%m%d%Y"], 8)
    assert (made["stop_minute"]["formats"], made["stop_minute"]["pad"]) == (["%H%M"], 4)


@pytest.mark.parametrize(
    ("header", "row", "column"),
    [
        ("Stop ID,Stop Date,Race,Search Conducted", "1,2021-01-05,W,N", "search_conducted"),
        ("id,Stop Date,Race,Sex", "1,2021-01-05,W,M", "stop_id"),
        ("Stop ID,Stop Date,Race,Sex", "1,2021-01-05,A,M", "subject_race"),
    ],
)
def test_what_says_too_little_is_asked_about(
    header: str, row: str, column: str, tmp_path: Path
) -> None:
    """One value in every row, a name such as `id`, an A without a B."""
    assert "decide" in drafted(f"{header}\n{row}\n{row}\n", tmp_path)[column]


def test_a_sex_written_as_other_is_asked_about(tmp_path: Path) -> None:
    """In one state's file it stands for not recorded."""
    path = tmp_path / "export.csv"
    path.write_text("Stop ID,Stop Date,Race,Sex\n1,2021-01-05,W,M\n2,2021-01-06,B,Other\n")
    assert "Other (1 rows)" in tomllib.loads(draft([path]))["codes"]["subject_sex"]["decide"]


@pytest.mark.shared
@pytest.mark.parametrize(
    "file",
    [
        "stops/connecticut_groton_2013_2014.csv.gz",
        "stops/nyc_stop_and_frisk_2014.parquet",
        "force/dallas_response_to_resistance_2015.parquet",
        "force/new_orleans_use_of_force_2016_2020.parquet",
        "force/new_jersey_incidents_2020_2024.parquet",
    ],
)
def test_no_choice_that_differs_from_a_person_s_is_silent(file: str, shared: Path) -> None:
    bench = benchmark()
    (one,) = [line for line in bench.FILES if line[0] == file]
    assert bench.score(*one).silent == []


def benchmark() -> ModuleType:
    """The module that measures drafts and writes benchmarks/draft.md."""
    path = Path(__file__).resolve().parents[2] / "benchmarks" / "bench_draft.py"
    spec = importlib.util.spec_from_file_location("bench_draft", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
