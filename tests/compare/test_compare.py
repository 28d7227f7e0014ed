"""Each thing that a number rests on is changed alone, and is what `compare` names."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import daylight
from daylight.cli.main import main
from daylight.compare.runs import compare, compared
from daylight.data.change import Cause, CauseCode, ChangeReason, FindingChange, Graded
from daylight.data.estimate import Estimate
from daylight.data.quantity import About, Quantity, Scale
from daylight.pipeline import fingerprints
from daylight.pipeline.reread import report_again
from daylight.pipeline.run import run
from daylight.plan.finished import Run
from daylight.report.language import Language, speaking
from daylight.report.wording.changes import cause_words, changed
from tests.small_study import edit, rows, small_study, write_rows


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the study, its records and a run of it, `one`."""
    folder = tmp_path_factory.mktemp("first")
    run(small_study(folder), folder / "one")
    return folder


@pytest.fixture
def again(first: Path, tmp_path: Path) -> Path:
    """A copy of it, to be edited."""
    return Path(shutil.copytree(first, tmp_path / "again"))


def anew(folder: Path) -> tuple[FindingChange, ...]:
    return compare(Run.open(folder / "one"), run(folder / "study.toml", folder / "two"))


def causes(change: FindingChange) -> list[CauseCode]:
    return [cause.code for cause in change.causes]


def by_question(changes: tuple[FindingChange, ...]) -> dict[str, list[FindingChange]]:
    found: dict[str, list[FindingChange]] = {}
    for change in changes:
        found.setdefault(change.question, []).append(change)
    return found


def test_the_same_study_again_changes_nothing(first: Path) -> None:
    two = run(first / "study.toml", first / "same")
    found = compared(Run.open(first / "one"), two)
    assert found.changes == ()
    assert found.same == 4


def test_one_row_that_is_another_is_a_change_of_data(again: Path) -> None:
    made = rows()
    assert made[0][3:5] == ["B", "Y"]
    made[0][4] = "N"
    write_rows(again, made)
    changes = anew(again)
    black = [c for c in changes if c.estimate.keys == {"subject_race": "black"}]
    assert [c.question for c in black] == ["search-rate"]
    assert all(causes(c) == [CauseCode.FILE_CHANGED] for c in changes)
    assert all(c.reasons == (ChangeReason.DATA,) for c in changes)
    assert black[0].before is not None
    assert black[0].after is not None
    moved = black[0].after.estimate.value - black[0].before.estimate.value
    assert moved == pytest.approx(119 / 600 - 120 / 600)
    assert "citation-rate" not in by_question(changes)


def test_rows_in_another_order_change_nothing(again: Path) -> None:
    write_rows(again, [*reversed(rows())])
    assert anew(again) == ()


def test_another_file_of_the_same_counts_is_no_cause_of_what_a_setting_changed(again: Path) -> None:
    """The file differs and the counts do not: the setting alone is named."""
    write_rows(again, [*reversed(rows())])
    edit(again / "study.toml", 'reference = "white"', 'reference = "white"\nlevel = 0.9')
    changes = anew(again)
    assert {code for change in changes for code in causes(change)} == {CauseCode.SETTING}


def test_a_code_that_the_recipe_reads_otherwise_is_a_change_of_definition(again: Path) -> None:
    edit(again / "stops.toml", 'H = "hispanic"', 'H = "asian"')
    changes = anew(again)
    assert {code for change in changes for code in causes(change)} == {CauseCode.RECIPE}
    new = [c for c in changes if c.before is None]
    gone = [c for c in changes if c.after is None]
    assert {c.estimate.keys["subject_race"] for c in new} == {"asian"}
    assert {c.estimate.keys["subject_race"] for c in gone} == {"hispanic"}
    assert all(c.reasons == (ChangeReason.DEFINITION,) for c in changes)


