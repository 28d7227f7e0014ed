"""Only text that needs no stripping is left alone; what DuckDB may hold is bounded."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from daylight import engine
from daylight.ingest import ingest
from daylight.ingest.recipe import load

RECIPE = """
title = "Padded"
publisher = "nobody"
licence = "none"
timezone = "America/Chicago"
[files.stops]
[tables.stops.columns]
stop_id = { row_id = true }
beat = { source = "id" }
district = { source = "district" }
"""
GROUPED = """[tables.force_incidents]
group = ["id"]
[tables.force_incidents.columns]
incident_id = { source = "id" }
beat = { source = "beat" }
"""
ROWS = 30_000
"""Enough for Parquet to give up its dictionary of ids, few enough to be quick."""


@pytest.mark.parametrize("cell", [" x7", "x7\t", '"\nx7"', '"x7\r\n"', "\x0bx7"])
@pytest.mark.parametrize("column", ["id", "district"])
def test_one_cell_with_blanks_around_it_is_stripped_wherever_it_stands(
    cell: str, column: str, tmp_path: Path
) -> None:
    lines = [f"a{n},d{n % 9}" for n in range(ROWS)]
    lines[-3] = f"{cell},d1" if column == "id" else f"a,{cell}"
    found = read(lines, tmp_path)
    place = "beat" if column == "id" else "district"
    assert found[place][-3] == "x7"
    assert found["beat"][:3] == ["a0", "a1", "a2"]


@pytest.mark.parametrize("column", ["id", "district"])
def test_one_empty_quoted_cell_is_a_blank_wherever_it_stands(column: str, tmp_path: Path) -> None:
    lines = [f"a{n},d{n % 9}" for n in range(ROWS)]
    lines[-3] = '"",d1' if column == "id" else 'a,""'
    found = read(lines, tmp_path)
    assert found["beat" if column == "id" else "district"][-3] is None


def read(lines: list[str], folder: Path) -> dict[str, list[str]]:
    recipe, file = folder / "padded.toml", folder / "stops.csv"
    recipe.write_text(RECIPE)
    file.write_text("\n".join(["id,district", *lines]), newline="")
    ingest(load(recipe), [file], folder / "out")
    table = pq.read_table(folder / "out" / "stops.parquet")
    columns: dict[str, list[str]] = table.to_pydict()
    return columns


def test_a_connection_has_a_bound_and_a_place_to_spill(tmp_path: Path) -> None:
    connection = engine.duckdb(temp=tmp_path)
    asked = "SELECT current_setting('memory_limit'), current_setting('temp_directory')"
    limit, place = connection.raw_sql(asked).fetchone()
    assert (limit, place) == ("1.8 GiB", str(tmp_path))


def test_a_group_over_two_files_is_traced_to_its_first_row(tmp_path: Path) -> None:
    recipe = tmp_path / "grouped.toml"
    recipe.write_text(RECIPE.split("[tables")[0] + GROUPED)
    (tmp_path / "a.csv").write_text("id,beat\nx,1\nx,1\ny,1\n")
    (tmp_path / "b.csv").write_text("id,beat\ny,1\nx,1\nz,1\n")
    ingest(load(recipe), [tmp_path / "a.csv", tmp_path / "b.csv"], tmp_path / "out")
    rows = pq.read_table(tmp_path / "out" / "force_incidents.parquet").to_pylist()
    places = [(row["incident_id"], row["source_file"], row["source_row"]) for row in rows]
    assert places == [("x", "a.csv", 1), ("y", "a.csv", 3), ("z", "b.csv", 3)]
