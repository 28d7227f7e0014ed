from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.errors import SourceError
from daylight.ingest.audit import IngestAudit, SetAside, SourceFile
from daylight.ingest.quality import BEFORE, failing, jumps, quality, release_level
from daylight.ingest.second_count import second_count
from daylight.report.quality_page import State, render, summary
from daylight.schema.tables import TABLES

KINDS = {
    "text": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
}


def stops(folder: Path, rows: list[dict[str, Any]]) -> Path:
    columns = TABLES["stops"].columns
    whole = [
        {"stop_id": str(n), "source_file": "f", "source_row": n} | row
        for n, row in enumerate(rows, 1)
    ]
    schema = pa.schema([(column.name, KINDS[column.kind]) for column in columns])
    path = folder / "stops.parquet"
    pq.write_table(pa.Table.from_pylist(whole, schema=schema), path)
    return path


def named(shares: Any) -> dict[str, int]:
    return {one.name: one.count for one in shares}


def test_impossible_combinations_are_counted_and_blanks_are_not(tmp_path: Path) -> None:
    path = stops(
        tmp_path,
        [
            {"search_conducted": False, "contraband_found": True},
            {"search_conducted": None, "frisk_performed": True, "contraband_found": True},
            {"search_conducted": True, "search_basis": "incident_to_arrest", "arrest_made": False},
            {"search_conducted": True, "search_basis": "incident_to_arrest"},
            {"subject_age_years": 0},
            {"subject_age_years": 100},
            {"stop_date": date(2018, 5, 1)},
        ],
    )
    odd = named(quality(path, period=(date(2020, 1, 1), date(2020, 12, 31))).oddities)
    assert odd["contraband without a search or frisk"] == 1
    assert odd["search incident to arrest without an arrest"] == 1
    assert odd["age under 10"] == odd["age 100 or more"] == 1
    assert odd["date outside the period"] == 1


def test_repeated_and_near_duplicate_rows_are_counted(tmp_path: Path) -> None:
    alike = {"stop_date": date(2020, 1, 1), "stop_minute": 5, "subject_race": "black"}
    path = stops(tmp_path, [alike, alike, alike, alike | {"officer_id": "a", "person_number": 1}])
    found = quality(path)
    assert found.near_duplicates == 2
    assert found.repeated_keys == 0


def test_months_and_districts_below_the_floor_are_gated_with_the_reason(tmp_path: Path) -> None:
    full = {"stop_date": date(2020, 1, 1), "district": "1", "subject_race": "white"}
    blank = {"stop_date": date(2020, 2, 1), "district": "1"}
    path = stops(tmp_path, [full] * 60 + [blank] * 55 + [full | {"district": "2"}] * 10)
    reasons = {(gate.by, gate.key): gate.reason for gate in failing(quality(path).gates)}
    assert reasons == {
        ("month", "2020-02"): "subject_race recorded in less than half of the rows",
        ("district", "2"): "10 rows, fewer than 50",
    }


def test_a_district_that_carries_a_rate_is_named(tmp_path: Path) -> None:
    airport = {"district": "airport", "search_conducted": True}
    elsewhere = {"district": "city", "search_conducted": False}
    path = stops(
        tmp_path, [airport] * 10 + [elsewhere] * 90 + [elsewhere | {"search_conducted": True}]
    )
    leaning = {one.district: one for one in quality(path).leaning if one.rate == "searches"}
    assert leaning["airport"].leans
    assert (leaning["airport"].rest_count, leaning["airport"].rest_of) == (1, 91)


def test_heaping_is_counted_among_rows_with_a_time(tmp_path: Path) -> None:
    path = stops(tmp_path, [{"stop_minute": minute} for minute in (0, 60, 30, 7)] + [{}])
    heaps = quality(path).heaping
    assert named(heaps) == {
        "exactly midnight": 1,
        "on the hour": 2,
        "on the half hour": 3,
        "on five minutes": 3,
    }
    assert {one.of for one in heaps} == {4}


def test_what_was_never_collected_is_told_from_what_is_blank(tmp_path: Path) -> None:
    rows = [{"subject_race": "white"}] * 40 + [{}] * 60
    verdicts = {one.question: one.verdict for one in quality(stops(tmp_path, rows)).support}
    assert verdicts["Who is stopped, by race?"] == "not usable"
    assert verdicts["Do officers differ?"] == "not collected"


def test_a_month_that_doubles_is_a_jump() -> None:
    months = {f"2003-{month:02d}": 100 for month in range(1, 13)} | {"2004-01": 200, "2004-02": 30}
    assert [one.month for one in jumps(months)] == ["2004-01", "2004-02"]


@given(st.lists(st.integers(0, 10**6), max_size=BEFORE))
def test_too_few_months_never_jump(rows: list[int]) -> None:
    assert jumps({f"2000-{place:02d}": one for place, one in enumerate(rows)}) == ()


def test_a_second_count_is_laid_beside_the_records(tmp_path: Path) -> None:
    found = quality(stops(tmp_path, [{"stop_date": date(2020, 1, 1)}] * 3))
    compared = [(one.month, one.rows, one.other) for one in found.compare({"2020-02": 9})]
    assert compared == [("2020-01", 3, 0), ("2020-02", 0, 9)]


@pytest.mark.parametrize(
    ("covered", "released"),
    [
        (39, "participation only"),
        (40, "lists of the most frequent answers, without figures"),
        (60, "ratios, percentages and lists"),
        (80, "counts, ratios and lists"),
    ],
)
def test_the_fbi_releases_by_the_share_of_officers(covered: int, released: str) -> None:
    assert release_level(covered, 100) == released