def test_the_level_is_a_definition_that_all_intervals_rest_on(again: Path) -> None:
    edit(again / "study.toml", 'reference = "white"', 'reference = "white"\nlevel = 0.9')
    changes = anew(again)
    assert set(by_question(changes)) == {"search-rate", "citation-rate"}
    (cause,) = {c.causes for c in changes}.pop()
    assert cause.facts == {"setting": "level", "before": "0.95", "after": "0.9"}


def test_a_setting_of_one_question_changes_that_question_alone(again: Path) -> None:
    edit(
        again / "study.toml",
        'ask = "Of the people stopped, how many were cited?"',
        'ask = "Of the people stopped, how many were cited?"\nonly = { district = ["1", "2"] }',
    )
    changes = anew(again)
    assert set(by_question(changes)) == {"citation-rate"}
    assert all(causes(c) == [CauseCode.SETTING] for c in changes)
    assert changes[0].causes[0].facts["setting"] == "only"


def test_words_of_a_question_change_nothing(again: Path) -> None:
    edit(again / "study.toml", "how many were cited?", "how many were given a citation?")
    assert anew(again) == ()


def test_another_list_of_primary_questions_changes_what_is_corrected_and_says_so(
    again: Path,
) -> None:
    edit(
        again / "study.toml",
        'primary = ["search-rate"]',
        'primary = ["search-rate", "citation-rate"]',
    )
    changes = anew(again)
    assert changes
    for change in changes:
        assert change.before is not None
        assert change.after is not None
        assert change.before.is_number_like(change.after)
        assert causes(change) == [CauseCode.SETTING]
        assert change.causes[0].facts["setting"] == "primary"


def test_a_question_that_is_gone_or_new_is_said_to_be(again: Path) -> None:
    text = (again / "study.toml").read_text("utf-8")
    parts = text.split("[[questions]]")
    (again / "study.toml").write_text("[[questions]]".join(parts[:-1]), encoding="utf-8")
    changes = anew(again)
    assert {c.question for c in changes} == {"citation-rate"}
    assert all(causes(c) == [CauseCode.QUESTION_GONE] for c in changes)
    back = compare(Run.open(again / "two"), Run.open(again / "one"))
    assert all(causes(c) == [CauseCode.QUESTION_NEW] for c in back)
    assert len(changes) == len(back) == 2


def test_a_question_that_can_no_longer_be_answered_says_why(again: Path) -> None:
    write_rows(again, [row for row in rows() if row[3] != "W"])
    changes = anew(again)
    assert all(change.after is None for change in changes)
    assert len(changes) == 4
    assert {c.refusal.code for c in changes if c.refusal} == {"no-second-group"}
    assert all(causes(change) == [CauseCode.FILE_CHANGED] for change in changes)


def test_several_things_at_once_are_all_named(again: Path) -> None:
    write_rows(again, rows()[1:])
    edit(again / "stops.toml", 'ignored = ["U"]', 'ignored = ["U", "X"]')
    edit(again / "study.toml", 'reference = "white"', 'reference = "white"\nlevel = 0.9')
    for change in anew(again):
        assert causes(change) == [CauseCode.FILE_CHANGED, CauseCode.RECIPE, CauseCode.SETTING]
        assert change.reasons == (ChangeReason.DATA, ChangeReason.DEFINITION)
        assert "cannot be told apart" in changed(change)


def test_a_method_whose_code_is_another_is_a_change_of_method(again: Path, tmp_path: Path) -> None:
    """The package is copied, one line of one method edited, and the study run with the copy."""
    package = Path(daylight.__file__).parent
    copy = Path(shutil.copytree(package, tmp_path / "lib" / "daylight"))
    module = copy / "model" / "stops" / "outcome_rate.py"
    edit(
        module,
        "apart = difference(trials, self.level, p)",
        "apart = difference(trials, self.level - 0.01, p)",
    )
    words = ["-m", "daylight", "run", str(again / "study.toml"), "--out", str(again / "two")]
    subprocess.run(
        [sys.executable, *words],
        check=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path / "lib")},
        capture_output=True,
    )
    changes = compare(Run.open(again / "one"), Run.open(again / "two"))
    assert changes
    assert {code for change in changes for code in causes(change)} == {CauseCode.METHOD_CODE}
    assert all(change.reasons == (ChangeReason.METHOD,) for change in changes)


