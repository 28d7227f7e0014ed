"""What a study declares primary decides its grades, and nothing else can."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.estimate import Estimate
from daylight.data.facts.stops import AdjustedFor
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Outcome, Result
from daylight.ingest.recipe import EMBEDDED
from daylight.pipeline.reread import report_again
from daylight.pipeline.run import run
from daylight.pipeline.weigh import weighed
from daylight.plan.study import Department, Question, Study
from daylight.report import presentations
from daylight.report.context import ReportContext
from daylight.report.finding import Finding, claims
from daylight.report.objection import Hearing, Rejoinder
from daylight.report.presentations import PRESENTATIONS, wordings
from daylight.report.sections import Chapter, chapters
from daylight.report.wording.plan import CHANGED, EXPLORATORY

KINDS = ("search", "frisk", "citation", "arrest")


def answer(kind: str, p_values: dict[str, float]) -> Result:
    """An adjusted difference of every group, clear of none by its interval."""
    quantities = [
        Quantity(name=f"{kind}_rate_{what}_adjusted", scale=scale, about=About.GROUP, unit="stops")
        for what, scale in (("difference", Scale.DIFFERENCE), ("ratio", Scale.RATIO))
    ]
    numbers = {Scale.DIFFERENCE: (0.05, 0.01, 0.09), Scale.RATIO: (1.5, 1.1, 2.0)}
    return Result(
        method=f"{kind}-rate-adjusted",
        facts=AdjustedFor(factors=("district",)),
        estimates=tuple(
            Estimate(
                quantity=quantity,
                value=numbers[quantity.scale][0],
                low=numbers[quantity.scale][1],
                high=numbers[quantity.scale][2],
                n=500,
                level=0.95,
                keys={"subject_race": group},
                compared_with="white",
                p_value=p,
            )
            for group, p in p_values.items()
            for quantity in quantities
        ),
    )


def graded(asked: dict[str, Result], primary: tuple[str, ...]) -> dict[str, Finding]:
    study = Study(
        title="t",
        department=Department(name="d"),
        sources=(),
        questions=tuple(Question(id=name, method=one.method) for name, one in asked.items()),
        primary=primary,
    )
    outcomes: dict[str, Outcome] = dict(asked)
    found = weighed(study, outcomes, claims(outcomes, wordings()))
    return {finding.id: finding for finding in found}


answers = st.builds(
    answer,
    st.sampled_from(KINDS),
    st.fixed_dictionaries({"black": st.floats(1e-6, 1), "hispanic": st.floats(1e-6, 1)}),
)


@given(st.lists(answers, min_size=1, max_size=4), st.lists(answers, max_size=25))
def test_padding_with_other_questions_changes_no_grade_of_a_primary_question(
    asked: list[Result], padding: list[Result]
) -> None:
    primary = {f"p{i}": one for i, one in enumerate(asked)}
    padded = primary | {f"x{i}": one for i, one in enumerate(padding)}
    before, after = (graded(one, tuple(primary)) for one in (primary, padded))
    assert {name: after[name] for name in before} == before


@given(st.lists(answers, min_size=1, max_size=6))
def test_nothing_passes_grade_2_where_nothing_was_declared(asked: list[Result]) -> None:
    found = graded({f"q{i}": one for i, one in enumerate(asked)}, ())
    assert all(finding.grade <= 2 for finding in found.values())


def test_a_primary_question_of_the_same_answer_reaches_grade_3() -> None:
    found = graded({"q": answer("search", {"black": 1e-6})}, ("q",))
    assert found["q-1"].grade == 3
    assert "Not tried" in found["q-1"].standing


def test_further_questions_on_other_things_take_nothing_from_a_family() -> None:
    own = {"q": answer("search", {"black": 0.02})}
    others = {f"x{i}": answer("citation", {"black": 0.5, "hispanic": 0.6}) for i in range(30)}
    assert graded(own | others, ())["q-1"].grade == graded(own, ())["q-1"].grade == 2


# ------------------------------------------------------------------ a run

STUDY = """
title = "Sample rows"
{primary}
[department]
name = "Example Police Department"
timezone = "America/Chicago"

[[sources]]
name = "stops"
recipe = "minneapolis_stops"
files = ["stops.csv"]
quarantine = true

[[questions]]
id = "blanks"
method = "missing-race"

