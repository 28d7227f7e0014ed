from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from daylight import ingest_files
from daylight.ingest.recipe import load
from daylight.reduce.count import count

FILE_YEAR = {"2016": 1570, "2017": 1574, "2018": 1123}
BY_DATE = {"2016": 1570, "2017": 1578, "2018": 1120}


@pytest.mark.shared
def test_rows_by_date_and_by_file_year_are_those_published(shared: Path, tmp_path: Path) -> None:
    ingest_files(
        load("new_orleans_force"),
        [shared / "force" / "new_orleans_use_of_force_2016_2020.parquet"],
        tmp_path,
    )
    force = tmp_path / "force.parquet"
    cells = count("force", {"force": [force]}, ["year"])
    rows = dict(zip(cells.keys("year"), cells.counts("force_rows"), strict=True))
    assert {year: rows[year] for year in BY_DATE} == BY_DATE
    numbers = pq.read_table(force, columns=["incident_id"])["incident_id"].to_pylist()
    years = Counter(number.removeprefix("FTN")[:4] for number in numbers)
    assert {year: years[year] for year in FILE_YEAR} == FILE_YEAR
    assert (years["2019"], rows["2019"]) == (966, 962), "not the published 815 and 814; SOURCE.md"
