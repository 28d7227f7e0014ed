import csv
from pathlib import Path

import pyarrow.parquet as pq

from daylight.ingest import ingest
from daylight.ingest.export import export_open_policing
from daylight.ingest.recipe import embedded, load


def test_exported_stops_come_back_the_same_through_the_crosswalk(tmp_path: Path) -> None:
    sample = embedded()["nashville_stops"].parent / "sample.csv"
    ingest(load("nashville_stops"), [sample], tmp_path / "one", key=b"k")
    rows = export_open_policing(tmp_path / "one" / "stops.parquet", tmp_path / "opp.csv")
    ingest(load("open_policing"), [tmp_path / "opp.csv"], tmp_path / "two", key=b"k")
    first = pq.read_table(tmp_path / "one" / "stops.parquet").to_pylist()
    second = pq.read_table(tmp_path / "two" / "stops.parquet").to_pylist()
    assert rows == len(first) == len(second)
    same = ("stop_date", "subject_race", "subject_sex", "search_conducted", "outcome", "officer_id")
    kept = [{name: row[name] for name in same} for row in first]
    for row in kept:
        row["outcome"] = None if row["outcome"] == "none" else row["outcome"]
    assert [{name: row[name] for name in same} for row in second] == kept


def test_contraband_is_blank_without_a_search(tmp_path: Path) -> None:
    sample = embedded()["nashville_stops"].parent / "sample.csv"
    ingest(load("nashville_stops"), [sample], tmp_path, key=b"k")
    export_open_policing(tmp_path / "stops.parquet", tmp_path / "opp.csv")
    with (tmp_path / "opp.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["contraband_found"] for row in rows if row["search_conducted"] == "false"] == [
        "",
        "",
    ]
    assert "unknown" in {row["subject_race"] for row in rows}
