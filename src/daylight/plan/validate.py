"""What is wrong with a study before anything is run, all of it at once."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from daylight.data.comparison import Family
from daylight.errors import DaylightError, MissingFile, StudyError
from daylight.ingest.recipe import load
from daylight.model.method import Method
from daylight.model.methods import METHODS
from daylight.plan.files import file_faults
from daylight.plan.records import lacks, of_counts
from daylight.plan.settings import counted_faults, setting_faults
from daylight.plan.study import Question, Source, Study, recipe_of
from daylight.reduce.reduction import Place
from daylight.reduce.reductions import REDUCTIONS


def refuse_faults(study: Study) -> None:
    """Raise one StudyError that lists every fault, or do nothing."""
    if problems := faults(study):
        raise StudyError("\n".join(problems))


def check_plan(path: Path) -> str:
    """One line that says a study or a recipe is sound, or an error that lists all that is not.

    A study is held against the headers of its files, the panels and surveys it names, and what
    every question needs, so that nothing is left for a run to stumble over but values. What a
    question lacks refuses that question alone; a run answers the others.
    """
    if not path.exists():
        raise MissingFile(f"{path}: there is no such study file, recipe or folder")
    if _is_recipe(path):
        recipe = load(path)
        return f"{path}: a sound recipe for {', '.join(t.table.name for t in recipe.tables)}"
    plan = Study.read(path)
    found = [*faults(plan), *file_faults(plan), *map(str, lacks(plan))]
    if found:
        raise StudyError("\n".join(found))
    return f"{path}: sound; {len(plan.sources)} sources, {len(plan.questions)} questions"


def _is_recipe(path: Path) -> bool:
    try:
        plain = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise StudyError(f"{path}: not readable as TOML: {problem}") from problem
    return bool({"files", "extends"} & set(plain)) and "questions" not in plain


def faults(study: Study) -> list[str]:
    """Every fault that can be seen without opening a file of records."""
    problems = [*_place_faults(study)]
    problems += [problem for source in study.sources for problem in _source_faults(study, source)]
    earlier: set[str] = set()
    for question in study.questions:
        found = _question_faults(study, question, earlier)
        problems += [f"question {question.id}: {fault}" for fault in found]
        earlier.add(question.id)
    return problems


def _place_faults(study: Study) -> Iterator[str]:
    """Clocks that nobody knows, and places that are none."""
    where = study.department
    if (where.latitude is None) != (where.longitude is None):
        yield "[department]: give latitude and longitude both, or neither"
    officers: object = where.officers
    if officers is not None and (type(officers) is not int or officers < 1):
        yield f"[department]: officers is {officers!r}; it is a whole number of people, at least 1"
    own = {"timezone": where.timezone, "latitude": where.latitude, "longitude": where.longitude}
    yield from (f"[department]: {fault}" for fault in _no_place(own))
    for question in study.questions:
        if question.place and set(question.place) != set(Place._fields):
            yield (
                f"question {question.id}: place needs {', '.join(Place._fields)}, and nothing else"
            )
        yield from (f"question {question.id}: {fault}" for fault in _no_place(question.place))


def _no_place(place: Mapping[str, Any]) -> Iterator[str]:
    zone = place.get("timezone", "UTC")
    if zone not in available_timezones():
        yield f"no time zone {zone!r}; write it as in America/Chicago"
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = place.get(name)
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        if value is not None and not (is_number and abs(value) <= most):
            yield f"{name} is {value!r}; it lies between -{most} and {most} degrees"


def _source_faults(study: Study, source: Source) -> list[str]:
    if source.counts:
        names: tuple[str, ...] = (source.counts,)
        problems = []
    else:
        names = source.files
        problems = _recipe_faults(study, source)
    problems += [
        f"there is no file {study.path(name)}" for name in names if not study.is_there(name)
    ]
    return [f"source {source.name}: {problem}" for problem in problems]


def _recipe_faults(study: Study, source: Source) -> list[str]:
    try:
        load(recipe_of(study, source))
    except DaylightError as problem:
        return [str(problem)]
    return [] if source.files else ["files is empty; name at least one file"]


def _question_faults(study: Study, question: Question, earlier: set[str]) -> list[str]:
    if question.method not in METHODS:
        return [f"no method {question.method!r}; `daylight methods` lists them"]
    method = METHODS[question.method]
    found = [*_input_faults(study, question, method), *_link_faults(study, question, earlier)]
    by = question.by or method.needs.by
    if lacking := [key for key in method.needs.by if key not in by]:
        found.append(f"method {method.name} needs by = {', '.join(lacking)} too")
    return found


def _input_faults(study: Study, question: Question, method: Method) -> list[str]:
    """Settings, and the reduction or the file that the method is given."""
    if method.needs.is_from_file:  # settings may say which column is which; the reader checks
        path = study.folder / question.file
        return [] if path.is_file() else [f"there is no file {path}"]
    found = setting_faults(question.settings, method)
    reduction = question.reduction or method.needs.reduction
    if method.needs.noun != "cells" or of_counts(study, question):
        return found
    if reduction not in REDUCTIONS:
        return [*found, f"no reduction {reduction!r}; `daylight reductions` lists them"]
    return [*found, *counted_faults(question, method, REDUCTIONS[reduction])]


def _link_faults(study: Study, question: Question, earlier: set[str]) -> Iterator[str]:
    """Sources, questions and families that a question names and that are not there."""
    names = [source.name for source in study.sources]
    for name in question.sources:
        if name not in names:
            yield f"no source {name!r}; there are {', '.join(names)}"
    for name in question.after:
        if name not in earlier:
            yield f"after names {name!r}, which is not an earlier question"
    others = [one.id for one in study.questions if one.id != question.id]
    for name in question.checked_by:
        if name not in others:
            yield f"checked_by names {name!r}, which is not another question"
    if question.family and question.family not in set(Family):
        yield f"no family {question.family!r}; there are {', '.join(Family)}"
