import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from daylight.errors import StudyError
from daylight.reduce.count import count
from tests.reduce.canonical import canonical

BY = ("officer_id", "month", "unit")


def row(complaint: str, officer: str | None, month: int, unit: str | None = "u") -> dict[str, Any]:
    return {
        "complaint_id": complaint,
        "officer_id": officer,
        "received_date": dt.date(2015, month, 3),
        "unit": unit,
    }


def counted(tmp_path: Path, rows: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    files = {"allegations": [canonical("allegations", tmp_path / "a.parquet", rows)]}
    table = count("officer_peers", files, BY).table.to_pylist()
    return {(r.pop("officer_id"), r.pop("month")): r for r in table}


def test_only_earlier_months_count_and_months_without_events_stand(tmp_path: Path) -> None:
    rows = [
        row("1", "a", 1),
        row("1", "b", 1),
        row("2", "b", 2),
        row("2", "b", 2, "v"),  # a second allegation of the same complaint
        row("3", "c", 3),
        row("3", "a", 3, "w"),
        row("4", None, 3),
    ]
    found = counted(tmp_path, rows)
    assert found == {
        ("a", "2015-02"): zero(unit="u", peers=1, past_events=1),
        ("a", "2015-03"): zero(unit="u", events=1, peers=1, exposed_peers=1, past_events=1),
        ("b", "2015-02"): zero(unit="u", events=1, peers=1, past_events=1),
        ("b", "2015-03"): zero(unit="v", peers=1, past_events=2),
    }


def test_a_shared_complaint_exposes_nobody(tmp_path: Path) -> None:
    rows = [
        row("1", "a", 1),
        row("1", "b", 1),
        row("2", "a", 2),
        row("2", "b", 2),
        row("3", "z", 3),
    ]
    assert counted(tmp_path, rows)["a", "2015-03"] == zero(unit="u", peers=1, past_events=2)


def test_it_counts_by_its_own_keys_only(tmp_path: Path) -> None:
    files = {"allegations": [canonical("allegations", tmp_path / "a.parquet", [row("1", "a", 1)])]}
    with pytest.raises(StudyError, match="cannot count by subject_race"):
        count("officer_peers", files, ("officer_id", "subject_race"))


def zero(**known: Any) -> dict[str, Any]:
    return {"events": 0, "peers": 0, "exposed_peers": 0, "past_events": 0} | known
