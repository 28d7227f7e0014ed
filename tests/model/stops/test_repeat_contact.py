from pathlib import Path

import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.stops.repeat_contact import METHOD
from daylight.reduce.count import count
from daylight.report.presentations import PRESENTATIONS
from tests.reduce.canonical import canonical


def cells(rows: list[tuple[str, int, int, int]]) -> Cells:
    names = ["subject_race", "contacts", "persons", "stops_unlinked"]
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return Cells.from_columns(columns, by=names[:2])


BLACK = {"subject_race": "black"}
ROWS = [
    ("black", 1, 60, 0),
    ("black", 2, 30, 0),
    ("black", 10, 10, 0),
    ("white", 1, 90, 0),
    ("white", 2, 10, 0),
    ("white", 0, 0, 100),
]


def test_persons_stopped_again_are_counted_and_compared() -> None:
    result = METHOD(cells(ROWS))
    assert isinstance(result, Result)
    assert result.one("stops_per_person", **BLACK).value == pytest.approx((60 + 60 + 100) / 100)
    assert result.one("share_stopped_again", **BLACK, at_least=2).value == 0.4
    assert result.one("share_stopped_again", **BLACK, at_least=10).value == 0.1
    gap = result.one("share_stopped_again_difference", **BLACK)
    assert gap.value == pytest.approx(0.3)
    assert result.noted("unlinked")
    (claim,) = PRESENTATIONS["repeat-contact"].says(result)
    assert "Of 100 Black people stopped, 40.0 %" in claim.sentence


def test_a_person_is_known_by_pseudonym_and_a_stop_without_one_is_counted_apart(
    tmp_path: Path,
) -> None:
    rows = [
        {"stop_id": str(i), "subject_race": race, "subject_id": person}
        for i, (race, person) in enumerate(
            [("black", "p"), ("black", "p"), ("black", "q"), ("white", None), (None, "r")]
        )
    ]
    path = canonical("stops", tmp_path / "s.parquet", rows)
    found = count("contacts", {"stops": [path]}, ["subject_race", "contacts"]).table.to_pylist()
    assert found == [
        {
            "subject_race": "black",
            "contacts": 1,
            "persons": 1,
            "persons_of_several_races": 0,
            "stops_unlinked": 0,
        },
        {
            "subject_race": "black",
            "contacts": 2,
            "persons": 1,
            "persons_of_several_races": 0,
            "stops_unlinked": 0,
        },
        {
            "subject_race": "unknown",
            "contacts": 1,
            "persons": 1,
            "persons_of_several_races": 0,
            "stops_unlinked": 0,
        },
        {
            "subject_race": "white",
            "contacts": 0,
            "persons": 0,
            "persons_of_several_races": 0,
            "stops_unlinked": 1,
        },
    ]


def test_few_persons_known_again_are_refused() -> None:
    assert isinstance(METHOD(cells([("black", 1, 60, 0), ("white", 1, 6, 0)])), Refusal)