[[questions]]
id = "by-precinct"
method = "missing-race"
by = ["subject_race", "district"]
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    sample = (EMBEDDED / "minneapolis_stops" / "sample.csv").read_text("utf-8").splitlines()
    rows = [
        f"{i},17-{i:06d},2017-01-{1 + i % 28:02d}T05:59:59Z,traffic,MDC,NO,NO,NO,Unknown,"
        f"{('Black', 'White', 'Unknown')[i % 3]},Female,44.95,-93.25,{1 + i % 2},Near - North"
        for i in range(200)
    ]
    (tmp_path / "stops.csv").write_text("\n".join([sample[0], *rows]), encoding="utf-8")
    return written(tmp_path / "study.toml", "")


def written(path: Path, primary: str) -> Path:
    path.write_text(STUDY.format(primary=primary), encoding="utf-8")
    return path


def page(folder: Path) -> str:
    return (folder / "report" / "index.html").read_text("utf-8")


def test_a_study_that_declares_nothing_says_that_it_is_exploratory(
    study: Path, tmp_path: Path
) -> None:
    finished = run(study, tmp_path / "run")
    assert EXPLORATORY.text in page(finished.folder)
    assert finished.record["primary"]["questions"] == []


def test_a_list_changed_after_a_first_run_is_said_on_page_one_ever_after(
    study: Path, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    first = run(written(study, 'primary = ["blanks"]'), out).record["primary"]
    assert CHANGED.text not in page(out)
    again = run(study, out).record["primary"]
    assert again == first
    assert CHANGED.text not in page(out)
    changed = run(written(study, 'primary = ["by-precinct"]'), out).record["primary"]
    assert changed["sha256"] != first["sha256"]
    assert CHANGED.text in page(out)
    assert "Before: blanks. Now: by-precinct." in page(out)
    run(study, out)
    report_again(out)
    assert CHANGED.text in page(out)
    elsewhere = run(study, tmp_path / "elsewhere")
    assert CHANGED.text not in page(elsewhere.folder)


class Broken(Exception):
    """What a fault of wording or drawing raises."""


def broken(*_given: Any) -> Any:
    raise Broken("no words for this")


@pytest.mark.parametrize("part", ["says", "picture", "title"])
def test_one_question_without_words_or_picture_loses_no_run(
    study: Path, tmp_path: Path, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = PRESENTATIONS["missing-race"]
    kept = {name: getattr(shown, name) for name in ("method", "says", "picture")}
    failing = type(shown)(**{**kept, part: broken})
    monkeypatch.setitem(presentations.PRESENTATIONS, "missing-race", failing)
    finished = run(study, tmp_path / "run")
    assert finished.record["unworded"] == ["blanks", "by-precinct"]
    assert isinstance(finished.outcome("blanks"), Result)
    findings = json.loads((finished.folder / "report" / "findings.json").read_text("utf-8"))
    refusals = {one["question"]: one["refusal"] for one in findings["refusals"]}
    assert {"blanks", "by-precinct"} <= set(refusals)
    assert refusals["blanks"]["facts"]["fault"] == "Broken"
    assert "could not put them into words" in page(finished.folder)


@pytest.mark.parametrize("minimum_cell", [0, 10])
def test_one_question_that_no_page_can_be_made_of_loses_no_run(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, minimum_cell: int
) -> None:
    """The page of its section fails, in the report as it is and in one that withholds."""

    def failing(context: ReportContext) -> tuple[Chapter, ...]:
        if any(q.id == "blanks" and not q.is_refused for q in context.questions):
            raise Broken("no page of this")
        return chapters(context)

    monkeypatch.setattr("daylight.report.page.chapters", failing)
    study.write_text(f"minimum_cell = {minimum_cell}\n{study.read_text('utf-8')}", "utf-8")
    finished = run(study, tmp_path / "run")
    assert finished.record["unworded"] == ["blanks"]
    assert {finding["question"] for finding in finished.findings()} == {"by-precinct"}


@pytest.mark.parametrize("alone", [True, False])
def test_an_objection_that_fails_loses_no_run(
    study: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, alone: bool
) -> None:
    """One that fails by itself, and one that fails only beside the numbers of another question."""

    def failing(hearing: Hearing) -> tuple[Rejoinder, ...]:
        asked = {question.id for question in hearing.run}
        if hearing.question.id == "blanks" and (alone or "by-precinct" in asked):
            raise Broken("no answer to this")
        return ()

    monkeypatch.setattr("daylight.report.objections.answers", failing)
    finished = run(study, tmp_path / "run")
    assert finished.record["unworded"] == ["blanks"]
    assert {finding["question"] for finding in finished.findings()} == {"by-precinct"}