def test_a_table_that_is_not_there_is_an_error_not_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such table"):
        quality(tmp_path / "stops.parquet")


def test_blanks_are_named_where_they_are_uneven_beyond_chance(tmp_path: Path) -> None:
    white, blank = {"subject_race": "white"}, {"subject_race": None}
    unit = {"stop_date": date(2020, 1, 1), "officer_id": "a", "unit": "east"}
    other = unit | {"officer_id": "b", "unit": "west"}
    path = stops(
        tmp_path,
        [unit | white] * 200 + [other | white] * 100 + [other | blank] * 100,
    )
    found = {(one.by, one.column): one for one in quality(path).uneven}
    assert (found["unit", "subject_race"].low, found["unit", "subject_race"].high) == (0, 0.5)
    assert [one.name for one in found["unit", "subject_race"].worst] == ["west", "east"]
    assert ("month", "subject_race") not in found


def test_blanks_of_rows_without_the_key_do_not_make_a_column_uneven(tmp_path: Path) -> None:
    """A search blank only where the race is blank is blank alike among the races."""
    races = [{"subject_race": race, "search_conducted": False} for race in ("white", "black")]
    rows = races * 60 + [{"subject_race": None, "search_conducted": None}] * 60
    assert quality(stops(tmp_path, rows)).uneven == ()


def test_a_few_more_blanks_are_not_called_uneven(tmp_path: Path) -> None:
    """11 of 50 against 5 of 50 is more than ten points, and well within chance."""
    rows = [{"unit": "east"}] * 11 + [{"unit": "east", "district": "1"}] * 39
    rows += [{"unit": "west"}] * 5 + [{"unit": "west", "district": "1"}] * 45
    assert quality(stops(tmp_path, rows)).uneven == ()


def test_months_whose_finds_are_unknown_are_gated_for_searches_only(tmp_path: Path) -> None:
    known = {"subject_race": "white", "search_conducted": True, "contraband_found": False}
    january = known | {"stop_date": date(2020, 1, 1)}
    february = january | {"stop_date": date(2020, 2, 1)}
    path = stops(tmp_path, [january] * 60 + [february | {"contraband_found": None}] * 60)
    (gate,) = failing(quality(path).gates)
    assert (gate.key, gate.about) == ("2020-02", "searches")
    assert gate.reason == "contraband_found recorded in 0 of 60 searches, less than half"


def test_times_that_default_to_midnight_are_not_times(tmp_path: Path) -> None:
    row = {"subject_race": "white", "stop_date": date(2020, 1, 1)}
    path = stops(
        tmp_path,
        [row | {"stop_minute": 0}] * 60 + [row | {"stop_minute": m} for m in range(100, 240)],
    )
    support = {one.question: one for one in quality(path).support}
    dark = support["Who is stopped by day and who in the dark?"]
    assert dark.verdict == "partial"
    assert dark.reason == (
        "stop_minute is recorded in 140 of 200 rows; 60 more stand at midnight, which is no time"
    )


def test_nothing_is_said_of_combinations_that_were_not_collected(tmp_path: Path) -> None:
    odd = quality(stops(tmp_path, [{"subject_race": "white"}] * 3)).oddities
    assert odd == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("month,count\n2020-1,3\n", "row 1 holds '2020-1'"),
        ("month,count\n2020-01,x\n", "row 1 holds '2020-01' and 'x'"),
        ("month,count\n2020-01,3\n2020-01,4\n", "row 2: 2020-01 is there twice"),
        ("when,count\n", "needs the columns month and count"),
    ],
)
def test_a_second_count_must_be_months_and_numbers(
    text: str, complaint: str, tmp_path: Path
) -> None:
    file = tmp_path / "calls.csv"
    file.write_text(text)
    with pytest.raises(SourceError, match=complaint):
        second_count(file)


def test_the_page_accounts_for_rows_and_holds_no_officer(tmp_path: Path) -> None:
    row = {"officer_id": "PSEUDONYM", "stop_date": date(2020, 1, 1), "unit": "east"}
    rows = [row | {"subject_race": None}] * 60 + [
        row | {"officer_id": "OTHER", "subject_race": "white"}
    ] * 240
    found = quality(stops(tmp_path, rows))
    audit = IngestAudit(
        recipe="elm",
        publisher="Elm",
        files=(SourceFile(name="a.csv", role="stops", sha256="0", rows=310, layout="later"),),
        rows_read=310,
        rows_kept=300,
        set_aside=(SetAside(role="stops", reason="empty row", count=10, rows=("a.csv:7",)),),
    )
    compared = found.compare({"2020-01": 600, "2020-02": 5})
    state = State(
        title="elm",
        tables=[found],
        audits=[audit],
        compared=("stops", compared),
        released=release_level(70, 100),
        sworn=(70, 100),
    )
    page = render(state)
    for words in (
        "310 rows read = 300 kept +",
        "empty row",
        "a.csv:7",
        "subject_race",
        "not named here",
        "stops beside a second count",
        "ratios, percentages and lists",
        "Not in these records at all",
    ):
        assert words in page, words
    assert "PSEUDONYM" not in page
    assert "elm: 310 rows read = 300 kept + 10 set aside" in summary(state)
    assert [line.month for line in state.departing] == ["2020-02"]
