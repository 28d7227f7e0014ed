import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from daylight.ingest import ingest
from daylight.ingest.export import BASES, OUTCOMES, RACES, export_open_policing
from daylight.ingest.recipe import embedded, load
from daylight.schema.tables import STOPS, types
from daylight.schema.vocabulary import Race, SearchBasis, StopOutcome


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


BACK = {
    "asian/pacific islander": "asian",
    "k9": "canine",
    "plain view": "plain_view",
    "probable cause": "probable_cause",
}
"""What the crosswalk reads their words as, where it is not the same word."""


def test_every_word_comes_back_as_the_group_that_the_standard_has_for_it(tmp_path: Path) -> None:
    words = [(race, basis, outcome) for race in [*Race, None] for basis in [*SearchBasis, None]
             for outcome in [*StopOutcome, None]]  # fmt: skip
    rows = [
        {
            "stop_id": str(number),
            "source_file": "f",
            "source_row": number,
            "subject_race": race,
            "officer_race": race,
            "officer_sex": "female",
            "officer_years_of_service": 7.5,
            "search_conducted": True,
            "search_basis": basis,
            "contraband_found": basis == "consent",
            "outcome": outcome,
            "stop_minute": number % 1440,
            "subject_age_years": number % 120,
            "latitude": 36.1,
            "district": "1",
        }
        for number, (race, basis, outcome) in enumerate(words, start=1)
    ]
    kinds = {"string": pa.string(), "int64": pa.int64(), "float64": pa.float64(),
             "boolean": pa.bool_(), "date": pa.date32()}  # fmt: skip
    schema = pa.schema([(name, kinds[kind]) for name, kind in types(STOPS).items()])
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), tmp_path / "stops.parquet")
    export_open_policing(tmp_path / "stops.parquet", tmp_path / "opp.csv")
    ingest(load("open_policing"), [tmp_path / "opp.csv"], tmp_path / "two", key=b"k")
    back = pq.read_table(tmp_path / "two" / "stops.parquet").to_pylist()
    assert len(back) == len(rows)
    for row, found in zip(rows, back, strict=True):
        race, basis = RACES.get(row["subject_race"]), row["search_basis"]
        ground = basis and BASES.get(basis, "other")
        assert found["subject_race"] == found["officer_race"] == BACK.get(race, race)
        assert found["search_basis"] == BACK.get(ground, ground)
        assert found["outcome"] == (row["outcome"] if row["outcome"] in OUTCOMES else None)
        same = ("officer_sex", "officer_years_of_service", "contraband_found", "stop_minute",
                "subject_age_years", "latitude", "district")  # fmt: skip
        assert [found[name] for name in same] == [row[name] for name in same]
