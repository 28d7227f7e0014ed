from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells, columns_of
from daylight.data.provenance import Provenance
from daylight.errors import CellsError, MissingFile

groups = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 10**6)),
    unique_by=lambda row: row[:2],
)


def cells(rows: list[tuple[str, str, int]]) -> Cells:
    columns = {
        "race": pa.array([r for r, _, _ in rows], pa.string()),
        "place": pa.array([p for _, p, _ in rows], pa.string()),
        "stops": pa.array([n for _, _, n in rows], pa.int64()),
    }
    return Cells.from_arrow(pa.table(columns), by=("race", "place"))


@given(groups)
def test_collapsing_keeps_the_total(rows: list[tuple[str, str, int]]) -> None:
    made = cells(rows)
    assert made.collapse("race").total("stops") == made.total("stops")


@given(groups)
def test_collapsing_in_two_steps_is_collapsing_at_once(rows: list[tuple[str, str, int]]) -> None:
    made = cells(rows)
    assert made.collapse("race", "place").collapse("place").table == made.collapse("place").table


@given(groups)
def test_the_order_of_rows_does_not_matter(rows: list[tuple[str, str, int]]) -> None:
    assert cells(rows).table == cells(rows[::-1]).table


def test_a_key_that_was_not_recorded_is_unknown() -> None:
    made = Cells.from_columns({"race": ["a", None, "b"], "n": [1, 2, 3]}, by=["race"])
    assert made.values("race") == ("a", "b", "unknown")
    assert made.without_unknown("race").total("n") == 4


@pytest.mark.parametrize("bad", [-1, 1.5, None, float("nan"), float("inf")])
def test_what_is_not_a_count_is_refused_with_its_row(bad: float | None) -> None:
    with pytest.raises(CellsError, match="row 2 does not"):
        Cells.from_columns({"race": ["a", "b"], "n": [1, bad]}, by=["race"])


def test_an_exposure_may_be_a_fraction_but_not_negative() -> None:
    made = Cells.from_columns(
        {"officer_id": ["a"], "events": [2], "exposure": [1.5]}, by=["officer_id"]
    )
    assert made.total("exposure") == 1.5
    with pytest.raises(CellsError, match="zero or more"):
        Cells.from_columns({"officer_id": ["a"], "exposure": [-0.5]}, by=["officer_id"])


def test_text_where_a_count_should_be_is_refused() -> None:
    with pytest.raises(CellsError, match="count column n holds string"):
        Cells.from_columns({"race": ["a"], "n": ["1"]}, by=["race"])


def test_a_repeated_key_is_refused_with_an_example() -> None:
    with pytest.raises(CellsError, match=r"1 keys stand more than once.*'race': 'a'"):
        Cells.from_columns({"race": ["a", "a"], "n": [1, 2]}, by=["race"])


def test_whole_numbers_written_as_fractions_are_keys() -> None:
    made = Cells.from_columns({"officer_id": [7.0, 9.0], "n": [1, 2]}, by=["officer_id"])
    assert made.values("officer_id") == (7, 9)


def test_whole_numbers_beside_blanks_are_keys_as_a_spreadsheet_writes_them() -> None:
    made = Cells.from_columns({"officer_id": [7.0, None, 9.0], "n": [1, 3, 2]}, by=["officer_id"])
    assert made.values("officer_id") == ("7", "9", "unknown")
    with pytest.raises(CellsError, match="fractions"):
        Cells.from_columns({"officer_id": [7.5, None], "n": [1, 3]}, by=["officer_id"])


def test_fractions_are_not_keys() -> None:
    with pytest.raises(CellsError, match="holds fractions"):
        Cells.from_columns({"hour": [1.5], "n": [1]}, by=["hour"])


@pytest.mark.parametrize("name", ["cells.parquet", "cells.csv"])
def test_cells_read_back_from_a_file(tmp_path: Path, name: str) -> None:
    made = cells([("a", "x", 3), ("b", "x", 0)])
    made.write(tmp_path / name)
    assert Cells.read(tmp_path / name).table == made.table


def test_parquet_keeps_the_provenance(tmp_path: Path) -> None:
    kept = Provenance(
        origin="searches", rows_read=3, rows_kept=2, rows_dropped={"x": 1}, sql="select 1"
    )
    made = Cells.from_columns({"race": ["a"], "n": [2]}, by=["race"], provenance=kept)
    made.write(tmp_path / "c.parquet")
    assert Cells.read(tmp_path / "c.parquet").provenance == kept


def test_a_file_that_is_missing_or_not_a_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="no such file"):
        Cells.read(tmp_path / "none.csv")
    (tmp_path / "bad.parquet").write_text("not parquet", encoding="utf-8")
    with pytest.raises(CellsError, match="cannot be read"):
        Cells.read(tmp_path / "bad.parquet")


def test_an_empty_file_is_not_a_table(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").touch()
    with pytest.raises(CellsError, match="cannot be read"):
        Cells.read(tmp_path / "empty.csv")


def test_whole_numbers_in_a_csv_can_be_keys_when_named(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("officer_id,events\n7,2\n9,1\n", encoding="utf-8")
    assert columns_of(path) == {"officer_id": "number", "events": "number"}
    assert Cells.read(path, by=["officer_id"]).values("officer_id") == (7, 9)


def test_cells_come_from_pandas() -> None:
    import pandas as pd

    made = Cells.from_arrow(
        pa.Table.from_pandas(pd.DataFrame({"race": ["a"], "n": [1]})), by=["race"]
    )
    assert made.total("n") == 1


def test_a_missing_column_is_named() -> None:
    with pytest.raises(CellsError, match="column race is missing; the table has n"):
        Cells.from_columns({"n": [1]}, by=["race"])


def test_collapsing_to_a_key_that_is_not_there_is_refused() -> None:
    with pytest.raises(CellsError, match="cannot collapse to sex"):
        cells([("a", "x", 1)]).collapse("sex")


def test_rows_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(CellsError, match="do not add up"):
        Provenance(rows_read=3, rows_kept=1)
