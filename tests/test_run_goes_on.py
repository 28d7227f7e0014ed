"""A question that fails is refused in the report with its reason, and the others stand."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from daylight.cli.main import main
from daylight.data.result import Refusal, Result
from daylight.ingest.audit import IngestAudit
from daylight.model.methods import METHODS
from daylight.pipeline import answers as answering
from daylight.pipeline.counts import Counts
from daylight.pipeline.run import run
from daylight.report.refusals import why_not

STUDY = """
title = "A study"
[department]
name = "Example"
[[sources]]
name = "published"
counts = "counts.csv"
[[questions]]
id = "first"
method = "search-rate"
[[questions]]
id = "broken"
method = "outcome"
[[questions]]
id = "last"
method = "search-rate"
by = ["subject_race", "year"]
"""
COUNTS = (
    "subject_race,year,stops,searches,hits\n"
    "white,2020,400,40,10\nblack,2020,400,60,12\nwhite,2021,380,44,9\nblack,2021,410,66,15\n"
)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "counts.csv").write_text(COUNTS, encoding="utf-8")
    path = tmp_path / "study.toml"
    path.write_text(STUDY, encoding="utf-8")
    return path


def test_a_method_that_fails_refuses_its_own_question_only(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answered(method: Any, *rest: Any) -> Any:
        if method.name == "outcome":
            raise ZeroDivisionError("by nothing")
        return method(rest[0])

    monkeypatch.setattr(answering, "answered", answered)
    told: list[str] = []
    finished = run(plan, plan.parent / "run", progress=lambda _, what: told.append(what))
    refused = finished.outcome("broken")
    assert isinstance(refused, Refusal)
    assert refused.code == "computation-failed"
    assert refused.facts["fault"] == "ZeroDivisionError: by nothing"
    assert isinstance(finished.outcome("first"), Result)
    assert isinstance(finished.outcome("last"), Result)
    assert "ZeroDivisionError" in finished.report.read_text("utf-8")
    assert any("broken is refused" in what for what in told)


def test_a_count_that_fails_refuses_its_own_question_only(
    plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Counts.of

    def of(self: Counts, question: Any) -> Any:
        if question.id == "broken":
            raise MemoryError
        return whole(self, question)

    monkeypatch.setattr(Counts, "of", of)
    finished = run(plan, plan.parent / "run")
    assert isinstance(finished.outcome("broken"), Refusal)
    assert isinstance(finished.outcome("last"), Result)


def test_an_interruption_is_no_refusal(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(answering, "answered", stopped)
    with pytest.raises(KeyboardInterrupt):
        run(plan, plan.parent / "run")
    assert not (plan.parent / "run").exists()


def test_what_is_known_beforehand_is_a_refusal_too(plan: Path) -> None:
    plan.write_text(
        STUDY + '[[questions]]\nid = "dark"\nmethod = "veil-of-darkness"\n', encoding="utf-8"
    )
    finished = run(plan, plan.parent / "run")
    refused = finished.outcome("dark")
    assert isinstance(refused, Refusal)
    assert refused.code == "counts-lack"
    assert "darkness" in refused.facts["columns"]
    assert "darkness" in why_not(refused).lacking
    assert str(plan.parent) not in refused.to_json()
    assert METHODS["veil-of-darkness"].name in refused.to_json()


def test_quarantine_can_be_asked_for_at_the_run(tmp_path: Path) -> None:
    (tmp_path / "stops.csv").write_text(
        "Date,Race\n" + "2020-01-01,W\n2020-01-02,B\n" * 40 + "2020-01-03,Q\n", encoding="utf-8"
    )
    (tmp_path / "stops.toml").write_text(
        """
title = "Stops"
publisher = "A city"
licence = "public domain"
timezone = "UTC"
[files.records]
[codes.race]
known = { W = "white", B = "black" }
[tables.stops.columns]
stop_id = { row_id = true }
stop_date = { source = "Date", formats = ["%Y-%m-%d"] }
subject_race = { source = "Race", codes = "race" }
""",
        encoding="utf-8",
    )
    path = tmp_path / "study.toml"
    path.write_text(
        'title = "A"\n[department]\nname = "B"\n[[sources]]\nname = "s"\nrecipe = "stops.toml"\n'
        'files = ["stops.csv"]\n[[questions]]\nid = "q"\nmethod = "missing-race"\n',
        encoding="utf-8",
    )
    stopped = CliRunner().invoke(main, ["run", str(path)])
    assert stopped.exit_code == 2
    assert "'Q'" in stopped.output
    done = CliRunner().invoke(main, ["run", str(path), "--quarantine"])
    assert done.exit_code == 0, done.output
    audit = IngestAudit.read(tmp_path / "study" / "ingest" / "s")
    assert audit.rows_read == 81
    assert audit.rows_kept + audit.rows_set_aside == 81
