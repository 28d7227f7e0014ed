"""What is wrong with a study before anything is run, all of it at once."""

import tomllib
from pathlib import Path

from daylight.data.comparison import Family
from daylight.errors import DaylightError, MissingFile, StudyError
from daylight.ingest.recipe import load
from daylight.model.method import SHARED, Method
from daylight.model.methods import METHODS
from daylight.plan.study import Question, Source, Study
from daylight.reduce.reduction import Place
from daylight.reduce.reductions import REDUCTIONS


def refuse_faults(study: Study) -> None:
    """Raise one StudyError that lists every fault, or do nothing."""
    if problems := faults(study):
        raise StudyError("\n".join(problems))


def check_plan(path: Path) -> str:
    """One line that says a study or a recipe is sound, or an error that lists every fault."""
    if not path.exists():
        raise MissingFile(f"{path}: there is no such study file, recipe or folder")
    if _is_recipe(path):
        recipe = load(path)
        return f"{path}: a sound recipe for {', '.join(t.table.name for t in recipe.tables)}"
    plan = Study.read(path)
    refuse_faults(plan)
    return f"{path}: sound; {len(plan.sources)} sources, {len(plan.questions)} questions"


def _is_recipe(path: Path) -> bool:
    try:
        plain = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise StudyError(f"{path}: not readable as TOML: {problem}") from problem
    return "files" in plain and "questions" not in plain


def faults(study: Study) -> list[str]:
    """Every fault that can be seen without reading the records."""
    problems = [problem for source in study.sources for problem in _source_faults(study, source)]
    earlier: set[str] = set()
    for question in study.questions:
        problems += _question_faults(study, question, earlier)
        earlier.add(question.id)
    return problems


def _source_faults(study: Study, source: Source) -> list[str]:
    where = f"source {source.name}"
    problems = []
    try:
        load(recipe_of(study, source))
    except DaylightError as problem:
        problems.append(f"{where}: {problem}")
    if not source.files:
        problems.append(f"{where}: files is empty; name at least one file")
    problems += [
        f"{where}: there is no file {study.folder / name}"
        for name in source.files
        if ":" not in name and not (study.folder / name).exists()
    ]
    return problems


def recipe_of(study: Study, source: Source) -> str | Path:
    """The recipe a source names: a path beside the study, or the name of an embedded one."""
    return study.folder / source.recipe if source.recipe.endswith(".toml") else source.recipe


def _question_faults(study: Study, question: Question, earlier: set[str]) -> list[str]:
    where = f"question {question.id}"
    if question.method not in METHODS:
        return [f"{where}: no method {question.method!r}; `daylight methods` lists them"]
    method = METHODS[question.method]
    problems = _setting_faults(where, question, method)
    reduction = question.reduction or method.needs.reduction
    if method.needs.noun == "cells" and reduction not in REDUCTIONS:
        problems.append(f"{where}: no reduction {reduction!r}; `daylight reductions` lists them")
    if method.needs.is_from_file and not (study.folder / question.file).is_file():
        problems.append(f"{where}: there is no file {study.folder / question.file}")
    if question.place and set(question.place) != set(Place._fields):
        problems.append(f"{where}: place needs {_listed(Place._fields)}, and nothing else")
    by = question.by or method.needs.by
    if lacking := [key for key in method.needs.by if key not in by]:
        problems.append(f"{where}: method {method.name} needs by = {', '.join(lacking)} too")
    names = [source.name for source in study.sources]
    problems += [
        f"{where}: no source {name!r}; there are {', '.join(names)}"
        for name in question.sources
        if name not in names
    ]
    problems += [
        f"{where}: after names {name!r}, which is not an earlier question"
        for name in question.after
        if name not in earlier
    ]
    others = [one.id for one in study.questions if one.id != question.id]
    problems += [
        f"{where}: checked_by names {name!r}, which is not another question"
        for name in question.checked_by
        if name not in others
    ]
    if question.family and question.family not in set(Family):
        problems.append(
            f"{where}: no family {question.family!r}; there are {_listed(tuple(Family))}"
        )
    return problems


def _setting_faults(where: str, question: Question, method: Method) -> list[str]:
    known = method.own_settings
    if method.needs.is_from_file:  # which column is which may be set too; the reader checks
        return []
    return [
        f"{where}: method {method.name} has no setting {name!r}; it has {_listed(known)}"
        for name in question.settings
        if name not in (*known, *SHARED)
    ]


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "none"