def test_code_of_one_method_is_not_code_of_another() -> None:
    behind = fingerprints._behind("daylight.model.stops.outcome_rate", fingerprints.NUMBERS)
    names = {path.relative_to(fingerprints.PACKAGE).as_posix() for path in behind}
    assert "model/stops/outcome_rate.py" in names
    assert "model/clusters.py" in names
    assert "model/searches/threshold.py" not in names
    assert not any(name.startswith(("report/", "cli/")) for name in names)


def test_the_report_says_what_changed_since_an_earlier_run(again: Path) -> None:
    write_rows(again, rows()[5:])
    two = run(again / "study.toml", again / "two", since=again / "one")
    page = two.report.read_text("utf-8")
    assert "the file stops.csv is another" in page
    told = json.loads((two.folder / "report" / "findings.json").read_text("utf-8"))["changes"]
    assert {one["question"] for one in told} >= {"search-rate"}
    assert "changes.json" in two.record["files"]
    before = two.report.read_bytes()
    assert report_again(two.folder).report.read_bytes() == before
    later = run(again / "study.toml", again / "three")
    assert report_again(later.folder, since=again / "one").report.read_bytes() == before


def test_the_command_tells_and_writes(again: Path, tmp_path: Path) -> None:
    write_rows(again, rows()[5:])
    run(again / "study.toml", again / "two")
    words = ["compare", str(again / "one"), str(again / "two")]
    told = CliRunner().invoke(main, words)
    assert told.exit_code == 0, told.output
    assert "Findings changed:" in told.output
    assert "stops.csv" in told.output
    plain = json.loads(CliRunner().invoke(main, [*words, "--json"]).output)
    assert plain["same"] + len(plain["changes"]) == 4
    out = tmp_path / "changes"
    assert CliRunner().invoke(main, [*words, "-o", str(out)]).exit_code == 0
    with (out / "changes.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert len(table) == len(plain["changes"])
    assert {row["reasons"] for row in table} == {"data"}
    missing = CliRunner().invoke(main, ["compare", str(tmp_path), str(again / "two")])
    assert missing.exit_code == 2
    assert "not a finished run" in missing.output


@pytest.mark.parametrize("code", list(CauseCode))
@pytest.mark.parametrize("language", list(Language))
def test_every_cause_has_words_in_every_language(code: CauseCode, language: Language) -> None:
    facts = dict.fromkeys(("file", "source", "setting", "method", "what"), "x")
    with speaking(language):
        said = cause_words(Cause(code=code, facts={**facts, "before": "1", "after": "2"}))
    assert said
    assert "{" not in said


@given(st.floats(allow_nan=True, allow_infinity=True), st.integers(1, 4))
def test_a_change_is_read_back_as_it_was_written(value: float, grade: int) -> None:
    quantity = Quantity(name="search_rate", scale=Scale.PROPORTION, about=About.GROUP)
    one = Estimate(quantity=quantity, value=value, low=value, high=value, n=3, keys={"year": 2024})
    change = FindingChange(
        question="q",
        asked="?",
        after=Graded(estimate=one, grade=grade),
        causes=(Cause(code=CauseCode.FILE_NEW, facts={"file": "f"}),),
    )
    plain = json.loads(json.dumps(change.to_dict(), allow_nan=False))
    back = FindingChange.from_dict(plain)
    assert json.dumps(back.to_dict()) == json.dumps(change.to_dict())
    assert back.after is not None
    assert back.after.is_like(Graded(estimate=one, grade=grade))
