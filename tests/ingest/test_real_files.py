"""The real files of ../shared/data through the embedded recipes, against published totals."""

from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from daylight.ingest import ingest
from daylight.ingest.audit import IngestAudit
from daylight.ingest.recipe import load

FILES: dict[str, tuple[str, tuple[str, ...], int]] = {
    "uk_stop_and_search": ("unseen", ("uk_essex_2020_01.csv",), 1_820),
    "boulder_stops": (
        "unseen",
        ("boulder_stops_2018.csv", "boulder_stop_results_2018.csv"),
        8_215 + 39_569,
    ),
    "california_prison_force": ("unseen", ("cdcr_uof.csv",), 1_392),
    "toronto_force_counts": ("unseen", ("toronto_force.csv",), 176),
    "uk_stop_search_rates": ("unseen", ("uk_stop_search_rates_2006_2022.csv",), 13_104),
    "takoma_park_stops": ("stops", ("takoma_park_traffic_stops_2015_2020.xlsx",), 22_392),
    "seattle_terry_stops": ("stops", ("seattle_terry_stops_2015_2017.csv.gz",), 19_753),
    "mississippi_stops": ("stops", ("mississippi_highway_patrol_2013_2016.parquet",), 211_211),
    "charlottesville_stops": ("stops", ("charlottesville_stop_frisk_2012_2014.csv.gz",), 272),
    "connecticut_stops": (
        "stops",
        ("connecticut_groton_2013_2014.csv.gz", "connecticut_10towns_2013_2014.csv.gz"),
        6_252 + 28_104,
    ),
    "nypd_stops": (
        "stops",
        ("nyc_stop_and_frisk_2014.parquet", "nyc_stop_and_frisk_2020.xlsx"),
        45_787 + 9_544,
    ),
    "dallas_force": (
        "force",
        tuple(f"dallas_response_to_resistance_{year}.parquet" for year in range(2013, 2017)),
        12_243,
    ),
    "seattle_force": ("force", ("seattle_use_of_force_2014_2022.parquet",), 14_095),
    "seattle_scenes": ("force", ("seattle_force_scenes_ridgeway.parquet",), 37_016),
    "new_orleans_force": ("force", ("new_orleans_use_of_force_2016_2020.parquet",), 5_750),
    "new_orleans_misconduct": (
        "officers",
        ("new_orleans_misconduct_2016_2019.parquet",),
        4_151,
    ),
    "chicago_officers": (
        "officers",
        ("chicago_officer_profiles.parquet", "chicago_unit_history.parquet"),
        33_693 + 115_987,
    ),
    "new_jersey_force": (
        "force",
        (
            "new_jersey_incidents_2020_2024.parquet",
            "new_jersey_subjects_2020_2024.parquet",
            "new_jersey_force_types_2020_2024.parquet",
        ),
        72_743 + 74_580 + 84_952,
    ),
    "chicago_complaints": (
        "officers",
        (
            "chicago_complaints.parquet",
            "chicago_complaints_accused.parquet",
            "chicago_officer_filed_complaints.parquet",
            "chicago_officer_profiles.parquet",
            "chicago_complaint_categories.parquet",
        ),
        181_412 + 244_436 + 13_461 + 33_693 + 407,
    ),
}
SLOW: dict[str, tuple[str, tuple[str, ...], int]] = {
    "nashville_stops": ("stops", ("nashville_traffic_stops_2001_2007.parquet",), 1_377_285),
    "darkness_stops": ("stops", ("darkness_cities_11.parquet",), 1_472_505),
    "chicago_force": (
        "force",
        (
            "chicago_force_reports_2004_2018.parquet",
            "chicago_force_officers_2004_2018.parquet",
            "chicago_force_subjects_2004_2016.parquet",
            "chicago_force_actions_2004_2016.parquet",
        ),
        75_759 * 2 + 67_019 + 523_090,
    ),
}

pytestmark = pytest.mark.shared


def taken(shared: Path, slug: str, out: Path) -> IngestAudit:
    folder, names, _ = (FILES | SLOW)[slug]
    return ingest(load(slug), [shared / folder / name for name in names], out, key=b"k")


def table(out: Path, name: str, *columns: str) -> list[dict[str, Any]]:
    return pq.read_table(out / f"{name}.parquet", columns=list(columns)).to_pylist()


