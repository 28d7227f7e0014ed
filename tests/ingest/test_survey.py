from pathlib import Path

import numpy as np
import pytest

from daylight.data.result import Refusal, Result
from daylight.errors import RecipeError, UnknownCode
from daylight.ingest.survey import read_survey
from daylight.model.trust import survey_change
from daylight.report.notes import sentence

RECIPE = """
[survey]
title = "A town's survey"
is_probability = true

[[survey.waves]]
name = "2020"
file = "first.csv"
weight = "w"
stratum = "s"
mode = "telephone"
items.trust = { column = "q1", low = 0, high = 10, missing = [99], wording = "Do you trust them?" }
items.support = { column = "q2", codes = { yes = 1, no = 0 }, missing = ["refused"] }
groups.race = { column = "r", codes = { 1 = "white", 2 = "black" }, unknown = [9] }

[[survey.waves]]
name = "2022"
file = "second.csv"
weight = "w"
stratum = "s"
mode = "telephone"
items.trust = { column = "q1", low = 0, high = 10, missing = [99], wording = "Do you trust them?" }
groups.race = { column = "r", codes = { 1 = "white", 2 = "black" }, unknown = [9] }
"""


def rows(seed: int, mean: float) -> str:
    rng = np.random.default_rng(seed)
    lines = ["w,s,q1,q2,r"]
    for number in range(200):
        answer = int(np.clip(rng.normal(mean, 2), 0, 10).round())
        lines.append(f"{1 + number % 3},{number % 4},{answer},{'yes' if number % 2 else 'no'},1")
    lines += ["0,1,5,no,2", "1,1,99,refused,9"]
    return "\n".join(lines) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "survey.toml").write_text(RECIPE, "utf-8")
    (tmp_path / "first.csv").write_text(rows(1, 5), "utf-8")
    (tmp_path / "second.csv").write_text(rows(2, 7), "utf-8")
    return tmp_path


def change(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


def test_codes_become_answers_and_missing_codes_none(folder: Path) -> None:
    sample = read_survey(folder / "survey.toml")
    first = sample.wave == "2020"
    assert np.isnan(sample.answers["trust"][first]).sum() == 1
    assert set(sample.answers["support"][first][:-1]) == {0.0, 1.0}
    assert np.isnan(sample.answers["support"][~first]).all()
    assert sample.groups["race"][first][-1] == "unknown"


def test_people_without_weight_are_counted_out(folder: Path) -> None:
    provenance = read_survey(folder / "survey.toml").provenance
    assert provenance.rows_dropped == {"no weight in this wave": 2}
    assert provenance.rows_read == 404


def test_an_undeclared_answer_stops_the_reading(folder: Path) -> None:
    path = folder / "first.csv"
    path.write_text(change(path.read_text("utf-8"), "99,refused", "98,refused"), "utf-8")
    with pytest.raises(UnknownCode, match=r"item trust: 98 \(1 rows\)"):
        read_survey(folder / "survey.toml")


def test_an_undeclared_group_stops_the_reading(folder: Path) -> None:
    path = folder / "survey.toml"
    path.write_text(change(path.read_text("utf-8"), "unknown = [9]", "unknown = [8]"), "utf-8")
    with pytest.raises(UnknownCode, match="group race: 9"):
        read_survey(folder / "survey.toml")


def test_an_unknown_key_is_named(folder: Path) -> None:
    path = folder / "survey.toml"
    path.write_text(change(path.read_text("utf-8"), 'weight = "w"', 'wieght = "w"'), "utf-8")
    with pytest.raises(RecipeError, match="no key wieght"):
        read_survey(folder / "survey.toml")


def test_the_same_words_asked_twice_are_compared(folder: Path) -> None:
    result = survey_change.run(read_survey(folder / "survey.toml"))
    assert isinstance(result, Result)
    found = result.one("survey_change", item="trust", from_wave="2020", to_wave="2022")
    assert found.low > 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Do you trust them?", "Do you like them?", "it was asked as"),
        ('mode = "telephone"', 'mode = "web"', "people were asked by web and by telephone"),
    ],
)
def test_other_words_or_another_way_of_asking_are_not_compared(
    folder: Path, old: str, new: str, said: str
) -> None:
    path = folder / "survey.toml"
    path.write_text(change(path.read_text("utf-8"), old, new), "utf-8")
    refusal = survey_change.run(read_survey(folder / "survey.toml"))
    assert isinstance(refusal, Refusal)
    (note,) = refusal.notes
    assert said in sentence(note)
    assert refusal.facts["items"] == ("trust",)
