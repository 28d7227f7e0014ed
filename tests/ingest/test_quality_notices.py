"""Traps of exports, each shown where it is and silent where it is not."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from daylight.ingest.audit import IngestAudit, SourceFile
from daylight.ingest.quality import Quality, quality
from daylight.ingest.quality_notices import file_notices
from daylight.report.quality_page import State, render, summary
from daylight.report.quality_words import SENTENCES, noticed, repeated
from daylight.schema.tables import TABLES, types

ARROW = {
    "string": pa.string(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
}
FIRST = date(2019, 1, 1)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range(2 * 365)]


def of(folder: Path, rows: list[dict[str, Any]], table: str = "stops") -> Quality:
    name = "stop_id" if table == "stops" else "incident_id"
    whole = [
        {name: str(n), "source_file": "f", "source_row": n} | row for n, row in enumerate(rows)
    ]
    schema = pa.schema([(one, ARROW[kind]) for one, kind in types(TABLES[table]).items()])
    path = folder / f"{table}.parquet"
    pq.write_table(pa.Table.from_pylist(whole, schema=schema), path)
    return quality(path)


def on(days: list[date], **more: Any) -> list[dict[str, Any]]:
    return [{"stop_date": day, **more} for day in days]


def kinds(found: Quality) -> dict[str, int]:
    return {one.kind: one.count for one in found.notices}


def test_plain_records_are_not_remarked_upon(tmp_path: Path) -> None:
    rows = on(EVERY_DAY, district="North") + on(EVERY_DAY, district="South")
    assert of(tmp_path, rows).notices == ()


@pytest.mark.parametrize("default", [date(1900, 1, 1), date(1970, 1, 1), date(2000, 1, 1)])
def test_default_dates(default: date, tmp_path: Path) -> None:
    found = of(tmp_path, on(EVERY_DAY) + on([default] * 7))
    assert kinds(found) == {"default dates": 7}
    assert str(default) in noticed(found.notices[0])


def test_the_first_of_2000_among_its_neighbours_is_a_day(tmp_path: Path) -> None:
    days = [date(1999, 1, 1) + timedelta(days=n) for n in range(2 * 365 + 1)]
    assert of(tmp_path, on(days)).notices == ()


def test_one_full_day(tmp_path: Path) -> None:
    found = of(tmp_path, on(EVERY_DAY) + on([date(2019, 5, 5)] * 100))
    assert kinds(found) == {"one full day": 101}


def test_all_dates_on_one_day_of_the_month(tmp_path: Path) -> None:
    days = [date(2019 + n // 12, n % 12 + 1, 15) for n in range(24)]
    assert kinds(of(tmp_path, on(days * 4)))["one day of the month"] == 96


def test_missing_months_and_years_in_part(tmp_path: Path) -> None:
    days = [day for day in EVERY_DAY if day.month % 2 and day >= date(2019, 3, 1)]
    found = kinds(of(tmp_path, on(days)))
    assert found == {"missing months": 10, "first year in part": 10, "last year in part": 11}


def test_twin_spellings_and_totals(tmp_path: Path) -> None:
    rows = on(EVERY_DAY, district="North End") + on(EVERY_DAY[:5], district="NORTH END ")
    rows += on(EVERY_DAY[:3], district="north-end") + on(EVERY_DAY[:2], district="Grand Total")
    found = of(tmp_path, rows)
    assert kinds(found) == {"twin spellings": 8, "totals among groups": 2}


@pytest.mark.parametrize(
    ("rows", "told"), [(1_000, True), (65_536, True), (1_048_575, True), (999, False), (0, False)]
)
def test_exports_cut_at_a_limit(rows: int, told: bool) -> None:
    file = SourceFile(name="f.csv", role="stops", sha256="0", rows=rows)
    audit = IngestAudit(recipe="r", publisher="p", files=(file,), rows_read=rows, rows_kept=rows)
    assert [one.kind for one in file_notices([audit])] == ["round number of rows"] * told


def test_coarse_dates_are_counted(tmp_path: Path) -> None:
    rows = on(EVERY_DAY, date_precision="day") + on([FIRST] * 3, date_precision="year")
    assert kinds(of(tmp_path, rows)) == {"coarse dates": 3}


def test_repeats_are_judged_on_the_recorded_part_of_a_key(tmp_path: Path) -> None:
    """A row for every violation of a stop: no person number tells the persons apart."""
    rows = [{"stop_id": str(n // 2)} for n in range(10)]
    found = of(tmp_path, rows).repeats
    assert (found.key, found.rows, found.open_rows) == (("stop_id",), 5, 5)
    assert found.blank == {"person_number": 10}
    assert "5 rows repeat stop_id of another row" in repeated(found)
    assert "without person_number (10)" in repeated(found)


def test_a_key_with_blanks_never_says_that_nothing_repeats_without_saying_so(
    tmp_path: Path,
) -> None:
    rows = [{"stop_id": str(n), "person_number": 1 if n % 2 else None} for n in range(10)]
    found = of(tmp_path, rows).repeats
    assert found.rows == 0
    assert "judged without what is blank" in repeated(found)
    whole = of(tmp_path, [{"stop_id": str(n), "person_number": 1} for n in range(10)]).repeats
    assert repeated(whole) == "no row repeats stop_id, person_number of another"


def test_blanks_in_a_key_that_is_otherwise_recorded_are_one_value(tmp_path: Path) -> None:
    rows = [{"stop_id": "1", "person_number": one} for one in (1, 1, 2, None, None)]
    found = of(tmp_path, rows).repeats
    assert (found.rows, found.open_rows) == (2, 1)


def test_two_uses_of_force_of_one_officer_in_one_incident_repeat(tmp_path: Path) -> None:
    rows = [{"incident_id": str(n // 2), "officer_id": "a"} for n in range(400)]
    found = of(tmp_path, rows, "force").repeats
    assert (found.rows, found.open_rows) == (200, 200)


def test_every_notice_is_on_the_page_and_in_the_terminal(tmp_path: Path) -> None:
    rows = on(EVERY_DAY, district="North") + on([date(1900, 1, 1)] * 7, district="NORTH")
    found = of(tmp_path, rows)
    state = State(title="t", tables=[found], notices=file_notices([]))
    for one in found.notices:
        assert one.kind in SENTENCES
        assert noticed(one) in summary(state)
        assert noticed(one) in render(state)
