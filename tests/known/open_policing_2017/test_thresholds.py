"""The thresholds published for Colorado, North Carolina and Washington, by our own engine."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.model.searches.threshold import METHOD

AVERAGE, CELL = 0.003, 0.008
"""Tolerances; see SOURCE.md."""

FILE = "published/stanford_2017_threshold_counties_co_nc_wa.parquet"
Row = dict[str, str]


def rows_of(shared: Path, state: str) -> list[Row]:
    rows: list[Row] = pq.read_table(shared / FILE).to_pylist()
    return [row for row in rows if row["state"] == state]


def cells_of(rows: list[Row]) -> Cells:
    return Cells.from_columns(
        {
            "place": [row["location_variable"] for row in rows],
            "subject_race": [group_of(row) for row in rows],
            "stops": [int(row["num_stops"]) for row in rows],
            "searches": [int(row["num_searches"]) for row in rows],
            "hits": [int(row["num_hits"]) for row in rows],
        },
        by=["place", "subject_race"],
    )


def group_of(row: Row) -> str:
    return row["driver_race"].removesuffix(" drivers").lower()


@pytest.mark.shared
@pytest.mark.parametrize("state", ["CO", "NC", "WA"])
def test_published_thresholds_are_reproduced(shared: Path, state: str) -> None:
    rows = rows_of(shared, state)
    result = METHOD(cells_of(rows), sweep=False)
    assert isinstance(result, Result)
    ours = {(e.keys["place"], e.keys["subject_race"]): e.value for e in result.named("threshold")}
    published = {
        (row["location_variable"], group_of(row)): float(row["inferred_threshold"]) for row in rows
    }
    assert ours.keys() == published.keys()
    apart = np.array([ours[key] - published[key] for key in ours])
    assert np.abs(apart).max() < CELL

    stops: dict[str, int] = {}
    for row in rows:
        stops[row["location_variable"]] = stops.get(row["location_variable"], 0) + int(
            row["num_stops"]
        )
    for group in ("white", "black", "hispanic"):
        keys = [key for key in published if key[1] == group]
        weights = [stops[place] for place, _ in keys]
        mean = np.average([published[key] for key in keys], weights=weights)
        assert result.one("average_threshold", subject_race=group).value == pytest.approx(
            mean, abs=AVERAGE
        )
    assert result.diagnostics["engine"] == "nested Laplace"
