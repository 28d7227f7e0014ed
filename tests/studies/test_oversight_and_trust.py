import shutil
from pathlib import Path

import numpy as np
import pytest

from daylight.ingest.panel import read_panel
from daylight.line import run
from daylight.result import Result
from daylight.studies import STUDIES


def beside(study: str, folder: Path, shared: Path, *files: str) -> Path:
    """The study that comes with Daylight, with its files beside it."""
    target = folder / study
    shutil.copytree(STUDIES / study, target)
    for name in files:
        shutil.copy(shared / name, target)
    return target


@pytest.fixture
def oversight(shared: Path, tmp_path: Path) -> Path:
    return beside(
        "oversight",
        tmp_path,
        shared,
        "oversight/ucr_violent_crime_1975_2015.parquet",
        "oversight/doj_pattern_or_practice_cases.csv",
    )


@pytest.mark.shared
def test_the_crime_panel_leaves_out_what_cannot_be_compared(oversight: Path) -> None:
    panel = read_panel(oversight / "panel.toml")
    assert len(panel.units) == 68
    assert (panel.periods[0], panel.periods[-1]) == (1975, 2015)
    new_orleans = panel.outcomes["robbery"][panel.units.index("New Orleans")]
    assert np.isnan(new_orleans[panel.periods.index(2005)])
    assert np.isfinite(new_orleans[panel.periods.index(2006)])
    from_2013 = np.array(panel.periods) >= 2013
    assert np.isnan(panel.outcomes["rape"][:, from_2013]).all()
    for unit in ("Cleveland", "Portland, Ore.", "Baltimore County, Md."):
        assert np.isnan(panel.outcomes["robbery"][panel.units.index(unit), -1])
    assert panel.events["agreement"][panel.units.index("Seattle")] == 2012
    assert {"Chicago", "Baltimore"} <= set(panel.unverified)
    assert "Seattle" not in panel.unverified


@pytest.mark.shared
def test_the_oversight_study_runs_in_one_command_to_a_report(oversight: Path) -> None:
    finished = run(oversight / "study.toml", oversight / "run")
    report = finished.report.read_text("utf-8")
    assert "placebo" in report
    assert "Dates not checked against the documents" in report
    assert "cannot tell" in report
    for question in finished.questions:
        assert isinstance(finished.outcome(question), Result)


@pytest.mark.shared
def test_the_trust_study_prints_the_published_levels(shared: Path, tmp_path: Path) -> None:
    folder = beside("trust", tmp_path, shared, "trust/anes_2016.parquet")
    finished = run(folder / "study.toml", folder / "run")
    warmth = finished.outcome("warmth")
    assert isinstance(warmth, Result)
    for group, published in (("all", 74.6), ("white", 78.7), ("black", 56.5)):
        found = warmth.one("police_thermometer", group).value
        assert found == pytest.approx(published, abs=0.05)
