from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.reduce.count import count
from daylight.schema.severity import ORDER, SCALES
from daylight.schema.vocabulary import ForceKind
from tests.reduce.canonical import canonical

Rows = list[dict[str, Any]]
DAY = date(2020, 1, 1)


def force(folder: Path, rows: Rows) -> dict[str, list[Path]]:
    return {"force": [canonical("force", folder / "force.parquet", rows)]}


def by_race(cells: Cells, measure: str) -> dict[str, int]:
    return {row["subject_race"]: row[measure] for row in cells.table.to_pylist()}


def test_a_person_with_several_rows_in_one_incident_counts_once(tmp_path: Path) -> None:
    one = {"incident_id": "i", "subject_race": "black", "incident_date": DAY}
    rows: Rows = [
        {**one, "subject_age_years": 20, "force_kind": "strike"},
        {**one, "subject_age_years": 20, "force_kind": "firearm"},
        {**one, "subject_age_years": 31, "force_kind": "hold"},
        {**one, "incident_id": "j", "subject_id": "s"},
    ]
    cells = count("force", force(tmp_path, rows), ["subject_race"])
    assert by_race(cells, "force_rows") == {"black": 4}
    assert by_race(cells, "people") == {"black": 3}
    assert by_race(cells, "people_squared") == {"black": 2 * 2 + 1}


def test_one_person_in_the_reports_of_two_officers_counts_once(tmp_path: Path) -> None:
    man = {"incident_id": "i", "subject_race": "white", "subject_sex": "male"}
    rows: Rows = [
        {**man, "report_id": "7", "subject_id": "7-1", "subject_age_years": 30},
        {**man, "report_id": "7", "subject_id": "7-2", "subject_age_years": 30},  # a twin
        {**man, "report_id": "8", "subject_id": "8-1", "subject_age_years": 30},
        {**man, "report_id": "8", "subject_id": "8-2", "subject_age_years": 44},
    ]
    cells = count("force", force(tmp_path, rows), ["subject_race"])
    assert by_race(cells, "people") == {"white": 3}
    assert by_race(cells, "people_by_description") == {"white": 3}


def test_a_person_stands_under_the_most_serious_kind(tmp_path: Path) -> None:
    one = {"incident_id": "i", "subject_id": "s", "subject_race": "black"}
    rows: Rows = [
        {**one, "force_kind": "strike"},
        {**one, "force_kind": "conducted_energy"},
        {**one, "force_kind": "firearm", "force_use": "pointed"},
    ]
    cells = count("force_kinds", force(tmp_path, rows), ["subject_race", "force_kind"])
    people = {row["force_kind"]: row["people"] for row in cells.table.to_pylist()}
    assert people == {"strike": 0, "conducted_energy": 1, "firearm_pointed": 0}
    assert cells.total("people_with") == 3
    rows[1]["severity"] = 3  # the agency's map goes first
    severity = count("force", force(tmp_path, rows), ["severity_four"])
    assert {
        row["severity_four"]: row["people"]
        for row in severity.table.to_pylist()
        if row["force_rows"]
    } == {"1": 0, "2": 0, "3": 1}


def test_only_force_on_days_that_stops_cover_is_set_against_stops(tmp_path: Path) -> None:
    rows: Rows = [
        {"incident_id": str(year), "subject_race": "white", "incident_date": date(year, 6, 1)}
        for year in (2016, 2017, 2018)
    ]
    files = force(tmp_path, rows)
    stops: Rows = [
        {"stop_id": str(n), "subject_race": "white", "stop_date": date(2017, n, 1)} for n in (1, 12)
    ]
    files["stops"] = [canonical("stops", tmp_path / "stops.parquet", stops)]
    cells = count("force", files, ["subject_race"])
    assert by_race(cells, "people") == {"white": 3}
    assert by_race(cells, "people_in_stop_period") == {"white": 1}
    assert by_race(cells, "stops") == {"white": 2}


def test_a_day_of_force_is_the_same_day_of_stops_and_nobody_makes_residents(tmp_path: Path) -> None:
    days = [date(2017, 1, day) for day in (1, 1, 2, 3)]
    rows: Rows = [
        {"incident_id": str(n), "subject_race": "white", "incident_date": day, "officer_id": "a"}
        for n, day in enumerate(days)
    ]
    rows[0]["officer_id"] = None
    files = force(tmp_path, rows)
    stops: Rows = [
        {"stop_id": str(n), "subject_race": "white", "stop_date": day, "officer_id": "b"}
        for n, day in enumerate(days[1:] * 2)
    ]
    files["stops"] = [canonical("stops", tmp_path / "stops.parquet", stops)]
    people: Rows = [{"place_kind": "all", "subject_race": "white", "population": 100}]
    files["population"] = [canonical("population", tmp_path / "population.parquet", people)]
    cells = count("force", files, ["subject_race"], clusters=("officer_id", "incident_date"))
    by_officer, by_day = cells.clusterings
    counted = {(r["cluster"], r["people"], r["stops"]) for r in by_day.cells.table.to_pylist()}
    assert counted == {(0, 2, 2), (1, 1, 2), (2, 1, 2)}
    counted = {(r["cluster"], r["people"], r["stops"]) for r in by_officer.cells.table.to_pylist()}
    assert counted == {(-1, 1, 0), (0, 3, 0), (1, 0, 6)}
    assert cells.total("residents") == 100
    assert "residents" not in by_officer.cells.measures
    for one in cells.clusterings:
        for name in one.cells.measures:
            if name != "people_squared":
                assert one.cells.total(name) == cells.total(name)


