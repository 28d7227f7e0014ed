from datetime import date
from pathlib import Path

from daylight.reduce.count import count
from tests.reduce.canonical import canonical


def test_an_officer_named_twice_in_a_complaint_has_one_event(tmp_path: Path) -> None:
    rows = [
        {
            "complaint_id": "c1",
            "officer_id": "a",
            "allegation_number": 1,
            "disposition": "sustained",
        },
        {"complaint_id": "c1", "officer_id": "a", "allegation_number": 2, "disposition": None},
        {"complaint_id": "c2", "officer_id": "a", "allegation_number": 1, "disposition": None},
        {"complaint_id": "c2", "officer_id": None, "allegation_number": 1, "disposition": None},
    ]
    files = {"allegations": [canonical("allegations", tmp_path / "a.parquet", rows)]}
    found = {
        row.pop("officer_id"): row
        for row in count("officer_events", files, ["officer_id"]).table.to_pylist()
    }
    assert found["a"] == {"events": 2, "allegations": 3, "sustained": 1}
    assert found["unknown"]["events"] == 1


def test_searches_have_the_officers_stops_as_exposure(tmp_path: Path) -> None:
    rows = [
        {"stop_id": "1", "officer_id": "a", "search_conducted": True},
        {"stop_id": "2", "officer_id": "a", "search_conducted": None},
        {"stop_id": "3", "officer_id": "a", "search_conducted": False},
    ]
    files = {"stops": [canonical("stops", tmp_path / "s.parquet", rows)]}
    (row,) = count("officer_searches", files, ["officer_id"]).table.to_pylist()
    assert row == {"officer_id": "a", "events": 1, "searches_unknown": 1, "exposure": 3.0}


def test_scenes_keep_officers_apart_and_blank_severities_unknown(tmp_path: Path) -> None:
    rows = [
        {"incident_id": "i", "officer_id": "a", "subject_id": "1", "severity": 2},
        {"incident_id": "i", "officer_id": "b", "subject_id": "1", "severity": None},
    ]
    files = {"force": [canonical("force", tmp_path / "f.parquet", rows)]}
    cells = count("officer_scenes", files, ["scene", "officer_id", "severity"])
    assert cells.table.to_pylist() == [
        {"scene": "i", "officer_id": "a", "severity": "2", "events": 1},
        {"scene": "i", "officer_id": "b", "severity": "unknown", "events": 1},
    ]


def test_complaints_go_by_the_month_in_which_they_became_known(tmp_path: Path) -> None:
    row = {"complaint_id": "c1", "officer_id": "a", "allegation_number": 1}
    dates = {"incident_date": date(2010, 3, 5), "received_date": date(2011, 12, 1)}
    files = {"allegations": [canonical("allegations", tmp_path / "a.parquet", [{**row, **dates}])]}
    (found,) = count("officer_events", files, ["officer_id", "month"]).table.to_pylist()
    assert found["month"] == "2011-12"


def test_officers_in_service_count_without_an_event_and_in_the_unit_of_the_time(
    tmp_path: Path,
) -> None:
    complaints = [
        {"complaint_id": "c1", "officer_id": "a", "received_date": date(2010, 1, 9)},
        {"complaint_id": "c2", "officer_id": "a", "received_date": date(2010, 3, 9)},
        {"complaint_id": "c3", "officer_id": "c", "received_date": date(2010, 2, 9)},
        {"complaint_id": "c4", "officer_id": None, "received_date": date(2010, 2, 9)},
    ]
    served = [
        {
            "officer_id": "a",
            "unit": "1",
            "from_date": date(2005, 1, 1),
            "to_date": date(2010, 2, 3),
        },
        {"officer_id": "a", "unit": "2", "from_date": date(2010, 2, 4), "to_date": None},
        {"officer_id": "b", "unit": "1", "from_date": None, "to_date": None},
    ]
    people = [
        {"officer_id": "a", "hired_date": None, "left_date": date(2010, 2, 20)},
        {"officer_id": "b", "hired_date": date(2010, 2, 1), "officer_race": "white"},
    ]
    files = {
        name: [canonical(name, tmp_path / f"{name}.parquet", rows)]
        for name, rows in (
            ("allegations", complaints),
            ("assignments", served),
            ("officers", people),
        )
    }
    keys = ["officer_id", "month", "unit", "officer_race"]
    found = count("complaints_in_service", files, keys).table.to_pylist()
    assert [tuple(row.values()) for row in found] == [
        ("a", "2010-01", "1", "unknown", 1, 0, 1.0),
        ("a", "2010-02", "2", "unknown", 0, 0, 1.0),
        ("a", "2010-03", "unknown", "unknown", 1, 1, 0.0),
        ("b", "2010-02", "1", "white", 0, 0, 1.0),
        ("b", "2010-03", "1", "white", 0, 0, 1.0),
        ("c", "2010-02", "unknown", "unknown", 1, 1, 0.0),
    ]
    del files["officers"]
    whole = count("complaints_in_service", files, ["officer_id"]).table.to_pylist()
    assert whole[0] == {
        "officer_id": "a",
        "events": 2,
        "events_out_of_service": 0,
        "exposure": 3.0,
    }
