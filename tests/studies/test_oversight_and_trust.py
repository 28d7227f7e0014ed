import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from daylight.data.result import Refusal, Result
from daylight.data.sample import Sample
from daylight.errors import CellsError
from daylight.ingest.panel import read_panel
from daylight.ingest.survey import read_survey
from daylight.model.trust import survey_change, survey_gap, survey_level
from daylight.pipeline.run import run
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
        found = warmth.one(
            "survey_level",
            item="police_thermometer",
            **({} if group == "all" else {"race": group}),
        ).value
        assert found == pytest.approx(published, abs=0.05)


@pytest.mark.shared
def test_a_panel_that_changed_its_mode_is_compared_only_when_asked_to(
    shared: Path, tmp_path: Path
) -> None:
    folder = beside("trust", tmp_path, shared, "trust/gss_panel_2016_2018_2020.parquet")
    panel = read_survey(folder / "gss_panel.toml")
    refusal = survey_change.run(panel)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "never-asked-twice-alike"
    assert "face to face" in str(refusal.facts["earlier"])
    result = survey_change.run(panel, across_modes=True)
    apart = survey_change.run(
        Sample.stack({w: one_wave(panel, w) for w in ("2016", "2020")}), across_modes=True
    )
    assert isinstance(result, Result)
    assert isinstance(apart, Result)
    assert "different-mode" in {note.code for note in result.notes}
    together = result.one(
        "survey_change", item="approves_striking", from_wave="2016", to_wave="2020"
    )
    separate = apart.one(
        "survey_change", item="approves_striking", from_wave="2016", to_wave="2020"
    )
    assert together.value == pytest.approx(separate.value)
    # A quarter of the answers of 2020 are of people who had answered in 2016.
    assert together.high - together.low < separate.high - separate.low


def one_wave(sample: Sample, wave: str) -> Sample:
    inside = sample.wave == wave
    assert sample.strata is not None
    assert sample.clusters is not None
    return Sample(
        answers={name: y[inside] for name, y in sample.answers.items()},
        groups={name: labels[inside] for name, labels in sample.groups.items()},
        weights=sample.weights[inside],
        strata=sample.strata[inside],
        clusters=sample.clusters[inside],
    )


@pytest.mark.shared
def test_an_opt_in_panel_gets_levels_without_margins(shared: Path, tmp_path: Path) -> None:
    folder = beside("trust", tmp_path, shared, "trust/anes_pilot_2018.parquet")
    pilot = read_survey(folder / "anes_pilot.toml")
    assert isinstance(survey_gap.run(pilot), Refusal)
    result = survey_level.run(pilot)
    assert isinstance(result, Result)
    assert all(np.isnan(e.low) for e in result.estimates)
    with pytest.raises(CellsError, match="cannot be pooled"):
        Sample.stack({"2018": pilot, "2016": replace(pilot, is_probability=True)})
