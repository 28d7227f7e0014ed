"""Every edition of a publisher's file that is documented, on invented rows under its header."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from daylight.errors import MissingColumn, RecipeError, SourceError
from daylight.ingest import ingest
from daylight.ingest.recipe import Recipe, embedded, load, parse
from daylight.ingest.roles import fit, plain_name

EDITIONS: dict[str, tuple[str, str, list[dict[str, Any]]]] = {
    "nypd_stops/sample_2006": (
        "stops",
        "UF-250",
        [
            {"stop_minute": 5, "subject_race": "hispanic", "subject_age_years": None},
            {"stop_minute": None, "district": None, "contraband_weapons": True},
        ],
    ),
    "nypd_stops/sample_2013": (
        "stops",
        "UF-250 (spelled otherwise: RACE, PCT, DATESTOP and 14 more)",
        [{"district": "1", "stop_minute": 5, "citation_issued": True, "force_used": None}],
    ),
    "nypd_stops/sample_2017": (
        "stops",
        "electronic, 2017 onward",
        [{"stop_minute": 14 * 60 + 26, "subject_race": "asian", "force_used": None}],
    ),
    "nypd_stops/sample_2018": (
        "stops",
        "electronic, 2017 onward (spelled otherwise: Stop Frisk Time)",
        [{"stop_minute": 19 * 60 + 4, "contraband_found": True, "force_used": True}],
    ),
    "nypd_stops/sample_2019": (
        "stops",
        "electronic, 2017 onward",
        [{"search_basis": "consent"}, {"subject_race": "middle_eastern"}],
    ),
    "connecticut_stops/sample_statewide": (
        "stops",
        "statewide file (spelled otherwise: Department Name)",
        [
            {"stop_minute": 1439, "subject_race": "hispanic", "outcome": "summons"},
            {"stop_minute": 720, "subject_race": "black", "outcome": "none"},
        ],
    ),
    "connecticut_stops/sample_portal": (
        "stops",
        "statewide file (spelled otherwise: Department Name, Intervention Date Time, "
        "Intervention Time and 15 more)",
        [{"agency_id": "Elm Town", "search_basis": "consent"}],
    ),
    "dallas_force/sample_2018": (
        "force",
        "names cut at ten letters (2013, 2014, 2016 onward)",
        [{"force_kind": "impact_projectile", "subject_injured": True, "officer_injured": False}],
    ),
    "seattle_terry_stops/sample_2015": (
        "stops",
        "2015 to 2017 export",
        [{"district": "Southwest", "outcome": None, "contraband_weapons": None}],
    ),
    "nashville_stops/sample_2010": (
        "stops",
        "2010 onward (spelled otherwise: stop_number, stop_type, race and 22 more)",
        [{"stop_minute": 1439, "subject_race": "hispanic", "beat": "611"}],
    ),
    "minneapolis_stops/sample_portal": (
        "stops",
        "city portal",
        [
            {"stop_minute": 23 * 60 + 30, "stop_reason": "moving"},
            {"stop_reason": "warrant", "subject_race": None, "latitude": None},
        ],
    ),
    "minneapolis_force/sample_portal": (
        "force",
        "city portal (spelled otherwise: Neighborhood, Problem, Is911Call and 3 more)",
        [
            {"incident_id": "12-900001", "force_kind": "body_weight"},
            {"subject_race": None, "subject_sex": None, "force_kind": "conducted_energy"},
        ],
    ),
    "ripa_2018/sample_workbook": ("stops", "statewide file", [{"search_conducted": False}]),
    "new_orleans_force/sample_packed": (
        "force",
        "",
        [
            {"force_kind": "other_physical", "officer_race": "white", "subject_race": None},
            {"force_kind": "firearm", "officer_race": "black", "resistance": "flight"},
            {"force_kind": "conducted_energy", "officer_race": None, "officer_injured": True},
            {"force_kind": "other_physical", "subject_race": "black", "subject_arrested": True},
        ],
    ),
}
"""Sample → the table it becomes, the layout that must be named, and values of its rows."""

LEFT_OUT = {"MALE", "23"}
"""Codes of the shifted row of 2017, which is left out with its reason."""


def variants() -> list[str]:
    return sorted(
        f"{slug}/{path.stem}"
        for slug, recipe in embedded().items()
        for path in recipe.parent.glob("sample_*.csv")
        if len(load(slug).files) == 1
    )


def test_every_edition_s_sample_has_expectations() -> None:
    assert variants() == sorted(EDITIONS)


@pytest.mark.parametrize("name", sorted(EDITIONS))
def test_an_edition_is_recognised_and_read(name: str, tmp_path: Path) -> None:
    table, layout, expected = EDITIONS[name]
    slug, sample = name.split("/")
    audit = ingest(load(slug), [embedded()[slug].parent / f"{sample}.csv"], tmp_path, key=b"k")
    assert audit.files[0].layout == layout
    unknown = {seen.code for seen in audit.codes if seen.status == "unknown"}
    assert unknown <= LEFT_OUT
    rows = pq.read_table(tmp_path / f"{table}.parquet").to_pylist()
    assert [{key: row[key] for key in want} for row, want in zip(rows, expected, strict=True)] == (
        expected
    )


def recipe(loose: str = "loose_header = true", more: str = "") -> Recipe:
    return parse(
        f"""