def test_a_table_the_study_lacks_counts_nothing(tmp_path: Path) -> None:
    rows: Rows = [{"incident_id": "i", "subject_race": "white", "incident_date": DAY}]
    cells = count("force", force(tmp_path, rows), ["subject_race"])
    assert cells.total("stops") == cells.total("arrests") == cells.total("residents") == 0


def test_residents_of_the_whole_agency_are_not_added_to_those_of_its_parts(
    tmp_path: Path,
) -> None:
    rows: Rows = [
        {"incident_id": "i", "subject_race": "white", "incident_date": date(2020, 1, n)}
        for n in (1, 10)
    ]
    people: Rows = [
        {"place_kind": kind, "place": place, "subject_race": "white", "population": number}
        for kind, place, number in (("all", "city", 900), ("district", "1", 400))
    ]
    files = force(tmp_path, rows)
    files["population"] = [canonical("population", tmp_path / "p.parquet", people)]
    whole = count("force", files, ["subject_race"])
    assert by_race(whole, "residents") == {"white": 900}
    assert by_race(whole, "exposure_resident_days") == {"white": 900 * 10}
    placed = count("force", files, ["subject_race", "district"])
    assert placed.total("residents") == 400


def test_residents_without_a_race_serve_only_when_no_race_is_asked_for(tmp_path: Path) -> None:
    people: Rows = [
        {"place_kind": "all", "place": "city", "subject_race": race, "population": number}
        for race, number in (("white", 600), ("black", 300), (None, 1000))
    ]
    files = force(tmp_path, [{"incident_id": "i", "incident_date": DAY}])
    files["population"] = [canonical("population", tmp_path / "p.parquet", people)]
    assert count("force", files, ["year"]).total("residents") == 1000
    assert count("force", files, ["subject_race"]).total("residents") == 900


def test_published_counts_of_arrests_and_calls_can_stand_in_the_population_table(
    tmp_path: Path,
) -> None:
    published: Rows = [
        {
            "place_kind": "all",
            "place": "city",
            "subject_race": "white",
            "population": number,
            "benchmark": benchmark,
        }
        for benchmark, number in (("arrests", 70), ("calls", 900))
    ]
    files = force(tmp_path, [{"incident_id": "i", "subject_race": "white"}])
    files["population"] = [canonical("population", tmp_path / "p.parquet", published)]
    cells = count("force", files, ["subject_race"])
    assert (cells.total("arrests"), cells.total("calls"), cells.total("residents")) == (70, 900, 0)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xy"), st.integers(0, 3))))
def test_people_never_exceed_rows_and_add_up_over_races(
    tmp_path_factory: Any, drawn: list[tuple[str, str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("force")
    rows: Rows = [
        {"incident_id": i, "subject_id": s, "subject_race": ["black", "white", None, None][r]}
        for i, s, r in drawn
    ]
    cells = count("force", force(folder, rows), ["subject_race"])
    assert cells.total("people") == len({(i, s) for i, s, _ in drawn})
    assert cells.total("force_rows") == len(drawn)


def test_every_scale_decides_every_kind_and_the_order_names_each_once() -> None:
    assert sorted(ORDER) == sorted(ForceKind)
    for scale in SCALES.values():
        assert set(scale.levels) == set(ForceKind)


def test_a_circumstance_holds_when_any_row_of_the_person_says_so(tmp_path: Path) -> None:
    one = {"incident_id": "i", "subject_race": "black"}
    rows: Rows = [
        {**one, "subject_id": "s", "was_restrained": None, "force_kind": "firearm"},
        {**one, "subject_id": "s", "was_restrained": True},
        {**one, "subject_id": "t", "was_restrained": False},
        {**one, "subject_id": "t", "was_restrained": None},
        {**one, "subject_id": "u", "was_restrained": False, "subject_age_years": 17},
    ]
    cells = count("force_circumstances", force(tmp_path, rows), ["subject_race"])
    (row,) = cells.table.to_pylist()
    assert (row["people"], row["restrained"], row["restrained_unknown"]) == (3, 1, 1)
    assert (row["under_18"], row["under_18_unknown"]) == (1, 2)


def test_a_firearm_below_the_fourth_level_was_only_shown(tmp_path: Path) -> None:
    rows: Rows = [
        {"incident_id": str(i), "subject_id": "s", "force_kind": "firearm", "severity": level}
        for i, level in enumerate((1, 2, 4))
    ]
    cells = count("force", force(tmp_path, rows), ["severity_three"])
    people = {r["severity_three"]: r["people"] for r in cells.table.to_pylist() if r["people"]}
    assert people == {"1": 1, "2": 1, "3": 1}