@pytest.mark.parametrize("slug", sorted(FILES))
def test_every_row_of_a_real_file_is_kept_or_set_aside(
    slug: str, shared: Path, tmp_path: Path
) -> None:
    audit = taken(shared, slug, tmp_path)
    assert audit.rows_read == FILES[slug][2]
    assert pq.read_table(tmp_path / "set_aside.parquet").num_rows == audit.rows_set_aside
    assert not [seen for seen in audit.codes if seen.status == "unknown"]


@pytest.mark.recovery
@pytest.mark.parametrize("slug", sorted(SLOW))
def test_every_row_of_a_large_real_file_is_kept_or_set_aside(
    slug: str, shared: Path, tmp_path: Path
) -> None:
    audit = taken(shared, slug, tmp_path)
    assert (audit.rows_read, audit.rows_set_aside) == (SLOW[slug][2], 0)


def test_groton_hit_rates_are_the_published_ones(shared: Path, tmp_path: Path) -> None:
    file = shared / "stops" / "connecticut_groton_2013_2014.csv.gz"
    ingest(load("connecticut_stops"), [file], tmp_path)
    columns = ("subject_race", "search_conducted", "search_basis", "contraband_found")
    searched = [row for row in table(tmp_path, "stops", *columns) if row["search_conducted"]]
    trials = Counter(row["subject_race"] for row in searched)
    hits = Counter(row["subject_race"] for row in searched if row["contraband_found"])
    assert {race: (hits[race], trials[race]) for race in ("white", "black", "hispanic")} == {
        "white": (40, 69),
        "black": (16, 29),
        "hispanic": (5, 11),
    }


def test_takoma_park_counts_are_the_city_s_own(shared: Path, tmp_path: Path) -> None:
    taken(shared, "takoma_park_stops", tmp_path)
    rows = table(tmp_path, "stops", "stop_date", "subject_race")
    races = Counter(row["subject_race"] for row in rows)
    assert (races["black"], races["hispanic"], races["white"]) == (10_568, 5_699, 4_636)
    years = Counter(row["stop_date"].year for row in rows)
    assert (years[2015], years[2020]) == (8_074, 1_593)


def test_new_orleans_force_by_file_number_is_what_the_inspector_counted(
    shared: Path, tmp_path: Path
) -> None:
    """2019 is left out: this snapshot is later and holds 966 rows where the report has 815."""
    taken(shared, "new_orleans_force", tmp_path)
    years = Counter(row["incident_id"][3:7] for row in table(tmp_path, "force", "incident_id"))
    assert [years[str(year)] for year in range(2016, 2019)] == [1_570, 1_574, 1_123]


def test_chicago_civilian_complaints_are_those_the_financial_times_published(
    shared: Path, tmp_path: Path
) -> None:
    taken(shared, "chicago_complaints", tmp_path)
    columns = ("officer_id", "complaint_source", "received_date", "closed_date")
    chosen = [
        row["officer_id"]
        for row in table(tmp_path, "allegations", *columns)
        if row["complaint_source"] == "civilian"
        and 2007 <= row["received_date"].year <= 2017
        and row["closed_date"] is not None
    ]
    assert (len(set(chosen)), len(chosen)) == (9_275, 37_270)
    counts = sorted(Counter(chosen).values(), reverse=True)
    assert sum(counts[:927]) == 13_705 or sum(counts[:928]) == 13_705


def test_the_five_published_groups_and_the_unreported_are_all_searches(
    shared: Path, tmp_path: Path
) -> None:
    """The publisher's own total, of every area and year, is theirs together."""
    taken(shared, "uk_stop_search_rates", tmp_path)
    rows = table(tmp_path, "published_counts", "place", "period_name", "subject_race_raw", "events")
    sums: Counter[tuple[str, str]] = Counter()
    totals: Counter[tuple[str, str]] = Counter()
    for row in rows:
        chosen = totals if row["subject_race_raw"] == "All" else sums
        chosen[row["place"], row["period_name"]] += row["events"] or 0
    assert sum(totals.values()) == 29_171_169
    assert totals == sums


def test_boulder_s_answers_are_counted_under_their_own_question(
    shared: Path, tmp_path: Path
) -> None:
    """The pairs of the file itself, counted by SQL: 429 stops name a search, 309 an arrest."""
    taken(shared, "boulder_stops", tmp_path)
    rows = table(tmp_path, "stops", "search_conducted", "arrest_made")
    assert Counter(row["search_conducted"] for row in rows) == {False: 7_197, True: 429, None: 589}
    assert sum(row["arrest_made"] is True for row in rows) == 309
