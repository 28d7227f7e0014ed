from datetime import date
from pathlib import Path
from typing import Any

from daylight.reduce.count import count
from tests.reduce.canonical import canonical

Rows = list[dict[str, Any]]


def patterns(path: Path, table: str, reduction: str, lists: tuple[str, str]) -> dict[Any, int]:
    cells = count(reduction, {table: [path]}, list(lists))
    return {tuple(row[name] for name in lists): row["events"] for row in cells.table.to_pylist()}


def test_entries_link_when_nothing_recorded_contradicts(tmp_path: Path) -> None:
    def entry(name: str, number: int, day: int, **more: Any) -> dict[str, Any]:
        return {
            "list_name": name,
            "death_id": f"{name}{number}",
            "death_date": date(2015, 1, day),
            **more,
        }

    rows: Rows = [
        entry("news", 1, 1, subject_age_years=30, subject_sex="male"),
        entry("agency", 1, 2, subject_age_years=31, subject_sex="male"),  # the same death
        entry("news", 2, 5, subject_age_years=40),
        entry("agency", 2, 5, subject_age_years=60),  # another person
        entry("news", 3, 9, subject_race="black"),
        entry("agency", 3, 9, subject_race=None),  # nothing contradicts
        entry("agency", 4, 9, subject_race="white"),
    ]
    path = canonical("deaths", tmp_path / "d.parquet", rows)
    found = patterns(path, "deaths", "death_lists", ("list_a", "list_b"))
    assert found == {("yes", "yes"): 2, ("yes", "no"): 2, ("no", "yes"): 1}


def test_an_entry_is_linked_to_one_partner_only(tmp_path: Path) -> None:
    rows: Rows = [
        {"list_name": name, "death_id": i, "death_date": date(2015, 1, 1), "subject_age_years": 30}
        for name, i in (("a", "1"), ("a", "2"), ("b", "3"))
    ]
    path = canonical("deaths", tmp_path / "d.parquet", rows)
    found = patterns(path, "deaths", "death_lists", ("list_a", "list_b"))
    assert found == {("yes", "yes"): 1, ("yes", "no"): 1}


def test_one_list_alone_overlaps_with_nothing(tmp_path: Path) -> None:
    rows: Rows = [{"list_name": "a", "death_id": "1", "death_date": date(2015, 1, 1)}]
    path = canonical("deaths", tmp_path / "d.parquet", rows)
    found = patterns(path, "deaths", "death_lists", ("list_a", "list_b"))
    assert found == {("yes", "no"): 1}


def test_officers_days_are_matched_between_reports_and_complaints(tmp_path: Path) -> None:
    day = date(2015, 1, 1)
    force: Rows = [
        {"incident_id": "1", "officer_id": "x", "incident_date": day},
        {"incident_id": "2", "officer_id": "x", "incident_date": day},
        {"incident_id": "3", "officer_id": "y", "incident_date": day},
        {"incident_id": "4", "officer_id": None, "incident_date": day},
    ]
    allegations: Rows = [
        {"complaint_id": "1", "officer_id": "x", "incident_date": day, "allegation": "Force used"},
        {"complaint_id": "2", "officer_id": "z", "incident_date": day, "allegation_group": "FORCE"},
        {"complaint_id": "3", "officer_id": "y", "incident_date": day, "allegation": "rudeness"},
    ]
    files = {
        "force": [canonical("force", tmp_path / "f.parquet", force)],
        "allegations": [canonical("allegations", tmp_path / "a.parquet", allegations)],
    }
    cells = count("force_and_complaints", files, ["list_force", "list_complaint"])
    found = {
        (row["list_force"], row["list_complaint"]): row["events"] for row in cells.table.to_pylist()
    }
    assert found == {("yes", "yes"): 1, ("yes", "no"): 1, ("no", "yes"): 1}


def test_arrests_for_resisting_are_held_against_reports_of_that_day_and_month(
    tmp_path: Path,
) -> None:
    arrests: Rows = [
        {"arrest_id": str(i), "officer_id": who, "arrest_date": day, "offense": "Resisting arrest"}
        for i, (who, day) in enumerate(
            [
                ("x", date(2015, 1, 1)),  # a report that day
                ("x", date(2015, 1, 9)),  # a report that month
                ("y", date(2015, 1, 9)),  # none
                ("y", date(2015, 1, 9)),
            ]
        )
    ]
    arrests.append({"arrest_id": "t", "officer_id": "y", "arrest_date": date(2015, 1, 2)})
    force: Rows = [{"incident_id": "1", "officer_id": "x", "incident_date": date(2015, 1, 1)}] * 2
    files = {
        "arrests": [canonical("arrests", tmp_path / "a.parquet", arrests)],
        "force": [canonical("force", tmp_path / "f.parquet", force)],
    }
    (row,) = count("resisting_without_force", files, []).table.to_pylist()
    assert row == {
        "resisting_arrests": 4,
        "resisting_arrests_without_force": 3,
        "officer_months": 2,
        "officer_months_without_force": 1,
    }
