from pathlib import Path
from typing import Any

from daylight.reduce.count import count
from tests.reduce.canonical import canonical


def counted(tmp_path: Path, *people: tuple[str | None, str | None]) -> list[tuple[Any, ...]]:
    rows = [
        {"stop_id": f"s{i}", "subject_id": person, "subject_race": race, "source_row": i}
        for i, (person, race) in enumerate(people, 1)
    ]
    path = canonical("stops", tmp_path / "s.parquet", rows)
    cells = count("contacts", {"stops": [path]}, ("subject_race", "contacts"))
    names = ("subject_race", "contacts", "persons", "persons_of_several_races", "stops_unlinked")
    return [tuple(row[name] for name in names) for row in cells.table.to_pylist()]


def test_a_person_recorded_in_two_ways_is_one_person_of_the_race_recorded_most_often(
    tmp_path: Path,
) -> None:
    stops = [("p", "white"), ("p", "hispanic"), ("p", "hispanic"), ("q", "white")]
    assert counted(tmp_path, *stops) == [("hispanic", 3, 1, 1, 0), ("white", 1, 1, 0, 0)]


def test_of_races_recorded_as_often_the_first_counts_and_a_blank_never_does(
    tmp_path: Path,
) -> None:
    stops = [("p", None), ("p", None), ("p", "white"), ("p", "asian")]
    assert counted(tmp_path, *stops) == [("white", 4, 1, 1, 0)]


def test_stops_without_a_person_are_counted_apart(tmp_path: Path) -> None:
    stops = [(None, "white"), (None, "white"), ("p", None)]
    assert counted(tmp_path, *stops) == [("unknown", 1, 1, 0, 0), ("white", 0, 0, 0, 2)]
