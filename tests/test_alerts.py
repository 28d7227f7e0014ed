from pathlib import Path

import pytest
from click.testing import CliRunner

from daylight.alerts.log import LogEntry, alert_list, log_entry, open_alerts, read_log
from daylight.cli.main import main
from daylight.data.cells import Cells
from daylight.errors import StudyError


def cells() -> Cells:
    months = [f"2019-{m:02d}" for m in range(1, 13)] * 3
    officers = [name for name in ("a", "b", "c") for _ in range(12)]
    events = [
        1 if name == "a" and month < "2019-05" else 0
        for name, month in zip(officers, months, strict=True)
    ]
    return Cells.from_columns(
        {"officer_id": officers, "month": months, "events": events}, by=("officer_id", "month")
    )


def entry(path: Path, **changed: object) -> None:
    plain: dict[str, object] = {
        "on": "2019-12-01",
        "officer": "a",
        "rule": "three-in-twelve",
        "version": 1,
        "kind": "review",
        "author": "sergeant 7",
        "reason": "all four complaints concern one disputed order",
    }
    log_entry(path, LogEntry(**{**plain, **changed}))  # type: ignore[arg-type]


def test_an_alert_says_which_rule_and_why() -> None:
    rows = alert_list(cells(), "2019-12").to_pylist()
    told = {(row["officer_id"], row["rule"]): row["reason"] for row in rows}
    assert told[("a", "three-in-twelve")] == "4 events in 12 months; the rule's threshold is 3"
    assert {officer for officer, _ in told} == {"a"}


def test_only_events_before_the_month_count() -> None:
    assert alert_list(cells(), "2019-03").num_rows == 0


def test_a_month_outside_the_record_is_refused() -> None:
    with pytest.raises(StudyError, match="from 2019-01 to 2019-12"):
        alert_list(cells(), "2021-01")


def test_a_reviewed_alert_is_no_longer_open(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    listed = alert_list(cells(), "2019-12")
    entry(path, kind="contest", author="officer a")
    assert open_alerts(listed, read_log(path)).num_rows == listed.num_rows
    entry(path)
    left = open_alerts(listed, read_log(path)).to_pylist()
    assert ("a", "three-in-twelve") not in {(row["officer_id"], row["rule"]) for row in left}


def test_an_entry_needs_a_reason(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="needs a reason"):
        entry(tmp_path / "log.jsonl", kind="no_action", reason="  ")


def test_an_entry_has_a_day_that_exists(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="not 2019-02-30"):
        entry(tmp_path / "log.jsonl", on="2019-02-30")
    assert not (tmp_path / "log.jsonl").exists()


def test_a_changed_or_removed_entry_shows(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    for author in ("one", "two", "three"):
        entry(path, author=author)
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([lines[0], lines[2]]) + "\n", encoding="utf-8")
    with pytest.raises(StudyError, match="line 2 does not follow"):
        read_log(path)
    path.write_text(
        "\n".join([lines[0].replace("one", "someone"), lines[1]]) + "\n", encoding="utf-8"
    )
    with pytest.raises(StudyError, match="line 2 does not follow"):
        read_log(path)


def test_an_alert_tells_its_events_and_opens_again_with_a_later_one(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    (row,) = [
        r for r in alert_list(cells(), "2019-12").to_pylist() if r["rule"].startswith("three")
    ]
    assert row["event_months"] == "2019-01, 2019-02, 2019-03, 2019-04"
    entry(path, on="2019-03-15")
    listed = alert_list(cells(), "2019-12")
    assert open_alerts(listed, read_log(path)).num_rows == listed.num_rows
    entry(path, on="2019-05-02")
    left = open_alerts(listed, read_log(path)).to_pylist()
    assert not [r for r in left if r["rule"].startswith("three")]


def test_officers_who_no_longer_serve_are_not_listed() -> None:
    plain = cells()
    served = [1.0 if m < "2019-08" else 0.0 for m in plain.table["month"].to_pylist()]
    table = plain.table.append_column("exposure", [served])
    gone = Cells.from_arrow(table, by=("officer_id", "month"))
    assert alert_list(gone, "2019-07").num_rows
    assert alert_list(gone, "2019-12").num_rows == 0


def test_an_officer_sees_entries_and_contests_one_by_command(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    entry(path)
    entry(path, officer="b")
    words = ["--officer", "a", "--rule", "three-in-twelve", "--kind", "contest"]
    told = ["--author", "officer a", "--reason", "two of them are one event"]
    done = CliRunner().invoke(main, ["alert-log", str(path), *words, *told])
    assert done.exit_code == 0
    shown = CliRunner().invoke(main, ["alert-log", str(path), "--officer", "a"]).output
    assert [line.split("  ")[3].split(" by ")[0] for line in shown.splitlines()] == [
        "review",
        "contest",
    ]
    missing = CliRunner().invoke(main, ["alert-log", str(path), *words])
    assert missing.exit_code


def test_a_file_without_the_officers_column_is_told_its_name(tmp_path: Path) -> None:
    path = tmp_path / "officers.csv"
    path.write_text("officer,month,events\na,2019-01,1\n", encoding="utf-8")
    words = [str(path), "--month", "2019-01", "-o", str(tmp_path / "out.csv")]
    done = CliRunner().invoke(main, ["alerts", *words])
    assert done.exit_code
    assert "needs the column officer_id" in done.output
