from pathlib import Path
from typing import Any

import pytest

from daylight.errors import StudyError
from daylight.reduce.count import count
from tests.reduce.canonical import canonical

STOPS: list[dict[str, Any]] = [
    {"subject_race": "white", "neighborhood": "A"},
    {"subject_race": "white", "neighborhood": "A"},
    {"subject_race": "black", "neighborhood": "A"},
    {"subject_race": "black", "neighborhood": "Z"},
    {"subject_race": None, "neighborhood": None},
]


def people(place: str | None, race: str | None, population: int, **more: Any) -> dict[str, Any]:
    kind = "all" if place is None else "neighborhood"
    return {"place_kind": kind, "place": place, "subject_race": race, "population": population} | (
        more
    )


def counted(tmp_path: Path, population: list[dict[str, Any]], *by: str) -> dict[Any, Any]:
    rows = [{"stop_id": str(i), **row} for i, row in enumerate(STOPS)]
    files = {
        "stops": [canonical("stops", tmp_path / "s.parquet", rows)],
        "population": [canonical("population", tmp_path / "p.parquet", population)],
    }
    table = count("stop_rates", files, by).table.to_pylist()
    return {tuple(row[k] for k in by): (row["stops"], row["population"]) for row in table}


def test_a_place_that_only_one_table_knows_is_kept_with_zero_on_the_other_side(
    tmp_path: Path,
) -> None:
    found = counted(
        tmp_path,
        [people("A", "white", 10), people("A", "black", 5), people("B", "black", 7)],
        "subject_race",
        "neighborhood",
    )
    assert found == {
        ("white", "A"): (2, 10),
        ("black", "A"): (1, 5),
        ("black", "B"): (0, 7),
        ("black", "Z"): (1, 0),
        ("unknown", "unknown"): (1, 0),
    }


def test_without_a_place_key_the_rows_for_the_whole_are_used(tmp_path: Path) -> None:
    population = [people(None, "white", 100), people("A", "white", 10), people(None, "black", 50)]
    found = counted(tmp_path, population, "subject_race")
    assert found == {("white",): (2, 100), ("black",): (2, 50), ("unknown",): (1, 0)}


def test_without_rows_for_the_whole_places_are_added_up(tmp_path: Path) -> None:
    population = [people("A", "white", 10), people("B", "white", 20), people("A", "black", 5)]
    found = counted(tmp_path, population, "subject_race")
    assert found == {("white",): (2, 30), ("black",): (2, 5), ("unknown",): (1, 0)}


def test_each_benchmark_holds_all_stops(tmp_path: Path) -> None:
    population = [
        people(None, "white", 100),
        people(None, "black", 50),
        people(None, "white", 9, benchmark="crashes"),
    ]
    found = counted(tmp_path, population, "subject_race", "benchmark")
    assert found[("black", "crashes")] == (2, 0)
    assert found[("black", "residents")] == (2, 50)
    assert found[("white", "crashes")] == (2, 9)


def test_the_total_of_all_groups_is_not_a_group(tmp_path: Path) -> None:
    found = counted(tmp_path, [people(None, None, 999), people(None, "white", 9)], "subject_race")
    assert found[("white",)] == (2, 9)
    assert found[("unknown",)] == (1, 0)


def test_a_key_that_a_population_cannot_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="cannot be counted by subject_race, year"):
        counted(tmp_path, [people(None, "white", 9)], "subject_race", "year")
