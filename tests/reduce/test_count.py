from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from daylight.errors import CellsError, MissingFile, StudyError
from daylight.reduce.count import count
from tests.reduce.canonical import canonical


def stops(path: Path, rows: list[dict[str, Any]]) -> Path:
    return canonical("stops", path, [{"stop_id": str(i), **row} for i, row in enumerate(rows)])


def test_blank_outcomes_are_not_counted_as_misses(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [
        {"subject_race": "black", "search_conducted": True, "contraband_found": True},
        {"subject_race": "black", "search_conducted": True, "contraband_found": None},
        {"subject_race": "black", "search_conducted": None},
        {"subject_race": None, "search_conducted": False},
    ]
    cells = count("searches", {"stops": [stops(tmp_path / "s.parquet", rows)]}, ["subject_race"])
    measures = ("stops", "searches", "searches_unknown", "hits", "hits_unknown")
    counted = {row["subject_race"]: [row[m] for m in measures] for row in cells.table.to_pylist()}
    assert counted == {"black": [3, 2, 1, 1, 1], "unknown": [1, 0, 0, 0, 0]}


def test_rows_left_out_by_a_filter_are_counted_by_reason(tmp_path: Path) -> None:
    rows: list[dict[str, Any]] = [{"district": d} for d in ("1", "1", "2", None)]
    cells = count(
        "searches",
        {"stops": [stops(tmp_path / "s.parquet", rows)]},
        ["subject_race"],
        only={"district": ["1"]},
    )
    assert cells.provenance.rows_read == 4
    assert cells.provenance.rows_kept == 2
    assert cells.provenance.rows_dropped == {"district not among 1": 2}


def test_counting_two_files_equals_counting_their_union(tmp_path: Path) -> None:
    one: list[dict[str, Any]] = [{"subject_race": "black", "search_conducted": True}] * 3
    two: list[dict[str, Any]] = [{"subject_race": "white", "search_conducted": False}] * 2
    apart = [stops(tmp_path / "a.parquet", one), stops(tmp_path / "b.parquet", two)]
    union = [stops(tmp_path / "c.parquet", one + two)]
    by = ["subject_race"]
    assert (
        count("searches", {"stops": apart}, by).table
        == count("searches", {"stops": union}, by).table
    )


def test_no_rows_give_no_cells(tmp_path: Path) -> None:
    cells = count("searches", {"stops": [stops(tmp_path / "s.parquet", [])]}, ["subject_race"])
    assert len(cells) == 0


def test_an_unknown_reduction_or_key_names_the_known_ones(tmp_path: Path) -> None:
    files = {"stops": [stops(tmp_path / "s.parquet", [{}])]}
    with pytest.raises(StudyError, match=r"there are .*searches"):
        count("serches", files, ["subject_race"])
    with pytest.raises(StudyError, match=r"known keys are .*subject_race"):
        count("searches", files, ["race"])


def test_a_table_of_other_types_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "s.parquet"
    pq.write_table(pa.table({"stop_id": [1]}), path)
    with pytest.raises(CellsError, match="not a canonical stops table"):
        count("searches", {"stops": [path]}, ["subject_race"])


def test_a_missing_table_says_what_to_add() -> None:
    with pytest.raises(MissingFile, match="no source holds the table 'stops'"):
        count("searches", {}, ["subject_race"])


@pytest.mark.parametrize(
    ("by", "told"),
    [
        (("subject_race",), "neighborhood"),
        (("subject_race", "district"), "neighborhood"),
        (("subject_race", "county"), "neighborhood"),
        (("subject_race", "neighborhood"), None),
        (("subject_race", "neighborhood", "district"), None),
    ],
)
def test_a_coarser_place_among_the_keys_leaves_the_finer_one_to_tell_rows_apart(
    tmp_path: Path, by: tuple[str, ...], told: str | None
) -> None:
    """Stops of one neighborhood go together also where districts are compared or are strata."""
    rows = [
        {
            "subject_race": "white",
            "county": "c",
            "district": f"d{i % 2}",
            "beat": "b",
            "neighborhood": f"n{i % 10}",
        }
        for i in range(60)
    ]
    places = ("neighborhood", "beat", "district", "county")
    cells = count("searches", {"stops": [stops(tmp_path / "s", rows)]}, by, clusters=places)
    assert [one.key for one in cells.clusterings] == ([told] if told else [])