title = "t"
publisher = "p"
licence = "l"
timezone = "UTC"
[files.stops]
{loose}
{more}
[codes.race]
known = {{ W = "white" }}
[tables.stops.columns]
stop_id = {{ source = "stop_id" }}
stop_date = {{ source = "stop_date", formats = ["%Y-%m-%d"] }}
subject_race = {{ source = "race", codes = "race" }}
""",
        slug="t",
        origin="t.toml",
    )


def test_another_spelling_fits_only_where_the_recipe_says_so() -> None:
    header = ["Stop ID", "STOP.DATE", "Race"]
    layout, places = fit(recipe(), "stops", header, "f.csv")
    assert places == {"stop_id": "Stop ID", "stop_date": "STOP.DATE", "race": "Race"}
    assert layout == " (spelled otherwise: Stop ID, STOP.DATE, Race)"
    with pytest.raises(MissingColumn, match="stop_id may be Stop ID"):
        fit(recipe(loose=""), "stops", header, "f.csv")


def test_two_columns_that_differ_only_in_spelling_are_refused() -> None:
    with pytest.raises(SourceError, match=r"RACE, Race stands in the header more than once"):
        fit(recipe(), "stops", ["stop_id", "stop_date", "Race", "RACE"], "f.csv")


def test_a_name_that_is_there_to_the_letter_is_meant() -> None:
    _, places = fit(recipe(), "stops", ["stop_id", "stop_date", "RACE", "race", "Race"], "f.csv")
    assert places["race"] == "race"
    with pytest.raises(SourceError, match=r"race stands in the header more than once"):
        fit(recipe(), "stops", ["stop_id", "stop_date", "race", "race"], "f.csv")


def test_the_layout_that_finds_most_is_taken_where_spelling_is_loose() -> None:
    layouts = """layouts = [
  { name = "short", absent = ["race"] },
  { name = "long", rename = { race = ["driver_race", "race"] } },
]"""
    found = fit(recipe(more=layouts), "stops", ["Stop ID", "Stop Date", "Driver Race"], "f.csv")
    assert found[0].startswith("long")


def test_an_unknown_header_names_the_nearest_layout_and_what_to_do() -> None:
    with pytest.raises(MissingColumn) as refusal:
        fit(load("dallas_force"), "force", ["FILENUM", "Occurred", "BEAT"], "r.csv")
    message = str(refusal.value)
    assert "nearest layout: names cut at ten letters" in message
    assert "this may not be a file of Response to resistance by Dallas police" in message
    assert "list it under `optional`" in message


def test_a_layout_s_names_must_be_names() -> None:
    with pytest.raises(RecipeError, match="rename holds names, or lists of names"):
        recipe(more='layouts = [{ name = "x", rename = { race = 3 } }]')


def test_names_are_compared_without_case_spaces_and_marks() -> None:
    assert plain_name("Stop.Frisk_Time ") == plain_name("STOP FRISK TIME") == "stopfrisktime"


def test_the_categories_of_openpolicedata_are_all_decided() -> None:
    """What the installed package itself declares, with its abbreviations."""
    defs = pytest.importorskip("openpolicedata.defs")
    known = load("open_police_data").codes
    races = {
        label
        for expand in (False, True)
        for compact in (False, True)
        for label in defs.get_race_cats(expand=expand, compact=compact).values()
    }
    sexes = {label for compact in (False, True) for label in defs.get_gender_cats(compact).values()}
    for labels, codes in ((races, known["race"]), (sexes, known["sex"])):
        decided = {code.upper() for code in (*codes.decided, *codes.ignored)}
        assert {label.upper() for label in labels} - decided == set()
