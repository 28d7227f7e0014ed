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
        row.pop("officer"): row
        for row in count("officer_events", files, ["officer"]).table.to_pylist()
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
    (row,) = count("officer_searches", files, ["officer"]).table.to_pylist()
    assert row == {"officer": "a", "events": 1, "searches_unknown": 1, "exposure": 3.0}


def test_scenes_keep_officers_apart_and_blank_severities_unknown(tmp_path: Path) -> None:
    rows = [
        {"incident_id": "i", "officer_id": "a", "subject_id": "1", "severity": 2},
        {"incident_id": "i", "officer_id": "b", "subject_id": "1", "severity": None},
    ]
    files = {"force": [canonical("force", tmp_path / "f.parquet", rows)]}
    cells = count("officer_scenes", files, ["scene", "officer", "severity"])
    assert cells.table.to_pylist() == [
        {"scene": "i", "officer": "a", "severity": "2", "events": 1},
        {"scene": "i", "officer": "b", "severity": "unknown", "events": 1},
    ]
