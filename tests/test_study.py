import re
from dataclasses import fields
from pathlib import Path

import pytest

from daylight.errors import MissingFile, StudyError
from daylight.plan.finished import Run
from daylight.plan.primary import Declaration
from daylight.plan.study import Department, Question, Source, Study
from daylight.plan.validate import faults
from daylight.studies import STUDIES

SOUND = """
title = "A study"

[department]
name = "Example Police Department"
timezone = "America/Chicago"

[[sources]]
name = "stops"
recipe = "minneapolis_stops"
files = ["stops.csv"]

[[questions]]
id = "searches"
method = "search-rate"
by = ["subject_race"]
only = { stop_type = ["vehicular"] }
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "study.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_sound_study_reads_into_its_dataclass(tmp_path: Path) -> None:
    study = Study.read(written(tmp_path, SOUND))
    assert study.department.timezone == "America/Chicago"
    assert study.questions[0].only == {"stop_type": ("vehicular",)}
    assert study.folder == tmp_path
    assert len(study.sha256) == 64


def test_all_problems_of_a_study_are_told_at_once(tmp_path: Path) -> None:
    text = SOUND.replace('title = "A study"', 'titel = "A study"\nlevel = 95')
    text = (
        text.replace('recipe = "minneapolis_stops"\n', "")
        + '[[questions]]\nid = "x"\nmthod = "y"\n'
    )
    with pytest.raises(StudyError) as problem:
        Study.read(written(tmp_path, text))
    message = str(problem.value)
    for part in (
        "unknown key titel",
        "title is missing",
        "level is 95",
        "recipe is missing",
        "mthod",
    ):
        assert part in message


def test_two_questions_of_one_name_are_refused(tmp_path: Path) -> None:
    twice = SOUND + '[[questions]]\nid = "searches"\nmethod = "search-rate"\n'
    with pytest.raises(StudyError, match="'searches' stands more than once"):
        Study.read(written(tmp_path, twice))


def test_a_study_that_is_not_there_or_not_toml_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFile, match="no such study file"):
        Study.read(tmp_path / "none.toml")
    with pytest.raises(StudyError, match="not readable as TOML"):
        Study.read(written(tmp_path, "title = "))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('primary = ["searchs"]', "primary names 'searchs', which is not a question"),
        ('primary = ["searches", "searches"]', "primary names 'searches' more than once"),
        ('primary = "searches"', "it is a list of question ids"),
        ("primary = [1]", "it is a list of question ids"),
    ],
)
def test_primary_questions_must_be_questions(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(StudyError, match=re.escape(said)):
        Study.read(written(tmp_path, f"{line}\n{SOUND}"))


def test_a_check_and_a_family_must_be_known(tmp_path: Path) -> None:
    text = SOUND + 'checked_by = ["hidden"]\nfamily = "of my own"\n'
    study = Study.read(written(tmp_path, text))
    said = " ".join(faults(study))
    assert "checked_by names 'hidden', which is not another question" in said
    assert "no family 'of my own'" in said
    assert "what searches find" in said


def test_a_declaration_remembers_what_was_declared_before(tmp_path: Path) -> None:
    def declared(text: str, before: Declaration | None = None) -> Declaration:
        record = None if before is None else {"primary": before.to_dict()}
        return Declaration.of(Study.read(written(tmp_path, text)), record)

    none = declared(SOUND)
    one = declared(f'primary = ["searches"]\n{SOUND}', none)
    assert (none.ids, one.ids) == ((), ("searches",))
    assert [earlier.ids for earlier in one.earlier] == [()]
    reworded = SOUND.replace('by = ["subject_race"]', 'by = ["subject_race"]\nask = "Whom?"')
    assert declared(f'primary = ["searches"]\n{reworded}', one) == one
    other = declared(f'primary = ["searches"]\n{SOUND.replace("vehicular", "other")}', one)
    assert [earlier.sha256 for earlier in other.earlier] == [none.sha256, one.sha256]
    back = declared(f'primary = ["searches"]\n{SOUND}', other)
    assert back.sha256 == one.sha256
    assert len(back.earlier) == 3


def test_a_folder_without_a_record_is_not_a_run(tmp_path: Path) -> None:
    with pytest.raises(StudyError, match=r"run\.json is missing"):
        Run.open(tmp_path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("seed = 'x'", "seed is 'x'"),
        ("minimum_cell = -1", "minimum_cell is -1"),
        ("reference = 7", "reference is 7"),
        ("period = 2017", "period is 2017"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named_with_the_other_problems(
    tmp_path: Path, line: str, said: str
) -> None:
    text = SOUND.replace('title = "A study"', f"title = 3\n{line}")
    with pytest.raises(StudyError) as problem:
        Study.read(written(tmp_path, text))
    assert said in str(problem.value)
    assert "title is 3" in str(problem.value)


SPANISH = SOUND.replace(
    'title = "A study"', 'title = "A study"\ntitle_es = "Un estudio"\nperiod = "2024"'
)


def test_a_study_in_spanish_is_so_in_all_its_words(tmp_path: Path) -> None:
    text = SPANISH + 'ask = "How many?"\n[[questions]]\nid = "own"\nmethod = "missing-race"\n'
    with pytest.raises(StudyError) as problem:
        Study.read(written(tmp_path, text))
    said = str(problem.value).splitlines()
    assert len(said) == 2
    assert "period_es is missing" in said[0]
    assert "question searches: ask_es is missing" in said[1]
    whole = text.replace('period = "2024"', 'period = "2024"\nperiod_es = "2024"')
    whole = whole.replace('ask = "How many?"', 'ask = "How many?"\nask_es = "¿Cuántas?"')
    assert Study.read(written(tmp_path, whole)).questions[0].ask_es == "¿Cuántas?"


def test_spanish_without_english_is_named(tmp_path: Path) -> None:
    text = SPANISH.replace('period = "2024"', 'about_es = "Algo"')
    with pytest.raises(StudyError, match="about_es is given without about"):
        Study.read(written(tmp_path, text))


def test_rewording_a_question_in_spanish_changes_no_declaration(tmp_path: Path) -> None:
    text = SOUND.replace('title = "A study"', 'title = "A"\nprimary = ["searches"]')
    plain = Study.read(written(tmp_path, text + 'ask = "How many?"\n'))
    both = text.replace('title = "A"', 'title = "A"\ntitle_es = "Un"')
    both += 'ask = "How many?"\nask_es = "¿Cuántas?"\n'
    assert Declaration.of(Study.read(written(tmp_path, both))) == Declaration.of(plain)


def test_every_study_that_comes_along_is_given_in_spanish() -> None:
    for path in (STUDIES / "minneapolis.toml", *sorted(STUDIES.glob("*/study.toml"))):
        study = Study.read(path)
        assert study.title_es, path
        assert study.about_es, path


def test_the_page_on_study_files_names_every_key() -> None:
    page = (Path(__file__).parents[1] / "docs/reference/study.md").read_text(encoding="utf-8")
    for kind in (Study, Department, Source, Question):
        keys = {one.name for one in fields(kind)} - {"folder", "text"}
        keys -= {"department", "sources", "questions"} if kind is Study else set()
        assert {key for key in keys if f"`{key}`" not in page} == set(), kind
