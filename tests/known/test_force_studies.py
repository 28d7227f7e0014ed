"""The published studies of force, from raw files to report."""

import json
from pathlib import Path

import pytest

import daylight

REPLICATIONS = Path(__file__).parents[2] / "docs" / "replications"

READ = {
    "new_jersey_force": {"incidents": 72_743},
    "chicago_force": {"reports": 75_759},
    "dallas_force": {"force": 12_243},
    "seattle_force": {"force": 14_095},
    "new_orleans_force": {"force": 5_750},
    "new_york_force": {"stops": 45_787},
}
"""Rows of each kind of file, from the inventory of the records."""


@pytest.mark.shared
@pytest.mark.recovery
@pytest.mark.parametrize("name", READ)
def test_a_study_accounts_for_every_row_and_answers_or_says_why_not(
    name: str, shared: Path, tmp_path: Path
) -> None:
    run = daylight.run(REPLICATIONS / name / "study.toml", tmp_path / "run")
    (path,) = (run.folder / "ingest").glob("*/audit.json")
    audit = json.loads(path.read_text("utf-8"))
    for role, rows in READ[name].items():
        assert sum(file["rows"] for file in audit["files"] if file["role"] == role) == rows
    aside = sum(reason["count"] for reason in audit["set_aside"])
    assert audit["rows_read"] == audit["rows_kept"] + aside
    answered = [run.outcome(question) for question in run.questions]
    assert any(isinstance(outcome, daylight.Result) for outcome in answered)
    assert run.report.exists()
